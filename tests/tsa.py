"""The other side of a time stamp: authorities with real certificates, by `openssl ts`, and a forger, by `openssl cms`.

`openssl ts` makes what an honest authority makes, and refuses to make much else. What it refuses (another
time, a certificate that is not for time stamps) is signed with `openssl cms`, over a TSTInfo written here.
"""

from __future__ import annotations

import shutil
import subprocess
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from cryptography import x509
from cryptography.hazmat import asn1
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec, padding, rsa
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

DAY = timedelta(days=1)
POLICY = "1.3.6.1.4.1.99999.1"
TIME_STAMPING = ExtendedKeyUsageOID.TIME_STAMPING
Key = ec.EllipticCurvePrivateKey | rsa.RSAPrivateKey
SHA256 = "2.16.840.1.101.3.4.2.1"
_TST_INFO = "1.2.840.113549.1.9.16.1.4"
_PKCS1 = bytes.fromhex("06092a864886f70d0101")


def missing() -> str:
    """Say what is not here of what an authority needs; nothing where all is."""
    if shutil.which("openssl") is None:
        return "openssl is not on the PATH"
    ran = subprocess.run(["openssl", "ts", "-help"], capture_output=True, check=False)
    return "this openssl has no `ts`" if ran.returncode else ""


@dataclass(frozen=True)
class Identity:
    """A certificate and its key."""

    certificate: x509.Certificate
    key: Key

    @property
    def pem(self) -> bytes:
        return self.certificate.public_bytes(serialization.Encoding.PEM)

    @property
    def der(self) -> bytes:
        return self.certificate.public_bytes(serialization.Encoding.DER)


def identity(
    name: str,
    issuer: Identity | None = None,
    *,
    ca: bool = False,
    purposes: Sequence[x509.ObjectIdentifier] = (TIME_STAMPING,),
    critical: bool = True,
    valid: tuple[timedelta, timedelta] = (-DAY, DAY),
    key: Key | None = None,
    serial: int | None = None,
    claims: x509.Name | None = None,
) -> Identity:
    """Make a certificate, valid from and to these distances from now; self-signed where there is no issuer.

    `claims` is the issuer's name that it bears, where that is not the name of who signs it.
    """
    key = key or ec.generate_private_key(ec.SECP256R1())
    subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])
    now = datetime.now(UTC)
    builder = (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(claims or (issuer.certificate.subject if issuer else subject))
        .public_key(key.public_key())
        .serial_number(serial or x509.random_serial_number())
        .not_valid_before(now + valid[0])
        .not_valid_after(now + valid[1])
        .add_extension(x509.BasicConstraints(ca, None), critical=True)
    )
    if not ca and purposes:
        builder = builder.add_extension(x509.ExtendedKeyUsage(purposes), critical)
    return Identity(builder.sign(issuer.key if issuer else key, hashes.SHA256()), key)


def signed_again(one: Identity, issuer: Identity, digest: str) -> Identity:
    """Return a certificate that an RSA key has signed once more, over a hash that `cryptography` signs no more.

    The name of the algorithm (PKCS #1) differs in its last byte, and stands in what is signed, and behind it.
    """
    names = {"sha1": (b"\x05", hashes.SHA1()), "md5": (b"\x04", hashes.MD5())}
    name, algorithm = names[digest]
    assert isinstance(issuer.key, rsa.RSAPrivateKey)
    before = one.certificate.tbs_certificate_bytes
    told = before.replace(_PKCS1 + b"\x0b", _PKCS1 + name)
    signature = issuer.key.sign(told, padding.PKCS1v15(), algorithm)
    rest = one.der.removeprefix(one.der[: one.der.index(before) + len(before)])
    rest = rest.replace(_PKCS1 + b"\x0b", _PKCS1 + name).replace(one.certificate.signature, signature)
    return Identity(x509.load_der_x509_certificate(one.der[: one.der.index(before)] + told + rest), one.key)


def _private(key: Key) -> bytes:
    return key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )


