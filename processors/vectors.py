"""Vectors: what the passages of a frame mean, each as a vector; what stands there as before is not embedded again."""

from __future__ import annotations

import base64
import hashlib
from collections import OrderedDict
from collections.abc import Sequence

from ledger.facts import Maker, Passage, TextEmbedded
from processors.findings import Earlier, Findings, Subject, gone
from processors.passages import passages_of
from processors.processor import Traits
from projections import encoder
from projections.passages import TOPIC

NAME = "vectors"
VERSION = 1
"""Changes with how passages are cut, and with the encoder: `tests/test_vectors_of_text.py` holds its digest."""

_REMEMBERED = 8_192


class VectorsProcessor:
    """Gives the passages of a frame their vectors. One text is embedded once, as long as it is remembered."""

    name = NAME
    version = VERSION
    traits = Traits(reads="record", topics=(TOPIC,), needs=("text",))

    def examine(self, subject: Subject, earlier: Earlier | None) -> Findings:
        """Return the passages that appeared and vanished; no fact where none did."""
        found = {(box, digest_of(text)): text for box, text in passages_of(subject.spans)}
        known = earlier.known.get(TOPIC) if earlier is not None else None
        before = {(each.box, each.what) for each in known or ()}
        fresh = [key for key in found if key not in before]
        vanished = [each for each in known or () if (each.box, each.what) not in found]
        against = earlier.frame if earlier is not None and known is not None else ""
        if against and not fresh and not vanished:
            return Findings((), against)
        maker = Maker(NAME, VERSION, encoder.NAME, encoder.DIGEST)
        vectors = embedded([found[key] for key in fresh])
        appeared = tuple(Passage(box, digest, vector) for (box, digest), vector in zip(fresh, vectors, strict=True))
        # Told of the first frame of a chain even where there is none: the chain begins with it.
        return Findings((TextEmbedded(subject.frame, maker, against, appeared, gone(vanished)),), against)


def digest_of(text: str) -> str:
    """Return what tells one text from another: 16 hex digits."""
    return hashlib.sha256(text.encode("utf-8", "replace")).hexdigest()[:16]


_memory: OrderedDict[str, str] = OrderedDict()


def embedded(texts: Sequence[str]) -> list[str]:
    """Return the vectors of texts, base64."""
    new = [text for text in dict.fromkeys(texts) if text not in _memory]
    if new:
        for text, vector in zip(new, encoder.default().vectors(new), strict=True):
            _memory[text] = base64.b64encode(vector).decode()
    vectors = [_memory[text] for text in texts]
    while len(_memory) > _REMEMBERED:
        _memory.popitem(last=False)
    return vectors
