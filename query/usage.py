"""Questions for what was in front and for how long: which measure, of which kind of thing, of which one.

Tables of patterns: each says how people ask for one measure. What is asked of is a kind (`which site …`), or a
subject that the question names (`… Gmail`), whose words are looked up later; a question whose subject is nothing
that was ever in front is none of these.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

Measure = Literal["most", "list", "visits", "time", "first", "last", "when", "doing", "longest"]
Kind = Literal["app", "site", "domain", "document", "project", "page", ""]

_WHO = r"(?:i|we)"
_SOON = r"(?:(?:last|first|ever|just|recently|actually|usually|really|mostly|also|even|previously|originally)\s+)*"
# What a person does with a program, site or document while it is in front.
_USE = (
    r"(?:visit(?:ed|ing)?|us(?:e|ed|ing)|open(?:ed|ing)?(?:\s+up)?|go(?:ing|ne)?\s+(?:to|on|onto)|went\s+(?:to|on|onto)|"
    r"look(?:ed|ing)?(?:\s+at)?|read(?:ing)?|brows(?:e|ed|ing)(?:\s+(?:on|to))?|work(?:ed|ing)?(?:\s+(?:in|on|with))?|"
    r"edit(?:ed|ing)?|(?:be|been|being)\s+(?:in|on|at)|check(?:ed|ing)?(?:\s+(?:in|on))?|switch(?:ed|ing)?\s+to|"
    r"(?:spend|spent|spending)(?:\s+time)?\s+(?:in|on|with|at)|view(?:ed|ing)?|access(?:ed|ing)?)"
)
_HAVE = r"(?:have|had|having|keep|kept)"
_UP = r"(?:open|up|in\s+front(?:\s+of\s+me)?|on\s+(?:my\s+|the\s+)?screen|in\s+the\s+foreground)"

_NOUNS: dict[Kind, str] = {
    "site": r"(?:web\s?-?sites?|sites?|hosts?)",
    "domain": r"(?:web\s+)?domains?",
    "app": r"(?:apps?|applications?|programs?|software)",
    "document": r"(?:(?:text\s+|pdf\s+|word\s+|excel\s+)?(?:documents?|files?)|pdfs?|spreadsheets?|docs?)",
    "project": r"(?:project(?:\s+(?:director(?:y|ies)|folders?))?s?|working\s+director(?:y|ies))",
    "page": r"(?:web\s?-?pages?|pages?|urls?|tabs?|addresse?s?)",
}
_NOUN = "|".join(f"(?P<{kind}>{words})" for kind, words in _NOUNS.items())
_MOST = (
    r"(?:(?:the\s+)?most(?:\s+(?:often|frequently|of\s+(?:all|the\s+time)|time))?|(?:the\s+)?longest|a\s+(?:ton|lot)|"
    r"heavily|mainly|mostly|more\s+than\s+any(?:thing)?(?:\s+else)?)"
)
_WHICH = (
    r"(?:what|which|what's|list(?:\s+of)?|name|tell\s+me)(?:\s+(?:was|were|is|are))?"
    r"(?:\s+(?:all\s+)?(?:the|my|of\s+the))?"
)


@dataclass(frozen=True, slots=True)
class Usage:
    """What is asked: the measure, the kind of thing that the answer is, and the words that name or narrow it.

    `by_visits` says that most means most often.
    """

    measure: Measure
    kind: Kind = ""
    subject: str = ""
    by_visits: bool = False


_DID = r"(?:did|do|have|has|had|was|were)"
_TIMES = r"(?:times|separate\s+times|different\s+times)"
_FRONT = r"(?:in\s+front|used|visited|open(?:ed)?|active|in\s+use)"
_TOP = (
    r"(?:most(?:ly)?[\s-]+(?:often\s+|frequently\s+)?"
    r"(?:visited|used|opened|viewed|edited|frequented|active)|top(?:\s+\d+)?)"
)
_WHEN = r"(?:when|(?:at\s+)?what\s+time|on\s+(?:which|what)\s+days?|(?:which|what)\s+days?)"
_THE = r"(?:(?:when|what)\s+(?:was|is)\s+)?(?:the\s+|my\s+)?"
_LONGEST = r"longest\s+(?:uninterrupted\s+|unbroken\s+)?(?:focus(?:\s+session)?|session|stretch|episode|period)"
_NAMED = r"(?P<subject>.+?)"


def _compiled(spelled: str) -> re.Pattern[str]:
    pieces = {
        "who": _WHO, "soon": _SOON, "use": _USE, "have": _HAVE, "up": _UP, "noun": f"(?:{_NOUN})", "most": _MOST,
        "which": _WHICH, "did": _DID, "times": _TIMES, "front": _FRONT, "top": _TOP, "when": _WHEN, "the": _THE,
        "longest": _LONGEST, "named": _NAMED, "tail": f"(?:\\s+{_NAMED})?",
    }  # fmt: skip
    return re.compile(rf"(?:(?:so|and|please|hey|ok)\W+)*{spelled.format(**pieces)}", re.IGNORECASE)


# `{soon}`, `{use}` and the like are the pieces above.
_SPELLED: tuple[tuple[Measure, str], ...] = (
    # Which site did I use the most; on which app did I spend most time; which program was most in front.
    ("most", r"{which}\s+{noun}\s+{did}\s+{who}\s+{soon}(?:{use}|{have}\s+{up})\s*(?:for\s+)?{most}"),
    ("most", r"{which}\s+{noun}\s+{did}\s+{who}\s+{most}\s+(?:{use}|{have}\s+{up})"),
    ("most", r"(?:on|in|at)\s+{which}\s+{noun}\s+{did}\s+{who}\s+(?:spen[dt]|work(?:ed)?)\s+{most}(?:\s+time)?"),
    ("most", r"{which}\s+{noun}\s+(?:was|were|got|is|are)\s+{most}\s+{front}"),
    ("most", r"{which}\s+{noun}\s+(?:was|were|got|is|are)\s+{front}\s+{most}"),
    # Most visited domain; my top five sites.
    ("most", r"(?:{which}\s+)?(?:(?:the|my|our)\s+)?{top}\s+{noun}"),
    # Which programs did I have in front; which document did I edit in Geany; which pdf was open.
    ("list", r"{which}\s+{noun}\s+{did}\s+{who}(?:\s+{soon}(?:{use}|{have}(?:\s+{up})?|in|on|at))?{tail}"),
    ("list", r"{which}\s+{noun}\s+(?:was|were)\s+{front}{tail}"),
    # How many times did I open the docs; how many visits to the docs were there.
    ("visits", r"how\s+(?:often|many\s+{times})\s+{did}\s+{who}\s+{soon}{use}\s+{named}"),
    ("visits", r"how\s+(?:often|many\s+{times})\s+{did}\s+{who}\s+{soon}{have}\s+{named}\s+{up}"),
    (
        "visits",
        r"how\s+many\s+(?:separate\s+|different\s+)?visits\s+(?:did\s+{who}\s+(?:make|pay)\s+)?to\s+{named}",
    ),
    ("visits", r"how\s+many\s+(?:separate\s+|different\s+)?visits\s+were\s+there\s+to\s+{named}"),
    # How long was I in the terminal; how long was the editor open.
    (
        "time",
        r"(?:for\s+)?how\s+(?:long|much\s+time)\s+{did}\s+{who}\s+(?:been\s+)?{soon}(?:{use}|in|on|at)\s+{named}",
    ),
    ("time", r"(?:for\s+)?how\s+(?:long|much\s+time)\s+{did}\s+{who}\s+{soon}{have}\s+{named}\s+{up}"),
    ("time", r"(?:for\s+)?how\s+long\s+was\s+{named}\s+{front}"),
    ("time", r"(?:the\s+)?(?:total\s+)?time\s+(?:{who}\s+)?spen[dt]\s+(?:in|on|with|at)\s+{named}"),
    # When did I last visit; the last time I looked at; when did I last have it open.
    ("last", r"{when}\s+{did}\s+{who}\s+(?:last|most\s+recently)\s+(?:{use}|in|on|at)\s+{named}"),
    ("first", r"{when}\s+{did}\s+{who}\s+(?:first|originally)\s+(?:{use}|in|on|at)\s+{named}"),
    ("last", r"{the}(?:last|latest)\s+time\s+(?:that\s+)?{who}\s+{soon}(?:{use}|was\s+(?:in|on|at))\s+{named}"),
    ("first", r"{the}first\s+time\s+(?:that\s+)?{who}\s+{soon}(?:{use}|was\s+(?:in|on|at))\s+{named}"),
    ("last", r"{the}(?:last|latest|most\s+recent)\s+(?:visit\s+to|use\s+of)\s+{named}"),
    ("first", r"{the}(?:first|earliest)\s+(?:visit\s+to|use\s+of)\s+{named}"),
    ("last", r"{the}(?:last|latest)\s+time\s+(?:that\s+)?{who}\s+{have}\s+{named}\s+{up}"),
    ("last", r"{when}\s+{did}\s+{who}\s+last\s+{have}\s+{named}\s+{up}"),
    # When did I edit; on which day did I use; when was the editor open.
    ("when", r"{when}\s+{did}\s+{who}\s+(?:{use}|in|on)\s+{named}"),
    ("when", r"{when}\s+{did}\s+{who}\s+{have}\s+{named}\s+{up}"),
    ("when", r"{when}\s+was\s+{named}\s+{front}"),
    (
        "longest",
        r"(?:what\s+(?:was|is)\s+|how\s+long\s+was\s+)?(?:my|the)\s+{longest}(?:\s+(?:in|on|with|of)\s+{named})?",
    ),
    # What was I doing at …; what was on my screen.
    (
        "doing",
        r"what\s+{did}\s+{who}\s+(?:doing|do|done|been\s+doing|busy\s+with|up\s+to|work(?:ing|ed)?(?:\s+on)?)",
    ),
    ("doing", r"what\s+(?:was|were)\s+(?:shown\s+)?on\s+(?:my|the)\s+screen"),
    ("doing", r"what\s+(?:window\s+)?was\s+(?:in\s+front|active|in\s+the\s+foreground)"),
)
_PATTERNS = tuple((measure, _compiled(spelled)) for measure, spelled in _SPELLED)

_OFTEN = re.compile(r"\b(?:most often|most frequently|frequented|most visits|most times)\b", re.IGNORECASE)
# What windows of time leave behind when they are cut out, and words that say nothing.
_FILLING = re.compile(
    r"\s+(?:in total|altogether|overall|all in all|again|then|were there|there|please|at all|ever|for|on|in|at|of)$",
    re.IGNORECASE,
)
_ARTICLES = re.compile(r"^(?:the|my|our|an?|any|this|that|those|these|of|to|in|on|at|with)\s+", re.IGNORECASE)


def read(rest: str) -> Usage | None:
    """Return what a question, without its words of time, asks of what was in front; None for any other question."""
    plain = " ".join(rest.split()).rstrip(" ?!.,")
    while True:
        for measure, pattern in _PATTERNS:
            if match := pattern.fullmatch(plain):
                return _usage(measure, match, plain)
        if (shorter := _FILLING.sub("", plain)) == plain:
            return None
        plain = shorter


def _usage(measure: Measure, match: re.Match[str], plain: str) -> Usage:
    groups = match.groupdict()
    kind: Kind = next((kind for kind in _NOUNS if groups.get(kind)), "")
    narrowed = _narrowing(kind, groups.get(kind) or "")
    subject = " ".join(filter(None, (narrowed, _bare(groups.get("subject") or ""))))
    return Usage(measure, kind, subject, by_visits=bool(_OFTEN.search(plain)))


def _narrowing(kind: Kind, noun: str) -> str:
    """Return what the noun itself says of the documents that are meant: `which pdf` is one that is a PDF."""
    first = noun.split()[0].casefold().rstrip("s") if noun else ""
    return first if kind == "document" and first in ("pdf", "spreadsheet") else ""


def _bare(subject: str) -> str:
    before = None
    while before != subject:
        before = subject
        subject = _ARTICLES.sub("", _FILLING.sub("", subject.strip(" \t,;:?!.\"'“”‘’`")))
    return subject
