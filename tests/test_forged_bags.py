"""Bags that somebody made who has no key of the log, or that say a thing twice: nobody who checks one is fooled."""

from __future__ import annotations

import base64
import hashlib
import importlib.util
import json
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from types import ModuleType
from typing import Any

import msgspec
import pytest

import cli
import export
from export import check, handout, inputs
from export.bag import Bag
from export.ground import Ground
from export.received import Directory, Received
from ledger import birth, keys, seals
from ledger.dataroot import DataRoot
from ledger.errors import Damaged
from ledger.event import leaf
from ledger.keyring import statement
from ledger.note import Signer, Verifier
from ledger.seals import Entry, KeyOpened, KeyRotated
from projections.engine import catch_up

Run = Callable[..., subprocess.CompletedProcess[str]]
STRANGER = Path(export.__file__).parent / "stranger" / "verify.py"
AT = "2026-03-05T09:00:01.123456Z"


@pytest.fixture(scope="module")
def script() -> ModuleType:
    """The stranger's script, to ask it for single checks."""
    spec = importlib.util.spec_from_file_location("verify_of_strangers", STRANGER)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture
def bag(logs: ModuleType, autocapture: Run, tmp_path: Path) -> Path:
    """An honest bag with one event of a small log."""
    return exported(logs.written(tmp_path / "data", [3]), autocapture, tmp_path / "bag")


def exported(root: DataRoot, autocapture: Run, out: Path) -> Path:
    """Give event 1 away."""
    catch_up(root)
    ran = autocapture("export", "--event", "journal:1", "--out", out, "--data-dir", root.path)
    assert ran.returncode == 0, ran.stderr
    return out


def by_script(bag: Path, *words: str) -> subprocess.CompletedProcess[str]:
    """The script as we ship it, not the one that lies in the bag."""
    command = [sys.executable, str(STRANGER), *words, str(bag)]
    return subprocess.run(command, capture_output=True, text=True, check=False)


def lines_of_keys(bag: Path) -> list[bytes]:
    """The lines of the ledger that name a key."""
    return (bag / "data" / "keys" / "ledger-lines.ndjson").read_bytes().splitlines(keepends=True)


# ---------------------------------------------------------------- keys that nobody signed for


def borrowed(honest: bytes, more: dict[str, Any]) -> bytes:
    """A line that the key signed, with more to say behind the signature."""
    return honest.removesuffix(b"}\n") + b"," + json.dumps(more, separators=(",", ":")).encode()[1:-1] + b"}\n"


