"""Keys: changed by the one before, kept under a passphrase, and what each may still vouch for."""

from __future__ import annotations

import json
import os
import pty
import select
import subprocess
import time
from collections.abc import Callable
from pathlib import Path
from types import ModuleType

import msgspec
import pytest
from msgspec.structs import replace

from ledger import audit, birth, keys, memory, passphrase, protection, seals
from ledger.dataroot import DataRoot
from ledger.errors import Damaged, KeyUnavailable, Usage
from ledger.head import Head, read_head
from ledger.keyring import Keyring, keyring_of, rotation
from ledger.log import Log
from ledger.note import Checkpoint, NoteError, Signer, open_note, sign
from ledger.rotation import rotate
from ledger.seals import KeyRotated
from ledger.witness import attest
from ledger.writer import Writer

Run = Callable[..., subprocess.CompletedProcess[str]]

HOLD = (
    "import sys, time; from pathlib import Path; from ledger.lock import held\n"
    "with held(Path(sys.argv[1]), 5): print('held', flush=True); time.sleep(2)"
)
LONG = "correct horse battery staple – ünïcode"


@pytest.fixture(autouse=True)
def own_keys(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Keys of this test alone, and nobody's passphrase."""
    monkeypatch.setenv(keys.KEY_DIRECTORY_VARIABLE, str(tmp_path / "keys"))
    monkeypatch.delenv(passphrase.VARIABLE, raising=False)
    monkeypatch.delenv(passphrase.FILE_VARIABLE, raising=False)
    return tmp_path / "keys"


def ledger_lines(root: DataRoot) -> list[bytes]:
    with Log(root.ledger) as log:
        return list(log.lines(0, log.end))


# ---------------------------------------------------------------- rotation


def test_new_key_signs_what_comes_after_and_the_old_one_what_came_before(logs: ModuleType, tmp_path: Path) -> None:
    root = logs.written(tmp_path / "root", [3, 2])
    old = keyring_of(root).current
    rotated = rotate(root, reason="laptop sold")
    logs.commit(root, [9])
    ring = keyring_of(root)
    assert (ring.root, ring.current, rotated.before, rotated.now) == (old, rotated.now, old, ring.current)
    assert audit.verify(root).exit_code == 0
    signers = [ring.signing(number) for number in range(len(ledger_lines(root)))]
    assert signers == [old] * 4 + [ring.current] * 2
    for number, line in enumerate(ledger_lines(root)):
        assert seals.is_signed_by(line, seals.read(line), signers[number])
    entry = seals.read(ledger_lines(root)[3]).understood()
    assert isinstance(entry, KeyRotated)
    assert (entry.key, entry.before, entry.size, entry.reason) == (ring.current.spelled(), 0, 6, "laptop sold")
    assert open_note(memory.current_checkpoint(root), ring.current)


def test_keys_change_many_times_and_each_is_found_from_the_end(logs: ModuleType, tmp_path: Path) -> None:
    root = logs.written(tmp_path / "root", [2])
    for number in range(5):
        rotate(root)
        for _ in range(number):
            logs.commit(root, [number])
    ring = keyring_of(root)
    assert len(ring.reigns) == 6
    assert [reign.line for reign in ring.reigns] == sorted({reign.line for reign in ring.reigns})
    report = audit.verify(root)
    assert (report.exit_code, report.fingerprint) == (0, ring.current.fingerprint)
    assert report.first_fingerprint == ring.root.fingerprint
    assert sorted(path.name for path in root.keys.iterdir()) == sorted(
        f"{reign.key.fingerprint[:16]}.vkey" for reign in ring.reigns
    )


def test_rotation_over_sealed_segments(logs: ModuleType, tmp_path: Path) -> None:
    root = logs.written(tmp_path / "root", [5] * 5)
    for _ in range(4):
        rotate(root)
        for number in range(5):
            with Writer(root, segment_lines=8).turn() as turn:
                turn.commit([logs.fact(number)], run="R", stage=1, action="x")
    assert len(list(root.segments.iterdir())) > 6
    report = audit.verify(root)
    assert (report.exit_code, report.faults) == (0, ())
    assert len(keyring_of(root).reigns) == 5


def test_writer_that_was_open_meanwhile_takes_the_new_key(logs: ModuleType, tmp_path: Path) -> None:
    root = logs.written(tmp_path / "root", [2])
    writer = Writer(root)
    rotate(root)
    with writer.turn() as turn:
        turn.commit([logs.fact(1)], run="R", stage=1, action="x")
    assert audit.verify(root).exit_code == 0


def test_crash_between_the_change_and_the_first_commit_leaves_the_new_key_in_force(
    logs: ModuleType, tmp_path: Path
) -> None:
    root = logs.written(tmp_path / "root", [2])
    with Writer(root).turn() as turn:
        new = keys.create(turn.signer.name)
        turn.note(rotation(turn.signer, new, turn.head, ""))
    assert keyring_of(root).current == new.verifier
    assert audit.verify(root).exit_code == 0
    logs.commit(root, [5])
    assert audit.verify(root).exit_code == 0
    assert open_note(memory.current_checkpoint(root), new.verifier)


def test_old_key_alone_cannot_go_on(logs: ModuleType, tmp_path: Path) -> None:
    root = logs.written(tmp_path / "root", [2])
    rotated = rotate(root)
    rotated.path.unlink()
    with pytest.raises(KeyUnavailable, match="is not the key that the ledger names"):
        logs.commit(root, [3])


def test_line_signed_by_the_retired_key_is_damage(logs: ModuleType, tmp_path: Path) -> None:
    root = logs.written(tmp_path / "root", [2])
    old = keys.load(keyring_of(root).current)
    rotate(root)
    head = read_head(root)
    assert head.commit is not None
    before = root.ledger.read_bytes()
    for key_line in (0, head.key_line):
        note = sign(Checkpoint(head.origin, head.size, head.frontier.root()).text(), old)
        entry = msgspec.structs.replace(head.commit, first=head.size, checkpoint=note, key_line=key_line)
        with root.ledger.open("ab") as file:
            file.write(seals.write(head.ledger_leaf, head.ledger_size, "t", entry, old))
        report = audit.verify(root)
        assert (report.state, [(fault.log, fault.seq) for fault in report.faults]) == (
            "damaged",
            [("ledger", head.ledger_size)],
        )
        with pytest.raises(Damaged):
            logs.commit(root, [4])
        root.ledger.write_bytes(before)


def _lies(ring: Keyring, signer: Signer, head: Head) -> list[tuple[str, KeyRotated]]:
    new = Signer.generate(ring.origin)
    good = rotation(signer, new, head, "")
    return [
        ("a key of another name", rotation(signer, Signer.generate("other"), head, "")),
        ("a change meant for another line", rotation(signer, new, replace(head, ledger_size=head.ledger_size + 1), "")),
        ("a change meant for another history", rotation(signer, new, replace(head, ledger_leaf="0" * 64), "")),
        ("a change meant for more events", msgspec.structs.replace(good, size=head.size + 1)),
        ("a key that nobody holds", msgspec.structs.replace(good, key=Signer.generate(ring.origin).verifier.spelled())),
        ("no proof", msgspec.structs.replace(good, proof="")),
        ("another line before", msgspec.structs.replace(good, before=1)),
        ("a key that is none", msgspec.structs.replace(good, key="rubbish")),
    ]


def test_change_of_keys_that_does_not_hold_is_found_though_signed(logs: ModuleType, tmp_path: Path) -> None:
    root = logs.written(tmp_path / "root", [2])
    ring, head = keyring_of(root), read_head(root)
    signer = keys.load(ring.current)
    before = root.ledger.read_bytes()
    for name, entry in _lies(ring, signer, head):
        with root.ledger.open("ab") as file:
            file.write(seals.write(head.ledger_leaf, head.ledger_size, "t", entry, signer))
        report = audit.verify(root)
        assert (name, [(fault.log, fault.seq) for fault in report.faults]) == (name, [("ledger", head.ledger_size)])
        with pytest.raises(Damaged):
            keyring_of(root)
        root.ledger.write_bytes(before)


def test_checkpoint_counts_only_from_a_key_in_force_at_its_size(logs: ModuleType, tmp_path: Path) -> None:
    root = logs.written(tmp_path / "root", [2])
    old = keys.load(keyring_of(root).current)
    early = memory.current_checkpoint(root)
    rotate(root)
    logs.commit(root, [3, 4])
    ring, head = keyring_of(root), read_head(root)
    assert ring.checkpoint(early).size == 3
    forged = sign(Checkpoint(head.origin, head.size, head.frontier.root()).text(), old)
    with pytest.raises(NoteError, match="not in force"):
        ring.checkpoint(forged)
    backdated = sign(Checkpoint(head.origin, 1, bytes(32)).text(), keys.load(ring.current))
    with pytest.raises(NoteError, match="not in force"):
        ring.checkpoint(backdated)
    with pytest.raises(NoteError, match="not signed"):
        ring.checkpoint(sign(Checkpoint(head.origin, 3, bytes(32)).text(), Signer.generate(head.origin)))


def test_witness_follows_a_change_of_keys_and_nothing_else(logs: ModuleType, tmp_path: Path) -> None:
    from datetime import UTC, datetime

    moment = datetime(2026, 3, 5, tzinfo=UTC)
    root = logs.written(tmp_path / "root", [2])
    state = tmp_path / "witness"
    attest(state, root, moment)
    kept = {path: path.read_bytes() for path in (root.journal, root.ledger)}
    rotate(root)
    assert attest(state, root, moment).before == 3
    logs.commit(root, [4])
    attest(state, root, moment)
    # Whoever holds the old key only can forge a log that ends before the change: the witness has seen the new one.
    for path, data in kept.items():
        path.write_bytes(data)
    with pytest.raises(Damaged, match="another key"):
        attest(state, root, moment)


def test_proofs_are_given_with_the_key_that_signed(autocapture: Run, hypervisor: ModuleType, tmp_path: Path) -> None:
    hypervisor.build(tmp_path / "spool" / "a", run="a", frames=2)
    data = ("--data-dir", tmp_path / "root")
    assert autocapture("handoff", "drain", "--spool-root", tmp_path / "spool", *data).returncode == 0
    assert autocapture("keys", "rotate", *data).returncode == 0
    key = autocapture("keys", "show", "--public", *data).stdout
    proof = tmp_path / "3.tlog-proof"
    line = tmp_path / "3.json"
    assert autocapture("audit", "prove", "journal:3", "--out", proof, "--line", line, *data).returncode == 0
    (tmp_path / "log.vkey").write_text(key)
    script = Path(__file__).parent.parent / "tools" / "verify.sh"
    done = subprocess.run(
        ["sh", script, line, proof, tmp_path / "log.vkey"], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr


# ---------------------------------------------------------------- a passphrase


def test_key_under_a_passphrase_comes_back_the_same_and_only_with_it() -> None:
    signer = Signer.generate("autocapture/test")
    text = protection.protect(signer, LONG)
    assert signer.seed.hex() not in text
    assert protection.protected_key(text) == signer.verifier
    assert protection.unprotect(text, LONG) == signer
    # The same letters, composed and decomposed: what two keyboards send for one word.
    assert protection.unprotect(text, LONG.replace("ü", "u\u0308").replace("ï", "i\u0308")) == signer
    for wrong in ("", LONG[:-1], LONG + " ", LONG.upper()):
        with pytest.raises(protection.WrongPassphrase):
            protection.unprotect(text, wrong)
    assert protection.protect(signer, LONG) != text


def test_change_to_a_protected_key_is_found() -> None:
    text = protection.protect(Signer.generate("autocapture/test"), LONG)
    first, second, third, _ = text.split("\n")
    other = protection.protect(Signer.generate("autocapture/test"), LONG).split("\n")
    changed = [
        f"{other[0]}\n{second}\n{third}\n",
        f"{first}\n{second.replace('t=3', 't=2')}\n{third}\n",
        f"{first}\n{second[:-4]}AAAA\n{third}\n",
        f"{first}\n{second}\n{third[:-5]}{'A' if third[-5] != 'A' else 'B'}{third[-4:]}\n",
        f"{first}\n{second}\n{third[:20]}\n",
    ]
    for each in changed:
        with pytest.raises((protection.WrongPassphrase, NoteError)):
            protection.unprotect(each, LONG)


@pytest.mark.parametrize(
    "parameters",
    [
        "$argon2id$v=19$m=99999999,t=3,p=4$c2FsdHNhbHRzYWx0",
        "$argon2id$v=19$m=65536,t=999,p=4$c2FsdHNhbHRzYWx0",
        "$argon2id$v=19$m=8,t=3,p=4$c2FsdHNhbHRzYWx0",
        "$argon2i$v=19$m=65536,t=3,p=4$c2FsdHNhbHRzYWx0",
        "$argon2id$v=19$m=65536,t=0,p=4$c2FsdHNhbHRzYWx0",
        "",
    ],
)
def test_protected_key_may_not_ask_for_any_amount_of_memory_and_time(parameters: str) -> None:
    first, _, third, _ = protection.protect(Signer.generate("autocapture/test"), LONG).split("\n")
    with pytest.raises(NoteError):
        protection.unprotect(f"{first}\n{parameters}\n{third}\n", LONG)


def test_writing_needs_the_passphrase_and_reading_does_not(
    logs: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = DataRoot(tmp_path / "root")
    birth.ensure_born(root, phrase=LONG)
    with pytest.raises(KeyUnavailable, match="nobody is at a terminal") as refusal:
        logs.commit(root, [1])
    assert passphrase.FILE_VARIABLE in refusal.value.remedy
    assert audit.verify(root).exit_code == 0
    monkeypatch.setenv(passphrase.VARIABLE, LONG + "x")
    with pytest.raises(KeyUnavailable, match="does not open"):
        logs.commit(root, [1])
    monkeypatch.setenv(passphrase.VARIABLE, LONG)
    logs.commit(root, [1])
    (tmp_path / "phrase").write_text(LONG + "\nanother line\n", encoding="utf-8")
    monkeypatch.setenv(passphrase.VARIABLE, "wrong")
    monkeypatch.setenv(passphrase.FILE_VARIABLE, str(tmp_path / "phrase"))
    logs.commit(root, [2])
    monkeypatch.setenv(passphrase.FILE_VARIABLE, str(tmp_path / "absent"))
    with pytest.raises(KeyUnavailable, match="cannot be read"):
        logs.commit(root, [3])
    assert audit.verify(root).exit_code == 0


def test_new_key_is_kept_under_the_passphrase_of_the_old_one(
    logs: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = DataRoot(tmp_path / "root")
    birth.ensure_born(root, phrase=LONG)
    monkeypatch.setenv(passphrase.VARIABLE, LONG)
    logs.commit(root, [1])
    rotated = rotate(root)
    assert protection.unprotect(rotated.path.read_text(), LONG).verifier == rotated.now
    assert rotated.path.stat().st_mode & 0o777 == 0o600


def test_passphrase_is_set_changed_and_dropped_on_the_command_line(
    autocapture: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    data = ("--data-dir", tmp_path / "root")
    first, second, empty = tmp_path / "first", tmp_path / "second", tmp_path / "empty"
    first.write_text("one of them\n")
    second.write_text("another\n")
    empty.write_text("\n")
    begun = autocapture("init", "--passphrase-file", first, *data)
    assert (begun.returncode, "Begun" in begun.stdout) == (0, True)
    assert autocapture("init", *data).stdout.startswith("There already")
    shown = autocapture("keys", "show", *data)
    assert (shown.returncode, "under a passphrase" in shown.stdout) == (0, True)
    assert autocapture("keys", "passphrase", "--file", second, *data).returncode == 8
    monkeypatch.setenv(passphrase.FILE_VARIABLE, str(first))
    assert autocapture("keys", "passphrase", "--file", empty, *data).returncode == Usage.exit_code
    assert autocapture("keys", "passphrase", "--file", second, *data).returncode == 0
    assert autocapture("keys", "rotate", *data).returncode == 8
    monkeypatch.setenv(passphrase.FILE_VARIABLE, str(second))
    told = json.loads(autocapture("keys", "rotate", "--json", *data).stdout)
    assert json.loads(autocapture("keys", "show", "--json", *data).stdout)["key"] == told["key"]
    assert autocapture("keys", "passphrase", "--drop", *data).returncode == 0
    monkeypatch.delenv(passphrase.FILE_VARIABLE)
    assert autocapture("keys", "rotate", *data).returncode == 0
    assert json.loads(autocapture("keys", "show", "--json", *data).stdout)["passphrase"] is False


def test_passphrase_that_is_too_long_is_refused_and_not_cut(
    autocapture: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    data = ("--data-dir", tmp_path / "root")
    longest, longer = tmp_path / "longest", tmp_path / "longer"
    longest.write_bytes("ü".encode() * passphrase.MOST_LETTERS + b"\r\nanother line")
    longer.write_text("ü" * passphrase.MOST_LETTERS + "x")
    refused = autocapture("init", "--passphrase-file", longer, *data)
    assert (refused.returncode, "1,024 letters" in refused.stderr) == (8, True)
    assert not (tmp_path / "root").exists()
    assert autocapture("init", "--passphrase-file", longest, *data).returncode == 0
    assert autocapture("keys", "passphrase", "--file", longer, *data).returncode == 8
    monkeypatch.setenv(passphrase.FILE_VARIABLE, str(longer))
    assert autocapture("keys", "rotate", *data).returncode == 8
    monkeypatch.setenv(passphrase.FILE_VARIABLE, str(longest))
    assert autocapture("keys", "rotate", *data).returncode == 0


@pytest.mark.parametrize("words", [(), ("--adopt",)])
def test_passphrase_for_a_key_that_is_there_without_one_is_refused(
    autocapture: Run, tmp_path: Path, words: tuple[str, ...]
) -> None:
    data = ("--data-dir", tmp_path / "root")
    phrase = tmp_path / "phrase"
    phrase.write_text("secret\n")
    assert autocapture("init", *data).returncode == 0
    for asked in (("--passphrase-file", phrase), ("--passphrase",)):
        told = autocapture("init", *words, *asked, *data)
        assert (told.returncode, "autocapture keys passphrase" in told.stderr) == (Usage.exit_code, True), told
    assert autocapture("keys", "passphrase", "--file", phrase, *data).returncode == 0
    if not words:
        again = autocapture("init", "--passphrase-file", phrase, "--json", *data)
        assert (again.returncode, json.loads(again.stdout)["begun"]) == (0, False)


def _at_a_terminal(command: list[str], answers: list[str]) -> tuple[int, str]:
    """Run a command on a terminal of its own and type each answer when it asks."""
    process, terminal = pty.fork()
    if process == 0:
        os.execv(command[0], command)
    said, asked, begun = "", "", time.monotonic()
    due = list(answers)
    while time.monotonic() - begun < 30:
        if not select.select([terminal], [], [], 0.2)[0]:
            continue
        try:
            came = os.read(terminal, 4096).decode()
        except OSError:
            break
        said, asked = said + came, asked + came
        if due and asked.endswith(": "):
            asked = ""
            os.write(terminal, (due.pop(0) + "\n").encode())
    os.close(terminal)
    return os.waitstatus_to_exitcode(os.waitpid(process, 0)[1]), said


def test_key_on_a_stick_stays_there_when_its_passphrase_changes(
    autocapture: Run, logs: ModuleType, own_keys: Path, tmp_path: Path
) -> None:
    root = logs.written(tmp_path / "root", [1])
    path, stick, phrase = keys.key_path(keyring_of(root).current), tmp_path / "stick", tmp_path / "phrase"
    phrase.write_text("one of them\n")
    stick.mkdir()
    path.rename(stick / "key")
    (stick / "key").chmod(0o400)
    path.symlink_to(stick / "key")
    left = stick / ".key.4711.autocapture.tmp"
    left.write_text("half a key")
    told = autocapture("keys", "passphrase", "--file", phrase, "--data-dir", root.path)
    assert (told.returncode, path.is_symlink(), left.exists()) == (0, True, False)
    assert (stick / "key").read_text().startswith(protection.HEADING)
    assert (stick / "key").stat().st_mode & 0o777 == 0o400
    assert [each.name for each in own_keys.glob("*.key")] == [path.name]


def test_passphrase_waits_for_whoever_writes(autocapture: Run, logs: ModuleType, tmp_path: Path) -> None:
    root = logs.written(tmp_path / "root", [1])
    process = subprocess.Popen([*logs.python(HOLD, root.writer_lock)], cwd=logs.TREE, stdout=subprocess.PIPE)
    assert process.stdout is not None
    assert process.stdout.readline() == b"held\n"
    begun = time.monotonic()
    assert autocapture("keys", "passphrase", "--drop", "--data-dir", root.path).returncode == 0
    assert time.monotonic() - begun > 1
    assert process.wait() == 0
    process.stdout.close()


def _damaged(text: str) -> dict[str, str]:
    first, second, third, _ = text.split("\n")
    salt = second.rindex("$") + 1
    return {
        "cut": text[:200],
        "cut in its third line": text[:-12] + "\n",
        "its first line alone": f"{first}\n",
        "a salt of 13 letters": f"{first}\n{second[: salt + 13]}\n{third}\n",
        "an unknown derivation": f"{first}\n{second.replace('argon2id', 'argon3')}\n{third}\n",
        "a first line that is no key": f"{protection.HEADING}zz\n{second}\n{third}\n",
        "another letter": text.replace("a", "ä", 1),
        "nothing": "",
        "very much": text + " " * (1 << 20),
    }


def test_protected_key_that_is_damaged_is_told_in_words(
    autocapture: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    data = ("--data-dir", tmp_path / "root")
    (tmp_path / "phrase").write_text("secret\n")
    assert autocapture("init", "--passphrase-file", tmp_path / "phrase", *data).returncode == 0
    path = keys.key_path(keyring_of(DataRoot(tmp_path / "root")).current)
    good = path.read_text()
    monkeypatch.setenv(passphrase.VARIABLE, "secret")
    for name, text in _damaged(good).items():
        path.write_text(text)
        for words in (("keys", "show"), ("keys", "rotate")):
            told = autocapture(*words, *data)
            assert (told.returncode, str(path) in told.stdout + told.stderr) == (8, True), (name, words, told)
    path.write_text(good)
    assert autocapture("keys", "rotate", *data).returncode == 0


def test_key_that_is_no_file_is_told_and_nobody_waits_for_it(
    autocapture: Run, logs: ModuleType, tmp_path: Path
) -> None:
    root = logs.written(tmp_path / "root", [1])
    path = keys.key_path(keyring_of(root).current)
    path.unlink()
    os.mkfifo(path, 0o600)
    told = autocapture("keys", "rotate", "--data-dir", root.path, timeout=20)
    assert (told.returncode, "it is not a plain file" in told.stderr) == (8, True)


def test_passphrase_in_the_environment_that_is_no_text_is_told(program: list[str], tmp_path: Path) -> None:
    root = DataRoot(tmp_path / "root")
    birth.ensure_born(root, phrase=LONG)
    environment = {**os.environb, passphrase.VARIABLE.encode(): b"caf\xe9"}
    words = [*program, "keys", "rotate", "--data-dir", str(root.path)]
    told = subprocess.run(words, env=environment, capture_output=True, text=True, check=False)
    assert (told.returncode, f"{passphrase.VARIABLE} is no UTF-8 text" in told.stderr) == (8, True)


def test_showing_a_protected_key_does_not_say_that_it_was_opened(autocapture: Run, tmp_path: Path) -> None:
    data = ("--data-dir", tmp_path / "root")
    birth.ensure_born(DataRoot(tmp_path / "root"), phrase=LONG)
    assert "under a passphrase; what it holds was not tried" in autocapture("keys", "show", *data).stdout
    assert json.loads(autocapture("keys", "show", "--json", *data).stdout)["opened"] is False


def test_later_key_that_is_missing_is_named_by_its_own_place(
    autocapture: Run, logs: ModuleType, own_keys: Path, tmp_path: Path
) -> None:
    root = logs.written(tmp_path / "root", [1])
    rotated = rotate(root)
    assert rotated.path.name.endswith(f".{rotated.now.fingerprint[:16]}.key")
    rotated.path.unlink()
    data = ("--data-dir", root.path)
    told = autocapture("keys", "show", *data)
    assert (told.returncode, f"there is no {rotated.path}." in told.stdout) == (8, True)
    # The first one was destroyed, as is advised: then nobody knows under which of the two names it lay.
    rotated.retired.unlink()
    told = autocapture("keys", "rotate", *data)
    assert (told.returncode, f"neither {rotated.retired} nor {rotated.path}." in told.stderr) == (8, True)
    assert list(own_keys.glob("*.key")) == []


def test_passphrase_is_asked_for_at_a_terminal_and_not_shown(program: list[str], tmp_path: Path) -> None:
    data = ["--data-dir", str(tmp_path / "root")]
    code, said = _at_a_terminal([*program, "init", "--passphrase", *data], ["typed", "typed"])
    assert (code, "typed" in said) == (0, False), said
    code, said = _at_a_terminal([*program, "keys", "rotate", *data], ["typed"])
    assert (code, "typed" in said) == (0, False), said
    assert _at_a_terminal([*program, "keys", "rotate", *data], ["mistyped"])[0] == 8
    assert _at_a_terminal([*program, "keys", "passphrase", *data], ["typed", "one", "other"])[0] == 2
