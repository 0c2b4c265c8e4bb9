"""Pages and terminal screens made up from a seed: prose, tables, forms, code, listings, in many fonts and colours.

Words come out of the docstrings and the source of the standard library, and out of made-up names and numbers:
nothing here is taken from a recorded corpus.
"""

from __future__ import annotations

import html
import inspect
import random
import string
import sysconfig
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

SANS = (
    *("Arimo", "Cantarell", "Carlito", "DejaVu Sans", "FreeSans", "Go", "Inter", "Lato", "Liberation Sans"),
    *("Nimbus Sans", "Noto Sans", "Open Sans", "Roboto"),
)
SERIF = ("C059", "Caladea", "DejaVu Serif", "FreeSerif", "Liberation Serif", "Linux Libertine O", "Noto Serif", "P052")
MONO = (
    *("Anonymous Pro", "Courier Prime", "Cousine", "DejaVu Sans Mono", "Fira Code", "Go Mono", "Hack", "Inconsolata"),
    *("JetBrains Mono", "Liberation Mono", "mononoki", "Nimbus Mono PS", "Noto Sans Mono"),
)
"""Families of Debian's fonts-* packages; those not installed are replaced by what fontconfig thinks fit."""

THEMES = (
    ("#ffffff", "#1f2328", "#0969da", "#f3f4f6"),
    ("#fdfdfb", "#333333", "#8a2432", "#efece2"),
    ("#f4f4f4", "#555555", "#1a5fb4", "#ffffff"),
    ("#1e1e1e", "#d4d4d4", "#569cd6", "#2a2a2e"),
    ("#0d1117", "#8b949e", "#58a6ff", "#161b22"),
    ("#282c34", "#abb2bf", "#98c379", "#21252b"),
    ("#fdf6e3", "#657b83", "#268bd2", "#eee8d5"),
    ("#002b36", "#93a1a1", "#b58900", "#073642"),
    ("#000000", "#777777", "#cccccc", "#151515"),
    ("#263a5e", "#e8edf5", "#ffd479", "#1f3050"),
)
"""Ground, text, accent and panel."""

SIZES = (9, 10, 11, 12, 13, 14, 15, 16, 18, 20)
_SYLLABLES = (
    "ba",
    "cor",
    "den",
    "el",
    "fi",
    "gra",
    "hol",
    "in",
    "ju",
    "ka",
    "lim",
    "mo",
    "nor",
    "ost",
    "per",
    "quin",
    "ros",
)


@dataclass(frozen=True)
class Look:
    """How one page looks."""

    family: str
    mono: str
    size: int
    theme: tuple[str, str, str, str]


def of_half(families: Sequence[str], half: str) -> Sequence[str]:
    """Return every other family, from the `first` or the `second`, or all: fit on one half, show on the other."""
    return {"first": families[::2], "second": families[1::2], "all": families}[half]


def look_of(chance: random.Random, half: str = "all") -> Look:
    """Return a look in the families of one half; two pages in three have a family without serifs."""
    family = chance.choice(of_half(SANS if chance.random() < 0.7 else SERIF, half))
    return Look(family, chance.choice(of_half(MONO, half)), chance.choice(SIZES), chance.choice(THEMES))


@cache
def _modules() -> tuple[Path, ...]:
    library = Path(sysconfig.get_paths()["stdlib"])
    return tuple(sorted(p for p in library.glob("*.py") if 6_000 < p.stat().st_size < 120_000))


@cache
def _sentences() -> tuple[str, ...]:
    """The sentences of the docstrings of the library's modules, on one line each."""
    found: list[str] = []
    for path in _modules():
        for part in path.read_text("utf-8", "replace").split('"""')[1::2]:
            text = " ".join(inspect.cleandoc(part).split())
            found += [
                f"{s.strip()}." for s in text.split(". ") if 20 < len(s) < 160 and s.isascii() and s.isprintable()
            ]
    return tuple(found)


def prose(chance: random.Random, sentences: int) -> str:
    """Return a paragraph."""
    return " ".join(chance.choice(_sentences()) for _ in range(sentences))


def name(chance: random.Random) -> str:
    """Return a made-up name."""
    return "".join(chance.choice(_SYLLABLES) for _ in range(chance.randint(2, 3))).capitalize()


