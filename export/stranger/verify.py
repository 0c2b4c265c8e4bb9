"""Checks the bag that this file lies in, with Python's standard library and, for signatures, cryptography or openssl.

    python3 verify.py [--fingerprint HEX] [BAG]

--fingerprint is the SHA-256 of the log's public key, as it was told to you by another way than this bag. Without it the
bag is shown to be whole in itself, and the fingerprint is printed for you to compare. Exit code 0: all holds; 1: not.
"""

from __future__ import annotations

import argparse
import base64
import hashlib
import json
import re
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any, NoReturn

DASH = "\u2014"
HEAD = "c2sp.org/tlog-proof@v1"
IN_TOTO = "application/vnd.in-toto+json"

# What a file in a bag, or a directory, can be called: never "..", nor anything that a disk takes for another name.
NAME = "[A-Za-z0-9](?:[A-Za-z0-9._-]*[A-Za-z0-9_-])?"

# Kinds that are concluded from what others found: what that was must be named.
CONCLUDED = ("derived.field.read", "derived.code.found", "derived.page.recognized", "derived.post.read")


class Wrong(Exception):
    """Something in the bag is not what it should be."""


def no(problem: str) -> NoReturn:
    raise Wrong(problem)


def shown(text: str) -> str:
    """Spell out what a terminal would obey instead of showing it."""
    return "".join(each if each.isprintable() else ascii(each)[1:-1] for each in text)


def sha(data: bytes) -> bytes:
    return hashlib.sha256(data).digest()


def raw(text: str) -> bytes:
    """Decode base64; the one spelling that there is for these bytes."""
    try:
        data = base64.b64decode(text, validate=True)
    except ValueError:
        no("malformed base64")
    if base64.b64encode(data).decode() != text:
        no("malformed base64")
    return data


def told(text: bytes) -> Any:
    """Read JSON. Where an object has a key twice, readers differ in which of the two counts: that is refused."""
    return json.loads(text.decode(), object_pairs_hook=once)


def once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    if len(dict(pairs)) != len(pairs):
        no("an object has a key twice")
    return dict(pairs)


# ---------------------------------------------------------------- signatures


def signed(public: bytes, message: bytes, signature: bytes) -> bool:
    """Say whether an Ed25519 signature holds: asked of cryptography or, where that is not installed, of openssl."""
    try:
        from cryptography.exceptions import InvalidSignature
        from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
    except ImportError:
        return signed_by_openssl(public, message, signature)
    try:
        Ed25519PublicKey.from_public_bytes(public).verify(signature, message)
    except (InvalidSignature, ValueError):
        return False
    return True


def signed_by_openssl(public: bytes, message: bytes, signature: bytes) -> bool:
    with tempfile.TemporaryDirectory() as place:
        parts = {"key": bytes.fromhex("302a300506032b6570032100") + public, "text": message, "signature": signature}
        for name, data in parts.items():
            Path(place, name).write_bytes(data)
        command = ["openssl", "pkeyutl", "-verify", "-rawin", "-pubin", "-keyform", "DER", "-inkey", "key"]
        try:
            ran = subprocess.run([*command, "-in", "text", "-sigfile", "signature"], cwd=place, capture_output=True)
        except OSError:
            sys.exit("Signatures cannot be checked here: install openssl 3, or the Python package cryptography.")
        return ran.returncode == 0


class Key:
    """A public key with a name, spelled `<name>+<8 hex digits>+<base64>`."""

    def __init__(self, spelled: str) -> None:
        self.name, digest, body = [*spelled.strip().split("+", 2), "", ""][:3]
        data = raw(body)
        if len(data) != 33 or data[0] != 1:
            no("the key is no Ed25519 key")
        self.public = data[1:]
        self.hash = sha(f"{self.name}\n".encode() + data)[:4]
        if self.hash.hex() != digest:
            no("the key does not match its hash")
        self.spelled = spelled.strip()
        self.fingerprint = sha(self.public).hex()

    def named(self, name: str) -> Key:
        body = b"\x01" + self.public
        return Key(f"{name}+{sha(name.encode() + chr(10).encode() + body)[:4].hex()}+{base64.b64encode(body).decode()}")

    def accepts(self, message: bytes, signature: bytes) -> bool:
        return signature[:4] == self.hash and len(signature) == 68 and signed(self.public, message, signature[4:])


