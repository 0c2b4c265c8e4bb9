"""Which processors there are, cheapest first, and how each is made."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from ledger.errors import Usage
from processors.batch import Processor


def _uia() -> Processor:
    from processors.uia import UiaProcessor

    return UiaProcessor()


def _text() -> Processor:
    from processors.engines import VERSION, EmbeddedReader
    from processors.text import TextProcessor

    return TextProcessor(EmbeddedReader, VERSION)


def _windows() -> Processor:
    from processors import titles, windows

    return windows.WindowsProcessor(titles.in_force, titles.version_with(windows.VERSION, titles.own()))


def _pages() -> Processor:
    from processors import pages, titles

    return pages.PagesProcessor(titles.in_force, titles.version_with(pages.VERSION, titles.own()))


def _behind() -> Processor:
    from processors.behind import BehindProcessor

    return BehindProcessor()


def _color() -> Processor:
    from processors.color import ColorProcessor

    return ColorProcessor()


_MAKERS: Mapping[str, Callable[[], Processor]] = {
    "uia": _uia,
    "windows": _windows,
    "color": _color,
    "text": _text,
    "pages": _pages,
    "behind": _behind,
}


def chosen(names: Sequence[str] | None) -> tuple[Processor, ...]:
    """Return the processors of these names, or all. No model is loaded yet.

    Raises:
        Usage: there is no processor of that name.
    """
    unknown = sorted(set(names or ()) - set(_MAKERS))
    if unknown:
        raise Usage(f"There is no processor {unknown[0]!r}.", f"There are: {', '.join(_MAKERS)}.")
    return tuple(make() for name, make in _MAKERS.items() if names is None or name in names)
