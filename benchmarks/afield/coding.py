"""Programs for code: an editor of each desktop, terminals, and a program for databases."""
# ruff: noqa: E501 - rules of a style sheet stand on one line each

from __future__ import annotations

import html
from collections.abc import Sequence

from benchmarks.afield.desk import framed, keys
from benchmarks.afield.facts import CODE, say
from benchmarks.worlds.colouring import coloured
from benchmarks.worlds.look import Look
from benchmarks.worlds.window import Rect, Window

_WORDS = "SELECT|FROM|WHERE|GROUP|ORDER|BY|HAVING|JOIN|ON|AND|AS|DESC|IN|def|return|if|not|raise|in|fn|f64|i32|for|do|done|set|mkdir"
_DARK = {"k": "#569cd6", "s": "#ce9178", "n": "#b5cea8", "c": "#6a9955"}
_LIGHT = {"k": "#7f0055", "s": "#2a00ff", "n": "#09885a", "c": "#3f7f5f"}
_KATE = {"k": "#fdbc4b", "s": "#f44f4f", "n": "#f67400", "c": "#7a7c7d"}


def _lines(name: str, version: int, before: str, tints: dict[str, str], number: str) -> str:
    """The code in that version (from 0) with the numbers of its lines; `number` is how these look."""
    mark = f'<span data-t="code:{name}:{version}">{coloured(CODE[name][version], _WORDS, tints)}</span>'
    count = (before + CODE[name][version]).count("\n") + 1
    numbers = "\n".join(str(n) for n in range(1, count + 1))
    return f'<div class="row mono" style="line-height:1.55"><pre class="mono" style="text-align:right;flex:none;{number}" data-ignore>{numbers}</pre><pre class="mono" style="padding-left:14px">{coloured(before, _WORDS, tints)}{mark}</pre></div>'


def vscode(look: Look, rect: Rect, name: str, version: int, before: str, over: str = "") -> Window:
    """Visual Studio Code, dark, with its tree of files at the left."""
    tree = "".join(f'<div style="padding:2px 22px;{"background:#37373d;color:#fff" if f == name else ""}">{f}</div>' for f in ("beats.rs", "cents.json", "README.md", "temperament.py", "tests.py"))  # fmt: skip
    rail = "".join(f'<svg style="width:48px;height:46px" viewBox="0 0 48 46"><path d="{d}" stroke="#858585" stroke-width="2" fill="none"/></svg>' for d in ("M16 13h10l6 6v14H16z", "M27 27l7 7M20 12a8 8 0 1 0 .1 0", "M16 15h16v16H16zM24 15v16", "M18 12v22M18 22h12v-8"))  # fmt: skip
    menu = "".join(f"<span>{m}</span>" for m in ("File", "Edit", "Selection", "View", "Go", "Run", "Terminal", "Help"))
    title = f"{name} - lofttools - Visual Studio Code"
    bar = f'<div class="row" style="height:30px;flex:none;background:#323233;color:#ccc;align-items:center;gap:16px;padding:0 14px;position:relative">{menu}<span style="margin-left:70px;color:#999">{title}</span>{keys(look, "#eee")}</div>'
    code = _lines(name, version, before, _DARK, "color:#858585;width:44px")
    body = f'<div class="row grow" style="background:#1e1e1e;color:#d4d4d4"><div class="col" style="width:48px;background:#333;flex:none">{rail}</div><div style="width:190px;background:#252526;flex:none;color:#ccc"><div style="padding:9px 20px;font-size:11px;color:#bbb">EXPLORER</div><div style="padding:2px 10px;font-weight:700;font-size:11px">LOFTTOOLS</div>{tree}</div><div class="col grow"><div class="row" style="background:#252526;flex:none"><div style="padding:8px 20px;background:#1e1e1e;color:#fff">{name}</div><div style="padding:8px 20px;color:#888">README.md</div></div><div style="padding:4px 20px;color:#a0a0a0;font-size:12px">lofttools &gt; {name}</div><div class="grow" style="font-size:14px" data-view>{code}</div></div></div><div class="row" style="height:22px;flex:none;background:#007acc;color:#fff;padding:0 12px;gap:20px;align-items:center;font-size:12px"><span>main*</span><span>0 errors</span><span style="margin-left:auto">Spaces: 4</span><span>UTF-8</span><span>Python 3.13</span></div>'
    return Window(
        "Code",
        "C:\\Users\\Otti\\AppData\\Local\\Programs\\Microsoft VS Code\\Code.exe",
        title,
        rect,
        bar + body,
        tags=(over,) if over else (),
    )


