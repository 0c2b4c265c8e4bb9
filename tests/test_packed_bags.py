"""Bags in zips that are damaged, hostile or made by others: told in words, and never unpacked to the disk."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import subprocess
import sys
import zipfile
import zlib
from collections.abc import Callable
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from export import check, received
from export.received import Directory, Received
from ledger.errors import Damaged, Usage
from projections.engine import catch_up

Run = Callable[..., subprocess.CompletedProcess[str]]
Entry = tuple[str, bytes]
CENTRAL, LOCAL = b"PK\x01\x02", b"PK\x03\x04"


@pytest.fixture(scope="module")
def bag(logs: ModuleType, autocapture: Run, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A bag of one event, in a zip."""
    place = tmp_path_factory.mktemp("packed")
    root = logs.written(place / "data", [3])
    catch_up(root)
    ran = autocapture("export", "--event", "journal:1", "--out", place / "bag.zip", "--data-dir", root.path)
    assert ran.returncode == 0, ran.stderr
    return place / "bag.zip"


def entries(path: Path) -> list[Entry]:
    """What a zip holds."""
    with zipfile.ZipFile(path) as archive:
        return [(each.filename, archive.read(each)) for each in archive.infolist()]


def packed(path: Path, files: list[Entry], method: int = zipfile.ZIP_DEFLATED) -> Path:
    """Make a zip."""
    with zipfile.ZipFile(path, "w", method) as archive:
        for name, data in files:
            archive.writestr(name, data)
    return path


def refused(autocapture: Run, path: Path) -> tuple[int, str]:
    """Exit code and sentence of the command, which says the same to a program."""
    ran = autocapture("export", "verify", path, "--json")
    told: dict[str, Any] = json.loads(ran.stdout)
    assert not told["ok"]
    assert told["error"]["exit_code"] == ran.returncode
    assert "Traceback" not in ran.stderr
    return ran.returncode, told["error"]["what"]


