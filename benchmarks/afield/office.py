"""Programs for documents, sounds and pictures: files, sheet, PDF, player, viewer, notes and the settings."""
# ruff: noqa: E501 - rules of a style sheet stand on one line each

from __future__ import annotations

from benchmarks.afield.desk import framed
from benchmarks.afield.facts import say, t
from benchmarks.afield.pages import tick
from benchmarks.worlds.look import Look
from benchmarks.worlds.window import Rect, Window

File = tuple[str, str, str]


def dolphin(look: Look, rect: Rect, place: str, rows: list[File], chosen: str) -> Window:
    """Dolphin: places, a path, (name, size, changed) of each file, one of them chosen."""
    side = "".join(f'<div style="padding:5px 16px;{f"background:{look.accent};color:#fff" if s == "recordings" else ""}">{s}</div>' for s in ("Home", "Desktop", "Downloads", "recordings", "Trash", "loft (network)"))  # fmt: skip
    listed = "".join(
        f'<div class="row" style="height:28px;align-items:center;{f"background:{look.accent}" if r[0] == chosen else f"background:{look.panel}" if n % 2 == 0 else ""}"><div style="flex:1;padding-left:34px">{say(r[0])}</div><div style="width:130px;text-align:right">{say(r[1])}</div><div style="width:190px;padding-left:40px">{say(r[2])}</div></div>'
        for n, r in enumerate(rows)
    )
    head = f'<div class="row" style="border-bottom:1px solid {look.line};color:{look.faint}"><div style="flex:1;padding:5px 34px">Name</div><div style="width:130px;text-align:right;padding:5px 0">Size</div><div style="width:190px;padding:5px 0 5px 40px">Modified</div></div>'
    body = f'<div class="row" style="padding:6px 12px;gap:18px;flex:none;border-bottom:1px solid #1d2023"><span>Icons</span><span>Compact</span><b>Details</b><span style="flex:1;text-align:center">Home &gt; recordings &gt; {place}</span><span>Split</span><span>Search</span></div><div class="row grow"><div style="width:170px;flex:none;padding-top:8px"><div style="padding:2px 16px;color:{look.faint};font-size:12px">Places</div>{side}</div><div class="grow" style="background:{look.paper}" data-view>{head}{listed}</div></div><div style="padding:4px 14px;flex:none;font-size:12px">5 files, 1 folder (203.9 MiB)</div>'
    return Window("dolphin", "/usr/bin/dolphin", f"{place} — Dolphin", rect, framed(look, f"{place} — Dolphin", body))


def tracker(look: Look, rect: Rect, place: str, rows: list[File]) -> Window:
    """Tracker, the file manager of Haiku, as a list."""
    widths = ("flex:1", "width:100px;text-align:right", "width:180px;padding-left:24px")
    listed = ""
    for n, row in enumerate([("Name", "Size", "Modified"), *rows]):
        cells = "".join(f'<div style="{w};white-space:nowrap">{say(v)}</div>' for w, v in zip(widths, row, strict=True))
        look_of = "background:#d8d8d8;border-bottom:1px solid #999" if n == 0 else ""
        listed += f'<div class="row" style="padding:3px 12px 3px 28px;{look_of}">{cells}</div>'
    body = f'<div class="menu" style="border-bottom:1px solid #999"><span>File</span><span>Window</span><span>Attributes</span><span>Add-ons</span></div><div class="grow" style="background:#fff" data-view>{listed}</div><div style="height:18px;flex:none;font-size:11px;padding:0 8px;border-top:1px solid #999">{len(rows)} items</div>'
    return Window("Tracker", "/boot/system/Tracker", place, rect, framed(look, place, body))


