"""Versions of files that only the title of a window tells: an editor that is not known as one, or a page with a file.

Its code goes on with what stood there before where it defines the same, shares half of its words with it, or stands in
the place of all that was there.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Sequence

from msgspec.structs import replace

from projections.code import Showing
from projections.histories import ALIKE, squeezed
from query.code import written
from query.code.snippet_claims import Version
from query.code.written import Written
from query.inquiries.inquiry import Inquiry
from query.language.sorts import CODE, CODE_ENDING
from query.patterns.pattern import pattern

# A mark before it says that it is not saved.
_FILE = pattern(rf"^[\s*•●]*(?P<name>[\w-]+\.(?P<ending>{CODE_ENDING}))(?![\w./])")
_WORD = pattern(r"\w+")


def histories(inquiry: Inquiry, language: str | None) -> list[list[Version]]:
    """Return the versions of each piece of code that stood below the name of a file, the last one last.

    Args:
        inquiry: what is asked.
        language: only code of it, as the code itself or the ending of the file says.
    """
    of_file: defaultdict[str, list[list[Showing]]] = defaultdict(list)

    def filed(each: Written) -> re.Match[str] | None:
        match = _FILE.search(each.title) if each.where == "page" else None
        is_in = match is not None and language in (None, each.language, CODE.get(match["ending"].casefold()))
        return match if is_in else None

    found = written.showings(inquiry, "block", lambda each: filed(each) is not None)
    for each in sorted(found, key=lambda each: (each.last_us, each.snippet.box[1])):
        match = filed(each.snippet)
        if match is not None and inquiry.scope.admits(each.last_frame):
            showing = replace(each, snippet=replace(each.snippet, name=match["name"]))
            _enter(of_file[match["name"]], showing)
    return [
        [Version(0, number, showing) for number, showing in enumerate(versions, 1)]
        for pieces in of_file.values()
        for versions in pieces
    ]


def _enter(pieces: list[list[Showing]], showing: Showing) -> None:
    """Put code to that which it is a version of, or by itself."""
    like = max(pieces, key=lambda versions: _likeness(versions[-1], showing), default=None)
    if like is None or (_likeness(like[-1], showing) < ALIKE and not _is_in_place_of(pieces, showing)):
        pieces.append([showing])
    elif squeezed(like[-1].snippet.text) != squeezed(showing.snippet.text):
        like.append(showing)
    else:
        like[-1] = replace(showing, first_us=like[-1].first_us, first_frame=like[-1].first_frame)


def _is_in_place_of(pieces: Sequence[Sequence[Showing]], showing: Showing) -> bool:
    """Say whether code begins where all that the file had began before, which is gone: it was written anew."""
    last = pieces[0][-1]
    x, y, _, bottom = last.snippet.box
    line = (bottom - y) / (last.snippet.text.count("\n") + 1)
    is_there = abs(showing.snippet.box[0] - x) < line and abs(showing.snippet.box[1] - y) < line
    return len(pieces) == 1 and is_there and last.last_us < showing.first_us


def _likeness(one: Showing, other: Showing) -> float:
    if one.snippet.symbol and one.snippet.symbol == other.snippet.symbol:
        return 1.0
    counts = [Counter(_words(each.snippet.text)) for each in (one, other)]
    total = sum(sum(count.values()) for count in counts)
    return 2 * sum((counts[0] & counts[1]).values()) / total if total else 0.0


def _words(text: str) -> Sequence[str]:
    return _WORD.findall(text.casefold())
