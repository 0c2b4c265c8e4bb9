"""What is given away holds before a stranger, holds nothing else, and breaks wherever one byte of it is changed."""

from __future__ import annotations

import csv
import importlib.util
import io
import json
import os
import random
import shutil
import subprocess
import sys
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path
from subprocess import CompletedProcess
from types import ModuleType
from typing import Any

import pytest

import export
from ledger import audit, seals
from ledger.dataroot import DataRoot
from ledger.event import leaf
from ledger.rotation import rotate
from ledger.seals import BundleExported
from projections.views import Views

MARCH_4 = "2026-03-04T09-14-00Z_run_82b3"
QUESTION = "who is the assignee of DOCK-418?"
MOMENT = ("--now", "2026-03-20T17:45:00Z", "--tz", "Europe/Berlin")
STRANGER = Path(export.__file__).parent / "stranger"
MUTATIONS = int(os.environ.get("AUTOCAPTURE_BAG_MUTATIONS", "40"))

Run = Callable[..., CompletedProcess[str]]
tools = pytest.mark.skipif(
    not all(map(shutil.which, ("openssl", "xxd", "sha256sum"))), reason="openssl, xxd or sha256sum is not there"
)


def beside(name: str) -> ModuleType:
    """Load a helper that lies beside the tests; see conftest."""
    if name not in sys.modules:
        load(name, Path(__file__).with_name(f"{name}.py"))
    return sys.modules[name]


def load(name: str, path: Path) -> ModuleType:
    """Load a file as a module."""
    spec = importlib.util.spec_from_file_location(name, path)
    assert spec is not None
    assert spec.loader is not None
    sys.modules[name] = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(sys.modules[name])
    return sys.modules[name]


@pytest.fixture(scope="module")
def root(corpus: Path, tmp_path_factory: pytest.TempPathFactory) -> DataRoot:
    """One session in care, its text and controls read."""
    reading = beside("reading_by_truth")
    made: DataRoot = reading.take_in(corpus, tmp_path_factory.mktemp("exported"), (MARCH_4,))
    reading.read_all(made, corpus, (MARCH_4,), elements=True)
    return made


