"""The certificates of a time stamp: what they are called, and whether they are strong enough to rest on. Pure."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence

from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm
from cryptography.hazmat.primitives.asymmetric import dsa, ec, rsa
from cryptography.hazmat.primitives.hashes import MD5, SHA1
from cryptography.x509 import Certificate

# 112 bits of security, the least that NIST SP 800-57 still lets anybody rely on.
_LEAST_MODULUS, _LEAST_CURVE = 2048, 224


def subject_of(certificate: Certificate) -> str:
    """Return the subject of a certificate (RFC 4514), fit for a terminal."""
    try:
        return plain(certificate.subject.rfc4514_string()) or "a certificate without a name"
    except Exception:  # noqa: BLE001 - see `timestamp._failing_as`
        return "a certificate with a name that cannot be read"


def plain(text: str) -> str:
    """Return text of strangers without what a terminal would obey."""
    kept = (letter if letter.isprintable() and unicodedata.category(letter) != "Cf" else "\ufffd" for letter in text)
    return "".join(kept)


def weakness(signer: Certificate, known: Sequence[Certificate]) -> str:
    """Say which certificate that the signer's may rest on is too weak, and why; empty where none is.

    Looked at is every one of `known` that has issued it, or one that has: which of several chains a verifier took,
    nobody tells. A certificate that is its own issuer is believed for its key, not for its signature.
    """
    for certificate in _above(signer, known):
        if why := _weak_key(certificate) or _weak_signature(certificate):
            return f"{subject_of(certificate)} {why}"
    return ""


def _above(signer: Certificate, known: Sequence[Certificate]) -> list[Certificate]:
    """Return the signer's certificate, and each that has issued it, or one that has."""
    found = [signer]
    for certificate in found:
        found += [each for each in known if each not in found and _has_issued(each, certificate)]
    return found


def _has_issued(issuer: Certificate, certificate: Certificate) -> bool:
    try:
        certificate.verify_directly_issued_by(issuer)
    except UnsupportedAlgorithm:
        return True  # a name that fits, and a signature that another library may well accept
    except (InvalidSignature, ValueError, TypeError):
        return False
    return True


def _weak_key(certificate: Certificate) -> str:
    key = certificate.public_key()
    if isinstance(key, rsa.RSAPublicKey | dsa.DSAPublicKey) and key.key_size < _LEAST_MODULUS:
        return f"has a key of {key.key_size} bits, where {_LEAST_MODULUS} are the least"
    if isinstance(key, ec.EllipticCurvePublicKey) and key.key_size < _LEAST_CURVE:
        return f"has a key on a curve of {key.key_size} bits, where {_LEAST_CURVE} are the least"
    return ""


def _weak_signature(certificate: Certificate) -> str:
    if certificate.issuer == certificate.subject:
        return ""
    algorithm = certificate.signature_hash_algorithm
    return f"is signed over a {algorithm.name}" if isinstance(algorithm, SHA1 | MD5) else ""