def value(chance: random.Random) -> str:
    """Return a cell of a table: an amount, date, id, address, version, path or name."""
    letters = string.ascii_lowercase + string.digits
    match chance.randrange(10):
        case 0:
            return f"{chance.choice('$€£')}{chance.randrange(10, 99999):,}.{chance.randrange(100):02}"
        case 1:
            return f"{chance.randrange(2019, 2031)}-{chance.randrange(1, 13):02}-{chance.randrange(1, 29):02}"
        case 2:
            return f"{chance.choice('ABCDEFGHKLMNPRSTUVWX')}{chance.choice('OQIZS')}-{chance.randrange(100, 99999)}"
        case 3:
            first, last, house = (name(chance).lower() for _ in range(3))
            return f"{first}.{last}@{house}.{chance.choice(['com', 'org', 'io'])}"
        case 4:
            return ".".join(str(chance.randrange(30)) for _ in range(3))
        case 5:
            return f"{chance.randrange(24):02}:{chance.randrange(60):02}"
        case 6:
            amount = f"{chance.randrange(1, 100)}.{chance.randrange(10)}"
            return f"{amount} {chance.choice(['kB', 'MB', 'GiB', 'ms', 'kg', '%'])}"
        case 7:
            return "".join(chance.choice("0123456789abcdef") for _ in range(chance.choice([7, 8, 12])))
        case 8:
            folder, file = name(chance).lower(), name(chance).lower()
            return f"/{folder}/{file}_{chance.randrange(10)}.{chance.choice(['py', 'csv', 'log'])}"
        case _:
            return f"{name(chance)} {''.join(chance.choice(letters) for _ in range(chance.randint(1, 4)))}"


def code(chance: random.Random, lines: int) -> str:
    """Return consecutive lines of a module of the standard library."""
    text = chance.choice(_modules()).read_text("utf-8", "replace").expandtabs(4).split("\n")
    start = chance.randrange(max(1, len(text) - lines))
    kept = [line if line.isascii() and len(line) < 110 else "" for line in text[start : start + lines]]
    return "\n".join(line.rstrip() for line in kept).strip("\n")


def listing(chance: random.Random, lines: int) -> str:
    """Return what commands print in a terminal: files, a log, a diff, a table of a database, processes."""
    kind = chance.randrange(5)
    out: list[str] = [f"{name(chance).lower()}@{name(chance).lower()}:~/{name(chance).lower()}$ {_command(chance)}"]
    widths = [chance.randint(6, 18) for _ in range(4)]
    if kind == 1:
        out.append(" | ".join(f"{name(chance).lower():^{w}}" for w in widths))
        out.append("-+-".join("-" * w for w in widths))
    for _ in range(lines - 2):
        if kind == 0:
            mode = "".join(chance.choice([a, "-"]) for a in "rwxrwxrwx")
            size = chance.randrange(10 ** chance.randint(2, 7))
            out.append(f"-{mode} {chance.randint(1, 9)} {name(chance).lower():<8} staff {size:>8} {value(chance)[:20]}")
        elif kind == 1:
            out.append(" | ".join(f"{value(chance)[:w]:{chance.choice('<>')}{w}}" for w in widths))
        elif kind == 2:
            level = chance.choice(["INFO", "WARN", "ERROR", "DEBUG"])
            out.append(
                f"{value(chance)[:10]:<10} {level:<5} [{name(chance).lower()}] {chance.choice(_sentences())[:60]}"
            )
        elif kind == 3:
            indent = " " * chance.choice([0, 4, 4, 8, 12])
            out.append(chance.choice("+- ") + indent + chance.choice(_code_lines()))
        else:
            use = f"{chance.random() * 99:5.1f} {chance.random() * 9:4.1f}"
            out.append(f"{chance.randrange(99999):>6} {use}  {_command(chance)}")
    return "\n".join(line[:118].rstrip() for line in out)


@cache
def _code_lines() -> tuple[str, ...]:
    lines = (line.strip() for path in _modules() for line in path.read_text("utf-8", "replace").split("\n"))
    return tuple(line for line in lines if 12 < len(line) < 70 and line.isascii() and line.isprintable())


def _command(chance: random.Random) -> str:
    flag = chance.choice(["--force", "-l", "-rf", "--dry-run", "-O2", "--no-verify", "-1", "--all"])
    verb = chance.choice(["git push", "ls", "pip install", "grep -n", "docker run", "./configure", "psql -c", "make"])
    return f"{verb} {flag} {value(chance)}"


