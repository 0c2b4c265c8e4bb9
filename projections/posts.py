"""Posts: who wrote what in chats, comments and tickets, with their lifetimes, and which of them have a word."""

from __future__ import annotations

import sqlite3
from collections.abc import Hashable, Iterable

import msgspec

from ledger.facts import Post, PostRead
from projections import lifetimes
from projections.projection import Folding, Projection
from projections.tables import Tables
from projections.wording import tokens

TOPIC = "post"
"""The topic under which chains of posts are kept."""

_SCHEMA = """
CREATE TABLE posts (
    id INTEGER PRIMARY KEY, chain INTEGER NOT NULL, seq INTEGER NOT NULL, place INTEGER NOT NULL,
    born INTEGER NOT NULL, gone INTEGER,
    x0 INTEGER NOT NULL, y0 INTEGER NOT NULL, x1 INTEGER NOT NULL, y1 INTEGER NOT NULL, post TEXT NOT NULL
);
CREATE INDEX posts_by_chain ON posts(chain, born);
CREATE UNIQUE INDEX posts_by_event ON posts(seq, place);
CREATE TABLE post_words (word TEXT NOT NULL, post INTEGER NOT NULL, PRIMARY KEY (word, post)) WITHOUT ROWID
"""


class PostRow(msgspec.Struct, frozen=True):
    """A post with where it is told and its lifetime: `chain` from place `born` until before `gone` (None: no end)."""

    id: int
    seq: int
    place: int
    chain: int
    born: int
    gone: int | None
    post: Post


_encoded = msgspec.json.Encoder().encode
_decoded = msgspec.json.Decoder(Post).decode


def what_of(post: Post) -> Hashable:
    """Return what a post is beside its box."""
    return post.text, post.lines, post.author_box, post.author, post.said_box, post.said


def fold(tables: Tables, event: Folding) -> None:
    """Let posts be born and end (see `lifetimes`), and keep which words each has."""
    fact = event.fact
    if not isinstance(fact, PostRead):
        return
    chain, place = lifetimes.enter(tables, event, fact, TOPIC, "posts")
    numbers = tables.memory(Numbers)
    for index, post in enumerate(fact.appeared):
        number = numbers.next()
        tables.insert(
            "INSERT INTO posts (id, chain, seq, place, born, x0, y0, x1, y1, post) "
            "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (number, chain, event.seq, index, place, *post.box, _encoded(post).decode()),
        )
        words = sorted({*tokens(post.author), *tokens(post.text)})
        tables.insert_all("INSERT INTO post_words VALUES (?, ?)", [(word, number) for word in words])


class Numbers:
    """The number of the last post."""

    def __init__(self, tables: Tables) -> None:
        """Go on behind the posts that there are."""
        self._last = int(tables.db.execute("SELECT coalesce(max(id), 0) FROM posts").fetchone()[0])

    def next(self) -> int:
        """Return the number of a new one."""
        self._last += 1
        return self._last


def on_frame(db: sqlite3.Connection, frame: str) -> list[PostRow]:
    """Return the posts that a frame shows, by place on the screen, from top to bottom."""
    rows = db.execute(
        "SELECT s.id, s.seq, s.place, s.chain, s.born, s.gone, s.post "
        f"FROM {lifetimes.alive('posts')} WHERE f.frame = ? ORDER BY s.y0, s.x0, s.id",
        (frame,),
    )
    return [_row(row) for row in rows]


def with_words(db: sqlite3.Connection, words: Iterable[str]) -> set[int]:
    """Return the numbers of the posts that have one of these words, folded, in their text or as a name."""
    wanted = sorted(set(words))
    marks = ", ".join("?" * len(wanted))
    return {row[0] for row in db.execute(f"SELECT post FROM post_words WHERE word IN ({marks})", wanted)}


def of_numbers(db: sqlite3.Connection, numbers: Iterable[int]) -> list[PostRow]:
    """Return the posts of these numbers, in their order."""
    found = []
    for number in sorted(numbers):
        row = db.execute("SELECT id, seq, place, chain, born, gone, post FROM posts WHERE id = ?", (number,)).fetchone()
        found += [_row(row)] if row is not None else []
    return found


def latest(db: sqlite3.Connection, between: tuple[int, int], count: int) -> list[PostRow]:
    """Return the posts that came last in a half-open stretch of time (UTC microseconds), at most so many, in order."""
    rows = db.execute(
        "SELECT p.id, p.seq, p.place, p.chain, p.born, p.gone, p.post FROM posts p "
        "JOIN chain_frames c ON c.chain = p.chain AND c.place = p.born JOIN frames f ON f.id = c.frame "
        "WHERE f.ts_us >= ? AND f.ts_us < ? ORDER BY f.ts_us DESC, p.y0 DESC, p.id DESC LIMIT ?",
        (*between, count),
    ).fetchall()
    return [_row(row) for row in reversed(rows)]


def _row(row: tuple[int, int, int, int, int, int | None, str]) -> PostRow:
    return PostRow(*row[:6], _decoded(row[6]))


# The words of all posts at once: there is no index by posts, and to look through all words for each would take long.
# The plus has SQLite go from post to post, not from frame to frame.
_CONTENT = f"""
SELECT b.frame, g.frame, s.place, s.x0, s.y0, s.x1, s.y1, s.post, w.words
FROM {lifetimes.lived("posts")}
LEFT JOIN (
    SELECT post, group_concat(word, ' ') AS words FROM (SELECT post, word FROM post_words ORDER BY post, word)
    GROUP BY post
) w ON w.post = s.id
ORDER BY +b.frame, s.place
"""

POSTS = Projection("posts", 1, _SCHEMA, ("posts", "post_words"), (PostRead,), fold, _CONTENT)
