"""Code on a frame: commands and what came of them in terminals, listings in editors, blocks on pages. Pure.

It reads what the text processor read, and no pixels: rows of a font of one width, with the columns of their words.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from functools import cached_property

import msgspec

from ledger.facts import Box, CodeFound, Maker, Snippet, Window
from processors import (
    asides,
    blocks,
    clients,
    consoles,
    excerpts,
    fitting,
    listings,
    modelines,
    panels,
    rows,
    typed,
)
from processors.findings import Earlier, Findings, Known, Subject, gone
from processors.gutters import numbers_apart, numbers_of
from processors.language import Classifier, file_of, of_file, symbol_of
from processors.processor import Traits
from processors.promptrows import is_prompt, is_typed
from processors.rows import Sheet
from processors.splits import files_of, name_of, panes_of
from processors.visible import goes_under, is_cut, kind_of, seen, shows_a_file
from projections import chrome
from projections.code import TOPIC, what_of
from projections.text import SpanRow

NAME = "code"
VERSION = 13
NEEDS = ("text", "windows", "behind")

BORDER = 4
"""The rim of a window is at most this wide (px): a row that reaches it fills the terminal."""

UNREAD = 16
"""A line that ends so many cells before a window above it may go on: a word that is half covered is not read."""

FEWEST_TILDES = 3
"""So many rows with nothing but a tilde stand behind the end of a file."""

MOVED = 4
"""A snippet is the same as before when none of the sides of its box moved by more than this (px)."""

_LETTERS = re.compile(r"[^\W\d_].*[^\W\d_]", re.DOTALL)
_EDITORS = r"(?:[gn]?vim?|view|nano|pico|micro|hx|helix|(?:gnu )?emacs|joe|kakoune|mcedit)"
_TERMINAL_EDITORS = re.compile(
    rf"^\W*(?:sudo )?(?:{_EDITORS}|less|more|bat)\b"
    rf"|\s[-\u2013\u2014]\s+{_EDITORS}\d*(?:$|\s+(?:at\b|[-\u2013\u2014@(]))",
    re.IGNORECASE,
)
"""`vim a.sh`, and `a.sh (~/folder) - VIM`."""


class CodeProcessor:
    """Finds code on frames."""

    name = NAME
    version = VERSION
    traits = Traits(reads="record", topics=(TOPIC,), needs=NEEDS)

    def __init__(self, make_classifier: Callable[[], Classifier] = Classifier) -> None:
        """Take a way to make the classifier, whose model is loaded when the first frame comes."""
        self._make_classifier = make_classifier

    @cached_property
    def _classifier(self) -> Classifier:
        return self._make_classifier()

    @cached_property
    def _maker(self) -> Maker:
        model, digest = self._classifier.model
        return Maker(NAME, VERSION, model, digest)

    def examine(self, subject: Subject, earlier: Earlier | None) -> Findings:
        """Return the snippets that appeared and vanished; no fact where nothing did."""
        found = snippets(subject, self._classifier)
        known = earlier.known.get(TOPIC) if earlier is not None else None
        if earlier is None or known is None:
            return Findings((CodeFound(subject.frame, self._maker, "", found),)) if found else Findings(())
        appeared, ended = _change(found, known)
        if not appeared and not ended:
            return Findings((), earlier.frame)
        return Findings((CodeFound(subject.frame, self._maker, earlier.frame, appeared, gone(ended)),), earlier.frame)


def _change(found: Sequence[Snippet], known: Sequence[Known]) -> tuple[tuple[Snippet, ...], tuple[Known, ...]]:
    left, appeared = list(known), []
    for snippet in found:
        what = what_of(snippet)
        again = next((k for k in left if k.what == what and _near(k.box, snippet.box)), None)
        if again is None:
            appeared.append(snippet)
        else:
            left.remove(again)
    return tuple(appeared), tuple(left)


def _near(one: Box, other: Box) -> bool:
    return max(abs(a - b) for a, b in zip(one, other, strict=True)) <= MOVED


def snippets(subject: Subject, classifier: Classifier) -> tuple[Snippet, ...]:
    """Return the code in the windows of a frame, top to bottom; of those behind the active one as far as it is seen."""
    found: list[Snippet] = []
    for window, above, spans in seen(subject):
        found += _in_window(window, above, spans, classifier)
    return tuple(sorted(found, key=lambda snippet: (snippet.box[1], snippet.box[0])))


def _in_window(
    window: Window, above: Sequence[Box], spans: Sequence[SpanRow], classifier: Classifier
) -> Iterator[Snippet]:
    kind = "editor" if shows_a_file(window) else kind_of(window)
    pitch = rows.pitch_of(spans if kind == "terminal" else [span for span in spans if fitting.is_even(span)])
    find = {"terminal": _in_terminal, "editor": _in_editor}.get(kind, excerpts.on_page)
    found = list(find(spans, pitch, window, classifier)) if pitch is not None else []
    if find is excerpts.on_page:
        found += excerpts.synopses_on(spans, found, window)
    for snippet in found:
        letter = pitch or rows.NARROWEST * (snippet.lines[0][3] - snippet.lines[0][1])
        covered = any(is_cut(line, above, UNREAD * letter) for line in snippet.lines)
        is_whole = snippet.form != "block" or (snippet.language == "sql" and listings.ends_sql(snippet.text))
        covered = covered or (not is_whole and goes_under(snippet.lines[-1], above))
        yield msgspec.structs.replace(snippet, cut=snippet.cut or covered, behind=not window.focused)


# ---------------------------------------------------------------- terminals


def _in_terminal(spans: Sequence[SpanRow], pitch: float, window: Window, classifier: Classifier) -> Iterator[Snippet]:
    below = chrome.below_title(spans, window.title, window.box, pitch, is_line=is_typed)
    for runs, box in panes_of(below, pitch, window.box):
        sheet = rows.sheet(runs, pitch, (box[0], box[2]))
        if sheet is not None:
            yield from _in_pane(asides.of_terminal(asides.without_bar(sheet)), box, window, classifier)


def _in_pane(sheet: Sheet, box: Box, window: Window, classifier: Classifier) -> Iterator[Snippet]:
    entries = consoles.entries(sheet, box[2] - BORDER)
    if _TERMINAL_EDITORS.search(window.title) or _is_edited(sheet):
        file, ended = modelines.without_editor(sheet)
        name = file_of(window.title) or file_of(modelines.status_of(sheet))
        yield from _listed(file, window, classifier, name, ended=ended)
        return
    yield from _typed(sheet, entries, window)


def _typed(sheet: Sheet, entries: Sequence[consoles.Entry], window: Window) -> Iterator[Snippet]:
    for entry in entries:
        # A cursor at an empty prompt may be read as a sign.
        if any(letter.isalnum() for letter in entry.text):
            yield _command(entry, window)
    for traceback in consoles.tracebacks(sheet):
        boxes = tuple(row.box for row in traceback.rows)
        yield Snippet(
            rows.around(boxes), "traceback", "terminal", "python", traceback.text, boxes,
            title=window.title, symbol=traceback.raised,
        )  # fmt: skip


def _command(entry: consoles.Entry, window: Window) -> Snippet:
    error = consoles.error_of(entry.output)
    state = "typed" if not entry.answered and not entry.below else "failed" if error else "ran"
    # Quotes and dashes stay: a command that was pasted with curled ones has them, and fails for it.
    text = typed.digits(typed.names(entry.text), entry.language)
    return Snippet(
        rows.around(entry.boxes),
        "command",
        "terminal",
        entry.language,
        text,
        entry.boxes,
        title=window.title,
        symbol=symbol_of(text, entry.language),
        prompt=entry.prompt,
        state=state,
        output=typed.digits("\n".join(line.rstrip() for line in entry.output)),
        error=typed.digits(error),
        outcome=consoles.outcome_of(entry),
    )


def _is_edited(sheet: Sheet) -> bool:
    """Say whether a terminal without prompts shows an editor: by what one writes into its last row, or vim's tildes."""
    if any(is_prompt(sheet.line(row)) for row in sheet.rows):
        return False
    tildes = sum(1 for row in sheet.rows if [word.text for word in row.words] == ["~"])
    return tildes >= FEWEST_TILDES or modelines.status_of(sheet) != ""


