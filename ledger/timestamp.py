"""RFC 3161 time stamps of checkpoints: a request to send, and a verdict on what came back. Pure.

A third party, the time-stamping authority (TSA), signs the hash of a checkpoint and the time. Who holds the
log's key cannot make such a token for an earlier time. Nothing here opens a socket or reads a clock.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta

import msgspec
from cryptography.hazmat.primitives.serialization import Encoding
from cryptography.x509 import Certificate, load_der_x509_certificate, load_pem_x509_certificates

# An extra: whoever imports this module says what to install where it is not there.
from rfc3161_client import (
    HashAlgorithm,
    TimestampRequestBuilder,
    VerificationError,
    VerifierBuilder,
    decode_timestamp_response,
)

from ledger.timestamp_certificates import plain, subject_of, weakness
from ledger.timestamp_token import HASHES, Imprint, Request, Response, Token, TokenError, read_response

__all__ = ["Stamp", "StampError", "TokenError", "Trust", "ask", "certificates_in", "check", "plain", "subject_of"]

_GRANTED = 0
_STATUS = {
    0: "granted, but none was sent",
    1: "granted with modifications",
    2: "rejected",
    3: "waiting",
    4: "a revocation is near",
    5: "a revocation has taken place",
}
_FAILURES = {
    0: "badAlg",
    2: "badRequest",
    5: "badDataFormat",
    14: "timeNotAvailable",
    15: "unacceptedPolicy",
    16: "unacceptedExtension",
    17: "addInfoNotAvailable",
    25: "systemFailure",
}
_ONE_CHECKPOINT = "Name the answer that came for this very file; not one byte of it may have changed since."

_AGAIN = "Have it stamped once more: `autocapture timestamp request` asks for SHA-256."


class StampError(ValueError):
    """The token does not show that these bytes existed at a time.

    `reason` is a stable word for the kind of refusal, `remedy` what a person can do next.
    """

    def __init__(self, reason: str, what: str, remedy: str = "") -> None:
        super().__init__(what)
        self.reason = reason
        self.remedy = remedy


class Trust(msgspec.Struct, frozen=True):
    """The certificates a verdict rests on. There are no others: the system's own store is never looked at.

    `roots` are believed. `intermediates`, and the `authority`'s own certificate, only help to build the
    chain where the token does not bring them; the authority's, where it is given, must be the signer's.
    """

    roots: tuple[Certificate, ...]
    intermediates: tuple[Certificate, ...] = ()
    authority: Certificate | None = None

    def __post_init__(self) -> None:
        """Refuse what the verifier would take for a root though it was not named as one.

        Raises:
            ValueError: there is no root, or another certificate is self-signed.
        """
        if not self.roots:
            raise ValueError("there is no root")
        for each in (*self.intermediates, *((self.authority,) if self.authority else ())):
            if each.issuer == each.subject and each not in self.roots:
                raise ValueError(f"{subject_of(each)} is self-signed, and not named as a root")


class Stamp(msgspec.Struct, frozen=True):
    """What a token shows: that the bytes existed before `before`, as `authority` says.

    `time` is what the token says, `accuracy` how far off that may be (None: it does not say), `before` the
    first whole second later than both allow. `authority` is the subject of the signer's certificate (RFC
    4514), `certificate` the SHA-256 of that, in hex. `hash` is the name of the algorithm of the imprint.
    `answers` says that the token answers the request that was given.
    """

    time: datetime
    accuracy: timedelta | None
    before: datetime
    authority: str
    certificate: str
    serial: int
    policy: str
    hash: str
    answers: bool


def certificates_in(data: bytes) -> tuple[Certificate, ...]:
    """Return the certificates of a file: any number in PEM, or one in DER.

    Raises:
        ValueError: there is none, or one is malformed.
    """
    with _failing_as(ValueError("no certificate can be read")):
        pem = b"-----BEGIN" in data
        found = tuple(load_pem_x509_certificates(data)) if pem else (load_der_x509_certificate(data),)
        _ = [(each.issuer, each.subject) for each in found]  # read when asked for, and only then found malformed
        return found


def ask(note: bytes) -> bytes:
    """Return a TimeStampReq, in DER, over the SHA-256 of `note`: with a fresh nonce, asking for the certificate."""
    builder = TimestampRequestBuilder().data(note).hash_algorithm(HashAlgorithm.SHA256)
    return builder.nonce(nonce=True).cert_request(cert_request=True).build().as_bytes()


def check(note: bytes, response: bytes, trust: Trust, request: Request | None = None) -> Stamp:
    """Return what a TimeStampResp shows of `note`, or refuse it.

    1. The response is DER, its token is of one TSTInfo and has one signer (`timestamp_token`).
    2. The status is "granted".
    3. The imprint is the SHA-256, SHA-384 or SHA-512 of the exact bytes of `note`.
    4. Where the request is given: it is over `note`, and the token has its imprint, nonce and policy.
    5. One certificate is the signer's, by issuer and serial number; it is the one in `trust.authority`, where
       that is given, and each hash in the signed attributes that names it is its own (RFC 2634, RFC 5035).
    6. Its chain leads to one of `trust.roots`, each certificate valid at the token's time; it may sign time
       stamps and nothing else (a critical extended key usage); it has signed the token.
    7. What it signed is a SHA-256, SHA-384 or SHA-512; no certificate in the chain is signed over a SHA-1 or MD5, or
       has an RSA key of less than 2048 bits (`timestamp_certificates.weakness`).

    Not checked: whether a certificate was revoked, and whether the authority's clock was right.

    Args:
        note: the exact bytes that were stamped.
        response: a TimeStampResp in DER, as it came from the authority.
        trust: the certificates to rely on.
        request: the TimeStampReq that was sent.

    Raises:
        TokenError: the response is malformed.
        StampError: the stamp does not hold.
    """
    answer = read_response(response)
    token = _granted(answer)
    _check_imprint(token.imprint, note)
    if request is not None:
        _check_request(token, request, note)
    signer = _signer(answer, token, trust)
    _check_names(token, signer)
    _verify(answer, note, trust)
    _check_strength(token, signer, trust)
    return Stamp(
        time=token.time,
        accuracy=token.accuracy,
        before=token.before,
        authority=subject_of(signer),
        certificate=hashlib.sha256(_der(signer)).hexdigest(),
        serial=token.serial,
        policy=token.policy,
        hash=HASHES[token.imprint.algorithm],
        answers=request is not None,
    )


def _granted(answer: Response) -> Token:
    if answer.status == _GRANTED and answer.token is not None:
        return answer.token
    told = [plain(each) for each in answer.words] + [_FAILURES.get(at, f"failure {at}") for at in answer.failures]
    why = ": ".join([_STATUS.get(answer.status, f"status {answer.status}"), *filter(None, ["; ".join(told)])])
    raise StampError(
        "not_granted",
        f"the authority gave no time stamp ({why})",
        "Send the request again, or to another authority.",
    )


def _check_imprint(imprint: Imprint, note: bytes) -> None:
    if imprint.algorithm not in HASHES:
        raise StampError("hash", f"the token is over a hash that is not relied on here ({imprint.algorithm})", _AGAIN)
    if imprint.digest != hashlib.new(HASHES[imprint.algorithm], note).digest():
        raise StampError("imprint", "the token is of something else than this checkpoint", _ONE_CHECKPOINT)


def _check_request(token: Token, request: Request, note: bytes) -> None:
    _check_imprint(request.imprint, note)
    if token.imprint != request.imprint:
        raise StampError("request", "the token is over another hash than was asked for", _ONE_CHECKPOINT)
    if token.nonce != request.nonce:
        raise StampError("nonce", "the token answers another request: the nonces differ", _ONE_CHECKPOINT)
    if request.policy and token.policy != request.policy:
        raise StampError("policy", f"the token is of policy {token.policy}, not {request.policy} as asked for")


def _signer(answer: Response, token: Token, trust: Trust) -> Certificate:
    """Return the one certificate that can be the signer's.

    The verifier looks it up twice, by issuer and serial number: once for the signature, once for what it may
    sign. Where two have the same, nobody could say that both times it was one.
    """
    with _failing_as(StampError("certificates", "the certificates in the token cannot be read")):
        (named,) = decode_timestamp_response(answer.der).signed_data.signer_infos
        name = (named.issuer, named.serial_number)
        own = [load_der_x509_certificate(each) for each in token.certificates]
        own += [trust.authority] if trust.authority else []
        known = (*own, *trust.intermediates, *trust.roots)
        found = {_der(each): each for each in known if (each.issuer, each.serial_number) == name}
    signer = next(iter(found.values()), None)
    if len(found) > 1:
        raise StampError("signer", "several certificates could be the signer's")
    if signer is None or signer not in own:
        raise StampError(
            "signer",
            "the signer's certificate is not in the token",
            "Get it from the authority and name it with --tsa-cert.",
        )
    if trust.authority not in (None, signer):
        raise StampError("signer", f"it was signed by {subject_of(signer)}, another certificate than --tsa-cert")
    return signer


def _check_names(token: Token, signer: Certificate) -> None:
    if not token.named:
        raise StampError("signer", "the token does not name the signer's certificate in what is signed")
    for algorithm, digest in token.named:
        if hashlib.new(algorithm, _der(signer)).digest() != digest:
            raise StampError("signer", "the token names another certificate of the signer in what is signed")


def _check_strength(token: Token, signer: Certificate, trust: Trust) -> None:
    if token.signed_over not in HASHES:
        raise StampError("hash", f"what is signed is a hash that is not relied on here ({token.signed_over})", _AGAIN)
    with _failing_as(StampError("certificates", "the certificates in the token cannot be read")):
        own = [load_der_x509_certificate(each) for each in token.certificates]
        why = weakness(signer, (*own, *trust.intermediates, *trust.roots))
    if why:
        raise StampError("weak", f"its certificates are too weak to rely on: {why}", "Ask another authority.")


def _verify(answer: Response, note: bytes, trust: Trust) -> None:
    verifier = VerifierBuilder(
        tsa_certificate=trust.authority, intermediates=list(trust.intermediates), roots=list(trust.roots)
    ).build()
    with _failing_as(StampError("certificates", "the certificates in the token cannot be read")):
        try:
            verifier.verify_message(decode_timestamp_response(answer.der), note)
        except VerificationError as error:
            raise _refusal(str(error)) from error


@contextmanager
def _failing_as(refusal: ValueError) -> Iterator[None]:
    """Refuse what the libraries fail over.

    Which exceptions they raise over certificates that nobody should have made is an open set: KeyError,
    TypeError and InvalidVersion were seen beside ValueError.
    """
    try:
        yield
    except StampError:
        raise
    except Exception as error:
        raise refusal from error


def _refusal(told: str) -> StampError:
    """Return OpenSSL's reason, taken out of the words that the library wraps it in."""
    if found := re.search(r'Verify error: ([^"\]]+)', told):
        wanted = "Name the authority's own self-signed root with --roots, and what lies between with --intermediates."
        lost = "issuer" in found[1] or "self-signed" in found[1]
        return StampError("chain", f"the chain of its certificates does not hold: {found[1]}", wanted if lost else "")
    if reasons := re.findall(r'reason: "([^"]+)"', told):
        return StampError("signature", f"the token is not what the authority signed ({', '.join(reasons)})")
    return StampError("certificate", f"the signer's certificate is not one for time stamps ({told.rstrip('.')})")


def _der(certificate: Certificate) -> bytes:
    return certificate.public_bytes(Encoding.DER)
