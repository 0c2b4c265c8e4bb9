"""The encoder: text to a vector of 64 small whole numbers; texts that mean the same lie close together.

It is the sentence encoder all-MiniLM-L6-v2 (Wang and others, MiniLM, 2020; sentence-transformers; Apache 2.0), its
weights in 8-bit integers, run with numpy alone, and its vectors turned to the 64 directions in which texts differ most.
`tools/encoder.py` makes the file. Stage 2 encodes what it reads, Query encodes what is asked: both import it when it is
needed, because numpy is not light. No fold uses it: a view is made from the vectors that the log holds.
"""

from __future__ import annotations

import hashlib
import json
import math
import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from functools import cache, cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Floats = NDArray[np.float32]

NAME = "all-MiniLM-L6-v2 int8, 64 directions"
DIMENSIONS = 64
FILE = Path(__file__).with_name("encoder.bin")
MOST_TOKENS = 62
DIGEST = "84a21171c90c73dc5343de42375eaa3f06f083843a4e9e2f593fc3b8fafcce7a"
"""The SHA-256 of the file: it names the model in each fact, and tells vectors of another one apart."""

_LAYERS, _HEADS, _WIDTH = 6, 12, 384
_BATCH = 32
_CLS, _SEP = 101, 102
_EPSILON = 1e-12
_WORD = re.compile(r"\w+|[^\w\s]")


def write(path: Path, parts: Mapping[str, NDArray[Any]]) -> str:
    """Write arrays into a file: a line of JSON that says what lies where, then their bytes; return its SHA-256."""
    told, offset = {}, 0
    for name, part in parts.items():
        told[name] = [str(part.dtype), list(part.shape), offset]
        offset += _padded(part.nbytes)
    header = json.dumps(told, separators=(",", ":")).encode() + b"\n"
    data = header.rjust(_padded(len(header))) + b"".join(
        part.tobytes().ljust(_padded(part.nbytes), b"\0") for part in parts.values()
    )
    path.write_bytes(data)
    return hashlib.sha256(data).hexdigest()