def sheet(look: Look, rect: Rect, name: str, rows: list[tuple[str, ...]], at: tuple[int, int], shown: str) -> Window:
    """ONLYOFFICE with a sheet: rows of cells (HTML with `{fact}`), which cell is chosen and what the bar shows of it."""
    widths, letters = (210, 80, 80, 110, 110, 120, 90, 90, 90, 90, 90), "ABCDEFGHIJK"
    edge = "border-right:1px solid #d9d9d9;border-bottom:1px solid #d9d9d9;padding:3px 7px;white-space:nowrap;flex:none;height:27px"
    top = "".join(f'<div style="width:{w}px;{edge};text-align:center;background:#f1f1f1;color:#666">{c}</div>' for w, c in zip(widths, letters, strict=True))  # fmt: skip
    drawn = ""
    for n, row in enumerate([*rows, *[("",) * 6] * 20], start=1):
        cells = "".join(
            f'<div style="width:{w}px;{edge};text-align:{"right" if 0 < c < 5 and n > 1 else "left"};{"background:#e2f0d9;font-weight:700;" if n == 1 else ""}{"outline:2px solid #217346;outline-offset:-2px" if (c, n) == at else ""}">{say(v)}</div>'
            for c, (w, v) in enumerate(zip(widths, (*row, *[""] * 5), strict=True))
        )
        drawn += f'<div class="row"><div style="width:34px;{edge};background:#f1f1f1;color:#666;text-align:center">{n}</div>{cells}</div>'
    tabs = "".join(f'<span style="padding:6px 14px;{"background:#f1f1f1;color:#222" if m == "Home" else ""}">{m}</span>' for m in ("File", "Home", "Insert", "Layout", "Formula", "Data", "View"))  # fmt: skip
    body = f'<div class="row" style="background:#40865c;color:#fff;flex:none;padding-left:10px">{tabs}</div><div class="row" style="padding:5px 10px;background:#f1f1f1;flex:none;gap:10px;border-bottom:1px solid #cbcbcb"><div style="background:#fff;border:1px solid #cbcbcb;width:70px;padding:1px 8px">{"ABCDEF"[at[0]]}{at[1]}</div><div style="background:#fff;border:1px solid #cbcbcb;flex:1;padding:1px 8px">{shown}</div></div><div class="grow" style="background:#fff" data-view><div class="row"><div style="width:34px;{edge};background:#f1f1f1"></div>{top}</div>{drawn}</div><div class="row" style="background:#f1f1f1;padding:4px 12px;gap:20px;flex:none;font-size:12px"><b style="color:#40865c">wirrabilla</b><span>rates</span><span>travel</span><span style="margin-left:auto">Zoom 100%</span></div>'
    title = f"{name} - ONLYOFFICE"
    return Window("onlyoffice", "/opt/onlyoffice/desktopeditors/DesktopEditors", title, rect, framed(look, title, body))


def okular(look: Look, rect: Rect, name: str, page: str) -> Window:
    """Okular with the first page of a PDF, and its contents at the left."""
    menu = "".join(f"<span>{m}</span>" for m in ("File", "Edit", "View", "Go", "Bookmarks", "Tools", "Settings"))
    toc = "".join(
        f'<div style="padding:5px 14px">{s}</div>' for s in ("Summary", "Ranks", "Wind system", "Value", "Photographs")
    )
    leaf = f"<div style=\"width:720px;height:1040px;margin:14px auto 0;background:#fff;color:#111;padding:52px 64px;font:15px/1.5 'C059',serif\">{say(page)}</div>"
    body = f'<div class="menu">{menu}</div><div class="row grow"><div style="width:180px;flex:none;padding-top:8px"><div style="padding:3px 14px;color:{look.faint}">Contents</div>{toc}</div><div class="grow" style="background:#3b4045" data-view>{leaf}</div></div><div style="text-align:center;padding:3px;flex:none">Page 1 of 14</div>'
    return Window("okular", "/usr/bin/okular", f"{name} — Okular", rect, framed(look, f"{name} — Okular", body))


def vlc(look: Look, rect: Rect) -> Window:
    """VLC, playing a recording: bars of its sound, the time, the buttons."""
    bars = "".join(f'<rect x="{14 + 22 * n}" y="{150 - h}" width="15" height="{2 * h}" fill="#ff8800"/>' for n, h in enumerate((20, 44, 70, 96, 120, 104, 88, 110, 131, 92, 61, 40, 66, 83, 58, 37, 24, 30, 18, 12, 8)))  # fmt: skip
    menu = "".join(
        f"<span>{m}</span>" for m in ("Media", "Playback", "Audio", "Video", "Subtitle", "Tools", "View", "Help")
    )
    knobs = '<svg style="width:210px;height:30px" viewBox="0 0 210 30"><path d="M8 5v20M16 5v20" stroke="#eee" stroke-width="4"/><path d="M56 15l14-9v18zM92 7h16v16h-16zM148 15l-14-9v18z" fill="#eee"/></svg>'
    body = f'<div class="menu">{menu}</div><div class="grow" style="background:#000;text-align:center" data-view><svg style="width:480px;height:300px;margin-top:24px" viewBox="0 0 480 300">{bars}</svg></div><div class="row" style="padding:6px 14px;gap:14px;align-items:center;flex:none">{t("play_at")}<span style="flex:1;height:6px;background:linear-gradient(90deg,#3daee9 34.7%,#5a6066 34.7%);border-radius:3px"></span>{t("play_all")}</div><div class="row" style="padding:0 14px 8px;align-items:center;flex:none">{knobs}<span style="margin-left:auto">{t("play_file")}</span><span style="margin-left:30px">Volume 85%</span></div>'
    title = "trumpet8-C2-after.wav - VLC media player"
    return Window("vlc", "/usr/bin/vlc", title, rect, framed(look, title, body))