@dataclass
class Authority:
    """An authority that signs as `signer` and sends `chain` along. `settings` are lines for `openssl ts`."""

    directory: Path
    signer: Identity
    chain: Sequence[Identity] = ()
    settings: Sequence[str] = ()
    asked: list[bytes] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.directory.mkdir()
        (self.directory / "signer.pem").write_bytes(self.signer.pem)
        (self.directory / "chain.pem").write_bytes(b"".join(each.pem for each in self.chain))
        (self.directory / "serial").write_text("0a\n")
        (self.directory / "signer.key").write_bytes(_private(self.signer.key))
        settings = {
            "serial": "serial",
            "signer_cert": "signer.pem",
            "signer_key": "signer.key",
            "signer_digest": "sha256",
            "default_policy": POLICY,
            "digests": "sha1, sha256, sha384, sha512",
            "ess_cert_id_alg": "sha256",
            **({"certs": "chain.pem"} if self.chain else {}),
            **dict(line.split(" = ") for line in self.settings),
        }
        lines = "\n".join(f"{name} = {value}" for name, value in settings.items())
        (self.directory / "ts.cnf").write_text(f"[tsa]\ndefault_tsa = here\n[here]\n{lines}\n")

    def answer(self, request: bytes) -> bytes:
        """Answer a TimeStampReq as `openssl ts -reply` does."""
        self.asked.append(request)
        (self.directory / "query.tsq").write_bytes(request)
        self.openssl("ts", "-reply", "-config", "ts.cnf", "-queryfile", "query.tsq", "-out", "answer.tsr")
        return (self.directory / "answer.tsr").read_bytes()

    def forge(
        self,
        digest: bytes,
        *,
        time: datetime | None = None,
        algorithm: str = SHA256,
        content: str = _TST_INFO,
        extra: Sequence[Identity] = (),
        words: Sequence[str] = ("-cades",),
        digest_name: str = "sha256",
    ) -> bytes:
        """Return a response that says what it is told to, signed by this authority's key with `openssl cms`."""
        info = tst_info(digest, time or datetime.now(UTC), algorithm)
        (self.directory / "info.der").write_bytes(info)
        (self.directory / "extra.pem").write_bytes(b"".join(each.pem for each in extra))
        named = ["-certfile", "extra.pem"] if extra else []
        self.openssl(
            *("cms", "-sign", "-binary", "-nodetach", "-noindef", "-nosmimecap", "-md", digest_name),
            *("-econtent_type", content, "-signer", "signer.pem", "-inkey", "signer.key", *words, *named),
            *("-in", "info.der", "-outform", "DER", "-out", "token.der"),
        )
        return granted((self.directory / "token.der").read_bytes())

    def openssl(self, *words: str) -> None:
        ran = subprocess.run(["openssl", *words], cwd=self.directory, capture_output=True, text=True, check=False)
        assert ran.returncode == 0, ran.stderr

    @contextmanager
    def serving(self) -> Iterator[str]:
        """Answer over HTTP on the loopback (RFC 3161, 3.4); any path but `/tsr` is answered with an error page."""
        authority = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                asked = self.rfile.read(int(self.headers["Content-Length"]))
                good = self.path == "/tsr" and self.headers["Content-Type"] == "application/timestamp-query"
                body = authority.answer(asked) if good else b"<!DOCTYPE html>\n<title>No such page</title>\n"
                self.send_response(200 if good else 404)
                self.send_header("Content-Type", "application/timestamp-reply" if good else "text/html")
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)

            def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - http.server's name
                pass

        with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
            threading.Thread(target=server.serve_forever, daemon=True).start()
            yield f"http://127.0.0.1:{server.server_port}"
            server.shutdown()


def tst_info(digest: bytes, time: datetime, algorithm: str = SHA256) -> bytes:
    """Return a TSTInfo of version 1 with serial number 7."""
    imprint = _tlv(0x30, _tlv(0x30, _oid(algorithm), _tlv(0x05)), _tlv(0x04, digest))
    spelled = f"{time:%Y%m%d%H%M%S}Z".encode()
    return _tlv(0x30, _tlv(0x02, b"\1"), _oid(POLICY), imprint, _tlv(0x02, b"\7"), _tlv(0x18, spelled))


def granted(token: bytes, status: int = 0) -> bytes:
    """Return a TimeStampResp of this status around a token."""
    return _tlv(0x30, _tlv(0x30, _tlv(0x02, bytes([status]))), token)


def _tlv(tag: int, *content: bytes) -> bytes:
    data = b"".join(content)
    size = len(data)
    short = size.to_bytes((size.bit_length() + 7) // 8 or 1, "big")
    return bytes([tag]) + (short if size < 0x80 else bytes([0x80 | len(short)]) + short) + data


def _oid(dotted: str) -> bytes:
    return asn1.encode_der(x509.ObjectIdentifier(dotted))


def verify(response: bytes, note: bytes, roots: Sequence[Identity], at: datetime, work: Path) -> bool:
    """Say what `openssl ts -verify` says of a stamp of `note`, with the certificates judged at a moment."""
    (work / "v.tsr").write_bytes(response)
    (work / "v.note").write_bytes(note)
    (work / "v.pem").write_bytes(b"".join(each.pem for each in roots))
    words = ["openssl", "ts", "-verify", "-in", "v.tsr", "-data", "v.note", "-CAfile", "v.pem"]
    words += ["-attime", str(int(at.timestamp()))]
    return subprocess.run(words, cwd=work, capture_output=True, check=False).returncode == 0
