"""RFC 3161 time stamps: what holds is said, everything else is refused for its own reason, and openssl agrees."""

from __future__ import annotations

import json
import random
import shlex
import shutil
import subprocess
import sys
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from hashlib import sha256, sha512
from pathlib import Path
from subprocess import CompletedProcess
from types import ModuleType
from typing import Any

import pytest
from cryptography.hazmat import asn1
from cryptography.hazmat.primitives.asymmetric import rsa
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from ledger import audit, memory, timestamp, timestamp_der, timestamp_files
from ledger.dataroot import DataRoot
from ledger.errors import Usage
from ledger.keyring import Keyring, keyring_of
from ledger.note import Checkpoint, Signer, sign
from ledger.timestamp import Stamp, StampError, TokenError, Trust
from ledger.timestamp_token import read_request, read_response

Run = Callable[..., CompletedProcess[str]]
SEED = 3161
NOTE = sign(Checkpoint("autocapture/test", 17, b"r" * 32).text(), Signer("autocapture/test", b"k" * 32)).encode()


@dataclass(frozen=True)
class World:
    """A root, an authority under it, and what it answered to a request for NOTE."""

    tsa: ModuleType
    root: Any
    authority: Any
    request: bytes
    response: bytes
    trust: Trust
    work: Path

    def checked(self, response: bytes, note: bytes = NOTE, trust: Trust | None = None) -> Stamp:
        return timestamp.check(note, response, trust or self.trust)

    def another(self, signer: Any, chain: tuple[Any, ...] = (), settings: tuple[str, ...] = ()) -> Any:
        """Another authority, with a place of its own."""
        return self.tsa.Authority(self.work / f"a{len(list(self.work.iterdir()))}", signer, chain, settings)


@pytest.fixture(scope="module")
def world(tsa: ModuleType, tmp_path_factory: pytest.TempPathFactory) -> World:
    work = tmp_path_factory.mktemp("tsa")
    root = tsa.identity("Test root", ca=True)
    authority = tsa.Authority(work / "authority", tsa.identity("Test TSA", root), settings=["accuracy = secs:1"])
    request = timestamp.ask(NOTE)
    return World(tsa, root, authority, request, authority.answer(request), Trust((root.certificate,)), work)


def refused(world: World, *arguments: Any, **named: Any) -> str:
    """Return the reason for which a stamp is refused."""
    with pytest.raises(StampError) as caught:
        timestamp.check(*arguments, **named)
    return caught.value.reason


def query(note: bytes, *words: str) -> bytes:
    """Return a request that `openssl ts` wrote."""
    command = ["openssl", "ts", "-query", "-data", "/dev/stdin", *words]
    return subprocess.run(command, input=note, capture_output=True, check=True).stdout


# ---------------------------------------------------------------- what holds


def test_stamp_of_an_authority_holds(world: World) -> None:
    stamp = timestamp.check(NOTE, world.response, world.trust, read_request(world.request))
    assert stamp.authority == "CN=Test TSA"
    assert stamp.certificate == sha256(world.authority.signer.der).hexdigest()
    assert (stamp.hash, stamp.policy, stamp.serial) == ("sha256", world.tsa.POLICY, 0x0B)
    assert abs(stamp.time - datetime.now(UTC)) < timedelta(minutes=5)
    assert stamp.accuracy == timedelta(seconds=1)
    assert stamp.before == stamp.time + timedelta(seconds=2)
    assert stamp.answers
    assert not world.checked(world.response).answers


def test_openssl_reads_the_request_and_verifies_the_stamp(world: World) -> None:
    command = ["openssl", "ts", "-query", "-text", "-in", "/dev/stdin"]
    told = subprocess.run(command, input=world.request, capture_output=True, check=True).stdout.decode()
    assert "Hash Algorithm: sha256" in told
    assert "Certificate required: yes" in told
    assert "Nonce: 0x" in told
    assert world.tsa.verify(world.response, NOTE, [world.root], datetime.now(UTC), world.work)
    assert not world.tsa.verify(world.response, NOTE + b"\n", [world.root], datetime.now(UTC), world.work)


def test_two_requests_have_two_nonces() -> None:
    assert len({read_request(timestamp.ask(NOTE)).nonce for _ in range(100)}) == 100


@pytest.mark.parametrize("algorithm", ["sha256", "sha384", "sha512"])
def test_request_of_another_program_will_do(world: World, algorithm: str) -> None:
    asked = query(NOTE, f"-{algorithm}", "-cert")
    stamp = timestamp.check(NOTE, world.authority.answer(asked), world.trust, read_request(asked))
    assert stamp.hash == algorithm


