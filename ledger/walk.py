"""A walk along either log that finds the lines which are not what was committed. Pure: bytes in, verdict out.

Rules checked:

1. a line ends in one LF and begins `{"prev":"<hash>","seq":<n>,"at":"`;
2. the hash is the RFC 6962 leaf hash of the line before; for line 0 it is the hash of the genesis
   descriptor, so that lines of one DataRoot cannot be spliced into another;
3. `seq` counts from 0 without a gap;
4. where something else vouches for the hash of a line (a mark: the ledger for the journal), it is that hash.

Not checked here: signatures and roots (`audit`), the JSON behind the prefix (`event.rewritten`).
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from ledger.chain import Break, Growth, Mark, Nothing, named_by, own_seq, prefix
from ledger.event import leaf

NOT_COMMITTED = "is not the line that was committed"
_NOT_NAMED = "is not the line that the next one names"
_UNLINKED = "does not name the line before it"
_NO_LINE = "is not a line of this log"
# More than a person reads; the rest is only counted, so that a walk over rubbish does not fill the memory.
MAX_FAULTS = 10_000
_HEX = frozenset("0123456789abcdef")


class _Piece(NamedTuple):
    """A line that looks like one of ours, and where it stands."""

    offset: int
    end: int
    own: int
    named: str
    leaf: bytes
    wrong: str


class _Loose(NamedTuple):
    """What stands where a line was due and has no place yet; `last` is its last line, if that looks like ours."""

    offset: int
    last: _Piece | None


class _Open(NamedTuple):
    """A broken link whose guilty side the next line will show: the earlier line, and what it is called."""

    seq: int
    offset: int
    leaf: bytes
    named: str


class Walk:
    """A walk along one log, line by line, that blames the line whose bytes changed, and no other.

    - A changed byte in line i breaks the link from i+1 back to it and only that one, unless it was in the
      `prev` of line i: then the link from i is broken as well. So of a broken link that stands alone the
      earlier line is to blame, of two in a row the line between them, and a mark takes the part of the
      line after.
    - A line that names the last one has its place behind it, whatever number it gives itself. One that
      does not, and is not due, is laid aside until the next line shows whether something is missing
      before it or it was put there.
    - What is no line at all belongs to a damaged line before it, or is the damaged line that was due.

    `breaks` holds, by number, what was found; `unlisted` counts what is too much to list. The growth is told,
    for each damaged line, the hash that the next one names: if the roots then agree, the lines named are the
    only ones that changed. Two changed lines side by side look like one with another `prev`: the growth is
    told of both possibilities, and may find out by the root.
    """

    def __init__(
        self,
        prev: str,
        growth: Growth | None = None,
        marks: Iterator[Mark] | None = None,
        *,
        seq: int = 0,
        offset: int = 0,
    ) -> None:
        """Begin at byte `offset`, before line `seq`, which must name `prev`; marks come in order."""
        self.prev = prev
        self.seq = seq
        self.offset = offset
        self.breaks: dict[int, Break] = {}
        self.unlisted = 0
        self._growth = growth or Nothing()
        self._marks = marks or iter(())
        self.mark = next(self._marks, None)
        self._leaf: bytes | None = None  # of the last line; None where the growth has been told
        self._at = 0
        self._named = ""
        self._suspect = False
        self._open: _Open | None = None
        self._loose: _Loose | None = None
        self._rival = self._forged = ""
        self._astray = self._calm = False
        self._extra = -1

    def step(self, line: bytes, wrong: str = "") -> None:
        """Take the next line. `wrong` says what its reader found wrong with it, beside the chain."""
        last = self._leaf
        if (
            self._calm
            and last is not None
            and not wrong
            and line.startswith(prefix(self.prev, self.seq))
            and line.endswith(b"\n")
        ):
            self._growth.append(last)
            self._leaf = digest = leaf(line)
            self._named, self.prev, self._at = self.prev, digest.hex(), self.offset
            if self.mark is not None and self.seq == self.mark.seq:
                self._vouch(self.mark, self.offset + len(line))
            self.seq += 1
        else:
            self._stumble(line, wrong)
            self._calm = not (self._suspect or self._open or self._loose or self._rival or self._forged)
        self.offset += len(line)

    def finish(self) -> None:
        """Close the walk at the end of the log: what was due and did not come is missing."""
        if self._loose:
            self._explain_last(self._loose)
        self._settle(None)
        last = self.mark
        while self.mark is not None:
            last, self.mark = self.mark, next(self._marks, None)
        if last is not None and last.seq >= self.seq:
            self._missing(self.offset, last.seq + 1, "the log ends before")

    def _stumble(self, line: bytes, wrong: str) -> None:
        own = own_seq(line)
        if not line.endswith(b"\n"):
            wrong = wrong or "has no newline at its end"
        if own is None:
            self._loose = _Loose(self._loose.offset if self._loose else self.offset, None)
            return
        piece = _Piece(self.offset, self.offset + len(line), own, named_by(line), leaf(line), wrong)
        if self._loose:
            self._explain(self._loose, piece)
        if self._follows(piece) or own == self.seq:
            self._place(piece)
        elif own > self.seq:
            self._loose = _Loose(self.offset, piece)
        else:
            self._stands_again(piece)

    def _follows(self, piece: _Piece) -> bool:
        return piece.named in (self.prev, self._rival, self._forged)

    def _explain(self, loose: _Loose, piece: _Piece) -> None:
        """Find out from the next line what the loose ones before it were."""
        self._loose, last = None, loose.last
        follows = self._follows(piece)
        if last and self.seq < last.own < piece.own and not follows:
            self._missing(loose.offset, last.own, f"the next line is number {last.own}", last.named)
            self._place(last)
        elif piece.own > self.seq and not follows:
            self._missing(loose.offset, piece.own, "", piece.named)
        elif self._suspect and not last:
            return  # the rest of the damaged line before them
        elif not follows and not last and self._leaf and piece.own == self.seq:
            self._blame(self.seq - 1, self._at, "is cut in two")
            self._suspect = True
        else:
            self._blame(self.seq, loose.offset, "has something before it that is not a line of this log")

    def _explain_last(self, loose: _Loose) -> None:
        self._loose, last = None, loose.last
        if last and last.own > self.seq and not last.wrong and (self.mark is None or last.own <= self.mark.seq):
            self._missing(loose.offset, last.own, f"the next line is number {last.own}", last.named)
            self._place(last)
        elif last or not self._suspect:
            self._missing(loose.offset, self.seq + 1, "")

    def _place(self, piece: _Piece) -> None:
        """Give a line the place that is due, and settle what is known now about the lines before it."""
        linked, wrong = self._links(piece), piece.wrong
        if not wrong and piece.own != self.seq:
            wrong = f"calls itself number {piece.own}"
        elif not wrong and not linked:
            wrong = _UNLINKED
        if wrong:
            self._blame(self.seq, piece.offset, wrong)
        self._suspect, self._rival, self._forged = bool(wrong), "", ""
        self._leaf, self._at, self._named, self.prev = piece.leaf, piece.offset, piece.named, piece.leaf.hex()
        if self.mark is not None and self.seq == self.mark.seq:
            self._vouch(self.mark, piece.end)
        self.seq += 1

    def _links(self, piece: _Piece) -> bool:
        """Settle the line before `piece`; False where the link is broken and `piece` alone can be to blame."""
        if self._follows(piece):
            if self._leaf is None:
                self._astray = piece.named == self._forged != self.prev
            self._settle(piece.named)
            return True
        if self._open:
            self._doubt(self._open)
            self._suspect = True
            self._blame(self.seq - 1, self._at, _NOT_NAMED)
        if self._leaf is None:
            return False
        if self._suspect:
            self._settle(piece.named)
        elif piece.wrong:
            self._settle(None)
        else:
            self._open = _Open(self.seq - 1, self._at, self._leaf, piece.named)
        return True

    def _settle(self, named: str | None) -> None:
        """Tell the growth of the last line, which the next one calls `named`, and of an open link before it."""
        if self._open:
            self._blame(self._open.seq, self._open.offset, _NOT_NAMED)
            self._tell(_digest(self._open.named))
            self._open = None
        if self._leaf is not None:
            self._tell(self._leaf if named is None else _digest(named))
            self._leaf = None

    def _doubt(self, opened: _Open) -> None:
        """Two broken links in a row: the line between them is to blame, and perhaps the one before it as well."""
        self._growth.either(opened.leaf, _digest(opened.named) or opened.leaf)
        self._open = None

    def _tell(self, digest: bytes | None) -> None:
        if digest is None:
            self._growth.skip(1)
        else:
            self._growth.append(digest)

    def _vouch(self, mark: Mark, end: int) -> None:
        """Compare the line just placed with what is known of it from elsewhere; the walk goes on from that."""
        digest, opened, self._leaf = self._leaf, self._open, None
        self._calm = digest == mark.leaf
        if self._calm:
            self._settle(None)
            self._astray = False
            if not self.breaks and end != mark.end:
                self._blame(self.seq, self._at, f"ends at byte {end}, but its commit says {mark.end}")
        else:
            if opened:
                self._doubt(opened)
            if not self._astray:
                self._blame(self.seq, self._at, NOT_COMMITTED)
            self._suspect, self._forged = True, self.prev
        # On a chain that was made anew the lines are told as they stand: then the roots show how far it reaches.
        self._growth.append(digest if self._astray and digest else mark.leaf)
        self.prev = mark.leaf.hex()
        self.mark = next(self._marks, None)

    def _missing(self, offset: int, upto: int, why: str, named: str = "") -> None:
        """Pass the places from the one that is due up to `upto`: what stood there is gone, or cannot be read.

        `named` is what the line at `upto` calls the last of them.
        """
        lot = "is" if upto == self.seq + 1 else "are"
        self._blame(self.seq, offset, f"{lot} missing: {why}" if why else _NO_LINE, upto - 1)
        if self._suspect and self._leaf is not None:
            self._leaf = None
            self._growth.skip(1)
        self._settle(None)
        known = _digest(named)
        while self.mark is not None and self.mark.seq < upto:
            known = self.mark.leaf if self.mark.seq == upto - 1 else known
            self.mark = next(self._marks, None)
        if upto - 1 > self.seq:
            self._growth.skip(upto - 1 - self.seq)
        self._tell(known)
        self.seq, self._suspect = upto, True
        self.prev = named if known is None else known.hex()

    def _stands_again(self, piece: _Piece) -> None:
        """A line whose number is taken: it gets no place, but the next line may name it and not the first one."""
        if piece.own == self.seq - 1 and piece.named == self._named:
            self._rival = piece.leaf.hex()
            self._blame(piece.own, piece.offset, "stands there twice")
        elif piece.own != self._extra:
            self._blame(piece.own, piece.offset, f"stands a second time, behind number {self.seq - 1}")
        self._extra = piece.own + 1

    def _blame(self, seq: int, offset: int, what: str, last: int = -1) -> None:
        if len(self.breaks) < MAX_FAULTS or seq in self.breaks:
            self.breaks.setdefault(seq, Break(seq, offset, what, max(seq, last)))
        else:
            self.unlisted += 1


def _digest(named: str) -> bytes | None:
    return bytes.fromhex(named) if len(named) == 64 and _HEX.issuperset(named) else None