def sealed(line: bytes, key: Key) -> dict[str, Any]:
    """Read a line of the ledger: signed over all that it says, and at its end nothing but the signature."""
    said: dict[str, Any] = told(line)
    end = b',"sig":"%s"}\n' % said["sig"].encode()
    if not line.endswith(end) or not key.accepts(line[: -len(end)], raw(said["sig"])):
        no(f"line {said['seq']} of the ledger is not what the key has signed")
    if set(said) != {"prev", "seq", "at", "entry", "sig"}:
        no(f"line {said['seq']} of the ledger is malformed")
    return said


def checkpoint(note: str, key: Key) -> tuple[int, bytes]:
    """Open a signed note; return size and root of the log whose checkpoint it is."""
    text, empty, signatures = note.rpartition("\n\n")
    text += "\n"
    lines = text.split("\n")
    if not empty or not signatures.endswith("\n") or len(lines) < 4:
        no("a checkpoint is malformed")
    found = False
    for line in signatures[:-1].split("\n"):
        dash, name, body = [*line.split(" "), "", ""][:3]
        if dash != DASH or not body:
            no("a line among the signatures is none")
        signature = raw(body)
        if name == key.name and signature[:4] == key.hash:
            if not key.accepts(text.encode(), signature):
                no("the key has not signed this checkpoint")
            found = True
    if not found:
        no("the key has not signed this checkpoint")
    if lines[0] != key.name:
        no(f"the checkpoint is of {lines[0]}, the key of {key.name}")
    if not re.fullmatch("0|[1-9][0-9]{0,18}", lines[1], re.ASCII):
        no("the size in a checkpoint is no number")
    return int(lines[1]), raw(lines[2])


# ---------------------------------------------------------------- trees (RFC 9162, 2.1.3.2 and 2.1.4.2)


def proven(leaf: bytes, proof: str, key: Key) -> tuple[int, int, bytes]:
    """Check that a leaf is in the log; return its number, and the size and root of the log."""
    head, empty, note = proof.partition("\n\n")
    lines = head.split("\n")
    extra = 2 if lines[1:2] and lines[1].startswith("extra ") else 1
    if not empty or lines[0] != HEAD or not re.fullmatch("index (0|[1-9][0-9]*)", "".join(lines[extra : extra + 1])):
        no("a proof is malformed")
    size, root = checkpoint(note, key)
    index = int(lines[extra][6:])
    first, last, found = index, size - 1, leaf
    if index >= size:
        no(f"there is no entry {index} in a log of {size}")
    for sibling in map(raw, lines[extra + 1 :]):
        if last == 0 or len(sibling) != 32:
            no("a proof is too long, or one of its hashes is none")
        if first & 1 or first == last:
            found = sha(b"\x01" + sibling + found)
            while not first & 1 and first:
                first, last = first >> 1, last >> 1
        else:
            found = sha(b"\x01" + found + sibling)
        first, last = first >> 1, last >> 1
    if last or found != root:
        no("the path leads to another root")
    return index, size, root


def grew(one: tuple[int, bytes], other: tuple[int, bytes], path: list[bytes]) -> bool:
    """Say whether the tree of `other` (size, root) grew out of that of `one`."""
    (size1, root1), (size2, root2) = one, other
    if size1 == size2:
        return root1 == root2 and not path
    if not 0 < size1 < size2 or any(len(each) != 32 for each in path):
        return False
    first, last = size1 - 1, size2 - 1
    while first & 1:
        first, last = first >> 1, last >> 1
    rest = list(path) if first else [root1, *path]
    if not rest:
        return False
    old = new = rest.pop(0)
    for sibling in rest:
        if last == 0:
            return False
        if first & 1 or first == last:
            old, new = sha(b"\x01" + sibling + old), sha(b"\x01" + sibling + new)
            while not first & 1 and first:
                first, last = first >> 1, last >> 1
        else:
            new = sha(b"\x01" + new + sibling)
        first, last = first >> 1, last >> 1
    return last == 0 and (old, new) == (root1, root2)


