"""What is loaded first when a command starts, so that it starts sooner: msgspec, without typing_extensions.

Where that package is installed, msgspec takes names from it that `typing` has as well since Python 3.11. To load it,
and `inspect` with it, takes as long as half of our own modules; nothing on the way of a short command wants either.
"""

from __future__ import annotations

import sys

if "msgspec" not in sys.modules and "typing_extensions" not in sys.modules:
    # Python's own way to say that a module is not to be had (the import system, 5.3.1); whoever wants it later gets it.
    sys.modules["typing_extensions"] = None  # type: ignore[assignment]
    try:
        import msgspec  # noqa: F401 - it is loaded for those who import it next
    finally:
        del sys.modules["typing_extensions"]