@pytest.fixture
def forged(bag: Path, logs: ModuleType, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """A bag of events that never happened, by somebody who has the honest bag alone and changes this program."""
    [opening] = lines_of_keys(bag)
    entry = seals.read(opening).understood()
    assert isinstance(entry, KeyOpened)
    honest = Verifier.parse(entry.key)

    def put_keys(made: Bag, ground: Ground) -> None:
        signer = keys.load(ground.key)
        seq, prev, size = 1, "00" * 32, 0
        proof = base64.b64encode(signer.sign(statement(honest, signer.verifier, seq, prev, size))).decode()
        told = msgspec.to_builtins(KeyRotated(signer.verifier.spelled(), 0, size, proof))
        more = {"seq": seq, "prev": prev, "entry": told}
        made.put("keys/log.vkey", f"{ground.key.spelled()}\n".encode())
        made.put("keys/ledger-lines.ndjson", opening + borrowed(opening, more))
        made.put("checkpoints/journal.checkpoint", ground.checkpoint.encode())

    monkeypatch.setenv(keys.KEY_DIRECTORY_VARIABLE, str(tmp_path / "of-the-forger"))
    monkeypatch.setattr(birth, "new_run_id", lambda: honest.name.removeprefix("autocapture/"))
    root: DataRoot = logs.written(tmp_path / "forged-data", [4], text="never happened")
    catch_up(root)
    monkeypatch.setattr(handout, "put_keys", put_keys)
    words = ["export", "--event", "journal:2", "--out", str(tmp_path / "forged"), "--data-dir", str(root.path)]
    assert cli.run(words) == 0
    return tmp_path / "forged"


def test_bag_under_a_key_that_nobody_signed_for_is_refused(bag: Path, forged: Path, autocapture: Run) -> None:
    fingerprint = json.loads((bag / "data" / "citations.json").read_bytes())["fingerprint"]
    assert by_script(bag, "--fingerprint", fingerprint).returncode == 0
    ran = autocapture("export", "verify", forged, "--fingerprint", fingerprint)
    assert (ran.returncode, ran.stdout) == (3, "")
    assert "is not signed by the key before it" in ran.stderr
    ran = by_script(forged, "--fingerprint", fingerprint)
    assert (ran.returncode, "All holds" in ran.stdout) == (1, False)
    assert "has a key twice" in ran.stderr


def _line(before: bytes, seq: int, entry: Entry, signer: Signer) -> bytes:
    return seals.write(leaf(before).hex(), seq, AT, entry, signer)


def _next(before: bytes, seq: int, old: Signer, new: Signer, at: int, size: int = 5) -> bytes:
    said = statement(old.verifier, new.verifier, seq, leaf(before).hex(), size)
    proof = base64.b64encode(new.sign(said)).decode()
    return _line(before, seq, KeyRotated(new.verifier.spelled(), at, size, proof), old)


def _rings(first: Signer, second: Signer, third: Signer) -> dict[str, tuple[list[bytes], Signer]]:
    """Lines that name keys, by what is wrong with them; each is signed by the key before it, and ends as it should."""
    opening = _line(b"", 0, KeyOpened(1, first.name, first.verifier.spelled()), first)
    rotated = _next(opening, 3, first, second, 0)
    told = seals.read(rotated).understood()
    assert isinstance(told, KeyRotated)
    twice = rotated.rpartition(b',"sig":"')[0] + b',"at":"' + AT.encode() + b'"'
    late = _line(b"", 7, KeyOpened(1, first.name, first.verifier.spelled()), first)
    other = rotated.replace(b"key.rotated", b"key.retired").rpartition(b',"sig":"')[0]
    return {
        "": ([opening, rotated, _next(rotated, 8, second, third, 3)], third),
        "another line before": ([opening, _next(opening, 3, first, second, 1)], second),
        "numbers that do not grow": ([opening, rotated, _next(rotated, 3, second, third, 3)], third),
        "fewer events": ([opening, rotated, _next(rotated, 8, second, third, 3, size=4)], third),
        "no opening": ([rotated], second),
        "an opening that is not the first line": ([late], first),
        "a key twice": ([opening, _signed(twice, first)], second),
        "another kind": ([opening, _signed(other, first)], second),
        "a line behind the line": ([opening, rotated[:-1] + b" \n"], second),
    }


def _signed(told: bytes, signer: Signer) -> bytes:
    return told + b',"sig":"' + base64.b64encode(signer.sign(told)) + b'"}\n'


def test_changes_of_keys_follow_one_another(bag: Path, script: ModuleType) -> None:
    signers = [Signer.generate("autocapture/log") for _ in range(3)]
    place = bag / "data" / "keys"
    for wrong, (lines, last) in _rings(*signers).items():
        (place / "ledger-lines.ndjson").write_bytes(b"".join(lines))
        (place / "log.vkey").write_text(f"{last.verifier.spelled()}\n")
        if not wrong:
            assert script.Bag(bag).read_keys("")
            assert check._keys(Received(Directory(bag))).current == last.verifier
            continue
        with pytest.raises((script.Wrong, ValueError)):
            script.Bag(bag).read_keys("")
        with pytest.raises((Damaged, ValueError)):
            check._keys(Received(Directory(bag)))


# ---------------------------------------------------------------- what is said twice


def _doubled(data: bytes, key: str) -> bytes:
    """JSON in which a key stands once more before the one there is, so that the last one still says what it said."""
    spelled = f'"{key}":'.encode()
    assert data.count(spelled), key
    return data.replace(spelled, spelled + b' "something else", ' + spelled, 1)


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("data/citations.json", "size"),
        ("data/citations.json", "kind"),
        ("data/events/journal-1.ndjson", "handoff"),
        ("data/keys/ledger-lines.ndjson", "at"),
        ("attestation/export.ndjson", "at"),
        ("attestation/manifest.dsse.json", "payload"),
        ("attestation/manifest.dsse.json", "keyid"),
    ],
)
def test_key_that_stands_twice_in_an_object_is_refused(
    bag: Path, bags: ModuleType, script: ModuleType, name: str, key: str
) -> None:
    whole(script, bag, attested=True)
    path = bag / name
    path.write_bytes(_doubled(path.read_bytes(), key))
    bags.lists_anew(bag)
    with pytest.raises((script.Wrong, LookupError, ValueError, TypeError)):
        whole(script, bag, attested=name.startswith("attestation/"))
    with pytest.raises(Damaged):
        check.check(Received(Directory(bag)))


def whole(script: ModuleType, bag: Path, *, attested: bool = False) -> None:
    """All checks of the script; whether the ledger names this very list would find any change, if it is asked for."""
    told = script.Bag(bag)
    told.read_keys("")
    told.check_events()
    told.check_blobs()
    told.check_citations()
    told.check_earlier()
    if attested:
        told.check_export()


@pytest.mark.parametrize("name", ["manifest-sha256.txt", "tagmanifest-sha256.txt"])
def test_file_that_is_listed_twice_is_refused(bag: Path, script: ModuleType, name: str) -> None:
    path = bag / name
    first = path.read_text().splitlines()[0]
    path.write_text(f"{'00' * 32}{first[64:]}\n{path.read_text()}")
    with pytest.raises(script.Wrong):
        script.Bag(bag)
    with pytest.raises(Damaged):
        Received(Directory(bag))


