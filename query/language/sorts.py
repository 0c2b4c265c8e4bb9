"""Sorts of documents: what people call files by what is in them, and how the names of such files end."""

from __future__ import annotations

from query.language.words import folded

ENDINGS: dict[str, tuple[str, ...]] = {
    "pdf": (".pdf",), "spreadsheet": (".csv", ".xls", ".xlsx", ".ods", ".gnumeric"), "csv": (".csv",), "sql": (".sql",),
    "python": (".py",), "shell": (".sh",), "bash": (".sh",), "text": (".txt", ".md"), "log": (".log",),
    "word": (".doc", ".docx", ".odt"), "presentation": (".odp", ".ppt", ".pptx"),
    "javascript": (".js",), "markdown": (".md",),
    "script": (".sh", ".bash", ".py", ".ps1", ".bat", ".pl", ".rb", ".js"),
    "picture": (
        ".jpg", ".jpeg", ".png", ".gif", ".webp", ".bmp", ".tif", ".tiff", ".heic", ".heif", ".avif", ".svg", ".xcf",
    ),
    "sound": (".wav", ".mp3", ".flac", ".ogg", ".oga", ".opus", ".m4a", ".aac", ".aif", ".aiff", ".wma", ".mid"),
    "film": (".mp4", ".mkv", ".mov", ".avi", ".webm", ".m4v", ".mpg", ".mpeg", ".wmv", ".ogv", ".3gp"),
    "jpg": (".jpg", ".jpeg"), "png": (".png",), "gif": (".gif",), "svg": (".svg",),
    "wav": (".wav",), "mp3": (".mp3",), "flac": (".flac",), "mp4": (".mp4",), "mkv": (".mkv",),
}  # fmt: skip
"""The endings of the names of files of each sort."""

CODE = {
    "sql": "sql", "py": "python", "sh": "bash", "bash": "bash", "zsh": "bash", "ps1": "powershell", "bat": "batch",
    "cmd": "batch", "js": "javascript", "mjs": "javascript", "jsx": "javascript", "ts": "typescript",
    "tsx": "typescript", "rs": "rust", "go": "go", "rb": "ruby", "php": "php", "java": "java", "kt": "kotlin",
    "scala": "scala", "swift": "swift", "lua": "lua", "r": "r", "c": "c", "h": "c", "cpp": "cpp", "hpp": "cpp",
    "cs": "csharp", "html": "html", "htm": "html", "css": "css", "yaml": "yaml", "yml": "yaml", "json": "json",
    "md": "markdown", "txt": "text", "toml": "toml", "ini": "ini", "conf": "ini", "cfg": "ini", "xml": "xml",
    "clj": "clojure", "dart": "dart", "ex": "elixir", "exs": "elixir", "f90": "fortran", "fs": "fsharp",
    "gd": "gdscript", "gradle": "groovy", "graphql": "graphql", "groovy": "groovy", "hs": "haskell", "jl": "julia",
    "ml": "ocaml", "nim": "nim", "nix": "nix", "pas": "pascal", "pl": "perl", "pm": "perl", "proto": "proto",
    "scss": "scss", "svelte": "svelte", "tcl": "tcl", "tex": "latex", "tf": "hcl", "vb": "vba", "vhd": "vhdl",
    "vue": "vue", "zig": "zig",
}  # fmt: skip
"""The endings of files of code and of plain text, and their languages."""

PROSE = frozenset({"markdown", "text"})
"""Languages of files that are kept as code is, and in which none is written."""

_PICTURES, _SOUNDS, _FILMS = ENDINGS["picture"], ENDINGS["sound"], ENDINGS["film"]
_SHEETS, _SLIDES, _TEXTS = ENDINGS["spreadsheet"], (*ENDINGS["presentation"], ".key"), ENDINGS["text"]

_CODES = tuple(f".{ending}" for ending, language in CODE.items() if language not in PROSE)

