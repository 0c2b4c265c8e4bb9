"""Frames and events are shown with all that is known of them, pictures drawn on only elsewhere, terminals not upset."""

from __future__ import annotations

import importlib.util
import io
import json
import os
import re
import shutil
import struct
import subprocess
import sys
import zlib
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from types import ModuleType

import msgspec
import pytest
import pyvips

from ledger import commits, seals
from ledger.dataroot import DataRoot
from ledger.errors import EvidenceMissing, NotFound, Usage
from ledger.event import leaf
from ledger.note import Checkpoint, Verifier, open_note
from ledger.seals import JournalCommitted
from projections.engine import catch_up
from projections.views import Views
from query.answers import event, frame, place
from query.answers.answer import Answer, AskedWindow, Citation, Claim, Coverage, Missing
from query.answers.answer import Checkpoint as CitedCheckpoint
from query.ask import ask
from query.printing import picture, shown, terminal

Run = Callable[..., subprocess.CompletedProcess[str]]

MARCH_4 = "2026-03-04T09-14-00Z_run_82b3"
FRAME = "run_82b3/evidence.capture.frame/10"
NOW = datetime(2026, 3, 20, 17, 45, tzinfo=UTC)


def beside(name: str) -> ModuleType:
    """Load a helper that lies beside the tests; see conftest."""
    if name not in sys.modules:
        spec = importlib.util.spec_from_file_location(name, Path(__file__).with_name(f"{name}.py"))
        assert spec is not None
        assert spec.loader is not None
        sys.modules[name] = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(sys.modules[name])
    return sys.modules[name]


@pytest.fixture(scope="module")
def root(corpus: Path, tmp_path_factory: pytest.TempPathFactory) -> DataRoot:
    """One session in care, its text and controls read."""
    reading = beside("reading_by_truth")
    made: DataRoot = reading.take_in(corpus, tmp_path_factory.mktemp("shown"), (MARCH_4,))
    reading.read_all(made, corpus, (MARCH_4,), elements=True)
    return made


@pytest.fixture(scope="module")
def views(root: DataRoot) -> Iterator[Views]:
    with Views(root) as opened:
        yield opened


# ---------------------------------------------------------------- frames


def test_frame_shows_what_stood_on_it(views: Views, corpus: Path) -> None:
    known = frame.show(views, FRAME)
    [truth] = [truth for truth in beside("reading_by_truth").truths(corpus, MARCH_4) if truth["frame_id"] == FRAME]
    assert {line.text for line in known.lines} == {line["text"] for line in truth["lines"]}
    assert {element.label for element in known.elements} == {seen["label"] for seen in truth["ui"]}
    assert datetime.fromisoformat(known.captured_at) == datetime.fromisoformat(truth["ts_utc"])
    assert known.size == (1600, 900)
    assert known.window.title == truth["active"]["title"]
    assert known.sha256 == truth["content_hash"]
    assert [(done.processor, done.error) for done in known.examined] == [("text", ""), ("uia", "")]


def test_lines_have_words_in_their_boxes(views: Views) -> None:
    lines = frame.show(views, FRAME).lines
    with_words = [line for line in lines if line.words]
    assert len(with_words) > 20
    for line in with_words:
        assert [word.text for word in line.words] == line.text.split()
        for word in line.words:
            assert line.box[0] <= word.box[0] < word.box[2] <= line.box[2]


def test_lines_stand_in_reading_order(views: Views) -> None:
    boxes = [line.box for line in frame.show(views, FRAME).lines]
    assert boxes == sorted(boxes, key=lambda box: (box[1], box[0]))


def test_each_thing_on_a_frame_names_its_event(views: Views) -> None:
    known = frame.show(views, FRAME)
    named = {*known.events, *(line.event for line in known.lines), *(element.event for element in known.elements)}
    for name in named:
        assert event.show(views, name).event == name
    assert {done.event for done in known.examined} <= set(known.events)


def test_frame_as_json_has_the_fields_that_were_promised(views: Views) -> None:
    told = json.loads(terminal.as_json(frame.show(views, FRAME)))
    promised = {"frame", "captured_at", "size", "window", "lines", "elements", "examined", "events", "blob"}
    assert promised <= set(told)
    assert {"title", "process"} == set(told["window"])
    assert {"text", "box", "source", "event", "words"} <= set(told["lines"][0])
    assert {"text", "box"} == set(told["lines"][0]["words"][0])
    assert {"role", "label", "box", "state", "source", "event"} == set(told["elements"][0])
    assert {"processor", "version", "event", "error"} == set(told["examined"][0])