def test_rsa_authority_with_an_intermediate_in_any_order(world: World) -> None:
    """OpenSSL sends certificates in the order it was given them; DER has another. Nobody signed either."""
    between = world.tsa.identity("Between", world.root, ca=True)
    key = rsa.generate_private_key(65537, 2048)
    signer = world.tsa.identity("RSA TSA", between, key=key)
    answers = [world.another(signer, chain).answer(world.request) for chain in ((between,), (between, world.root))]
    for answer in answers:
        response = asn1.decode_der(timestamp_der.Response, answer)
        assert response.token is not None
        assert response.token.content.certificates is not None
        response.token.content.certificates.reverse()
        for either in (answer, asn1.encode_der(response)):
            assert world.checked(either).authority == "CN=RSA TSA"


def test_certificates_that_do_not_come_along_are_named(world: World) -> None:
    between = world.tsa.identity("Between", world.root, ca=True)
    signer = world.tsa.identity("Quiet TSA", between)
    answer = world.another(signer).answer(query(NOTE, "-sha256"))
    roots, whole = world.trust.roots, (between.certificate,)
    assert world.checked(answer, trust=Trust(roots, whole, signer.certificate)).authority == "CN=Quiet TSA"
    assert refused(world, NOTE, answer, Trust(roots, whole)) == "signer"
    assert refused(world, NOTE, answer, Trust(roots, (*whole, signer.certificate))) == "signer"
    assert refused(world, NOTE, answer, Trust(roots, (), signer.certificate)) == "chain"
    assert refused(world, NOTE, answer, Trust(roots, whole, world.authority.signer.certificate)) == "signer"
    meddled = Trust(roots, (*whole, signer.certificate), world.authority.signer.certificate)
    assert refused(world, NOTE, answer, meddled) == "signer"


def test_certificate_that_ran_out_since_does_not_spoil_the_stamp(world: World) -> None:
    then = datetime.now(UTC) - 5 * world.tsa.DAY
    signer = world.tsa.identity("Former TSA", world.root, valid=(-9 * world.tsa.DAY, -world.tsa.DAY))
    old = world.tsa.identity("Former root", ca=True, valid=(-9 * world.tsa.DAY, -world.tsa.DAY))
    under = world.tsa.identity("Former TSA", old, valid=(-9 * world.tsa.DAY, -world.tsa.DAY))
    root = world.tsa.identity("Long root", ca=True, valid=(-9 * world.tsa.DAY, world.tsa.DAY))
    alive = world.tsa.identity("Former TSA", root, valid=(-9 * world.tsa.DAY, -world.tsa.DAY))
    for each, anchor, good in ((alive, root, True), (under, old, True), (signer, world.root, False)):
        answer = world.another(each).forge(sha256(NOTE).digest(), time=then)
        trust = Trust((anchor.certificate,))
        assert world.tsa.verify(answer, NOTE, [anchor], then, world.work) is good
        if good:
            stamp = world.checked(answer, trust=trust)
            assert stamp.time == then.replace(microsecond=0)
        else:  # its root is younger than the stamp
            assert refused(world, NOTE, answer, trust) == "chain"


def test_time_is_rounded_up_never_down(world: World) -> None:
    exact = world.another(world.authority.signer, settings=("clock_precision_digits = 3", "accuracy = millisecs:700"))
    for _ in range(8):
        stamp = world.checked(exact.answer(world.request))
        assert stamp.accuracy == timedelta(milliseconds=700)
        assert timedelta(0) < stamp.before - (stamp.time + timedelta(milliseconds=700)) <= timedelta(seconds=1)
        assert stamp.before.microsecond == 0


# ---------------------------------------------------------------- what does not


def test_stamp_of_another_checkpoint_is_refused(world: World) -> None:
    other = sign(Checkpoint("autocapture/test", 18, b"r" * 32).text(), Signer("autocapture/test", b"k" * 32)).encode()
    theirs = timestamp.ask(other)
    answer = world.authority.answer(theirs)
    assert refused(world, NOTE, answer, world.trust) == "imprint"
    assert refused(world, NOTE, answer, world.trust, read_request(theirs)) == "imprint"
    assert refused(world, NOTE, world.response, world.trust, read_request(theirs)) == "imprint"


def test_answer_to_another_request_is_refused(world: World) -> None:
    again = read_request(timestamp.ask(NOTE))
    assert refused(world, NOTE, world.response, world.trust, again) == "nonce"
    larger = read_request(query(NOTE, "-sha512"))
    assert refused(world, NOTE, world.response, world.trust, larger) == "request"
    quiet = world.authority.answer(query(NOTE, "-sha256", "-cert", "-no_nonce"))
    assert refused(world, NOTE, quiet, world.trust, again) == "nonce"
    with_policy = read_request(query(NOTE, "-sha256", "-cert", "-tspolicy", "1.2.3.4"))
    named = replace(with_policy, nonce=read_request(world.request).nonce)
    assert refused(world, NOTE, world.response, world.trust, named) == "policy"


