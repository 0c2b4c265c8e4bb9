"""What stands in an RFC 3161 request and response: DER in, plain values out. Pure; nothing is verified here.

Written down with the ASN.1 types of `cryptography`, because `rfc3161-client` does not read requests, drops
fractions of a second, does not show which certificate the token names, and refuses certificates that are
not in the order of DER. That order is not signed, and OpenSSL, which many authorities run, does not keep it.
"""

from __future__ import annotations

import contextlib
from datetime import datetime, timedelta

import msgspec
from cryptography.hazmat import asn1
from cryptography.x509 import ObjectIdentifier

from ledger import timestamp_der as der

_SIGNED_DATA = "1.2.840.113549.1.7.2"
_TST_INFO = "1.2.840.113549.1.9.16.1.4"
_SIGNING_CERTIFICATE = "1.2.840.113549.1.9.16.2.12"
_SIGNING_CERTIFICATE_V2 = "1.2.840.113549.1.9.16.2.47"
_CERTIFICATE = b"\x30"
# Signature algorithms that are of one hash: MD5 and SHA-1 with RSA, SHA-1 with DSA and with ECDSA.
_OVER_WEAK_HASHES = frozenset(
    {"1.2.840.113549.1.1.4", "1.2.840.113549.1.1.5", "1.2.840.10040.4.3", "1.2.840.10045.4.1", "1.3.14.3.2.29"}
)
SHA256 = "2.16.840.1.101.3.4.2.1"
HASHES = {SHA256: "sha256", "2.16.840.1.101.3.4.2.2": "sha384", "2.16.840.1.101.3.4.2.3": "sha512"}
"""The hash algorithms a stamp may be over, by object identifier: their names in `hashlib`."""


class TokenError(ValueError):
    """The bytes are no RFC 3161 request or response in DER."""


class Imprint(msgspec.Struct, frozen=True):
    """A hash, and the object identifier of the algorithm that made it."""

    algorithm: str
    digest: bytes


class Request(msgspec.Struct, frozen=True):
    """A TimeStampReq. `policy` is an object identifier, empty where any will do."""

    imprint: Imprint
    nonce: int | None
    policy: str


class Token(msgspec.Struct, frozen=True):
    """A TimeStampToken: what its TSTInfo says, and what its one signer names.

    `certificates`: those that came with it, each in DER. `named`: what the signed attributes say of the
    signer's certificate (ESSCertID, ESSCertIDv2): the name of a hash in `hashlib`, and that hash over its DER.
    `signed_over`: the object identifier of the hash that the signer signed.
    """

    imprint: Imprint
    time: datetime
    accuracy: timedelta | None
    serial: int
    policy: str
    nonce: int | None
    certificates: tuple[bytes, ...]
    named: tuple[tuple[str, bytes], ...]
    signed_over: str

    @property
    def before(self) -> datetime:
        """The first whole second that is later than anything the token can mean.

        Its time may be up to `accuracy` too early, and many authorities cut their clock to whole seconds.
        """
        latest = self.time + (self.accuracy or timedelta())
        return latest.replace(microsecond=0) + timedelta(seconds=1)


class Response(msgspec.Struct, frozen=True):
    """A TimeStampResp. `words` and `failures` are what the authority says of its `status`; nobody signed them.

    `der` is the response again, with the certificates in the order of DER.
    """

    status: int
    words: tuple[str, ...]
    failures: tuple[int, ...]
    token: Token | None
    der: bytes


def read_request(data: bytes) -> Request:
    """Return what a TimeStampReq asks (RFC 3161, 2.4.1).

    Raises:
        TokenError: the bytes are none.
    """
    try:
        request = asn1.decode_der(der.Request, data)
    except ValueError as error:
        raise TokenError(f"no time stamp request: {_about(data)}") from error
    policy = request.policy.dotted_string if request.policy else ""
    return Request(_imprint(request.imprint), request.nonce, policy)


def read_response(data: bytes) -> Response:
    """Return what a TimeStampResp says (RFC 3161, 2.4.2).

    Raises:
        TokenError: the bytes are none, or its token has not one signer, or is not of a TSTInfo.
    """
    try:
        response = asn1.decode_der(der.Response, data)
    except ValueError as error:
        raise TokenError(f"no answer of a time-stamping authority: {_about(data)}") from error
    try:
        token = _token(response.token) if response.token else None
    except (ValueError, OverflowError) as error:
        why = error if isinstance(error, TokenError) else "what is signed in its token cannot be read"
        raise TokenError(f"no usable answer of a time-stamping authority: {why}") from error
    if response.token:
        certificates = response.token.content.certificates
        response.token.content.certificates = certificates and sorted(certificates, key=asn1.encode_der)
    status = response.status
    return Response(
        status.number, tuple(status.words or ()), _failures(status.failure), token, asn1.encode_der(response)
    )


