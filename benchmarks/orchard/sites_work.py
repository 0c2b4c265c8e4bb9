"""Sites of the cidery: its ticket tracker, its mail, its chat, and the table of its tanks."""
# ruff: noqa: E501 - markup

from __future__ import annotations

from collections.abc import Sequence

TRACKER, MAIL, CHAT, TANKS = "tracker.fundygate.ca", "larkmail.com", "huddle.chat", "cellar.fundygate.ca"


def ticket(number: int, title: str, told: str, rows: dict[str, str], said: list[tuple[str, str, str]]) -> str:
    """A ticket: what it is about, its properties at the side, and comments (who, when, what)."""
    side = "".join(f"<dt>{key}</dt><dd>{value}</dd>" for key, value in rows.items())
    talk = "".join(f"<article><b>{who}</b> <time>{when}</time><p>{what}</p></article>" for who, when, what in said)
    return f"""<!doctype html><title>PRESS-{number} {title} · Pomace</title><style>
body{{margin:0;font:15px/1.5 'Open Sans',sans-serif;color:#22313a;background:#f3f6f4}}
header{{background:#2f5d4a;color:#fff;padding:10px 28px;display:flex;gap:26px;align-items:center}} header b{{font-size:18px}}
main{{display:flex;gap:32px;max-width:1320px;margin:22px auto;padding:0 24px}} section{{flex:1}} aside{{width:320px;background:#fff;border:1px solid #d4ddd8;padding:14px 20px;align-self:flex-start}}
h1{{font-size:25px;margin:4px 0 14px}} .key{{color:#6b7d74}} dt{{color:#6b7d74;font-size:13px;margin-top:9px}} dd{{margin:0;font-weight:600}}
article{{background:#fff;border:1px solid #d4ddd8;padding:10px 18px;margin:12px 0}} time{{color:#7d8c85;margin-left:8px}} p{{margin:6px 0}}
button{{font:inherit;border:1px solid #2f5d4a;background:#fff;color:#2f5d4a;padding:6px 16px;margin:0 8px 8px 0;border-radius:3px}} .go{{background:#2f5d4a;color:#fff}}
</style><header><b>Pomace</b><span>Board</span><span>Backlog</span><span>Reports</span><span style="margin-left:auto">Nora Comeau</span></header>
<main><section><div class=key>Pressing / PRESS-{number}</div><h1>{title}</h1>
<button class=go>Change state</button><button>Assign</button><button>Log work</button><button>Watch</button>
<p>{told}</p><h3>Comments</h3>{talk}</section><aside><dl>{side}</dl></aside></main>"""


def inbox(count: int, rows: list[tuple[str, str, str, str]]) -> str:
    """A list of mails: from, subject, how it begins, when."""
    shown = "".join(
        f"<tr class={'new' if n < count else 'old'}><td class=c>☆</td><td class=f>{who}</td><td><b>{what}</b> <i>{begins}</i></td><td class=d>{when}</td></tr>"
        for n, (who, what, begins, when) in enumerate(rows)
    )
    return f"{_mail(f'Inbox ({count})')}<table>{shown}</table></div></div>"


def mail(subject: str, who: str, address: str, when: str, text: str) -> str:
    """One mail, open."""
    paragraphs = "".join(f"<p>{each}</p>" for each in text.split("\n"))
    return f"""{_mail(subject)}<div class=one><h2>{subject}</h2><div class=from><b>{who}</b> &lt;{address}&gt;<span>{when}</span></div>{paragraphs}
<div class=acts><button>Reply</button><button>Reply to all</button><button>Forward</button><button>File under…</button></div></div></div></div>"""


