"""Sites for reading: mail on the web, a wiki, documentation, a week's calendar."""
# ruff: noqa: E501 - rules of a style sheet stand on one line each

from __future__ import annotations

from dataclasses import dataclass

from benchmarks.afield.facts import say
from benchmarks.afield.pages import buttons, paper, table
from benchmarks.worlds.look import Site


@dataclass(frozen=True)
class Letter:
    """A mail: who wrote, subject, when, and its text (HTML with `{fact}`)."""

    who: str
    subject: str
    when: str
    text: str = ""


def inbox(site: Site, letters: list[Letter], opened: int) -> str:
    """Mail on the web: folders, the letters, and the one that is open at their right."""
    boxes = "".join(f'<div style="padding:6px 20px;{"font-weight:700" if b == "Inbox" else ""}">{b}</div>' for b in ("Inbox", "Starred", "Sent", "Drafts", "Wirrabilla", "Spam"))  # fmt: skip
    cut = "white-space:nowrap;overflow:hidden;text-overflow:ellipsis"
    listed = "".join(
        f'<div style="padding:9px 14px;border-bottom:1px solid {site.line};{f"background:{site.panel};border-left:4px solid {site.accent}" if n == opened else "border-left:4px solid transparent"}"><div style="display:flex"><b style="flex:1;{cut}">{m.who}</b><span style="color:{site.faint}">{m.when}</span></div><div style="{cut}">{m.subject}</div></div>'
        for n, m in enumerate(letters)
    )
    one = letters[opened]
    body = f'<h2 style="margin:0 0 2px;font-size:21px">{one.subject}</h2><div style="color:{site.faint};margin-bottom:16px">{one.who} to me, {one.when}</div>{say(one.text)}<div style="margin-top:20px">{buttons(site, "post", ("Reply", "Forward", "Snooze"), 18)}</div>'
    return paper(site, f'<div style="display:flex;height:100%"><div style="width:140px;background:{site.panel};padding-top:14px"><div style="padding:0 20px 14px;color:{site.accent};font-size:18px;font-weight:700">lapwing</div>{boxes}</div><div style="width:310px;border-right:1px solid {site.line}">{listed}</div><div style="flex:1;padding:20px 32px">{body}</div></div>')  # fmt: skip


def wiki(site: Site, title: str, body: str) -> str:
    """A page of a wiki: menu at the left, tabs above."""
    menu = "<br>".join(("Main page", "Contents", "Random page", "Recent changes", "Tools", "Cite this page"))
    tabs = "".join(f'<span style="padding:6px 12px;border-right:1px solid {site.line};{"border-bottom:2px solid #fff;font-weight:600" if x == "Read" else f"color:{site.accent}"}">{x}</span>' for x in ("Article", "Discussion", "Read", "Edit", "View history"))  # fmt: skip
    return paper(site, f"<div style=\"display:flex;height:100%\"><div style=\"width:170px;padding:20px;color:{site.accent};line-height:2\"><b style=\"color:{site.ink}\">PipeLoft wiki</b><br>{menu}</div><div style=\"flex:1;background:#fff;border-left:1px solid {site.line};padding:10px 30px\"><div style=\"text-align:right;padding-bottom:6px;border-bottom:1px solid {site.line}\">{tabs}</div><h1 style=\"font:400 29px 'EB Garamond',serif;border-bottom:1px solid {site.line};margin:12px 0 10px\">{title}</h1>{say(body)}</div></div>")  # fmt: skip


def kirnberger(site: Site) -> str:
    """The wiki's article about a temperament, with a table of cents."""
    rows = [("C", "0.00", "1/1"), ("D", "{wiki_d}", "tempered"), ("E", "{wiki_e}", "5/4"), ("G", "{wiki_g}", "tempered"), ("A", "{wiki_a}", "tempered"), ("B", "{wiki_b}", "15/8")]  # fmt: skip
    return wiki(site, "Kirnberger III", f"<p><b>Kirnberger III</b> is a well temperament. It was described in a letter to {{wiki_to}} in {{wiki_year}}, and spreads the comma over the four fifths from C to E.</p>{table(site, ('Note', 'Cents', 'Ratio'), rows, 'padding:5px 22px')}<p>Its major third on C is pure. The third on A flat is the widest.</p>")  # fmt: skip


