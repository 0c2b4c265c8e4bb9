"""Writes ingest/chronicle_pb2.py and its types from ingest/chronicle.proto, with the compiler that is locked."""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

from grpc_tools import protoc

ROOT = Path(__file__).resolve().parent.parent
PROTO = "ingest/chronicle.proto"
MADE = ("ingest/chronicle_pb2.py", "ingest/chronicle_pb2.pyi")


def main() -> int:
    """Write the files; with --check only say whether they are up to date."""
    made = compiled()
    if "--check" in sys.argv[1:]:
        return 0 if all((ROOT / path).read_bytes() == data for path, data in made.items()) else 1
    for path, data in made.items():
        (ROOT / path).write_bytes(data)
        print(f"wrote {path}")
    return 0


def compiled() -> dict[str, bytes]:
    """Return the bytes of each file that the compiler makes of the .proto."""
    with tempfile.TemporaryDirectory() as name:
        words = ["protoc", f"-I{ROOT}", f"--python_out={name}", f"--pyi_out={name}", PROTO]
        if protoc.main(words):
            sys.exit(f"{PROTO} cannot be compiled; see above.")
        return {path: (Path(name) / path).read_bytes() for path in MADE}


if __name__ == "__main__":
    sys.exit(main())
