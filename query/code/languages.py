"""Languages: in which ones code was written, by what stood in editors and was entered in terminals, and how much."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

import msgspec

from projections import histories, lifetimes, moment
from projections import subjects as of_activity
from projections.code import Showing
from projections.histories import squeezed
from query.answers.answer import Answer, Citation, Claim
from query.code import commands, titled, written
from query.code.snippet_claims import claim_of, terms_of
from query.code.written import Written
from query.foreground import listing
from query.inquiries.cite import Witness
from query.inquiries.conclude import counted
from query.inquiries.inquiry import Inquiry, concluded
from query.language import negated
from query.language.sorts import CODE, PROSE
from query.passages import intent, subjects
from query.patterns.cues import cued
from query.patterns.pattern import pattern

_PROCESSORS = ("code",)
_MOST_CITED = 4
_BROWSER = "browser"
_CALLED = {
    "bash": "shell", "batch": "Batch", "c": "C", "cpp": "C++", "csharp": "C#", "css": "CSS", "go": "Go", "html": "HTML",
    "java": "Java", "javascript": "JavaScript", "json": "JSON", "php": "PHP", "powershell": "PowerShell",
    "python": "Python", "ruby": "Ruby", "rust": "Rust", "sql": "SQL", "typescript": "TypeScript", "yaml": "YAML",
}  # fmt: skip

_ME = r"(?:i|we)"
_OFTEN = r"(?:all|also|ever|just|last|lately|mostly|mainly|most|recently|been|actually)"
_WRITE = (
    r"(?:writ(?:e|ing|ten)|wrote|us(?:e|ed|ing)|cod(?:e|ed|ing)|program(?:me?d|ming)?|script(?:ed|ing)?|"
    r"work(?:ed|ing)? (?:in|with|on)|develop(?:ed|ing)?|edit(?:ed|ing)?)"
)
_KIND = r"(?:programming|coding|scripting|computer|script)"
_LANGUAGES = pattern(rf"\b(?:(?:{_KIND}|code) )?languages\b|\b{_KIND} language\b", re.IGNORECASE)
_ASKED = pattern(r"\b(?:which|what|list|show|name|tell|how many|number of|all)\b|\A\W*(?:the |my )", re.IGNORECASE)
_WRITTEN = pattern(
    rf"\b(?:did|have|had|was|were|am|are|do) {_ME} (?:{_OFTEN} )*{_WRITE}\b|"
    rf"\b{_ME} (?:(?:have|had|did|was|were|{_OFTEN}) )*{_WRITE}\b|"
    r"\b(?:is|are|was|were) (?:(?:all|any|most) (?:of )?)?(?:my|our) (?:code|scripts?|programs?|snippets?)\b",
    re.IGNORECASE,
)
_OF_CODE = pattern(
    rf"\b{_KIND} languages?\b|\b(?:code|coding|coded|codes|programs?|programmed|programming|programed|scripts?|"
    r"scripted|snippets?)\b",
    re.IGNORECASE,
)
_LEFT = pattern(
    r"\b(?:which|what|list|show|me|name|tell|how many|number of|all|the|my|our|different|of|in|with|did|do|have|had|"
    r"was|were|is|are|been|any|some|code|coding|programs?|programming|scripts?|snippets?|written|on|for|that|i|we|most|"
    r"mostly|mainly|often|used|please|today|so far|and|how much)\b",
    re.IGNORECASE,
)
_WHEN = pattern(r"\b(?:when|where|who|whose|why|how (?!many\b)\w+)\b", re.IGNORECASE)


class _Piece(msgspec.Struct, frozen=True):
    """A piece of code, or a command: what makes it the same, its language, and how it was seen last."""

    key: tuple[str, ...]
    language: str
    showing: Showing


@cued(_LANGUAGES)
def answered(inquiry: Inquiry) -> Answer | None:
    """Tell in which languages code was written, and how many pieces of it; None where that is not asked."""
    if not any(map(_is_asked, listing.ways(inquiry))):
        return None
    pieces = [*_edited(inquiry), *_entered(inquiry)]
    by_language: dict[str, list[_Piece]] = {}
    for piece in pieces:
        by_language.setdefault(piece.language, []).append(piece)
    ranked = sorted(by_language.items(), key=lambda pair: (-len(_written(pair[1])), -len(pair[1]), pair[0]))
    witness = Witness(inquiry.views)
    claims = [_claim(inquiry, witness, language, of) for language, of in ranked[: inquiry.limit]]
    held = [claim for claim in claims if claim is not None]
    ground, dropped = inquiry.ground(_PROCESSORS), len(claims) - len(held)
    summary = f"Not found: no code stood in an editor or a terminal on any frame{inquiry.within}."
    if held:
        told = "; ".join(claim.text for claim in held)
        summary = f"Code in {counted(len(ranked), 'language')}{inquiry.within}, most in editors first: {told}."
    return concluded(inquiry, ground, held, summary, searched=(), dropped=dropped)


def _is_asked(plain: str) -> bool:
    """Say whether a question is for the languages of what one wrote, and nothing narrows it."""
    if not (_LANGUAGES.search(plain) and _ASKED.search(plain) and _WRITTEN.search(plain) and _OF_CODE.search(plain)):
        return False
    rest = _LEFT.sub(" ", _LANGUAGES.sub(" ", _WRITTEN.sub(" ", plain)))
    return not (_WHEN.search(plain) or negated.has_negation(plain) or terms_of(rest) or intent.read(rest).terms)


def _is_code(each: Written) -> bool:
    return each.where == "editor" and bool(each.language) and each.language not in PROSE


def _edited(inquiry: Inquiry) -> Iterator[_Piece]:
    """Yield the pieces of code that were edited: of the versions of one only the last; what defines a name is one."""
    blocks = written.showings(inquiry, "block", _is_code)
    found = [each for each in blocks if inquiry.scope.admits(each.last_frame)]
    numbers = histories.of_snippets(inquiry.db, [(each.snippet.seq, each.snippet.place) for each in found])
    last = {numbers.get((each.snippet.seq, each.snippet.place), (0, -at, 0))[1]: each for at, each in enumerate(found)}
    once: dict[tuple[str, ...], _Piece] = {}
    for each in last.values():
        snippet = each.snippet
        key = (snippet.name or snippet.title, snippet.language, snippet.symbol or squeezed(snippet.text))
        once[key] = _Piece(key, snippet.language, each)
    yield from once.values()
    for versions in titled.histories(inquiry, None):
        showing = versions[-1].showing
        number = subjects.of_frame(inquiry.db, showing.last_frame)
        # A page with a file of somebody else is titled so as well.
        if number and of_activity.by_number(inquiry.db, number).category == _BROWSER:
            continue
        language = showing.snippet.language or CODE[showing.snippet.name.rpartition(".")[2]]
        if language not in PROSE:
            yield _Piece((showing.snippet.name, language, squeezed(showing.snippet.text)), language, showing)


def _entered(inquiry: Inquiry) -> Iterator[_Piece]:
    """Yield the commands that were run, each once."""
    once = {(each.snippet.language, squeezed(each.snippet.text)): each for each in commands.entered(inquiry)}
    for key, each in once.items():
        if key[0]:
            yield _Piece(key, key[0], each)


def _written(pieces: Sequence[_Piece]) -> list[_Piece]:
    return [piece for piece in pieces if piece.showing.snippet.form == "block"]


def _claim(inquiry: Inquiry, witness: Witness, language: str, pieces: Sequence[_Piece]) -> Claim | None:
    """Return how many pieces there are in a language, with the latest of them as evidence; None where none holds."""
    written = _written(pieces)
    latest = sorted(pieces, key=lambda piece: (piece in written, piece.showing.last_us))[-_MOST_CITED:][::-1]
    claims = [claim for piece in latest if (claim := claim_of(inquiry, witness, piece.showing)) is not None]
    if not claims:
        return None
    told = []
    if written:
        names = ", ".join(sorted({piece.showing.snippet.name for piece in written if piece.showing.snippet.name}))
        told.append(f"{counted(len(written), 'piece')} in editors{f' ({names})' if names else ''}")
    if len(pieces) > len(written):
        told.append(f"{counted(len(pieces) - len(written), 'command')} in terminals")
    citations: tuple[Citation, ...] = tuple(claim.citations[0] for claim in claims)
    frames = {
        placed.frame
        for piece in pieces
        for placed in lifetimes.frames_between(
            inquiry.db, piece.showing.snippet.chain, piece.showing.snippet.born, piece.showing.snippet.gone, inquiry.cut
        )
    }
    return Claim(
        text=f"{_CALLED.get(language, language)}, {' and '.join(told)}",
        citations=citations,
        first_seen=moment.spell(min(piece.showing.first_us for piece in pieces)),
        last_seen=moment.spell(max(piece.showing.last_us for piece in pieces)),
        frames=len(frames),
    )
