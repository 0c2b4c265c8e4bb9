"""What a name is bound to in code: `which port is in RELAY_PORT in my script`, `the value of timeout in sync.py`.

The last line in a file that binds the name tells it, with those that its brackets go on to; at first, the first one.
"""

from __future__ import annotations

import re
from collections.abc import Sequence, Set

from query.answers.answer import Answer
from query.code import written
from query.code.filed import FIRST
from query.code.snippet_claims import LANGUAGE, LANGUAGES, claim_of, seen
from query.code.written import Written
from query.inquiries.cite import Witness
from query.inquiries.inquiry import Inquiry, concluded
from query.language.sorts import CODE_ENDING, PROSE
from query.language.talk import is_common
from query.language.words import forms, tokens
from query.passages import intent
from query.patterns.cues import cued
from query.patterns.pattern import pattern

_PROCESSORS = ("code",)
# What asks for it, and says that it is code which has it.
_ASKS = pattern(r"\b(?:what|whats|which|value|how (?:many|much|long|often|big|large|high|low|far))\b", re.IGNORECASE)
_OF_CODE = pattern(
    rf"\b(?:{LANGUAGE}|scripts?|code|program|function|module|variable|constant)\b"
    rf"|\b[\w-]+\.(?:{CODE_ENDING})\b",
    re.IGNORECASE,
)
# What was done to it, and what came of it, no line says.
_ELSEWHERE = pattern(
    r"\b(?:who|whom|whose|when|where|why|colou?rs?|errors?|exceptions?|fail\w*|print(?:s|ed)?|output|commands?|ran|run|"
    r"versions?|change[ds]?|before|used to|previous(?:ly)?)\b",
    re.IGNORECASE,
)
# How it is now, told by what was done: no change is asked for.
_AT_LAST = pattern(
    r"\b(?:after|since|with) (?:all )?(?:my|our|the) (?:(?:final|last|latest|most recent|recent) )?"
    r"(?:changes?|edits?|fix(?:es)?|versions?)\b",
    re.IGNORECASE,
)
_KIND = r"(?:variable|constant|parameter|setting|option|list|array|dict(?:ionary)?)"
_NAME = pattern(
    r"\b(?P<capitals>[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+|[A-Z]{3,})\b|\b(?P<joined>[A-Za-z]\w*_\w+|[a-z]+[A-Z]\w*)\b(?!\.)"
    rf"|\b(?i:{_KIND}) (?:called |named )?(?P<after>[a-z_]\w*)\b|\b(?P<before>[a-z_]\w+) (?i:{_KIND})\b"
    r"|\b(?i:value of|set) (?P<of>[a-z_]\w+) (?i:in|to)\b"
)
_FILE = pattern(rf"(?<![\w.])[\w-]+\.(?:{CODE_ENDING})\b")
_LANGUAGE = pattern(rf"\b(?:{LANGUAGE})\b", re.IGNORECASE)
_NOUN = pattern(
    r"\b(?:what|which) (?P<what>[a-z]\w{2,}(?: [a-z]\w{2,})?) (?:is|was|does|do|did|has|have|had|are|were)\b"
    r"|\bhow (?:big|great|high|large|long|low|many|much|old|small) (?:does|do|did|has|must|should|may|can) "
    r"(?:the |an? )?(?P<sized>[a-z]\w{2,}) (?:have )?(?:to )?be\b",
    re.IGNORECASE,
)
# `The chart script`, by a word of its name or of what stands in it.
_PART = pattern(
    r"\b(?:the|my|our|that) (?:(?:final|finished|first|last|latest|new|old) )?(?P<part>[a-z][\w-]+) "
    r"(?:code|module|program|quer(?:y|ies)|script)\b",
    re.IGNORECASE,
)
# What a name is held against: `HAVING sum(weight) > 40`.
_HELD = (
    r"(?<![\w.])(?i:{names})\b[^\n=<>]*?(?:[<>]=?|==?|!=)\s*[\w.\"']*\d"
    # And what a call, or an object, is given by that name: `plot(width = 3)`, `{ unit: \"kg\" }`.
    r"|[(,{]\s*(?i:{names})\s*(?:=(?!=)|:)\s*[\w\"'.\[-]"
)
_BINDS = (
    r"^\s*(?:(?:auto|const|declare|export|final|global|int|let|local|my|our|private|public|readonly|set|static|val|var)"
    r"\s+)*[$@]?(?:{names})\s*(?::[\s\w\[\],.|?<>]*?)?(?:[:?]?=(?!=)|<-|:(?=\s))"
)
_MOST_LINES = 24