@pytest.mark.parametrize("record", ["", "run_82b3", "nobody/frame/1", "\ud800", "x" * 10_000, "' OR 1=1 --"])
def test_unknown_frame_is_not_found(views: Views, record: str) -> None:
    with pytest.raises(NotFound) as told:
        frame.show(views, record)
    assert told.value.exit_code == 1
    assert told.value.remedy


# ---------------------------------------------------------------- events


def test_event_is_shown_as_it_stands_in_the_journal(views: Views) -> None:
    lines = views.root.journal.read_bytes().splitlines(keepends=True)
    for seq, line in enumerate(lines):
        known = event.show(views, f"journal:{seq}")
        assert known.line.encode() + b"\n" == line
        assert known.leaf == leaf(line).hex()
        assert known.kind in known.line
        assert known.checkpoint.size == len(lines)


def test_event_names_the_commit_that_brought_it(views: Views) -> None:
    """Found by halves; here every line of the ledger is read to say what is right."""
    brought: dict[int, tuple[int, JournalCommitted]] = {}
    for number, line in enumerate(views.root.ledger.read_bytes().splitlines(keepends=True)):
        entry = seals.read(line).understood()
        if isinstance(entry, JournalCommitted):
            brought |= dict.fromkeys(range(entry.first, entry.size), (number, entry))
    assert len({number for number, _ in brought.values()}) > 10
    for seq, (number, entry) in brought.items():
        commit = event.show(views, f"journal:{seq}").commit
        assert commit is not None
        assert (commit.ledger_line, commit.first, commit.size) == (number, entry.first, entry.size)


def test_commit_of_an_event_is_signed_over_a_log_that_holds_it(views: Views) -> None:
    known = event.show(views, "journal:7")
    assert known.commit is not None
    checkpoint = Checkpoint.parse(open_note(known.commit.checkpoint, Verifier.parse(views.head().root_key)))
    assert checkpoint.size == known.commit.size > 7


def test_commit_that_does_not_hold_is_shown_as_such(autocapture: Run, logs: ModuleType, tmp_path: Path) -> None:
    root = logs.written(tmp_path / "root", [3, 4, 5])
    catch_up(root)
    data = ("--data-dir", root.path)
    good = root.ledger.read_bytes()
    told = autocapture("show", "event", "journal:5", "--no-json", *data)
    assert (told.returncode, "audit verify" in told.stdout) == (0, False)
    lines = logs.lines_of(good)
    entry = seals.read(lines[2]).understood()
    assert isinstance(entry, JournalCommitted)
    checkpoint = entry.checkpoint.splitlines()[-1]
    lies = {
        "cannot be relied on": good.replace(b'"action":"x","first":4', b'"action":"deleted by the user","first":4'),
        "Line 2 of the ledger cannot be relied on.": good.replace(checkpoint[-8:].encode(), b"AAAAAAA="),
        "begins behind the event": b"".join(lines[:2] + lines[3:]),
        "No commit of the ledger covers it": b"".join(lines[:2]),
    }
    for what, lie in lies.items():
        assert lie != good
        root.ledger.write_bytes(lie)
        told = autocapture("show", "event", "journal:5", "--no-json", *data)
        assert (told.returncode, what in " ".join(told.stdout.split())) == (3, True), (what, told)
        commit = json.loads(autocapture("show", "event", "journal:5", "--json", *data).stdout)["commit"]
        assert commit is None or what in commit["problem"]
    root.ledger.write_bytes(good)


def test_event_that_no_commit_covers_has_none(views: Views) -> None:
    assert commits.covering(views.root.ledger, 10**9) is None


@pytest.mark.parametrize("spelled", ["", "journal:", "journal:x", "journal:-1", "ledger:1", "1.5", "journal:1 2", "²"])
def test_malformed_event_id_is_a_matter_of_usage(views: Views, spelled: str) -> None:
    with pytest.raises(Usage) as told:
        event.show(views, spelled)
    assert told.value.exit_code == 2
    assert "journal:17" in told.value.remedy


def test_unknown_event_is_not_found(views: Views) -> None:
    with pytest.raises(NotFound) as told:
        event.show(views, "journal:99999999")
    assert told.value.exit_code == 1


# ---------------------------------------------------------------- pictures


