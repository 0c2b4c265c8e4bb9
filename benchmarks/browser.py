"""A headless Chromium driven through its debugging pipe: pages become pictures, the DOM tells where words stand."""

from __future__ import annotations

import base64
import itertools
import json
import os
import shutil
import subprocess
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any

# A word wholly in the viewport, and in every box that cuts off what flows over it, is exact; else its flag is `p`.
# Boxes are CSS px here.
_TRUTH = r"""
(() => {
  const out = {words: [], lines: [], ignore: []};
  const W = innerWidth, H = innerHeight;
  const clipOf = e => {
    const clip = {left: 0, top: 0, right: W, bottom: H};
    for (; e && e !== document.body; e = e.parentElement) {
      const style = getComputedStyle(e);
      if (style.overflowX === 'visible' || style.display === 'inline') continue;
      const r = e.getBoundingClientRect();
      clip.left = Math.max(clip.left, r.left); clip.top = Math.max(clip.top, r.top);
      clip.right = Math.min(clip.right, r.right); clip.bottom = Math.min(clip.bottom, r.bottom);
    }
    return clip;
  };
  const flagOf = (r, c) => (r.left < c.left || r.top < c.top || r.right > c.right || r.bottom > c.bottom) ? 'p' : '';
  const seen = (r, c) => r.right > c.left && r.bottom > c.top && r.left < c.right && r.top < c.bottom;
  const box = rs => [Math.min(...rs.map(r => r.left)), Math.min(...rs.map(r => r.top)),
                     Math.max(...rs.map(r => r.right)), Math.max(...rs.map(r => r.bottom))];
  const range = document.createRange();
  const rectsOf = (node, a, b) => {
    range.setStart(node, a); range.setEnd(node, b);
    return [...range.getClientRects()].filter(r => r.width > 0 && r.height > 0);
  };
  const pieces = (node, a, b) => {           // a word that is broken over lines comes in pieces
    const rs = rectsOf(node, a, b);
    if (rs.length < 2) return rs.length ? [[node.data.slice(a, b), rs[0]]] : [];
    const found = [];
    for (let i = a; i < b; i++) {
      const r = rectsOf(node, i, i + 1)[0];
      if (!r) continue;
      const last = found[found.length - 1];
      if (last && Math.abs(last[1].top - r.top) < 2)
        found[found.length - 1] = [last[0] + node.data[i], DOMRect.fromRect({x: last[1].left, y: last[1].top,
          width: r.right - last[1].left, height: r.height})];
      else found.push([node.data[i], r]);
    }
    return found;
  };
  const blockOf = n => { let e = n.parentElement;
    while (e && getComputedStyle(e).display.startsWith('inline')) e = e.parentElement; return e; };
  const blocks = new Map();
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let node; (node = walker.nextNode());) {
    const style = getComputedStyle(node.parentElement);
    if (style.visibility !== 'visible' || node.parentElement.closest('[data-ignore]')) continue;
    const block = blockOf(node);
    if (!blocks.has(block)) blocks.set(block, []);
    for (const m of node.data.matchAll(/\S+/g))
      for (const [text, r] of pieces(node, m.index, m.index + m[0].length)) blocks.get(block).push([text, r]);
  }
  for (const [block, words] of blocks) {
    const rows = [], clip = clipOf(block);
    for (const w of words) {
      const row = rows.find(r => Math.min(r.bottom, w[1].bottom) - Math.max(r.top, w[1].top) > 0.6 * w[1].height);
      if (row) row.words.push(w); else rows.push({top: w[1].top, bottom: w[1].bottom, words: [w]});
    }
    const raw = block.closest('pre') ? block.closest('pre').textContent.split('\n').filter(s => s.trim()) : null;
    const place = block.closest('pre') ? block.closest('pre').getBoundingClientRect().left : null;
    rows.sort((a, b) => a.top - b.top);
    rows.forEach((row, i) => {
      row.words.sort((a, b) => a[1].left - b[1].left);
      const shown = row.words.filter(w => seen(w[1], clip));
      if (!shown.length) return;
      const line = {text: row.words.map(w => w[0]).join(' '), box: box(shown.map(w => w[1])), source: 'dom'};
      if (raw) { line.raw = raw[i].replace(/\s+$/, ''); line.source = 'code'; line.block = Math.round(place); }
      out.lines.push(line);
      for (const [word, r] of shown) {
        out.words.push([word, r.left, r.top, r.right, r.bottom, out.lines.length - 1, flagOf(r, clip)]);
      }
    });
  }
  for (const e of document.querySelectorAll('svg, img, input, select, [data-ignore]')) {
    const r = e.getBoundingClientRect(); out.ignore.push([r.left, r.top, r.right, r.bottom]);
  }
  return JSON.stringify(out);
})()
"""

# How fontconfig is told to draw: sub-pixel or grey, hinted or not.
_FONTCONFIG = """<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd"><fontconfig>
<include>/etc/fonts/fonts.conf</include>
<match target="pattern"><edit name="rgba" mode="assign"><const>{rgba}</const></edit>
<edit name="antialias" mode="assign"><bool>true</bool></edit>
<edit name="hinting" mode="assign"><bool>{hinting}</bool></edit>
<edit name="hintstyle" mode="assign"><const>{style}</const></edit></match></fontconfig>"""


