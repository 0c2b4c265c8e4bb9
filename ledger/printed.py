"""JSON as every verb prints it: keys sorted, indented by two, in ASCII, which every encoding of output can hold."""

from __future__ import annotations

import json
import re
from json.encoder import encode_basestring_ascii as quoted
from typing import Any

import msgspec

_BEYOND = re.compile("[^\x00-\x7f]+")


def spelled(value: Any) -> str:  # noqa: ANN401 - whatever has a spelling in JSON
    """Return a value, or a struct, as indented JSON."""
    try:
        return _ascii(msgspec.json.format(msgspec.json.encode(value, order="sorted"), indent=2).decode())
    except UnicodeEncodeError:  # a name of a file that is no UTF-8
        return json.dumps(msgspec.to_builtins(value), indent=2, sort_keys=True)


def line(value: Any) -> str:  # noqa: ANN401 - see above
    """Return it on one line: for programs that read what comes while a command goes on."""
    try:
        return _ascii(msgspec.json.encode(value, order="sorted").decode())
    except UnicodeEncodeError:
        return json.dumps(msgspec.to_builtins(value), sort_keys=True)


def _ascii(text: str) -> str:
    # Beyond ASCII there is nothing in JSON but what strings hold.
    return text if text.isascii() else _BEYOND.sub(lambda found: quoted(found[0])[1:-1], text)