def test_boxes_are_drawn_around_the_lines(views: Views, tmp_path: Path) -> None:
    known = frame.show(views, FRAME)
    drawn = pyvips.Image.new_from_file(str(picture.draw(views, known, tmp_path / "out.png")))
    plain = pyvips.Image.new_from_file(str(views.root.path / (known.blob or "")))
    assert (drawn.width, drawn.height) == (plain.width, plain.height)
    x0, y0, x1, y1 = next(line.box for line in known.lines if line.text == "Duplicate seal numbers in night load")
    assert drawn(x1 + 1, y0 + 5)[:3] == [230, 60, 20]
    assert drawn.crop(x0, y0, x1 - x0, y1 - y0).avg() == pytest.approx(
        plain.crop(x0, y0, x1 - x0, y1 - y0).avg(), abs=9
    )


def test_boxes_given_are_drawn_and_no_others(views: Views, tmp_path: Path) -> None:
    known = frame.show(views, FRAME)
    boxes = [(700, 400, 760, 420), (-50, -50, 3, 3), (1590, 890, 5000, 5000), (9000, 9000, 9001, 9001)]
    drawn = pyvips.Image.new_from_file(str(picture.draw(views, known, tmp_path / "out.png", boxes)))
    plain = pyvips.Image.new_from_file(str(views.root.path / (known.blob or "")))
    assert drawn(699, 410)[:3] == [230, 60, 20]
    assert (drawn.crop(1000, 500, 200, 200) - plain.crop(1000, 500, 200, 200)[:3]).abs().max() == 0


def test_picture_is_not_saved_in_the_dataroot(views: Views, tmp_path: Path) -> None:
    known = frame.show(views, FRAME)
    blob = views.root.path / (known.blob or "")
    before = blob.read_bytes()
    (tmp_path / "link").symlink_to(views.root.path)
    (tmp_path / "link.png").symlink_to(blob)
    for out in (blob, views.root.path / "new.png", tmp_path / "link" / "new.png", tmp_path / "link.png"):
        with pytest.raises(Usage, match="DataRoot"):
            picture.draw(views, known, out)
    assert blob.read_bytes() == before
    assert not (views.root.path / "new.png").exists()


def test_hard_link_to_the_evidence_is_replaced_not_written(views: Views, tmp_path: Path) -> None:
    known = frame.show(views, FRAME)
    blob = views.root.path / (known.blob or "")
    before = blob.read_bytes()
    os.link(blob, tmp_path / "out.png")
    picture.draw(views, known, tmp_path / "out.png")
    assert blob.read_bytes() == before
    assert (tmp_path / "out.png").read_bytes() != before
    assert [path.name for path in tmp_path.iterdir()] == ["out.png"]


def test_picture_needs_a_place_to_go(views: Views, tmp_path: Path) -> None:
    known = frame.show(views, FRAME)
    for out in (tmp_path, tmp_path / "nowhere" / "out.png"):
        with pytest.raises(Usage):
            picture.draw(views, known, out)


def test_missing_changed_or_foreign_picture_is_told(root: DataRoot, tmp_path: Path) -> None:
    other = DataRoot(Path(shutil.copytree(root.path, tmp_path / "data")))
    out = tmp_path / "out.png"
    with Views(other) as views:
        known = frame.show(views, FRAME)
        blob = other.path / (known.blob or "")
        blob.write_bytes(blob.read_bytes()[:-1] + b"\0")
        with pytest.raises(EvidenceMissing, match="not what its record says"):
            picture.draw(views, known, out)
        blob.write_bytes(b"no picture")
        with pytest.raises(EvidenceMissing, match="cannot be decoded"):
            picture.draw(views, msgspec.structs.replace(known, sha256=None), out)
        blob.unlink()
        with pytest.raises(EvidenceMissing, match="cannot be read") as told:
            picture.draw(views, known, out)
        assert told.value.exit_code == 5
        with pytest.raises(EvidenceMissing, match="No picture"):
            picture.draw(views, msgspec.structs.replace(known, blob=None), out)
        with pytest.raises(EvidenceMissing, match="outside"):
            picture.draw(views, msgspec.structs.replace(known, blob="media/../../secret"), out)
    assert not out.exists()


def png_that_claims(width: int, height: int) -> bytes:
    """A picture of a few bytes with a header of its own."""

    def chunk(kind: bytes, body: bytes) -> bytes:
        return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))

    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(b"")) + chunk(b"IEND", b"")


def told_of_picture(root: DataRoot, tmp_path: Path, change: Callable[[bytes], bytes]) -> str:
    """What is said when the evidence holds other bytes, whose hash nobody knows."""
    other = DataRoot(Path(shutil.copytree(root.path, tmp_path / "data")))
    with Views(other) as views:
        known = frame.show(views, FRAME)
        blob = other.path / (known.blob or "")
        blob.write_bytes(change(blob.read_bytes()))
        with pytest.raises(EvidenceMissing) as told:
            picture.draw(views, msgspec.structs.replace(known, sha256=None), tmp_path / "out.png")
    assert told.value.exit_code == 5
    assert not (tmp_path / "out.png").exists()
    return str(told.value)