def _padded(size: int) -> int:
    """Return a size up to the next multiple of 64: so every array lies where it can be used as it is mapped."""
    return -(-size // 64) * 64


@cache
def default() -> Encoder:
    """Return the encoder that comes with this program."""
    return Encoder.open(FILE)


class Encoder:
    """Weights, ready to encode."""

    def __init__(self, parts: dict[str, NDArray[Any]]) -> None:
        """Take arrays as `write` takes them."""
        self._parts = parts
        self._dense: dict[str, Floats] = {}

    @classmethod
    def open(cls, path: Path) -> Encoder:
        """Map a file into memory.

        Raises:
            OSError, ValueError: it is not there, or is none of `write`.
        """
        import numpy as np

        data = np.memmap(path, np.uint8, "r")
        end = data[: 1 << 16].tobytes().index(b"\n") + 1
        parts = {}
        for name, (kind, shape, offset) in json.loads(data[:end].tobytes()).items():
            begin, size = end + offset, math.prod(shape) * np.dtype(kind).itemsize
            parts[name] = data[begin : begin + size].view(kind).reshape(shape)
        return cls(parts)

    @cached_property
    def _vocabulary(self) -> dict[str, int]:
        lines = self._parts["vocabulary"].tobytes().decode().split("\n")
        return {line: number for number, line in enumerate(lines) if line}

    def vector(self, text: str) -> bytes:
        """Return the vector of a text: 64 signed bytes, the largest of them 127 or -127; all 0 where it has no word."""
        return self.vectors([text])[0]

    def vectors(self, texts: Sequence[str]) -> list[bytes]:
        """Return the vectors of several texts."""
        import numpy as np

        if not texts:
            return []
        turned = (self.pooled(texts) - self._parts["mean"]) @ self._parts["directions"].T
        largest = np.maximum(np.abs(turned).max(1, keepdims=True), 1e-9)
        whole = np.round(turned / largest * 127).astype(np.int8)
        found = zip(whole, texts, strict=True)
        return [vector.tobytes() if self.tokens(text) else bytes(DIMENSIONS) for vector, text in found]

    def pooled(self, texts: Sequence[str]) -> Floats:
        """Return the mean of what the last layer says of the tokens of each text, of length 1 (texts x 384)."""
        import numpy as np

        ids = [[_CLS, *self.tokens(text), _SEP] for text in texts]
        found: Floats = np.zeros((len(texts), _WIDTH), np.float32)
        order = sorted(range(len(texts)), key=lambda number: len(ids[number]))
        for at in range(0, len(order), _BATCH):
            chosen = order[at : at + _BATCH]
            longest = max(len(ids[number]) for number in chosen)
            tokens = np.zeros((len(chosen), longest), np.int64)
            mask = np.zeros((len(chosen), longest), np.float32)
            for row, number in enumerate(chosen):
                tokens[row, : len(ids[number])] = ids[number]
                mask[row, : len(ids[number])] = 1
            states = self._states(tokens, mask)
            mean = (states * mask[..., None]).sum(1) / mask.sum(1, keepdims=True)
            found[chosen] = mean / np.linalg.norm(mean, axis=1, keepdims=True)
        return found

    # ------------------------------------------------------------ tokens (BERT, uncased)

    def tokens(self, text: str) -> list[int]:
        """Return the numbers of the word pieces of a text, the first `MOST_TOKENS`."""
        found: list[int] = []
        for word in _words(text):
            found += self._pieces(word)
            if len(found) >= MOST_TOKENS:
                break
        return found[:MOST_TOKENS]

    def _pieces(self, word: str) -> Iterator[int]:
        begin, found = 0, list[int]()
        while begin < len(word):
            for end in range(len(word), begin, -1):
                number = self._vocabulary.get(("##" if begin else "") + word[begin:end])
                if number is not None:
                    found.append(number)
                    begin = end
                    break
            else:
                return
        yield from found

    # ------------------------------------------------------------ the network (BERT, six layers)

    def _weights(self, name: str) -> Floats:
        if name not in self._dense:
            scale = self._parts[name + ".scale"]
            self._dense[name] = self._parts[name] * scale[:, None]
        return self._dense[name]

    def _linear(self, states: Floats, name: str) -> Floats:
        found: Floats = states @ self._weights(name + ".weight").T + self._parts[name + ".bias"]
        return found

    def _normed(self, states: Floats, name: str) -> Floats:
        import numpy as np

        off = states - states.mean(-1, keepdims=True)
        spread = np.sqrt((off * off).mean(-1, keepdims=True) + _EPSILON)
        normed: Floats = off / spread * self._parts[name + ".weight"] + self._parts[name + ".bias"]
        return normed

    def _states(self, tokens: NDArray[np.int64], mask: Floats) -> Floats:
        import numpy as np

        table = "embeddings.word_embeddings.weight"
        words = self._parts[table][tokens] * self._parts[table + ".scale"][tokens][..., None]
        places = self._parts["embeddings.position_embeddings.weight"][: tokens.shape[1]]
        states = words + places + self._parts["embeddings.token_type_embeddings.weight"][0]
        states = self._normed(states.astype(np.float32), "embeddings.LayerNorm")
        hidden = ((1 - mask) * -1e9)[:, None, None, :]
        for layer in range(_LAYERS):
            name = f"encoder.layer.{layer}."
            seen = self._attended(states, hidden, name + "attention.self.")
            states = self._normed(
                self._linear(seen, name + "attention.output.dense") + states, name + "attention.output.LayerNorm"
            )
            inner = _gelu(self._linear(states, name + "intermediate.dense"))
            states = self._normed(self._linear(inner, name + "output.dense") + states, name + "output.LayerNorm")
        return states

    def _attended(self, states: Floats, hidden: Floats, name: str) -> Floats:
        import numpy as np

        count, length, _ = states.shape
        query, key, value = (
            self._linear(states, name + part).reshape(count, length, _HEADS, -1).transpose(0, 2, 1, 3)
            for part in ("query", "key", "value")
        )
        scores = query @ key.transpose(0, 1, 3, 2) / math.sqrt(_WIDTH // _HEADS) + hidden
        scores = np.exp(scores - scores.max(-1, keepdims=True))
        scores /= scores.sum(-1, keepdims=True)
        seen: Floats = (scores @ value).transpose(0, 2, 1, 3).reshape(count, length, _WIDTH).astype(np.float32)
        return seen


def _words(text: str) -> Iterator[str]:
    plain = text if text.isascii() else _without_accents(text)
    yield from _WORD.findall(plain.lower().replace("_", " _ "))


def _without_accents(text: str) -> str:
    spread = unicodedata.normalize("NFD", text)
    return "".join(letter for letter in spread if unicodedata.category(letter) != "Mn")


def _gelu(states: Floats) -> Floats:
    """Return x Φ(x), Φ by the approximation of Abramowitz and Stegun, 7.1.26 (off by 1.5e-7 at most)."""
    import numpy as np

    size = np.abs(states) / math.sqrt(2)
    t = 1 / (1 + 0.3275911 * size)
    series = ((((1.061405429 * t - 1.453152027) * t + 1.421413741) * t - 0.284496736) * t + 0.254829592) * t
    erf = np.sign(states) * (1 - series * np.exp(-size * size))
    gelu: Floats = (0.5 * states * (1 + erf)).astype(np.float32)
    return gelu