def picture(look: Look, rect: Rect, name: str) -> Window:
    """ShowImage with a photo of an organ's front, drawn."""
    pipes = "".join(f'<rect x="{60 + 34 * n}" y="{330 - h}" width="26" height="{h}" rx="4" fill="#c9b37a" stroke="#6e5a2a"/><path d="M{60 + 34 * n} 330l13 46 13-46z" fill="#b49a5c" stroke="#6e5a2a"/>' for n, h in enumerate((240, 210, 180, 160, 140, 120, 140, 160, 180, 210, 240)))  # fmt: skip
    drawn = f'<svg style="width:100%;height:100%;display:block" viewBox="0 0 500 460"><rect width="500" height="460" fill="#5b4636"/><path d="M30 60h440v380H30z" fill="#7a3f22" stroke="#3a1d0e" stroke-width="8"/><rect x="50" y="80" width="400" height="300" fill="#2d1a10"/>{pipes}<rect x="50" y="385" width="400" height="40" fill="#94552f"/></svg>'
    body = f'<div class="menu"><span>File</span><span>Edit</span><span>View</span><span>Browse</span><span>Image</span></div><div class="grow" style="background:#404040" data-view>{drawn}</div><div class="row" style="flex:none;font-size:11px;padding:1px 8px;gap:26px"><span>{t("photo_size")}</span><span>JPEG image</span><span>26.4 %</span></div>'
    return Window("ShowImage", "/boot/system/apps/ShowImage", name, rect, framed(look, name, body))


def notes(look: Look, rect: Rect, name: str, words: str) -> Window:
    """StyledEdit with a text."""
    body = f'<div class="menu" style="border-bottom:1px solid #999"><span>File</span><span>Edit</span><span>Font</span><span>Document</span></div><div class="grow" style="background:#fff;padding:8px 10px" data-view><pre style="font:14px/1.55 \'Comic Neue\',\'Noto Sans\',sans-serif;white-space:pre-wrap">{say(words)}</pre></div>'
    return Window("StyledEdit", "/boot/system/apps/StyledEdit", name, rect, framed(look, name, body))


def letter(look: Look, rect: Rect, who: str, subject: str, words: str) -> Window:
    """Mail of Haiku: fields above, the text below."""
    tools = "".join(
        f'<span style="padding:6px 12px">{x}</span>'
        for x in ("Reply", "Forward", "Print", "Delete", "Previous", "Next")
    )
    field = "padding:2px 12px;border-bottom:1px solid #bbb"
    body = f'<div class="menu"><span>File</span><span>Edit</span><span>View</span><span>Message</span></div><div class="row" style="flex:none;border-bottom:1px solid #999">{tools}</div><div style="{field}">From: {who}</div><div style="{field}">Subject: {subject}</div><div style="{field}">Date: Wed, 4 Nov 2026 18:52</div><div class="grow" style="background:#fff;padding:12px" data-view>{say(words)}</div>'
    return Window("Mail", "/boot/system/apps/Mail", subject, rect, framed(look, subject, body))


def power(look: Look, rect: Rect) -> Window:
    """The settings of Ubuntu, at Power: switches that are on or off, and a mode."""
    side = "".join(f'<div style="padding:8px 22px;{f"background:{look.accent};color:#fff;border-radius:6px" if s == "Power" else ""}">{s}</div>' for s in ("Wi-Fi", "Bluetooth", "Displays", "Sound", "Power", "Multitasking", "Printers", "Users"))  # fmt: skip
    on = {"pow_dim", "pow_saver"}
    switch = "<style>.sw input{appearance:none;width:44px!important;vertical-align:middle!important;height:24px!important;border-radius:12px;background:radial-gradient(circle at 12px 12px,#fff 9px,#c9c9c9 10px)} .sw input:checked{background:radial-gradient(circle at 32px 12px,#fff 9px,#e95420 10px)}</style>"
    box = f"background:#fff;border:1px solid {look.line};border-radius:9px;padding:6px 18px;margin:6px 0 14px"
    ticks = "".join(
        tick(k, on=k in on, style="padding:3px 0") for k in ("pow_dim", "pow_suspend", "pow_saver", "pow_percent")
    )
    modes = "".join(f'<label style="display:block;padding:4px 0"><input type="radio" name="mode" data-t="mode_{m}" {"checked" if m == "Balanced" else ""}> {m}</label>' for m in ("Performance", "Balanced", "Power Saver"))  # fmt: skip
    body = f'<div class="row grow"><div style="width:190px;flex:none;padding:12px 8px;border-right:1px solid {look.line}">{side}</div><div class="grow" style="padding:16px 34px" data-view><b>Battery level</b> &nbsp; {t("pow_charge")}<div style="height:12px"></div><b>Power mode</b><div style="{box}">{modes}</div><b>Power saving</b>{switch}<div class="sw" style="{box}">{ticks}<div style="padding:6px 0">Screen Blank &nbsp; {t("pow_blank")}</div></div></div></div>'
    return Window(
        "gnome-control-center", "/usr/bin/gnome-control-center", "Settings", rect, framed(look, "Power", body)
    )
