"""Counts the commands that are told apart from their output under the prompts of many shells.

    python -m benchmarks.prompts [--family "Hack"] [--sizes 13 15 18] [--wrong]

A headless Chromium draws a terminal with one session under each prompt, light and dark; the embedded reader reads it.
A command counts where it is told letter for letter, and its output where it is told with nothing else in it.
"""

from __future__ import annotations

import argparse
import io
from collections.abc import Iterator, Sequence
from itertools import product

import numpy as np
from PIL import Image

from benchmarks.browser import Browser, Drawing
from benchmarks.ligatures import LOOKS, page
from processors import consoles, rows
from processors.engines import EmbeddedReader
from projections.text import SpanRow

SESSION = (
    ("make plate", ["cc -o plate plate.c", "strip plate"]),
    ("./plate --wells 96", ["96 wells filled"]),
    ("cat notes.txt", ["dilute twice, then wait", "read at 450 nm"]),
    ("ls", ["Makefile  notes.txt  plate  plate.c"]),
)

PROMPTS = {
    "bash": ("ana@bench:~/assay$ ",),
    "bash of two lines": ("ana@bench:~/assay (main)", "$ "),
    "bash by version": ("bash-5.2$ ",),
    "Fedora": ("[ana@bench assay]$ ",),
    "root": ("bench# ",),
    "zsh": ("bench% ",),
    "macOS": ("ana@bench assay % ",),
    "fish": ("ana@bench ~/assay (main)> ",),
    "Git for Windows": ("", "ana@BENCH MINGW64 ~/assay (main)", "$ "),
    "PowerShell": ("PS C:\\Users\\ana\\assay> ",),
    "Command Prompt": ("", "C:\\Users\\ana\\assay>"),
    "Kali": ("", "┌──(ana㉿bench)-[~/assay]", "└─$ "),
    "Oh My Zsh": ("➜  assay git:(main) ✗ ",),
    "Starship": ("", "~/assay on  main [!?] via 🐍 v3.12.1", "\u276f "),
    "Pure": ("", "~/assay main*", "\u276f "),
    "Powerlevel10k": ("", "╭─ ~/assay  main ?1", "╰─\u276f "),
    "brackets": ("[ana ~/assay]", "% "),
    "lambda": ("λ ~/assay main* ",),
    "Spaceship": ("", "~/assay on \ue0a0 main via ⬢ v20.1.0", "➜ "),
    "Agnoster": (" ana@bench \ue0b0 ~/assay \ue0b0 \ue0a0 main ± \ue0b0 ",),
    "Oh My Posh": ("", "\ue0b6 ana \ue0b0 ~\\assay \ue0b0 \ue0a0 main \ue0b0", "\u276f "),
    "Nushell": ("~/assay> ",),
    "xonsh": ("ana@bench ~/assay @ ",),
    "environment and arrow": ("(venv) ➜  assay ",),
    "clock": ("[10:21:07] ana@bench ~/assay $ ",),
    "day, clock and folder": ("", "Mon Nov 30 21:20 ana@bench /srv/assay", "# "),
    "in words": ("ana in bench in ~/assay", "λ "),
    "folder alone": ("assay$ ",),
    "sign alone": ("> ",),
}


def screen(prompt: Sequence[str]) -> str:
    """The session under a prompt, whose last line waits for a command."""
    *above, sign = prompt
    head = "".join(f"{line}\n" for line in above)
    told = "".join(f"{head}{sign}{command}\n" + "".join(f"{line}\n" for line in out) for command, out in SESSION)
    return f"{told}{head}{sign}".removeprefix("\n")


def entries(
    reader: EmbeddedReader, pixels: np.ndarray[tuple[int, ...], np.dtype[np.uint8]]
) -> Iterator[consoles.Entry]:
    """The commands that are told of a picture of a terminal."""
    lines = sorted(reader.lines(pixels), key=lambda line: (line.box[1], line.box[0]))
    spans = [SpanRow(n + 1, 5, n, "ocr", line.box, line.text, 9_900, line.words) for n, line in enumerate(lines)]
    pitch = rows.pitch_of(spans)
    sheet = rows.sheet(spans, pitch, (0, pixels.shape[1])) if pitch is not None else None
    yield from consoles.entries(sheet, pixels.shape[1]) if sheet is not None else ()


def main() -> None:
    parser = argparse.ArgumentParser(description="Count commands told apart from their output, by prompt.")
    parser.add_argument("--families", nargs="+", default=["DejaVu Sans Mono", "Hack"])
    parser.add_argument("--sizes", type=int, nargs="+", default=[13, 15, 18])
    parser.add_argument("--wrong", action="store_true", help="print what was told otherwise")
    args = parser.parse_args()
    reader, total = EmbeddedReader(), np.zeros(3, dtype=int)
    print(f"{'prompt':24}{'commands':>12}{'outputs':>12}")
    with Browser(Drawing()) as browser:
        for name, prompt in PROMPTS.items():
            counts = np.zeros(3, dtype=int)
            for family, size, look in product(args.families, args.sizes, LOOKS):
                browser.show(page(screen(prompt), family, size, look, joined=False), 1100, 640, 1.0)
                pixels = np.asarray(Image.open(io.BytesIO(browser.picture())).convert("RGB"))
                told = {each.text: each.output for each in entries(reader, pixels)}
                wrong = [(command, out, told.get(command)) for command, out in SESSION if told.get(command) != out]
                counts += (len(SESSION), sum(command in told for command, _ in SESSION), len(SESSION) - len(wrong))
                if args.wrong and wrong:
                    print(f"  {name}, {family} {size} {look}: {wrong}")
            total += counts
            print(f"{name:24}{counts[1]:>5} of {counts[0]:<4}{counts[2]:>5} of {counts[0]:<4}")
    print(f"{'all':24}{total[1]:>5} of {total[0]:<4}{total[2]:>5} of {total[0]:<4}")


if __name__ == "__main__":
    main()
