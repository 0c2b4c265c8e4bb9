"""Colours: the background that a program drew, exactly, and the terminal colours nearest to it."""

from __future__ import annotations

import json
from itertools import product
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

from ledger.facts import ColoredRegion, ColorMeasured, Window, WindowRecognized
from processors import ansi
from processors.color import ColorProcessor, regions
from processors.findings import Earlier, Findings, Known, Subject
from processors.pixels import decode
from processors.titles import Programs, executable, shipped
from processors.visible import kind_of
from processors.windows import WindowsProcessor
from projections.color import TOPIC, what_of

Pixels = NDArray[np.uint8]
WINDOW = {"title": "psql - dockyard", "process_path": "/usr/bin/xterm", "rect": [100, 50, 500, 350]}
PROGRAMS = Programs(shipped())
channel = st.integers(0, 255)


def screen(paper: tuple[int, int, int] = (12, 12, 12), ink: tuple[int, int, int] = (204, 204, 204)) -> Pixels:
    """A desktop of 640 x 400 with one window: a title bar, a plain ground, and thin strokes on it."""
    pixels = np.full((400, 640, 3), (46, 74, 98), np.uint8)
    pixels[50:350, 100:500] = paper
    pixels[50:74, 100:500] = (200, 200, 200)
    for x in range(120, 480, 9):
        pixels[100:300, x : x + 2] = ink
    return pixels


def subject(pixels: Pixels, number: int = 0, **window: Any) -> Subject:
    return seen(f"f{number}", pixels, {**WINDOW, **window})


def seen(frame: str, pixels: Pixels, window: dict[str, Any], origin: tuple[int, int] = (0, 0)) -> Subject:
    """A frame with its active window, as the processor of windows tells it."""
    size = (pixels.shape[1], pixels.shape[0])
    there = Subject(frame, origin=origin, size=size, record={"window": window})
    [fact] = WindowsProcessor(lambda: PROGRAMS).examine(there, None).facts
    assert isinstance(fact, WindowRecognized)
    return Subject(frame, pixels=pixels, windows=fact.appeared)


def told(findings: Findings) -> ColorMeasured:
    [fact] = findings.facts
    assert isinstance(fact, ColorMeasured)
    return fact


def known_of(fact: ColorMeasured, seq: int = 7) -> Earlier:
    seen = tuple(Known(seq, place, each.box, what_of(each)) for place, each in enumerate(fact.appeared))
    return Earlier(fact.frame, {TOPIC: seen})


def named(fact: ColorMeasured, region: str) -> ColoredRegion:
    return next(each for each in fact.appeared if each.region == region)


def test_background_and_ink_of_a_terminal_are_exact() -> None:
    fact = told(ColorProcessor().examine(subject(screen()), None))
    terminal = named(fact, "terminal")
    assert terminal.background.rgb == (12, 12, 12)
    assert terminal.foreground is not None
    assert terminal.foreground.rgb == (204, 204, 204)
    assert terminal.box[0] == 100
    assert 72 <= terminal.box[1] <= 82
    assert (terminal.title, terminal.app) == ("psql - dockyard", "/usr/bin/xterm")
    assert named(fact, "screen").background.rgb == (46, 74, 98)


def test_smoothed_letters_do_not_hide_their_ink() -> None:
    pixels = screen()
    for x in range(120, 480, 9):
        pixels[100:300, x - 1] = pixels[100:300, x + 2] = (108, 108, 108)
    ink = named(told(ColorProcessor().examine(subject(pixels), None)), "terminal").foreground
    assert ink is not None
    assert ink.rgb == (204, 204, 204)


def test_panel_of_another_colour_is_a_region_of_its_own() -> None:
    pixels = screen((255, 255, 255))
    pixels[74:350, 100:180] = (63, 14, 64)
    panel = named(told(ColorProcessor().examine(subject(pixels), None)), "panel")
    assert panel.background.rgb == (63, 14, 64)
    assert panel.box[2] <= 184


