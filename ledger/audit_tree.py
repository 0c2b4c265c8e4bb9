"""The Merkle tree over the journal's lines, held against each signed root: what the chain alone cannot show."""

from __future__ import annotations

from collections import deque
from collections.abc import Sequence
from itertools import accumulate, islice
from typing import NamedTuple

from ledger.audit_report import Fault
from ledger.merkle import Frontier
from ledger.seals import JournalCommitted

# Each place that is in doubt doubles them; more than three such places in one commit are left undecided.
_MOST_GUESSES = 8


class Range(NamedTuple):
    """Events among which some are not those that were committed: `begin` to `end - 1`, the first before `first_end`.

    `commit_end` is where the last commit concerned ends.
    """

    begin: int
    first_end: int
    end: int
    commit_end: int

    def fault(self, *, beside: bool) -> Fault:
        """Return what there is to say; `beside` says that lines in it are named on their own, too."""
        if beside:
            what = "are not all those that were committed: beside the lines that are named, another one is wrong"
        elif self.end == self.begin + 1:
            what = "is not the line that was committed, though chained: the chain was made anew without the key"
        else:
            what = "are not all those that were committed: the chain was made anew without the key, "
            one = self.first_end == self.begin + 1
            what += "from the first of them on" if one else f"from one of {self.begin} to {self.first_end - 1} on"
        return Fault("journal", self.begin, None, what, self.end - 1)


class _Guess(NamedTuple):
    """What the tree is if at the places `otherwise` the less likely leaf hash is the one that was committed."""

    frontier: Frontier
    otherwise: tuple[int, ...]


class Tree:
    """The Merkle tree over the journal's lines, compared with the signed root at each commit.

    After each comparison it goes on from the signed frontier: a wrong line spoils the root of its own
    commit only. `size` counts the leaves. `ranges` holds the events among which some are not those that were
    committed, though nothing else says which: ranges of neighbouring commits are one. `changed` holds
    events that only the root shows to be other ones.
    """

    def __init__(self, start: Frontier, watch: Sequence[int] = ()) -> None:
        """Begin with the tree as it stood; `watch` are sizes at which its frontier is to be kept in `seen`."""
        self.size = start.size
        self.seen: dict[int, tuple[bytes, ...]] = {}
        self._watched = deque(sorted(size for size in watch if size >= start.size))
        self.ranges: list[Range] = []
        self.changed: list[int] = []
        self._guesses = [_Guess(start, ())]  # none where a leaf hash is not known
        self._due: deque[JournalCommitted] = deque()
        self._next = -1
        self._begun = start.size
        self._close()

    def expect(self, commit: JournalCommitted) -> None:
        """Compare with this commit once its last event has come."""
        self._due.append(commit)
        self._close()

    def append(self, leaf_hash: bytes) -> None:
        """Take the leaf hash of the next event."""
        for guess in self._guesses:
            guess.frontier.append(leaf_hash)
        self.size += 1
        if self.size == self._next:
            self._close()

    def either(self, leaf_hash: bytes, other: bytes) -> None:
        """Take the leaf hash of the next event, which is the first one unless only the other leads to the root."""
        if len(self._guesses) < _MOST_GUESSES:
            others = [_Guess(guess.frontier.copy(), (*guess.otherwise, self.size)) for guess in self._guesses]
            for guess in others:
                guess.frontier.append(other)
        else:
            others = []
        kept = self._guesses
        for guess in kept:
            guess.frontier.append(leaf_hash)
        self._guesses = kept + others
        self.size += 1
        if self.size == self._next:
            self._close()

    def skip(self, count: int) -> None:
        """Pass events whose leaf hash nobody can tell; their commits' roots cannot be compared."""
        self._guesses = []
        self.size += count
        self._close()

    def _close(self) -> None:
        while self._due and self._due[0].size <= self.size:
            commit = self._due.popleft()
            if commit.size == self.size:
                signed = commit.frontier_at()
                self._compare(signed)
                self._guesses = [_Guess(signed, ())]
            self._begun = commit.size
        while self._watched and self._watched[0] <= self.size:
            if self._watched.popleft() == self.size and self._guesses:
                self.seen[self.size] = self._guesses[0].frontier.roots
        ahead = [commit.size for commit in islice(self._due, 1)] + list(islice(self._watched, 1))
        self._next = min(ahead, default=-1)

    def _compare(self, signed: Frontier) -> None:
        right = next((guess for guess in self._guesses if guess.frontier.roots == signed.roots), None)
        if right is not None:
            self.changed += right.otherwise
        elif self._guesses:
            self._differs(signed, self._guesses[0].frontier)

    def _differs(self, signed: Frontier, found: Frontier) -> None:
        """Note the events under those full subtrees that are other ones than were signed."""
        widths = [1 << bit for bit in reversed(range(signed.size.bit_length())) if signed.size >> bit & 1]
        pairs = zip(widths, accumulate(widths), found.roots, signed.roots, strict=True)
        differing = [(end - width, end) for width, end, mine, theirs in pairs if mine != theirs]
        (begin, first_end), (_, end) = differing[0], differing[-1]
        if self.ranges and self.ranges[-1].commit_end == self._begun:
            self.ranges[-1] = self.ranges[-1]._replace(end=signed.size, commit_end=signed.size)
        else:
            self.ranges.append(Range(max(begin, self._begun), first_end, end, signed.size))
