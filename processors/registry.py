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
    from processors import programs, windows

    return windows.WindowsProcessor(programs.in_force, programs.version_with(windows.VERSION, programs.own()))


def _pages() -> Processor:
    from processors import pages, programs

    return pages.PagesProcessor(programs.in_force, programs.version_with(pages.VERSION, programs.own()))


_MAKERS: Mapping[str, Callable[[], Processor]] = {"uia": _uia, "windows": _windows, "text": _text, "pages": _pages}


def chosen(names: Sequence[str] | None) -> tuple[Processor, ...]:
    """Return the processors of these names, or all. No model is loaded yet.

    Raises:
        Usage: there is no processor of that name.
    """
    unknown = sorted(set(names or ()) - set(_MAKERS))
    if unknown:
        raise Usage(f"There is no processor {unknown[0]!r}.", f"There are: {', '.join(_MAKERS)}.")
    return tuple(make() for name, make in _MAKERS.items() if names is None or name in names)
