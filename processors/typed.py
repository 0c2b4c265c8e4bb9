"""What keyboards type: signs that code has no place for are taken for those that they look like. Pure.

A recogniser knows more signs than a language has: it reads `xtol` as `×tol`, a quotation mark as a curled one, a minus
as a dash. What a screen showed stays in the text that was read; this is how code is told. Where a sign may have been
drawn as it was read, in strings, comments, and in what is no strict language (a synopsis, an output, text with marks),
it is left. So is `…`, which pages draw where they leave something out.
"""

from __future__ import annotations

import re
from functools import partial

TIMES = "\u00d7"

_OWN_TIMES = frozenset(["haskell", "julia", "scala", "swift", "html", "ini", "markdown", "text", "xml", "yaml"])
"""Languages in which `×` may be an operator, and those in which prose stands without quotes."""

_SLASHED, _HASHED, _DASHED = r"/\*[\s\S]*?\*/|//[^\n]*", r"#[^\n]*", r"--[^\n]*|/\*[\s\S]*?\*/"
_COMMENTS = {
    **dict.fromkeys(
        ["c", "cpp", "cs", "dart", "go", "java", "javascript", "kotlin", "rust", "typescript", "zig"], _SLASHED
    ),
    **dict.fromkeys(["python", "r", "toml"], _HASHED),
    **dict.fromkeys(["lua", "sql"], _DASHED),
    "json": r"(?!)",
}
"""What is a comment in each strict language: what keyboards lack stands in strings and comments only."""

_FAMILIES = (('"', "\u201c\u201d\u201e\u2033"), ("'", "\u2018\u2019\u201a\u2032\u00b4"))
"""Quotation marks, and the curled ones that they are read as."""

_DOUBLE, _SINGLE = _FAMILIES[0][1], _FAMILIES[1][1]
_MINUS, _DASH = "\u2010\u2011\u2013\u2212", "\u2014"
_POINTS = "\u00b7\u2024\u2219"

_TYPED = {ord(sign): typed for typed, signs in (*_FAMILIES, ("-", _MINUS), (".", _POINTS)) for sign in signs}
# Signs of East Asian fonts that fill two cells (the Unicode standard, Halfwidth and Fullwidth Forms).
_TYPED |= {code: chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F)}

_NAME = re.compile(rf"\w*{TIMES}[\w{TIMES}]*")
_APOSTROPHE = rf"(?<=[^\W\d_]{{2}})[{_SINGLE}](?=[^\W\d_])"
_STRINGS = r"\"\"\"[\s\S]*?\"\"\"|'''[\s\S]*?'''|\"(?:\\.|[^\"\\\n])*\"|'(?:\\.|[^'\\\n])*'|`[^`]*`"
_CURLED = rf"[{_DOUBLE}](?P<double>[^\"{_DOUBLE}\n]*)[\"{_DOUBLE}]|[{_SINGLE}](?P<single>[^'{_SINGLE}\n]*)['{_SINGLE}]"
_PARTS = {
    language: re.compile(
        rf"(?P<kept>{comment}|{_STRINGS}|{_APOSTROPHE})|{_CURLED}|(?P<name>{_NAME.pattern})|(?P<sign>[^\x00-\x7f])"
    )
    for language, comment in _COMMENTS.items()
}
_DATE = re.compile(
    r"(?<![A-Za-z\d])(?=[O\d]*\d)[O\d]{4}-[O\d]{2}-[O\d]{2}(?![A-Za-z\d])|(?<![\w:])\d[O\d]?:[O\d]{2}(?!\w)"
)
_NUMBER = re.compile(r"(?<![\w-])(?<!\w[./])\d[O\d]*(?:\.[O\d]+)?(?!\w)")
_SPOKEN = frozenset(
    ["", "bash", "batch", "css", "html", "ini", "latex", "markdown", "powershell", "text", "toml", "xml", "yaml"]
)
"""Languages in which a name may begin with a digit: of a lot, `3316O`, or of a machine."""

_LITERALS = re.compile(rf"(?P<kept>{_STRINGS}|(?://|#|--)[^\n]*|/\*[\s\S]*?\*/)|{_NUMBER.pattern}")
_TAGS = re.compile(r"</[\w.-]*>|/>")
"""Prose stands between tags, in code of any language that has them (JSX)."""
_QUOTES = {quote: re.compile(rf"(?P<kept>{_APOSTROPHE})|[{curled}]") for quote, curled in _FAMILIES}

