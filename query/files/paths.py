"""Questions for where a file lies: paths in the title of a window, or by themselves on a screen, as in a path bar."""

from __future__ import annotations

import re
from collections.abc import Iterator

from projections import moment, standing, subjects, text
from projections.frames import Frame
from query.answers.answer import Answer, Citation, Claim
from query.inquiries import screens
from query.inquiries.cite import Witness
from query.inquiries.conclude import local
from query.inquiries.evidence import FrontWitness
from query.inquiries.inquiry import Inquiry, concluded
from query.language import named
from query.patterns.pattern import pattern

_PROCESSORS = ("windows", "text", "uia")
_ASKING = (
    "path", "which", "where", "use", "me", "have", "front", "first", "last", "when", "document", "screen", "show",
)  # fmt: skip
_MOST_SCREENS = 40
# `Files in the Invoices folder` names a folder and asks for none.
_ASKED_FOR = pattern(
    r"\b(?:what|which)\s+(?:\w+\s+){0,2}(?:folder|directory|path)\b|\bpath\b.*\b(?:of|to)\b|"
    r"^\W*(?:the\s+)?(?:\w+\s+){0,2}(?:path|folder|directory)\s+(?:of|for|where|in which|with)\b",
    re.IGNORECASE,
)
_ROOT = r"(?<![\w:/\\.])(?:~(?=[/\\])|/(?=[\w.])|[A-Za-z]:[\\/]|\\\\(?=\w))"
_IN_TITLE = pattern(rf"{_ROOT}[^:*?\"<>|]*")
# The program's own name comes last, behind a dash.
_PROGRAM = pattern(r"\s+[-–—]\s+[^-–—/\\]*$")
_ALONE = pattern(r"(?:~|/[\w.][^\s:*?\"<>|/\\]*|[A-Za-z]:|\\\\\w[^\s:*?\"<>|/\\]*)[/\\][^\s:*?\"<>|]+")
_FOLDER = pattern(r"\b(?:folders?|director(?:y|ies))\b", re.IGNORECASE)
_FILE = pattern(r"[/\\][^/\\]*\.\w{1,5}$")

Found = tuple[Frame, str, Citation]


def answered(inquiry: Inquiry) -> Answer | None:
    """Tell the path of what a question names, or the folder that it shows; None where none is seen."""
    found = next(_paths(inquiry), None) if _ASKED_FOR.search(inquiry.rest) else None
    if found is None:
        return None
    frame, path, citation = found
    if _FOLDER.search(inquiry.rest):
        path = _FILE.sub("", path) or path
    at = moment.spell(frame.captured_us)
    where = f" in {citation.title}" if citation.title else ""
    claim = Claim(path, (citation,), at, at, 1)
    summary = f"{path}, as it stands{where}, seen {local(at, inquiry.asked.zone)}."
    return concluded(inquiry, inquiry.ground(_PROCESSORS), [claim], summary, searched=(inquiry.rest,))


def in_title(title: str) -> str | None:
    """Return the path that stands in the title of a window, without the name of the program behind it; None without."""
    match = _IN_TITLE.search(title)
    if match is None:
        return None
    path = _PROGRAM.sub("", match[0])
    depth = 0
    for at, sign in enumerate(path):
        depth += (sign == "(") - (sign == ")")
        if depth < 0:
            # A bracket that was opened before the path: `notes.txt (~/Papers)`.
            return path[:at].strip()
    return path.strip()


def _paths(inquiry: Inquiry) -> Iterator[Found]:
    """Yield the paths on the screens that are meant, the latest first: that of the title before others."""
    witness = Witness(inquiry.views)
    front = FrontWitness(inquiry.db, witness)
    for frame in _meant(inquiry):
        # The titles of pages are the pages' own: what looks like a path there is none.
        is_page = subjects.on_frame(inquiry.db, frame.id).category == "browser"
        title = front.cite(frame.id, "app") if not is_page else None
        path = in_title(title.text) if title is not None else None
        if title is not None and path is not None:
            yield frame, path, title
            continue
        for span in standing.on_frame(inquiry.db, frame.id):
            living = text.by_event(inquiry.db, span.seq, span.place) if _ALONE.fullmatch(span.text.strip()) else None
            citation = witness.citation(living, frame) if living is not None else None
            if citation is not None:
                yield frame, span.text.strip(), citation


def _meant(inquiry: Inquiry) -> list[Frame]:
    """Return the frames that show what a question names: a sort of program, or a window that is called so."""
    words = inquiry.understood.without(*_ASKING)
    program = named.resolve(inquiry.db, words, kinds=("category",)) if words else None
    if program is not None:
        return [frame for frame, _ in screens.with_subjects(inquiry, program.subjects, _MOST_SCREENS)]
    wanted = screens.naming(words)
    if not wanted:
        return []
    return [screen.frame for screen in screens.showing(inquiry, wanted)[:_MOST_SCREENS] if screen.titled]
