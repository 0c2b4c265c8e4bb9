"""Pages of sites: documentation, tickets, a wiki, gauges, forms and a newspaper."""

from __future__ import annotations

import html
from collections.abc import Sequence

from benchmarks.abroad.looks import CORRIDOR, GAUGES, GAZETTE, GRAPHIET, KETTLE, LINEN, PLANK, WIKI
from benchmarks.abroad.parts import bar, buttons, div, facts, faint, grid, row, words
from benchmarks.scouting.parts import face, paper
from benchmarks.worlds.look import Site

# Title, address, HTML.
Page = tuple[str, str, str]
_GUIDE = "Getting started,Networks,Paths,Conflicts,Stops,Exceptions,Export,Changelog"
_MANUAL = "Preface,Data types,Expressions,Joining,Grouping,Dates and times,Numeric functions,Indexes,Appendix"


def code(text: str) -> str:
    """Code inside a page."""
    style = "background:var(--panel);border:1px solid var(--line);padding:10px 14px;margin:10px 0;width:max-content"
    return f'<pre class="mono" style="{style};font-size:13px;line-height:1.5">{html.escape(text, quote=False)}</pre>'


def text(*parts: str) -> str:
    """Paragraphs."""
    return "".join(f'<p style="margin:8px 0">{part}</p>' for part in parts)


def _book(site: Site, brand: str, names: str, head: str, body: str) -> str:
    side = "".join(div("padding:5px 22px", name) for name in names.split(","))
    top = bar(
        "background:var(--accent);color:#fff;padding:10px 22px;gap:30px", f"<b>{brand}</b>", words("Guide,Source")
    )
    left = div("width:190px;flex:none;background:var(--panel);padding-top:12px;height:1200px", side)
    main = div("padding:14px 34px", f'<h1 style="margin:4px 0 8px;font-size:25px">{head}</h1>', body, kind="grow")
    return paper(site, top + row("", left, main))


def guide(path: str, head: str, body: str) -> Page:
    """A page of the documentation of a library for railway networks."""
    return f"{head} - Graphiet 3.2", f"docs.graphiet.io/{path}", _book(GRAPHIET, "Graphiet 3.2", _GUIDE, head, body)


def manual(path: str, head: str, body: str) -> Page:
    """A page of the manual of a database."""
    page = _book(KETTLE, "KettleDB 11 Reference Manual", _MANUAL, head, body)
    return f"{head} - KettleDB Manual", f"manual.kettledb.org/{path}", page


def ticket(
    number: str, head: str, about: Sequence[tuple[str, str]], told: str, said: Sequence[tuple[str, str, str]]
) -> Page:
    """A ticket of the planners' board."""
    talk = ""
    for who, when, what in said:
        talk += row("gap:12px;margin:10px 0", face(who), div("", f"<b>{who}</b> ", faint(when), div("", what)))
    names = words("Board,Backlog,Reports,Team")
    top = bar("background:var(--accent);color:#fff;padding:10px 24px;gap:24px", "<b>Plankboard</b>", names)
    left = div(
        "padding:18px 28px",
        faint(f"Night network / {number}"), f'<h1 style="font-size:23px;margin:4px 0 10px">{head}</h1>',
        div("max-width:620px", told), "<h3>Comments</h3>", talk, div("margin-top:12px", buttons(("Comment", "Watch"))),
        kind="grow",
    )  # fmt: skip
    card = "width:330px;flex:none;background:var(--panel);border:1px solid var(--line);margin:18px;padding:12px 18px"
    body = row("", left, div(f"{card};height:max-content", facts(about, 110)))
    return f"{number} {head} - Plankboard", f"lumen.plankboard.eu/t/{number}", paper(PLANK, top + body)


def wiki(path: str, head: str, body: str) -> Page:
    """A page of the railway's own wiki."""
    names = "<b>Lumen Nachtlijnen Wiki</b>" + words("Home,Network,Depots,People")
    top = bar("padding:10px 30px;gap:26px;background:var(--panel);border-bottom:3px solid var(--accent)", names)
    main = div("padding:16px 40px", f'<h1 style="font-size:27px;margin:0 0 6px">{head}</h1>', body)
    return f"{head} - Lumen Wiki", f"wiki.lumen-nachtlijnen.be/{path}", paper(WIKI, top + main, 15)


def gauges(path: str, head: str, tiles: Sequence[tuple[str, str, str]], below: str) -> Page:
    """A dashboard of numbers."""
    shown = ""
    for name, value, note in tiles:
        number = f'<div style="font-size:34px;color:var(--accent)">{value}</div>'
        style = "background:var(--panel);border:1px solid var(--line);padding:14px 20px;width:250px"
        shown += div(style, faint(name), number, div("font-size:12px", note))
    top = bar(
        "padding:12px 26px;gap:26px;background:var(--panel)", f"<b>{head}</b>", words("Last 7 days,Refresh 5 min")
    )
    body = top + row("gap:18px;padding:20px 26px", shown) + div("padding:0 26px", below)
    return f"{head} - Gauges", f"gauges.lumen-nachtlijnen.be/d/{path}", paper(GAUGES, body)


def request(path: str, head: str, body: str) -> Page:
    """A page of the office that sells train paths."""
    brand = '<b style="font-size:18px">Corridor Four</b> <span>one stop shop for train paths</span>'
    top = bar("background:#00627a;color:#fff;padding:13px 34px;gap:18px", brand)
    main = div("padding:16px 34px", f'<h1 style="font-size:24px;margin:0 0 12px">{head}</h1>', body)
    return f"{head} - Corridor Four", f"paths.corridor-four.eu/{path}", paper(CORRIDOR, top + main)


def linen(path: str, head: str, body: str) -> Page:
    """A page of a laundry that hires out sheets."""
    top = bar(
        "padding:10px 30px;gap:22px;background:#a3295f;color:#fff", "<b>Wolkwit</b>", words("Linen,Towels,Orders")
    )
    main = div("padding:10px 30px", f'<h1 style="font-size:21px;margin:0 0 8px">{head}</h1>', body)
    return f"{head} - Wolkwit", f"www.wolkwit-linen.nl/{path}", paper(LINEN, top + main, 13)


def gazette(path: str, head: str, by: str, *parts: str) -> Page:
    """An article of a paper for railway people."""
    name = (
        '<div style="text-align:center;font-size:30px;padding:10px;border-bottom:3px double">The Sleeper Gazette</div>'
    )
    title = f'<h1 style="font-size:27px;margin:14px 0 4px">{head}</h1>'
    body = name + div("padding:6px 40px;max-width:840px", title, faint(by), text(*parts))
    return f"{head} | The Sleeper Gazette", f"sleepergazette.net/{path}", paper(GAZETTE, body)


def plain(rows: Sequence[Sequence[str]]) -> str:
    """A table whose first row names its columns."""
    return grid(rows[0], rows[1:])
