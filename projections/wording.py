"""Words as the index of scenes keeps them: how text falls into tokens, parts of names, and pairs of CJK signs."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from functools import cache, lru_cache

_TOKEN = re.compile(r"[^\W_]+")
_SNAKE = re.compile(r"[^\W_]+(?:_[^\W_]+)+")
_HUMP = re.compile(r"(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])")
# A capital with which a part of a camelCase name begins: what `_HUMP` finds, but looked for by the capital itself,
# which is quick.
_CAPITAL = re.compile("[A-Z](?:(?<=[a-z0-9][A-Z])|(?<=[A-Z][A-Z])(?=[a-z]))")
_SPACED = {code: " " for code in range(128) if not chr(code).isalnum()}
_LINED = {**_SPACED, ord("\n"): "\n"}
_KEPT = {**_LINED, ord("_"): "_"}
# Scripts that are written without spaces: Han, kana, Hangul.
_CJK = "\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7af\uf900-\ufaff\U00020000-\U0003ffff"


@cache
def _cjk() -> re.Pattern[str]:
    """Return the pattern of one such sign. So many signs take long to compile, and most programs meet none."""
    return re.compile(f"[{_CJK}]")


@cache
def _runs() -> re.Pattern[str]:
    return re.compile(f"[{_CJK}]+|[^{_CJK}]+")


@lru_cache(maxsize=16_384)
def folded(text: str) -> str:
    """Return text without case and accents, as the full-text index folds it (unicode61 remove_diacritics 2)."""
    if text.isascii():
        return text.lower()
    spread = unicodedata.normalize("NFKD", text)
    return unicodedata.normalize("NFC", "".join(each for each in spread if not unicodedata.combining(each))).casefold()


@lru_cache(maxsize=16_384)
def tokens(text: str) -> tuple[str, ...]:
    """Return the tokens of a text: runs of letters and digits, folded."""
    return tuple(_TOKEN.findall(folded(text)))


def humps(text: str) -> tuple[str, ...]:
    """Return the tokens of a text whose camelCase names are taken apart: `TypeError` gives two."""
    return tokens(_HUMP.sub(" ", text))


def joined(text: str) -> tuple[str, ...]:
    """Return the snake_case names of a text as one token each: `batch_size` gives `batchsize`."""
    if "_" not in text:
        return ()
    return tuple(name.replace("_", "") for name in _SNAKE.findall(folded(text)))


def has_cjk(text: str) -> bool:
    """Say whether a text has signs of a script that is written without spaces."""
    return not text.isascii() and _cjk().search(text) is not None


def grams(token: str) -> tuple[str, ...]:
    """Return what a token is kept as: itself, or of CJK signs each and each two side by side, and what is between."""
    if not has_cjk(token):
        return (token,)
    found: list[str] = []
    for run in _runs().findall(token):
        found += (run,) if not _cjk().match(run) else (*run, *(run[at : at + 2] for at in range(len(run) - 1)))
    return tuple(found)


def needed(token: str) -> tuple[str, ...]:
    """Return which of `grams` must be found where a token is looked for: of CJK signs the pairs, or the only one."""
    if not has_cjk(token):
        return (token,) if token else ()
    found: list[str] = []
    for run in _runs().findall(token):
        is_long_cjk = _cjk().match(run) and len(run) > 1
        found += (run[at : at + 2] for at in range(len(run) - 1)) if is_long_cjk else (run,)
    return tuple(found)


@lru_cache(maxsize=16_384)
def words(text: str) -> tuple[str, ...]:
    """Return the words under which a text is found, as often as they stand in it."""
    if text.isascii():
        return _ascii_words(text)
    plain = tuple(gram for token in tokens(text) for gram in grams(token))
    others = {*humps(text), *joined(text)}.difference(tokens(text))
    return (*plain, *sorted(others)) if others else plain


def _ascii_words(text: str) -> tuple[str, ...]:
    """Return the same for the most lines: few have a name in them that is taken apart or put together."""
    plain = text.translate(_SPACED).lower().split()
    if "_" in text or _CAPITAL.search(text):
        return (*plain, *sorted(other for others in _names([text]) for other in others))
    return tuple(plain)


def words_of_all(texts: Sequence[str]) -> list[str]:
    """Return the words of several texts as `words` has those of each, in any order: many lines cost less at once."""
    whole = "\n".join(texts)
    if not whole.isascii():
        found = words_of_all([text for text in texts if text.isascii()])
        return found + [word for text in texts if not text.isascii() for word in words(text)]
    found = whole.translate(_SPACED).lower().split()
    for others in _names([text for text in texts if "_" in text or _CAPITAL.search(text)]):
        found += others
    return found


def _names(texts: Sequence[str]) -> Iterator[set[str]]:
    """Yield for each ASCII text the parts of its camelCase names, and its snake_case ones as one word each.

    What is a word of the text by itself is left out.
    """
    whole = "\n".join(text.replace("\n", " ") for text in texts)
    kept = whole.translate(_KEPT).lower()
    apart = _CAPITAL.sub(_apart, whole).translate(_LINED).lower().split("\n")
    together = kept.replace("__", "  ").replace("_", "").split("\n")
    for plain, one, other in zip(kept.replace("_", " ").split("\n"), apart, together, strict=True):
        yield {*one.split(), *other.split()}.difference(plain.split())


def _apart(capital: re.Match[str]) -> str:
    return " " + capital[0]
