"""Snippets of code as evidence: the words that tell it from other code, and claims that hold."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Sequence

import msgspec
from msgspec.structs import replace

from ledger.facts import Snippet
from projections import frames, lifetimes, moment, sources
from projections.code import Showing
from query.answers.answer import Citation, Claim
from query.inquiries.cite import Lifetime, Witness
from query.inquiries.conclude import counted, local
from query.inquiries.inquiry import Inquiry
from query.language.sorts import CODE_ENDING
from query.language.thesaurus import said_for
from query.language.words import folded, forms, tokens
from query.passages import intent
from query.passages.intent import ESSENTIAL, WEAK, Term
from query.passages.match import holds
from query.patterns.pattern import pattern

LANGUAGES = {
    "sql": "sql", "query": "sql", "queries": "sql", "python": "python", "bash": "bash", "shell": "bash",
    "powershell": "powershell", "rust": "rust", "javascript": "javascript", "typescript": "typescript", "java": "java",
    "golang": "go", "ruby": "ruby", "php": "php", "html": "html", "css": "css", "yaml": "yaml", "json": "json",
    "js": "javascript", "kotlin": "kotlin", "lua": "lua", "perl": "perl", "haskell": "haskell", "elixir": "elixir",
    "fortran": "fortran", "latex": "latex", "matlab": "matlab", "ocaml": "ocaml", "scala": "scala",
    "clojure": "clojure", "dart": "dart", "julia": "julia", "swift": "swift", "zig": "zig",
}  # fmt: skip
# Names of people and things as well: beside what is written in one they are languages.
_ALSO_NAMES = frozenset({"dart", "elixir", "julia", "scala", "swift", "zig"})
_WRITTEN_IN = r"(?=\W+(?:class|code|files?|functions?|modules?|programs?|scripts?|snippets?|source|versions?)\b)"
LANGUAGE = "|".join(f"{word}{_WRITTEN_IN if word in _ALSO_NAMES else ''}" for word in LANGUAGES)
"""What calls a language in a question, as a pattern."""
IDENTIFIER = pattern(rf"\w_\w|\w\(\)|\b[a-z]+[a-z0-9]*[A-Z]\w*|\b[\w-]+\.(?:{CODE_ENDING})\b")
# Words that say what kind of thing is asked for, not which.
_KIND = pattern(
    r"\b(?:contents?|final(?:ly)?|settled?|land(?:ed)?|ended?|up|versions?|drafts?|iterations?|variants?|edits?|state|form|scripts?|"
    r"functions?|statements?|snippets?|code|procedure|method|errors?|exceptions?|traceback|commands?|cmd|line|exact|run|"
    r"ran|executed?|issued?|last|latest|first|original|initial|attempts?|try|tries|tried|definitive(?:ly)?|finished|done|"
    r"(?<=first )go|"
    rf"newest|current|different|helper|routine|class|left|{LANGUAGE})\b|\bthe way (?=(?:that )?(?:i|we)\b)",
    re.IGNORECASE,
)
# Where a command runs, and what runs it, as people call it who name neither.
ANY_MACHINE = frozenset({"box", "computer", "host", "laptop", "machine", "pc", "program", "server", "tool"})
# What files hold, as people call it, and how the names of such files end.
_HELD = tuple(
    (frozenset(called.split()), frozenset(endings.split()))
    for called, endings in (
        ("audio music recording recordings song songs sound sounds", "aac aif aiff flac m4a mp3 ogg opus wav wma"),
        ("film films movie movies video videos", "avi m4v mkv mov mp4 mpeg mpg webm wmv"),
        (
            "image images photo photos photograph photographs picture pictures",
            "bmp gif heic jpeg jpg png tif tiff webp",
        ),
        ("spreadsheet spreadsheets workbook workbooks", "csv ods xls xlsx"),
    )
)


class Version(msgspec.Struct, frozen=True):
    """A version of some code as the asked time shows it: its history, its number in that, and where to see it."""

    history: int
    number: int
    showing: Showing


def claim_of(
    inquiry: Inquiry, witness: Witness, showing: Showing, history: Sequence[Version] = (), *, printed: str = ""
) -> Claim | None:
    """Return a snippet as the journal says it, cited where it was seen last; None where the evidence does not hold.

    `printed` is a line of what it printed that is told, too.
    """
    said = _said(inquiry, witness, showing, showing.last_frame)
    if said is None:
        return None
    snippet, citation = said
    row = showing.snippet
    citations = [citation]
    if snippet.error and snippet.outcome is not None and snippet.error.split("\n")[0] in snippet.output:
        citations.append(msgspec.structs.replace(citation, box=snippet.outcome, text=snippet.error))
    if showing.first_frame != showing.last_frame and (opening := _said(inquiry, witness, showing, showing.first_frame)):
        citations.append(opening[1])
    for earlier in history[:-1]:
        cited = _said(inquiry, witness, earlier.showing, earlier.showing.last_frame)
        if cited is not None:
            citations.append(cited[1])
    if printed and snippet.outcome is not None and printed in snippet.output:
        citations.append(msgspec.structs.replace(citation, box=snippet.outcome, text=printed))
    return Claim(
        text=snippet.text,
        citations=tuple(citations),
        first_seen=moment.spell(showing.first_us),
        last_seen=moment.spell(showing.last_us),
        frames=len(lifetimes.frames_between(inquiry.db, row.chain, row.born, row.gone, inquiry.cut)),
    )


def _said(inquiry: Inquiry, witness: Witness, showing: Showing, record: str) -> tuple[Snippet, Citation] | None:
    frame = frames.by_id(inquiry.db, record)
    row = showing.snippet
    life = Lifetime(row.seq, row.place, row.chain, row.born, row.gone)
    said = witness.thing(life, frame) if frame is not None else None
    if frame is None or not isinstance(said, Snippet):
        return None
    return said, witness.cited(life, frame, said.box, said.text)


def terms_of(question: str) -> tuple[Term, ...]:
    """Return what tells the code that is asked for from other code."""
    names = IDENTIFIER.findall(question)
    wanted = intent.read(question if names else _KIND.sub(" ", question)).terms
    kept = [term for term in wanted if term.kind not in WEAK and not _KIND.fullmatch(term.text)]
    return tuple(kept)


def as_said(db: sqlite3.Connection, terms: Sequence[Term]) -> tuple[Term, ...]:
    """Return terms, those that stand in no code with what people say for them: `stay` with `dwell`.

    What a file holds stands in code as the ending of its name: `recordings` as `wav`.
    """
    return tuple(term if term.kind == ESSENTIAL else _widened(db, term) for term in terms)


def _widened(db: sqlite3.Connection, term: Term) -> Term:
    said = frozenset[str]().union(*(endings for called, endings in _HELD if folded(term.text) in called))
    if not sources.is_written(db, term.match):
        said = said.union(*map(forms, said_for(folded(term.text))))
    return replace(term, forms=term.forms | said, said=said) if term.forms and said else term


def stands(term: Term, text: str) -> bool:
    """Say whether a term stands in code or what came of it; a program may have its version in its name: `sqlite3`."""
    if holds(term, text):
        return True
    return any(token.rstrip("0123456789") in term.forms for token in tokens(text) if token[-1:].isdigit())


def texts(terms: Sequence[Term]) -> tuple[str, ...]:
    """Return the words that were looked for."""
    return tuple(term.text for term in terms)


def seen(inquiry: Inquiry, claim: Claim) -> str:
    """Return when a claim was seen, and on how many frames."""
    first, last = (local(text, inquiry.asked.zone) for text in (claim.first_seen, claim.last_seen))
    when = f"seen {last}" if first == last else f"seen from {first} to {last}"
    return f"{when}, on {counted(claim.frames, 'frame')}"