def test_colours_that_stay_are_not_told_again() -> None:
    first = told(ColorProcessor().examine(subject(screen()), None))
    more = screen()
    more[310:320, 120:122] = (204, 204, 204)
    again = ColorProcessor().examine(subject(more, 1), known_of(first))
    assert again == Findings((), "f0")


def test_another_background_is_told_and_the_old_one_ends() -> None:
    first = told(ColorProcessor().examine(subject(screen()), None))
    fact = told(ColorProcessor().examine(subject(screen((0, 43, 54)), 1), known_of(first)))
    assert named(fact, "terminal").background.rgb == (0, 43, 54)
    [ended] = fact.vanished
    assert ended.seq == 7
    assert {first.appeared[place].region for place in ended.places} == {"window", "terminal"}
    assert fact.against == "f0"


def test_window_beside_the_screen_has_no_colours() -> None:
    fact = told(ColorProcessor().examine(subject(screen(), rect=[900, 900, 950, 950]), None))
    assert [each.region for each in fact.appeared] == ["screen"]


def test_window_is_placed_by_where_the_frame_lies_on_the_desktop() -> None:
    there = seen("f0", screen(), {**WINDOW, "rect": [-1820, 50, -1420, 350]}, (-1920, 0))
    assert named(told(ColorProcessor().examine(there, None)), "window").box == (100, 50, 500, 350)


@given(channel, channel, channel)
def test_nearest_terminal_colours_are_no_farther_than_any_other(red: int, green: int, blue: int) -> None:
    shade = ansi.shade((red, green, blue))
    chosen = ansi.distance(shade.rgb, ansi.ANSI16[shade.ansi16])
    assert all(chosen <= ansi.distance(shade.rgb, other) for other in ansi.ANSI16)
    fixed = ansi.distance(shade.rgb, ansi.FIXED[shade.ansi256 - 16])
    assert all(fixed <= ansi.distance(shade.rgb, other) for other in ansi.FIXED)


def test_palette_is_that_of_xterm() -> None:
    assert len(ansi.FIXED) == 240
    cube = list(product((0, 95, 135, 175, 215, 255), repeat=3))
    assert list(ansi.FIXED[:216]) == cube
    assert (ansi.FIXED[216], ansi.FIXED[239]) == ((8, 8, 8), (238, 238, 238))
    assert ansi.shade((255, 255, 255)).ansi256 == 231


@pytest.mark.parametrize(
    ("path", "name", "kind"),
    [
        (r"C:\Program Files\Google\Chrome\Application\Chrome.EXE", "chrome", "page"),
        (r"\Device\HarddiskVolume3\Windows\System32\cmd.exe", "cmd", "terminal"),
        ("/usr/bin/xterm", "xterm", "terminal"),
        ("/Applications/iTerm2.app", "iterm2", "terminal"),
        ("geany", "geany", "editor"),
        ("/usr/bin/gnumeric", "gnumeric", ""),
        ("", "", ""),
    ],
)
def test_program_is_known_by_its_name(path: str, name: str, kind: str) -> None:
    program = PROGRAMS.program_of(path)
    window = Window((0, 0, 1, 1), "", program.name, path, category=program.category)
    assert (executable(path).casefold(), kind_of(window)) == (name, kind)


def test_recorded_backgrounds_are_exact(corpus: Path) -> None:
    index = json.loads((corpus / "truth" / "frames_index.json").read_text("utf-8"))
    for row in index[::17]:
        truth = json.loads((corpus / "truth" / "frames" / f"{row['corpus_frame']}.json").read_text("utf-8"))
        if truth["active"] is None:
            continue
        pixels = decode((corpus / "handoff" / row["handoff"] / row["media"]).read_bytes())
        window = {"title": "", "app": truth["active"]["app"], "rect": truth["active"]["frame_rect"]}
        [place] = seen("f", pixels, window).windows
        found = {each.region: each.background.rgb for each in reversed(regions(pixels, place))}
        colours = truth["colors"]
        assert found["window"] == tuple(colours["active_window"]["rgb"])
        inside = next(found[kind] for kind in ("page", "terminal", "editor", "content") if kind in found)
        assert inside == tuple(colours.get("viewport", colours["active_client"])["rgb"])
