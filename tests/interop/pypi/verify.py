"""Feeds our proofs to PyPI's sigstore, the code with which PyPI's attestations are checked.

Runs in a virtual environment of its own. Cases come in on standard input, one JSON object a line:
{"id": 0, "kind": "proof", "files": {name: base64}}. For each, one line goes out:
{"id": 0, "verdict": "accepted" | "rejected" | "failed", "why": "…"}. An error of sigstore, or of the models into
which it reads JSON, is a rejection; any other error is a failure.
"""

from __future__ import annotations

import base64
import json
import sys
from importlib.metadata import version
from typing import Any

from pydantic import ValidationError

# Internal modules: what is public in sigstore starts from a bundle, and wants the entry to be an artifact's signature
# in a type that Rekor knows, which a journal line is not.
from sigstore._internal.rekor.checkpoint import SignedCheckpoint
from sigstore._internal.trust import Keyring, RekorKeyring
from sigstore.errors import Error
from sigstore.models import TransparencyLogEntry
from sigstore_models.common.v1 import PublicKey, PublicKeyDetails
from sigstore_models.rekor.v1 import TransparencyLogEntry as Entry

PROOF_HEAD = "c2sp.org/tlog-proof@v1"
# DER of an Ed25519 SubjectPublicKeyInfo, up to the 32 bytes of the key (RFC 8410).
SPKI = bytes.fromhex("302a300506032b6570032100")


def trusted(line: str) -> tuple[RekorKeyring, bytes]:
    """Return the key, and the key hash by which signatures name it. sigstore does not look at its name."""
    _, digest, encoded = line.removesuffix("\n").split("+", 2)
    raw = base64.b64decode(encoded, validate=True)
    if len(raw) != 33 or raw[0] != 1:
        raise ValueError("this is no Ed25519 verifier key")
    key = PublicKey(raw_bytes=base64.b64encode(SPKI + raw[1:]), key_details=PublicKeyDetails.PKIX_ED25519)
    return RekorKeyring(Keyring([key])), bytes.fromhex(digest)


def entry_of(line: bytes, proof: str, key_hash: bytes) -> TransparencyLogEntry:
    """Return our proof in sigstore's shape.

    sigstore compares the entry's root with the checkpoint's, but not its size: whoever uses it must take the size
    from the checkpoint, as is done here, with sigstore's own parser.
    """
    head, _, envelope = proof.partition("\n\n")
    first, index, *hashes = head.split("\n")
    if first != PROOF_HEAD or not index.startswith("index "):
        raise ValueError("this is no tlog-proof")
    number = index.removeprefix("index ")
    state = SignedCheckpoint.from_text(envelope).checkpoint
    shape = {
        "logIndex": number,
        "logId": {"keyId": base64.b64encode(key_hash).decode()},
        "kindVersion": {"kind": "journal line", "version": "1"},
        "inclusionProof": {
            "logIndex": number,
            "rootHash": base64.b64encode(bytes.fromhex(state.log_hash)).decode(),
            "treeSize": str(state.log_size),
            "hashes": hashes,
            "checkpoint": {"envelope": envelope},
        },
        "canonicalizedBody": base64.b64encode(line).decode(),
    }
    return TransparencyLogEntry(Entry.from_json(json.dumps(shape)))


def judge(files: dict[str, str]) -> None:
    """Check one proof: the Merkle path, then the signed checkpoint."""
    line, proof, key = (base64.b64decode(files[name]) for name in ("line", "proof", "key"))
    keyring, key_hash = trusted(key.decode())
    # What is no UTF-8 cannot stand in sigstore's JSON: a replacement character stands for it, and was not signed.
    entry_of(line, proof.decode(errors="replace"), key_hash)._verify(keyring)


def answer(asked: dict[str, Any]) -> dict[str, Any]:
    """Return the verdict on one case."""
    try:
        if asked["kind"] != "proof":
            raise ValueError(f"no case of kind {asked['kind']} is for this verifier")
        judge(asked["files"])
    except (Error, ValidationError) as error:
        return {"id": asked["id"], "verdict": "rejected", "why": f"{type(error).__name__}: {error}"}
    except Exception as error:  # noqa: BLE001 - whatever it is, it is no verdict, and the next case must be asked
        return {"id": asked["id"], "verdict": "failed", "why": f"{type(error).__name__}: {error}"}
    return {"id": asked["id"], "verdict": "accepted", "why": ""}


def main() -> None:
    """Answer every case."""
    python = f"Python {sys.version_info.major}.{sys.version_info.minor}"
    print(json.dumps({"version": f"{version('sigstore')}, {python}"}))
    for line in sys.stdin:
        print(json.dumps(answer(json.loads(line))))


if __name__ == "__main__":
    main()