def test_hash_that_is_not_relied_on_is_refused(world: World) -> None:
    assert refused(world, NOTE, world.authority.answer(query(NOTE, "-sha1", "-cert")), world.trust) == "hash"


def test_digest_under_another_algorithms_name_is_refused(world: World) -> None:
    mixed = world.authority.forge(sha512(NOTE).digest(), algorithm=world.tsa.SHA256)
    assert refused(world, NOTE, mixed, world.trust) == "imprint"


@pytest.mark.parametrize("kind", ["rsa", "ec"])
def test_signature_over_a_weak_hash_is_refused(world: World, kind: str) -> None:
    key = rsa.generate_private_key(65537, 2048) if kind == "rsa" else None
    another = world.another(world.tsa.identity("Old-fashioned TSA", world.root, key=key))
    answer = another.forge(sha256(NOTE).digest(), digest_name="sha1")
    assert refused(world, NOTE, answer, world.trust) == "hash"


def test_time_stamp_over_sha1_of_an_honest_authority_is_refused(world: World) -> None:
    another = world.another(world.tsa.identity("Honest, and old", world.root), settings=("signer_digest = sha1",))
    assert refused(world, NOTE, another.answer(world.request), world.trust) == "hash"


@pytest.mark.parametrize("weak", ["signer", "between", "root"])
@pytest.mark.parametrize("named", [True, False])
def test_short_rsa_key_anywhere_in_the_chain_is_refused(world: World, weak: str, named: bool) -> None:
    def key(place: str) -> rsa.RSAPrivateKey:
        return rsa.generate_private_key(65537, 1024 if place == weak else 2048)

    root = world.tsa.identity("A root", ca=True, key=key("root"))
    between = world.tsa.identity("Between", root, ca=True, key=key("between"))
    signer = world.tsa.identity("TSA", between, key=key("signer"))
    answer = world.another(signer, () if named else (between,)).answer(world.request)
    trust = Trust((root.certificate,), (between.certificate,) if named else ())
    with pytest.raises(StampError, match="a key of 1024 bits, where 2048 are the least") as caught:
        timestamp.check(NOTE, answer, trust)
    assert caught.value.reason == "weak"


@pytest.mark.parametrize("digest", ["sha1", "md5"])
@pytest.mark.parametrize("weak", ["signer", "between"])
def test_certificate_signed_over_a_weak_hash_is_refused(world: World, weak: str, digest: str) -> None:
    def signed(place: str, one: Any, issuer: Any) -> Any:
        return world.tsa.signed_again(one, issuer, digest) if place == weak else one

    root = world.tsa.identity("A root", ca=True, key=rsa.generate_private_key(65537, 2048))
    between = world.tsa.identity("Between", root, ca=True, key=rsa.generate_private_key(65537, 2048))
    between = signed("between", between, root)
    signer = signed("signer", world.tsa.identity("TSA", between), between)
    answer = world.another(signer, (between,)).answer(world.request)
    with pytest.raises(StampError, match=f"CN={'TSA' if weak == 'signer' else 'Between'} is signed over a {digest}"):
        timestamp.check(NOTE, answer, Trust((root.certificate,)))


def test_root_is_believed_for_its_key_and_strangers_are_no_matter(world: World) -> None:
    root = world.tsa.identity("A root", ca=True, key=rsa.generate_private_key(65537, 2048))
    root = world.tsa.signed_again(root, root, "sha1")
    stranger = world.tsa.identity("Stranger", ca=True, key=rsa.generate_private_key(65537, 1024))
    answer = world.another(world.tsa.identity("TSA", root), (root, stranger)).answer(world.request)
    assert world.checked(answer, trust=Trust((root.certificate, stranger.certificate))).authority == "CN=TSA"


def test_rejection_is_told_in_the_authoritys_words(world: World) -> None:
    strict = world.another(world.authority.signer, settings=("digests = sha512",))
    with pytest.raises(StampError, match=r"rejected: Message digest algorithm is not supported.*badAlg") as caught:
        world.checked(strict.answer(world.request))
    assert caught.value.reason == "not_granted"


def test_every_status_but_granted_is_refused(world: World) -> None:
    response = asn1.decode_der(timestamp_der.Response, world.response)
    for status in range(1, 9):
        response.status.number = status
        assert refused(world, NOTE, asn1.encode_der(response), world.trust) == "not_granted"
    response.status.number, response.token = 0, None
    assert refused(world, NOTE, asn1.encode_der(response), world.trust) == "not_granted"


