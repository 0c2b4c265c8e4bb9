"""The account in which everything is recorded, and what stands in its home."""

from __future__ import annotations

import os
import shutil
from pathlib import Path
from typing import Any

from benchmarks.orchard.looks import Look

NAME = "nora"
HOME = Path("/home/nora")
_CLEARED = (".config", ".cache", ".local", ".pki", "ferment", "seedlend", "notes", "papers", "nightbook", "Documents",
            "Desktop", "Downloads", ".bash_history", ".gitconfig", ".dbus", ".vim", ".sqlite_history", ".viminfo",
            ".lesshst", ".vimrc", ".psqlrc", ".psql_history")  # fmt: skip

_FONTS = """<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd"><fontconfig>
<match target="font"><edit name="rgba" mode="assign"><const>{rgba}</const></edit>
<edit name="antialias" mode="assign"><bool>true</bool></edit><edit name="hinting" mode="assign"><bool>true</bool></edit>
<edit name="hintstyle" mode="assign"><const>hintslight</const></edit>
<edit name="lcdfilter" mode="assign"><const>lcddefault</const></edit></match>
<alias><family>monospace</family><prefer><family>{mono}</family></prefer></alias>
<alias><family>sans-serif</family><prefer><family>{ui}</family></prefer></alias></fontconfig>"""

_GTK = """[Settings]
gtk-theme-name={gtk}
gtk-icon-theme-name={icons}
gtk-font-name={ui} {ui_size}
gtk-xft-antialias=1
gtk-xft-hinting=1
gtk-xft-hintstyle=hintslight
gtk-xft-rgba={rgba}
gtk-xft-dpi={dots}
gtk-cursor-blink=0
gtk-application-prefer-dark-theme={dark}
"""

_TMUX = """set -g status off
set -g set-titles on
set -g set-titles-string "#T"
set -g default-terminal "tmux-256color"
set -ga terminal-overrides ",*256col*:Tc"
set -g escape-time 0
"""

_GEANY_DARK = """[theme_info]
name=Slatewood
version=1
[named_colors]
[named_styles]
default=#d5dae3;#1f262e;false;false
comment=#7f8fa0
commentdoc=comment
number=#e0a96d
string=#9ccf8a
string_1=string
string_2=string
keyword=#7fb4e6;;true;false
keyword_1=keyword
keyword_2=#c79bd8
operator=#d5dae3
function=#e6cf7f
identifier=default
identifier_1=default
preprocessor=#c79bd8
line_number=#66727f;#191f26
selection=;#35506b;false;true
caret=#ffffff;;false
current_line=;#28313b;true
margin_line_number=line_number
"""

_EDITOR = """[geany]
color_scheme={scheme}
editor_font={mono} {size}
auto_complete_symbols=false
sidebar_visible={side}
msgwindow_visible=false
pref_main_load_session=false
pref_main_save_winpos=false
pref_main_confirm_exit=false
pref_editor_new_line=false
show_notebook_tabs=true
statusbar_visible=true
auto_latex=false
complete_snippets=false
autoclose_chars=0
indent_mode=0
use_native_windows_dialogs=false
[VTE]
load_vte=false
"""


_GIVEN = HOME / ".recorded-here"


def given_over() -> None:
    """Make sure that the account is there for this alone: its home is emptied.

    Raises:
        SystemExit: it is not there, or nobody has said that it may be emptied.
    """
    if not _GIVEN.is_file():
        raise SystemExit(f"{HOME} is emptied by this. Make an account for it alone, and say so: touch {_GIVEN}")


def cleared() -> None:
    """Empty the account of what an earlier run or another desktop left."""
    given_over()
    for name in _CLEARED:
        there = HOME / name
        if there.is_dir():
            shutil.rmtree(there)
        else:
            there.unlink(missing_ok=True)


def furnished(look: Look) -> None:
    """Write how programs look on that desktop into the account's home, in place of what was there."""
    for name in (".config", ".cache", ".local", ".pki"):
        shutil.rmtree(HOME / name, ignore_errors=True)
    given: dict[str, Any] = {**vars(look), "dots": look.dpi * 1024, "dark": int(look.dark)}
    settings = _GTK.format(**given)
    size = round(11 * look.dpi / 96) if look.dark else 12
    editor = _EDITOR.format(
        scheme=look.geany or ("slatewood.conf" if look.dark else ""),
        mono=look.mono,
        size=size,
        side=str(not look.dark).lower(),
    )
    mousepad = f"[org/xfce/mousepad/preferences/view]\nfont-name='{look.mono} 12'\nuse-default-monospace-font=false\n"
    rc = f"PS1='{look.prompt}'\nunset HISTFILE\nalias ls='ls --color=never'\ncd ~\n"
    files = {
        "fontconfig/fonts.conf": _FONTS.format(**given),
        "gtk-3.0/settings.ini": settings,
        "gtk-4.0/settings.ini": settings,
        "geany/geany.conf": editor,
        "geany/colorschemes/slatewood.conf": _GEANY_DARK,
        "glib-2.0/settings/keyfile": mousepad,
        "tmux.conf": _TMUX,
        "shell.rc": rc,
        "openbox/rc.xml": _openbox(look),
        "xfce4/terminal/terminalrc": _xfce_terminal(look),
        "zathura/zathurarc": "set window-title-basename true\n",
        "user-dirs.dirs": "",
    }
    for name, text in files.items():
        write(HOME / ".config" / name, text)


def whose() -> dict[str, Any]:
    """How a program is started as the person."""
    return {"user": NAME, "group": NAME, "extra_groups": []} if os.geteuid() == 0 else {}


def write(path: Path, text: str) -> None:
    """Write a file that belongs to the account."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8")
    owned(path)


def owned(path: Path) -> None:
    """Give a file, and the directories of the home above it, to the account."""
    for each in (path, *path.parents):
        if HOME in each.parents and os.geteuid() == 0:
            shutil.chown(each, NAME, NAME)


def _openbox(look: Look) -> str:
    text = Path("/etc/xdg/openbox/rc.xml").read_text("utf-8")
    text = text.replace("<name>Clearlooks</name>", f"<name>{look.frame}</name>")
    size = f"<size>{round(look.ui_size * look.dpi / 96)}</size>"
    return text.replace("<name>sans</name>", f"<name>{look.ui}</name>").replace("<size>8</size>", size)


def _xfce_terminal(look: Look) -> str:
    return (
        f"[Configuration]\nColorForeground={look.ink}\nColorBackground={look.paper}\nFontName={look.mono} 12\n"
        "MiscMenubarDefault=FALSE\nMiscToolbarDefault=FALSE\nMiscCursorBlinks=FALSE\nFontUseSystem=FALSE\n"
    )
