"""A sheet, a reader, letters, chats, files and settings outside of the browser."""

from __future__ import annotations

from collections.abc import Sequence

from benchmarks.scouting.parts import face, icon, icons, lines
from benchmarks.upland.desk import cased, menus
from benchmarks.upland.parts import box, dim, line, side, spans, stage
from benchmarks.worlds.look import Look
from benchmarks.worlds.window import Rect, Window

# Who, when, what.
Said = tuple[str, str, str]
_READERS = {
    "breeze": ("okular", "/usr/bin/okular", "{} — Okular"),
    "aqua": ("Preview", "/System/Applications/Preview.app/Contents/MacOS/Preview", "{}"),
    "fluent": ("SumatraPDF", "C:\\Program Files\\SumatraPDF\\SumatraPDF.exe", "{} - SumatraPDF"),
    "adwaita": ("papers", "/usr/bin/papers", "{}"),
    "gaps": ("sioyek", "/usr/bin/sioyek", "{}"),
}
_FILERS = {
    "aqua": ("Finder", "/System/Library/CoreServices/Finder.app/Contents/MacOS/Finder", "{}"),
    "fluent": ("explorer", "C:\\Windows\\explorer.exe", "{} - File Explorer"),
    "adwaita": ("nautilus", "/usr/bin/nautilus", "{}"),
    "breeze": ("dolphin", "/usr/bin/dolphin", "{} — Dolphin"),
}


def _window(look: Look, kind: tuple[str, str, str], named: str, rect: Rect, inner: str, over: str = "") -> Window:
    app, process, title = kind
    called = title.format(named)
    return Window(app, process, called, rect, cased(look, called, inner), tags=(over,) if over else ())


def sheet(look: Look, rect: Rect, file: str, rows: Sequence[Sequence[str]], cell: tuple[str, str],
          widths: Sequence[int]) -> Window:  # fmt: skip
    """Gnumeric: `cell` is which one is active and what stands in the bar for formulas."""
    edge = "border-right:1px solid var(--line);border-bottom:1px solid var(--line);padding:3px 7px;flex:none"
    rule = f"{edge};background:var(--fill);text-align:center"
    heads = "".join(box(f"{rule};width:{w}px", chr(65 + n), more="data-ignore") for n, w in enumerate(widths))
    body = side("", box(f"{rule};width:34px", "&nbsp;", more="data-ignore"), heads)
    for number, values in enumerate([*rows, *[[""] * len(widths)] * 5], start=1):
        cells = ""
        for at, value in enumerate(values):
            ring = ";box-shadow:inset 0 0 0 2px var(--accent)" if cell[0] == f"{chr(65 + at)}{number}" else ""
            bold = ";font-weight:700;background:var(--panel)" if number == 1 else ""
            to_right = ";text-align:right" if value[:1].isdigit() and at else ""
            cells += box(f"{edge};width:{widths[at]}px;height:25px;white-space:nowrap{ring}{bold}{to_right}", value)
        body += side("", box(f"{rule};width:34px", str(number), more="data-ignore"), cells)
    tools = line("padding:4px 11px;gap:4px", icons("file folder clip pen grid search", 16, 15))
    formula = line("gap:12px;padding:3px 10px", box("border:1px solid var(--line);padding:2px 12px", cell[0]),
                   icon("on", 12), cell[1])  # fmt: skip
    inner = menus(look, "File", "Edit", "View", "Insert", "Format", "Tools", "Statistics", "Data") + tools + formula
    inner += stage("background:var(--paper)", body)
    inner += line("gap:20px;padding:3px 12px", spans(("Sheet1", "Notes")), box("margin-left:auto", dim("Sum=0")))
    return _window(look, ("gnumeric", "/usr/bin/gnumeric", "{} - Gnumeric"), file, rect, inner)


def reader(look: Look, rect: Rect, file: str, page: str, body: str) -> Window:
    """A PDF; `page` is which of how many."""
    tints = "--ink:#1a1a1a;--faint:#666;--line:#bbb;--panel:#f0f0ec;--accent:#444"
    style = f"{tints};background:#fff;color:#1a1a1a;width:660px;margin:14px auto;padding:34px 50px;height:1200px"
    shown = stage("background:#7b7f86" if not look.dark else "background:#4a4d52",
                  box(f"{style};font:15px/1.5 'Liberation Serif',serif", body))  # fmt: skip
    at = line("gap:14px;padding:5px 14px", icon("menu"), f"<span>{page}</span>", dim("110 %"), icon("search", 14))
    if look.shape == "gaps":
        return _window(look, _READERS[look.shape], file, rect, shown + line("padding:2px 8px;font-size:12px", page))
    return _window(look, _READERS[look.shape], file, rect, at + shown)


def _dated(letters: Sequence[tuple[str, str, str]], opened: int) -> str:
    out = ""
    for number, (who, subject, when) in enumerate(letters):
        lit = "background:var(--accent);color:#fff;border-radius:7px" if number == opened else ""
        head = side("", box("flex:1;font-weight:700", who), f'<span style="font-size:12px">{when}</span>')
        out += box(f"padding:8px 12px;margin:3px 8px;{lit}", head, box("", subject, kind="cut"))
    return out


