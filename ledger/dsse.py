"""Envelopes: a payload of a named type, signed by a key of a log (DSSE v1, in which in-toto statements travel).

What is signed is not the payload but `DSSEv1 <length> <type> <length> <payload>`: no note, checkpoint or line of a
ledger begins like that, so that a signature of one can never pass for a signature of another.
"""

from __future__ import annotations

import base64
import binascii

import msgspec

from ledger.note import Signer, Verifier

IN_TOTO = "application/vnd.in-toto+json"
_KEY_HASH_SIZE = 4


class Signature(msgspec.Struct, frozen=True):
    """A signature: the fingerprint of the key, and base64 of the 64 bytes of Ed25519."""

    keyid: str
    sig: str


class Envelope(msgspec.Struct, frozen=True, rename="camel"):
    """A payload in base64, its type, and who signed them."""

    payload: str
    payload_type: str
    signatures: tuple[Signature, ...]


class EnvelopeError(ValueError):
    """The text is no envelope, or the key did not sign it."""


def seal(payload: bytes, signer: Signer, payload_type: str = IN_TOTO) -> bytes:
    """Return an envelope around `payload`, signed by one key, as one line of JSON."""
    raw = signer.sign(_encoded(payload_type, payload))[_KEY_HASH_SIZE:]
    signature = Signature(signer.verifier.fingerprint, base64.b64encode(raw).decode())
    envelope = Envelope(base64.b64encode(payload).decode(), payload_type, (signature,))
    return msgspec.json.encode(envelope) + b"\n"


def opened(envelope: bytes, verifier: Verifier, payload_type: str = IN_TOTO) -> bytes:
    """Return the payload of an envelope that `verifier` has signed.

    Raises:
        EnvelopeError: it is malformed, of another type, or not signed by this key.
    """
    try:
        told = msgspec.json.decode(envelope, type=Envelope)
        payload = base64.b64decode(told.payload, validate=True)
        signatures = [base64.b64decode(each.sig, validate=True) for each in told.signatures]
    except (msgspec.MsgspecError, binascii.Error, ValueError) as error:
        raise EnvelopeError(f"this is no envelope: {error}") from error
    if msgspec.json.encode(told) + b"\n" != envelope:
        raise EnvelopeError("the envelope is not in the one spelling that we give it")
    if told.payload_type != payload_type:
        raise EnvelopeError(f"the envelope holds {told.payload_type}, not {payload_type}")
    message = _encoded(payload_type, payload)
    ours = [each.keyid for each in told.signatures] == [verifier.fingerprint]
    if not ours or not verifier.accepts(message, verifier.key_hash + signatures[0]):
        raise EnvelopeError(f"the envelope is not signed by the key of {verifier.name}")
    return payload


def _encoded(payload_type: str, payload: bytes) -> bytes:
    """Return DSSE's pre-authentication encoding."""
    kind = payload_type.encode()
    return b"DSSEv1 %d %s %d %s" % (len(kind), kind, len(payload), payload)