# ---------------------------------------------------------------- the bag


class Bag:
    """A bag in a directory. Each method is one check."""

    def __init__(self, place: Path) -> None:
        self.place = place
        self.payload = self.listed("manifest-sha256.txt")
        self.tags = self.listed("tagmanifest-sha256.txt")

    def read(self, name: str) -> bytes:
        path = self.place / name
        if not path.resolve().is_relative_to(self.place.resolve()) or not path.is_file() or path.is_symlink():
            no(f"{name} is not there")
        return path.read_bytes()

    def text(self, name: str) -> str:
        try:
            return self.read(name).decode()
        except UnicodeDecodeError:
            no(f"{name} is no text")

    def listed(self, name: str) -> dict[str, str]:
        lines = self.text(name).splitlines()
        found = [re.fullmatch(f"([0-9a-f]{{64}})  ({NAME}(?:/{NAME})*)", line) for line in lines]
        listed = {match[2]: match[1] for match in found if match}
        if len({each.lower() for each in listed}) < len(lines):
            no(f"{name} is malformed")
        return listed

    def check_files(self) -> str:
        # One list after the other: nobody signs the second, so it has no say about what lies under data/.
        for name in self.tags:
            if name.lower().startswith("data/"):
                no(f"the second list names {name}, which the signed list alone may name")
        for name, digest in [*self.payload.items(), *self.tags.items()]:
            if sha(self.read(name)).hex() != digest:
                no(f"{name} is not what the list says")
        there = {each.relative_to(self.place).as_posix() for each in self.place.rglob("*") if not each.is_dir()}
        strays = there - set(self.payload) - set(self.tags) - {"tagmanifest-sha256.txt"}
        if strays or any(not name.startswith("data/") for name in self.payload):
            no(f"files lie here that no list names: {', '.join(sorted(strays)) or 'outside of data/'}")
        return f"{len(self.payload)} files of the payload, {len(self.tags)} others"

    def read_keys(self, fingerprint: str) -> str:
        """Follow the changes of keys; the last one is the one that signs."""
        first, *lines = self.read("data/keys/ledger-lines.ndjson").splitlines(keepends=True)
        key = Key(told(first)["entry"]["key"])
        said = sealed(first, key)
        if (said["entry"]["kind"], said["entry"]["origin"], said["seq"]) != ("key.opened", key.name, 0):
            no("the first key does not open the ledger")
        self.keys, at, size = [key], 0, 0
        for line in lines:
            said = sealed(line, key)
            entry = said["entry"]
            if (entry["kind"], entry["before"]) != ("key.rotated", at) or said["seq"] <= at or entry["size"] < size:
                no(f"line {said['seq']} of the ledger does not follow the one that names the key before")
            at, size = said["seq"], entry["size"]
            key, before = Key(entry["key"]), key
            names = f"{before.name}\n{before.spelled}\n{key.spelled}"
            statement = f"autocapture-key-v2\n{names}\n{at}\n{said['prev']}\n{size}\n"
            if key.name != before.name or not key.accepts(statement.encode(), raw(entry["proof"])):
                no("a new key has not signed that it takes over")
            self.keys.append(key)
        known = [each.fingerprint for each in self.keys]
        self.key = Key(self.text("data/keys/log.vkey"))
        if self.text("data/keys/log.vkey") != f"{key.spelled}\n":
            no("data/keys/log.vkey is not the key in force")
        if fingerprint and fingerprint.lower().replace(":", "") not in known:
            no(f"the key's fingerprint is {key.fingerprint}, not the one you were told")
        return f"key of {shown(key.name)}, fingerprint {key.fingerprint}"

    def check_events(self) -> str:
        """Prove each event to the one checkpoint; keep what the events say."""
        self.contents: dict[str, Any] = told(self.read("data/citations.json"))
        self.size, self.root = checkpoint(self.text("data/checkpoints/journal.checkpoint"), self.key)
        listed = self.contents
        if (listed["size"], listed["root"], listed["origin"]) != (self.size, self.root.hex(), self.key.name):
            no("citations.json tells of another state of the log")
        if (listed["key"], listed["fingerprint"]) != (self.key.spelled, self.key.fingerprint):
            no("citations.json tells of another key")
        self.facts: dict[str, dict[str, Any]] = {}
        for each in listed["events"]:
            if each["event"] in self.facts:
                no(f"{each['event']} is listed twice")
            leaf = self.leaf_of(each)
            if leaf.hex() != each["leaf"]:
                no(f"{each['event']} has another hash than citations.json says")
            index, size, root = proven(leaf, self.text(f"data/{each['proof']}"), self.key)
            if (f"journal:{index}", size, root) != (each["event"], self.size, self.root):
                no(f"the proof of {each['event']} is of another event, or of another state")
        withheld = sum(not each["line"] for each in listed["events"])
        return f"{len(listed['events'])} events, {withheld} of them attested, not disclosed"

    def leaf_of(self, each: dict[str, Any]) -> bytes:
        if not each["line"]:
            self.facts[each["event"]] = {"kind": each["kind"], "in_full": False, **(each["told"] or {})}
            return bytes.fromhex(self.text(f"data/{each['leaf_file']}").strip())
        line = self.read(f"data/{each['line']}")
        event = told(line)
        if (f"journal:{event['seq']}", event["fact"]["kind"], event["at"]) != (each["event"], each["kind"], each["at"]):
            no(f"{each['event']} is another event")
        self.facts[each["event"]] = event["fact"]
        return sha(b"\x00" + line)

    def check_blobs(self) -> str:
        """Each file has the hash that the log vouches for, and each event about it is in the bag."""
        self.blobs = {each["path"]: each for each in self.contents["blobs"]}
        if len(self.blobs) != len(self.contents["blobs"]):
            no("a file of the evidence is listed twice")
        for path, each in self.blobs.items():
            facts = [self.facts.get(name, {}) for name in each["events"]]
            if not facts or any(fact.get("path") != path or fact.get("size") != each["size"] for fact in facts):
                no(f"no event of the bag tells of {path} as it is told here")
            if any(fact.get("sha256") not in (None, "", each["sha256"]) for fact in facts):
                no(f"the log has another hash for {path}")
            if (each["vouched"] in ("admitted", "hashed")) != any(fact.get("sha256") for fact in facts):
                no(f"the log does not vouch for the hash of {path} as it is told here")
            if each["vouched"] == "record" and not self.stated(path, each["sha256"]):
                no(f"no record states the hash of {path}")
            if each["file"] and not each["redacted"]:
                data = self.read(f"data/{each['file']}")
                if (len(data), sha(data).hex()) != (each["size"], each["sha256"]):
                    no(f"{each['file']} is not what the log says of {path}")
        return f"{len(self.blobs)} files of evidence"

    def stated(self, path: str, digest: str) -> bool:
        records = [fact for fact in self.facts.values() if path in fact.get("blobs", ())]
        return any(digest in (fact.get("payload") or fact.get("content_hash") or "").lower() for fact in records)

    def check_citations(self) -> str:
        events = {event["event"]: event for event in self.contents["events"]}
        for each in self.contents["citations"]:
            where = f"citation {each['number']}"
            names = [step["event"] for step in each["trail"]]
            if any(name not in events for name in (each["event"], *names)):
                no(f"{where}: an event of its trail is not in the bag")
            if events[each["event"]]["leaf"] != each["leaf"]:
                no(f"{where}: {each['event']} has another hash")
            fact = self.facts[each["event"]]
            if each["claim"] and "appeared" in fact:
                self.check_reading(each, fact, where)
            if each["frame"]:
                self.check_frame(each, each["frame"], where)
            self.check_makers(each, where)
        return f"{len(self.contents['citations'])} citations, each down to its file"

    def check_makers(self, each: dict[str, Any], where: str) -> None:
        """Each maker on the trail was done with its frame, and what it was given there is on the trail, too."""
        trail = [(step["part"], self.facts[step["event"]]) for step in each["trail"]]
        names = {step["event"] for step in each["trail"] if step["part"] == "input"}
        words = [fact for part, fact in trail if part == "made"]
        done = {(fact["frame"], fact["processor"], fact["version"]): fact.get("inputs", ()) for fact in words}
        for fact in [fact for part, fact in trail if part in ("reading", "input") and "by" in fact]:
            given = done.get((fact["frame"], fact["by"]["processor"], fact["by"]["version"]))
            if given is None:
                no(f"{where}: nothing says that {fact['by']['processor']} was done with {fact['frame']}")
            if not given and fact["kind"] in CONCLUDED:
                no(f"{where}: nothing names what {fact['by']['processor']} was given on {fact['frame']}")
        for fact in words:
            if any(f"journal:{seq}" not in names for seq in fact.get("inputs", ())):
                no(f"{where}: what {fact['processor']} was given on {fact['frame']} is not on its trail")

    def check_reading(self, each: dict[str, Any], fact: dict[str, Any], where: str) -> None:
        """The event has this box, and text its very words, on this frame or on one from which it was carried here."""
        wanted = {"box": each["boxes"][0]}
        if fact["kind"] == "derived.text.read":
            wanted["text"] = each["text"]
        things = [{name: thing.get(name) for name in wanted} for thing in fact["appeared"]]
        if wanted not in things:
            no(f"{where}: {each['event']} does not say this in this box")
        frame, own = fact["frame"], int(each["event"].partition(":")[2])
        self.check_frame(each, frame, where)
        # Of a withheld line only what is cited is told: its places are not those of the line.
        mine = {place for place, thing in enumerate(things) if thing == wanted and fact.get("in_full", True)}
        for step in each["trail"]:
            if step["part"] != "carried":
                continue
            word = self.facts[step["event"]]
            if word["frame"] != frame and word.get("against") != frame:
                no(f"{where}: {step['event']} does not go on from {frame}")
            frame = word["frame"]
            gone = {at for one in word.get("vanished", []) if one["seq"] == own for at in one["places"]}
            if mine and mine <= gone:
                no(f"{where}: {step['event']} says that it had vanished")
        if frame != each["frame"]:
            no(f"{where}: it was read on {frame}, and nothing says that {each['frame']} shows it, too")

    def check_frame(self, each: dict[str, Any], frame: str, where: str) -> None:
        """A record tells of the frame and names a file; an event admitted that file."""
        trail = [(step["part"], self.facts[step["event"]]) for step in each["trail"]]
        records = [fact for part, fact in trail if part == "record" and fact["record"] == frame]
        paths = [fact["blobs"][0] for fact in records if fact.get("blobs")]
        if not paths or (frame == each["frame"] and paths[-1] != each["blob"]):
            no(f"{where}: no record of {frame} names its picture")
        if not any(part == "blob" and fact.get("path") == paths[-1] for part, fact in trail):
            no(f"{where}: no event admitted the picture of {frame}")
        if paths[-1] not in self.blobs or (frame == each["frame"] and not self.blobs[paths[-1]]["file"]):
            no(f"{where}: the picture of {frame} is not in the bag")

    def check_earlier(self) -> str:
        """The log grew out of each earlier checkpoint that somebody had kept."""
        names = [name for name in self.payload if re.fullmatch(r"data/checkpoints/earlier-\d+\.checkpoint", name)]
        for name in names:
            head, sizes, *hashes = self.text(name.replace(".checkpoint", ".consistency")).split("\n")
            then = self.earlier(self.text(name))
            if head != "autocapture-consistency-v1" or sizes != f"{then[0]} {self.size}" or hashes.pop() != "":
                no(f"the proof beside {name} is malformed")
            if not grew(then, (self.size, self.root), [raw(each) for each in hashes]):
                no(f"the log did not grow out of {name}")
        return f"{len(names)} earlier checkpoints"

    def earlier(self, note: str) -> tuple[int, bytes]:
        """Open a checkpoint that any key of the log may have signed in its time."""
        for key in self.keys:
            try:
                return checkpoint(note, key)
            except Wrong:
                continue
        no("an earlier checkpoint is signed by no key of the log")

    def check_export(self) -> str:
        """The ledger names this bag, by the hash of the list of its payload; the same key signed a statement of it."""
        line = self.read("attestation/export.ndjson")
        said = sealed(line, self.key)
        entry = said["entry"]
        manifest = sha(self.read("manifest-sha256.txt")).hex()
        if (entry["kind"], entry["manifest"], entry["size"]) != ("bundle.exported", manifest, self.size):
            no("the line of the export is of another bag")
        ledger = self.key.named(f"{self.key.name}/ledger")
        if self.text("attestation/ledger.vkey") != f"{ledger.spelled}\n":
            no("attestation/ledger.vkey is another key")
        index, _, _ = proven(sha(b"\x00" + line), self.text("attestation/export.tlog-proof"), ledger)
        if index != said["seq"]:
            no("the proof of the export is of another line")
        envelope = told(self.read("attestation/manifest.dsse.json"))
        kind, body, [signature] = envelope["payloadType"], raw(envelope["payload"]), envelope["signatures"]
        spelled = {"payload": envelope["payload"], "payloadType": kind, "signatures": [signature]}
        if json.dumps(spelled, separators=(",", ":")) + "\n" != self.text("attestation/manifest.dsse.json"):
            no("the statement about the bag is malformed")
        if (kind, signature) != (IN_TOTO, {"keyid": self.key.fingerprint, "sig": signature["sig"]}):
            no("the statement about the bag is of another kind, or of another key")
        if not signed(
            self.key.public, b"DSSEv1 %d %s %d %s" % (len(kind), kind.encode(), len(body), body), raw(signature["sig"])
        ):
            no("the statement about the bag is not signed by the key")
        if told(body)["subject"] != [{"name": "manifest-sha256.txt", "digest": {"sha256": manifest}}]:
            no("the statement is about another bag")
        return f"exported {shown(said['at'])}, line {index} of the ledger"


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("bag", nargs="?", type=Path, default=Path(__file__).resolve().parent)
    parser.add_argument("--fingerprint", default="", help="of the log's public key, as you were told it elsewhere")
    args = parser.parse_args()
    try:
        bag = Bag(args.bag)
        print(f"ok  files: {bag.check_files()}")
        print(f"ok  key: {bag.read_keys(args.fingerprint)}")
        print(f"ok  events: {bag.check_events()}")
        print(f"ok  evidence: {bag.check_blobs()}")
        print(f"ok  citations: {bag.check_citations()}")
        print(f"ok  checkpoints: {bag.check_earlier()}")
        print(f"ok  export: {bag.check_export()}")
    except Wrong as wrong:
        print(f"NOT PROVEN: {shown(str(wrong))}.", file=sys.stderr)
        return 1
    except (LookupError, ValueError, TypeError, AttributeError, RecursionError, OSError) as error:
        print(
            f"NOT PROVEN: a file of the bag is malformed: {type(error).__name__}: {shown(str(error))}.", file=sys.stderr
        )
        return 1
    print("All holds." if args.fingerprint else "All holds in itself. Compare the fingerprint with one you were told.")
    return 0


if __name__ == "__main__":
    sys.exit(main())
