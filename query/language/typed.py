"""What is typed at a prompt to do what people say they did: a table of common programs, in the words of their users."""

from __future__ import annotations

import re

import msgspec

from query.language.words import forms, tokens
from query.patterns.pattern import pattern

_PARTS = pattern(r"\s*(?:&&|;|\|\|?)\s*")


class Doing(msgspec.Struct, frozen=True):
    """What must be said, one word of each group in any form, and the command line that does it."""

    said: tuple[tuple[str, ...], ...]
    typed: re.Pattern[str]
    names: bool = True
    """Whether what it is done to is called by its name: a machine is woken by the number of its card."""

    def is_done_by(self, command: str) -> bool:
        """Say whether a command line does it, by itself or in one of its parts: `cd sql && wc -l *.sql`."""
        return any(self.typed.search(part) for part in (command, *_PARTS.split(command)))


def _doing(typed: str, *said: tuple[str, ...], names: bool = True) -> Doing:
    return Doing(said, pattern(typed), names)


# What people say of their work, whether they ask for a command or not.
_DOINGS: tuple[Doing, ...] = (
    _doing(r"^git (?:switch -c|checkout -b|branch(?! -)|worktree add -b)\b", ("create", "make", "start"), ("branch",)),
    _doing(r"^git (?:switch|checkout)\b(?! -[cb])", ("switch", "change", "check"), ("branch",)),
    _doing(r"^git (?:branch -[dD]|push .*--delete)\b", ("delete", "remove"), ("branch",)),
    _doing(r"^git (?:commit)\b", ("commit",), ("message", "make", "write")),
    _doing(r"^git stash (?:pop|apply)\b", ("get", "restore", "bring", "apply", "pop", "back"), ("stash",)),
    _doing(r"^git log\b", ("list", "show", "see", "view", "look"), ("commit",)),
    _doing(r"^git (?:pull|fetch)\b", ("pull", "fetch"), ("change", "remote", "upstream")),
    _doing(
        r"^(?:\S+ -m )?(?:pytest|unittest|tox)\b|^(?:npm|yarn|cargo|go|make) (?:run )?test\b",
        ("run", "start", "execute"), ("test",),
    ),
    _doing(r"^git tag\b", ("create", "make", "set"), ("tag",)),
    _doing(r"^git clone\b", ("clone",)),
    _doing(r"^git (?:push)\b", ("push",)),
    _doing(
        r"^(?:pip3?|python3? -m pip|npm|yarn|apt(?:-get)?|brew|cargo|uv) (?:install|add)\b",
        ("install", "add"), ("package", "library", "module"),
    ),
    _doing(r"^(?:git )?rm\b", ("delete", "remove"), ("file", "files", "folder", "directory")),
    _doing(r"^(?:ssh)\b", ("log", "connect", "login"), ("server", "machine", "host")),
    _doing(r"^(?:mkdir)\b", ("create", "make"), ("directory", "folder")),
    _doing(r"^(?:sudo )?chmod \S*(?:\+\w*x|[1357])\b", ("make", "set", "mark"), ("executable", "runnable")),
    _doing(r"^(?:git )?mv\b|^ren(?:ame)?\b", ("rename", "move"), ("file", "folder", "directory", "script")),
    _doing(r"^(?:cp|scp|rsync|copy|xcopy)\b", ("copy",), ("file", "folder", "directory", "script", "backup")),
    _doing(
        r"^(?:tar \S*x|unzip|gunzip|7z x)\b",
        ("extract", "unpack", "unzip"), ("archive", "file", "zip", "tarball"),
    ),
    _doing(r"^(?:tar \S*c|zip|gzip|7z a)\b", ("compress", "pack", "zip", "archive"), ("file", "folder", "log")),
    _doing(r"^(?:curl|wget)\b", ("download", "fetch"), ("file", "page", "archive", "data")),
    _doing(
        r"^(?:kill|pkill|killall)\b",
        ("kill", "stop", "end", "terminate"), ("process", "program", "server", "job"),
    ),
    _doing(
        r"^grep -\w*c|\|\s*wc -l|^wc -l",
        ("count",),
        ("entry", "error", "hit", "line", "lines", "match", "matches", "occurrence", "row", "warning", "word"),
    ),
    _doing(r"^(?:df|du)\b", ("check", "look", "see", "show"), ("space", "disk", "usage")),
    _doing(r"^(?:docker|podman) run\b", ("start", "run", "launch"), ("container", "image")),
    _doing(r"^(?:docker|podman) (?:compose )?(?:ps|ls)\b", ("list", "show", "see"), ("container", "containers")),
)  # fmt: skip

# What asks for a command as such, in small letters.
_ASKED_FOR = pattern(
    r"\b(?:commands?|cmd|type|typed|run|ran|enter|entered|execute|executed|invoke|invoked|one-?liner|one line|"
    r"how (?:did|do|have|had) (?:i|we))\b"
)