@pytest.mark.parametrize("what", ["events", "blobs"])
def test_event_or_file_of_the_evidence_that_is_told_twice_is_refused(
    bag: Path, bags: ModuleType, script: ModuleType, what: str
) -> None:
    path = bag / "data" / "citations.json"
    told = json.loads(path.read_bytes())
    blob = {"path": "x", "size": 1, "sha256": "", "vouched": "export", "file": "", "redacted": True, "events": []}
    told[what] = [*told[what], *(told[what] or [blob, blob])]
    path.write_text(json.dumps(told))
    bags.lists_anew(bag)
    with pytest.raises(script.Wrong, match="twice"):
        whole(script, bag)
    with pytest.raises(Damaged, match=r"twice|no event tells"):
        check.check(Received(Directory(bag)))


def test_envelope_holds_nothing_that_is_not_signed(bag: Path, bags: ModuleType, script: ModuleType) -> None:
    path = bag / "attestation" / "manifest.dsse.json"
    told = json.loads(path.read_bytes())
    for other in (
        {**told, "note": "unsigned"},
        {**told, "signatures": [{**told["signatures"][0], "note": "unsigned"}]},
    ):
        path.write_text(json.dumps(other, separators=(",", ":")) + "\n")
        checks = script.Bag(bag)
        checks.read_keys("")
        checks.check_events()
        with pytest.raises(script.Wrong):
            checks.check_export()
        bags.lists_anew(bag)
        with pytest.raises(Damaged):
            check.check(Received(Directory(bag)))


def test_both_verifiers_know_the_same_kinds_that_are_concluded(script: ModuleType) -> None:
    assert set(script.CONCLUDED) == {str(kind.__struct_config__.tag) for kind in inputs.CONCLUDED}


# ---------------------------------------------------------------- the list that nobody signs


def tagged(bag: Path, name: str, data: bytes, spelled: str = "") -> None:
    """Write a file, and let the unsigned list alone say what it is."""
    (bag / name).write_bytes(data)
    path, spelled = bag / "tagmanifest-sha256.txt", spelled or name
    others = [line for line in path.read_text().splitlines() if line[66:] != spelled]
    path.write_text("\n".join([*others, f"{hashlib.sha256(data).hexdigest()}  {spelled}\n"]))


def by_shell(bag: Path) -> subprocess.CompletedProcess[str]:
    """The shell script as we ship it."""
    shutil.copy(STRANGER.with_suffix(".sh"), bag / "verify.sh")
    tagged(bag, "verify.sh", (bag / "verify.sh").read_bytes())
    return subprocess.run(["sh", "verify.sh"], cwd=bag, capture_output=True, text=True, check=False)


@pytest.mark.parametrize(
    "name",
    [
        "data/REPORT.html",
        "data/certificate.md",
        "data/citations.csv",
        "data/keys/fingerprints.txt",
        "data/models.json",
        "data/0002.png",
        "data/keys/README-FIRST.html",
    ],
)
def test_list_that_nobody_signs_has_no_say_about_the_payload(bag: Path, autocapture: Run, name: str) -> None:
    fingerprint = json.loads((bag / "data" / "citations.json").read_bytes())["fingerprint"]
    assert by_shell(bag).returncode == 0
    tagged(bag, name, b"forged")
    ran = autocapture("export", "verify", bag, "--fingerprint", fingerprint)
    assert (ran.returncode, ran.stdout, "the signed list alone" in ran.stderr) == (3, "", True)
    ran = by_script(bag, "--fingerprint", fingerprint)
    assert (ran.returncode, "All holds" in ran.stdout) == (1, False)
    ran = by_shell(bag)
    assert (ran.returncode, "NOT PROVEN" in ran.stderr) == (1, True)


def test_file_of_the_payload_under_another_spelling_is_refused(bag: Path, autocapture: Run) -> None:
    forged = b"forged"
    for spelled in ("DATA/keys/more", "./data/keys/more", "attestation/../data/keys/more", "data//keys/more"):
        copy = Path(shutil.copytree(bag, bag.with_name("copy"), dirs_exist_ok=True))
        tagged(copy, "data/keys/more", forged, spelled)
        assert autocapture("export", "verify", copy).returncode == 3, spelled
        assert by_script(copy).returncode == 1, spelled
        assert by_shell(copy).returncode == 1, spelled


@pytest.mark.parametrize(
    "name",
    ["./verify.py", "../bag/verify.py", "attestation//export.ndjson", "/etc/hostname", "a\\b", "C:b", "VERIFY.py"],
)
def test_list_names_no_file_in_two_ways(bag: Path, script: ModuleType, name: str) -> None:
    path = bag / "tagmanifest-sha256.txt"
    path.write_text(f"{path.read_text()}{hashlib.sha256().hexdigest()}  {name}\n")
    with pytest.raises(script.Wrong, match="is malformed"):
        script.Bag(bag)
    with pytest.raises(Damaged, match="is malformed"):
        Received(Directory(bag))


def test_file_that_no_list_names_is_found_by_the_shell_script(bag: Path) -> None:
    for name in ("data/more", "data/more.d"):
        (bag / name).symlink_to("keys")
        ran = by_shell(bag)
        assert (ran.returncode, "the signed list alone" in ran.stderr) == (1, True)
        (bag / name).unlink()
    assert by_shell(bag).returncode == 0