FILES: dict[str, tuple[str, ...]] = {
    "shell script": (".sh", ".bash", ".zsh"), "bash script": (".sh", ".bash"), "powershell script": (".ps1",),
    "batch file": (".bat", ".cmd"), "text file": _TEXTS, "text document": (*_TEXTS, *ENDINGS["word"]),
    "word document": ENDINGS["word"], "word file": ENDINGS["word"], "log file": ENDINGS["log"],
    "config file": (".ini", ".conf", ".cfg", ".toml", ".yaml", ".yml", ".json"), "query file": (".sql",),
    "sql query": (".sql",), "sql file": (".sql",), "sql script": (".sql",), "markdown file": (".md",),
    "python script": (".py", ".ipynb"), "note file": _TEXTS, "jupyter notebook": (".ipynb",),
    "code file": _CODES, "source file": _CODES, "code": _CODES,
    "pdf": (".pdf",), "csv": (".csv", ".tsv"), "excel": _SHEETS, "spreadsheet": _SHEETS, "workbook": _SHEETS,
    "sheet": _SHEETS, "calc": _SHEETS, "presentation": _SLIDES, "slides": _SLIDES, "slide": _SLIDES,
    "powerpoint": _SLIDES, "picture": _PICTURES, "photo": _PICTURES, "photograph": _PICTURES, "image": _PICTURES,
    "pic": _PICTURES, "screenshot": _PICTURES, "heic": (".heic", ".heif"), "jpg": (".jpg", ".jpeg"),
    "jpeg": (".jpg", ".jpeg"), "png": (".png",), "svg": (".svg",), "recording": _SOUNDS, "song": _SOUNDS,
    "audio": _SOUNDS, "sound": _SOUNDS, "wav": (".wav",), "mp3": (".mp3",), "flac": (".flac",), "video": _FILMS,
    "film": _FILMS, "movie": _FILMS, "clip": (*_FILMS, *_SOUNDS), "python": (".py", ".ipynb"), "rust": (".rs",),
    "javascript": (".js", ".mjs"), "typescript": (".ts", ".tsx"), "java": (".java",), "golang": (".go",),
    "ruby": (".rb",), "php": (".php",), "html": (".html", ".htm"), "css": (".css",), "yaml": (".yaml", ".yml"),
    "yml": (".yml", ".yaml"), "json": (".json",), "xml": (".xml",), "toml": (".toml",), "markdown": (".md",),
    "sql": (".sql",), "shell": (".sh", ".bash", ".zsh"), "bash": (".sh", ".bash"), "powershell": (".ps1",),
    "script": (*ENDINGS["script"], ".sql"), "log": ENDINGS["log"],
}  # fmt: skip
"""How the names of files end that people call so, the longer ways of saying it first."""

CODE_ENDING = f"(?i:{'|'.join(sorted(CODE, key=len, reverse=True))})"
"""The ending of a file of code, without its dot, as a part of a pattern."""

PLAYED = frozenset({"picture", "sound", "film", "jpg", "png", "gif", "svg", "wav", "mp3", "flac", "mp4", "mkv"})
"""Sorts that are looked at or listened to. Much else is called so: a film on a page is no file."""

_FILES = (" file", " files")
_CALLED: dict[str, tuple[str, ...]] = {
    "picture": (
        "picture", "pictures", "photo", "photos", "photograph", "photographs", "image", "pic", "pics",
        *(f"{sort}{file}" for sort in ("image", "picture", "photo") for file in _FILES),
    ),
    "sound": (
        "song", "songs", "audio", "audios", "sound recording", "sound recordings", "audio recording",
        "audio recordings", "voice memo", "voice memos", "audio clip", "audio clips", "sound clip", "sound clips",
        *(f"{sort}{file}" for sort in ("audio", "sound", "music") for file in _FILES),
    ),
    "film": (
        "film", "films", "video", "videos", "movie", "movies", "video clip", "video clips",
        *(f"{sort}{file}" for sort in ("video", "movie", "film") for file in _FILES),
    ),
    **{
        sort: (sort, f"{sort}s", f"{sort} file", f"{sort} files")
        for sort in ("jpg", "png", "gif", "svg", "wav", "mp3", "flac", "mp4", "mkv")
    },
}  # fmt: skip
_TOLD = frozenset({"pdf", "spreadsheet", "csv", "sql", "python", "log", "markdown", "script", "shell", "text"})

CALLED = tuple(name for names in _CALLED.values() for name in names)
"""What people call files that are looked at or listened to."""

RECORDED = frozenset({"recording", "recordings", "track", "tracks"})
"""What people call sounds that they play; else it may be a recording of the screen, or a track of any kind."""

_SORT_OF = {name: sort for sort, names in _CALLED.items() for name in names} | dict.fromkeys(RECORDED, "sound")


def told(noun: str) -> str:
    """Return the sort that a noun for a document tells: `pdf` of `PDFs`, `picture` of `photo`; or nothing."""
    plain = folded(noun)
    first = plain.split()[0].rstrip("s")
    return _SORT_OF.get(plain) or (first if first in _TOLD else "")