def test_zip_is_read_without_a_place_to_unpack_it(bag: Path, autocapture: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TMPDIR", "/nowhere")
    assert autocapture("export", "verify", bag).returncode == 0


def _flipped(path: Path, data: bytes) -> None:
    name = next(each for each, text in entries(path) if len(text) > 2000)
    with zipfile.ZipFile(path) as archive:
        begin = archive.getinfo(name).header_offset + 30 + len(name)
    path.write_bytes(
        data[: begin + 8] + bytes(byte ^ 0xFF for byte in data[begin + 8 : begin + 40]) + data[begin + 40 :]
    )


def _in_heads(field: tuple[int, int], value: int) -> Callable[[Path, bytes], None]:
    """Set two bytes in the heads of all files: where they stand in the one kind of heads, and in the other."""

    def change(path: Path, data: bytes) -> None:
        changed = bytearray(data)
        for mark, at in zip((LOCAL, CENTRAL), field, strict=True):
            begin = changed.find(mark)
            while begin >= 0:
                changed[begin + at : begin + at + 2] = value.to_bytes(2, "little")
                begin = changed.find(mark, begin + 4)
        path.write_bytes(changed)

    return change


def _short(path: Path, data: bytes) -> None:
    path.write_bytes(data[: len(data) // 2])


def _twice(path: Path, _: bytes) -> None:
    files = entries(path)
    with pytest.warns(UserWarning, match="Duplicate"):
        packed(path, [*files, files[0]])


def _beside(path: Path, _: bytes) -> None:
    packed(path, [*entries(path), ("other/file", b"")])


def _nameless(path: Path, _: bytes) -> None:
    packed(path, [*entries(path), ("zzz", b"")])
    path.write_bytes(path.read_bytes().replace(b"zzz", b"\0zz"))  # a name ends before the first zero


def _escapes(path: Path, _: bytes) -> None:
    packed(path, [*entries(path), ("bag/\x1b[2J\u202e", b"")])


def _alone(path: Path, _: bytes) -> None:
    packed(path, [("file", b"")])


def _empty(path: Path, _: bytes) -> None:
    packed(path, [])


def _by_another_method(path: Path, _: bytes) -> None:
    packed(path, entries(path), zipfile.ZIP_LZMA)


@pytest.mark.parametrize(
    ("change", "code", "words"),
    [
        (_flipped, 3, "cannot be unpacked"),
        (_in_heads((6, 8), 1), 2, "is encrypted"),
        (_in_heads((8, 10), 99), 2, "packed in another way"),
        (_by_another_method, 2, "packed in another way"),
        (_short, 2, "is no bag"),
        (_twice, 2, "is in it twice"),
        (_beside, 2, "in one directory"),
        (_alone, 2, "in one directory"),
        (_nameless, 2, "in one directory"),
        (_escapes, 3, "names bag/\\x1b[2J\\u202e"),
        (_empty, 2, "in one directory"),
    ],
)
def test_zip_that_is_no_bag_of_ours_is_told_in_words(
    bag: Path, autocapture: Run, tmp_path: Path, change: Callable[[Path, bytes], None], code: int, words: str
) -> None:
    path = Path(shutil.copy(bag, tmp_path / "bag.zip"))
    change(path, path.read_bytes())
    found = refused(autocapture, path)
    assert found[0] == code, found
    assert words in found[1]


def _tagged(path: Path, spelled: str, **more: Any) -> None:
    """Put a forged file in, under a name that the unsigned list tells of as it stands there."""
    entry = zipfile.ZipInfo(f"bag/{spelled}")
    entry.external_attr, entry.extra = more.get("mode", 0o644) << 16, more.get("extra", b"")
    data = more.get("data", b"forged")
    line = f"{hashlib.sha256(data).hexdigest()}  {spelled}\n".encode()
    files = [(name, text + line if name == "bag/tagmanifest-sha256.txt" else text) for name, text in entries(path)]
    packed(path, files)
    with zipfile.ZipFile(path, "a") as archive:
        archive.writestr(entry, data)


@pytest.mark.parametrize(
    "spelled",
    [
        "./data/REPORT.html",
        "attestation/../data/REPORT.html",
        "data//REPORT.html",
        "/data/REPORT.html",
        "DATA/report.html",
        "data\\REPORT.html",
        "data./REPORT.html",
        "data /REPORT.html",
        "d\u0430ta/REPORT.html",
        "DATA\u200d/REPORT.html",
        "C:/data/REPORT.html",
        "Verify.py",
        "x/\x7f",
        "x/../../../escaped",
    ],
)
def test_zip_does_not_hold_that_another_program_unpacks_to_something_else(
    bag: Path, autocapture: Run, tmp_path: Path, spelled: str
) -> None:
    path = Path(shutil.copy(bag, tmp_path / "bag.zip"))
    _tagged(path, spelled)
    code, words = refused(autocapture, path)
    assert (code, "does not hold" in words) == (3, True), words


def test_name_that_some_programs_only_see_is_refused(bag: Path, autocapture: Run, tmp_path: Path) -> None:
    """A second name beside the first, and a link through which another file would be written."""
    other = b"\x01" + zlib.crc32(b"bag/more").to_bytes(4, "little") + b"bag/data/REPORT.html"
    path = Path(shutil.copy(bag, tmp_path / "bag.zip"))
    _tagged(path, "more", extra=b"\x75\x70" + len(other).to_bytes(2, "little") + other)
    assert refused(autocapture, path) == (3, "The bag does not hold: bag/more has another name besides.")
    # The same where only that head has it which stands before the file.
    data = path.read_bytes()
    at = data.rindex(b"\x75\x70")
    path.write_bytes(data[:at] + b"\x99\x99" + data[at + 2 :])
    assert refused(autocapture, path) == (3, "The bag does not hold: bag/more has another name besides.")
    path = Path(shutil.copy(bag, tmp_path / "bag.zip"))
    _tagged(path, "more", mode=0o120777, data=b"data")
    assert refused(autocapture, path)[0] == 3
    path = Path(shutil.copy(bag, tmp_path / "bag.zip"))
    packed(path, [*entries(bag), ("bag/more/", b"")])
    path.write_bytes(path.read_bytes().replace(b"bag/more/", b"bag/data/", 1))
    assert refused(autocapture, path) == (3, "The bag does not hold: bag/more/ has another name besides.")


def test_file_that_the_index_leaves_out_is_found(bag: Path, autocapture: Run, tmp_path: Path) -> None:
    """Programs that read a zip from its beginning unpack it: before all others, among them, or behind the last."""
    for number in (0, 5, len(entries(bag))):
        path = tmp_path / f"{number}.zip"
        files = entries(bag)
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
            for name, data in (*files[:number], ("bag/data/report.html", b"forged"), *files[number:]):
                archive.writestr(name, data)
            archive.filelist.remove(archive.NameToInfo["bag/data/report.html"])
        assert refused(autocapture, path) == (
            3,
            "The bag does not hold: something lies in the zip that its index does not name.",
        )


def test_zip_that_was_written_in_one_go_holds(bag: Path, autocapture: Run, tmp_path: Path) -> None:
    """Its sizes stand behind each file, and not before it."""
    written = (
        "import sys, zipfile\n"
        "with zipfile.ZipFile(sys.argv[1]) as old, zipfile.ZipFile(sys.stdout.buffer, 'w') as new:\n"
        "    for each in old.namelist():\n"
        "        new.writestr(each, old.read(each), zipfile.ZIP_DEFLATED)"
    )
    ran = subprocess.run([sys.executable, "-c", written, str(bag)], stdout=subprocess.PIPE, check=True)
    (tmp_path / "bag.zip").write_bytes(ran.stdout)
    with zipfile.ZipFile(tmp_path / "bag.zip") as archive:
        assert all(each.flag_bits & 8 for each in archive.infolist())
    assert autocapture("export", "verify", tmp_path / "bag.zip").returncode == 0


def test_zip_that_was_packed_anew_by_other_programs_holds(bag: Path, autocapture: Run, tmp_path: Path) -> None:
    """With entries for directories, in another order, and in a directory that is called otherwise."""
    copy = unpacked(bag, tmp_path).rename(tmp_path / "Beweis für Zoë: 7 März")
    shutil.make_archive(str(tmp_path / "anew"), "zip", tmp_path, copy.name)
    with zipfile.ZipFile(tmp_path / "anew.zip") as archive:
        assert any(each.is_dir() for each in archive.infolist())
    assert autocapture("export", "verify", tmp_path / "anew.zip").returncode == 0
    assert autocapture("export", "verify", copy).returncode == 0


def test_zip_is_not_made_that_would_not_hold(logs: ModuleType, autocapture: Run, tmp_path: Path) -> None:
    root = logs.written(tmp_path / "data", [3])
    catch_up(root)
    words = ("export", "--event", "journal:1", "--data-dir", root.path)
    for name in ("a\\b", "a\nb", "C:b", ".."):
        assert autocapture(*words, "--out", tmp_path / f"{name}.zip").returncode == 2, name
    out = tmp_path / "M\u00e4rz 9:00.zip"
    assert autocapture(*words, "--out", out).returncode == 0
    assert autocapture("export", "verify", out).returncode == 0


def test_zip_that_would_become_much_more_is_not_unpacked(bag: Path, autocapture: Run, tmp_path: Path) -> None:
    zeros = bytes(100 << 20)
    path = packed(tmp_path / "bomb.zip", [*entries(bag), ("bag/data/more", zeros), ("bag/data/evenmore", zeros)])
    assert path.stat().st_size < 1 << 20
    code, words = refused(autocapture, path)
    assert (code, "would become 200 MiB" in words) == (2, True)


def test_zip_with_very_many_or_very_large_files_is_not_unpacked(
    bag: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    count, most = len(entries(bag)), max(len(data) for _, data in entries(bag))
    for name, enough in (("MOST_FILES", count), ("MOST_BYTES", most)):
        monkeypatch.setattr(received, name, enough)
        with received.at(bag) as opened:
            check.check(opened)
        monkeypatch.setattr(received, name, enough - 1)
        with pytest.raises(Usage, match=r"at the most|are read"), received.at(bag):
            pass
        monkeypatch.undo()


def test_file_that_says_it_is_small_is_not_unpacked_to_its_end(bag: Path, tmp_path: Path) -> None:
    """What a head says of the size is not more than a word of whoever made the zip."""
    path = packed(tmp_path / "bag.zip", [*entries(bag), ("bag/data/more", bytes(50 << 20))])
    data = path.read_bytes()
    size = (50 << 20).to_bytes(4, "little")
    assert data.count(size) == 2
    path.write_bytes(data.replace(size, (9).to_bytes(4, "little")))
    with received.at(path) as opened, pytest.raises(Damaged, match="cannot be unpacked"):
        opened.read("data/more")


@pytest.mark.parametrize("value", [5, None, ["x"], "x", {"processor": 1}])
@pytest.mark.parametrize("field", ["by", "appeared", "frame", "path", "blobs", "inputs", "sha256"])
def test_malformed_word_in_place_of_a_line_is_told(
    bag: Path, bags: ModuleType, tmp_path: Path, field: str, value: object
) -> None:
    """A redacted bag says something in place of a line, and may say anything."""
    copy = unpacked(bag, tmp_path)
    path = copy / "data" / "citations.json"
    told = json.loads(path.read_bytes())
    [one] = told["events"]
    place = {"appeared": [], "frame": "f", "by": {"processor": "p", "version": 1}, "kind": "derived.text.read"}
    one.update(line="", leaf_file="events/journal-1.leaf", told={**place, field: value})
    (copy / "data" / "events" / "journal-1.leaf").write_text(f"{one['leaf']}\n")
    (copy / "data" / "events" / "journal-1.ndjson").unlink()
    blob = {"path": "x", "size": 1, "sha256": "00", "vouched": "record", "file": "", "redacted": True}
    told["blobs"] = [{**blob, "events": [one["event"]]}]
    told["citations"][0].update(claim=1, frame="f", boxes=[[0, 0, 1, 1]])
    for part in ("reading", "record", "made", "blob", "carried", "input"):
        told["citations"][0]["trail"].append({"event": one["event"], "part": part})
    path.write_text(json.dumps(told))
    bags.lists_anew(copy)
    with pytest.raises(Damaged):
        check.check(Received(Directory(copy)))


def unpacked(bag: Path, place: Path) -> Path:
    """The bag as a directory."""
    shutil.unpack_archive(bag, place)
    [found] = [path for path in place.iterdir() if path.is_dir()]
    return found


def test_name_that_cannot_be_given_is_refused_before_the_ledger_is_told(
    logs: ModuleType, program: list[str], tmp_path: Path
) -> None:
    root = logs.written(tmp_path / "data", [3])
    catch_up(root)
    before = root.ledger.read_bytes()
    words = [*program, "export", "--event", "journal:1", "--data-dir", str(root.path), "--json"]
    bad = os.fsencode(tmp_path / "b") + b"\xff.zip"
    for more in (
        ["--out", bad],
        ["--out", tmp_path / "bag", "--stamp", ""],
        ["--out", tmp_path / "bag", "--stamp", "/"],
    ):
        ran = subprocess.run([*words, *more], capture_output=True, check=False)
        assert (ran.returncode, json.loads(ran.stdout)["error"]["name"]) == (2, "usage"), ran
    assert root.ledger.read_bytes() == before
    assert sorted(path.name for path in tmp_path.iterdir()) == ["data"]


def test_directory_that_cannot_be_read_as_a_bag_is_told(bag: Path, autocapture: Run, tmp_path: Path) -> None:
    copy = unpacked(bag, tmp_path)
    manifest = copy / "manifest-sha256.txt"
    before = manifest.read_bytes()
    manifest.write_bytes(before + b"0" * 64 + b"  data/a\0b\n")
    assert refused(autocapture, copy)[0] == 3
    manifest.write_bytes(before)
    os.mkfifo(copy / "data" / "pipe")
    assert refused(autocapture, copy)[0] == 3
    assert refused(autocapture, copy / "data" / "pipe")[0] == 2
    (copy / "data" / "pipe").unlink()
    (copy / "loop").symlink_to("loop")
    assert refused(autocapture, copy)[0] == 3
    assert refused(autocapture, copy / "loop")[0] == 2
    assert refused(autocapture, copy / ("x" * 300))[0] == 2
