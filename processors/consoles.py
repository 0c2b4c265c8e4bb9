"""What stands in a terminal: prompts, the commands behind them, and what came of each. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

import msgspec

from ledger.facts import Box
from processors import asides
from processors.promptrows import Prompt, PromptRows
from processors.rows import Row, Sheet, around

# A shell asks for more only where the line is not whole: elsewhere a leading `>` is output, such as a quoted mail.
_OPEN_SHELL = re.compile(r"(?:\\|\||&&|\bdo|\bthen|\belse|[({])\s*$|<<-?\s*['\"]?\w+")

_TRACEBACK = re.compile(r"^Traceback \(most recent call last\):")
# Behind its frames, which are indented, a traceback ends in what was raised, whatever that is called.
_RAISED = re.compile(r"^[^\W\d][\w.]*(?:: |:?$)")
_ERRNO = (
    r"Address already in use|Argument list too long|Bad file descriptor|Broken pipe|Cannot allocate memory|"
    r"Connection (?:refused|reset by peer|timed out|closed)|Could not resolve host(?:name)?|Cross-device link|"
    r"Device or resource busy|Directory not empty|Exec format error|File (?:exists|name too long)|"
    r"Host (?:is down|key verification failed)|Input/output error|Invalid argument|Is a directory|"
    r"Name or service not known|Network is unreachable|No route to host|No space left on device|"
    r"No such (?:device|file or directory|process)|Not a directory|Operation (?:not permitted|timed out)|"
    r"Permission denied|Read-only file system|Temporary failure in name resolution|Text file busy|command not found"
)
"""What systems say for the numbers of errors; programs tell it behind their own name."""
_WINDOWS = (
    r"^(?:Access is denied|The system cannot \w+|System error \d+ has occurred|Could Not Find |File not found|"
    r"Invalid (?:\w+ )?(?:argument|drive|number of parameters|parameter|path|switch)\b|"
    r"The (?:network|file|filename|directory|path|specified|syntax|process)\b.*"
    r"\b(?:cannot|could not|not found|in use|incorrect|invalid)\b)"
)
"""How the commands of Windows say that they did not do it."""
_ERROR = re.compile(
    r"^(?:ERROR|FATAL|PANIC|Error|error|fatal|E|Parse error|Runtime error|npm ERR!|ORA-\d+)\b ?[:!(\d]"
    r"|^ERROR \d+ \(|^(?:Parse|Runtime) error near line \d"
    # `Binder Error: …`, and what a test runner quotes behind an E.
    r"|^[A-Z][a-z]+ (?:Error|Exception|Failure): |^E {2,}[\w.]+(?:Error|Exception)\b"
    r"|^(?:error|warning)\[[A-Z]\d+\]:|: (?:fatal )?error: "
    rf"|: (?:{_ERRNO}|not found|cannot \w+)\b|{_WINDOWS}"
    # What interpreters raise, by its name, and where a program says in which line of a file it stopped.
    r"|^(?:Uncaught )?[A-Za-z_][\w.]*(?:Error|Exception)(?: \[\w+\])?: |^[\w./-]+: [\w./-]+\.\w+:\d+:(?:\d+:)? "
    # R names the call in which it stopped.
    r"|^Error in \S.* ?:(?: |$)"
    r"|^(?:bash|sh|zsh|ls|cat|cp|mv|rm|cd|mkdir|grep|find|python3?|make|git)(?:\[\d+\])?: "
    r".*(?:\*\*\* |cannot|not |no such|unknown|invalid)"
    r"|is not recognized as (?:an internal or external command|the name of a cmdlet)"
    r"|^FAILED(?: \(|$)|^test result: FAILED\b|^Failed to \w+ |^panic: |^Segmentation fault|^\w[\w.]*Exception\b",
    re.IGNORECASE,
)  # fmt: skip
# PowerShell tells below an error what sort it is; the error itself stands above that, behind what raised it.
_CATEGORY = re.compile(r"^\s*\+ (?:CategoryInfo|FullyQualifiedErrorId)\b")
_MORE_OF_IT = re.compile(r"^(?:LINE \d+:|DETAIL:|HINT:|CONTEXT:|hint:|\s*\^)")
_MOST_ERROR_ROWS = 6


class Entry(msgspec.Struct):
    """A prompt with what stands behind and below it. `rows` are those of the command, `below` those of its output."""

    prompt: str
    language: str
    rows: list[Row] = msgspec.field(default_factory=list)
    lines: list[str] = msgspec.field(default_factory=list)
    below: list[Row] = msgspec.field(default_factory=list)
    output: list[str] = msgspec.field(default_factory=list)
    answered: bool = False

    @property
    def text(self) -> str:
        """The command, verbatim; lines that go on have lost the prompt that leads them."""
        return "\n".join(line.rstrip() for line in self.lines).strip("\n")

    @property
    def boxes(self) -> tuple[Box, ...]:
        """The boxes of the lines of the command."""
        return tuple(row.box for row in self.rows)


class Traceback(msgspec.Struct, frozen=True):
    """A Python traceback: its rows from the first line to the exception."""

    rows: tuple[Row, ...]
    text: str
    raised: str


def entries(sheet: Sheet, right: float) -> list[Entry]:
    """Return what was asked for and what came of it, from the top; rows above the first prompt belong to nothing.

    Args:
        sheet: the rows of the terminal.
        right: where its last column ends (px): a command that reaches it goes on in the next row.
    """
    found: list[Entry] = []
    kind: Prompt | None = None
    typing = wrapped = False
    prompted = PromptRows(sheet)
    for number, row in enumerate(sheet.rows):
        line, edge = sheet.line(row), row.box[2]
        begun = prompted.at(number)
        if (begun is not None or prompted.is_head(number)) and found:
            found[-1].answered = True
        if begun is not None:
            kept = asides.without_right_prompt(sheet, row, right)
            line, edge = sheet.line(kept), kept.box[2]
            kind = begun.kind
            found.append(Entry(begun.prompt, kind.language, [kept], [line[begun.cut :]]))
            typing = True
        elif prompted.is_head(number):
            typing = False
        elif not found:
            continue
        elif typing and wrapped:
            found[-1].rows.append(row)
            found[-1].lines[-1] += line
        elif typing and (more := _more(kind, found[-1], line)) is not None:
            found[-1].rows.append(row)
            found[-1].lines.append(line[len(more) :])
        else:
            typing = False
            found[-1].below.append(row)
            found[-1].output.append(line)
        wrapped = typing and edge >= right - sheet.pitch
    return found


def _more(kind: Prompt | None, entry: Entry, line: str) -> str | None:
    """Return the prompt with which a line goes on, or None where it does not."""
    match = kind.goes_on.match(line) if kind is not None and kind.goes_on is not None else None
    if match is None:
        return None
    is_open = len(entry.lines) > 1 or _OPEN_SHELL.search(entry.lines[-1]) or _is_quoted(entry.text)
    if entry.language == "bash" and not is_open:
        return None
    return match[0]


def _is_quoted(text: str) -> bool:
    """Whether a quotation mark is still open at the end of a command."""
    opened = ""
    for letter in text:
        if opened:
            opened = "" if letter == opened else opened
        elif letter in "'\"":
            opened = letter
    return bool(opened)


def error_of(output: Sequence[str]) -> str:
    """Return the error that stands in an output, with the lines that explain it; empty where there is none.

    Of a traceback it is the exception; the whole of it is found by `tracebacks`.
    """
    in_traceback = False
    categories = [number for number, line in enumerate(output) if _CATEGORY.match(line)]
    if categories and (told := [line.rstrip() for line in output[: categories[0]] if line[:1].strip()]):
        return told[0]
    for number, line in enumerate(output):
        in_traceback = in_traceback or bool(_TRACEBACK.match(line))
        if _RAISED.match(line) if in_traceback else _ERROR.search(line):
            rest = output[number + 1 : number + _MOST_ERROR_ROWS]
            more: list[str] = []
            for each in rest:
                # What does not fit behind a colon is told in the next row.
                if not (_MORE_OF_IT.match(each) or (not more and line.rstrip().endswith(":") and each[:1] == " ")):
                    break
                more.append(each)
            return "\n".join([line.rstrip(), *(each.rstrip() for each in more)])
    return ""


def goes_on(line: str) -> bool:
    """Say whether a line explains the error above it."""
    return bool(_MORE_OF_IT.match(line))


def tracebacks(sheet: Sheet) -> Iterator[Traceback]:
    """Yield the Python tracebacks on a sheet, from their first line to the exception, each once it is whole."""
    rows: list[Row] = []
    lines: list[str] = []
    for row in sheet.rows:
        line = sheet.line(row)
        if _TRACEBACK.match(line):
            rows, lines = [row], [line]
        elif rows:
            rows.append(row)
            lines.append(line)
            if _RAISED.match(line):
                yield Traceback(tuple(rows), "\n".join(each.rstrip() for each in lines), line.split(":")[0].strip())
                rows, lines = [], []
            elif line[:1].strip():
                # A line at the margin that is no exception: what began is no traceback, or one that is cut.
                rows, lines = [], []


def outcome_of(entry: Entry) -> Box | None:
    """Return the box around what stands below a command, None where nothing does."""
    return around([row.box for row in entry.below]) if entry.below else None