@pytest.fixture(scope="module")
def bag(root: DataRoot, autocapture: Run, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The answer to a question, given away."""
    out = tmp_path_factory.mktemp("bags") / "assignee"
    ran = autocapture("export", "--question", QUESTION, "--out", out, "--data-dir", root.path, *MOMENT)
    assert ran.returncode == 0, ran.stderr
    return out


def contents(bag: Path) -> dict[str, Any]:
    """What the bag says of itself."""
    told: dict[str, Any] = json.loads((bag / "data" / "citations.json").read_bytes())
    return told


def by_python(bag: Path, *words: str) -> CompletedProcess[str]:
    """The bag's own script, by an interpreter that finds nothing but the standard library: signatures go to openssl."""
    command = [sys.executable, "-I", "-S", str(bag / "verify.py"), *words]
    return subprocess.run(
        command, cwd="/", capture_output=True, text=True, check=False, env={"PATH": os.environ["PATH"]}
    )


def by_shell(bag: Path) -> CompletedProcess[str]:
    """The bag's own shell script."""
    command = ["sh", str(bag / "verify.sh")]
    return subprocess.run(
        command, cwd="/", capture_output=True, text=True, check=False, env={"PATH": os.environ["PATH"]}
    )


def by_coreutils(bag: Path) -> bool:
    """Both lists, as `sha256sum -c` reads them."""
    lists = ("manifest-sha256.txt", "tagmanifest-sha256.txt")
    command = ["sha256sum", "--check", "--quiet", "--strict"]
    return all(
        not subprocess.run([*command, each], cwd=bag, capture_output=True, check=False).returncode for each in lists
    )


def in_lists_anew(bag: Path) -> None:
    """Make both lists again, as whoever changed a file would."""
    writing = load("bag_of_ours", Path(export.__file__).parent / "bag.py")
    for name, of in (("manifest-sha256.txt", "data"), ("tagmanifest-sha256.txt", "")):
        files = [path for path in bag.rglob("*") if path.is_file() and path.name != "tagmanifest-sha256.txt"]
        names = [path.relative_to(bag).as_posix() for path in files]
        chosen = [each for each in names if each.startswith("data/") == bool(of)]
        digests = {each: writing.hashlib.sha256((bag / each).read_bytes()).hexdigest() for each in chosen}
        (bag / name).write_bytes(writing._listed(digests))


# ---------------------------------------------------------------- a stranger


@tools
def test_stranger_accepts_the_bag(bag: Path) -> None:
    fingerprint = contents(bag)["fingerprint"]
    assert by_coreutils(bag)
    ran = by_python(bag, "--fingerprint", fingerprint)
    assert (ran.returncode, ran.stdout.splitlines()[-1]) == (0, "All holds."), ran.stderr
    ran = by_shell(bag)
    assert (ran.returncode, ran.stdout.splitlines()[-1]) == (0, fingerprint), ran.stderr


@tools
def test_another_fingerprint_than_the_one_told_is_refused(bag: Path) -> None:
    ran = by_python(bag, "--fingerprint", "00" * 32)
    assert ran.returncode == 1
    assert "not the one you were told" in ran.stderr


def test_bag_in_a_zip_is_the_same(root: DataRoot, autocapture: Run, tmp_path: Path) -> None:
    out = tmp_path / "given.zip"
    ran = autocapture("export", "--event", "journal:5", "--out", out, "--data-dir", root.path)
    assert ran.returncode == 0, ran.stderr
    with zipfile.ZipFile(out) as archive:
        assert {name.partition("/")[0] for name in archive.namelist()} == {"given"}
        archive.extractall(tmp_path)
    assert by_python(tmp_path / "given").returncode == 0
    assert [path.name for path in tmp_path.iterdir() if path.name.startswith(".")] == []


# ---------------------------------------------------------------- what is in it


def test_every_citation_leads_to_the_bytes_of_its_picture(bag: Path, root: DataRoot) -> None:
    told = contents(bag)
    lines = root.journal.read_bytes().splitlines(keepends=True)
    events = {each["event"]: each for each in told["events"]}
    assert told["citations"]
    for each in told["citations"]:
        parts = [step["part"] for step in each["trail"]]
        assert (parts[0], parts[-1]) == ("reading", "blob")
        assert "record" in parts
        picture = bag / "data" / each["picture"]
        assert picture.read_bytes() == (root.path / each["blob"]).read_bytes()
        for step in each["trail"]:
            seq = int(step["event"].rpartition(":")[2])
            assert (bag / "data" / events[step["event"]]["line"]).read_bytes() == lines[seq]
            assert events[step["event"]]["leaf"] == leaf(lines[seq]).hex()


def test_nothing_is_in_it_that_no_trail_leads_over(bag: Path, root: DataRoot) -> None:
    told = contents(bag)
    on_trails = {step["event"] for each in told["citations"] for step in each["trail"]}
    assert {each["event"] for each in told["events"]} == on_trails
    assert len(on_trails) < 10
    shown = sorted(path.name for path in (bag / "data" / "evidence").iterdir())
    assert len(shown) == len({each["frame"] for each in told["citations"]})


def test_report_stands_alone_and_shows_every_citation(bag: Path) -> None:
    page = (bag / "data" / "REPORT.html").read_text(encoding="utf-8")
    told = contents(bag)
    assert "http://" not in page
    assert "https://" not in page
    assert "<script" not in page
    assert page.count("<article>") == len(told["citations"])
    assert told["fingerprint"] in page
    assert told["root"] in page
    assert "2026-03-04 10:16:29 +01:00" in page


def test_table_for_spreadsheets_has_a_row_for_each_citation(bag: Path) -> None:
    text = (bag / "data" / "citations.csv").read_text(encoding="utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(text)))
    assert [row["event"] for row in rows] == [each["event"] for each in contents(bag)["citations"]]
    assert {row["disclosed"] for row in rows} == {"in full"}


def test_line_that_stayed_on_the_screen_is_carried_from_frame_to_frame(
    root: DataRoot, autocapture: Run, tmp_path: Path
) -> None:
    answer = answer_carried(root)
    file = tmp_path / "answer.json"
    file.write_text(json.dumps(answer))
    out = tmp_path / "bag"
    ran = autocapture("export", "--answer", file, "--out", out, "--data-dir", root.path, *MOMENT)
    assert ran.returncode == 0, ran.stderr
    [cited] = contents(out)["citations"]
    parts = [step["part"] for step in cited["trail"]]
    assert parts.count("carried") >= 3
    assert len([part for part in parts if part == "record"]) == 2
    assert by_python(out).returncode == 0
    bad = shutil.copytree(out, tmp_path / "bad")
    told = contents(bad)
    trail = told["citations"][0]["trail"]
    steps = [each["event"] for each in trail if each["part"] == "carried"]
    facts = {name: json.loads((out / "data" / line_of(out, name)).read_bytes())["fact"] for name in steps}
    for frame in {fact["frame"] for fact in facts.values()}:
        gone = {name for name, fact in facts.items() if fact["frame"] == frame}
        told["citations"][0]["trail"] = [each for each in trail if each["event"] not in gone]
        (bad / "data" / "citations.json").write_text(json.dumps(told))
        with pytest.raises(verifier().Wrong):
            checked(bad)


def line_of(bag: Path, event: str) -> str:
    """Where the line of an event lies in a bag, relative to `data/`."""
    [name] = [each["line"] for each in contents(bag)["events"] if each["event"] == event]
    return str(name)


def answer_carried(root: DataRoot) -> dict[str, Any]:
    """An answer whose only citation shows a line on a later frame than the one on which it was read."""
    with Views(root) as views:
        rows = views.facts.execute(
            "SELECT s.seq, s.place, s.x0, s.y0, s.x1, s.y1, s.text, b.frame, l.frame FROM spans s "
            "JOIN chain_frames b ON b.chain = s.chain AND b.place = s.born "
            "JOIN chain_frames l ON l.chain = s.chain AND l.place = s.born + 3 "
            "WHERE (s.gone IS NULL OR s.gone > s.born + 3) AND s.source = 'ocr' ORDER BY length(s.text) DESC LIMIT 1"
        ).fetchall()
        assert rows, "no line of the corpus stays on the screen for four frames"
        seq, _, *box, text, _, frame = rows[0]
        located = views.event(seq)
    citation = {
        "event": f"journal:{seq}",
        "leaf": located.place.leaf.hex(),
        "frame": frame,
        "captured_at": "",
        "box": box,
        "text": text,
        "title": "",
        "app": "",
        "source": "ocr",
        "confidence": 9_900,
        "size": [0, 0],
        "checkpoint": {"size": 0, "root": ""},
    }
    return {"state": "ok", "summary": text, "question": "?", "claims": [{"text": text, "citations": [citation]}]}


def test_stretch_of_time_has_all_its_frames(root: DataRoot, autocapture: Run, tmp_path: Path) -> None:
    stretch = ("--since", "2026-03-04T09:15:00Z", "--until", "2026-03-04T09:16:30Z")
    ran = autocapture("export", *stretch, "--out", tmp_path / "bag", "--data-dir", root.path, "--json")
    assert ran.returncode == 0, ran.stderr
    told = contents(tmp_path / "bag")
    with Views(root) as views:
        rows = views.facts.execute(
            "SELECT id FROM frames WHERE ts_utc >= '2026-03-04T09:15:00' AND ts_utc < '2026-03-04T09:16:30' "
            "ORDER BY ts_us"
        ).fetchall()
    assert [each["frame"] for each in told["citations"]] == [row[0] for row in rows]
    assert len(rows) > 2
    assert by_python(tmp_path / "bag").returncode == 0
    nothing = ("--since", "2026-03-04T09:15:00Z", "--app", "no such program")
    assert autocapture("export", *nothing, "--out", tmp_path / "x", "--data-dir", root.path).returncode == 1


def test_any_event_can_be_given_away(root: DataRoot, autocapture: Run, tmp_path: Path) -> None:
    kinds: dict[str, int] = {}
    for seq, line in enumerate(root.journal.read_bytes().splitlines()):
        kinds.setdefault(json.loads(line)["fact"]["kind"], seq)
    assert len(kinds) > 6
    words = [word for seq in kinds.values() for word in ("--event", f"journal:{seq}")]
    ran = autocapture("export", *words, "--out", tmp_path / "bag", "--data-dir", root.path)
    assert ran.returncode == 0, ran.stderr
    assert {each["kind"] for each in contents(tmp_path / "bag")["events"]} >= set(kinds)
    assert by_python(tmp_path / "bag").returncode == 0


# ---------------------------------------------------------------- the log


def test_ledger_names_the_bag(bag: Path, root: DataRoot) -> None:
    line = (bag / "attestation" / "export.ndjson").read_bytes()
    assert line in root.ledger.read_bytes().splitlines(keepends=True)
    entry = seals.read(line).understood()
    assert isinstance(entry, BundleExported)
    assert (entry.by, entry.asked, entry.redacted) == ("question", QUESTION, False)
    assert entry.events == len(contents(bag)["events"])
    report = audit.verify(root)
    assert (report.state, report.faults) == ("intact", ())


def test_bag_of_a_log_whose_key_was_changed_holds(root: DataRoot, bag: Path, autocapture: Run, tmp_path: Path) -> None:
    kept = tmp_path / "kept.checkpoint"
    kept.write_bytes((bag / "data" / "checkpoints" / "journal.checkpoint").read_bytes())
    other = DataRoot(Path(shutil.copytree(root.path, tmp_path / "data")))
    rotate(other)
    rotate(other)
    words = ("--event", "journal:3", "--checkpoint", kept)
    ran = autocapture("export", *words, "--out", tmp_path / "bag", "--data-dir", other.path)
    assert ran.returncode == 0, ran.stderr
    told = tmp_path / "bag" / "data" / "keys" / "fingerprints.txt"
    fingerprints = [line.split()[0] for line in told.read_text().splitlines()]
    assert len(fingerprints) == 3
    for fingerprint in fingerprints:
        ran = by_python(tmp_path / "bag", "--fingerprint", fingerprint)
        assert ran.returncode == 0, ran.stderr
        assert "1 earlier checkpoints" in ran.stdout


# ---------------------------------------------------------------- a no


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (("--question", "what is the VIN of my car?"), 1),
        (("--event", "journal:999999"), 1),
        (("--event", "journal:x"), 2),
        (("--since", "yesterday"), 2),
        (("--answer", "/nowhere.json"), 2),
        ((), 2),
    ],
)
def test_what_cannot_be_given_away_is_told_and_leaves_nothing(
    root: DataRoot, autocapture: Run, tmp_path: Path, words: tuple[str, ...], code: int
) -> None:
    before = root.ledger.read_bytes()
    ran = autocapture("export", *words, "--out", tmp_path / "bag", "--data-dir", root.path, *MOMENT)
    assert ran.returncode == code, ran.stderr
    assert list(tmp_path.iterdir()) == []
    assert root.ledger.read_bytes() == before


