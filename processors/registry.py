"""Which processors there are, cheapest first, and how each is made."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from pathlib import Path

from ledger.errors import Usage
from processors.batch import Processor


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


_MAKERS: Mapping[str, Callable[[], Processor]] = {"uia": _uia, "text": _text}


def chosen(names: Sequence[str] | None) -> tuple[Processor, ...]:
    """Return the processors of these names, or all. No model is loaded yet.

    Raises:
        Usage: there is no processor of that name.
    """
    unknown = sorted(set(names or ()) - set(_MAKERS))
    if unknown:
        raise Usage(f"There is no processor {unknown[0]!r}.", f"There are: {', '.join(_MAKERS)}.")
    return tuple(make() for name, make in _MAKERS.items() if names is None or name in names)
