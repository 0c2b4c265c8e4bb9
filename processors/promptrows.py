"""Prompts: which rows of a terminal begin with one, and which are the first line of one. Pure.

Those that programs come with look alike everywhere. Shells are dressed by those who use them, in ways without number;
such a prompt a screen shows itself, by repeating it: a line with the folder above what is typed, each time, or the
same beginning of rows of which the last one is still empty.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Sequence

import msgspec

from processors.rows import Sheet


class Prompt(msgspec.Struct, frozen=True):
    """A way in which programs ask for input: what it looks like, and what a line that goes on is led by.

    A line goes on only where one began: on its own, the sign of that is found in output, too.
    """

    language: str
    begins: re.Pattern[str]
    goes_on: re.Pattern[str] | None = None


_STATEMENTS = (
    "alter|attach|copy|create|delete|describe|drop|explain|from|insert|install|load|pragma|select|set|show|summarize|"
    "update|with"
)
_GOES_ON = re.compile(r"^>(?: |$)")
_PLACE = r"(?:\([\w.@:/-]+\) ?)?"
PROMPTS: tuple[Prompt, ...] = (
    # psql names its database; behind it the sign of a transaction, and `=`, or what is still open.
    Prompt(
        "sql",
        re.compile(r"^[\w.@:-]+[*!?]?=[*!?]?[#>](?: |$)"),
        re.compile(r"^[\w.@:-]+[*!?]?[-('\"*$][*!?]?[#>](?: |$)"),
    ),
    Prompt("sql", re.compile(r"^sqlite> ?"), re.compile(r"^ {0,4}(?:\.\.\.|\(x\d+\.*)> ?")),
    Prompt("sql", re.compile(r"^(?:mysql|MariaDB \[[^\]]*\])> ?"), re.compile(r"^ {2,16}(?:->|'>|\">|`>) ?")),
    Prompt("sql", re.compile(r"^SQL> ?"), re.compile(r"^ {1,3}\d{1,3}  ")),
    Prompt("python", re.compile(r"^>>>(?: |$)"), re.compile(r"^\.\.\.(?: |$)")),
    Prompt("python", re.compile(r"^In \[\d+\]: ?"), re.compile(r"^ *\.\.\.+: ?")),
    Prompt("python", re.compile(r"^(?:\(Pdb\)|ipdb>)(?: |$)")),
    Prompt("julia", re.compile(r"^julia>(?: |$)"), re.compile(r"^ {7}(?=\S)")),
    Prompt("sql", re.compile(r"^(?:cqlsh|hive|presto|spark-sql|trino)(?::[\w.]+)?>(?: |$)")),
    Prompt("ruby", re.compile(r"^irb\(.{1,40}?\):\d+(?::\d+)?> ?"), re.compile(r"^irb\(.{1,40}?\):\d+(?::\d+)?\* ?")),
    Prompt("elixir", re.compile(r"^iex\(\d+\)> ?"), re.compile(r"^\.{3}\(\d+\)> ?")),
    Prompt(
        "haskell", re.compile(r"^(?:ghci|Prelude(?: [\w. *]+)?)> ?"), re.compile(r"^(?:ghci|Prelude[^|>]{0,40})\| ?")
    ),
    Prompt("scala", re.compile(r"^scala>(?: |$)"), re.compile(r"^ {5}\| ?")),
    Prompt("matlab", re.compile(r"^octave:\d+> ?"), re.compile(r"^> ?")),
    # A letter leads what DuckDB is told: only before a statement, or a command of its own, it is a prompt.
    Prompt("sql", re.compile(rf"^D (?=\.[a-z]|(?:{_STATEMENTS})\b)", re.IGNORECASE), re.compile(r"^[\u00b7\u2023] ")),
    Prompt("", re.compile(r"^\d{1,3}(?:\.\d{1,3}){3}:\d+(?:\[\d+\])?> ?")),
    Prompt("", re.compile(r"^\((?:gdb|lldb|rr|dlv)\)(?: |$)")),
    Prompt("powershell", re.compile(r"^PS (?:[A-Za-z]:|/|~)[^<>|\"?*]*> ?"), re.compile(r"^>>(?: |$)")),
    Prompt("batch", re.compile(r"^[A-Za-z]:\\[^<>|\"?*]*> ?")),
    Prompt(
        "bash",
        re.compile(rf"^{_PLACE}[\w.-]+@[\w.-]+(?:[: ]\s?[~/][^\s$#%]*)?\s?[$#%\u276f](?: |$)"),
        _GOES_ON,
    ),
    # zsh as macOS has it names the last folder only: `ana@box shop % `.
    Prompt("bash", re.compile(rf"^{_PLACE}[\w.-]+@[\w.-]+ [\w.~-]+ %(?: |$)"), _GOES_ON),
    Prompt("bash", re.compile(rf"^{_PLACE}\[[\w.-]+@[\w.-]+ [^\]]+\]\s?[$#%](?: |$)"), _GOES_ON),
    Prompt("bash", re.compile(rf"^{_PLACE}[~/][\w./-]*\s?[$#%\u276f](?: |$)"), _GOES_ON),
    # fish, and Nushell, end it with what elsewhere sends output to a file: only a path before it tells.
    Prompt("bash", re.compile(rf"^{_PLACE}(?:[\w.-]+@[\w.-]+ )?[~/][\w./-]*(?: \([\w./|-]+\))? ?>(?: |$)")),
    Prompt("bash", re.compile(rf"^{_PLACE}(?:ba|z|k|da)?sh-\d[\d.]*[$#](?: |$)"), _GOES_ON),
    # Oh My Zsh: an arrow, the folder, and the branch with a cross where something was changed.
    Prompt(
        "bash",
        re.compile(
            rf"^{_PLACE}[\u279c\u2192]\s+[\w.~-]+(?:\s+git:\([^\s)]+\)(?:\s+[\u2717\u2718\u00d7x](?= |$))?)?(?: |$)"
        ),
        _GOES_ON,
    ),
    Prompt("bash", re.compile(rf"^{_PLACE}(?:\$|\u276f|\u279c\s+\S+(?<!:))(?: |$)"), _GOES_ON),
)


_SHELL = PROMPTS[-1]
_HEAD = re.compile(
    r"^(?P<before>[^~/\\]{0,40}?)(?<![^\s\[(:-])"
    r"(?P<folder>~(?:[/\\][\w.+-]*)*|(?:/[\w.+-]+)+/?|[A-Z]:\\[\w.\\-]*)(?=[\s\])}:]|$)(?P<behind>.*)$"
)
"""The first line of a prompt of two: a folder, maybe behind who is where."""

ARROWS = "\u279c\u2192"
SHELLS = frozenset({"bash", "batch", "powershell"})
MOST_NAMES = 4
"""So many words stand before the folder at most, from who is there on where that is told."""

MOST_SIGN, MOST_LEAD = 4, 4
"""What leads a command in the second line has so many signs, or where none was read so many free cells, at most."""

FEWEST = 2
"""What a screen shows so often is its prompt."""

_FILE = re.compile(r"\.\w{1,5}$")
"""Alone in its row a file is what some program tells of, and then about: no folder that somebody is in."""

_SIGN = re.compile(r"[^\w~./]*L?[^\w~./\[\](*+=:,;-]*[$#%>)`\u276f\u2192\u279c\u00bb\u203a\u00b1]|[^\x00-\x7f]")
"""Signs, or the corner of a box that was read as a letter and signs; or a letter of another script."""

_ENVIRONMENT = re.compile(r"^\([\w.@:/-]+\)\s*(?!-)")
_USER = re.compile(r"[\w.-]+@[\w.-]+.*")
_ALONE = re.compile(r"[>)\u276f\u00bb\u203a]")
MOST_ALONE = 3
"""A sign alone is a prompt when it leads so many rows besides the last one."""

_GAP = re.compile(r"\s{4,}")
_ENDS_PROMPT = re.compile(
    r"^(?!<)(?:.*(?:[\w\])}][%#$>]|\s[>\u276f\u00bb\u203a])$|.*\bgit:\(|(?:.*[\s:\[(])?~)", re.DOTALL
)
_NAMED_SIGN = re.compile(r"[a-z][\w.-]*[%$](?= )")
_LETTER = re.compile(r"[^\W\d_]")
MOST_WORDS = 8
"""A prompt of one line has so many words at most."""


class Begun(msgspec.Struct, frozen=True):
    """A row that begins with a prompt: its sort, how it reads, and how many letters stand before the command."""

    kind: Prompt
    prompt: str
    cut: int


class PromptRows:
    """The rows of a terminal that begin with a prompt, by their numbers from the top."""

    def __init__(self, sheet: Sheet) -> None:
        """Look for prompts that are known anywhere, and for those that this screen repeats."""
        self._lines = [sheet.line(row) for row in sheet.rows]
        self._known = [_known(line) for line in self._lines]
        # A shell whose prompt is known has no other one.
        is_known = any(each is not None and _is_of_shell(each) for each in self._known)
        self._heads = _heads(self._lines, self._known) if not is_known else frozenset[int]()
        self._lead = _lead(self._lines, self._known) if not is_known and not self._heads else ""

    def is_head(self, number: int) -> bool:
        """Say whether a row is the first line of a prompt of two."""
        return number in self._heads

    def at(self, number: int) -> Begun | None:
        """Return with which prompt a row begins; None where it begins with none."""
        line, known = self._lines[number], self._known[number]
        if self.is_head(number - 1) and not self.is_head(number):
            head = _GAP.split(self._lines[number - 1].strip())[0]
            sign, cut = _signed(line) or ("", 0)
            return Begun(known.kind if known is not None else _SHELL, f"{head} {sign}".rstrip(), cut)
        if known is None and self._lead and f"{line.rstrip()} ".startswith(f"{self._lead} "):
            return Begun(_SHELL, self._lead, min(len(line), len(self._lead) + 1))
        return known


def is_prompt(line: str) -> bool:
    """Say whether a line begins as one at which something is typed, by itself."""
    return _known(line) is not None


def is_typed(line: str) -> bool:
    """Say whether a line begins as one at which something is typed, or as one that goes on with it."""
    return is_prompt(line) or any(kind.goes_on is not None and kind.goes_on.match(line) for kind in PROMPTS)


def is_telling(line: str) -> bool:
    """Say whether a line begins with a prompt of a shell that tells more than a sign: who, or where, one is."""
    known = _known(line)
    return known is not None and _is_of_shell(known)


def _is_bare(begun: Begun) -> bool:
    """Say whether a shell's prompt is a sign, or may be: the word behind an arrow is a folder, or what was typed."""
    is_arrow = begun.prompt[0] in ARROWS and len(begun.prompt.split()) == 2
    return begun.kind.language in SHELLS and (is_arrow or _LETTER.search(begun.prompt) is None)