def test_bag_is_put_over_nothing_and_not_into_the_dataroot(root: DataRoot, autocapture: Run, tmp_path: Path) -> None:
    (tmp_path / "there").mkdir()
    for out in (tmp_path / "there", root.path / "bag", tmp_path / "nowhere" / "bag"):
        ran = autocapture("export", "--event", "journal:3", "--out", out, "--data-dir", root.path)
        assert ran.returncode == 2, ran.stderr
    assert autocapture("export", "--event", "journal:3", "--data-dir", root.path).returncode == 2
    assert autocapture("export", "--event", "journal:3", "--out", tmp_path / "x").returncode == 2


@pytest.mark.parametrize("fault", ["gone", "changed", "of another answer"])
def test_link_that_is_missing_is_an_error_and_no_gap(
    root: DataRoot, bag: Path, autocapture: Run, tmp_path: Path, fault: str
) -> None:
    other = DataRoot(Path(shutil.copytree(root.path, tmp_path / "data")))
    answer = json.loads((bag / "data" / "answer.json").read_bytes())
    blob = other.path / contents(bag)["citations"][0]["blob"]
    match fault:
        case "gone":
            blob.unlink()
        case "changed":
            data = blob.read_bytes()
            blob.unlink()
            blob.write_bytes(data[:-1] + bytes([data[-1] ^ 1]))
        case _:
            answer["claims"][0]["citations"][0]["text"] += " and more"
    file = tmp_path / "answer.json"
    file.write_text(json.dumps(answer))
    ran = autocapture("export", "--answer", file, "--out", tmp_path / "bag", "--data-dir", other.path, *MOMENT)
    assert ran.returncode == 5, ran.stderr
    assert not (tmp_path / "bag").exists()


