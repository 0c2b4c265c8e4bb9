"""What is loaded first when a command starts: so that it ends at once when it is told to, and starts sooner.

Ctrl-C while modules are loaded ends the process as it ends any other; Python would print where it was.

msgspec is loaded without typing_extensions: where that package is installed, it takes names from it that `typing` has
as well since Python 3.11. To load it, and `inspect` with it, takes as long as half of our own modules; nothing on the
way of a short command wants either.
"""

from __future__ import annotations

import signal
import sys
from contextlib import suppress

_turned = signal.getsignal(signal.SIGINT) is signal.default_int_handler
if _turned:
    with suppress(ValueError):  # it is loaded in a thread that may not do that
        signal.signal(signal.SIGINT, signal.SIG_DFL)


def heed() -> None:
    """Let Ctrl-C be what it is to Python again: all is loaded, and there is somebody to tell of it."""
    if _turned:
        with suppress(ValueError):
            signal.signal(signal.SIGINT, signal.default_int_handler)


if "msgspec" not in sys.modules and "typing_extensions" not in sys.modules:
    # Python's own way to say that a module is not to be had (the import system, 5.3.1); whoever wants it later gets it.
    sys.modules["typing_extensions"] = None  # type: ignore[assignment]
    try:
        import msgspec  # noqa: F401 - it is loaded for those who import it next
    finally:
        del sys.modules["typing_extensions"]