def _is_of_shell(begun: Begun) -> bool:
    """Say whether a prompt tells more than a sign, and is none of a program that was started in a shell."""
    return begun.kind.language in SHELLS and not _is_bare(begun)


def _known(line: str) -> Begun | None:
    for prompt in PROMPTS:
        if match := prompt.begins.match(line):
            return Begun(prompt, match[0].rstrip(), len(match[0]))
    return None


def _heads(lines: Sequence[str], known: Sequence[Begun | None]) -> frozenset[int]:
    """Return which rows are the first line of a prompt of two: they come back, each with a sign in the row below it.

    Where the signs are known ones, each of them stands below such a row: who asks where they are is told a folder once.
    """
    places = {n: look for n, line in enumerate(lines) if known[n] is None and (look := _look(line)) is not None}
    # What a sign leads is a command, though that may tell a folder.
    places = {n: look for n, look in places.items() if not _sign(lines[n])}
    groups = defaultdict[tuple[str, ...], list[int]](list)
    for n, look in places.items():
        if n + 1 not in places and _may_follow(lines, known, n + 1):
            groups[look].append(n)
    found = frozenset(max(groups.values(), key=len, default=()))
    bare = {n: each.prompt.split()[0] for n, each in enumerate(known) if each is not None and _is_bare(each)}
    # Above the first row may have stood the first line of its prompt.
    stand_below = all(n - 1 in found for n in bare if n)
    others = [n + 1 for n in found if n + 1 not in bare and n + 1 < len(lines)]
    is_one_sign = not bare or all(_sign(lines[n]) in bare.values() for n in others)
    return found if len(found) >= FEWEST and is_one_sign and stand_below else frozenset()


