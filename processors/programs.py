"""What kind of program a window belongs to, by the name of its executable: what fills it is named after that.

The names are those that the executables have on Windows, Linux and macOS. One that is not listed is of no kind.
"""

from __future__ import annotations

import re
from typing import Any, Literal

from processors.findings import Subject
from projections import frames
from projections.payload import number_of, text_of

Kind = Literal["page", "terminal", "editor", ""]

_NAMES: dict[Kind, frozenset[str]] = {
    "page": frozenset(
        """
        arc brave brave-browser chrome chromium chromium-browser epiphany falkon firefox firefox-esr floorp
        google-chrome iexplore konqueror librewolf microsoft-edge midori msedge opera safari vivaldi waterfox zen
        """.split()  # noqa: SIM905 - a paragraph of names reads better than a column of strings
    ),
    "terminal": frozenset(
        """
        alacritty cmd conemu conemu64 conhost console foot ghostty gnome-terminal gnome-terminal-server guake hyper
        iterm2 kitty konsole lxterminal mate-terminal mintty openconsole powershell powershell_ise ptyxis putty pwsh
        qterminal rxvt st terminal terminator termite tilda tilix urxvt warp wezterm wezterm-gui windowsterminal wt
        xfce4-terminal xterm yakuake
        """.split()  # noqa: SIM905
    ),
    "editor": frozenset(
        """
        atom code code-insiders codium cursor datagrip devenv dbeaver eclipse emacs featherpad geany gedit
        gnome-text-editor gvim helix idea idea64 kate kwrite leafpad lite-xl mousepad notepad notepad++ notepadqq nova
        nvim-qt pgadmin4 pluma pycharm pycharm64 rider rider64 ssms sublime_text textedit textmate vim-gtk3 vscodium
        webstorm windsurf xcode xed zed
        """.split()  # noqa: SIM905
    ),
}
_BY_NAME: dict[str, Kind] = {name: kind for kind, names in _NAMES.items() for name in names}
_SEPARATORS = re.compile(r"[\\/]")


def name_of(path: str) -> str:
    """Return the name of an executable without folders and ending: `chrome` for `C:\\…\\Chrome.EXE`."""
    name = _SEPARATORS.split(path.strip())[-1].casefold()
    return name.removesuffix(".exe").removesuffix(".app")


def kind_of(path: str) -> Kind:
    """Return what fills the windows of the program at this path; empty where the program is not known."""
    return _BY_NAME.get(name_of(path), "")


class ActiveWindow:
    """The window that a frame's record names as active: `title`, `app` (path of the program), `kind`, and its `box`.

    The box is in pixels of the frame, clipped to it; None where the record tells none, or none that lies on the frame.
    """

    def __init__(self, subject: Subject, size: tuple[int, int]) -> None:
        """Read it out of the record of `subject`, whose frame is `size` (width, height) pixels large."""
        told = frames.window_of(subject.record)
        self.title = text_of(told.get("title")) or ""
        self.app = text_of(told.get("process_path")) or text_of(told.get("app")) or ""
        self.kind = kind_of(self.app)
        self.box = _box(told, subject.origin, size)


def _box(told: dict[str, Any], origin: tuple[int, int], size: tuple[int, int]) -> tuple[int, int, int, int] | None:
    rect = told.get("rect")
    if not isinstance(rect, list) or len(rect) != 4 or any(number_of(side) is None for side in rect):
        return None
    left, top, right, bottom = rect
    box = (
        max(0, left - origin[0]),
        max(0, top - origin[1]),
        min(size[0], right - origin[0]),
        min(size[1], bottom - origin[1]),
    )
    return box if box[0] < box[2] and box[1] < box[3] else None
