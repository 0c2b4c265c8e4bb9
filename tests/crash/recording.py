"""What a run does to files, recorded with strace: every write with its bytes, every change of a name, every sync.

A call of one thread that waits for another's is two lines in a trace; a sync then covers what came before its first.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import PurePosixPath

# What is recorded. `-xx` spells every byte in hex, so that nothing in a line is mistaken for its grammar.
CALLS = (
    "?open,openat,?creat,read,write,writev,pwrite64,?pwritev,?pwritev2,lseek,ftruncate,truncate,?fallocate,?rename,"
    "?renameat,?renameat2,?link,linkat,?symlink,?symlinkat,?unlink,unlinkat,?mkdir,mkdirat,?rmdir,fsync,fdatasync,"
    "syncfs,fchmod,utimensat,?sendfile,?copy_file_range,?mmap"
)
STRACE = ("-y", "-xx", "-s", str(1 << 22), "-e", f"trace={CALLS}")

_LINE = re.compile(r"^(\d+)\s+(.*)$")
_UNFINISHED = " <unfinished ...>"
_RESUMED = re.compile(r"^<\.\.\. \w+ resumed>\s*(.*)$")
_CALL = re.compile(r"^(\w+)\((.*)\)\s+= (-?\d+|0x[0-9a-f]+)(.*)$", re.S)
_HEX = re.compile(r"\\x([0-9a-f]{2})")
_BASE = re.compile(r'iov_base="((?:\\x[0-9a-f]{2})*)"')
_HANDLE = re.compile(r"^(-?\d+|AT_FDCWD)(?:<((?:\\x[0-9a-f]{2})*)>)?(\(deleted\))?$")
_TIME = re.compile(r"tv_sec=(-?\d+).*?tv_nsec=(\d+)")
_STDOUT = 1


@dataclass(frozen=True, slots=True)
class Wrote:
    """Bytes were written to a file; `offset` is None at its end, `durable` says that the call waited for the disk."""

    path: str
    offset: int | None
    data: bytes
    durable: bool = False


@dataclass(frozen=True, slots=True)
class Cut:
    """A file was given a length."""

    path: str
    size: int


@dataclass(frozen=True, slots=True)
class Named:
    """A file or directory was made where none had the name."""

    path: str
    mode: int
    directory: bool = False


@dataclass(frozen=True, slots=True)
class Moved:
    """A name was changed, or (`link`) a second one given."""

    path: str
    to: str
    link: bool = False


@dataclass(frozen=True, slots=True)
class Removed:
    """A name was taken away."""

    path: str


@dataclass(frozen=True, slots=True)
class Synced:
    """What was done before number `since` to a file or directory is on the disk; an empty path: to all of them."""

    path: str
    since: int


@dataclass(frozen=True, slots=True)
class Set:
    """Mode or time of a file were set."""

    path: str
    mode: int | None = None
    mtime_ns: int | None = None


@dataclass(frozen=True, slots=True)
class Said:
    """Bytes were written to the standard output: what is acknowledged there is acknowledged."""

    text: str


Deed = Wrote | Cut | Named | Moved | Removed | Synced | Set | Said


@dataclass(frozen=True, slots=True)
class _Call:
    name: str
    words: list[str]
    result: int
    begun: int


class _Files:
    """The descriptors of a process: how each was opened, and where it stands."""

    def __init__(self) -> None:
        self.flags: dict[int, str] = {}
        self.place: dict[int, int] = {}

    def opened(self, descriptor: int, flags: str) -> None:
        self.flags[descriptor], self.place[descriptor] = flags, 0

    def moved(self, descriptor: int, by: int) -> int:
        """Move on by some bytes; return where it stood."""
        before = self.place.get(descriptor, 0)
        self.place[descriptor] = before + by
        return before


def deeds_in(trace: str) -> list[Deed]:
    """Return what one traced process did, in order."""
    deeds: list[Deed] = []
    files = _Files()
    for call in _calls(trace, deeds):
        if call.result >= 0:
            deeds.extend(_deeds(call, files))
    return deeds


def _calls(trace: str, deeds: list[Deed]) -> Iterator[_Call]:
    waiting: dict[str, tuple[str, int]] = {}
    for line in trace.splitlines():
        matched = _LINE.match(line)
        if matched is None:
            continue
        thread, text = matched.groups()
        if text.endswith(_UNFINISHED):
            waiting[thread] = text.removesuffix(_UNFINISHED), len(deeds)
            continue
        begun = len(deeds)
        if resumed := _RESUMED.match(text):
            first, begun = waiting.pop(thread)
            text = first + resumed[1]
        if call := _CALL.match(text):
            yield _Call(call[1], call[2].split(", "), int(call[3], 0), begun)


def _deeds(call: _Call, files: _Files) -> Iterator[Deed]:
    match call.name:
        case "open" | "openat" | "creat":
            yield from _opening(call, files)
        case "read" | "lseek":
            descriptor = _descriptor(call.words[0])
            if call.name == "lseek":
                files.place[descriptor] = call.result
            else:
                files.moved(descriptor, call.result)
        case "write" | "writev" | "pwrite64" | "pwritev" | "pwritev2":
            yield from _writing(call, files)
        case "fsync" | "fdatasync" | "syncfs":
            path = _held(call.words[0])
            if path is not None:
                yield Synced("" if call.name == "syncfs" else path, call.begun)
        case "sendfile" | "copy_file_range" | "fallocate" | "symlink" | "symlinkat":
            raise AssertionError(f"{call.name} is not modelled")
        case "mmap":
            # Who writes through a shared map writes past this recorder.
            if "MAP_SHARED" in call.words[3] and "PROT_WRITE" in call.words[2]:
                yield Wrote(_held(call.words[4]) or "", None, b"through a map")
        case _:
            yield from _naming(call)


def _opening(call: _Call, files: _Files) -> Iterator[Deed]:
    words = call.words[1:] if call.name == "openat" else call.words
    path = _path(words[0], call.words[0] if call.name == "openat" else "")
    flags = words[1] if call.name != "creat" else "O_CREAT|O_WRONLY|O_TRUNC"
    files.opened(call.result, flags)
    if "O_CREAT" in flags:
        yield Named(path, int(words[2], 8))
    if "O_TRUNC" in flags:
        yield Cut(path, 0)


def _writing(call: _Call, files: _Files) -> Iterator[Deed]:
    descriptor = _descriptor(call.words[0])
    joined = ", ".join(call.words[1:])
    vector = call.name not in ("write", "pwrite64")
    parts = _BASE.findall(joined) if vector else [joined.partition('"')[2].partition('"')[0]]
    data = b"".join(_bytes(part) for part in parts)[: call.result]
    if descriptor == _STDOUT:
        yield Said(data.decode(errors="replace"))
        return
    path, flags = _held(call.words[0]), files.flags.get(descriptor, "")
    offset: int | None
    if call.name.startswith("p"):
        offset = int(call.words[-2 if call.name == "pwritev2" else -1])
    elif "O_APPEND" in flags:
        offset = None
    else:
        offset = files.moved(descriptor, call.result)
    if path is not None:
        yield Wrote(path, offset, data, "SYNC" in flags)


def _naming(call: _Call) -> Iterator[Deed]:
    words = call.words
    match call.name:
        case "rename":
            yield Moved(_path(words[0]), _path(words[1]))
        case "renameat" | "renameat2":
            yield Moved(_path(words[1], words[0]), _path(words[3], words[2]))
        case "link":
            yield Moved(_path(words[0]), _path(words[1]), link=True)
        case "linkat":
            yield Moved(_path(words[1], words[0]), _path(words[3], words[2]), link=True)
        case "unlink" | "rmdir":
            yield Removed(_path(words[0]))
        case "unlinkat":
            yield Removed(_path(words[1], words[0]))
        case "mkdir":
            yield Named(_path(words[0]), int(words[1], 8), directory=True)
        case "mkdirat":
            yield Named(_path(words[1], words[0]), int(words[2], 8), directory=True)
        case "truncate":
            yield Cut(_path(words[0]), int(words[1]))
        case "ftruncate" if (path := _held(words[0])) is not None:
            yield Cut(path, int(words[1]))
        case "fchmod" if (path := _held(words[0])) is not None:
            yield Set(path, mode=int(words[1], 8))
        case "utimensat":
            where = _held(words[0]) if words[1] == "NULL" else _path(words[1], words[0])
            times = _TIME.findall(", ".join(words[2:]))
            if where is not None and len(times) == 2:
                yield Set(where, mtime_ns=int(times[1][0]) * 10**9 + int(times[1][1]))


def _bytes(spelled: str) -> bytes:
    return bytes.fromhex(spelled.replace("\\x", ""))


def _descriptor(word: str) -> int:
    matched = _HANDLE.match(word)
    assert matched is not None, word[:200]
    return -1 if matched[1] == "AT_FDCWD" else int(matched[1])


def _held(word: str) -> str | None:
    """Return the path of what a descriptor holds; None where it has none any more."""
    matched = _HANDLE.match(word)
    assert matched is not None, word[:200]
    return None if matched[3] or matched[2] is None else _bytes(matched[2]).decode(errors="surrogateescape")


def _path(word: str, beside: str = "") -> str:
    path = _bytes(word.strip('"')).decode(errors="surrogateescape")
    home = (_held(beside) or "") if beside else ""
    return str(PurePosixPath(home) / path)
