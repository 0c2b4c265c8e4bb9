"""Which processors there are, in the order in which they look at frames, and how each is made."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from pathlib import Path

from ledger.errors import Usage
from processors.batch import Processor
from processors.endpoint import is_configured


def _uia() -> Processor:
    from processors.uia import UiaProcessor

    return UiaProcessor()


READER, DOCTR_WEIGHTS = "AUTOCAPTURE_READER", "AUTOCAPTURE_DOCTR_WEIGHTS"
"""Names in the environment: which engine reads text (embedded or doctr), and where docTR's weights are."""


def text_processor(environment: Mapping[str, str]) -> Processor:
    """Return the processor that reads text with the engine that the environment names; without one, the embedded.

    Raises:
        Usage: there is no engine of that name.
    """
    from processors.text import TextProcessor

    engine = environment.get(READER) or "embedded"
    if engine == "embedded":
        from processors.engines import VERSION, EmbeddedReader

        return TextProcessor(EmbeddedReader, VERSION)
    if engine == "doctr":
        from processors import doctr_reader

        weights = environment.get(DOCTR_WEIGHTS)
        settings = doctr_reader.Settings(weights=Path(weights) if weights else None)
        return TextProcessor(partial(doctr_reader.DoctrReader, settings), doctr_reader.VERSION)
    raise Usage(f"There is no engine {engine!r} to read text ({READER}).", "There are: embedded, doctr.")


def _text() -> Processor:
    return text_processor(os.environ)


def _windows() -> Processor:
    from processors import titles, windows

    own = titles.own()
    version = titles.version_with(windows.VERSION, own)
    return windows.WindowsProcessor(partial(titles.in_force, own), version, stays=not own)


def _pages() -> Processor:
    from processors import pages, titles

    own = titles.own()
    version = titles.version_with(pages.VERSION, own)
    return pages.PagesProcessor(partial(titles.in_force, own), version, stays=not own)


def _behind() -> Processor:
    from processors.behind import BehindProcessor

    return BehindProcessor()


def _inputlog() -> Processor:
    from processors.inputlog import InputLogProcessor

    return InputLogProcessor()


def _color() -> Processor:
    from processors.color import ColorProcessor

    return ColorProcessor()


def _code() -> Processor:
    from processors.code import CodeProcessor

    return CodeProcessor()


def _vectors() -> Processor:
    from processors.vectors import VectorsProcessor

    return VectorsProcessor()


def _keyframes() -> Processor:
    from processors.keyframes import KeyframesProcessor

    return KeyframesProcessor()


def _summary() -> Processor:
    from processors.summary import SummaryProcessor

    return SummaryProcessor()


def _vlm() -> Processor:
    from processors.endpoint import from_environment
    from processors.vlm import VlmProcessor

    return VlmProcessor(from_environment(os.environ))


def _elements() -> Processor:
    from processors.elements import ElementsProcessor

    return ElementsProcessor()


def _fields() -> Processor:
    from processors.fields import FieldsProcessor

    return FieldsProcessor()


def _posts() -> Processor:
    from processors.posts import PostsProcessor

    return PostsProcessor()


_MAKERS: Mapping[str, Callable[[], Processor]] = {
    "uia": _uia,
    "windows": _windows,
    "inputlog": _inputlog,
    "color": _color,
    "text": _text,
    "pages": _pages,
    "behind": _behind,
    "elements": _elements,
    "fields": _fields,
    "posts": _posts,
    "code": _code,
    "vectors": _vectors,
    "keyframes": _keyframes,
    "summary": _summary,
    "vlm": _vlm,
}
NAMES = tuple(_MAKERS)
_DEAR = frozenset({"vlm"})


def chosen(names: Sequence[str] | None) -> tuple[Processor, ...]:
    """Return the processors of these names, or all. No model is loaded yet, and no server asked.

    The model server that looks at keyframes is among all only where the environment names one.

    Raises:
        Usage: there is no processor of that name, or the environment names a server that is not to be called.
    """
    unknown = sorted(set(names or ()) - set(_MAKERS))
    if unknown:
        raise Usage(f"There is no processor {unknown[0]!r}.", f"There are: {', '.join(_MAKERS)}.")
    if names is None:
        names = [name for name in _MAKERS if name not in _DEAR or is_configured(os.environ)]
    return tuple(make() for name, make in _MAKERS.items() if name in names)
