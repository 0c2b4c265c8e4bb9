"""Whatever lies in a handoff directory, whatever its rows say: nothing outside it is read, linked or written."""

from __future__ import annotations

import json
import os
import shutil
import sqlite3
import tempfile
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ingest.chronicle import ChronicleIngestor
from ingest.handoff import HandoffIngestor
from ledger.errors import HandoffRefused

SECRET = b"secret of somebody else"

names = st.sampled_from(
    ["a", "A", "é", "e\u0301", "ﬀ", "x.blob", "X.BLOB", ".hidden", "media", "beside", "conflicts", "con", "nul\u202e",
     "n" * 255, "ü" * 127, "new\nline", "quote'\"", "%2e%2e", "..x", "x..", "~", "*", "?", "-rf", "reap_eligible.json"]
)  # fmt: skip
paths = st.lists(names, min_size=1, max_size=3).map("/".join)
kinds = st.sampled_from(
    ["file", "file", "file", "link to a file", "link to a folder", "link upwards", "pipe", "temporary"]
)
entries = st.lists(st.tuples(st.sampled_from(["media", "media", "."]), paths, kinds), max_size=8)
climbs = st.sampled_from(
    ["../secret", "media/../../secret", "{outside}/secret", "C:{outside}/secret", "media/link/secret", "..\\secret",
     "media//x", "/media/../secret", "media/./x.blob", "", "media", "\u2024\u2024/secret", "media/%2e%2e/secret"]
)  # fmt: skip
references = st.lists(st.one_of(climbs, paths, paths.map("media/{}".format), st.text(max_size=12)), max_size=4)


@contextmanager
def a_place() -> Iterator[Path]:
    """A directory with an outside, for one example."""
    with tempfile.TemporaryDirectory(prefix="confined-") as name:
        base = Path(name).resolve()
        (base / "outside" / "folder").mkdir(parents=True)
        (base / "outside" / "secret").write_bytes(SECRET)
        (base / "outside" / "folder" / "secret").write_bytes(SECRET)
        yield base


def lay(root: Path, outside: Path, found: list[tuple[str, str, str]]) -> None:
    """Put each entry where there is room for it."""
    for where, name, kind in found:
        path = root / where / name
        with suppress(OSError):
            path.parent.mkdir(parents=True, exist_ok=True)
            if os.path.lexists(path):
                continue
            if kind == "file":
                path.write_bytes(name.encode())
            elif kind == "temporary":
                path.with_name(f".{path.name[:20]}.tmp").write_bytes(b"half")
            elif kind == "pipe":
                os.mkfifo(path)
            else:
                target = {"link to a file": outside / "secret", "link to a folder": outside / "folder"}
                path.symlink_to(target.get(kind, root.parent))


def told(root: Path) -> dict[str, Any]:
    """Every name below a directory, with what it is; links are not followed."""
    found = {}
    for folder, folders, files in os.walk(root):
        for name in (*folders, *files):
            path = Path(folder) / name
            status = path.lstat()
            data = path.read_bytes() if path.is_file() and not path.is_symlink() else b""
            found[str(path)] = status.st_mode, status.st_nlink if path.is_file() else 0, data
    return found


def is_confined(base: Path, handoff: Path, before: dict[str, Any], *, marked: bool) -> None:
    """What lay outside and inside is as it was; our media hold regular files, and only bytes that were handed over."""
    outside = f"{base / 'outside'}/"
    assert told(base / "outside") == {path: what for path, what in before.items() if path.startswith(outside)}
    inside = {path: (mode, data) for path, (mode, _, data) in told(handoff).items()}
    marker = str(handoff / "reap_eligible.json")
    expected = {path: (mode, data) for path, (mode, _, data) in before.items() if path.startswith(f"{handoff}/")}
    for each in (inside, expected):
        each.pop(marker, None)
    assert inside == expected
    handed_over = {data for _, data in expected.values()}
    kept = [path for path in (base / "root" / "media").rglob("*") if not path.is_dir()] if marked else []
    for path in kept:
        assert path.is_file()
        assert not path.is_symlink()
        assert path.read_bytes() in handed_over
    for path in (base / "root").rglob("*"):
        if path.is_file():
            assert SECRET not in path.read_bytes()
    if marked:
        # Every plain file of the directory is in care: nothing that was handed over is lost with it.
        plain = [path for path in handoff.rglob("*") if path.is_file() and not path.is_symlink()]
        ours = {path.read_bytes() for path in kept}
        for path in plain:
            known = path.name in ("metadata.db", "reap_eligible.json") or path.name.endswith(".tmp")
            if not known and not any(parent.is_symlink() for parent in path.parents):
                assert path.read_bytes() in ours, path


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(entries, references, st.booleans(), st.sampled_from(["hardlink", "copy"]))
def test_handoff_directory_is_confined(
    found: list[tuple[str, str, str]], said: list[str], strict: bool, mode: Any
) -> None:
    with a_place() as base:
        handoff = base / "spool" / "h"
        handoff.mkdir(parents=True)
        lay(handoff, base / "outside", found)
        with closing(sqlite3.connect(handoff / "metadata.db")) as db, db:
            db.execute("CREATE TABLE metadata (id TEXT PRIMARY KEY, payload TEXT)")
            for number, value in enumerate(said):
                path = value.replace("{outside}", str(base / "outside"))
                db.execute("INSERT INTO metadata VALUES (?, ?)", (str(number), json.dumps({"blob_path": path})))
        before = told(base)
        marked = False
        with suppress(HandoffRefused):
            marked = HandoffIngestor(base / "root", mode=mode, strict=strict).ingest_handoff_dir(handoff).marker
        is_confined(base, handoff, before, marked=marked)


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(found=entries, path=st.one_of(climbs, paths, st.text(max_size=12)))
def test_chronicle_session_is_confined(
    chronicler: ModuleType, hypervisor: ModuleType, found: list[tuple[str, str, str]], path: str
) -> None:
    with a_place() as base:
        built = chronicler.session(base / "spool", hypervisor, frames=1)
        picture = built.pictures["frames/frame_000000.png"]
        said = path.replace("{outside}", str(base / "outside"))
        with suppress(UnicodeEncodeError):
            built.frames.append(chronicler.frame(1, picture, said))
        session = built.write()
        lay(session, base / "outside", found)
        before = told(base)
        marked = False
        with suppress(HandoffRefused):
            marked = ChronicleIngestor(base / "root").ingest(session).marker
        is_confined(base, session, before, marked=marked)
        shutil.rmtree(session)


@pytest.mark.parametrize("kind", ["symbolic link", "hard link"])
def test_marker_is_never_written_through_a_link(hypervisor: ModuleType, tmp_path: Path, kind: str) -> None:
    """A directory can hold, under the name that the marker has while it is written, a link to anywhere."""
    handoff = hypervisor.build(tmp_path / "h").root
    (tmp_path / "precious").write_bytes(SECRET)
    trap = handoff / f".reap_eligible.json.{os.getpid()}.autocapture.tmp"
    if kind == "hard link":
        trap.hardlink_to(tmp_path / "precious")
    else:
        trap.symlink_to(tmp_path / "precious")
    assert HandoffIngestor(tmp_path / "root").ingest_handoff_dir(handoff).marker
    assert (tmp_path / "precious").read_bytes() == SECRET
    marker = handoff / "reap_eligible.json"
    assert not marker.is_symlink()
    assert json.loads(marker.read_bytes())["handoff_root"] == str(handoff)