def _token(outer: der.Token) -> Token:
    signed = outer.content
    if outer.kind.dotted_string != _SIGNED_DATA or signed.content.kind.dotted_string != _TST_INFO:
        raise TokenError("what is signed in the token is no time stamp")
    signers = signed.signers.as_list()
    if len(signers) != 1:
        raise TokenError(f"the token has {len(signers)} signers, where a time stamp has one")
    info = asn1.decode_der(der.Info, signed.content.content)
    certificates = tuple(asn1.encode_der(each) for each in signed.certificates or ())
    token = Token(
        imprint=_imprint(info.imprint),
        time=info.time.as_datetime(),
        accuracy=_accuracy(info.accuracy),
        serial=info.serial,
        policy=info.policy.dotted_string,
        nonce=info.nonce,
        certificates=tuple(each for each in certificates if each[:1] == _CERTIFICATE),
        named=tuple(_named(signers[0].attributes or [])),
        signed_over=_signed_over(signers[0]),
    )
    _ = token.before  # a time or an accuracy beyond the calendar is refused here, as an OverflowError
    return token


def _imprint(imprint: der.Imprint) -> Imprint:
    return Imprint(imprint.algorithm.name.dotted_string, imprint.digest)


def _accuracy(accuracy: der.Accuracy | None) -> timedelta | None:
    if accuracy is None:
        return None
    return timedelta(
        seconds=accuracy.seconds or 0, milliseconds=accuracy.millis or 0, microseconds=accuracy.micros or 0
    )


def _named(attributes: list[der.Attribute]) -> list[tuple[str, bytes]]:
    """Return the hashes by which the signed attributes name the signer's certificate: the first of each list."""
    found = []
    for attribute in attributes:
        for value in attribute.values.as_list():
            if attribute.kind.dotted_string == _SIGNING_CERTIFICATE:
                first = asn1.decode_der(der.SigningCertificate, asn1.encode_der(value)).certificates[:1]
                found += [("sha1", each.digest) for each in first]
            elif attribute.kind.dotted_string == _SIGNING_CERTIFICATE_V2:
                second = asn1.decode_der(der.SigningCertificateV2, asn1.encode_der(value)).certificates[:1]
                found += [(_hash_of(each.algorithm), each.digest) for each in second]
    return found


def _signed_over(signer: der.Signer) -> str:
    """Return the hash that a signer signed: the weaker one, where its signature algorithm names another."""
    digest, signature = (_name_of(each) for each in (signer.digest, signer.algorithm))
    return signature if signature in _OVER_WEAK_HASHES else digest


def _name_of(algorithm: list[asn1.TLV]) -> str:
    if not algorithm:
        raise TokenError("an algorithm of its signer has no name")
    return asn1.decode_der(ObjectIdentifier, asn1.encode_der(algorithm[0])).dotted_string


def _hash_of(algorithm: der.Algorithm | None) -> str:
    """Return the name of the hash of an ESSCertIDv2 (RFC 5035: SHA-256 where it says nothing)."""
    name = algorithm.name.dotted_string if algorithm else SHA256
    if name not in HASHES:
        raise TokenError(f"the token names its certificate by a hash that is not known here, {name}")
    return HASHES[name]


def _failures(bits: asn1.BitString | None) -> tuple[int, ...]:
    data = bits.as_bytes() if bits else b""
    return tuple(at for at in range(len(data) * 8) if data[at // 8] & 0x80 >> at % 8)


def _about(data: bytes) -> str:
    """Say what bytes look like that are not what they should be."""
    if not data:
        return "it is empty"
    begins = data[:40].lstrip()
    if begins[:1] in (b"<", b"{") or begins[:5] == b"-----":
        words = begins.split(b"\n")[0].decode("ascii", "replace").strip()
        return f"it is a text that begins with {words!r}, perhaps a message of the server"
    for shape, what in ((der.Request, "a request"), (der.Response, "an answer")):
        with contextlib.suppress(ValueError):
            asn1.decode_der(shape, data)
            return f"it is {what}"
    return "it is cut short, or another kind of file"
