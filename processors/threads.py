"""Threads: posts one below the other, as chats, comments and tickets show them; read from where lines of text stand.

What was written stands right below a name, nearer to it than what is above. The time is beside the name or below it
(`heads.py`), or in a chat of bubbles behind the last line (`bubbles.py`); in a terminal all is in one line
(`spoken.py`). That is all that is taken for granted: no program and no look is known by name. Where it may be
something else, nothing is told.
"""

from __future__ import annotations

from collections.abc import Sequence
from statistics import median

from ledger.facts import Box, Post
from processors.bubbles import bubbles_of, own_of
from processors.heads import Found, is_captioned, is_list, is_near, threads_of
from processors.sight import Sight, post_of
from processors.spoken import spoken_of
from projections.text import SpanRow

FEWEST = 2
"""Names with a time beside them make a thread from so many on: one may be anything. `… wrote …` says so by itself."""

FEWEST_WORDS = 3
"""Of the texts of a thread half have so many words, or it is a list of something else."""

_MOST_LINES = 3_000


def posts_of(spans: Sequence[SpanRow]) -> tuple[Post, ...]:
    """Return the posts of a frame, from top to bottom of each thread, threads from left to right."""
    if len(spans) > _MOST_LINES:
        return ()
    sight = Sight(spans)
    bubbles = ([*posts, *own_of(sight, posts)] for posts in bubbles_of(sight))
    threads = [spoken_of(sight), *bubbles, *(_thread(sight, each) for each in threads_of(sight))]
    found: list[Post] = []
    taken: set[Box] = set()
    # What is told in more than one way is told by the thread that explains more of it.
    for thread in sorted(threads, key=len, reverse=True):
        if any(taken.intersection(post.lines) for post in thread):
            continue
        for post in thread:
            taken.update((*post.lines, post.author_box))
        found += sorted(thread, key=lambda post: (post.box[1], post.box[0]))
    return tuple(dict.fromkeys(found))


def _thread(sight: Sight, found: Sequence[Found]) -> list[Post]:
    """Return the posts under the names of a column; none where they make no thread."""
    telling = sum(each.head.byline.tells for each in found)
    if not found or (len(found) < FEWEST and not telling):
        return []
    near = [each.head.byline.tells or is_near(sight, each) for each in found]
    others = near[1:] or near
    if 2 * sum(others) < len(others) or not any(near) or (not telling and is_list(found)):
        # What is nearer to a name is above it: a heading, of which this is the byline.
        return []
    # Right above the first name the heading of all may stand.
    near[0] = near[0] or all(others)
    kept = [each for each, is_so in zip(found, near, strict=True) if is_so or is_captioned(sight, each)]
    if len(kept) < FEWEST and not telling:
        return []
    posts = [post_of(each.head.byline, each.texts) for each in kept]
    return posts if median(len(post.text.split()) for post in posts) >= FEWEST_WORDS else []