def test_picture_that_claims_to_be_huge_is_not_opened(root: DataRoot, tmp_path: Path) -> None:
    told = told_of_picture(root, tmp_path, lambda _: png_that_claims(9_000, 9_000))
    assert "9000 × 9000 pixels" in told


def test_picture_cut_short_is_refused(root: DataRoot, tmp_path: Path) -> None:
    def cut(_: bytes) -> bytes:
        whole: bytes = pyvips.Image.gaussnoise(400, 300).cast("uchar").pngsave_buffer()
        return whole[: len(whole) // 2]

    assert "cannot be decoded" in told_of_picture(root, tmp_path, cut)


def test_empty_name_is_no_file(views: Views) -> None:
    with pytest.raises(Usage, match="empty name is no file"):
        picture.draw(views, frame.show(views, FRAME), Path())


def test_number_stands_outside_of_all_boxes_where_there_is_room(views: Views, tmp_path: Path) -> None:
    known = frame.show(views, FRAME)
    boxes = [(300, 300, 360, 320), (364, 300, 420, 320), (0, 0, 60, 20)]
    drawn = pyvips.Image.new_from_file(str(picture.draw(views, known, tmp_path / "out.png", boxes)))
    plain = pyvips.Image.new_from_file(str(views.root.path / (known.blob or "")))[:3]
    for x0, y0, x1, y1 in boxes:
        inside = (x0 + 2, y0 + 2, x1 - x0 - 4, y1 - y0 - 4)
        assert (drawn.crop(*inside) - plain.crop(*inside)).abs().max() == 0


def test_lines_read_twice_in_one_place_have_one_number(views: Views, tmp_path: Path) -> None:
    known = frame.show(views, FRAME)
    line = msgspec.structs.replace(known.lines[0], box=(300, 400, 500, 420))
    again = msgspec.structs.replace(line, source="uia", box=(297, 397, 505, 423))
    elsewhere = msgspec.structs.replace(line, box=(900, 700, 950, 720))

    def badge(*lines: frame.Line) -> bytes:
        told = msgspec.structs.replace(known, lines=lines)
        # Not by its name: libvips would give back the file that had it before.
        drawn = pyvips.Image.new_from_buffer(picture.draw(views, told, tmp_path / "out.png").read_bytes(), "")
        assert drawn(400, 395)[:3] == [0, 110, 220] or again not in lines
        return bytes(drawn.crop(288, 398, 10, 14).write_to_memory())

    # The number of the line that was read on the picture, wherever it stands in the list.
    assert badge(line, again) == badge(line)
    assert badge(again, line) == badge(elsewhere, line) != badge(line)


# ---------------------------------------------------------------- terminals


STRANGE = (
    "\x1b[31mred\x1b]0;title\x07 \u202egnp.exe \ud800 中文字符 é\u0301 👩\u200d💻 \x00\t\x9b2J [bold]x[/bold] :smile:"
)


def strange_answer(state: str = "ok") -> Answer:
    """An answer full of what screens may show and terminals must not obey."""
    citation = Citation(
        event="journal:17",
        leaf="ab" * 32,
        frame=f"frame/{STRANGE}",
        captured_at="2026-03-04T09:15:00Z",
        box=(1500, 10, 1590, 30),
        text=STRANGE,
        title=STRANGE * 3,
        app=STRANGE,
        source="ocr",
        confidence=9000,
        size=(1600, 900),
        checkpoint=CitedCheckpoint(20, "cd" * 32),
    )
    claim = Claim(STRANGE, (citation,), "2026-03-04T09:15:00Z", "no time at all", 3)
    return Answer(
        state=state,  # type: ignore[arg-type]
        summary=STRANGE,
        claims=(claim,),
        missing=(Missing("text", "pending", "Run it."),),
        coverage=(Coverage("text", "text", "", 1, 2, 3, "2026-03-04T09:15:00Z"),),
        window=AskedWindow(None, "2026-03-05T00:00:00Z", "x", STRANGE, "UTC"),
        clipped=True,
    )


class Tty(io.StringIO):
    def isatty(self) -> bool:
        return True


@pytest.mark.parametrize(
    "state", ["ok", "not_found", "not_available", "not_recorded", "needs_clarification", "degraded"]
)
def test_nothing_from_a_screen_steers_the_terminal(state: str) -> None:
    file = io.StringIO()
    terminal.show_answer(strange_answer(state), UTC, file=file)
    assert not re.search(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u202e]", file.getvalue())
    assert "[bold]x[/bold] :smile:" in " ".join(file.getvalue().split())


def test_lines_of_a_summary_stand_by_themselves() -> None:
    file = io.StringIO()
    answer = msgspec.structs.replace(strange_answer(), summary="12:8 error (syntax)\nIt came of the command below.")
    terminal.show_answer(answer, UTC, file=file)
    first, second = file.getvalue().splitlines()[:2]
    assert first.endswith("12:8 error (syntax)")
    assert second == "  It came of the command below."


def test_place_on_the_screen_is_told_in_words() -> None:
    file = io.StringIO()
    terminal.show_answer(strange_answer(), UTC, file=file)
    told = " ".join(file.getvalue().split())
    assert "2026-03-04 09:15:00 · " in told
    assert "· top right · journal:17" in told


@pytest.mark.parametrize("columns", [60, 20, 200])
def test_lines_fit_the_terminal(views: Views, monkeypatch: pytest.MonkeyPatch, columns: int) -> None:
    monkeypatch.setenv("COLUMNS", str(columns))
    file = io.StringIO()
    terminal.show_answer(ask(views, "who is the assignee of DOCK-418?", now=NOW, zone=UTC), UTC, file=file)
    shown.show_frame(frame.show(views, FRAME), UTC, file=file)
    assert max(len(line) for line in file.getvalue().splitlines()) <= max(columns, 30)


def test_colour_is_for_terminals_that_want_it(monkeypatch: pytest.MonkeyPatch) -> None:
    def drawn(file: io.StringIO) -> str:
        terminal.show_answer(strange_answer(), UTC, file=file)
        return file.getvalue()

    monkeypatch.setenv("TERM", "xterm-256color")
    monkeypatch.delenv("NO_COLOR", raising=False)
    assert "\x1b[" not in drawn(io.StringIO())
    assert "\x1b[" in drawn(Tty())
    monkeypatch.setenv("NO_COLOR", "1")
    assert not re.search(r"\x1b\[[0-9;]*3[0-7]", drawn(Tty()))


@pytest.mark.parametrize("encoding", ["ascii", "latin-1", "cp1252", "utf-8"])
def test_stream_that_cannot_spell_it_all_gets_what_it_can(encoding: str) -> None:
    raw = io.BytesIO()
    file = io.TextIOWrapper(raw, encoding=encoding)
    terminal.show_answer(strange_answer(), UTC, file=file)
    file.flush()
    assert b"journal:17" in raw.getvalue()


def test_shown_event_can_be_copied_and_hashed(views: Views, capsys: pytest.CaptureFixture[str]) -> None:
    known = event.show(views, "journal:5")
    shown.show_event(known)
    printed = capsys.readouterr().out
    assert known.line in printed.splitlines()
    assert known.leaf in " ".join(printed.split())


def test_frame_that_nobody_looked_at_says_what_to_do(corpus: Path, tmp_path: Path) -> None:
    made: DataRoot = beside("reading_by_truth").take_in(corpus, tmp_path, (MARCH_4,))
    file = io.StringIO()
    with Views(made) as views:
        known = frame.show(views, FRAME)
    assert (known.lines, known.examined) == ((), ())
    shown.show_frame(known, UTC, file=file)
    assert "autocapture batch run" in file.getvalue()


@pytest.mark.parametrize(("snapshot", "said"), [(None, "from it."), ("run_82b3/uia/1", "may be: run `autocapture")])
def test_frame_without_a_picture_says_that_nothing_can_be_read_from_it(
    views: Views, snapshot: str | None, said: str
) -> None:
    known = msgspec.structs.replace(frame.show(views, FRAME), blob=None, examined=(), uia_record=snapshot)
    file = io.StringIO()
    shown.show_frame(known, UTC, file=file)
    told = " ".join(file.getvalue().split())
    assert "No picture was handed over, so no text can be read from it" in told
    assert said in told
    assert "Nobody has looked" not in told


@pytest.mark.parametrize(
    ("box", "said"),
    [
        ((0, 0, 10, 10), "top left"),
        ((790, 440, 810, 460), "in the middle"),
        ((1590, 890, 1600, 900), "bottom right"),
        ((700, 0, 900, 20), "top centre"),
        ((-100, 2000, -50, 2100), "bottom left"),
    ],
)
def test_ninths_of_the_screen_have_names(box: tuple[int, int, int, int], said: str) -> None:
    assert place.place_of(box, (1600, 900)) == said


def test_place_on_a_screen_of_unknown_size_has_no_name() -> None:
    assert place.place_of((0, 0, 10, 10), (0, 0)) == ""