def kate(look: Look, rect: Rect, name: str, version: int) -> Window:
    """Kate: menu, tool bar, documents in tabs, a bar of its own at the foot."""
    menu = "".join(f"<span>{m}</span>" for m in ("File", "Edit", "Selection", "View", "Go", "Projects", "Sessions", "Tools", "Settings"))  # fmt: skip
    tools = "".join(
        f'<span style="padding:4px 10px">{m}</span>' for m in ("New", "Open…", "Save", "Save As…", "Undo", "Redo")
    )
    code = _lines(name, version, "", _KATE, "color:#7a7c7d;background:#31363b;width:36px;padding-right:8px")
    body = f'<div class="menu">{menu}</div><div class="row" style="padding:2px 6px;border-top:1px solid #1d2023;flex:none">{tools}</div><div class="row" style="background:#232629;flex:none"><div style="padding:6px 16px;border-top:2px solid {look.accent};background:{look.panel}">{name}</div><div style="padding:6px 16px;color:{look.faint}">session-notes.txt</div></div><div class="grow" style="background:#232629;color:#cfcfc2;font-size:14px" data-view>{code}</div><div class="row" style="padding:3px 12px;gap:26px;flex:none;font-size:12px"><span>Line 1, Column 1</span><span style="margin-left:auto">INSERT</span><span>en_AU</span><span>Soft Tabs: 2</span><span>Bash</span></div>'
    title = f"{name} — Kate"
    return Window("kate", "/usr/bin/kate", title, rect, framed(look, title, body))


def pe(look: Look, rect: Rect, name: str, version: int, before: str) -> Window:
    """Pe, an editor on Haiku."""
    menu = "".join(f"<span>{m}</span>" for m in ("File", "Edit", "Text", "Search", "Window", "Extensions"))
    code = _lines(name, version, before, _LIGHT, "color:#777;width:30px")
    body = f'<div class="menu" style="border-bottom:1px solid #999">{menu}</div><div class="grow" style="background:#fff;padding:4px 0;font-size:13px" data-view>{code}</div><div class="row" style="height:18px;flex:none;font-size:11px;padding:0 8px;gap:18px;border-top:1px solid #999"><span>1, 1</span><span>/boot/home/lofttools/src/{name}</span></div>'
    return Window("Pe", "/boot/system/apps/Pe/Pe", name, rect, framed(look, name, body))


def caret(look: Look, rect: Rect, name: str, version: int) -> Window:
    """Text, the editor of a Chromebook: a drawer of files and the code."""
    drawer = "".join(f'<div style="padding:10px 20px;{"background:#3c4043;border-radius:0 18px 18px 0" if f == name else ""}">{f}</div>' for f in ("crontab.txt", name, "readme.txt"))  # fmt: skip
    code = _lines(name, version, "", {"k": "#c58af9", "s": "#81c995", "n": "#fcad70", "c": "#9aa0a6"}, "color:#80868b;width:34px")  # fmt: skip
    body = f'<div class="row grow"><div style="width:200px;flex:none;background:{look.fill};padding-top:14px"><div style="padding:0 20px 10px;font-size:18px">Text</div>{drawer}</div><div class="grow" style="background:{look.paper};padding-top:12px;font-size:15px" data-view>{code}</div></div>'
    return Window("Text", "/opt/google/chrome/text-app", f"{name} - Text", rect, framed(look, f"{name} - Text", body))


