"""The journal's part of an audit: every committed line judged, and the tree over them against each signed root."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path

import msgspec

from ledger import chain, event
from ledger.audit_blobs import Blobs
from ledger.audit_ledger import NOT_OUR_SPELLING, UNREADABLE, Ledger, lines_of
from ledger.audit_report import Fault, of_breaks
from ledger.audit_tree import Tree
from ledger.chain import Both, Break, Growth, Mark
from ledger.dataroot import FORMAT
from ledger.facts import KINDS, BlobAdmitted, BlobHashed, DatarootOpened
from ledger.log import Log
from ledger.merkle import Frontier
from ledger.seals import JournalCommitted
from ledger.segments import Hole
from ledger.standing import Standing
from ledger.walk import MAX_FAULTS, NOT_COMMITTED, Walk

_TAGS = frozenset(kind.__struct_config__.tag for kind in KINDS)
_BLOBS = (BlobAdmitted, BlobHashed)

_PROGRESS_LINES = 4096


class Journal:
    """A stretch of the journal, read once as far as the ledger has committed it; `read` does it.

    `good` is the last commit before anything that is wrong, `tree` what grew over the lines, `holes` what a
    segment does not give, `unknown` counts kinds of a later version.
    """

    def __init__(
        self, path: Path, start: Standing | None, end: int, ledger: Ledger, blobs: Blobs, leaves: Growth | None = None
    ) -> None:
        """Take the bytes from `start` (None: the beginning of a log whose keys nobody knows) up to byte `end`."""
        self._path = path
        self._start = start.bytes if start else 0
        self._end = end
        self._keys = start.keys if start else None
        self._ledger = ledger
        self._blobs = blobs
        self._opened = bool(start and start.size)
        self.blob_faults: list[Fault] = []
        self.unlisted = 0
        self.unknown: Counter[str] = Counter()
        self.good: JournalCommitted | None = start.commit if start else None
        self.holes: list[Hole] = []
        with Log(path) as log:
            bounds = [name.end for name in log.names]
            first = b"" if start else next(log.lines(0, log.end, holes=lambda _: None), b"")
        self.tree = Tree(start.frontier if start else Frontier(), bounds)
        growth = Both(self.tree, leaves) if leaves is not None else self.tree
        head, seq = (start.head, start.size) if start else (chain.named_by(first), 0)
        self.walk = Walk(head, growth, self._marks(), seq=seq, offset=self._start)

    def read(self, progress: Callable[[int], None] | None) -> None:
        """Judge every committed line; `progress` is called now and then with the number of bytes read."""
        walk = self.walk
        for count, line in enumerate(lines_of(self._path, self._start, self._end, self.holes)):
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
                progress(walk.offset - self._start)
        walk.finish()
        if self.walk.seq and not self._opened:
            self.walk.breaks.setdefault(0, Break(0, 0, "does not open the DataRoot", 0))

    def faults(self) -> list[Fault]:
        """Return what is wrong with the journal, by number. To be asked after `read`."""
        found = dict(self.walk.breaks)
        for seq in self.tree.changed:
            found.setdefault(seq, Break(seq, -1, NOT_COMMITTED, seq))
        faults: list[Fault] = []
        for area in self.tree.ranges:
            within = [seq for seq in found if area.begin <= seq < area.commit_end]
            # That the last line of a commit is another one belongs to the same finding.
            ends = [found.pop(seq).seq + 1 for seq in within if found[seq].what == NOT_COMMITTED]
            widened = area._replace(end=max([area.end, *ends]))
            faults.append(widened.fault(beside=len(ends) < len(within)))
        faults += of_breaks("journal", found)
        return sorted(faults, key=lambda fault: fault.seq)

    def _marks(self) -> Iterator[Mark]:
        """Yield the last line of each commit that adds events; the tree is told of the commit at the same time."""
        size = self.tree.size
        for commit in self._ledger.commits():
            if commit.size > size:
                size = commit.size
                self.tree.expect(commit)
                yield Mark(size - 1, bytes.fromhex(commit.head), commit.bytes)
                if self.tree.size >= size and not (self.walk.breaks or self.tree.ranges or self._ledger.walk.breaks):
                    self.good = commit

    def _judge(self, line: bytes) -> str:
        """Say what is wrong with a line in itself; note what it says of blobs."""
        fact = event.faithful(line)
        if isinstance(fact, _BLOBS):
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
        if self._keys and (fact.origin, fact.root_key) != (self._keys.origin, self._keys.root.spelled()):
            return "names another origin or key than the ledger"
        return "" if fact.format == FORMAT else f"names the format {fact.format}"

    def _look_at_blob(self, line: bytes, fact: BlobAdmitted | BlobHashed) -> None:
        wrong = self._blobs.wrong_with(fact)
        if wrong and len(self.blob_faults) < MAX_FAULTS:
            seq = chain.own_seq(line) or 0
            self.blob_faults.append(Fault("media", seq, None, wrong, seq))
        elif wrong:
            self.unlisted += 1
