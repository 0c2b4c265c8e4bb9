"""What programs are called and what their window titles tell: declarative patterns out of `titles.toml`. Pure.

A person's own patterns stand in a file of the same form; they are asked first, and make another version of what
is concluded, so that frames are looked at again.
"""

from __future__ import annotations

import hashlib
import os
import re
import tomllib
import zlib
from collections.abc import Iterator, Sequence
from functools import cached_property
from importlib import resources
from pathlib import Path
from typing import Any

import msgspec

from ledger import keys, plain
from ledger.errors import Usage

FILE = "titles.toml"
DIRECTORY_VARIABLE = "AUTOCAPTURE_CONFIG_DIR"
_MOST_BYTES = 1 << 20
_LONGEST = 1_024
"""Longer titles are asked nothing: for some patterns that takes time by the square of their length, and by its cube."""

_SPACES = re.compile(r"\s+")


class _Strict(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    pass


class Program(_Strict, frozen=True):
    """A program: its name, what sort it is, names of its executable, what it puts behind a page's title."""

    name: str
    category: str = ""
    process: tuple[str, ...] = ()
    ending: tuple[str, ...] = ()


class _Address(_Strict, frozen=True):
    name: str


class _Title(_Strict, frozen=True, rename={"excepted": "except"}):
    pattern: str
    program: str = ""
    category: str = ""
    excepted: tuple[str, ...] = ()


class _Folder(_Strict, frozen=True):
    folder: str


class _Site(_Strict, frozen=True):
    title: str
    host: str


class Patterns(_Strict, frozen=True):
    """A file of patterns; its own head says what each entry means."""

    mark: tuple[str, ...] = ()
    program: tuple[Program, ...] = ()
    address: tuple[_Address, ...] = ()
    title: tuple[_Title, ...] = ()
    project: tuple[_Folder, ...] = ()
    site: tuple[_Site, ...] = ()


class Told(msgspec.Struct, frozen=True):
    """What a title tells; what it does not tell is empty. `folder` is a path as it stands there.

    In a file manager the document is the folder that is open.
    """

    document: str = ""
    folder: str = ""
    project: str = ""


class Programs:
    """The patterns that are in force: a person's own, then those that come along."""

    def __init__(self, *files: bytes) -> None:
        """Take files of patterns (TOML, UTF-8), those that are asked first in front.

        Raises:
            Usage: a file is no such file, or a pattern is no regular expression.
        """
        self.digest = hashlib.sha256(b"\0".join(files)).hexdigest()
        self._patterns = [_parsed(file) for file in files]
        for pattern in self._expressions():
            _compiled(pattern)
        for folder in (project.folder for each in self._patterns for project in each.project):
            if "project" not in _compiled(folder).groupindex:
                raise Usage(f"{folder!r} in {FILE} finds no project: it has no (?P<project>…).", f"See {own_path()}.")

    def _expressions(self) -> Iterator[str]:
        for each in self._patterns:
            yield from each.mark
            yield from (_filled(title.pattern, ("program",)) for title in each.title)
            yield from (project.folder for project in each.project)
            yield from (site.title for site in each.site)

    def program_of(self, process: str) -> Program:
        """Return the program whose executable a path names; one that is not known has the name of that file."""
        name = executable(process)
        for each in self._patterns:
            for program in each.program:
                if name.casefold() in (known.casefold() for known in program.process):
                    return program
        return Program(name)

    def page_title(self, title: str, program: Program) -> str:
        """Return the title of the page that a browser's window title holds."""
        for ending in program.ending:
            if title.endswith(ending):
                return title.removesuffix(ending)
        return title

    @cached_property
    def addresses(self) -> frozenset[str]:
        """What assistive technology calls address bars."""
        return frozenset(address.name for each in self._patterns for address in each.address)

    def host_of(self, page_title: str) -> str:
        """Return the site that the title of a page gives away, or nothing."""
        plain_title = _spaced(page_title)
        if len(plain_title) > _LONGEST:
            return ""
        sites = (site for each in self._patterns for site in each.site)
        return next((site.host for site in sites if re.search(site.title, plain_title)), "")

    def told(self, title: str, program: Program) -> Told:
        """Return what the title of a program's window tells of the document, its folder and the project."""
        spaced = _spaced(title)
        if len(spaced) > _LONGEST:
            return Told()
        bare = self._bare(spaced)
        for each in self._patterns:
            for entry in each.title:
                if _is_for(entry, program) and (match := _expanded(entry.pattern, program).fullmatch(bare)):
                    return self._read(match.groupdict())
        return Told()

    def _bare(self, title: str) -> str:
        for each in self._patterns:
            for mark in each.mark:
                title = re.sub(mark, "", title)
        return title

    def _read(self, found: dict[str, Any]) -> Told:
        folder, document = found.get("folder") or "", found.get("document") or ""
        if place := found.get("place"):
            folder, document = place, _split(place.rstrip("/\\"))[1] or place
        if path := found.get("path"):
            folder, document = _split(path)
        project = found.get("project") or self._project_of(folder)
        return Told(document, folder, project)

    def _project_of(self, folder: str) -> str:
        folders = (project.folder for each in self._patterns for project in each.project)
        for pattern in folders:
            if match := re.search(pattern, folder):
                return match["project"]
        return ""


def executable(process: str) -> str:
    """Return the name of the file that a path names, in whichever system's spelling, without `.exe` or `.app`."""
    name = process.strip().replace("\\", "/").rstrip("/").rpartition("/")[2]
    return name[:-4] if name.lower().endswith((".exe", ".app")) else name


def shipped() -> bytes:
    """Return the patterns that come along."""
    return resources.files("processors").joinpath(FILE).read_bytes()


def own_path() -> Path:
    """Return where a person's own patterns stand: in `AUTOCAPTURE_CONFIG_DIR`, else in the user data directory."""
    named = os.environ.get(DIRECTORY_VARIABLE)
    return (Path(named) if named else keys.user_data_directory()) / FILE


def own() -> bytes:
    """Return a person's own patterns, nothing where there are none.

    Raises:
        Usage: the file is there and cannot be read.
    """
    path = own_path()
    try:
        return plain.read(path, _MOST_BYTES)
    except FileNotFoundError:
        return b""
    except OSError as error:
        raise Usage(f"The patterns in {path} cannot be read: {error.strerror or error}.") from error


def version_with(version: int, own_patterns: bytes) -> int:
    """Return the version of a processor that goes by a person's own patterns: another one for other patterns."""
    return version << 32 | zlib.crc32(own_patterns) if own_patterns else version


def _parsed(file: bytes) -> Patterns:
    try:
        return msgspec.convert(tomllib.loads(file.decode("utf-8")), Patterns)
    except (ValueError, msgspec.ValidationError) as error:
        raise Usage(f"A file of patterns ({FILE}) cannot be understood: {error}.", f"See {own_path()}.") from error


def _compiled(pattern: str) -> re.Pattern[str]:
    try:
        return re.compile(pattern)
    except re.error as error:
        raise Usage(f"{pattern!r} in {FILE} is no regular expression: {error}.", f"See {own_path()}.") from error


def _expanded(pattern: str, program: Program) -> re.Pattern[str]:
    names = sorted({program.name, *program.process} - {""}, key=lambda name: (-len(name), name))
    return re.compile(_filled(pattern, names))


def _filled(pattern: str, names: Sequence[str]) -> str:
    spelled = "|".join(re.escape(name) for name in names) or r"(?!)"
    return pattern.replace("{program}", f"(?i:{spelled})")


def _is_for(entry: _Title, program: Program) -> bool:
    if program.category and program.category in entry.excepted:
        return False
    return entry.program in ("", program.name) and entry.category in ("", program.category)


def _spaced(text: str) -> str:
    return _SPACES.sub(" ", text).strip()


def _split(path: str) -> tuple[str, str]:
    """Return folder and name of a path, in whichever system's spelling."""
    cut = max(path.rfind("/"), path.rfind("\\"))
    return path[: max(cut, 0)], path[cut + 1 :]


def in_force(mine: bytes) -> Programs:
    """Return a person's own patterns (those that `own` gives) and those that come along.

    Raises:
        Usage: a person's own cannot be understood.
    """
    return Programs(*(mine,) if mine else (), shipped())
