"""Scores the posts read off a page against the messages that are on it."""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Any

from ledger.facts import Post

KINDS = ("there", "hit", "own", "own hit", "found", "right", "text off", "wrong", "false", "saying", "timed")
"""Messages under a name, those of them told, the same without a name; posts told, by sort; times, and those told."""

SAME_TEXT = 0.9
SAME_NAME = 0.8
RIM = 3
_WORDS_AROUND = 6
"""A time may be told with so many letters around it: `on`, `Uhr`."""

_PLAIN = str.maketrans({"\u0131": "i", "\u0142": "l", "\u0141": "L", "\u00f8": "o", "\u00d8": "O"})

Message = dict[str, Any]


@dataclass(frozen=True)
class Tally:
    """Counts one page; with `tells`, each error is printed."""

    page: str
    tells: bool = False

    def counted(self, messages: Sequence[Message], posts: Sequence[Post]) -> Counter[str]:
        """Return the counts of a page. What is cut off by an edge is not asked for, and right as far as it is read."""
        counts: Counter[str] = Counter()
        hit: set[int] = set()
        timed: set[int] = set()
        for post in posts:
            over = sorted({n for box in post.lines for n, each in enumerate(messages) if _holds(each["box"], box)})
            kind = _kind(post, [messages[n] for n in over])
            if kind == "cut":
                continue
            counts.update(("found", kind))
            if kind == "right":
                hit.update(over)
                timed.update(n for n in over if _holds_time(post.said, messages[n]["said"]))
            else:
                self._say(kind, f"{post.author!r} {post.said!r} {post.text!r}")
        for number, each in enumerate(messages):
            if not each["whole"] or (each["author"] and not each["headed"]):
                continue
            sort = ("there", "hit") if each["author"] else ("own", "own hit")
            counts.update({sort[0]: 1, sort[1]: number in hit})
            if number not in hit:
                self._say("missed", f"{each['author']!r} {each['said']!r} {each['text']!r}")
            if each["said"]:
                counts.update({"saying": 1, "timed": number in timed})
                if number in hit and number not in timed:
                    self._say("untimed", f"{each['author']!r} {each['said']!r}")
        return counts

    def _say(self, kind: str, what: str) -> None:
        if self.tells:
            print(f"{self.page}: {kind}: {what}")


def _kind(post: Post, over: Sequence[Message]) -> str:
    """Say what a post is that lies on these messages."""
    if not over:
        return "false"
    if len({each["run"] for each in over}) > 1:
        return "wrong"
    unknown = bool(over[0]["author"]) and not over[0]["headed"]
    if unknown and not post.author:
        return "cut"
    if unknown or not _same(post.author, over[0]["author"], SAME_NAME):
        return "wrong"
    if not all(each["whole"] for each in over):
        return "cut"
    return "right" if _same(post.text, " ".join(each["text"] for each in over), SAME_TEXT) else "text off"


def _holds(box: Sequence[float], line: Sequence[float]) -> bool:
    x, y = (line[0] + line[2]) / 2, (line[1] + line[3]) / 2
    return box[0] - RIM <= x <= box[2] + RIM and box[1] - RIM <= y <= box[3] + RIM


def _same(one: str, other: str, least: float) -> bool:
    a, b = _letters(one), _letters(other)
    return a == b or (least < 1 and SequenceMatcher(None, a, b, autojunk=False).ratio() >= least)


def _holds_time(told: str, said: str) -> bool:
    """Say whether a time is the one that stands there, whichever words around it count as part of it."""
    a, b = _letters(told), _letters(said)
    return bool(a and b) and (a in b or b in a) and abs(len(a) - len(b)) <= _WORDS_AROUND


def _letters(text: str) -> str:
    plain = unicodedata.normalize("NFKD", text.translate(_PLAIN))
    return "".join(c for c in plain.casefold() if c.isalnum())