def test_words_of_a_stranger_do_not_steer_the_terminal(world: World) -> None:
    response = asn1.decode_der(timestamp_der.Response, world.response)
    response.status.number, response.status.words, response.token = 2, ["\x1b[2Jno\u202e"], None
    with pytest.raises(StampError) as caught:
        world.checked(asn1.encode_der(response))
    assert str(caught.value).isprintable()
    wild = world.tsa.identity("\x1b[31mTSA\nholds", world.root)
    assert world.checked(world.another(wild).answer(world.request)).authority.isprintable()


def test_another_root_is_refused(world: World) -> None:
    stranger = world.tsa.identity("Test root", ca=True)
    assert refused(world, NOTE, world.response, Trust((stranger.certificate,))) == "chain"
    assert refused(world, NOTE, world.response, Trust((world.authority.signer.certificate,))) == "chain"


def test_no_store_of_the_system_is_believed(world: World, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "system.pem").write_bytes(world.root.pem)
    monkeypatch.setenv("SSL_CERT_FILE", str(tmp_path / "system.pem"))
    stranger = world.tsa.identity("Stranger", ca=True)
    assert refused(world, NOTE, world.response, Trust((stranger.certificate,))) == "chain"
    with pytest.raises(ValueError, match="no root"):
        Trust(())


def test_self_signed_certificate_is_no_root_unless_named_as_one(world: World) -> None:
    """The library would believe it, wherever it was named."""
    lone = world.tsa.identity("Lone TSA")
    answer = world.another(lone).answer(world.request)
    assert refused(world, NOTE, answer, world.trust) == "chain"
    with pytest.raises(ValueError, match="self-signed"):
        Trust(world.trust.roots, intermediates=(lone.certificate,))
    with pytest.raises(ValueError, match="self-signed"):
        Trust(world.trust.roots, authority=lone.certificate)
    trust = Trust((lone.certificate,), authority=lone.certificate)
    assert world.checked(answer, trust=trust).authority == "CN=Lone TSA"


@pytest.mark.parametrize("valid", [(-3, -1), (1, 3)])
def test_certificate_not_valid_at_its_time_is_refused(world: World, valid: tuple[int, int]) -> None:
    span = tuple(days * world.tsa.DAY for days in valid)
    signer = world.tsa.identity("Late TSA", world.root, valid=span)
    answer = world.another(signer).answer(world.request)
    assert refused(world, NOTE, answer, world.trust) == "chain"
    assert not world.tsa.verify(answer, NOTE, [world.root], datetime.now(UTC), world.work)


WEB, CODE = "1.3.6.1.5.5.7.3.1", "1.3.6.1.5.5.7.3.3"


@pytest.mark.parametrize(
    ("purposes", "critical"),
    [((), True), ((WEB,), True), ((), False), (("time",), False), (("time", CODE), True)],
    ids=["none", "web", "none at all", "not critical", "and code"],
)
def test_certificate_that_is_not_for_time_stamps_alone_is_refused(
    world: World, purposes: tuple[str, ...], critical: bool
) -> None:
    named = [world.tsa.TIME_STAMPING if each == "time" else world.tsa.x509.ObjectIdentifier(each) for each in purposes]
    signer = world.tsa.identity("Some server", world.root, purposes=named, critical=critical)
    answer = world.another(signer).forge(sha256(NOTE).digest())
    assert refused(world, NOTE, answer, world.trust) in ("chain", "certificate")
    assert not world.tsa.verify(answer, NOTE, [world.root], datetime.now(UTC), world.work)


def test_certificate_cannot_stand_in_for_another(world: World) -> None:
    """A server's key signs; a certificate for time stamps with the same issuer and number is sent along."""
    server = world.tsa.identity("Some server", world.root, purposes=())
    serial, issuer = server.certificate.serial_number, world.root.certificate.subject
    mask = world.tsa.identity("Test TSA", world.tsa.identity("x", ca=True), serial=serial, claims=issuer)
    answer = world.another(server).forge(sha256(NOTE).digest(), extra=[mask])
    assert refused(world, NOTE, answer, world.trust) == "signer"


def test_signer_must_be_the_one_that_the_signature_names(world: World) -> None:
    """The same key and number in two certificates of one issuer: what was signed says which one counts."""
    signer = world.tsa.identity("Test TSA", world.root)
    twin = world.tsa.identity("Twin", world.root, key=signer.key, serial=signer.certificate.serial_number)
    authority = world.another(signer)
    swapped = authority.forge(sha256(NOTE).digest(), extra=[twin], words=("-cades", "-nocerts"))
    assert refused(world, NOTE, swapped, world.trust) == "signer"
    unnamed = authority.forge(sha256(NOTE).digest(), words=())
    assert refused(world, NOTE, unnamed, world.trust) == "signer"
    assert world.checked(authority.forge(sha256(NOTE).digest())).authority == "CN=Test TSA"
    stranger = Trust(world.trust.roots, authority=twin.certificate)
    assert refused(world, NOTE, world.response, stranger) == "signer"
    for answer in (swapped, unnamed):
        assert not world.tsa.verify(answer, NOTE, [world.root], datetime.now(UTC), world.work)


