"""xterm under a virtual X server: known text in bitmap and outline fonts, and where each of its cells lies."""

from __future__ import annotations

import io
import os
import shlex
import shutil
import struct
import subprocess
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from PIL import Image

BITMAP_FONTS = ("6x13", "7x14", "8x13", "9x15", "10x20", "-*-terminus-medium-r-*-*-14-*-*-*-*-*-iso10646-1")
SCREEN = (1600, 900)
_CELL = "\\033[16t"


@dataclass(frozen=True)
class Face:
    """A font of a terminal: a family at `size` points, or (size 0) the name of a bitmap font."""

    family: str
    size: int = 0


class Terminals:
    """One virtual screen that shows one xterm at a time; a context manager."""

    def __enter__(self) -> Terminals:
        missing = [program for program in ("Xvfb", "xterm") if shutil.which(program) is None]
        if missing:
            raise SystemExit(f"{missing[0]} is not installed: apt-get install xvfb xterm")
        self._home = Path(tempfile.mkdtemp(prefix="autocapture-terminals-"))
        read, write = os.pipe()
        size = f"{SCREEN[0]}x{SCREEN[1]}x24"
        command = ["Xvfb", "-displayfd", str(write), "-screen", "0", size, "-fbdir", str(self._home), "-nocursor"]
        self._server = subprocess.Popen(command, pass_fds=(write,), stderr=subprocess.DEVNULL)
        os.close(write)
        with os.fdopen(read) as answer:
            self._display = f":{answer.readline().strip()}"
        return self

    def __exit__(self, *_: object) -> None:
        self._server.terminate()
        self._server.wait(20)
        shutil.rmtree(self._home, ignore_errors=True)

    def shot(self, text: str, face: Face, colours: tuple[str, str]) -> tuple[bytes, dict[str, Any]]:
        """Return a screenshot (PNG) of a terminal that shows `text`, and its truth, boxes in pixels.

        `colours` are those of ground and letters. Lines of `text` must not be wider than the terminal.
        """
        (self._home / "text").write_text(text, "utf-8")
        answer = self._home / "cell"
        answer.unlink(missing_ok=True)
        script = self._home / "script"
        # xterm tells the size of a cell when it is asked to; the answer ends in t.
        script.write_text(
            f"stty -echo raw; printf '{_CELL}'; IFS= read -r -d t cell; stty -raw; clear; printf '\\033[?25l'\n"
            f'cat {shlex.quote(str(self._home / "text"))}; printf %s "$cell" > {answer}.part\n'
            f"mv {answer}.part {answer}; sleep 60\n",
            "utf-8",
        )
        font = ["-fa", face.family, "-fs", str(face.size)] if face.size else ["-fn", face.family]
        rows = text.count("\n") + 2
        columns = max(len(line) for line in text.split("\n")) + 1
        options = ["-b", "0", "+sb", "-bg", colours[0], "-fg", colours[1], "-geometry", f"{columns}x{rows}+0+0", *font]
        options += ["-xrm", "XTerm*allowWindowOps: true", "-e", "bash", str(script)]
        environment = {**os.environ, "DISPLAY": self._display, "LC_ALL": "C.UTF-8"}
        terminal = subprocess.Popen(["xterm", *options], env=environment, stderr=subprocess.DEVNULL)
        try:
            for _ in range(200):
                if answer.exists():
                    break
                time.sleep(0.05)
            time.sleep(0.4)
            height, width = (int(n) for n in answer.read_text().split(";")[1:3])
            pixels = self._pixels()[: rows * height, : columns * width]
        finally:
            terminal.terminate()
            terminal.wait(20)
        buffer = io.BytesIO()
        Image.fromarray(np.ascontiguousarray(pixels)).save(buffer, "png")
        return buffer.getvalue(), _truth(text, width, height, pixels.shape[1], pixels.shape[0])

    def _pixels(self) -> np.ndarray[Any, np.dtype[np.uint8]]:
        """The whole screen: Xvfb keeps it in an xwd file (X11/XWDFile.h)."""
        data = (self._home / "Xvfb_screen0").read_bytes()
        header = struct.unpack(">25I", data[:100])
        start, width, height, stride, colours = header[0], header[4], header[5], header[12], header[19]
        start += 12 * colours
        rows = np.frombuffer(data, np.uint8, stride * height, start).reshape(height, stride)[:, : 4 * width]
        return rows.reshape(height, width, 4)[:, :, 2::-1]


def _truth(text: str, cell: int, tall: int, width: int, height: int) -> dict[str, Any]:
    words: list[list[Any]] = []
    lines: list[dict[str, Any]] = []
    for row, line in enumerate(text.split("\n")):
        if not line.strip():
            continue
        at = 0
        for word in line.split():
            at = line.index(word, at)
            box = [at * cell, row * tall, (at + len(word)) * cell, (row + 1) * tall]
            words.append([word, *box, len(lines), "p" if box[2] > width or box[3] > height else ""])
            at += len(word)
        first = (len(line) - len(line.lstrip())) * cell
        box = [first, row * tall, len(line) * cell, (row + 1) * tall]
        lines.append({"text": " ".join(line.split()), "raw": line, "box": box, "source": "term", "block": 0})
    return {"words": words, "lines": lines, "ignore": []}
