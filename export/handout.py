"""What a stranger is given to check a bag with: keys, the checkpoint, scripts, and who vouches for the bag."""

from __future__ import annotations

from importlib.metadata import PackageNotFoundError, version
from importlib.resources import files

from export.bag import Bag
from export.contents import Contents
from export.ground import Ground
from ledger import bundle
from ledger.bundle import Recorded
from ledger.errors import Locked
from ledger.note import Verifier

_SCRIPTS = ("verify.py", "verify.sh", "VERIFY.md")
ATTESTATION = "attestation"


def put_keys(bag: Bag, ground: Ground) -> None:
    """Put in the public key in force, the lines of the ledger that name all keys, and the checkpoint of the proofs."""
    bag.put("keys/log.vkey", f"{ground.key.spelled()}\n".encode())
    bag.put("keys/ledger-lines.ndjson", b"".join(ground.key_lines()))
    told = [f"{reign.key.fingerprint}  {reign.key.spelled()}\n" for reign in ground.keys.reigns]
    bag.put("keys/fingerprints.txt", "".join(told).encode())
    bag.put("checkpoints/journal.checkpoint", ground.checkpoint.encode())


def put_scripts(bag: Bag) -> None:
    """Put in the scripts and pages that are the same in every bag."""
    for name in _SCRIPTS:
        bag.tag(name, _page(name))
    bag.put("certificate.md", _page("certificate.md"))


def put_attestation(bag: Bag, recorded: Recorded, expected: Verifier) -> None:
    """Put in the line of the ledger that names the bag, its proof, and the signed statement.

    Raises:
        Locked: the key was changed since the payload was written; that one names the old key.
    """
    if recorded.key != expected:
        raise Locked("The signing key was changed during the export.", "Run the same command again.")
    bag.tag(f"{ATTESTATION}/export.ndjson", recorded.line)
    bag.tag(f"{ATTESTATION}/export.tlog-proof", recorded.proof.spelled().encode())
    bag.tag(f"{ATTESTATION}/ledger.vkey", f"{bundle.of_ledger(recorded.key).spelled()}\n".encode())
    bag.tag(f"{ATTESTATION}/manifest.dsse.json", recorded.envelope)


def info(told: Contents, oxum: str) -> dict[str, str]:
    """Return `bag-info.txt`, field by field."""
    return {
        "Bag-Software-Agent": f"autocapture {version_of_us()}",
        "Bagging-Date": told.asked.at[:10],
        "Payload-Oxum": oxum,
        "External-Description": f"Evidence chosen by {told.asked.by}: {told.asked.words}",
        "External-Identifier": told.origin,
        "Internal-Sender-Identifier": f"key {told.fingerprint}",
    }


def _page(name: str) -> bytes:
    return (files("export") / "stranger" / name).read_bytes()


def version_of_us() -> str:
    """Return the version of this program as it is installed."""
    try:
        return version("autocapture")
    except PackageNotFoundError:
        return "unknown"