def _look(line: str) -> tuple[str, ...] | None:
    """Return the words before the folder that a line tells; None where it tells none."""
    match = _HEAD.match(line.strip())
    if match is None or (_FILE.search(match["folder"]) and not match["behind"].strip(" :")):
        return None
    before = match["before"]
    user = _USER.search(before)
    names = re.findall(r"\w+", user[0] if user else _ENVIRONMENT.sub("", before))
    return tuple(names) if len(names) <= MOST_NAMES else None


def _may_follow(lines: Sequence[str], known: Sequence[Begun | None], n: int) -> bool:
    """Say whether a row may be the second line of a prompt: it begins with a sign, or is not there yet."""
    each = known[n] if n < len(lines) else None
    signed = _signed(lines[n]) if n < len(lines) and (each is None or _is_bare(each)) else None
    # Programs, too, tell folders and set what they say of them in: in their home, or with who they are, people are.
    head = _HEAD.match(lines[n - 1].strip())
    is_persons = head is not None and (head["folder"].startswith("~") or "@" in head["before"])
    return n == len(lines) or (signed is not None and (bool(signed[0]) or is_persons))


def _signed(line: str) -> tuple[str, int] | None:
    """Return the sign before a command, and where that begins; None where a line begins with no sign, and no gap."""
    bare = line.lstrip()
    lead, sign = len(line) - len(bare), bare.split(" ", 1)[0]
    if len(sign) <= MOST_SIGN and _SIGN.fullmatch(sign):
        behind = bare[len(sign) :]
        return sign, lead + len(sign) + len(behind) - len(behind.lstrip())
    return ("", lead) if 0 < lead <= MOST_LEAD else None