def test_signed_data_of_another_kind_is_no_time_stamp(world: World) -> None:
    answer = world.authority.forge(sha256(NOTE).digest(), content="1.2.840.113549.1.7.1")
    with pytest.raises(TokenError, match="no time stamp"):
        world.checked(answer)


def test_token_has_one_signer(world: World) -> None:
    second = world.another(world.tsa.identity("Second TSA", world.root))
    words = ("-cades", "-signer", str(second.directory / "signer.pem"), "-inkey", str(second.directory / "signer.key"))
    with pytest.raises(TokenError, match="2 signers"):
        world.checked(world.authority.forge(sha256(NOTE).digest(), words=words))


def test_certificate_of_an_unknown_version_is_refused(world: World) -> None:
    version_3 = b"\xa0\x03\x02\x01\x02"
    assert world.response.count(version_3) == 1
    odd = world.response.replace(version_3, b"\xa0\x03\x02\x01\x05")
    assert refused(world, NOTE, odd, world.trust) == "certificates"
    with pytest.raises(ValueError, match="no certificate"):
        timestamp.certificates_in(world.root.der.replace(version_3, b"\xa0\x03\x02\x01\x05"))


def test_odd_name_in_a_certificate_is_refused(world: World) -> None:
    """A name of a type that no name has (tag 44): the libraries raise a KeyError over it."""
    issuer = b"\x0c\x09Test root"
    assert world.response.count(issuer) >= 2
    odd = world.response.replace(issuer, b"\x2c\x09Test root")
    assert refused(world, NOTE, odd, world.trust) == "certificates"
    with pytest.raises(ValueError, match="no certificate"):
        timestamp.certificates_in(world.root.der.replace(issuer, b"\x2c\x09Test root"))


def test_checkpoint_of_another_log_under_the_same_key_is_refused() -> None:
    signer = Signer("autocapture/test", b"k" * 32)
    note = sign(Checkpoint("autocapture/other", 17, b"r" * 32).text(), signer).encode()
    with pytest.raises(Usage, match="of another log, autocapture/other"):
        timestamp_files.opened("note", note, Keyring.of(signer.verifier))


# ---------------------------------------------------------------- damage


def _signed_part(response: bytes) -> tuple[bytes, ...]:
    """Return what the verdict rests on: the content, the signed attributes, the signature, the certificates."""
    token = asn1.decode_der(timestamp_der.Response, response).token
    assert token is not None
    (signer,) = token.content.signers.as_list()
    attributes = [asn1.encode_der(each) for each in signer.attributes or ()]
    certificates = sorted(asn1.encode_der(each) for each in token.content.certificates or ())
    return (token.content.content.content, *attributes, signer.signature, *certificates)


def test_flipped_bit_of_a_token_is_refused_or_outside_what_is_signed(world: World) -> None:
    good, chance = world.checked(world.response), random.Random(SEED)
    told: Counter[str] = Counter()
    for at in range(len(world.response)):
        damaged = bytearray(world.response)
        damaged[at] ^= 1 << chance.randrange(8)
        try:
            stamp = world.checked(bytes(damaged))
        except (StampError, TokenError) as error:
            told[error.reason if isinstance(error, StampError) else "malformed"] += 1
            continue
        told["outside"] += 1
        assert stamp == good
        assert _signed_part(bytes(damaged)) == _signed_part(world.response)
    assert told.total() == len(world.response) > 600
    # Two version numbers and the name of the signature's algorithm, which the certificate says as well.
    assert 0 < told["outside"] <= 2 + 10
    assert {"signature", "chain", "imprint", "signer", "malformed", "not_granted"} <= set(told)


