"""A browser window with tabs, driven through its debugging pipe; the pages come from this process."""

from __future__ import annotations

import base64
import itertools
import json
import os
import signal
import time
from typing import Any

from benchmarks.orchard.desk import Desk, Rect, until
from benchmarks.orchard.looks import Look
from benchmarks.orchard.person import HOME, write

# Words of the page that lie open in the viewport, and controls with their boxes (CSS px).
# ruff: noqa: E501 - a script in another language
_SEEN = r"""
(() => {
  const inside = r => r.width > 0 && r.left >= 0 && r.top >= 0 && r.right <= innerWidth + 1 && r.bottom <= innerHeight;
  const open = (r, e) => { const top = document.elementFromPoint((r.left + r.right) / 2, (r.top + r.bottom) / 2);
    return !!top && (e.contains(top) || top.contains(e)); };
  const words = [], marks = [], range = document.createRange();
  const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let n; (n = walk.nextNode());) { const e = n.parentElement;
    if (['STYLE', 'SCRIPT', 'OPTION'].includes(e.tagName)) continue;
    for (const m of n.data.matchAll(/\S+/g)) { range.setStart(n, m.index); range.setEnd(n, m.index + m[0].length);
      const r = range.getBoundingClientRect(); if (inside(r) && open(r, e)) words.push([m[0], r.left, r.top, r.right, r.bottom]); } }
  for (const e of document.querySelectorAll('input[type=text],textarea,select')) { const r = e.getBoundingClientRect();
    if (!inside(r)) continue; const text = e.tagName === 'SELECT' ? e.selectedOptions[0].text : e.value;
    for (const w of text.split(/\s+/).filter(Boolean)) words.push([w, r.left, r.top, r.right, r.bottom]); }
  const name = e => e.matches('input') ? (e.closest('label') ? e.closest('label').innerText : e.value) : e.innerText;
  for (const e of document.querySelectorAll('button,a.button,input')) { const r = e.getBoundingClientRect();
    if (!inside(r) || !open(r, e)) continue;
    const kind = e.matches('input') ? (e.checked ? 'ticked' : e.type) : 'button';
    marks.push([`${kind}:${name(e).trim()}`, r.left, r.top, r.right, r.bottom]); }
  return {words, marks, wide: innerWidth, high: innerHeight, ratio: devicePixelRatio,
          url: location.host + location.pathname + location.search, title: document.title};
})()
"""


class Chrome:
    """One browser window; every site has a tab of its own. `key` is the one of the server, where pages are secure."""

    def __init__(self, desk: Desk, port: int, place: Rect, first: str, key: str = "") -> None:
        theirs_in, self._out = os.pipe()
        self._in, theirs_out = os.pipe()
        self._numbers, self._rest = itertools.count(1), b""
        self._scheme = "https" if key else "http"
        _profile(desk.look)
        shell = f'exec "$@" 3<&{theirs_in} 4>&{theirs_out}'
        before = set(desk.windows())
        command = ["bash", "-c", shell, "x", "chromium", *_flags(desk.look, port, key), f"{self._scheme}://{first}"]
        started = desk.run(command, keep=(theirs_in, theirs_out))
        try:
            until(lambda: bool(set(desk.windows()) - before), "no browser", 15)
        except TimeoutError:
            # Now and then the first start hangs without a window.
            os.killpg(started.pid, signal.SIGKILL)
            (HOME / ".config" / "chromium" / "SingletonLock").unlink(missing_ok=True)
            desk.run(command, keep=(theirs_in, theirs_out))
            until(lambda: bool(set(desk.windows()) - before), "no browser")
        os.close(theirs_in)
        os.close(theirs_out)
        time.sleep(1.5)
        self.window = next(each for each in desk.windows() if each not in before)
        self._desk = desk
        desk.place(self.window, place)
        targets = self._ask("Target.getTargets")["targetInfos"]
        page = next(each["targetId"] for each in targets if each["type"] == "page")
        self._tabs: dict[str, tuple[str, str]] = {}
        self._front = first.partition("/")[0]
        self._attach(self._front, page)
        self._settle()

    def show(self, address: str) -> None:
        """Bring the tab of that site to the front, or open one, and go to the page."""
        self._desk.raised(self.window)
        host = address.partition("/")[0]
        if host not in self._tabs:
            self._attach(host, self._ask("Target.createTarget", url=f"{self._scheme}://{address}")["targetId"])
        else:
            self._ask("Target.activateTarget", targetId=self._tabs[host][0])
        self._front = host
        if self.ask("location.host + location.pathname + location.search") != address:
            self._ask("Page.navigate", host, url=f"{self._scheme}://{address}")
        self._settle()

    def again(self) -> None:
        """Load the page in front once more."""
        self._ask("Page.reload", self._front)
        time.sleep(0.3)
        self._settle()

    def shut(self, host: str) -> None:
        """Close the tab of a site."""
        self._ask("Target.closeTarget", targetId=self._tabs.pop(host)[0])

    def ask(self, script: str) -> Any:  # noqa: ANN401 - whatever the page says
        """What a script says in the page in front."""
        told = self._ask("Runtime.evaluate", self._front, expression=script, returnByValue=True)
        return told["result"].get("value")

    def seen(self) -> dict[str, Any]:
        """Words and controls that lie open in the page in front."""
        return dict(self.ask(_SEEN))

    def printed(self) -> bytes:
        """The page in front as a PDF."""
        told = self._ask("Page.printToPDF", self._front, printBackground=True)
        return base64.b64decode(told["data"])

    def _settle(self) -> None:
        until(lambda: self.ask("document.readyState") == "complete", "page does not load")
        time.sleep(0.8)

    def _attach(self, name: str, target: str) -> None:
        session = self._ask("Target.attachToTarget", targetId=target, flatten=True)["sessionId"]
        self._tabs[name] = (target, session)

    def _ask(self, method: str, tab: str = "", **given: object) -> dict[str, Any]:
        number = next(self._numbers)
        message: dict[str, Any] = {"id": number, "method": method, "params": given}
        if tab:
            message["sessionId"] = self._tabs[tab][1]
        os.write(self._out, json.dumps(message).encode() + b"\0")
        while True:
            while b"\0" not in self._rest:
                self._rest += os.read(self._in, 1 << 20)
            told, _, self._rest = self._rest.partition(b"\0")
            reply = json.loads(told)
            if reply.get("id") == number:
                if "error" in reply:
                    raise RuntimeError(f"{method}: {reply['error']}")
                return dict(reply["result"])


def _flags(look: Look, port: int, key: str) -> list[str]:
    flags = ["--no-sandbox", "--test-type", "--no-first-run", "--remote-debugging-pipe", "--password-store=basic",
             f"--host-resolver-rules=MAP * 127.0.0.1:{port}", f"--force-device-scale-factor={look.scale}",
             "--disable-features=HttpsUpgrades,HttpsFirstBalancedModeAutoEnable,Translate", "--disable-gpu",
             "--no-default-browser-check", "--disable-component-update", "--disable-background-networking",
             f"--user-data-dir={HOME}/.config/chromium"]  # fmt: skip
    if key:
        flags.append(f"--ignore-certificate-errors-spki-list={key}")
    return [*flags, "--force-dark-mode"] if look.dark else flags


def _profile(look: Look) -> None:
    file = HOME / ".config" / "chromium" / "Default" / "Preferences"
    write(file, json.dumps({"browser": {"custom_chrome_frame": look.own_tabs}}))