def _sign(line: str) -> str:
    """Return the sign before a command; empty where a line begins with none."""
    return (_signed(line) or ("", 0))[0]


def _lead(lines: Sequence[str], known: Sequence[Begun | None]) -> str:
    """Return the prompt of one line with which the last row begins, and others above it; empty where there is none."""
    last = lines[-1].rstrip() if lines and known[-1] is None else ""
    for lead in (last, *last.split()[:1], *_often(lines)):
        led = [line[len(lead) + 1 :] for line in lines if line.startswith(f"{lead} ")]
        is_one = len(lead.split()) <= MOST_WORDS and _LETTER.search(lead) and _ENDS_PROMPT.search(lead)
        # A sign alone leads quotes and what goes on as well: only an empty prompt behind it tells.
        is_alone = _ALONE.fullmatch(last) and lead == last and not any(known)
        if (is_one and len(led) > (lead != last)) or (is_alone and len(led) >= MOST_ALONE):
            # What comes behind it each time is of it: the last row may lack a sign.
            signs = set(map(_sign, led))
            return f"{lead} {signs.pop()}".rstrip() if len(signs) == 1 else lead
    return ""


def _often(lines: Sequence[str]) -> list[str]:
    """Return what rows begin with so often that it is a prompt while something runs below it: a name and its sign."""
    begun = Counter(match[0] for line in lines if (match := _NAMED_SIGN.match(line)))
    return [lead for lead, count in begun.items() if count >= MOST_ALONE]
