"""Which language code is written in: by the name of its file, by parsers, and by a model that comes in its package.

The model is Magika (Fratantonio et al., "Magika: AI-Powered Content-Type Detection", 2024). It is made for files, so
what is short is asked of parsers first, and a guess without certainty is none.
"""

from __future__ import annotations

import ast
import hashlib
import json
import re
from functools import cached_property, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from magika import Magika

SURE = 0.7
"""The model's word counts from this probability on."""

FEWEST_LETTERS = 16

_BY_ENDING = {
    "bash": "sh bash zsh ksh bashrc zshrc profile",
    "batch": "bat cmd",
    "c": "c h",
    "cpp": "cc cpp cxx hpp hxx",
    "cs": "cs",
    "css": "css",
    "go": "go",
    "html": "html htm",
    "ini": "ini cfg conf",
    "java": "java",
    "javascript": "js mjs cjs jsx",
    "json": "json",
    "kotlin": "kt kts",
    "lua": "lua",
    "markdown": "md",
    "perl": "pl pm",
    "php": "php",
    "powershell": "ps1 psm1",
    "python": "py pyw pyi",
    "r": "r",
    "ruby": "rb",
    "rust": "rs",
    "scala": "scala",
    "sql": "sql psql ddl",
    "swift": "swift",
    "text": "txt",
    "toml": "toml",
    "typescript": "ts tsx",
    "vba": "vba bas",
    "xml": "xml xsd svg",
    "yaml": "yaml yml",
}
# What the name of a file tells and no short text does surely.
_BY_NAME_ALONE = {
    "clojure": "clj cljs cljc edn",
    "crystal": "cr",
    "dart": "dart",
    "elixir": "ex exs",
    "erlang": "erl hrl",
    "fortran": "f90 f95 f03 f08",
    "fsharp": "fs fsx fsi",
    "gdscript": "gd",
    "glsl": "glsl frag vert wgsl hlsl",
    "graphql": "graphql gql",
    "groovy": "groovy gradle",
    "haskell": "hs lhs",
    "hcl": "tf tfvars hcl",
    "julia": "jl",
    "latex": "tex sty bib",
    "lisp": "el lisp scm rkt",
    "matlab": "m",
    "nim": "nim",
    "nix": "nix",
    "ocaml": "ml mli",
    "pascal": "pas dpr",
    "proto": "proto",
    "qml": "qml",
    "scss": "scss sass less",
    "solidity": "sol",
    "sql": "pgsql mysql plsql",
    "svelte": "svelte",
    "tcl": "tcl",
    "verilog": "v sv",
    "vhdl": "vhd vhdl",
    "vim": "vim",
    "vue": "vue",
    "zig": "zig",
}
_ENDINGS = {
    ending: language
    for told in (_BY_ENDING, _BY_NAME_ALONE)
    for language, endings in told.items()
    for ending in endings.split()
}
_WHOLE_NAMES = {"makefile": "makefile", "dockerfile": "dockerfile", "gnumakefile": "makefile"}
# The model's names for what ours are called otherwise.
_OURS = {"shell": "bash", "typescript": "typescript", "csharp": "cs"}
# Of the model's two hundred kinds those that are written by hand and looked at.
_KNOWN = frozenset({*_BY_ENDING, *_WHOLE_NAMES.values(), "diff", "dart", "elixir", "haskell", "julia", "zig"}) - {
    "markdown",
    "text",
}

_FILE = re.compile(r"(?<![\w.])(?:[\w.~@-]+[\\/])*([\w.@+-]*\w\.\w{1,10}|[Mm]akefile|Dockerfile)(?![\w.])")
_SHEBANG = re.compile(r"^#!\s*\S*?/(?:env\s+)?(\w+?)[\d.]*(?:\s|$)")
_INTERPRETERS = {"sh": "bash", "bash": "bash", "zsh": "bash", "dash": "bash", "python": "python", "node": "javascript"}
_INTERPRETERS |= {"perl": "perl", "ruby": "ruby", "php": "php", "pwsh": "powershell"}
_SQL = re.compile(
    r"^\s*(?:--[^\n]*\n\s*)*(?:select|insert|update|delete|create|alter|drop|with|merge|explain|grant)\b", re.IGNORECASE
)


def file_of(title: str) -> str:
    """Return the file that a title names, where its ending is that of code we know; else empty."""
    names = [match[1] for match in _FILE.finditer(title)]
    return next((name for name in names if of_file(name)), "")


def of_file(name: str) -> str:
    """Return the language that a file's name tells of; empty where it tells none."""
    whole = name.casefold()
    return _WHOLE_NAMES.get(whole) or _ENDINGS.get(whole.rpartition(".")[2] if "." in whole else "", "")


