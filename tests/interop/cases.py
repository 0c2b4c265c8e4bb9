"""What the verifiers are asked: everything genuine, seeded single-bit flips of it, forgeries, and the control.

A flip turns one bit of a value (a hash, a signature, a key, a number) or of a text that is signed, and leaves the
frame around it well-formed, so that each rejection is the verifier's own and not that of the few lines that
feed it. A verifier is not given flips of what it does not look at; `COVERED` says who looks at what.
"""

from __future__ import annotations

import base64
import random
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from ledger import merkle, proofs
from ledger.event import leaf
from ledger.note import Signer
from tests.interop.evidence import Consistency, Evidence
from tests.interop.exhibit import Checkpoint, Exhibit, Files, Key

GO, NPM, PYPI, SHELL = "go", "npm", "pypi", "shell"
ALL = frozenset({GO, NPM, PYPI, SHELL})
ONLY_GO = frozenset({GO})
FORGERIES = 4
"""How often each forgery is tried, each time on another event."""


@dataclass(frozen=True, slots=True)
class Case:
    """One question: files of one kind, what is the matter with them, and the only right answer."""

    kind: str
    what: str
    files: Files
    accept: bool
    asked: frozenset[str] = ALL
    control: bool = False


def bit_of(data: bytes, rng: random.Random) -> bytes:
    """Return the bytes with one bit turned."""
    at = rng.randrange(len(data) * 8)
    return data[: at // 8] + bytes([data[at // 8] ^ 1 << at % 8]) + data[at // 8 + 1 :]


def _bit_of_name(name: bytes, rng: random.Random) -> bytes:
    """Turn a bit so that the name stays one word: a plus sign or a space would break the key's frame instead."""
    while True:
        turned = bit_of(name, rng)
        if turned.replace(b"/", b"").isalnum():
            return turned


def _bit_of_lines(data: bytes, rng: random.Random) -> bytes:
    """Turn a bit so that there are as many lines as before."""
    while True:
        turned = bit_of(data, rng)
        if turned.count(b"\n") == data.count(b"\n"):
            return turned


def _bit_of_one(hashes: Sequence[bytes], rng: random.Random) -> tuple[bytes, ...]:
    at = rng.randrange(len(hashes))
    return (*hashes[:at], bit_of(hashes[at], rng), *hashes[at + 1 :])


def _bit_of_number(number: int, size: int, rng: random.Random) -> int:
    return number ^ 1 << rng.randrange(size.bit_length())


def _under(exhibit: Exhibit, state: Checkpoint) -> Exhibit:
    return replace(exhibit, checkpoint=state)


def _by(exhibit: Exhibit, key: Key) -> Exhibit:
    return replace(exhibit, key=key)


Flip = Callable[[Exhibit, Checkpoint, Key, random.Random], Exhibit]

FLIPS: dict[str, Flip] = {
    "line": lambda e, c, k, rng: replace(e, line=bit_of(e.line, rng)),
    "index": lambda e, c, k, rng: replace(e, index=_bit_of_number(e.index, c.size, rng)),
    "hash of the path": lambda e, c, k, rng: replace(e, path=_bit_of_one(e.path, rng)),
    "origin": lambda e, c, k, rng: _under(e, replace(c, origin=bit_of(c.origin, rng))),
    "size": lambda e, c, k, rng: _under(e, replace(c, size=_bit_of_number(c.size, c.size, rng))),
    "root": lambda e, c, k, rng: _under(e, replace(c, root=bit_of(c.root, rng))),
    "signature": lambda e, c, k, rng: _under(e, replace(c, signature=bit_of(c.signature, rng))),
    "signature's key hash": lambda e, c, k, rng: _under(e, replace(c, digest=bit_of(c.digest, rng))),
    "signature's name": lambda e, c, k, rng: _under(e, replace(c, name=bit_of(c.name, rng))),
    "key": lambda e, c, k, rng: _by(e, replace(k, public=bit_of(k.public, rng))),
    "key's hash": lambda e, c, k, rng: _by(e, replace(k, digest=bit_of(k.digest, rng))),
    "key's name": lambda e, c, k, rng: _by(e, replace(k, name=_bit_of_name(k.name, rng))),
}

COVERED: dict[str, frozenset[str]] = {
    # sigstore (PyPI) goes by the key hash alone. @sigstore/verify (npm) looks for the name as a regular
    # expression in the log's address, so that some wrong names fit.
    "signature's name": frozenset({GO, SHELL}),
    "key's name": frozenset({GO, NPM, SHELL}),
    "a wrong signature before the right one": frozenset({GO, PYPI, SHELL}),
    "a line that is no signature": frozenset({GO, SHELL}),
    # The others leave it to their caller to compare the origin with the log that was meant.
    "another origin, signed": frozenset({SHELL}),
}
"""Who looks at what; what is not listed, all four do."""


def cases(evidence: Evidence, seed: int, flips: int) -> list[Case]:
    """Return all questions; the same seed and the same evidence give the same ones."""
    rng = random.Random(seed)
    return [
        *_genuine(evidence),
        *_flipped(evidence, flips, rng),
        *_forged(evidence, rng),
        *_go_flipped(evidence, flips, rng),
        control(evidence, rng),
    ]


def _genuine(evidence: Evidence) -> Iterator[Case]:
    for exhibit in evidence.exhibits:
        yield Case("proof", "genuine", exhibit.files(), accept=True)
    for each in evidence.consistencies:
        yield Case("consistency", "genuine", each.files(evidence.key), accept=True, asked=ONLY_GO)
    yield Case("cosigned", "genuine", _cosigned(evidence), accept=True, asked=ONLY_GO)
    yield Case("tiles", "genuine", _tiles(evidence), accept=True, asked=ONLY_GO)


def _flipped(evidence: Evidence, flips: int, rng: random.Random) -> Iterator[Case]:
    for what, flip in FLIPS.items():
        fit = [each for each in evidence.exhibits if each.path or what != "hash of the path"]
        for exhibit in rng.choices(fit, k=flips):
            flipped = flip(exhibit, exhibit.checkpoint, exhibit.key, rng)
            yield Case("proof", what, flipped.files(), accept=False, asked=COVERED.get(what, ALL))


def _forged(evidence: Evidence, rng: random.Random) -> Iterator[Case]:
    """Yield what is well-formed and hangs together in part: each check alone must find its own."""
    name = evidence.exhibits[0].key.name
    stranger = Signer.generate(name.decode())
    strange = Key.of(name, stranger.verifier.public)

    def forge(message: bytes) -> bytes:
        return stranger.sign(message)[4:]

    for exhibit in rng.sample([each for each in evidence.exhibits if each.path], FORGERIES):
        state = exhibit.checkpoint
        other = rng.choice([each for each in evidence.exhibits if each.line != exhibit.line])
        later = rng.choice([each for each in evidence.exhibits if each.checkpoint.size != state.size])
        moved = replace(state, root=bit_of(state.root, rng))
        made = remade(evidence, exhibit, bit_of(exhibit.line, rng))
        forgeries = {
            "another event's line": replace(exhibit, line=other.line),
            "a hash too few": replace(exhibit, path=exhibit.path[:-1]),
            "a hash too many": replace(exhibit, path=(*exhibit.path, exhibit.path[-1])),
            "another size's checkpoint": _under(exhibit, later.checkpoint),
            # Signed by the log itself: only the Merkle path can tell.
            "another root, signed": _under(exhibit, moved.signed(evidence.sign)),
            # The tree is right, the key hashes are made to agree: only Ed25519 can tell.
            "another key": _by(_under(exhibit, replace(state, digest=strange.digest)), strange),
            "another signer": _under(made, made.checkpoint.signed(forge)),
            "another origin, signed": _under(exhibit, replace(state, origin=state.origin + b"0").signed(evidence.sign)),
            **_ill_signed(exhibit, rng),
        }
        for what, forgery in forgeries.items():
            yield Case("proof", what, forgery.files(), accept=False, asked=COVERED.get(what, ALL))


def _ill_signed(exhibit: Exhibit, rng: random.Random) -> dict[str, Exhibit]:
    """Return notes that bear a good signature, and beside it what no note may (C2SP signed-note)."""
    state = exhibit.checkpoint
    right = state.spelled().removeprefix(state.text() + b"\n")
    wrong = replace(state, signature=bit_of(state.signature, rng), others=right)
    return {
        "a wrong signature before the right one": _under(exhibit, wrong),
        "a line that is no signature": _under(exhibit, replace(state, others=state.others + b"no signature\n")),
    }


def remade(evidence: Evidence, exhibit: Exhibit, line: bytes) -> Exhibit:
    """Return the proof of another line in the place of this one, the tree and the root made anew; not signed."""
    size = exhibit.checkpoint.size
    leaves = [leaf(each) for each in (*evidence.lines[: exhibit.index], line, *evidence.lines[exhibit.index + 1 :])]

    def node_at(level: int, index: int) -> bytes:
        return merkle.subtree(leaves[index << level : (index + 1) << level])

    path = proofs.inclusion(exhibit.index, size, node_at)
    state = replace(exhibit.checkpoint, root=proofs.root_of(0, size, node_at))
    return _under(replace(exhibit, line=line, path=path), state)


def control(evidence: Evidence, rng: random.Random) -> Case:
    """Return a line with a bit turned that every verifier accepts: the holder of the key made all the rest anew.

    It is said to be bad, and it is. A run in which it is not reported as accepted could not have reported any other.
    """
    exhibit = rng.choice([each for each in evidence.exhibits if each.path])
    made = remade(evidence, exhibit, bit_of(exhibit.line, rng))
    signed = _under(made, made.checkpoint.signed(evidence.sign))
    return Case("proof", "control", signed.files(), accept=False, control=True)


def _cosigned(evidence: Evidence) -> Files:
    return {"note": evidence.cosigned, "key": evidence.key, "witness": evidence.witness}


def _tiles(evidence: Evidence) -> Files:
    note = max((each.checkpoint for each in evidence.exhibits), key=lambda state: state.size).spelled()
    return {"note": note, "key": evidence.key, "journal": b"".join(evidence.lines), **evidence.tiles}


def _go_flipped(evidence: Evidence, flips: int, rng: random.Random) -> Iterator[Case]:
    """Yield flips of what only Go reads: consistency proofs, tiles, and the cosignature."""

    def bad(kind: str, what: str, files: Files) -> Case:
        return Case(kind, what, files, accept=False, asked=ONLY_GO)

    cosigned, tiled = _cosigned(evidence), _tiles(evidence)
    for _ in range(flips):
        for what, wrong in _inconsistent(evidence, rng).items():
            yield bad("consistency", what, wrong.files(evidence.key))
        # The signature is the end of the line's 76 bytes, behind key hash and time.
        for what, begin, end in (("cosignature's time", 4, 12), ("cosignature", 12, 76)):
            yield bad("cosigned", what, {**cosigned, "note": _in_last_line(evidence.cosigned, begin, end, rng)})
    # A case of this kind carries the whole journal.
    for _ in range(-(-flips // 8)):
        name = rng.choice(sorted(evidence.tiles))
        yield bad("tiles", "tile", {**tiled, name: bit_of(tiled[name], rng)})
        yield bad("tiles", "line under a tile", {**tiled, "journal": _bit_of_lines(tiled["journal"], rng)})


def _inconsistent(evidence: Evidence, rng: random.Random) -> dict[str, Consistency]:
    """Flips that the log itself has signed where they are in a root: only the proof can tell."""

    def moved(state: Checkpoint) -> Checkpoint:
        return replace(state, root=bit_of(state.root, rng)).signed(evidence.sign)

    each = rng.choice(evidence.consistencies)
    return {
        "hash of a consistency proof": replace(each, path=_bit_of_one(each.path, rng)),
        "old root, signed": replace(each, old=moved(each.old)),
        "new root, signed": replace(each, new=moved(each.new)),
    }


def _in_last_line(note: bytes, begin: int, end: int, rng: random.Random) -> bytes:
    head, _, encoded = note.rstrip(b"\n").rpartition(b" ")
    raw = base64.b64decode(encoded)
    turned = raw[:begin] + bit_of(raw[begin:end], rng) + raw[end:]
    return head + b" " + base64.b64encode(turned) + b"\n"