_HEXADECIMAL = re.compile(r"0x[0-9A-Fa-f]+")
_FACTOR = re.compile(r"[A-Za-z]|\d+\w{0,2}", re.ASCII)
_ENDS, _BEGINS = re.compile(r"(\w+|[)\]}\"'])\s*$"), re.compile(r"\s*(\w+|[(\[{\"'])")
_WORDS = re.compile(
    r"and|as|assert|async|await|by|case|const|def|delete|do|elif|else|except|for|foreach|from|func|function|if|in|is|let|"
    r"not|or|print|return|select|set|static|then|throw|typeof|val|var|when|where|while|with|yield",
    re.IGNORECASE,
)
"""Words of languages next to which stands what is worked on: no operator."""


def of(text: str, language: str) -> str:
    """Return code as it was typed, given the text that was read and its language (empty: none that is known)."""
    parts = _PARTS.get(language)
    if text.isascii():
        return text
    if parts is None or _TAGS.search(text) or not _is_whole(text):
        return names(text, between=language not in _OWN_TIMES)
    closed = "\n".join(_closed(line) for line in text.split("\n"))
    return parts.sub(lambda match: _typed(match, closed), closed)


def digits(text: str, language: str = "") -> str:
    """Return a text with a zero for each letter O that only digits stand beside, in dates and times: `2027-O3-3O`.

    In a language in which no name begins with a digit also in numbers that stand in no string and no comment: `30O`.
    Elsewhere it may be meant, in the number of a lot as in `-O2`.
    """
    if "O" not in text:
        return text
    dated = _DATE.sub(_zeros, text)
    return dated if language in _SPOKEN else _LITERALS.sub(lambda match: match["kept"] or _zeros(match), dated)


def _zeros(match: re.Match[str]) -> str:
    return match[0].replace("O", "0")


def names(text: str, *, between: bool = True) -> str:
    """Return a text with `x` for each `×` that is part of a name, or of a hexadecimal number.

    Of a product (`3×4`, `n×m`, `5×`) it is none. `between` says whether `rows×cols` is a name, too.
    """
    return _NAME.sub(lambda match: _named(match[0], between=between), text)


def _named(word: str, *, between: bool) -> str:
    plain, factors = word.replace(TIMES, "x"), word.split(TIMES)
    if _HEXADECIMAL.fullmatch(plain):
        return plain
    if all(factors):
        is_product = not between or all(_FACTOR.fullmatch(factor) for factor in factors)
    else:
        is_product = not any(letter.isalpha() or letter == "_" for letter in word.replace(TIMES, ""))
    return word if is_product else plain


def _is_whole(text: str) -> bool:
    """Whether no string or comment of several lines is cut: what stands in it could not be told from code."""
    pairs = text.count("/*") == text.count("*/") and text.count("`") % 2 == 0
    return pairs and all(text.count(3 * quote) % 2 == 0 for quote in "\"'")


def _closed(line: str) -> str:
    """A line whose strings do not close, with all its quotation marks typed where then they do."""
    for quote, pattern in _QUOTES.items():
        curled = sum(match["kept"] is None for match in pattern.finditer(line))
        typed = line.count(quote) - line.count("\\" + quote)
        if typed % 2 and curled % 2:
            line = pattern.sub(partial(_uncurled, quote), line)
    return line


def _uncurled(quote: str, match: re.Match[str]) -> str:
    return match["kept"] or quote


def _typed(match: re.Match[str], text: str) -> str:
    """A part of code as it was typed: comments and strings stand, but for the curled quotes around them."""
    if match["kept"]:
        return names(match["kept"], between=False)
    for quote, family in (('"', "double"), ("'", "single")):
        if match[family] is not None:
            return quote + names(match[family], between=False) + quote
    before, behind = text[: match.start()], text[match.end() :]
    if match["name"]:
        named, (left, _, right) = _named(match["name"], between=True), match["name"].partition(TIMES)
        return named if _is_between(before + left, right + behind) else named.replace(TIMES, "x")
    if match["sign"] == _DASH:
        return "-" if _is_between(before, behind) else _DASH
    return match["sign"].translate(_TYPED)


def _is_between(before: str, behind: str) -> bool:
    """Whether what a sign stands between are two things to calculate with."""
    left, right = _ENDS.search(before.rpartition("\n")[2]), _BEGINS.match(behind)
    return all(match is not None and not _WORDS.fullmatch(match[1]) for match in (left, right))