@dataclass(frozen=True)
class Drawing:
    """How text is drawn: `rgba` is none, rgb or bgr; `style` a hint style of fontconfig."""

    rgba: str = "none"
    style: str = "hintslight"


@dataclass(frozen=True)
class Shot:
    """A screenshot (PNG) and its truth, boxes in pixels of the picture."""

    png: bytes
    words: list[list[Any]]
    lines: list[dict[str, Any]]
    ignore: list[list[float]]


class Browser:
    """One Chromium process; a context manager."""

    def __init__(self, drawing: Drawing) -> None:
        self._home = Path(tempfile.mkdtemp(prefix="autocapture-pages-"))
        self._drawing = drawing
        self._ids = itertools.count(1)
        self._rest = b""

    def __enter__(self) -> Browser:
        program = shutil.which("chromium") or shutil.which("google-chrome")
        if program is None:
            raise SystemExit("Chromium is not installed: apt-get install chromium")
        fonts = self._home / "fonts.conf"
        hinting = str(self._drawing.style != "hintnone").lower()
        text = _FONTCONFIG.format(rgba=self._drawing.rgba, hinting=hinting, style=self._drawing.style)
        fonts.write_text(text, "utf-8")
        theirs_in, self._out = os.pipe()
        self._in, theirs_out = os.pipe()
        flags = ["--headless=new", "--no-sandbox", "--disable-gpu", "--hide-scrollbars", "--remote-debugging-pipe"]
        flags += ["--enable-lcd-text" if self._drawing.rgba != "none" else "--disable-lcd-text"]
        shell = f'exec "$@" 3<&{theirs_in} 4>&{theirs_out}'
        command = [
            "bash",
            "-c",
            shell,
            "chromium",
            program,
            *flags,
            f"--user-data-dir={self._home}/profile",
            "about:blank",
        ]
        environment = {**os.environ, "FONTCONFIG_FILE": str(fonts), "HOME": str(self._home)}
        self._process = subprocess.Popen(
            command, pass_fds=(theirs_in, theirs_out), env=environment, stderr=subprocess.DEVNULL
        )
        os.close(theirs_in)
        os.close(theirs_out)
        targets = self._ask("Target.getTargets")["targetInfos"]
        page = next(t["targetId"] for t in targets if t["type"] == "page")
        self._session = str(self._ask("Target.attachToTarget", targetId=page, flatten=True)["sessionId"])
        self._ask("Page.enable", on_page=True)
        return self

    def __exit__(self, *_: object) -> None:
        self._process.terminate()
        self._process.wait(20)
        os.close(self._in)
        os.close(self._out)
        shutil.rmtree(self._home, ignore_errors=True)

    def shot(self, html: str, width: int, height: int, scale: float) -> Shot:
        """Show a page and return it with where its words stand; see `show`."""
        self.show(html, width, height, scale)
        truth = json.loads(self.ask(_TRUTH))
        for line in truth["lines"]:
            line["box"] = [round(v * scale, 1) for v in line["box"]]
            if "block" in line:
                line["block"] = round(line["block"] * scale)
        words = [[w[0], *(round(v * scale, 1) for v in w[1:5]), w[5], w[6]] for w in truth["words"]]
        ignore = [[round(v * scale, 1) for v in box] for box in truth["ignore"]]
        return Shot(self.picture(), words, truth["lines"], ignore)

    def show(self, html: str, width: int, height: int, scale: float) -> None:
        """Show a page in a viewport of width x height pixels of the picture, at `scale` pixels to a CSS px."""
        metrics = {"width": round(width / scale), "height": round(height / scale), "deviceScaleFactor": scale}
        self._ask("Emulation.setDeviceMetricsOverride", on_page=True, mobile=False, **metrics)
        frame = self._ask("Page.getFrameTree", on_page=True)["frameTree"]["frame"]["id"]
        self._ask("Page.setDocumentContent", on_page=True, frameId=frame, html=html)
        self.ask("document.fonts.ready.then(() => 1)")

    def picture(self) -> bytes:
        """Return what the viewport shows, PNG."""
        return base64.b64decode(self._ask("Page.captureScreenshot", on_page=True, format="png")["data"])

    def ask(self, expression: str) -> Any:  # noqa: ANN401 - what a script gives, only its author knows
        """Return what a script on the page gives."""
        answer = self._ask(
            "Runtime.evaluate", on_page=True, expression=expression, awaitPromise=True, returnByValue=True
        )
        if "exceptionDetails" in answer:
            raise RuntimeError(f"the page's script failed: {answer['exceptionDetails']}")
        return answer["result"]["value"]

    def _ask(self, method: str, *, on_page: bool = False, **params: object) -> dict[str, Any]:
        number = next(self._ids)
        message = {"id": number, "method": method, "params": params}
        if on_page:
            message["sessionId"] = self._session
        self._write(json.dumps(message))
        while True:
            answer = self._next()
            if answer.get("id") == number:
                if "error" in answer:
                    raise RuntimeError(f"{method}: {answer['error']}")
                return dict(answer["result"])

    def _write(self, text: str) -> None:
        data = memoryview(text.encode() + b"\0")
        while data:
            data = data[os.write(self._out, data) :]

    def _next(self) -> dict[str, Any]:
        while b"\0" not in self._rest:
            read = os.read(self._in, 1 << 20)
            if not read:
                raise RuntimeError("Chromium ended")
            self._rest += read
        message, _, self._rest = self._rest.partition(b"\0")
        return dict(json.loads(message))