class Classifier:
    """Says which language a text is code of. The model is loaded when first asked."""

    @cached_property
    def _magika(self) -> Magika:
        from magika import Magika

        return Magika()

    @cached_property
    def model(self) -> tuple[str, str]:
        """The model's name, and the SHA-256 (hex) of its weights."""
        name = str(self._magika.get_model_name())
        import magika

        weights = Path(magika.__file__).parent / "models" / name / "model.onnx"
        return f"magika {name}", hashlib.sha256(weights.read_bytes()).hexdigest()

    @lru_cache(maxsize=4096)  # noqa: B019 - one classifier lives as long as the process
    def of(self, text: str) -> str:
        """Return the language of a text that may be code; empty where it is none, or not surely."""
        interpreter = _SHEBANG.match(text)
        if interpreter and interpreter[1] in _INTERPRETERS:
            return _INTERPRETERS[interpreter[1]]
        if len(text.strip()) < FEWEST_LETTERS:
            return ""
        if _is_json(text):
            return "json"
        guess, sure = self._guess(text)
        if _SQL.match(text) and (guess == "sql" or text.rstrip().endswith(";")) and is_sql(text):
            return "sql"
        if is_python(text):
            return "python"
        return guess if sure else ""

    def _guess(self, text: str) -> tuple[str, bool]:
        told = self._magika.identify_bytes(text.encode("utf-8", "replace"))
        label = str(told.output.label)
        language = _OURS.get(label, label)
        return language, language in _KNOWN and told.score >= SURE


def is_sql(text: str) -> bool:
    """Say whether a text is one or more SQL statements, to a parser that knows many dialects."""
    import sqlglot
    from sqlglot.errors import SqlglotError

    for dialect in ("postgres", None):
        try:
            parsed = sqlglot.parse(text, dialect=dialect)
        except (SqlglotError, RecursionError):
            continue
        # What the parser does not know it keeps as an opaque command.
        if parsed and not any(isinstance(each, sqlglot.exp.Command) for each in parsed):
            return True
    return False


_TELLING = (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef, ast.Import, ast.ImportFrom)


def is_python(text: str) -> bool:
    """Say whether a text parses as Python and does something that only Python writes so."""
    tree = _tree_of(text)
    return tree is not None and any(isinstance(node, _TELLING) for node in ast.walk(tree))


def parses(text: str) -> bool:
    """Say whether a text can be Python at all: so can many a word."""
    return _tree_of(text) is not None


def _tree_of(text: str) -> ast.Module | None:
    try:
        return ast.parse(text)
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return None


def _is_json(text: str) -> bool:
    if text.strip()[:1] not in ("{", "["):
        return False
    try:
        return isinstance(json.loads(text), dict | list)
    except (ValueError, RecursionError):
        return False


_DEFINES = {
    "python": r"^(?:async\s+)?(?:def|class)\s+(\w+)",
    "sql": r"^\s*create\s+(?:or\s+replace\s+)?(?:\w+\s+)*?(?:table|view|function|procedure|index|trigger)\s+"
    r"(?:if\s+not\s+exists\s+)?([\w.\"]+)",
    "bash": r"^(?:function\s+)?([\w-]+)\s*\(\)\s*\{?",
    "go": r"^(?:func\s+(?:\([^)]*\)\s*)?|type\s+)(\w+)",
    "rust": r"^(?:pub(?:\([^)]*\))?\s+)?(?:async\s+)?(?:fn|struct|enum|trait|impl|mod)\s+(\w+)",
    "javascript": r"^(?:export\s+)?(?:default\s+)?(?:async\s+)?(?:function\*?|class|const|let|var)\s+(\w+)",
    "java": r"^\s*(?:public|private|protected|static|final|abstract|\s)*(?:class|interface|enum|record)\s+(\w+)",
    "c": r"^[\w*\s]+?\b(\w+)\s*\([^;]*\)\s*\{?\s*$",
}
_DEFINES |= {
    "typescript": _DEFINES["javascript"],
    "cpp": _DEFINES["c"],
    "cs": _DEFINES["java"],
    "kotlin": r"^(?:fun|class)\s+(\w+)",
    "julia": r"^(?:function|macro|(?:mutable\s+)?struct|module)\s+(\w+)",
    "lua": r"^(?:local\s+)?function\s+([\w.:]+)",
    "php": r"^\s*(?:(?:public|private|protected|static|abstract|final)\s+)*(?:function|class)\s+(\w+)",
    "r": r"^([\w.]+)\s*(?:<-|=)\s*function\b",
    "ruby": r"^\s*(?:def|class|module)\s+([\w.?!]+)",
    "swift": r"^\s*(?:func|class|struct|enum|protocol)\s+(\w+)",
}
_SYMBOLS = {language: re.compile(pattern, re.MULTILINE | re.IGNORECASE) for language, pattern in _DEFINES.items()}


def symbol_of(text: str, language: str) -> str:
    """Return the name of the first thing that code defines; empty where it defines none."""
    pattern = _SYMBOLS.get(language)
    match = pattern.search(text) if pattern is not None else None
    return match[1].strip('"') if match else ""
