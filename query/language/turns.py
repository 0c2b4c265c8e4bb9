"""Turns of several words that are one: how people ask for a length of time, and names that hold a word of asking."""

from __future__ import annotations

LONG = (
    "how long", "how much time", "for how long", "time spent", "spent time", "total time", "amount of time",
    "time did i spend", "time have i spent", "how many minutes", "how many hours", "how many seconds", "duration",
    "length of time", "length of", "length in", "in minutes", "in hours", "total minutes", "total hours",
    "minutes in total", "hours in total",
)  # fmt: skip
"""What asks how long something was."""

_PLAYED = ("listen to", "listened to", "play", "played", "watch", "watched")
PLAYED = (
    *(f"{who} {how}{done}" for who in ("i", "we") for how in ("", "last ", "first ") for done in _PLAYED),
    *(f"{who} {how} {doing}" for who, how in (("i", "was"), ("we", "were"), ("was", "i"), ("were", "we"))
      for doing in ("listening to", "playing", "watching")),
)  # fmt: skip
"""What tells that somebody had something playing in front: what a band plays, or a watch, is no such thing."""

PLAYED_LAST, PLAYED_FIRST = (tuple(turn for turn in PLAYED if turn.split()[1] == when) for when in ("last", "first"))

LONGEST = ("stay longest", "stay the longest", "stayed longest", "stayed the longest", "staying longest")
"""What they ask of where they spent most of their time."""

LINGERED = (
    *LONGEST,
    "glued to", "hang out in", "hang out on", "hanging out in", "hanging out on", "hung out in", "hung out on",
    "linger in", "linger on", "lingered in", "lingered on", "sat on", "sit on", "sitting in", "sitting on",
    "stick with", "stuck with", "staying on",
)  # fmt: skip
"""What people do where they spend their time."""

PROGRAMS = (
    "browser", "web browser", "terminal", "console", "command line", "shell", "command prompt", "editor",
    "text editor", "code editor", "pdf viewer", "pdf reader", "document viewer", "file manager", "file explorer",
    "file browser", "mail program", "mail client", "chat program", "word processor", "spreadsheet program",
    "media player", "video player", "music player", "audio player", "picture viewer", "image viewer", "photo viewer",
)  # fmt: skip
"""What people call programs by their sort."""

NAMED = (
    "vs code", "visual studio code", "visual studio", "android studio", "site visit", "changing rooms", "mailing list",
    "packing list", "price list", "punch list", "shopping list", "to do list", "waiting list",
)  # fmt: skip
"""What is a name as a whole, whatever its words say by themselves."""

BEGUN, ENDED = (
    tuple(f"{who} {verb} {what}" for who in ("i", "we") for verb in verbs for what in ("working on", "work on"))
    for verbs in (
        ("start", "started", "begin", "began", "begun", "first start", "first started"),
        ("stop", "stopped", "finish", "finished", "quit", "last stop", "last stopped"),
    )
)
"""When something was first in front, or last, as people say it who worked on it."""

_STOOD = ("were", "are", "stood", "set to", "turned", "switched")
_ON, _OFF = (
    (
        *(f"{noun} {how} {state}" for noun in ("switches", "toggles") for how in _STOOD),
        f"switch {state}",
        f"toggle {state}",
    )
    for state in ("on", "off")
)
SWITCHES = {
    "checkbox": ("toggle", "toggles", "toggle switch", "toggle switches", *_ON, *_OFF),
    "checked": _ON,
    "unchecked": _OFF,
}
"""Switches on a screen, and how they stand, by concept; to switch to something is another thing."""
