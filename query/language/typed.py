"""What is typed at a prompt to do what people say they did: a table of common programs, in the words of their users."""

from __future__ import annotations

from query.language.doing import Doing, doing
from query.language.machines import TO_MACHINES
from query.language.words import forms, tokens
from query.patterns.pattern import pattern

# What people say of their work, whether they ask for a command or not.
_DOINGS: tuple[Doing, ...] = (
    doing(r"^git (?:switch -c|checkout -b|branch(?! -)|worktree add -b)\b", ("create", "make", "start"), ("branch",)),
    doing(r"^git (?:switch|checkout)\b(?! -[cb])", ("switch", "change", "check"), ("branch",)),
    doing(r"^git (?:branch -[dD]|push .*--delete)\b", ("delete", "remove"), ("branch",)),
    doing(r"^git (?:commit)\b", ("commit",), ("message", "make", "write")),
    doing(r"^git stash (?:pop|apply)\b", ("get", "restore", "bring", "apply", "pop", "back"), ("stash",)),
    doing(r"^git log\b", ("list", "show", "see", "view", "look"), ("commit",)),
    doing(r"^git (?:pull|fetch)\b", ("pull", "fetch"), ("change", "remote", "upstream")),
    doing(
        r"^(?:\S+ -m )?(?:pytest|unittest|tox)\b|^(?:npm|yarn|cargo|go|make) (?:run )?test\b",
        ("run", "start", "execute"), ("test",),
    ),
    doing(r"^git tag\b", ("create", "make", "set"), ("tag",)),
    doing(r"^git clone\b", ("clone",)),
    doing(r"^git (?:push)\b", ("push",)),
    doing(
        r"^(?:pip3?|python3? -m pip|npm|yarn|apt(?:-get)?|brew|cargo|uv) (?:install|add)\b",
        ("install", "add"), ("package", "library", "module"),
    ),
    doing(
        r"^(?:git )?rm\b|^(?:del|erase|rmdir|remove-item)\b",
        ("delete", "remove"), ("file", "files", "folder", "directory"),
    ),
    doing(r"^(?:ssh)\b", ("log", "connect", "login"), ("server", "machine", "host")),
    doing(r"^(?:mkdir|md|new-item\b.*\bdirectory)\b", ("create", "make"), ("directory", "folder")),
    doing(r"^(?:sudo )?chmod \S*(?:\+\w*x|[1357])\b", ("make", "set", "mark"), ("executable", "runnable")),
    doing(
        r"^(?:git )?mv\b|^ren(?:ame)?\b|^(?:move|rename-item|move-item)\b",
        ("rename", "move"), ("file", "folder", "directory", "script"),
    ),
    doing(
        r"^(?:cp|scp|rsync|copy|copy-item|robocopy|xcopy)\b",
        ("copy",), ("file", "folder", "directory", "script", "backup"),
    ),
    doing(
        r"^(?:tar \S*x|unzip|gunzip|7z x|expand-archive)\b",
        ("extract", "unpack", "unzip"), ("archive", "file", "zip", "tarball"),
    ),
    doing(
        r"^(?:tar \S*c|zip|gzip|7z a|compress-archive)\b",
        ("compress", "pack", "zip", "archive"), ("file", "folder", "log"),
    ),
    doing(r"^(?:curl|wget|invoke-webrequest|iwr)\b", ("download", "fetch"), ("file", "page", "archive", "data")),
    doing(
        r"^(?:sudo )?(?:kill|pkill|killall)\b|\bstop-process\b|^taskkill\b",
        ("kill", "stop", "end", "terminate"), ("process", "program", "server", "job"),
    ),
    doing(
        r"^grep -\w*c|\|\s*wc -l|^wc -l",
        ("count",),
        ("entry", "error", "hit", "line", "lines", "match", "matches", "occurrence", "row", "warning", "word"),
    ),
    doing(r"^(?:df|du)\b", ("check", "look", "see", "show"), ("space", "disk", "usage")),
    doing(r"^(?:docker|podman) run\b", ("start", "run", "launch"), ("container", "image")),
    doing(r"^(?:docker|podman) (?:compose )?(?:ps|ls)\b", ("list", "show", "see"), ("container", "containers")),
)  # fmt: skip

# What asks for a command as such, in small letters.
_ASKED_FOR = pattern(
    r"\b(?:commands?|cmd|type|typed|run|ran|enter|entered|execute|executed|invoke|invoked|one-?liner|one line|"
    r"how (?:did|do|have|had) (?:i|we))\b"
)

