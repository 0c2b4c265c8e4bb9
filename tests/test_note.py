"""Signed notes, keys and checkpoints, and that tools of others accept ours: openssl and coreutils."""

from __future__ import annotations

import base64
import hashlib
import shutil
import subprocess
from pathlib import Path
from types import ModuleType

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ledger import event, seals
from ledger.head import read_head
from ledger.note import Checkpoint, NoteError, Signer, Verifier, open_note, sign

KEY = Signer.parse("PRIVATE+KEY+example.com/log/testdata+33d7b496+AeymY/SZAX0jZcJ8enZ5FY1Dz+wTML2yWSkK+9DSF3eg")
PUBLIC = KEY.verifier
NOTE = sign("origin\n7\nroot\n", KEY)
# X.509's header for a raw Ed25519 public key (RFC 8410).
ED25519_HEADER = bytes.fromhex("302a300506032b6570032100")

needs_openssl = pytest.mark.skipif(shutil.which("openssl") is None, reason="openssl is not installed")
needs_coreutils = pytest.mark.skipif(
    any(shutil.which(tool) is None for tool in ("sh", "sed", "sha256sum")), reason="coreutils are not installed"
)


# ---------------------------------------------------------------- keys


def test_keys_are_read_as_they_are_spelled() -> None:
    fresh = Signer.generate("autocapture/01J")
    assert Signer.parse(fresh.spelled() + "\n") == fresh
    assert repr(fresh) == "Signer(name='autocapture/01J')"
    assert Verifier.parse(fresh.verifier.spelled() + "\n") == fresh.verifier
    assert fresh.verifier.fingerprint == hashlib.sha256(fresh.verifier.public).hexdigest()


def test_two_keys_of_one_name_differ() -> None:
    assert Signer.generate("name") != Signer.generate("name")


@pytest.mark.parametrize("name", ["", "a b", "a+b", "a\u00a0b", "a\nb"])
def test_name_that_no_note_can_carry_is_refused(name: str) -> None:
    with pytest.raises(NoteError):
        Signer.generate(name)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "name",
        "name+33d7b496",
        "+33d7b496+AeHTu4Q3hEIMHNqc6fASMsq3rKNx280NI+oO5xCFkkSx",
        "name+33d7b496+AeHTu4Q3hEIMHNqc6fASMsq3rKNx280NI+oO5xCFkkSx",
        "example.com/log/testdata+33D7B496+AeHTu4Q3hEIMHNqc6fASMsq3rKNx280NI+oO5xCFkkSx",
        "example.com/log/testdata+33d7b496+AuHTu4Q3hEIMHNqc6fASMsq3rKNx280NI+oO5xCFkkSx",
        "example.com/log/testdata+33d7b496+AeHTu4Q3hEIMHNqc6fASMsq3rKNx280NI+oO5xCFkk",
        "example.com/log/testdata+33d7b496+AeHTu4Q3hEIMHNqc6fASMsq3rKNx280NI+oO5xCFkk==",
        "example.com/log/testdata+33d7b496+not base64",
        "example.com/log/testdata+33d7b496+é",
    ],
)
def test_malformed_verifier_key_is_refused(text: str) -> None:
    with pytest.raises(NoteError):
        Verifier.parse(text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        PUBLIC.spelled(),
        KEY.spelled()[:-4],
        KEY.spelled().replace("33d7b496", "33d7b497"),
        KEY.spelled().replace("PRIVATE", "private"),
        KEY.spelled().replace("testdata", "testdatb"),
    ],
)
def test_malformed_private_key_is_refused(text: str) -> None:
    with pytest.raises(NoteError):
        Signer.parse(text)


# ---------------------------------------------------------------- notes


@given(st.text(st.characters(min_codepoint=32, exclude_categories=["Cs"]), max_size=60))
def test_note_opens_to_the_text_that_was_signed(text: str) -> None:
    assert open_note(sign(text + "\n", KEY), PUBLIC) == text + "\n"


def test_text_without_a_newline_is_not_signed() -> None:
    with pytest.raises(NoteError):
        sign("text", KEY)


@pytest.mark.parametrize(
    "note",
    [
        "",
        "\n\n",
        "text\n",
        "text\n\n",
        NOTE[:-1],
        NOTE.replace("\n\n", "\n"),
        NOTE.replace("\u2014", "-"),
        NOTE.replace("7", "8"),
        NOTE.replace("example.com", "example.org"),
        NOTE[:-6] + "\n",
        NOTE + "rubbish\n",
        NOTE + "\u2014 other not-base64\n",
        NOTE.replace("root", "ro\rot"),
        NOTE.replace("root", "ro\u2028ot"),
        sign("origin\n7\nroot\n", Signer.generate(KEY.name)),
    ],
)
def test_note_that_is_malformed_or_not_signed_is_refused(note: str) -> None:
    with pytest.raises(NoteError):
        open_note(note, PUBLIC)


def test_signatures_of_others_are_left_aside() -> None:
    other = sign("origin\n7\nroot\n", Signer.generate("other")).rpartition("\n\n")[2]
    same_name = sign("origin\n7\nroot\n", Signer.generate(KEY.name)).rpartition("\n\n")[2]
    text, _, own = NOTE.rpartition("\n\n")
    assert open_note(f"{text}\n\n{other}{same_name}{own}", PUBLIC) == "origin\n7\nroot\n"


