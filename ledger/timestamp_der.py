"""The shapes of RFC 3161 requests and responses in DER, as far as they are read here. Pure.

A field that is not looked at is kept as it stands (`TLV`), so that what was read is written again in the same
bytes.
"""

from __future__ import annotations

from typing import Annotated

from cryptography.hazmat import asn1
from cryptography.x509 import ObjectIdentifier


@asn1.sequence
class Algorithm:
    """AlgorithmIdentifier, of a hash (RFC 5280, 4.1.1.2)."""

    name: ObjectIdentifier
    parameters: asn1.Null | None


@asn1.sequence
class Imprint:
    """MessageImprint (RFC 3161, 2.4.1)."""

    algorithm: Algorithm
    digest: bytes


@asn1.sequence
class Request:
    """TimeStampReq (RFC 3161, 2.4.1)."""

    version: int
    imprint: Imprint
    policy: ObjectIdentifier | None
    nonce: int | None
    wants_certificate: Annotated[bool, asn1.Default(False)]
    extensions: Annotated[list[asn1.TLV] | None, asn1.Implicit(0)]


@asn1.sequence
class Accuracy:
    """Accuracy (RFC 3161, 2.4.2)."""

    seconds: int | None
    millis: Annotated[int | None, asn1.Implicit(0)]
    micros: Annotated[int | None, asn1.Implicit(1)]


@asn1.sequence
class Info:
    """TSTInfo (RFC 3161, 2.4.2). `authority` is the field `tsa`, with its tag read as that of a sequence."""

    version: int
    policy: ObjectIdentifier
    imprint: Imprint
    serial: int
    time: asn1.GeneralizedTime
    accuracy: Accuracy | None
    ordering: Annotated[bool, asn1.Default(False)]
    nonce: int | None
    authority: Annotated[list[asn1.TLV] | None, asn1.Implicit(0)]
    extensions: Annotated[list[asn1.TLV] | None, asn1.Implicit(1)]


@asn1.sequence
class Attribute:
    """Attribute (RFC 5652, 5.3)."""

    kind: ObjectIdentifier
    values: asn1.SetOf[asn1.TLV]


@asn1.sequence
class Signer:
    """SignerInfo (RFC 5652, 5.3). Of `digest` and `algorithm` the first part is the name, the rest parameters."""

    version: int
    certificate: asn1.TLV
    digest: list[asn1.TLV]
    attributes: Annotated[list[Attribute] | None, asn1.Implicit(0)]
    algorithm: list[asn1.TLV]
    signature: bytes
    unsigned: Annotated[list[asn1.TLV] | None, asn1.Implicit(1)]


@asn1.sequence
class Content:
    """EncapsulatedContentInfo (RFC 5652, 5.2), the content not left out."""

    kind: ObjectIdentifier
    content: Annotated[bytes, asn1.Explicit(0)]


@asn1.sequence
class SignedData:
    """SignedData (RFC 5652, 5.1). The set of certificates is read as a sequence: it may stand in any order."""

    version: int
    digests: asn1.TLV
    content: Content
    certificates: Annotated[list[asn1.TLV] | None, asn1.Implicit(0)]
    revocations: Annotated[list[asn1.TLV] | None, asn1.Implicit(1)]
    signers: asn1.SetOf[Signer]


@asn1.sequence
class Token:
    """ContentInfo, of SignedData (RFC 5652, 3)."""

    kind: ObjectIdentifier
    content: Annotated[SignedData, asn1.Explicit(0)]


@asn1.sequence
class Status:
    """PKIStatusInfo (RFC 3161, 2.4.2)."""

    number: int
    words: list[str] | None
    failure: asn1.BitString | None


@asn1.sequence
class Response:
    """TimeStampResp (RFC 3161, 2.4.2)."""

    status: Status
    token: Token | None


@asn1.sequence
class NamedV1:
    """ESSCertID (RFC 2634, 5.4.1): a SHA-1."""

    digest: bytes
    issuer: list[asn1.TLV] | None


@asn1.sequence
class NamedV2:
    """ESSCertIDv2 (RFC 5035, 4): a SHA-256 where no algorithm is named."""

    algorithm: Algorithm | None
    digest: bytes
    issuer: list[asn1.TLV] | None


@asn1.sequence
class SigningCertificate:
    """SigningCertificate (RFC 2634, 5.4)."""

    certificates: list[NamedV1]
    policies: list[asn1.TLV] | None


@asn1.sequence
class SigningCertificateV2:
    """SigningCertificateV2 (RFC 5035, 3)."""

    certificates: list[NamedV2]
    policies: list[asn1.TLV] | None