# ---------------------------------------------------------------- whoever changes it


def verifier() -> ModuleType:
    """The stranger's script, to ask it for single checks."""
    if "stranger_verify" not in sys.modules:
        load("stranger_verify", STRANGER / "verify.py")
    return sys.modules["stranger_verify"]


def checked(bag: Path) -> None:
    """All checks of the script but those of the lists and of the export, which would find any change first."""
    told = verifier().Bag(bag)
    told.read_keys("")
    told.check_events()
    told.check_blobs()
    told.check_citations()
    told.check_earlier()


def mutations(bag: Path, count: int, seed: int) -> Iterator[tuple[Path, bytes]]:
    """Seeded changes of one byte, each in another file as far as there are so many."""
    chance = random.Random(seed)
    files = sorted(path for path in bag.rglob("*") if path.is_file())
    for number in range(count):
        path = files[number % len(files)]
        data = path.read_bytes()
        at = chance.randrange(len(data))
        yield path, data[:at] + bytes([data[at] ^ chance.randrange(1, 256)]) + data[at + 1 :]


@tools
def test_changed_byte_is_found_by_somebody(bag: Path, tmp_path: Path) -> None:
    copy = shutil.copytree(bag, tmp_path / "bag")
    for path, changed in mutations(copy, MUTATIONS, 9):
        before = path.read_bytes()
        path.write_bytes(changed)
        assert not by_coreutils(copy) or by_python(copy).returncode == 1, path
        path.write_bytes(before)
    assert by_coreutils(copy)