# What people say of much else as well: it is meant only where a command is asked for.
_WHERE_ASKED_FOR: tuple[Doing, ...] = (
    _doing(
        r"\bgit stash(?: (?:push|save|-\w|--)|$)",
        ("put", "save", "park", "shelve", "set", "hide"), ("aside", "away", "stash", "change"),
    ),
    _doing(r"^git tag\b", ("tag", "label", "mark"), ("release", "version", "commit", "repository", "repo")),
    _doing(
        r"^git (?:diff|show|log)\b.*--(?:short|num)?stat\b",
        ("statistics", "stats", "stat", "summary"), ("change", "file", "diff", "commit"),
    ),
    _doing(r"\bgit rebase\b", ("rebase",)),
    _doing(r"\bgit merge\b", ("merge",)),
    _doing(r"\bgit commit\b.*--amend", ("amend", "change", "correct", "fix"), ("commit", "message")),
    _doing(
        r"\bgit (?:restore|checkout --|reset --hard|clean)\b",
        ("undo", "discard", "throw", "drop", "reset"), ("change", "edit", "work", "file"),
    ),
    _doing(r"\bgit (?:reset|revert)\b", ("undo", "revert", "reset", "take"), ("commit",)),
    _doing(
        r"\bgit (?:diff|show)\b|^(?:diff|cmp|fc)\b",
        ("compare", "see", "show", "look", "check"), ("difference", "diff", "change"),
    ),
    _doing(r"\bgit blame\b", ("find", "see", "check", "show"), ("who", "blame")),
    _doing(r"\bgit remote\b", ("add", "set", "show"), ("remote",)),
    _doing(r"\.import\b|\\copy\b|\bcopy\b.*\bfrom\b|\bload data\b|\bread_csv|\bmysqlimport\b", ("import", "load")),
    _doing(
        r"\bpg_dump\b|\bmysqldump\b|\.(?:dump|backup)\b|\bmongodump\b",
        ("dump", "backup", "back", "save", "export"), ("database", "db", "table", "dump"),
    ),
    _doing(
        r"\bpg_restore\b|\.restore\b|<\s*\S+\.(?:sql|dump)\b",
        ("restore", "recover"), ("database", "db", "table", "dump"),
    ),
    _doing(
        r"\bsqlite3?\b.*\s-(?:box|table|column|markdown)\b|\.mode\b|\bcolumn -\w*t|\bformat-table\b",
        ("print", "show", "display", "format", "see", "get", "give", "output"),
        ("table", "box", "frame", "grid", "column"),
    ),
    _doing(
        r"^(?:psql|mysql|sqlite3|duckdb|redis-cli|mongosh?)\b",
        ("open", "connect", "log", "enter", "query"), ("database", "db"),
    ),
    _doing(
        r"\bpy_compile\b|\bcompileall\b|\bnode --check\b|\b(?:ba)?sh -n\b|\bphp -l\b|-fsyntax-only",
        ("check", "test", "verify", "compile"), ("compile", "syntax"),
    ),
    _doing(
        r"^(?:make|cmake --build|ninja|mvn|gradle\w*|cargo build|go build|(?:npm|yarn|pnpm) run build|"
        r"docker build|msbuild|dotnet build)\b",
        ("build", "compile"),
    ),
    _doing(
        r"^(?:ruff|flake8|pylint|eslint|black|prettier|gofmt|cargo fmt|mypy|shellcheck)\b",
        ("lint", "format", "check", "type"), ("code", "style", "type", "lint", "format", "script"),
    ),
    _doing(
        r"\b(?:systemctl|service|rc-service|net)\b.*\b(?:restart|start|stop|reload|enable|disable)\b",
        ("restart", "start", "stop", "reload", "enable", "disable"),
        ("service", "daemon", "unit"),
    ),
    _doing(
        r"\b(?:systemctl|service)\b.*\bstatus\b",
        ("check", "see", "look", "show"), ("service", "server", "daemon", "status"),
    ),
    _doing(
        r"^(?:journalctl|tail|dmesg)\b|\bkubectl logs\b|\bdocker logs\b",
        ("follow", "watch", "see", "read", "look", "show"), ("log",),
    ),
    _doing(
        r"^(?:sudo )?(?:wakeonlan|wol|ether-?wake|powerwake)\b",
        ("wake", "woke", "woken", "waken"),
        ("computer", "desktop", "host", "machine", "nas", "pc", "server"),
        names=False,
    ),
    _doing(r"^crontab\b", ("schedule", "edit", "list"), ("cron", "crontab", "job")),
    _doing(
        r"^(?:ping|test-connection)\b",
        ("ping", "check", "test", "reach"), ("reach", "ping", "network", "connection", "server", "host"),
    ),
    _doing(
        r"^(?:dig|nslookup|host|resolve-dnsname)\b",
        ("look", "resolve", "check", "find"), ("dns", "name", "domain", "record", "address"),
    ),
    _doing(
        r"^(?:ip|ifconfig|ipconfig|hostname -i)\b",
        ("find", "see", "show", "look", "check"), ("ip", "address", "network", "interface"),
    ),
    _doing(
        r"^(?:ps|top|htop|tasklist|get-process|pgrep)\b",
        ("list", "see", "show", "find", "check", "look"), ("process", "running", "task", "cpu", "memory"),
    ),
    _doing(r"^(?:ls|dir|tree|get-childitem)\b", ("list", "see", "show", "look"), ("file", "folder", "directory")),
    _doing(
        r"^(?:grep|rg|ag|findstr|select-string)\b|\|\s*grep\b",
        ("search", "find", "look", "filter", "grep"),
        ("line", "text", "word", "log", "file", "warning", "error", "string", "in"),
    ),
    _doing(r"^(?:find|fd|locate)\b", ("search", "find", "look"), ("file", "folder", "directory")),
    _doing(
        r"^(?:sed|perl -p\w*)\b",
        ("replace", "substitute", "change", "edit", "swap"),
        ("text", "word", "line", "file", "string", "value", "sed"),
    ),
    _doing(
        r"^(?:sort|uniq)\b|\|\s*(?:sort|uniq)\b",
        ("sort", "order", "dedupe", "unique"), ("line", "file", "list", "output", "result", "sort"),
    ),
    _doing(
        r"^(?:cat|less|more|head|bat|get-content)\b",
        ("read", "print", "show", "see", "look", "display"), ("file", "content", "log", "script", "beginning"),
    ),
    _doing(r"^wc\b|\|\s*wc\b", ("count",), ("word", "byte", "character", "letter", "file")),
    _doing(r"^ln\b|\bmklink\b", ("link", "create", "make"), ("link", "symlink")),
    _doing(
        r"\bchown\b|\bicacls\b|\bchmod\b",
        ("change", "set", "fix", "give"), ("owner", "permission", "right", "access", "ownership"),
    ),
    _doing(r"^(?:sudo )?u?mount\b", ("mount", "unmount", "umount")),
    _doing(
        r"^(?:rsync|robocopy)\b",
        ("sync", "synchronise", "synchronize", "mirror", "back", "backup", "copy", "send", "transfer"),
    ),
    _doing(r"^scp\b|^sftp\b", ("copy", "send", "transfer", "upload", "download")),
    _doing(
        r"(?<!\S)-m (?:venv|virtualenv)\b|^(?:virtualenv|conda create|uv venv)\b",
        ("create", "make", "set"), ("environment", "venv", "virtualenv"),
    ),
    _doing(r"\bactivate\b", ("activate",), ("environment", "venv", "virtualenv")),
    _doing(r"^(?:(?:export|set|setx)\b|\$env:)", ("set", "export", "change"), ("variable", "environment", "env")),
    _doing(
        r"^(?:docker|podman)(?:-| )compose\b.*\b(?:up|start)\b",
        ("start", "run", "bring", "launch"), ("container", "stack", "service", "compose"),
    ),
    _doing(
        r"^(?:docker|podman)\b.*\b(?:stop|down|rm|kill)\b",
        ("stop", "remove", "kill", "shut", "delete"), ("container", "stack", "compose"),
    ),
    _doing(
        r"^kubectl (?:apply|rollout|create)\b|^helm (?:install|upgrade)\b",
        ("deploy", "apply", "roll", "release"),
        ("deployment", "cluster", "manifest", "chart", "service", "version", "out"),
    ),
    _doing(
        r"\b(?:sha\d+sum|md5sum|shasum|get-filehash|openssl dgst)\b",
        ("check", "compute", "calculate", "verify", "hash"), ("checksum", "hash", "sum", "digest"),
    ),
    _doing(r"\bssh-keygen\b|\bgpg --(?:full-)?gen", ("create", "generate", "make"), ("key",)),
    _doing(
        r"\b(?:convert|magick|mogrify|ffmpeg|cwebp)\b",
        ("convert", "resize", "shrink", "crop", "scale"), ("image", "picture", "photo", "video", "file"),
    ),
    _doing(
        r"^(?:vim?|nvim|nano|emacs|code|subl|notepad\S*|micro)\b",
        ("open", "edit"), ("file", "editor", "script", "config"),
    ),
    _doing(
        r"^(?:python3?|node|ruby|perl|bash|sh|pwsh|php|Rscript|\./)\S*",
        ("run", "start", "execute"), ("script", "program"),
    ),
)  # fmt: skip


def told_by(question: str) -> list[Doing]:
    """Return what a question, in small letters, may say was done, in the order of the table."""
    said = set(tokens(question))
    known = (*_DOINGS, *_WHERE_ASKED_FOR) if _ASKED_FOR.search(question) else _DOINGS
    return [doing for doing in known if all(any(forms(word) & said for word in group) for group in doing.said)]
