"""Files that a person names for what is given away: nothing that is there is replaced, and no pipe becomes a file."""

from __future__ import annotations

import os
import subprocess
import threading
from collections.abc import Callable
from pathlib import Path
from types import ModuleType

import pytest

from ingest.handoff import HandoffIngestor
from ledger import audit_resume, handed
from ledger.audit import verify
from ledger.dataroot import DataRoot
from ledger.errors import Usage

Program = Callable[..., subprocess.CompletedProcess[str]]
VERBS: dict[str, tuple[str, ...]] = {
    "checkpoint": ("audit", "checkpoint", "--out"),
    "proof": ("audit", "prove", "journal:3", "--out"),
    "line": ("audit", "prove", "journal:3", "--line"),
    "witness": ("witness", "--state", "{}/state", "--out"),
}


@pytest.fixture(scope="module")
def root(hypervisor: ModuleType, tmp_path_factory: pytest.TempPathFactory) -> Path:
    base = tmp_path_factory.mktemp("handed")
    HandoffIngestor(base / "root").ingest_handoff_dir(hypervisor.build(base / "spool" / "h").root)
    return base / "root"


def words_of(verb: str, place: Path) -> list[str]:
    return [word.replace("{}", str(place)) for word in VERBS[verb]]


@pytest.mark.parametrize("verb", VERBS)
@pytest.mark.parametrize("what", ["file", "empty", "link", "dangling", "circle", "directory", "hard link"])
def test_what_is_there_stays_as_it_is(root: Path, autocapture: Program, tmp_path: Path, verb: str, what: str) -> None:
    target, kept = tmp_path / "out", tmp_path / "kept"
    kept.write_bytes(b"precious")
    match what:
        case "file":
            target.write_bytes(b"precious")
        case "empty":
            target.touch()
        case "link":
            target.symlink_to(kept)
        case "dangling":
            target.symlink_to(tmp_path / "nowhere")
        case "circle":
            target.symlink_to(target)
        case "directory":
            target.mkdir()
        case _:
            os.link(kept, target)
    before = target.lstat()
    ended = autocapture(*words_of(verb, tmp_path), target, "--data-dir", root)
    assert ended.returncode == 2, ended.stderr
    assert "Name a new file" in ended.stderr
    assert (target.lstat().st_ino, target.lstat().st_mtime_ns) == (before.st_ino, before.st_mtime_ns)
    assert kept.read_bytes() == b"precious"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["kept", "out"]  # nothing was cosigned either


@pytest.mark.parametrize("verb", VERBS)
def test_pipe_gets_what_a_file_would(root: Path, autocapture: Program, tmp_path: Path, verb: str) -> None:
    pipe, file = tmp_path / "pipe", tmp_path / "file"
    os.mkfifo(pipe)
    unread = autocapture(*words_of(verb, tmp_path), pipe, "--data-dir", root)
    assert (unread.returncode, "Nobody reads" in unread.stderr) == (2, True)
    got: list[bytes] = []
    reading = threading.Thread(target=lambda: got.append(pipe.read_bytes()))
    reading.start()
    held = os.open(pipe, os.O_RDONLY | os.O_NONBLOCK)  # there is a reader before the program starts
    try:
        assert autocapture(*words_of(verb, tmp_path), pipe, "--data-dir", root).returncode == 0
    finally:
        os.close(held)
    reading.join(timeout=30)
    assert not reading.is_alive()
    assert pipe.is_fifo()
    assert autocapture(*words_of(verb, tmp_path), file, "--data-dir", root).returncode == 0
    if verb != "witness":  # whose line tells when it was signed
        assert got == [file.read_bytes()]
    assert len(got[0]) > 100


def test_request_for_a_time_stamp_replaces_no_link(root: Path, autocapture: Program, tmp_path: Path) -> None:
    pytest.importorskip("rfc3161_client")
    for name in ("a.tsq", "b.checkpoint"):
        (tmp_path / name).symlink_to(tmp_path / "nowhere")
    for name in ("a", "b"):
        ended = autocapture("timestamp", "request", "--out", tmp_path / name, "--data-dir", root)
        assert ended.returncode == 2, ended.stdout + ended.stderr
    assert (tmp_path / "a.tsq").is_symlink()
    assert (tmp_path / "b.checkpoint").is_symlink()


@pytest.mark.parametrize("what", ["pipe", "dangling", "link", "file"])
def test_picture_replaces_a_file_and_nothing_else(root: Path, autocapture: Program, tmp_path: Path, what: str) -> None:
    target, kept = tmp_path / "frame.png", tmp_path / "kept.png"
    kept.write_bytes(b"old")
    if what == "pipe":
        os.mkfifo(target)
    elif what == "file":
        target.write_bytes(b"old")
    else:
        target.symlink_to(tmp_path / "no" / "where" if what == "dangling" else kept)
    words = ("show", "frame", "run1/evidence.capture.frame/0", "--image", target, "--data-dir", root)
    ended = autocapture(*words)
    if what in ("pipe", "dangling"):
        assert ended.returncode == 2, ended.stderr
        assert target.is_fifo() if what == "pipe" else target.is_symlink()
        return
    assert ended.returncode == 0, ended.stderr
    assert target.is_symlink() == (what == "link")
    assert target.read_bytes().startswith(b"\x89PNG")
    assert kept.read_bytes().startswith(b"\x89PNG") == (what == "link")


def test_note_of_how_far_an_audit_came_stays_behind_a_link(root: Path, tmp_path: Path) -> None:
    link, note = tmp_path / "link", tmp_path / "note"
    link.symlink_to(note)
    audit_resume.write(DataRoot(root), link, verify(DataRoot(root)))
    assert link.is_symlink()
    assert b'"events"' in note.read_bytes()


def test_directory_that_is_not_there_is_told(tmp_path: Path) -> None:
    handed.refuse_taken(tmp_path / "no" / "where")
    (tmp_path / "file").touch()
    with pytest.raises(Usage, match="is there already"):
        handed.refuse_taken(tmp_path / "file")


@pytest.mark.skipif(not Path("/proc/self/fd").is_dir(), reason="no such names of an output")
@pytest.mark.parametrize("verb", VERBS)
def test_file_to_which_our_output_goes_is_written(root: Path, program: list[str], tmp_path: Path, verb: str) -> None:
    target, file = tmp_path / "target", tmp_path / "file"
    for out, stdout in (("/proc/self/fd/1", target), (str(file), tmp_path / "words")):
        words = [*program, *words_of(verb, tmp_path), out, "--data-dir", str(root)]
        with stdout.open("wb") as output:
            ended = subprocess.run(words, stdout=output, stderr=subprocess.PIPE, timeout=60, check=False)
        assert ended.returncode == 0, ended.stderr
    got, wanted = target.read_bytes(), file.read_bytes()
    if verb == "witness":  # whose line tells when it was signed
        got, wanted = got[:100], wanted[:100]
    assert got == wanted if verb in ("checkpoint", "proof") else got.startswith(wanted)
