"""What stands with posts and was not written by anyone: links to answer, counts of replies and of faces. Pure."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from ledger.facts import Box
from processors.stamps import EDITED

_SHARED = 2
_ROUNDS = 3
_LONG = 6

_REPLIES = (
    r"\d+ (?:more )?(?:repl(?:y|ies)|comments?|antwort(?:en)?|kommentare?|réponses?|commentaires?|respuestas?|"
    r"rispost[ae])"
)
_COUNTED = re.compile(rf"{_REPLIES}(?:\W.*|\s(?:last|letzte|dernière|última|ultima)\s.*|\s.*ago.*)?", re.IGNORECASE)
_FURNITURE = re.compile(
    rf"\(?{EDITED}\)?|(?:view|show|see) (?:\d+ )?(?:thread|more|repl.*)|[\d\s+·•,]{{1,8}}|"
    r"(?:repl(?:y|ies)|antworten|répondre|responder|rispondi|beantwoorden)\.?",
    re.IGNORECASE,
)

Text = tuple[Box, str]


def without_furniture(posts: Sequence[Sequence[Text]]) -> list[list[Text]]:
    """Return the posts of a thread without what only stands with them, at their foot or right below the name.

    That is what is known as such, and what stands there alike in half of the posts.
    """
    kept = [[text for text in post if not _COUNTED.fullmatch(" ".join(text[1].split()))] for post in posts]
    for _ in range(_ROUNDS):
        for at in (-1, 0):
            often = Counter(_letters(post[at][1]) for post in kept if len(post) > 1)
            least = max(_SHARED, (len(kept) + 1) // 2)
            for post in kept:
                told = post[at][1] if post else ""
                is_said = told.rstrip().endswith((".", "!", "?"))
                often_so = often[_letters(told)] >= least and len(told.split()) <= _LONG and not is_said
                is_shared = len(post) > 1 and often_so
                if is_shared or (post and at == -1 and _FURNITURE.fullmatch(" ".join(told.split()))):
                    post.pop(at)
    return kept


def _letters(text: str) -> str:
    return "".join(c for c in text.casefold() if c.isalpha())
