"""Posts: who wrote what, and when, as chats, comments and tickets show it; each with its boxes. Pure."""

from __future__ import annotations

from ledger.facts import Maker, PostRead
from processors.findings import Earlier, Findings, Subject, change
from processors.processor import Traits
from processors.threads import posts_of
from projections.posts import TOPIC, what_of

NAME = "posts"
VERSION = 1


class PostsProcessor:
    """Reads posts out of the text that was found on a frame."""

    name = NAME
    version = VERSION
    traits = Traits(reads="record", topics=(TOPIC,), needs=("text",))

    def examine(self, subject: Subject, earlier: Earlier | None) -> Findings:
        """Return the posts that appeared and vanished; no fact where none did."""
        read = posts_of(subject.spans)
        against = earlier.frame if earlier is not None else ""
        things = change(read, [what_of(each) for each in read], earlier, TOPIC)
        if things is None:
            return Findings((), against)
        fact = PostRead(subject.frame, Maker(NAME, VERSION), things.against, things.appeared, things.vanished)
        return Findings((fact,), against)
