"""Which processors there are, in the order in which they look at frames, and how each is made."""

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


def _elements() -> Processor:
    from processors.elements import ElementsProcessor

    return ElementsProcessor()


def _fields() -> Processor:
    from processors.fields import FieldsProcessor

    return FieldsProcessor()


_MAKERS: Mapping[str, Callable[[], Processor]] = {
    "uia": _uia,
    "text": _text,
    "elements": _elements,
    "fields": _fields,
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