def test_wrong_signature_of_a_known_key_spoils_the_note() -> None:
    """C2SP signed-note: also where a right one follows."""
    wrong = sign("another text\n", KEY).rpartition("\n\n")[2]
    text, _, own = NOTE.rpartition("\n\n")
    with pytest.raises(NoteError):
        open_note(f"{text}\n\n{wrong}{own}", PUBLIC)


def test_note_with_any_bit_changed_is_refused() -> None:
    data = NOTE.encode()
    for at, byte in enumerate(data):
        for bit in range(8):
            changed = data[:at] + bytes([byte ^ 1 << bit]) + data[at + 1 :]
            with pytest.raises((NoteError, UnicodeDecodeError)):
                open_note(changed.decode(), PUBLIC)


# ---------------------------------------------------------------- checkpoints


@given(st.integers(0, 1 << 60), st.binary(min_size=32, max_size=32))
def test_checkpoint_is_read_as_it_is_written(size: int, root: bytes) -> None:
    checkpoint = Checkpoint("origin", size, root)
    assert Checkpoint.parse(checkpoint.text()) == checkpoint
    assert Checkpoint.parse(checkpoint.text() + "an extension\n") == checkpoint


@pytest.mark.parametrize(
    "text",
    [
        "",
        "origin\n7\n",
        f"\n7\n{'A' * 43}=\n",
        f"origin\n07\n{'A' * 43}=\n",
        f"origin\n-7\n{'A' * 43}=\n",
        f"origin\n7 \n{'A' * 43}=\n",
        f"origin\n²\n{'A' * 43}=\n",
        f"origin\n{'9' * 5000}\n{'A' * 43}=\n",
        f"origin\n7\n{'A' * 43}=",
        f"origin\n7\n{'A' * 42}B=\n",
        f"origin\n7\n{'A' * 40}\n",
        "origin\n7\nroot\n",
    ],
)
def test_malformed_checkpoint_is_refused(text: str) -> None:
    with pytest.raises(NoteError):
        Checkpoint.parse(text)


# ---------------------------------------------------------------- tools of others


def _openssl_accepts(place: Path, public: bytes, message: bytes, signature: bytes) -> bool:
    pem = base64.b64encode(ED25519_HEADER + public).decode()
    (place / "key.pem").write_text(f"-----BEGIN PUBLIC KEY-----\n{pem}\n-----END PUBLIC KEY-----\n")
    (place / "message").write_bytes(message)
    (place / "signature").write_bytes(signature)
    words = ["openssl", "pkeyutl", "-verify", "-rawin", "-pubin", "-inkey", "key.pem"]
    words += ["-in", "message", "-sigfile", "signature"]
    return subprocess.run(words, cwd=place, capture_output=True, check=False).returncode == 0


@needs_openssl
def test_openssl_verifies_each_ledger_line(logs: ModuleType, tmp_path: Path) -> None:
    root = logs.written(tmp_path / "root", [3, 2])
    public = Verifier.parse(read_head(root).root_key).public
    lines = logs.lines_of(root.ledger.read_bytes())
    assert len(lines) > 2
    for line in lines:
        message, _, rest = line.rpartition(b',"sig":"')
        signature = base64.b64decode(rest.removesuffix(b'"}\n'))[4:]
        assert _openssl_accepts(tmp_path, public, message, signature)
        assert not _openssl_accepts(tmp_path, public, message.replace(b'"at":"2', b'"at":"3'), signature)


@needs_openssl
def test_openssl_verifies_a_checkpoint(logs: ModuleType, tmp_path: Path) -> None:
    root = logs.written(tmp_path / "root", [3, 2])
    head = read_head(root)
    assert head.commit is not None
    text, _, signed = head.commit.checkpoint.rpartition("\n\n")
    signature = base64.b64decode(signed.split(" ")[2])[4:]
    public = Verifier.parse(head.root_key).public
    assert _openssl_accepts(tmp_path, public, (text + "\n").encode(), signature)
    assert not _openssl_accepts(tmp_path, public, text.encode(), signature)


@needs_coreutils
def test_coreutils_give_the_hash_that_the_next_line_names(logs: ModuleType, tmp_path: Path) -> None:
    root = logs.written(tmp_path / "root", [20])
    ran = subprocess.run(
        ["sh", "-c", r"(printf '\0'; sed -n 17p journal.ndjson) | sha256sum"],
        cwd=root.path,
        capture_output=True,
        text=True,
        check=True,
    )
    seventeenth, eighteenth = logs.lines_of(root.journal.read_bytes())[16:18]
    assert ran.stdout.split()[0] == event.leaf(seventeenth).hex() == event.read(eighteenth).prev


def test_ledger_line_has_one_spelling_of_its_signature(logs: ModuleType, tmp_path: Path) -> None:
    root = logs.begin(tmp_path / "root")
    line = root.ledger.read_bytes()
    key = Verifier.parse(read_head(root).root_key)
    assert seals.is_signed_by(line, seals.read(line), key)
    # The last base64 digit before the padding carries two bits that decoding throws away.
    digit = line[-5:-4]
    other = bytes([digit[0] + 1])
    respelled = line[:-5] + other + line[-4:]
    assert base64.b64decode(seals.read(respelled).sig) == base64.b64decode(seals.read(line).sig)
    assert not seals.is_signed_by(respelled, seals.read(respelled), key)
