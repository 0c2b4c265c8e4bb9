"""The language of the logs: each kind keeps its golden lines, readable for ever, and its paragraph in the docs."""

from __future__ import annotations

import re
from pathlib import Path

import msgspec
import pytest

from ledger import event, seals
from ledger.chain import named_by, own_seq
from ledger.event import event_id, parse_event_id
from ledger.facts import KINDS, Fact
from ledger.keyring import Keyring, Reign
from ledger.note import Verifier
from ledger.seals import AnyEntry, Entry, JournalCommitted, KeyOpened, KeyRotated

ROOT = Path(__file__).resolve().parent.parent
GOLDEN = ROOT / "tests" / "golden"
ENTRIES: tuple[type[Entry], ...] = AnyEntry.__args__
# The published key for tests signs the golden ledger lines (tests/test_merkle.py).
KEY = Verifier.parse("example.com/log/testdata+33d7b496+AeHTu4Q3hEIMHNqc6fASMsq3rKNx280NI+oO5xCFkkSx")


def _tag(kind: type[msgspec.Struct]) -> str:
    tag = kind.__struct_config__.tag
    assert isinstance(tag, str)
    return tag


def _lines(kind: type[msgspec.Struct]) -> list[bytes]:
    path = GOLDEN / f"{_tag(kind)}.ndjson"
    assert path.is_file(), f"{_tag(kind)} has no golden line: write one into {path.relative_to(ROOT)}"
    lines = path.read_bytes().splitlines(keepends=True)
    assert lines
    return lines


def _fields_told(lines: list[bytes], within: str) -> set[str]:
    told = [msgspec.json.decode(line)[within] for line in lines]
    return {name for each in told for name in each} - {"kind"}


@pytest.mark.parametrize("kind", KINDS, ids=_tag)
def test_golden_event_is_read_and_written_in_the_same_bytes(kind: type[Fact]) -> None:
    for line in _lines(kind):
        told = event.read(line)
        fact = event.understand(told)
        assert type(fact) is kind
        assert event.kind_of(told) == _tag(kind)
        assert event.rewritten(told) == line
        assert event.faithful(line) == fact
        assert event.write(told.prev, told.seq, told.at, told.run, fact) == line
        assert (own_seq(line), named_by(line)) == (told.seq, told.prev)


@pytest.mark.parametrize("kind", KINDS, ids=_tag)
def test_golden_lines_show_every_field_of_their_kind(kind: type[Fact]) -> None:
    assert _fields_told(_lines(kind), "fact") == set(kind.__struct_fields__)


@pytest.mark.parametrize("kind", ENTRIES, ids=_tag)
def test_golden_ledger_line_is_read_written_and_signed(kind: type[Entry]) -> None:
    lines = _lines(kind)
    for line in lines:
        seal = seals.read(line)
        entry = seal.understood()
        assert type(entry) is kind
        assert seals.rewritten(seal) == line
        assert seals.is_signed_by(line, seal, KEY)
        if isinstance(entry, JournalCommitted):
            assert entry.checkpoint_by(KEY).root == entry.frontier_at().root()
        if isinstance(entry, KeyOpened):
            assert Verifier.parse(entry.key) == KEY
        if isinstance(entry, KeyRotated):
            ring = Keyring(KEY.name, (Reign(KEY, entry.before, 0),)).with_rotation(seal, entry)
            assert ring.reigns[1:] == (Reign(Verifier.parse(entry.key), seal.seq, entry.size),)
    assert _fields_told(lines, "entry") == set(kind.__struct_fields__)


def test_every_golden_file_belongs_to_a_kind() -> None:
    known = {_tag(kind) for kind in (*KINDS, *ENTRIES)}
    assert {path.name.removesuffix(".ndjson") for path in GOLDEN.iterdir()} == known


@pytest.mark.parametrize("kind", [*KINDS, *ENTRIES], ids=_tag)
def test_kind_has_its_paragraph_in_the_docs_that_names_every_field(kind: type[msgspec.Struct]) -> None:
    text = (ROOT / "docs" / "events.md").read_text(encoding="utf-8")
    assert text.count(f"### `{_tag(kind)}`\n") == 1, f"docs/events.md needs one paragraph for {_tag(kind)}"
    paragraph = text.partition(f"### `{_tag(kind)}`\n")[2].partition("\n#")[0]
    assert [name for name in kind.__struct_fields__ if f"`{name}`" not in paragraph] == []


def test_docs_describe_no_kind_that_is_not_there() -> None:
    text = (ROOT / "docs" / "events.md").read_text(encoding="utf-8")
    assert set(re.findall(r"^### `(.+)`$", text, re.M)) == {_tag(kind) for kind in (*KINDS, *ENTRIES)}


@pytest.mark.parametrize("kind", KINDS, ids=_tag)
def test_kind_is_a_realm_things_and_a_participle(kind: type[Fact]) -> None:
    realm, *things = _tag(kind).split(".")
    assert realm in ("system", "evidence", "derived")
    assert 2 <= len(things) <= 3
    assert all(re.fullmatch("[a-z]+", thing) for thing in things)


@pytest.mark.parametrize(
    "line",
    [
        b"",
        b"\n",
        b"{}\n",
        b"[]\n",
        b'{"prev":"","seq":0,"at":"","run":"","fact":{}}',
        b'{"prev":"","seq":0,"at":"","run":""}\n',
        b'{"prev":"","seq":"0","at":"","run":"","fact":{}}\n',
        b'{"prev":"","seq":0,"at":"","run":"","fact":{},"more":1}\n',
        b'{"prev":"\xff","seq":0,"at":"","run":"","fact":{}}\n',
    ],
)
def test_what_is_no_journal_line_is_refused(line: bytes) -> None:
    with pytest.raises((msgspec.MsgspecError, ValueError)):
        event.read(line)
    assert event.faithful(line) is None


@pytest.mark.parametrize("spoil", ['"seq":17', '"seq": 17', '"seq":17,"seq":17'])
def test_line_that_we_would_write_otherwise_is_told_apart(spoil: str) -> None:
    line = (GOLDEN / "derived.text.read.ndjson").read_bytes().splitlines(keepends=True)[0]
    changed = line.replace(b'"seq":17', spoil.encode())
    assert (event.faithful(changed) is None) == (changed != line)
    assert (event.rewritten(event.read(changed)) == changed) == (changed == line)


@pytest.mark.parametrize(
    ("text", "seq"),
    [
        ("journal:0", 0),
        ("journal:17", 17),
        ("17", 17),
        ("journal:", None),
        ("journal:-1", None),
        ("journal:1.5", None),
        ("journal:²", None),
        ("ledger:1", None),
        ("journal:" + "9" * 19, None),
    ],
)
def test_event_id_is_read_only_where_it_is_one(text: str, seq: int | None) -> None:
    assert parse_event_id(text) == seq
    assert seq is None or parse_event_id(event_id(seq)) == seq
