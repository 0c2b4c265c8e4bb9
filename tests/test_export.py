"""What is given away holds before a stranger, holds nothing else, and breaks wherever one byte of it is changed."""

from __future__ import annotations

import base64
import csv
import importlib.util
import io
import json
import os
import random
import re
import shutil
import subprocess
import sys
import time
import zipfile
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from subprocess import CompletedProcess
from types import ModuleType
from typing import Any

import bagit
import numpy as np
import pytest
import rdflib

import export
from export import check
from export.received import Directory, Received
from ingest.handoff import HandoffIngestor
from ledger import audit, keys, memory, seals
from ledger.dataroot import DataRoot
from ledger.errors import Damaged
from ledger.event import leaf
from ledger.facts import RecordAdmitted, RecordConflicted
from ledger.head import Head, read_head
from ledger.keyring import keyring_of
from ledger.note import Checkpoint, Signer, sign
from ledger.rotation import rotate
from ledger.seals import BundleExported
from ledger.writer import Writer
from processors.batch import Batch
from processors.color import ColorProcessor
from processors.engines import EmbeddedReader
from processors.idle import OpenGate
from processors.registry import chosen
from projections.engine import catch_up
from projections.views import Views
from query.printing.picture import opened

MARCH_4 = "2026-03-04T09-14-00Z_run_82b3"
QUESTION = "who is the assignee of DOCK-418?"
MOMENT = ("--now", "2026-03-20T17:45:00Z", "--tz", "Europe/Berlin")
SAMPLE = Path(__file__).parent / "sample" / "handoff"
STRANGER = Path(export.__file__).parent / "stranger"
HASH_VALUE = rdflib.URIRef("https://ontology.unifiedcyberontology.org/uco/types/hashValue")
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
def bag(root: DataRoot, logs: ModuleType, autocapture: Run, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The answer to a question, given away."""
    logs.forget(root)
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


def test_other_readers_of_bags_accept_it(bag: Path, tmp_path: Path) -> None:
    read = bagit.Bag(str(bag))
    read.validate()
    assert (read.version_info, read.info["External-Description"]) == (
        (1, 0),
        f"Evidence chosen by question: {QUESTION}",
    )
    copy = shutil.copytree(bag, tmp_path / "bag")
    (copy / "data" / "certificate.md").write_text("changed")
    assert not bagit.Bag(str(copy)).is_valid()


def test_provenance_conforms_to_the_ontology(bag: Path, tmp_path: Path) -> None:
    command = [
        sys.executable,
        "-c",
        "from case_utils.case_validate import main; main()",
        str(bag / "data" / "provenance.jsonld"),
    ]
    ran = subprocess.run(command, capture_output=True, text=True, check=False)
    assert (ran.returncode, "Conforms: True" in ran.stdout) == (0, True), ran.stdout + ran.stderr
    graph = rdflib.Graph().parse(bag / "data" / "provenance.jsonld", format="json-ld")
    hashes = {str(each).lower() for each in graph.objects(predicate=HASH_VALUE)}
    assert hashes == {each["sha256"] for each in contents(bag)["blobs"]}
    broken = (bag / "data" / "provenance.jsonld").read_text().replace("xsd:hexBinary", "xsd:boolean")
    (tmp_path / "broken.jsonld").write_text(broken)
    command[-1] = str(tmp_path / "broken.jsonld")
    assert subprocess.run(command, capture_output=True, check=False).returncode != 0


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


def test_record_that_was_contradicted_or_has_no_picture_can_be_given_away(
    root: DataRoot, bag: Path, logs: ModuleType, autocapture: Run, tmp_path: Path
) -> None:
    other = DataRoot(Path(shutil.copytree(root.path, tmp_path / "data")))
    frame = contents(bag)["citations"][0]["frame"]
    bare: dict[str, Any] = {"record_type": "evidence.capture.frame", "ts_utc": "2026-03-04T09:15:00Z", "payload": "{}"}
    with Writer(other).turn() as turn:
        first = turn.head.size
        facts = [
            RecordConflicted("h", "metadata", frame, **bare),
            RecordAdmitted("h", "metadata", "a/frame/without/picture", **bare),
        ]
        turn.commit(facts, run="R", stage=1, action="x")
    catch_up(other)
    words = ("--event", f"journal:{first}", "--event", f"journal:{first + 1}")
    ran = autocapture("export", *words, "--out", tmp_path / "bag", "--data-dir", other.path)
    assert ran.returncode == 0, ran.stderr
    assert [each["frame"] for each in contents(tmp_path / "bag")["citations"]] == [frame, ""]
    assert by_python(tmp_path / "bag").returncode == 0
    assert autocapture("export", "verify", tmp_path / "bag").returncode == 0


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


@pytest.fixture(scope="module")
def colours(tmp_path_factory: pytest.TempPathFactory) -> DataRoot:
    """The session of the sample that is shipped, its colours measured: evidence that is no text."""
    base = tmp_path_factory.mktemp("colours")
    shutil.copytree(SAMPLE / MARCH_4, base / MARCH_4)
    HandoffIngestor(base / "data").ingest_handoff_dir(base / MARCH_4)
    Batch(DataRoot(base / "data"), [*chosen(["windows"]), ColorProcessor()], OpenGate()).run()
    return DataRoot(base / "data")


def test_answer_about_colours_is_given_away(colours: DataRoot, autocapture: Run, tmp_path: Path) -> None:
    words = ("export", "--question", "hex colour of the gmail page", "--data-dir", colours.path, *MOMENT)
    ran = autocapture(*words, "--out", tmp_path / "bag")
    assert ran.returncode == 0, ran.stderr
    told = contents(tmp_path / "bag")
    kinds = {each["event"]: each["kind"] for each in told["events"]}
    assert {kinds[each["event"]] for each in told["citations"]} == {"derived.color.measured"}
    assert "#F6F8FC" in told["claims"][0]["text"]
    assert any(step["part"] == "carried" for each in told["citations"] for step in each["trail"])
    assert autocapture(*words, "--redact", "--out", tmp_path / "red").returncode == 0
    whole = ("export", "--question", "what colour is my desktop background", "--data-dir", colours.path, *MOMENT)
    assert autocapture(*whole, "--out", tmp_path / "desktop").returncode == 0
    assert by_python(tmp_path / "desktop").returncode == 0
    assert autocapture(*whole, "--redact", "--out", tmp_path / "no").returncode == 2
    title = told["citations"][0]["title"]
    assert title.encode() in searched(tmp_path / "bag")
    assert title.encode() not in searched(tmp_path / "red")
    for bag in (tmp_path / "bag", tmp_path / "red"):
        assert by_python(bag).returncode == 0
        assert autocapture("export", "verify", bag).returncode == 0
    copy = tmp_path / "bag" / "data" / "citations.json"
    told["citations"][0]["boxes"] = [[0, 0, 5, 5]]
    copy.write_text(json.dumps(told))
    with pytest.raises(verifier().Wrong, match="does not say this in this box"):
        checked(tmp_path / "bag")


def test_answer_in_a_file_may_claim_no_more_than_it_cites(
    root: DataRoot, bag: Path, colours: DataRoot, autocapture: Run, tmp_path: Path
) -> None:
    answer = json.loads((bag / "data" / "answer.json").read_bytes())
    answer["summary"] = "Somebody stole the cargo."
    file = tmp_path / "answer.json"
    file.write_text(json.dumps(answer))
    words = ("export", "--answer", file, "--data-dir", root.path, *MOMENT)
    cited = answer["claims"][0]["citations"][0]
    kept = dict(cited)
    stolen = {"title": "stole", "app": "stole", "source": "stole", "confidence": 1, "captured_at": "1999-01-01T00:00Z"}
    cited.update(stolen, words=[{"text": "stole", "box": cited["box"]}], checkpoint={"size": 1, "root": "stole"})
    answer["claims"][0] |= {"first_seen": "1999-01-01T00:00:00Z", "last_seen": "1999-01-01T00:00:00Z", "frames": 1999}
    answer["window"] = {
        "start": "1999-01-01T00:00Z",
        "end": "1999-01-02T00:00Z",
        "said": "stole",
        "zone": "stole",
        "words": "stole",
    }
    answer["terms"] = ["stole"]
    file.write_text(json.dumps(answer))
    ran = autocapture(*words, "--out", tmp_path / "bag")
    assert ran.returncode == 0, ran.stderr
    for path in (tmp_path / "bag").rglob("*"):
        if path.is_file():
            assert b"stole" not in path.read_bytes(), path
            assert b"1999-01" not in path.read_bytes(), path
    told = contents(tmp_path / "bag")["citations"][0]
    assert {name: told[name] for name in ("title", "app", "source")} == {
        name: kept[name] for name in ("title", "app", "source")
    }
    assert told["confidence"] == kept["confidence"]
    checked(tmp_path / "bag")
    answer["claims"][0]["text"] += "\nSomebody stole the cargo."
    file.write_text(json.dumps(answer))
    ran = autocapture(*words, "--out", tmp_path / "more")
    assert (ran.returncode, "claims more than the words" in ran.stderr) == (5, True)
    file.write_text(
        autocapture("query", "hex colour of the gmail page", "--json", "--data-dir", colours.path, *MOMENT).stdout
    )
    ran = autocapture("export", "--answer", file, "--data-dir", colours.path, *MOMENT, "--out", tmp_path / "colour")
    assert (ran.returncode, "--question" in ran.stderr) == (5, True)


# ---------------------------------------------------------------- export verify


def test_our_own_check_accepts_the_bag(bag: Path, autocapture: Run, tmp_path: Path) -> None:
    fingerprint = contents(bag)["fingerprint"]
    ran = autocapture("export", "verify", bag, "--fingerprint", fingerprint, "--json")
    assert ran.returncode == 0, ran.stderr
    assert json.loads(ran.stdout)["citations"] == len(contents(bag)["citations"])
    assert autocapture("export", "verify", bag, "--fingerprint", "00" * 32).returncode == 3
    assert autocapture("export", "verify", tmp_path).returncode == 3
    assert autocapture("export", "verify", tmp_path / "nothing").returncode == 2
    shutil.make_archive(str(tmp_path / "packed"), "zip", bag.parent, bag.name)
    assert autocapture("export", "verify", tmp_path / "packed.zip").returncode == 0


def test_bag_is_held_against_checkpoints_that_were_kept(
    root: DataRoot, bag: Path, logs: ModuleType, autocapture: Run, tmp_path: Path
) -> None:
    then = bag / "data" / "checkpoints" / "journal.checkpoint"
    other = DataRoot(Path(shutil.copytree(root.path, tmp_path / "data")))
    logs.commit(other, range(3))
    catch_up(other)
    words = ("export", "--event", "journal:3", "--data-dir", other.path)
    assert autocapture(*words, "--out", tmp_path / "bound", "--checkpoint", then).returncode == 0
    assert autocapture(*words, "--out", tmp_path / "unbound").returncode == 0
    assert autocapture("export", "verify", bag, "--against", then).returncode == 0
    assert autocapture("export", "verify", tmp_path / "bound", "--against", then).returncode == 0
    ran = autocapture("export", "verify", tmp_path / "unbound", "--against", then)
    assert (ran.returncode, "no proof" in ran.stderr) == (2, True)
    foreign = tmp_path / "foreign"
    foreign.write_text(memory.current_checkpoint(logs.written(tmp_path / "other", [3])))
    assert autocapture("export", "verify", bag, "--against", foreign).returncode == 3
    # The key was used to rewrite the log: another history of the same length.
    forged = tmp_path / "forged"
    forged.write_text(sign(Checkpoint(head_of(root).origin, head_of(root).size, bytes(32)).text(), signer_of(root)))
    ran = autocapture("export", "verify", bag, "--against", forged)
    assert (ran.returncode, "rewritten" in ran.stderr) == (3, True)
    ran = autocapture(*words, "--out", tmp_path / "x", "--checkpoint", forged)
    assert (ran.returncode, (tmp_path / "x").exists()) == (3, False)


def head_of(root: DataRoot) -> Head:
    """Where the log stands."""
    return read_head(root)


def signer_of(root: DataRoot) -> Signer:
    """The key that signs."""
    return keys.load(keyring_of(root).current)


@tools
def test_time_stamp_comes_along_and_is_verified_by_openssl(
    root: DataRoot, tsa: ModuleType, logs: ModuleType, autocapture: Run, tmp_path: Path
) -> None:
    authority = tsa.Authority(tmp_path / "tsa", tsa.identity("Test TSA", issuer := tsa.identity("Root", ca=True)))
    (tmp_path / "root.pem").write_bytes(issuer.pem)
    name = tmp_path / "kept"
    assert autocapture("timestamp", "request", "--out", name, "--data-dir", root.path).returncode == 0
    Path(f"{name}.tsr").write_bytes(authority.answer(Path(f"{name}.tsq").read_bytes()))
    words = ("export", "--event", "journal:3", "--stamp", name, "--data-dir", root.path)
    assert autocapture(*words, "--out", tmp_path / "bag").returncode == 0
    assert by_python(tmp_path / "bag").returncode == 0
    assert autocapture("export", "verify", tmp_path / "bag").returncode == 0
    stem = tmp_path / "bag" / "data" / "checkpoints" / "earlier-1"
    base = ["openssl", "ts", "-verify", "-in", f"{stem}.tsr", "-CAfile", str(tmp_path / "root.pem")]
    for rest in (["-data", f"{stem}.checkpoint"], ["-queryfile", f"{stem}.tsq"]):
        assert subprocess.run([*base, *rest], capture_output=True, check=False).returncode == 0
    Path(f"{name}.tsr").write_bytes(authority.answer(other_request(authority)))
    ran = autocapture(*words, "--out", tmp_path / "no")
    assert (ran.returncode, "is no stamp of" in ran.stderr) == (2, True)
    Path(f"{name}.tsr").unlink()
    assert autocapture(*words, "--out", tmp_path / "no").returncode == 2


def other_request(authority: Any) -> bytes:
    """A request for a stamp of something else."""
    authority.openssl("ts", "-query", "-data", "signer.pem", "-sha256", "-cert", "-out", "other.tsq")
    data: bytes = (authority.directory / "other.tsq").read_bytes()
    return data


# ---------------------------------------------------------------- redacted


@pytest.fixture(scope="module")
def redacted(root: DataRoot, logs: ModuleType, autocapture: Run, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The same answer, with everything blacked out that is not cited."""
    logs.forget(root)
    out = tmp_path_factory.mktemp("bags") / "redacted"
    ran = autocapture("export", "--redact", "--question", QUESTION, "--out", out, "--data-dir", root.path, *MOMENT)
    assert ran.returncode == 0, ran.stderr
    return out


def outside(bag: Path, corpus: Path) -> set[str]:
    """What stands on the frames of a bag, outside the boxes that are cited, and is said nowhere in what is cited."""
    told = contents(bag)
    shown = {each["frame"] for each in told["citations"]}
    cited = "\n".join([each["text"] for each in told["citations"]] + [told["asked"]["words"]])
    truths = [truth for truth in beside("reading_by_truth").truths(corpus, MARCH_4) if truth["frame_id"] in shown]
    texts = {line["text"].strip() for truth in truths for line in truth["lines"]}
    texts |= {truth["active"]["title"] for truth in truths}
    return {text for text in texts if len(text) > 5 and text not in cited}


def searched(bag: Path) -> bytes:
    """All bytes of a bag, those in base64 as they are and decoded, those of pictures left to the eye."""
    found = []
    for path in sorted(bag.rglob("*")):
        if path.is_file():
            data = path.read_bytes()
            found.append(data)
            if path.name == "manifest.dsse.json":
                found.append(base64.b64decode(json.loads(data)["payload"]))
    return b"\n".join(found)


def says(data: bytes, text: str) -> bool:
    """Whether bytes hold a text, not as a part of a longer word."""
    return re.search(rb"(?<![A-Za-z])" + re.escape(text.encode()) + rb"(?![A-Za-z])", data) is not None


@tools
def test_stranger_accepts_a_redacted_bag(redacted: Path, autocapture: Run) -> None:
    assert by_coreutils(redacted)
    ran = by_python(redacted)
    assert ran.returncode == 0, ran.stderr
    assert by_shell(redacted).returncode == 0
    assert autocapture("export", "verify", redacted).returncode == 0
    told = contents(redacted)
    assert [each["kind"] for each in told["events"] if not each["line"]] == [
        "evidence.record.admitted",
        "derived.text.read",
    ]
    assert "attested, not disclosed" in (redacted / "data" / "REPORT.html").read_text(encoding="utf-8")


def test_redacted_bag_has_no_text_from_outside_the_boxes(
    root: DataRoot, bag: Path, redacted: Path, corpus: Path, autocapture: Run, tmp_path: Path
) -> None:
    words = ("--event", "journal:0", "--out", tmp_path / "empty", "--data-dir", root.path)
    assert autocapture("export", *words).returncode == 0
    # Words of every bag, such as "Description", say nothing of the screen.
    own = searched(tmp_path / "empty")
    texts = {text for text in outside(redacted, corpus) if not says(own, text)}
    assert len(texts) > 20
    data, control = searched(redacted), searched(bag)
    assert [text for text in sorted(texts) if says(data, text)] == []
    assert len([text for text in texts if says(control, text)]) > 20


def test_redacted_pictures_show_nothing_from_outside_the_boxes(redacted: Path, corpus: Path) -> None:
    told = contents(redacted)
    cited = [each["text"] for each in told["citations"]]
    reader = EmbeddedReader()
    pictures = sorted((redacted / "data").rglob("*.png"))
    assert pictures
    for path in pictures:
        canvas = opened(path.read_bytes(), path.name)
        pixels = np.frombuffer(bytes(canvas.pixels), np.uint8).reshape(canvas.height, canvas.width, 3)
        if path.parent.name == "evidence":
            kept = np.zeros((canvas.height, canvas.width), bool)
            for each in told["citations"]:
                for x0, y0, x1, y1 in each["boxes"]:
                    kept[y0:y1, x0:x1] = True
            assert not pixels[~kept].any()
            assert pixels[kept].any()
        read = [line.text for line in reader.lines(pixels)]
        assert read
        letters = {word for text in cited for word in text.split()}
        assert {word for text in read for word in text.split()} <= letters


def test_picture_that_shows_more_than_is_cited_is_found(bag: Path, redacted: Path, tmp_path: Path) -> None:
    copy = shutil.copytree(redacted, tmp_path / "bag")
    told = check.check(Received(Directory(copy))).contents
    [picture] = (copy / "data" / "evidence").iterdir()
    picture.write_bytes((bag / "data" / "evidence" / "0001.png").read_bytes())
    with pytest.raises(Damaged, match="shows more than what is cited"):
        check._pictures(Received(Directory(copy)), told)


def test_withheld_line_can_be_recognised_when_it_is_shown_later(bag: Path, redacted: Path) -> None:
    withheld = [each["leaf_file"] for each in contents(redacted)["events"] if not each["line"]]
    assert withheld
    for name in withheld:
        line = (bag / "data" / f"{name.removesuffix('.leaf')}.ndjson").read_bytes()
        assert (redacted / "data" / name).read_text() == f"{leaf(line).hex()}\n"


def test_what_names_no_box_cannot_be_redacted(root: DataRoot, autocapture: Run, tmp_path: Path) -> None:
    words = ("--since", "2026-03-04T09:15:00Z", "--until", "2026-03-04T09:16:30Z", "--redact")
    ran = autocapture("export", *words, "--out", tmp_path / "bag", "--data-dir", root.path)
    assert (ran.returncode, "names no box" in ran.stderr) == (2, True)
    assert list(tmp_path.iterdir()) == []


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
        (("--event", "journal:3", "--until", "2026-03-04"), 2),
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


@pytest.mark.skipif(shutil.which("prlimit") is None, reason="prlimit is not there")
@pytest.mark.parametrize("ending", ["", ".zip"])
def test_disk_that_refuses_leaves_no_bag(root: DataRoot, program: list[str], tmp_path: Path, ending: str) -> None:
    before = root.ledger.read_bytes()
    words = ["export", "--question", QUESTION, "--out", tmp_path / f"bag{ending}", "--data-dir", root.path, *MOMENT]
    command = ["prlimit", "--fsize=60000", *program, *map(str, words)]
    ran = subprocess.run(command, capture_output=True, text=True, check=False, timeout=60)
    assert (ran.returncode, "Could not write" in ran.stderr) == (74, True), ran.stderr
    assert list(tmp_path.iterdir()) == []
    assert root.ledger.read_bytes() == before


def test_killed_export_leaves_a_whole_bag_or_none(root: DataRoot, program: list[str], tmp_path: Path) -> None:
    words = ["export", "--question", QUESTION, "--data-dir", str(root.path), *MOMENT]
    begun = time.monotonic()
    subprocess.run([*program, *words, "--out", str(tmp_path / "first")], capture_output=True, check=True, timeout=60)
    whole = time.monotonic() - begun
    chance = random.Random(12)
    for number in range(8):
        out = tmp_path / f"bag{number}"
        running = subprocess.Popen([*program, *words, "--out", str(out)], stdout=subprocess.DEVNULL)
        with suppress(subprocess.TimeoutExpired):
            running.wait(chance.uniform(0.5, 1.1) * whole)
        running.kill()
        running.wait()
        assert not out.exists() or by_python(out).returncode == 0
    report = audit.verify(root)
    assert (report.state in ("intact", "torn"), report.faults) == (True, ())


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
        for reader in (whole, lambda bag: check.check(Received(Directory(bag)))):
            found = False
            try:
                reader(copy)
            except (told.Wrong, Damaged, LookupError, ValueError, TypeError, AttributeError):
                found = True
            assert found, path
        path.write_bytes(before)
    in_lists_anew(copy)
    whole(copy)
    check.check(Received(Directory(copy)))


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


def test_cited_part_that_is_of_another_picture_is_found(bag: Path, tmp_path: Path) -> None:
    copy = shutil.copytree(bag, tmp_path / "bag")
    first, second = sorted((copy / "data" / "crops").iterdir())[:2]
    check._pictures(Received(Directory(copy)), check.check(Received(Directory(copy))).contents)
    first.write_bytes(second.read_bytes())
    with pytest.raises(Damaged, match="is not a part of"):
        check._pictures(Received(Directory(copy)), check.check(Received(Directory(bag))).contents)


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