def pydoc(site: Site) -> str:
    """A page of Python's documentation, with a table and an example."""
    rows = [("math.log2(x)", "Base-2 logarithm of x"), ("math.exp2(x)", "2 raised to the power x"), ("math.pow(x, y)", "x raised to the power y"), ("math.fmod(x, y)", "Remainder of division x / y")]  # fmt: skip
    code = "&gt;&gt;&gt; import math\n&gt;&gt;&gt; 1200 * math.log2(3 / 2)\n701.9550008653874"
    side = "".join(f'<div style="padding:3px 0;color:{site.accent}">{s}</div>' for s in ("Number-theoretic functions", "Floating point arithmetic", "Power and logarithmic functions", "Angular conversion", "Constants"))  # fmt: skip
    return paper(site, f'<div style="background:{site.panel};padding:6px 20px;font-size:13px">Python » 3.13.1 Documentation » Numeric and Mathematical Modules » <b>math</b></div><div style="display:flex;height:100%"><div style="width:270px;padding:18px 20px;background:{site.panel}"><b>Table of Contents</b>{side}</div><div style="padding:14px 34px;flex:1"><h1 style="font-size:25px;margin:0 0 10px">Power and logarithmic functions</h1>{table(site, ("Function", "Gives"), rows, "padding:5px 16px")}<p>A function that takes a float gives a float back. New in version 3.11: exp2.</p><pre style="background:#eeffcc;border:1px solid #aacc99;padding:8px 12px;font:14px/1.45 \'DejaVu Sans Mono\',monospace;width:460px">{code}</pre></div></div>')  # fmt: skip


_EVENTS = (
    (0, 60, 70, "07:40 Oak arrives", "#188038"), (1, 150, 130, "09:30 Tuning at Kellerton Town Hall", "#8430ce"),
    (2, 330, 60, "13:00 Lunch with Noor", "#1967d2"), (3, 400, 80, "15:00 Rehearsal, St Hild", "#c5221f"),
    (3, 520, 60, "19:15 Dinner with the Roches", "#e37400"),
)  # fmt: skip


def week(site: Site, *, opened: bool) -> str:
    """The week of 2 November, and one appointment opened."""
    days = "".join(f'<div style="flex:1;text-align:center;border-left:1px solid {site.line};padding:6px 0"><span style="color:{site.faint}">{d}</span><br><span style="font-size:20px">{n}</span></div>' for d, n in (("MON", 2), ("TUE", 3), ("WED", 4), ("THU", 5), ("FRI", 6)))  # fmt: skip
    lines = "".join(f'<div style="position:absolute;left:0;right:0;top:{n * 72}px;border-top:1px solid {site.line}"></div>' for n in range(9))  # fmt: skip
    shown = "".join(f'<div style="position:absolute;left:{d * 20 + 0.4}%;width:19%;top:{y}px;height:{h}px;background:{c};color:#fff;border-radius:5px;padding:4px 8px;font-size:12px;line-height:1.3">{w}</div>' for d, y, h, w, c in _EVENTS)  # fmt: skip
    card = say(f'<div style="position:absolute;left:43%;top:90px;width:360px;background:#fff;border-radius:9px;box-shadow:0 6px 24px rgba(0,0,0,.35);padding:16px 22px"><div style="font-size:19px">{{meet_title}}</div><div style="color:{site.faint};margin-bottom:8px">Tuesday 3 November, {{meet_time}}</div><div>Where: {{meet_place}}</div><div>Bring: {{meet_bring}}</div><div>Guest: Noor Castellane, has not answered</div><div style="margin-top:14px">{buttons(site, "week", ("Edit", "Duplicate", "Delete"))}</div></div>')  # fmt: skip
    return paper(site, f'<div style="display:flex;flex-direction:column;height:100%"><div style="padding:12px 24px;font-size:19px;border-bottom:1px solid {site.line}"><b style="color:{site.accent}">Almanac</b> &nbsp; 2 – 6 November 2026</div><div style="display:flex;margin-left:52px">{days}</div><div style="position:relative;flex:1;margin-left:52px;overflow:hidden;border-top:1px solid {site.line}">{lines}{shown}{card if opened else ""}</div></div>')  # fmt: skip