def _mail(title: str) -> str:
    folders = "".join(f"<div>{each}</div>" for each in ("Inbox", "Sent", "Drafts", "Lab results", "Suppliers", "Bin"))
    return f"""<!doctype html><title>{title} - nora@fundygate.ca - Larkmail</title><style>
body{{margin:0;font:14px/1.55 Lato,sans-serif;color:#2b2440;background:#f6f3fb}} .bar{{height:52px;background:#fff;border-bottom:2px solid #7a5bb5;display:flex;align-items:center;padding:0 22px;gap:30px}}
.bar b{{font-size:20px;color:#7a5bb5}} .find{{width:440px;background:#efeaf8;border-radius:20px;padding:7px 18px;color:#7c7396}} .all{{display:flex}} nav{{width:190px;padding:16px}} nav div{{padding:7px 14px}} nav div:nth-of-type(1){{background:#e4daf5;border-radius:16px;font-weight:700}}
nav button{{background:#7a5bb5;color:#fff;border:0;border-radius:20px;padding:11px 24px;font:inherit;font-weight:700;margin-bottom:12px}} .pane{{flex:1;background:#fff;margin:14px 20px 0 0;border-radius:10px;min-height:640px}}
table{{border-collapse:collapse;width:100%;table-layout:fixed}} td{{padding:9px 12px;border-bottom:1px solid #ece7f5;white-space:nowrap;overflow:hidden}} .c{{width:22px;color:#b9a9dc}} .f{{width:190px}} .d{{width:90px;text-align:right}} .new{{font-weight:700}} .old b{{font-weight:400}} i{{color:#8d86a3;font-style:normal;font-weight:400}}
.one{{padding:18px 34px;font-size:15px}} .from{{border-bottom:1px solid #ece7f5;padding-bottom:10px}} .from span{{float:right;color:#8d86a3}} .acts button{{border:1px solid #b9a9dc;background:#fff;border-radius:16px;padding:7px 20px;margin:12px 10px 0 0;font:inherit}}
</style><div class=bar><b>Larkmail</b><div class=find>Search mail</div></div><div class=all><nav><button>New mail</button>{folders}</nav><div class=pane>"""


def chat(room: str, posts: list[tuple[str, str, str]], dark: bool = False) -> str:
    """A room with posts: who, when, what."""
    rooms = "".join(
        f"<div>{'▸' if each == room else '&nbsp;'} {each}</div>"
        for each in ("cellar", "lab", "orchard", "tasting-room", "random")
    )
    said = "".join(
        f"<div class=post><span class=who>{who}</span><time>{when}</time><div>{what}</div></div>"
        for who, when, what in posts
    )
    paper, ink, side = ("#1b1d23", "#d9dbe0", "#121419") if dark else ("#fffdf8", "#2d2a26", "#3d2f3a")
    return f"""<!doctype html><title>#{room} | Huddle</title><style>body{{margin:0;font:15px/1.5 Cantarell,sans-serif;background:{paper};color:{ink};display:flex;height:100vh}}
nav{{width:210px;background:{side};color:#e8dfe6;padding:18px}} nav div{{padding:4px 0}} main{{flex:1;display:flex;flex-direction:column}} h2{{margin:0;padding:14px 26px;border-bottom:1px solid #9993;font-size:18px}} .posts{{flex:1;padding:10px 26px}}
.post{{margin:11px 0}} .who{{font-weight:700;color:#b3562f}} time{{color:#95908a;font-size:13px;margin-left:10px}} .say{{border:1px solid #9996;border-radius:6px;margin:14px 26px;padding:12px;color:#95908a}} code{{background:#9993;padding:1px 5px;font-family:Hack}}
</style><nav><h3>Fundy Gate</h3>{rooms}</nav><main><h2># {room}</h2><div class=posts>{said}</div><div class=say>Message #{room}</div></main>"""


def tanks(taken: str, rows: Sequence[tuple[str, ...]]) -> str:
    """The table of the tanks as of a moment, with a few figures above it."""
    head = "".join(
        f"<th>{each}</th>" for each in ("Tank", "Blend", "Litres", "Gravity", "Temp °C", "pH", "Free SO₂", "State")
    )
    body = "".join("<tr>" + "".join(f"<td>{cell}</td>" for cell in row) + "</tr>" for row in rows)
    total = sum(int(row[2].replace(",", "")) for row in rows)
    return f"""<!doctype html><title>Cellar board - Fundy Gate</title><style>body{{margin:0;background:#101820;color:#dfe7ee;font:15px/1.4 'Open Sans',sans-serif;padding:22px 34px}}
h1{{font-size:22px;font-weight:600}} .cards{{display:flex;gap:18px}} .card{{background:#1b2733;border-left:4px solid #f2a541;padding:12px 22px;min-width:170px}} .card b{{display:block;font-size:26px}} table{{border-collapse:collapse;margin-top:22px;width:1120px;background:#15202a}}
th{{text-align:left;color:#8fa3b5;font-weight:600;border-bottom:2px solid #f2a541}} th,td{{padding:8px 16px}} tr:nth-child(even) td{{background:#1b2733}}
</style><h1>Cellar board</h1><p>Readings of {taken}</p><div class=cards><div class=card>Tanks in use<b>{len(rows)}</b></div><div class=card>Litres in tank<b>{total:,}</b></div><div class=card>Probes offline<b>2</b></div></div>
<table><tr>{head}</tr>{body}</table>"""
