"""Questions for what was in front and for how long: which measure, of which kind of thing, of which one.

A table of rows: the concepts (see `vocabulary`) by which people ask for one measure, in any order. What is asked of
is a kind (`which site …`), or a subject that the question names (`… Gmail`), whose words are looked up later; a
question whose subject is nothing that was ever in front is none of these.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import takewhile
from typing import Literal

import msgspec

from query.language import lengths, pastimes, sorts
from query.language.named import looks_like_host
from query.language.vocabulary import Understood, Word, understand
from query.language.words import folded
from query.patterns.pattern import pattern

Measure = Literal[
    "most", "least", "each", "list", "number", "visits", "time", "first", "last", "when", "doing", "longest", "compare"
]
Kind = Literal["app", "site", "domain", "document", "project", "page", "folder", ""]

_KINDS: tuple[Kind, ...] = ("app", "site", "domain", "document", "project", "page", "folder")
# What is asked of the screen's contents, or of the machine: then it is not what was in front that is asked for.
_FOREIGN = (
    "button", "checkbox", "radio", "input", "dropdown", "link", "icon", "control", "colour", "code", "command", "error",
    "typing", "frame", "system", "who", "where", "change", "gap", "switch",
)  # fmt: skip
_ASKED = (
    "which",
    "count",
    "often",
    "long",
    "when",
    "time_of",
    "first",
    "last",
    "most",
    "by_visits",
    "most_time",
    "longest",
    "focus",
)
_DONE = ("use", "front", "have", "me", "doing", "compare", "visits", "sum")


class Usage(msgspec.Struct, frozen=True):
    """What is asked: the measure, the kind of thing that the answer is, and the words that name or narrow it.

    `by_visits` says that most means most often.
    """

    measure: Measure
    kind: Kind = ""
    subject: str = ""
    by_visits: bool = False


class _Row(msgspec.Struct, frozen=True):
    """A measure and how it is asked for: one concept of each group.

    `of`: a kind, a kind that is counted, a name, one of a site as its address has it, any of these, or nothing at all.
    """

    measure: Measure
    needs: tuple[tuple[str, ...], ...]
    of: Literal["kind", "counted", "name", "host", "any", "nothing"]
    lacks: tuple[str, ...] = ()


_ROWS: tuple[_Row, ...] = (
    # Browser or terminal, what did I have in front longer?
    _Row("compare", (("compare", "most"), ("either",), ("use", "front", "me", "long")), "name"),
    # My longest focus session.
    _Row("longest", (("longest",), ("focus", "session")), "any"),
    # Which site did I use the most; most visited domain; the app with the longest time in front.
    _Row("most", (("most",), ("use", "front", "me", "have", "visits")), "kind", lacks=("often", "when")),
    _Row("most", (("top", "by_visits", "most_time"),), "kind", lacks=("often", "when")),
    # How many different sites did I visit; how many manual pages of git were open.
    _Row("number", (("count",), ("use", "front"), ("me",)), "counted", lacks=("often", "long", "when")),
    _Row("number", (("count",), ("use", "front"), ("distinct",)), "counted", lacks=("often", "long", "when")),
    # How many times did I open the docs; slack visits, how many.
    _Row("visits", (("often",), ("use", "front", "have", "visits")), "name"),
    _Row("visits", (("count", "sum"), ("visits",)), "name"),
    # How long was I in the terminal; how long was the editor open.
    _Row("time", (("long",), ("me", "front", "use")), "name", lacks=("most",)),
    # Total minutes on docs.example.org; total seconds there.
    _Row("time", (("sum",), ("seconds",)), "host", lacks=("most",)),
    _Row("time", (("in all",),), "host", lacks=("most",)),
    # When did I last visit; the last time the calendar was open; most recent visit of X; when did I edit Y.
    _Row("last", (("when", "time_of"), ("last",), ("use", "front", "have")), "name"),
    _Row("first", (("when", "time_of"), ("first",), ("use", "front", "have")), "name"),
    _Row("last", (("last",), ("visits",)), "name"),
    # Last time in Slack.
    _Row("last", (("time_of",), ("last",)), "name", lacks=("which",)),
    _Row("first", (("time_of",), ("first",)), "name", lacks=("which",)),
    _Row("first", (("first",), ("visits",)), "name"),
    _Row("when", (("when",), ("use", "front", "have")), "name"),
    # Which programs did I have in front; which pdf was open; sites opened, all of them; which page was I on.
    _Row("list", (("use", "front"),), "kind", lacks=("count", "when", "often")),
    _Row("list", (("me",),), "kind", lacks=("count", "when", "often")),
    # What was I doing; what was on my screen; what was I looking at.
    _Row("doing", (("doing",), ("me", "activity")), "any", lacks=("count", "when")),
    _Row("doing", (("activity",),), "nothing", lacks=("count", "when")),
    _Row("doing", (("which",), ("screen", "front")), "nothing", lacks=("count", "when")),
    _Row("doing", (("which",), ("me",), ("use",)), "nothing", lacks=("count", "when")),
    _Row("doing", (("which",), ("me",)), "nothing", lacks=("count", "when")),
    # Was I longer in Geany than in Chromium.
    _Row("compare", (("compare",), ("than",), ("use", "front", "me", "long")), "name", lacks=("which", "count")),
)
# What the concepts of a row do not say, and yet names nothing.
_EMPTY = frozenset(
    """
    date dates total overall altogether together until till now far counted separate different time times day days
    week timestamp make made pay paid so one ones going came come browser's mine today yet stood displayed shown visible
    something anything actually really various distinct two three four five six seven eight nine ten
    """.split()  # noqa: SIM905 - a paragraph of words reads better than a column of strings
)
_WAS_ON = pattern(r"^\W*what (?:all )?was on\W*$", re.IGNORECASE)
_TAKEN = frozenset({"take", "took", "taken", "write", "wrote", "written", "writing", "edit"})
_EITHER = frozenset({"or", "vs", "versus"})
_THAN = frozenset({"than", "more than", "less than"})
_DISTINCT = frozenset({"different", "distinct", "separate", "various"})
# What is looked for among the words themselves, where the table of concepts has none.
_IN_ALL = frozenset({"total time", "total hours", "total minutes", "time spent"})
_SECONDS = frozenset({"seconds"})
_PLAIN = {"either": _EITHER, "than": _THAN, "distinct": _DISTINCT, "in all": _IN_ALL, "seconds": _SECONDS}
_APART = frozenset({"was", "were", "is", "are", "in", "on", "at", "from", "by", "with"})
_NO_RUN = frozenset({"did", "do", "does", "was", "were", "is", "are", "have", "has", "had", "that", "to", "of"})


def read(rest: str) -> Usage | None:
    """Return what a question, without its words of time, asks of what was in front; None for any other question."""
    understood = _played(understand(pastimes.with_program(lengths.put(_WAS_ON.sub("what was on my screen", rest)))))
    foreign = frozenset(_FOREIGN) & frozenset().union(
        *(word.concepts for word in understood.words if not _is_xterm(word))
    )
    # When one last worked on a script asks for no code.
    if foreign - {"code"} or not understood.words or (foreign and not understood.says("when", "time_of")):
        return None
    head = _head(understood)
    for row in _ROWS:
        if foreign and row.measure not in ("first", "last"):
            continue
        if not all(_says(understood, group) for group in row.needs) or understood.says(*row.lacks):
            continue
        usage = _usage(row, understood, head)
        if usage is not None:
            return usage
    return None


def _is_xterm(word: Word) -> bool:
    """Say whether a word is the program whose palette has its name: alone it asks for no colour."""
    return folded(word.text) == "xterm"


def _played(understood: Understood) -> Understood:
    """Return the words with recordings as the sounds that they are, where it is told that they were played."""
    if not understood.says("played"):
        return understood
    is_sound = [folded(word.text) in sorts.RECORDED and not word.quoted for word in understood.words]
    sound = frozenset({"document"})
    return Understood(
        tuple(Word(word.text, sound) if told else word for word, told in zip(understood.words, is_sound, strict=True))
    )


def _says(understood: Understood, group: tuple[str, ...]) -> bool:
    plain = frozenset().union(*(_PLAIN.get(each, frozenset()) for each in group))
    return understood.says(*group) or any(folded(word.text) in plain for word in understood.words)


def _usage(row: _Row, understood: Understood, head: Word | None) -> Usage | None:
    if row.of == "counted":
        head = _counted(understood)
    subject = _subject(understood, head if row.of in ("kind", "counted") else None)
    if row.measure == "time":
        subject = " ".join(word for word in subject.split() if folded(word) not in _SECONDS)
    by_visits = understood.says("by_visits")
    match row.of:
        case "kind" | "counted" if head is not None and _is_shown(understood, head):
            kind = next(kind for kind in _KINDS if kind in head.concepts)
            if others := [word for word in understood.words if word is not head and _is_kind(word)]:
                # A kind in brackets, or behind, says it closer: `the page I was on most (domain)`.
                subject, kind = _closer(subject, others[-1], kind)
            return Usage(row.measure, kind, " ".join(filter(None, (_narrowing(head), subject))), by_visits)
        case "name" if subject:
            return Usage(row.measure, "", subject)
        case "host" if looks_like_host(subject):
            return Usage(row.measure, "", subject)
        case "any":
            return Usage(row.measure, "", subject)
        case "nothing" if not subject:
            return Usage(row.measure)
    return None


def _head(understood: Understood) -> Word | None:
    """Return the word for a kind of thing that is asked for: the last of the run of nouns behind `which` or `what`.

    Where nothing asks so, it is the first such word. A run that names something else asks for that.
    """
    words = list(understood.words)
    asking = next((at for at, word in enumerate(words) if "which" in word.concepts), None)
    if asking is None:
        return next((word for word in words if _is_kind(word)), None)
    run = _run(words[asking + 1 :])
    kinds = [word for word in run if _is_kind(word)]
    if kinds:
        return kinds[-1]
    return None if run else next((word for word in words if _is_kind(word)), None)


def _counted(understood: Understood) -> Word | None:
    """Return the word for a kind of thing that is counted: the last of the run of nouns behind `how many`."""
    words = understood.words
    asking = next((at for at, word in enumerate(words) if "count" in word.concepts), len(words))
    run = _run(words[asking + 1 :])
    if not run or not _is_kind(run[-1]):
        return None
    behind = takewhile(lambda word: "me" not in word.concepts, words[words.index(run[-1]) + 1 :])
    # Of the files that were in a folder which I opened I opened none.
    is_apart = understood.says("me") and any(folded(word.text) in _APART for word in behind)
    return None if is_apart else run[-1]


def _run(words: Sequence[Word]) -> list[Word]:
    """Return the nouns that words begin with."""
    run: list[Word] = []
    for word in words:
        plain = folded(word.text)
        if run and (plain in _NO_RUN or not word.concepts.isdisjoint(("use", "me", "front", "have"))):
            break
        if not word.is_filling and word.concepts.isdisjoint((*_ASKED, *_DONE)) and not word.text.isdecimal():
            run.append(word)
    return run


def _is_kind(word: Word) -> bool:
    return not word.quoted and not word.concepts.isdisjoint(_KINDS)


def _subject(understood: Understood, head: Word | None) -> str:
    """Return the words that are left to name something."""
    kept = [
        word
        for word in understood.words
        if word is not head
        and not word.is_filling
        and word.concepts.isdisjoint((*_ASKED, *_DONE, "screen", "activity"))
        and (word.quoted or not (folded(word.text) in _EMPTY | _EITHER or (head and word.text.isdecimal())))
    ]
    return " ".join(word.text for word in kept)


def _closer(subject: str, other: Word, kind: Kind) -> tuple[str, Kind]:
    if subject != other.text:
        return subject, kind
    return "", next(kind for kind in _KINDS if kind in other.concepts)


def _is_shown(understood: Understood, head: Word) -> bool:
    """Say whether what is asked for can have been in front: the photos that one took were in front of the camera."""
    if _narrowing(head) not in sorts.PLAYED:
        return True
    shows = (word for word in understood.words if not word.concepts.isdisjoint(("use", "front")))
    return any(folded(word.text) not in _TAKEN for word in shows)


def _narrowing(head: Word) -> str:
    """Return what the noun itself says of the documents that are meant: `which pdf` is one that is a PDF."""
    return sorts.told(head.text) if "document" in head.concepts else ""


def sides(words: str) -> tuple[str, str] | None:
    """Return the two things that a question sets against each other: what stands around its `or`; None where none."""
    understood = understand(words)
    at = next((n for n, word in enumerate(understood.words) if folded(word.text) in _EITHER | _THAN), None)
    if at is None:
        return None
    ends = []
    for run in (understood.words[:at][::-1], understood.words[at + 1 :]):
        name: list[str] = []
        for word in run:
            plain = re.sub(r"\W", "", folded(word.text))
            if word.is_filling or not word.concepts.isdisjoint((*_ASKED, *_DONE)) or plain in _EMPTY:
                if name:
                    break
                continue
            name.append(word.text)
        ends.append(name)
    left, right = " ".join(ends[0][::-1]), " ".join(ends[1])
    return (left, right) if left and right else None