@cued(_ASKS)
def answered(inquiry: Inquiry) -> Answer | None:
    """Tell the line that binds a name of the question to what it is; None where no file has one."""
    plain = " ".join(intent.unquoted(inquiry.asked.plain).split())
    if (
        not _ASKS.search(plain)
        or not _OF_CODE.search(plain)
        or _ELSEWHERE.search(_AT_LAST.sub(" ", FIRST.sub(" ", plain)))
    ):
        return None
    names = {name for match in _NAME.finditer(plain) for name in match.groups() if name}
    files = {name.casefold() for name in _FILE.findall(plain)}
    if not names:
        # `Which limit is in the chart script`: one script is meant, and what it calls by that word.
        names = {name for match in _NOUN.finditer(plain) for name in match.groups() if name and not is_common(name)}
        files = files or (_of_part(inquiry, plain) if names else set())
        if not names or len(files) != 1:
            return None
    told = {LANGUAGES[word.casefold()] for word in _LANGUAGE.findall(plain)}

    def fits(each: Written) -> bool:
        is_meant = (not files or each.name.casefold() in files) and (not told or each.language in told)
        is_code = each.where != "page" and each.language not in PROSE
        return is_meant and is_code and _line_of(each.text, names) != ""

    found = [each for each in written.showings(inquiry, "block", fits) if inquiry.scope.admits(each.last_frame)]
    if not found:
        return None
    is_first = FIRST.search(plain) is not None
    ordered = sorted(found, key=lambda each: (each.last_us, each.first_us))
    best = ordered[0] if is_first else ordered[-1]
    claim = claim_of(inquiry, Witness(inquiry.views), best)
    ground, searched = inquiry.ground(_PROCESSORS), tuple(sorted(names))
    if claim is None:
        return concluded(inquiry, ground, (), "", searched=searched, dropped=1)
    where = best.snippet.name or " ".join(best.snippet.title.split())
    summary = f"“{_line_of(claim.text, names)}”, in {where}, {seen(inquiry, claim)}."
    return concluded(inquiry, ground, (claim,), summary, searched=searched)


def _of_part(inquiry: Inquiry, plain: str) -> set[str]:
    """Return the files, in small letters, that the word before `script` calls: by name, else by what is in them."""
    said = {form for match in _PART.finditer(plain) for form in forms(match["part"].casefold())}
    if not said:
        return set()

    def is_code(each: Written) -> bool:
        return each.where == "editor" and each.name != "" and each.language not in PROSE

    found = [each.snippet for each in written.showings(inquiry, "block", is_code)]
    languages = {LANGUAGES[word] for word in said if word in LANGUAGES}
    named = {each.name.casefold() for each in found if said & set(tokens(each.name)) or each.language in languages}
    return named or {each.name.casefold() for each in found if said & set(tokens(each.text))}


def _line_of(text: str, names: Set[str]) -> str:
    """Return the line that binds one of the names, to where its brackets close; empty where none does."""
    # Two words of a question are one name in code: `gate_code`, `gateCode`.
    said = "|".join(r"[ _-]?".join(map(re.escape, name.split())) for name in sorted(names))
    # A name that is no more than a word may be written in capitals, as constants are.
    plain = all(map(str.islower, names))
    binds = re.compile(_BINDS.replace("{names}", f"(?i:{said})" if plain else said))
    holds = re.compile(_HELD.replace("{names}", said)) if plain else None
    lines = text.split("\n")
    for number, line in enumerate(lines):
        if binds.match(line) or (holds is not None and holds.search(line)):
            held = [line.strip()]
            for more in lines[number + 1 : number + _MOST_LINES]:
                if _open(held) <= 0:
                    break
                held.append(more.strip())
            return " ".join(held)
    return ""


def _open(lines: Sequence[str]) -> int:
    text = "".join(lines)
    return sum(map(text.count, "([{")) - sum(map(text.count, ")]}"))