def test_every_flipped_bit_of_a_checkpoint_is_refused(world: World) -> None:
    for at in range(len(NOTE) * 8):
        damaged = bytearray(NOTE)
        damaged[at // 8] ^= 1 << at % 8
        assert refused(world, bytes(damaged), world.response, world.trust) == "imprint"


def test_every_truncated_token_is_malformed(world: World) -> None:
    for size in range(len(world.response)):
        with pytest.raises(TokenError):
            world.checked(world.response[:size])
    with pytest.raises(TokenError):
        world.checked(world.response + b"\n")


@settings(deadline=None, max_examples=300)
@given(data=st.data())
def test_spliced_token_is_refused_or_says_the_same(world: World, data: st.DataObject) -> None:
    size = len(world.response)
    start, end = sorted((data.draw(st.integers(0, size)), data.draw(st.integers(0, size))))
    middle = data.draw(st.one_of(st.binary(max_size=40), st.just(world.response[end : end + 50])))
    spliced = world.response[:start] + middle + world.response[end:]
    try:
        assert world.checked(spliced) == world.checked(world.response)
    except (StampError, TokenError):
        return
    assert _signed_part(spliced) == _signed_part(world.response)


@given(st.binary(max_size=200))
def test_garbage_is_malformed_and_nothing_worse(data: bytes) -> None:
    for read in (read_request, read_response):
        with pytest.raises(TokenError):
            read(data)


@pytest.mark.parametrize(
    ("data", "told"),
    [
        (b"", "it is empty"),
        (b"<!DOCTYPE html>\n<title>502</title>", "begins with '<!DOCTYPE html>'"),
        (b'{"error": "quota"}', "a message of the server"),
        (b"0\x82", "cut short"),
    ],
)
def test_file_that_is_no_answer_is_described(data: bytes, told: str) -> None:
    with pytest.raises(TokenError, match=told):
        read_response(data)


@pytest.mark.parametrize("accuracy", [10**12, 10**40])
def test_time_beyond_the_calendar_is_refused(world: World, accuracy: int) -> None:
    response = asn1.decode_der(timestamp_der.Response, world.response)
    assert response.token is not None
    info = asn1.decode_der(timestamp_der.Info, response.token.content.content.content)
    assert info.accuracy is not None
    info.accuracy.seconds = accuracy
    for content in (asn1.encode_der(info), asn1.encode_der(info)[:-1], b""):
        response.token.content.content.content = content
        with pytest.raises(TokenError, match=r"no usable answer.*cannot be read"):
            read_response(asn1.encode_der(response))


def test_request_and_answer_that_were_mixed_up_are_told_apart(world: World) -> None:
    with pytest.raises(TokenError, match="it is a request"):
        read_response(world.request)
    with pytest.raises(TokenError, match="it is an answer"):
        read_request(world.response)


def test_reading_an_answer_and_writing_it_gives_the_same_bytes(world: World) -> None:
    assert read_response(world.response).der == world.response


# ---------------------------------------------------------------- the commands


@dataclass(frozen=True)
class Stamped:
    """A log of six events, stamped, of which the files lie beside it; and how to check them."""

    root: DataRoot
    name: Path
    roots: Path
    run: Run

    def check(self, *words: object, root: DataRoot | None = None) -> CompletedProcess[str]:
        named = [] if "--key" in words else ["--data-dir", (root or self.root).path]
        stem = self.name.with_name(self.name.name + ".checkpoint")
        answer = self.name.with_name(self.name.name + ".tsr")
        return self.run("timestamp", "check", stem, "--token", answer, "--roots", self.roots, *named, *words)


@pytest.fixture
def stamped(world: World, logs: ModuleType, autocapture: Run, tmp_path: Path) -> Stamped:
    root = logs.written(tmp_path / "data", [2, 3])
    name = tmp_path / "kept 2026.11"
    asked = autocapture("timestamp", "request", "--out", name, "--data-dir", root.path)
    assert asked.returncode == 0, asked.stderr
    answer = world.authority.answer(Path(f"{name}.tsq").read_bytes())
    Path(f"{name}.tsr").write_bytes(answer)
    (tmp_path / "root.pem").write_bytes(world.root.pem)
    return Stamped(root, name, tmp_path / "root.pem", autocapture)


def test_log_is_stamped_and_the_stamp_is_checked(stamped: Stamped, logs: ModuleType) -> None:
    assert Path(f"{stamped.name}.checkpoint").read_text() == memory.current_checkpoint(stamped.root)
    before = logs.found(stamped.root)
    told = stamped.check("--request", f"{stamped.name}.tsq")
    assert told.returncode == 0, told.stderr
    assert "The stamp holds: events 0 to 5 were in the log before 20" in told.stdout
    assert "says CN=Test TSA" in told.stdout
    assert "answers the request" in told.stdout
    assert logs.found(stamped.root) == before
    logs.commit(stamped.root, [7, 8])
    told = stamped.check()
    assert (told.returncode, "holds 8 events now, and grows out" in told.stdout) == (0, True)
    one = json.loads(stamped.check("--json").stdout)
    assert (one["holds"], one["events"], one["log"], one["contradictions"]) == (True, 6, {"events": 8}, [])
    assert one["stamp"]["authority"] == "CN=Test TSA"


def test_log_that_was_set_back_contradicts_the_stamp(stamped: Stamped, logs: ModuleType, tmp_path: Path) -> None:
    earlier = logs.written(tmp_path / "other", [1])
    fork = DataRoot(tmp_path / "fork")
    shutil.copytree(stamped.root.path, fork.path)
    for log in (fork.journal, fork.ledger):
        lines = log.read_bytes().splitlines(keepends=True)
        log.write_bytes(b"".join(lines[: 2 if log == fork.ledger else 3]))
    assert audit.verify(fork).state == "intact"
    told = stamped.check(root=fork)
    assert told.returncode == 3
    assert "set back" in told.stdout
    assert "The stamp itself holds" in told.stdout
    logs.forget(fork)
    logs.commit(fork, range(20, 26), "another story")
    assert audit.verify(fork).state == "intact"
    told = stamped.check("--json", root=fork)
    assert told.returncode == 3
    one = json.loads(told.stdout)
    assert one["holds"] is False
    assert "rewritten" in one["contradictions"][0]
    told = stamped.check(root=earlier)
    assert told.returncode == 2
    assert "is no checkpoint of" in told.stderr


def test_stamp_outlives_the_key_that_signed_the_checkpoint(stamped: Stamped, autocapture: Run) -> None:
    signer = keyring_of(stamped.root).current
    rotated = autocapture("keys", "rotate", "--data-dir", stamped.root.path)
    assert rotated.returncode == 0, rotated.stderr
    assert keyring_of(stamped.root).current != signer
    told = stamped.check()
    assert told.returncode == 0, told.stderr
    assert signer.fingerprint in told.stdout
    assert stamped.check("--key", signer.spelled()).returncode == 0
    assert stamped.check("--key", keyring_of(stamped.root).current.spelled()).returncode == 2


def test_stamp_can_be_checked_with_the_key_alone(stamped: Stamped, tmp_path: Path) -> None:
    key = keyring_of(stamped.root).current
    shutil.rmtree(stamped.root.path)
    (tmp_path / "log.vkey").write_text(key.spelled() + "\n")
    for named in (key.spelled(), tmp_path / "log.vkey"):
        told = stamped.check("--key", named)
        assert told.returncode == 0, told.stderr
        assert "a checkpoint of events 0 to 5 existed before 20" in told.stdout
        assert "No log was looked at" in told.stdout
    assert json.loads(stamped.check("--key", key.spelled(), "--json").stdout)["log"] is None
    other = Signer.generate(key.name).verifier
    assert stamped.check("--key", other.spelled()).returncode == 2
    assert stamped.check("--key", "nonsense").returncode == 2


def test_refusal_is_told_with_the_file_and_the_reason(stamped: Stamped, world: World, tmp_path: Path) -> None:
    other = world.tsa.identity("Other root", ca=True)
    stamped.roots.write_bytes(other.pem)
    told = stamped.check("--json")
    assert told.returncode == 1
    failure = json.loads(told.stdout)["error"]
    assert (failure["name"], failure["exit_code"]) == ("stamp_refused", 1)
    assert str(stamped.name) in failure["what"]
    assert "--roots" in failure["remedy"]


def test_malformed_files_are_the_persons_mistake(stamped: Stamped, world: World, tmp_path: Path) -> None:
    answer, note, asked = (Path(f"{stamped.name}.{ending}") for ending in ("tsr", "checkpoint", "tsq"))
    whole = answer.read_bytes()
    for data in (b"", whole[:-1], b"<html>", asked.read_bytes()):
        answer.write_bytes(data)
        told = stamped.check()
        assert (told.returncode, str(answer) in told.stderr) == (2, True), told.stderr
    answer.unlink()
    assert stamped.check().returncode == 2
    answer.write_bytes(whole)
    assert stamped.check("--request", note).returncode == 2
    assert stamped.check("--tsa-cert", note).returncode == 2
    assert stamped.check("--tsa-cert", stamped.roots).returncode == 1
    assert stamped.check("--intermediates", tmp_path).returncode == 2
    (tmp_path / "lone.pem").write_bytes(world.tsa.identity("Lone").pem)
    assert stamped.check("--intermediates", tmp_path / "lone.pem").returncode == 2
    for data in (b"", note.read_bytes()[:-1], note.read_bytes().replace(b"\n6\n", b"\n7\n"), b"\xff"):
        note.write_bytes(data)
        told = stamped.check()
        assert (told.returncode, str(note) in told.stderr) == (2, True), told.stderr


def test_nothing_is_written_over_what_was_kept(stamped: Stamped, logs: ModuleType, autocapture: Run) -> None:
    beside = stamped.name.parent
    before = {path: path.read_bytes() for path in beside.rglob("*") if path.is_file()}
    data = ("--data-dir", stamped.root.path)
    for words in (
        ("--out", stamped.name),
        ("--out", f"{stamped.name}.tsq"),
        ("--checkpoint", f"{stamped.name}.checkpoint"),
        ("--out", stamped.root.path / "x"),
        ("--out", beside),
        (),
        ("--checkpoint", f"{stamped.name}.tsr", "--out", beside / "x"),
        ("--checkpoint", beside / "nothing", "--out", beside / "x"),
    ):
        assert autocapture("timestamp", "request", *words, *data).returncode == 2, words
    logs.commit(stamped.root, [9])
    Path(f"{stamped.name}.tsq").unlink()
    Path(f"{stamped.name}.tsr").unlink()
    assert autocapture("timestamp", "request", "--out", stamped.name, *data).returncode == 2
    kept = Path(f"{stamped.name}.checkpoint")
    assert kept.read_bytes() == before[kept]


def test_checkpoint_kept_earlier_is_stamped_as_it_stands(
    stamped: Stamped, world: World, logs: ModuleType, autocapture: Run, tmp_path: Path
) -> None:
    key = keyring_of(stamped.root).current.spelled()
    note = Path(f"{stamped.name}.checkpoint")
    earlier, data = tmp_path / "earlier.checkpoint", ("--data-dir", stamped.root.path)
    shutil.copy(note, earlier)
    logs.commit(stamped.root, [9])
    asked = autocapture("timestamp", "request", "--checkpoint", earlier, "--json", *data)
    told = json.loads(asked.stdout)
    assert (told["checkpoint"], told["request"], told["size"]) == (str(earlier), f"{tmp_path}/earlier.tsq", 6)
    assert read_request((tmp_path / "earlier.tsq").read_bytes()).imprint.digest == sha256(earlier.read_bytes()).digest()
    asked = autocapture("timestamp", "request", "--checkpoint", earlier, "--out", tmp_path / "copy", "--key", key)
    assert asked.returncode == 0, asked.stderr
    assert (tmp_path / "copy.checkpoint").read_bytes() == note.read_bytes()
    assert "--key" in asked.stdout
    other = Signer.generate("autocapture/other").verifier.spelled()
    words = ("timestamp", "request", "--checkpoint", earlier, "--out", tmp_path / "x", "--key", other)
    assert autocapture(*words).returncode == 2
    assert autocapture("timestamp", "request", "--out", tmp_path / "x", "--key", key).returncode == 2
    assert autocapture("timestamp", "request", "--out", tmp_path / "x").returncode == 2


def test_printed_commands_work(
    world: World, logs: ModuleType, program: list[str], autocapture: Run, tmp_path: Path
) -> None:
    if shutil.which("curl") is None:
        pytest.skip("curl is not on the PATH")
    root = logs.written(tmp_path / "data", [2])
    (tmp_path / "root.pem").write_bytes(world.root.pem)
    out = tmp_path / "it's a name"
    asked = autocapture("timestamp", "request", "--out", out, "--data-dir", root.path)
    send, then = (line.strip() for line in asked.stdout.splitlines() if line.startswith("  "))
    answer = Path(f"{out}.tsr")
    with world.authority.serving() as url:
        failing = send.replace("https://your-tsa", f"{url}/elsewhere")
        assert subprocess.run(failing, shell=True, capture_output=True, check=False, timeout=60).returncode == 22
        assert not answer.exists()
        sending = send.replace("https://your-tsa", f"{url}/tsr")
        sent = subprocess.run(sending, shell=True, capture_output=True, check=False, timeout=60)
        assert (sent.returncode, sent.stderr) == (0, b"")
    checking = then.replace("autocapture", shlex.join(program), 1)
    checking = checking.replace("your-tsa-root.pem", shlex.quote(str(tmp_path / "root.pem")))
    told = subprocess.run(checking, shell=True, capture_output=True, text=True, check=False, timeout=60)
    assert told.returncode == 0, told.stderr
    assert "The stamp holds: events 0 to 2" in told.stdout


def test_openssl_verifies_the_files_as_the_page_says(stamped: Stamped) -> None:
    """docs/format.md, A time stamp."""
    base = ["openssl", "ts", "-verify", "-in", f"{stamped.name}.tsr", "-CAfile", str(stamped.roots)]
    asked, noted = ["-queryfile", f"{stamped.name}.tsq"], ["-data", f"{stamped.name}.checkpoint"]
    assert subprocess.run([*base, *asked], capture_output=True, check=False).returncode == 0
    assert subprocess.run([*base, *noted], capture_output=True, check=False).returncode == 0
    Path(f"{stamped.name}.checkpoint").write_bytes(b"other")
    assert subprocess.run([*base, *noted], capture_output=True, check=False).returncode != 0


@pytest.mark.parametrize("verb", ["request --out x", "check x --token x --roots x"])
def test_library_that_is_not_installed_is_named(tmp_path: Path, verb: str) -> None:
    code = "import sys; sys.modules['rfc3161_client'] = None; import cli; cli.main(sys.argv[1:])"
    command = [sys.executable, "-c", code, "timestamp", *verb.split(), "--data-dir", "x"]
    told = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False, timeout=60)
    assert told.returncode == 11
    assert "pip install rfc3161-client" in told.stderr