def test_changed_byte_is_found_where_the_lists_were_made_anew(bag: Path, tmp_path: Path) -> None:
    copy = shutil.copytree(bag, tmp_path / "bag")
    free = {"bag-info.txt", "bagit.txt", "verify.py", "verify.sh", "VERIFY.md"}
    lists = {"manifest-sha256.txt", "tagmanifest-sha256.txt"}
    told = verifier()
    for path, changed in mutations(copy, MUTATIONS, 10):
        if path.name in free | lists:
            continue
        before = path.read_bytes()
        path.write_bytes(changed)
        in_lists_anew(copy)
        with pytest.raises((told.Wrong, LookupError, ValueError, TypeError, AttributeError)):
            whole(copy)
        path.write_bytes(before)
    in_lists_anew(copy)
    whole(copy)


def whole(bag: Path) -> None:
    """All checks of the script."""
    told = verifier().Bag(bag)
    told.check_files()
    told.read_keys("")
    told.check_events()
    told.check_blobs()
    told.check_citations()
    told.check_earlier()
    told.check_export()


@pytest.mark.parametrize("what", ["events", "checkpoints", "keys", "evidence"])
def test_each_part_is_held_against_the_log_by_itself(bag: Path, tmp_path: Path, what: str) -> None:
    """Even the holder of the lists and of the line that names them could not change these."""
    copy = shutil.copytree(bag, tmp_path / "bag")
    checked(copy)
    chance = random.Random(11)
    told = verifier()
    for path in sorted((copy / "data" / what).iterdir()):
        if path.name == "fingerprints.txt":
            continue
        data = path.read_bytes()
        for _ in range(4):
            at = chance.randrange(len(data))
            path.write_bytes(data[:at] + bytes([data[at] ^ 1]) + data[at + 1 :])
            with pytest.raises((told.Wrong, LookupError, ValueError, TypeError, AttributeError)):
                checked(copy)
        path.write_bytes(data)
    checked(copy)


@pytest.mark.parametrize("field", ["text", "frame", "event", "leaf", "blob", "boxes"])
def test_citation_that_says_something_else_is_found(bag: Path, tmp_path: Path, field: str) -> None:
    copy = shutil.copytree(bag, tmp_path / "bag")
    told = contents(copy)
    other: dict[str, Any] = {"boxes": [[0, 0, 9, 9]], "event": "journal:1", "leaf": "00" * 32}
    told["citations"][0][field] = other.get(field, "something else")
    (copy / "data" / "citations.json").write_text(json.dumps(told))
    with pytest.raises((verifier().Wrong, LookupError)):
        checked(copy)


def test_file_that_no_list_names_is_found(bag: Path, tmp_path: Path) -> None:
    copy = shutil.copytree(bag, tmp_path / "bag")
    (copy / "data" / "evidence" / "0099.png").write_bytes(b"more")
    with pytest.raises(verifier().Wrong, match="no list names"):
        whole(copy)