# What people say of much else as well: it is meant only where a command is asked for.
_WHERE_ASKED_FOR: tuple[Doing, ...] = (
    doing(
        r"\bgit stash(?: (?:push|save|-\w|--)|$)",
        ("put", "save", "park", "shelve", "set", "hide"), ("aside", "away", "stash", "change"),
    ),
    doing(r"^git tag\b", ("tag", "label", "mark"), ("release", "version", "commit", "repository", "repo")),
    doing(
        r"^git (?:diff|show|log)\b.*--(?:short|num)?stat\b",
        ("statistics", "stats", "stat", "summary"), ("change", "file", "diff", "commit"),
    ),
    doing(r"\bgit rebase\b", ("rebase",)),
    doing(r"\bgit merge\b", ("merge",)),
    doing(r"\bgit commit\b.*--amend", ("amend", "change", "correct", "fix"), ("commit", "message")),
    doing(
        r"\bgit (?:restore|checkout --|reset --hard|clean)\b",
        ("undo", "discard", "throw", "drop", "reset"), ("change", "edit", "work", "file"),
    ),
    doing(r"\bgit (?:reset|revert)\b", ("undo", "revert", "reset", "take"), ("commit",)),
    doing(
        r"\bgit (?:diff|show)\b|^(?:diff|cmp|fc)\b",
        ("compare", "see", "show", "look", "check"), ("difference", "diff", "change"),
    ),
    doing(r"\bgit blame\b", ("find", "see", "check", "show"), ("who", "blame")),
    doing(r"\bgit remote\b", ("add", "set", "show"), ("remote",)),
    doing(r"\.import\b|\\copy\b|\bcopy\b.*\bfrom\b|\bload data\b|\bread_csv|\bmysqlimport\b", ("import", "load")),
    doing(
        r"\bpg_dump\b|\bmysqldump\b|\.(?:dump|backup)\b|\bmongodump\b",
        ("dump", "backup", "back", "save", "export"), ("database", "db", "table", "dump"),
    ),
    doing(
        r"\bpg_restore\b|\.restore\b|<\s*\S+\.(?:sql|dump)\b",
        ("restore", "recover"), ("database", "db", "table", "dump"),
    ),
    doing(
        r"\bsqlite3?\b.*\s-(?:box|table|column|markdown)\b|\.mode\b|\bcolumn -\w*t|\bformat-table\b",
        ("print", "show", "display", "format", "see", "get", "give", "output"),
        ("table", "box", "frame", "grid", "column"),
    ),
    doing(
        r"^(?:psql|mysql|sqlite3|duckdb|redis-cli|mongosh?)\b",
        ("open", "connect", "log", "enter", "query"), ("database", "db"),
    ),
    doing(
        r"\bpy_compile\b|\bcompileall\b|\bnode --check\b|\b(?:ba)?sh -n\b|\bphp -l\b|-fsyntax-only",
        ("check", "test", "verify", "compile"), ("compile", "syntax"),
    ),
    doing(
        r"^(?:make|cmake --build|ninja|mvn|gradle\w*|cargo build|go build|(?:npm|yarn|pnpm) run build|"
        r"docker build|msbuild|dotnet build)\b",
        ("build", "compile"),
    ),
    doing(
        r"^(?:npx )?(?:ruff|flake8|black|prettier|gofmt|cargo (?:fmt|clippy)|mypy|rubocop|\w+check|\w*lint)\b",
        ("lint", "format", "check", "type"), ("code", "style", "type", "lint", "format", "script"),
    ),
    doing(
        r"\b(?:systemctl|service|rc-service|net|sc)\b.*\b(?:restart|start|stop|reload|enable|disable)\b"
        r"|\b(?:restart|start|stop)-service\b",
        ("restart", "start", "stop", "reload", "enable", "disable"),
        ("service", "daemon", "unit"),
    ),
    doing(
        r"\b(?:systemctl|service)\b.*\bstatus\b",
        ("check", "see", "look", "show"), ("service", "server", "daemon", "status"),
    ),
    doing(
        r"^(?:journalctl|tail|dmesg)\b|\bkubectl logs\b|\bdocker logs\b",
        ("follow", "watch", "see", "read", "look", "show"), ("log",),
    ),
    doing(
        r"^(?:sudo )?(?:wakeonlan|wol|ether-?wake|powerwake)\b",
        ("wake", "woke", "woken", "waken"),
        ("computer", "desktop", "host", "machine", "nas", "pc", "server"),
        names=False,
    ),
    doing(r"^crontab\b", ("schedule", "edit", "list"), ("cron", "crontab", "job")),
    doing(
        r"^(?:ping|test-connection)\b",
        ("ping", "check", "test", "reach"), ("reach", "ping", "network", "connection", "server", "host"),
    ),
    doing(
        r"^(?:dig|nslookup|host|resolve-dnsname)\b",
        ("look", "resolve", "check", "find"), ("dns", "name", "domain", "record", "address"),
    ),
    doing(
        r"^(?:ip|ifconfig|ipconfig|hostname -i)\b",
        ("find", "see", "show", "look", "check"), ("ip", "address", "network", "interface"),
    ),
    doing(
        r"^(?:ps|top|htop|tasklist|get-process|pgrep)\b",
        ("list", "see", "show", "find", "check", "look"), ("process", "running", "task", "cpu", "memory"),
    ),
    doing(r"^(?:ls|dir|tree|get-childitem)\b", ("list", "see", "show", "look"), ("file", "folder", "directory")),
    doing(
        r"^(?:grep|rg|ag|findstr|select-string)\b|\|\s*grep\b",
        ("search", "find", "look", "filter", "grep"),
        ("line", "text", "word", "log", "file", "warning", "error", "string", "in"),
    ),
    doing(r"^(?:find|fd|locate)\b", ("search", "find", "look"), ("file", "folder", "directory")),
    doing(
        r"^(?:sed|perl -p\w*)\b",
        ("replace", "substitute", "change", "edit", "swap"),
        ("text", "word", "line", "file", "string", "value", "sed"),
    ),
    doing(
        r"^(?:sort|uniq)\b|\|\s*(?:sort|uniq|sort-object)\b",
        ("sort", "order", "dedupe", "unique"), ("line", "file", "list", "output", "result", "sort"),
    ),
    doing(
        r"^(?:cat|less|more|head|bat|get-content)\b",
        ("read", "print", "show", "see", "look", "display"), ("file", "content", "log", "script", "beginning"),
    ),
    doing(r"^wc\b|\|\s*wc\b", ("count",), ("word", "byte", "character", "letter", "file")),
    doing(r"^ln\b|\bmklink\b", ("link", "create", "make"), ("link", "symlink")),
    doing(
        r"\bchown\b|\bicacls\b|\bchmod\b",
        ("change", "set", "fix", "give"), ("owner", "permission", "right", "access", "ownership"),
    ),
    doing(r"^(?:sudo )?u?mount\b", ("mount", "unmount", "umount")),
    doing(
        r"^(?:rsync|robocopy)\b",
        ("sync", "synchronise", "synchronize", "mirror", "back", "backup", "copy", "send", "transfer"),
    ),
    doing(r"^scp\b|^sftp\b", ("copy", "send", "transfer", "upload", "download")),
    doing(
        r"(?<!\S)-m (?:venv|virtualenv)\b|^(?:virtualenv|conda create|uv venv)\b",
        ("create", "make", "set"), ("environment", "venv", "virtualenv"),
    ),
    doing(r"\bactivate\b", ("activate",), ("environment", "venv", "virtualenv")),
    doing(r"^(?:(?:export|set|setx)\b|\$env:)", ("set", "export", "change"), ("variable", "environment", "env")),
    doing(
        r"^(?:docker|podman)(?:-| )compose\b.*\b(?:up|start)\b",
        ("start", "run", "bring", "launch"), ("container", "stack", "service", "compose"),
    ),
    doing(
        r"^(?:docker|podman)\b.*\b(?:stop|down|rm|kill)\b",
        ("stop", "remove", "kill", "shut", "delete"), ("container", "stack", "compose"),
    ),
    doing(
        r"^kubectl (?:apply|rollout|create)\b|^helm (?:install|upgrade)\b",
        ("deploy", "apply", "roll", "release"),
        ("deployment", "cluster", "manifest", "chart", "service", "version", "out"),
    ),
    doing(
        r"\b(?:sha\d+sum|md5sum|shasum|get-filehash|openssl dgst)\b",
        ("check", "compute", "calculate", "verify", "hash"), ("checksum", "hash", "sum", "digest"),
    ),
    doing(r"\bssh-keygen\b|\bgpg --(?:full-)?gen", ("create", "generate", "make"), ("key",)),
    doing(
        r"\b(?:convert|magick|mogrify|ffmpeg|cwebp)\b",
        ("convert", "resize", "shrink", "crop", "scale"), ("image", "picture", "photo", "video", "file"),
    ),
    doing(
        r"^(?:vim?|nvim|nano|emacs|code|subl|notepad\S*|micro)\b",
        ("open", "edit"), ("file", "editor", "script", "config"),
    ),
    doing(
        r"^(?:python3?|node|ruby|perl|bash|sh|pwsh|php|Rscript|\./)\S*",
        ("run", "start", "execute"), ("script", "program"),
    ),
)  # fmt: skip


def told_by(question: str) -> list[Doing]:
    """Return what a question, in small letters, may say was done, in the order of the table."""
    said = set(tokens(question))
    known = (*TO_MACHINES, *_DOINGS, *_WHERE_ASKED_FOR) if _ASKED_FOR.search(question) else _DOINGS
    return [
        doing
        for doing in known
        if all(any(forms(word) & said for word in group) for group in doing.said)
        and not any(forms(word) & said for word in doing.unsaid)
    ]
