"""The web page of the active browser window: its address off the address bar, else the site its title gives away. Pure.

The address bar is where UI Automation says that it is, or else it is the first row of text under the tabs that
begins with an address. Nothing is guessed: what does not read as an address is none.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from functools import cached_property
from itertools import accumulate

import msgspec
from msgspec.structs import replace

from ledger.facts import Box, Maker, Page, PageRecognized, Window
from processors import addresses
from processors.addresses import Address
from processors.findings import Earlier, Findings, Subject, gone
from processors.processor import Traits
from processors.titles import Programs
from projections import snapshot
from projections.pages import TOPIC
from projections.payload import object_of, text_of
from projections.snapshot import Place
from projections.text import SpanRow

NAME = "pages"
VERSION = 4
BROWSER = "browser"
ADDRESS, TITLE = "address", "title"

# In heights of the line: how far down from the top of its window an address bar may lie, menu and tabs above it.
_LOWEST_BAR = 7.5
_SAME_ROW = 0.6
# Before the address may stand a label (`Not secure`, `Nicht sicher`) and icons, which are read as a sign or a letter.
_MOST_LABEL_WORDS = 2
_LABEL_WORD = re.compile(r"[^\W\d_]{2,}")
_ICON = re.compile(r"\W{1,3}|\w\W?|\W\w")
_SHORTEST_TITLE = 6
_WORD = re.compile(r"[^\W_]+")
_EDIT_ROLES = frozenset({"Edit", "ComboBox", "Document"})


class PagesProcessor:
    """Says which page the active browser window shows, by the text that was read on it."""

    name = NAME
    traits = Traits(reads="record", topics=(TOPIC,), needs=("text", "windows"), stays=True)

    def __init__(self, make_programs: Callable[[], Programs], version: int = VERSION, *, stays: bool = True) -> None:
        """Take a way to make the patterns, and the version under which the work is noted: it must match them.

        A person's own patterns may take for ever over a title; they must not be asked where nobody can stop them
        (`stays` is False).
        """
        self.version = version
        self.traits = replace(self.traits, stays=stays)
        self._make_programs = make_programs

    @cached_property
    def _programs(self) -> Programs:
        return self._make_programs()

    @cached_property
    def _maker(self) -> Maker:
        made_by = f"patterns={self._programs.digest[:16]} {addresses.list_in_use()}"
        return Maker(NAME, self.version, parameters=made_by)

    def examine(self, subject: Subject, earlier: Earlier | None) -> Findings:
        """Return the page where it is another one than before; no fact where nothing changed."""
        seen = self._page(subject)
        known = earlier.known.get(TOPIC) if earlier is not None else None
        if earlier is None or known is None:
            # Told even where there is none: it ends what was said of this frame before, and begins a chain.
            return Findings((PageRecognized(subject.frame, self._maker, "", (seen,) if seen is not None else ()),))
        vanished = [each for each in known if each.what != seen]
        appeared = (seen,) if seen is not None and all(each.what != seen for each in known) else ()
        if not vanished and not appeared:
            return Findings((), earlier.frame)
        fact = PageRecognized(subject.frame, self._maker, earlier.frame, appeared, gone(vanished))
        return Findings((fact,), earlier.frame)

    def _page(self, subject: Subject) -> Page | None:
        window = next((each for each in subject.windows if each.focused and each.category == BROWSER), None)
        if window is None:
            return None
        title = window.document
        read = self._by_snapshot(subject) or by_rows(subject.spans, window)
        if read is not None:
            host = read.address.host
            domain = addresses.domain_of(host)
            return Page(read.box, read.text, ADDRESS, host, read.address.url, domain, title, read.address.cut)
        host = self._programs.host_of(title)
        if not host:
            return None
        return Page(window.box, window.title, TITLE, host, "", addresses.domain_of(host), title)

    def _by_snapshot(self, subject: Subject) -> Read | None:
        """Read the address where UI Automation says that the address bar is."""
        link = text_of(object_of(subject.record.get("uia_ref")).get("record_id")) or ""
        if snapshot.foreign(subject.record, subject.captured_us, link, subject.snapshot):
            return None
        for node in snapshot.nodes_of(subject.snapshot, Place(subject.origin, subject.size)):
            name = text_of(node.fields.get("name")) or ""
            if node.fields.get("role") in _EDIT_ROLES and name in self._programs.addresses:
                # Some snapshots tell the value of a field, too.
                value = text_of(node.fields.get("value")) or ""
                if value and (address := addresses.parse(value, bare_host=True)):
                    return Read(node.box, value, address)
                return _within(subject.spans, node.box)
        return None


class Read(msgspec.Struct, frozen=True):
    """An address that was read: the box it stands in, the text there, and what it is."""

    box: Box
    text: str
    address: Address


def _within(spans: Sequence[SpanRow], bar: Box) -> Read | None:
    """Read the address in the box of an address bar."""
    inside = [span for span in spans if _middle_in(span.box, bar)]
    return next((read for span in inside if (read := _read(span, bare_host=True)) is not None), None)


def by_rows(spans: Sequence[SpanRow], window: Window) -> Read | None:
    """Read the address off the first row of text, from the top of a browser window, that begins with one.

    Rows that hold the title of the page are tabs and title bar. What stands further down than any address bar is
    the page itself.
    """
    title = _letters(window.document)
    for row in _rows([span for span in spans if _middle_in(span.box, window.box)]):
        first = row[0].box
        if first[1] - window.box[1] > _LOWEST_BAR * (first[3] - first[1]):
            continue
        if any(_is_title(span.text, title) for span in row):
            continue
        read = _first_address(row)
        if read is not None:
            return read
    return None


def _first_address(row: Sequence[SpanRow]) -> Read | None:
    before: list[str] = []
    for span in row:
        read = _read(span, bare_host=False, before=before)
        if read is not None:
            return read
        before += span.text.split()
    return None


def _read(span: SpanRow, *, bare_host: bool, before: Sequence[str] = ()) -> Read | None:
    """Return the address in a run of text: its first word, but for a label and icons before it.

    `before` are words that stand left of the run. After any other text an address is no address bar's.
    """
    words = span.text.split()
    boxes = _word_boxes(span, len(words))
    for number, word in enumerate(words):
        if not _may_precede([*before, *words[:number]]):
            return None
        address = addresses.parse(word, bare_host=bare_host and len(words) == 1)
        if address is not None and _is_sure(address, word, bare_host=bare_host):
            return Read(boxes[number], word, address)
    return None


def _may_precede(words: Sequence[str]) -> bool:
    rest = [word for word in words if not _ICON.fullmatch(word)]
    return len(rest) <= _MOST_LABEL_WORDS and all(_LABEL_WORD.fullmatch(word) for word in rest)


def _is_sure(address: Address, word: str, *, bare_host: bool) -> bool:
    """Say whether a word is an address beyond doubt: its place says so, or its scheme, path or suffix does."""
    return bare_host or "://" in word or "/" in word or addresses.is_listed(address.host)


def _word_boxes(span: SpanRow, count: int) -> list[Box]:
    if len(span.words) != count:
        return [span.box] * count
    return [(x0, span.box[1], x1, span.box[3]) for x0, x1 in span.words]


def _rows(spans: Sequence[SpanRow]) -> Iterator[list[SpanRow]]:
    """Yield the rows of text, from the top, each from left to right."""
    rows: list[list[SpanRow]] = []
    for span in sorted(spans, key=lambda span: (span.box[1] + span.box[3], span.box[0])):
        last = rows[-1][0].box if rows else None
        height = max(1, span.box[3] - span.box[1])
        if last is not None and abs(last[1] + last[3] - span.box[1] - span.box[3]) / 2 <= _SAME_ROW * height:
            rows[-1].append(span)
        else:
            rows.append([span])
    for row in rows:
        yield sorted(row, key=lambda span: span.box[0])


def _is_title(text: str, title: str) -> bool:
    """Say whether a text is the beginning of a title, as a tab shows it, or the whole of it with more around it."""
    shown = _letters(text)
    if len(shown) < _SHORTEST_TITLE or len(title) < _SHORTEST_TITLE:
        return False
    # `calendar.example.org` begins like the page `Calendar`, and is its address: the title ends where a word does.
    return title.startswith(shown) or title in accumulate(map(_letters, text.split()))


def _letters(text: str) -> str:
    return "".join(_WORD.findall(text)).casefold()


def _middle_in(box: Box, around: Box) -> bool:
    x, y = (box[0] + box[2]) // 2, (box[1] + box[3]) // 2
    return around[0] <= x < around[2] and around[1] <= y < around[3]