def letters(look: Look, rect: Rect, post: Sequence[tuple[str, str, str]], opened: int, text: str) -> Window:
    """A mail program with one letter open: Mail on a Mac, Evolution elsewhere."""
    who, subject, when = post[opened]
    mac = look.shape == "aqua"
    kind = ("evolution", "/usr/bin/evolution", "{} — Evolution")
    if mac:
        kind = ("Mail", "/System/Applications/Mail.app/Contents/MacOS/Mail", "{}")
    left = box("width:290px;flex:none;background:var(--fill);padding-top:6px", _dated(post, opened))
    head = side("gap:12px;margin-bottom:12px", face(who, 36), box("", f"<b>{who}</b>", "<br>", f"<b>{subject}</b><br>",
                dim("To: Keri Haldane"))) + box("position:absolute;right:22px;top:20px", dim(when, 12))  # fmt: skip
    shown = stage("background:var(--paper);padding:18px 28px", head, "<hr>", lines(text))
    tools = line("gap:20px;padding:7px 16px", icons("mail pen folder clip x", 16, 12), dim("Search"))
    return _window(look, kind, f"Inbox – {len(post)} messages" if mac else subject, rect,
                   tools + box("", left, shown, kind="side fill"))  # fmt: skip


def zulip(look: Look, rect: Rect, stream: str, topic: str, said: Sequence[Said], over: str = "") -> Window:
    """A chat with streams and topics."""
    side_of = "".join(
        box(f"padding:4px 16px;{'background:var(--fill);font-weight:700' if name == stream else ''}", f"# {name}")
        for name in ("field", "gauges", "pumps", "shareholders", "smoko", "software")
    )
    people = "".join(box("padding:4px 16px", name) for name in ("Bruce Oakden", "Ngaire Pohatu", "Sefa Leota"))
    left = box("width:190px;flex:none;border-right:1px solid var(--line)", line("padding:9px 16px", "<b>STREAMS</b>"),
               side_of, line("padding:14px 16px 5px", "<b>USERS</b>"), people)  # fmt: skip
    talk = ""
    for who, when, what in said:
        head = line("", f"<b>{who}</b>", box("margin-left:auto", dim(when, 12)))
        talk += side("gap:12px;padding:8px 20px", face(who, 34), box("flex:1", head, box("", what)))
    bar = line("background:#c8d9f0;color:#1a2a40;padding:7px 20px;gap:8px", f"<b>{stream}</b> &gt; {topic}")
    write = line("margin:8px 20px 12px;padding:8px 12px;border:1px solid var(--line);border-radius:4px",
                 dim(f"Message #{stream} &gt; {topic}"), box("margin-left:auto", icon("clip", 14)))  # fmt: skip
    right = box("", bar, stage("background:var(--paper);padding-top:4px", talk), write, kind="stack fill")
    kind = ("Zulip", "/opt/Zulip/zulip", "{} - Matuku Water - Zulip")
    return _window(look, kind, f"#{stream} > {topic}", rect, box("", left, right, kind="side fill"), over)


def bubbles(look: Look, rect: Rect, whom: str, said: Sequence[Said]) -> Window:
    """A chat with one person, in bubbles; one's own stand on the right."""
    talk = ""
    for who, when, what in said:
        own = who == "me"
        tint = "background:#2c6bed;color:#fff" if own else "background:var(--fill)"
        bubble = box(f"{tint};border-radius:16px;padding:8px 14px;max-width:440px", what, " ",
                     f'<span style="font-size:11px;opacity:.75">{when}</span>')  # fmt: skip
        talk += side(f"padding:5px 18px;{'justify-content:flex-end' if own else ''}", bubble)
    names = "".join(line("gap:10px;padding:8px 12px", face(n, 30), n) for n in (whom, "Mum", "Book club", "Tama"))
    left = box("width:200px;flex:none;background:var(--fill)", names)
    right = box("", line("padding:9px 18px;gap:10px", face(whom, 28), f"<b>{whom}</b>"),
                stage("background:var(--paper);padding-top:6px", talk), line("padding:10px 18px", dim("Message")),
                kind="stack fill")  # fmt: skip
    kind = ("Signal", "/Applications/Signal.app/Contents/MacOS/Signal", "{}")
    return _window(look, kind, "Signal", rect, box("", left, right, kind="side fill"))


def files(look: Look, rect: Rect, folder: str, rows: Sequence[Sequence[str]], over: str = "", lit: int = -1) -> Window:
    """A folder as a list: name, size, changed; `lit` is the one that is selected."""
    spots = "".join(box("padding:5px 16px", name) for name in ("Home", "Desktop", "Downloads", "Gaugings", "Photos"))
    left = box("width:160px;flex:none;background:var(--fill);padding-top:8px", spots)
    out = ""
    for number, (name, size, changed) in enumerate((("Name", "Size", "Modified"), *rows)):
        weight = "font-weight:700;border-bottom:1px solid var(--line)" if number == 0 else ""
        weight += ";background:var(--accent);color:#fff" if 0 <= lit == number - 1 else ""
        out += line(f"padding:5px 14px;gap:10px;{weight}", icon("file" if number else "down", 14),
                    box("flex:1", name), box("width:90px", size), box("width:150px", changed))  # fmt: skip
    way = line("gap:12px;padding:6px 14px", icons("back on", 14, 6), f"<span>{folder}</span>")
    shown = stage("background:var(--paper)", out)
    inner = way + box("", left, shown, kind="side fill")
    inner += line("padding:3px 14px;font-size:12px", dim(f"{len(rows)} items"))
    return _window(look, _FILERS[look.shape], folder.split("/")[-1], rect, inner, over)


def preferences(look: Look, rect: Rect, page: str, names: Sequence[str], body: str, over: str = "") -> Window:
    """The settings of a desktop."""
    rows = "".join(
        box(f"padding:8px 18px;{'background:var(--accent);color:#fff' if n == page else ''}", n) for n in names
    )
    left = box("width:210px;flex:none;border-right:1px solid var(--line);padding-top:8px", rows)
    shown = stage("background:var(--paper);padding:20px 30px", f"<h2>{page}</h2>", body)
    kind = ("systemsettings", "/usr/bin/systemsettings", "{} — System Settings")
    return _window(look, kind, page, rect, box("", left, shown, kind="side fill"), over)