# ---------------------------------------------------------------- editors


def _in_editor(spans: Sequence[SpanRow], pitch: float, window: Window, classifier: Classifier) -> Iterator[Snippet]:
    name = file_of(window.title)
    # What names the file, as wide as its code is, is the title; a heading of a note may be like that, too.
    below = chrome.below_title(spans, window.title, window.box, pitch, lambda text: not name or name not in text)
    runs = numbers_apart(chrome.below_tabs(chrome.below_menus(below), name))
    files, found = files_of(runs, pitch), list[Snippet]()
    for file in files:
        called = name if len(files) == 1 else name_of(file, spans, name)
        found += _in_file(file, spans, pitch, window, classifier, called)
    yield from found
    panel = panels.below(spans, numbers_of(runs), [line for unit in found for line in unit.lines], window.box)
    if found and panel is not None:
        sheet = asides.of_terminal(panel)
        yield from _typed(sheet, consoles.entries(sheet, window.box[2] - BORDER), window)


def _in_file(
    runs: Sequence[SpanRow], spans: Sequence[SpanRow], pitch: float, window: Window, classifier: Classifier, name: str
) -> Sequence[Snippet]:
    sheets = blocks.found(runs, pitch, apart=None, numbers=numbers_of(runs))
    largest = max(sheets, key=lambda sheet: sum(len(sheet.line(row)) for row in sheet.rows), default=None)
    if largest is None:
        return ()
    # What terminals show of it shows in a window of its own as well.
    is_of_terminal = _TERMINAL_EDITORS.search(window.title) is not None
    file, ended = modelines.without_editor(largest) if is_of_terminal else (largest, False)
    found = list(_listed(file, window, classifier, name, ended=ended))
    return list(clients.told(found, spans)) if found and found[0].language == "sql" else found


def _listed(sheet: Sheet, window: Window, classifier: Classifier, name: str, *, ended: bool) -> Iterator[Snippet]:
    lines, first = listings.lines_of(sheet)
    if not lines:
        return
    whole = listings.Unit(tuple(lines)).text
    language = of_file(name) or classifier.of(typed.names(whole))
    if not language:
        return
    ended = ended or listings.ends_above(lines, window.box[3])
    for unit in listings.units(lines, language, first=first, ended=ended):
        if not listings.is_comment(unit, language) and _LETTERS.search(unit.text):
            yield listings.block_of(unit, "editor", language, window.title, name)