_SHELLS = {
    "ten": ("WindowsTerminal", "C:\\Program Files\\WindowsApps\\WindowsTerminal.exe", "Windows PowerShell", "#012456", "#eeedf0"),
    "breeze": ("konsole", "/usr/bin/konsole", "recordings : bash — Konsole", "#232627", "#fcfcfc"),
    "haiku": ("Terminal", "/boot/system/apps/Terminal", "Terminal 1: ~/lofttools", "#ffffff", "#000000"),
    "aura": ("Terminal", "/opt/google/chrome/terminal", "otti@penguin: ~", "#101418", "#dfe6e9"),
}  # fmt: skip


def shell(look: Look, rect: Rect, lines: list[str]) -> Window:
    """The desktop's terminal; each line is HTML with `{fact}`."""
    app, process, title, ground, ink = _SHELLS[look.shape]
    text = say("\n".join(lines))
    view = f'<div class="grow" style="background:{ground};padding:8px 10px" data-view><pre class="mono" style="color:{ink};font-size:{look.size + 1}px;line-height:1.4">{text}</pre></div>'
    if look.shape == "ten":
        tab = f'<div class="row" style="height:36px;flex:none;background:#1f1f1f;color:#fff;position:relative;align-items:end"><div style="background:{ground};padding:7px 20px;border-radius:7px 7px 0 0;margin-left:8px">{title}</div>{keys(look, "#eee")}</div>'
        return Window(app, process, title, rect, tab + view)
    menu = {"breeze": ("File", "Edit", "View", "Bookmarks", "Plugins", "Settings", "Help"), "haiku": ("Terminal", "Edit", "Settings")}  # fmt: skip
    words = "".join(f"<span>{m}</span>" for m in menu.get(look.shape, ()))
    return Window(
        app, process, title, rect, framed(look, title, (f'<div class="menu">{words}</div>' if words else "") + view)
    )


def database(look: Look, rect: Rect, version: int, rows: Sequence[tuple[str, ...]], problem: str = "") -> Window:
    """DBeaver with pipes.sql: tree, the query, and below it what came of it."""
    tree = "".join(f'<div style="padding:2px 0 2px {p}px">{w}</div>' for p, w in ((10, "organ - loft:5432"), (26, "Schemas"), (42, "public"), (58, "Tables"), (74, "job"), (74, "pipe"), (74, "rank"), (58, "Views")))  # fmt: skip
    code = _lines("pipes.sql", version, "", _LIGHT, "color:#999;width:26px")
    cell = f"border-right:1px solid {look.line};border-bottom:1px solid {look.line};padding:3px 12px;width:150px;white-space:nowrap;flex:none"
    grid = "".join(
        '<div class="row">' + "".join(f'<div style="{cell};{"background:#ececec;font-weight:700" if n == 0 else ""}">{v}</div>' for v in row) + "</div>"
        for n, row in enumerate(rows)
    )  # fmt: skip
    below = say(f'<div style="padding:14px 18px;color:#b00020"><b>SQL Error [42703]</b><br>{problem}</div>') if problem else grid  # fmt: skip
    foot = "Error" if problem else f"{len(rows) - 1} row(s) fetched"
    tab = f'<div class="row" style="background:#ececec;flex:none"><div style="padding:5px 16px;background:#fff;border-top:2px solid {look.accent}">&lt;organ&gt; pipes.sql</div><div style="padding:5px 16px">rank</div></div>'
    body = f'<div class="row grow"><div style="width:190px;flex:none;border-right:1px solid {look.line};padding-top:6px"><div style="padding:2px 10px;font-weight:700">Database Navigator</div>{tree}</div><div class="col grow">{tab}<div style="flex:1.2;background:#fff;padding-top:6px;font-size:14px" data-view>{code}</div><div style="padding:4px 14px;background:#ececec;border-top:1px solid {look.line};border-bottom:1px solid {look.line}">Results 1</div><div style="flex:1;background:#fff;overflow:hidden">{below}</div><div style="padding:3px 14px;background:#ececec;font-size:12px">{foot}</div></div></div>'
    title = "DBeaver 24.2 - <organ> pipes.sql"
    return Window("dbeaver", "/usr/share/dbeaver-ce/dbeaver", title, rect, framed(look, title, body))


def typed(prompt: str, command: str) -> str:
    """A prompt and what was typed after it: as text, not as a fact."""
    return prompt + html.escape(command, quote=False)
