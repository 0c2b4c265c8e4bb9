"""The journal's part of an audit: every committed line judged, and the tree over them against each signed root."""

from __future__ import annotations

from collections import Counter, deque
from collections.abc import Callable, Iterator
from itertools import accumulate
from pathlib import Path
from typing import NamedTuple

import msgspec

from ledger import chain, event
from ledger.audit_blobs import Blobs
from ledger.audit_ledger import NOT_OUR_SPELLING, UNREADABLE, Ledger, Opening, lines_of
from ledger.audit_report import Fault, of_breaks
from ledger.chain import Break, Mark
from ledger.dataroot import FORMAT
from ledger.facts import KINDS, BlobAdmitted, DatarootOpened
from ledger.merkle import Frontier
from ledger.seals import JournalCommitted
from ledger.walk import MAX_FAULTS, NOT_COMMITTED, Walk

_TAGS = frozenset(kind.__struct_config__.tag for kind in KINDS)

# Each place that is in doubt doubles them; more than three such places in one commit are left undecided.
_MOST_GUESSES = 8
_PROGRESS_LINES = 4096


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

    def __init__(self) -> None:
        self.size = 0
        self.ranges: list[Range] = []
        self.changed: list[int] = []
        self._guesses = [_Guess(Frontier(), ())]  # none where a leaf hash is not known
        self._due: deque[JournalCommitted] = deque()
        self._next = -1
        self._begun = 0

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
        self._next = self._due[0].size if self._due else -1

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


class Journal:
    """The journal, read once from its beginning as far as the ledger has committed it; `read` does it."""

    def __init__(self, path: Path, end: int, opening: Opening | None, ledger: Ledger, blobs: Blobs) -> None:
        """Take the bytes of the file up to `end`."""
        self._path = path
        self._end = end
        self._opening = opening
        self._ledger = ledger
        self._blobs = blobs
        self._tree = Tree()
        self._opened = False
        self.blob_faults: list[Fault] = []
        self.unlisted = 0
        self.unknown: Counter[str] = Counter()
        self.good: JournalCommitted | None = None
        self.walk = Walk(self._genesis(), self._tree, self._marks())

    def read(self, progress: Callable[[int, int], None] | None) -> None:
        """Judge every committed line; `progress` is called now and then with bytes read and bytes in all."""
        walk = self.walk
        for count, line in enumerate(lines_of(self._path, self._end)):
            # A damaged end of the ledger may have committed more than the commits that can be relied on.
            if walk.mark is None and (self._ledger.ends_well or not line.endswith(b"\n")):
                break
            wrong = self._judge(line)
            if wrong and line.find(chain.OPENING, 1) > 0:
                # Two lines ran together.
                for piece in chain.pieces(line):
                    walk.step(piece, self._judge(piece))
            else:
                walk.step(line, wrong)
            if progress and count % _PROGRESS_LINES == 0:
                progress(walk.offset, self._end)
        if progress:
            progress(self._end, self._end)
        walk.finish()
        if self.walk.seq and not self._opened:
            self.walk.breaks.setdefault(0, Break(0, 0, "does not open the DataRoot", 0))

    def faults(self) -> list[Fault]:
        """Return what is wrong with the journal, by number. To be asked after `read`."""
        found = dict(self.walk.breaks)
        for seq in self._tree.changed:
            found.setdefault(seq, Break(seq, -1, NOT_COMMITTED, seq))
        faults: list[Fault] = []
        for area in self._tree.ranges:
            within = [seq for seq in found if area.begin <= seq < area.commit_end]
            # That the last line of a commit is another one belongs to the same finding.
            ends = [found.pop(seq).seq + 1 for seq in within if found[seq].what == NOT_COMMITTED]
            widened = area._replace(end=max([area.end, *ends]))
            faults.append(widened.fault(beside=len(ends) < len(within)))
        faults += of_breaks("journal", found)
        return sorted(faults, key=lambda fault: fault.seq)

    def _genesis(self) -> str:
        if self._opening is not None:
            return chain.genesis("journal", self._opening.origin, self._opening.key.spelled())
        return chain.named_by(next(lines_of(self._path, self._end), b""))

    def _marks(self) -> Iterator[Mark]:
        """Yield the last line of each commit that adds events; the tree is told of the commit at the same time."""
        size = 0
        for commit in self._ledger.commits():
            if commit.size > size:
                size = commit.size
                self._tree.expect(commit)
                yield Mark(size - 1, bytes.fromhex(commit.head), commit.bytes)
                if self._tree.size >= size and not (self.walk.breaks or self._tree.ranges or self._ledger.walk.breaks):
                    self.good = commit

    def _judge(self, line: bytes) -> str:
        """Say what is wrong with a line in itself; note what it says of blobs."""
        fact = event.faithful(line)
        if isinstance(fact, BlobAdmitted):
            self._look_at_blob(line, fact)
        elif isinstance(fact, DatarootOpened):
            return self._opening_wrong(line, fact)
        return self._unknown_or_wrong(line) if fact is None else ""

    def _unknown_or_wrong(self, line: bytes) -> str:
        try:
            told = event.read(line)
            kind = event.kind_of(told)
            if kind not in _TAGS and event.rewritten(told) == line:
                self.unknown[kind] += 1
                return ""
            event.understand(told)
        except msgspec.ValidationError as error:
            return f"does not have the form of an event: {error}"
        except UNREADABLE as error:
            return f"cannot be read: {error}"
        return NOT_OUR_SPELLING

    def _opening_wrong(self, line: bytes, fact: DatarootOpened) -> str:
        if chain.own_seq(line) != 0:
            return "opens the DataRoot a second time"
        self._opened = True
        if self._opening and (fact.origin, fact.root_key) != (self._opening.origin, self._opening.key.spelled()):
            return "names another origin or key than the ledger"
        return "" if fact.format == FORMAT else f"names the format {fact.format}"

    def _look_at_blob(self, line: bytes, fact: BlobAdmitted) -> None:
        wrong = self._blobs.wrong_with(fact)
        if wrong and len(self.blob_faults) < MAX_FAULTS:
            seq = chain.own_seq(line) or 0
            self.blob_faults.append(Fault("media", seq, None, wrong, seq))
        elif wrong:
            self.unlisted += 1