def page(chance: random.Random, look: Look) -> str:
    """Return a page as HTML: a heading, a bar of links, and a few blocks of every kind, in one look."""
    ground, text, accent, panel = look.theme
    blocks = [_prose_block, _table, _form, _code_block, _code_block, _list, _cards]
    body = "".join(chance.choice(blocks)(chance) for _ in range(9))
    links = "".join(f"<a>{name(chance)}</a> " for _ in range(6))
    columns = chance.choice([1, 1, 2])
    leading, tight = chance.choice([1.25, 1.4, 1.6]), chance.choice([1.15, 1.3, 1.5])
    border = chance.choice(["", f"border: 1px solid {accent}"])
    return f"""<!doctype html><meta charset=utf-8><style>
body {{ background: {ground}; color: {text}; font: {look.size}px/{leading} "{look.family}"; margin: 14px 22px; }}
main {{ columns: {columns}; column-gap: 30px }} a, h1, th {{ color: {accent} }} h1 {{ font-size: 1.7em; margin: 8px 0 }}
pre, .panel {{ background: {panel}; padding: 8px 12px; break-inside: avoid; overflow: hidden }}
pre, code {{ font-family: "{look.mono}"; font-size: {look.size}px; line-height: {tight}; tab-size: 4;
 font-variant-ligatures: none }}
table {{ border-collapse: collapse; margin: 8px 0 }} td, th {{ padding: 2px 10px; {border};
 text-align: left; white-space: nowrap }}
.field {{ display: flex; gap: 10px; margin: 4px }} .field b {{ width: 11em; font-weight: 500 }}
.box {{ border: 1px solid {text}; padding: 1px 7px; min-width: 14em; white-space: nowrap }}
button {{ font: inherit; background: {panel}; color: {text};
 border: 1px solid {text}; border-radius: 4px; padding: 2px 12px }}
nav a {{ margin-right: 18px }} em {{ font-style: italic }} .small {{ font-size: 0.85em }}
svg {{ vertical-align: middle }}
</style><body><nav>{links}</nav><h1>{name(chance)} {name(chance)}</h1><main>{body}</main></body>"""


def _prose_block(chance: random.Random) -> str:
    words = [html.escape(word) for word in prose(chance, 4).split()]
    at = chance.randrange(len(words))
    words[at] = f"<b>{words[at]}</b>"
    return f"<h3>{name(chance)}</h3><p>{' '.join(words)}</p>"


def _table(chance: random.Random) -> str:
    columns = chance.randint(3, 6)
    head = "".join(f"<th>{name(chance)}</th>" for _ in range(columns))
    rows = "".join(
        f"<tr>{''.join(f'<td>{html.escape(value(chance))}</td>' for _ in range(columns))}</tr>" for _ in range(7)
    )
    return f"<table><tr>{head}</tr>{rows}</table>"


def _form(chance: random.Random) -> str:
    fields = "".join(
        f"<div class=field><b>{name(chance)}</b><div class=box>{html.escape(value(chance))}</div></div>"
        for _ in range(4)
    )
    return (
        f"<div class=panel>{fields}<button>{name(chance)}</button> <button>{name(chance)} {name(chance)}</button></div>"
    )


def _code_block(chance: random.Random) -> str:
    text = code(chance, 14) if chance.random() < 0.7 else listing(chance, 9)
    colours = ("", "", " style='color:#c678dd'", " style='color:#4f9d4f'", " style='font-weight:bold'")
    spans = [f"<span{chance.choice(colours)}>{html.escape(piece)}</span>" for piece in text.split(" ")]
    return f"<pre>{' '.join(spans)}</pre>"


def _list(chance: random.Random) -> str:
    items = "".join(f"<div>{html.escape(chance.choice(_sentences()))}</div>" for _ in range(5))
    return f"<div class=small>{items}</div>"


def _cards(chance: random.Random) -> str:
    icon = '<svg width=14 height=14><circle cx=7 cy=7 r=6 fill="#e06c75"/></svg>'
    cards = "".join(
        f"<p>{icon} <b>{name(chance)}</b> {html.escape(value(chance))} <em>{name(chance)}</em></p>" for _ in range(4)
    )
    return f"<div class=panel>{cards}</div>"
