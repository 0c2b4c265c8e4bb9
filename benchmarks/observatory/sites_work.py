"""Sites of the observatory that people write in: tracker, mail, chat, wiki, and a merge request."""
# ruff: noqa: E501 - markup

from __future__ import annotations

import html

TRACKER, MAIL, CHAT, WIKI, FORGE = (
    "kestrelridge.youtrack.cloud",
    "outlook.office.com",
    "chat.kestrelridge.example",
    "wiki.kestrelridge.example",
    "gitlab.com",
)
Said = list[tuple[str, str, str]]


def issue(key: str, title: str, told: str, rows: dict[str, str], said: Said) -> str:
    """A ticket: what it is about, its properties at the side, and comments (who, when, what)."""
    side = "".join(f"<tr><td>{name}</td><td class=v>{value}</td></tr>" for name, value in rows.items())
    talk = "".join(
        f"<div class=c><div class=a>{who[0]}</div><div><b>{who}</b> <span>{when}</span><p>{what}</p></div></div>"
        for who, when, what in said
    )
    tools = "".join(
        f"<button>{each}</button>" for each in ("Apply command", "Add attachment", "Link issue", "Add spent time")
    )
    return f"""<!doctype html><title>{key} {title} | YouTrack</title><style>*{{box-sizing:border-box}} body{{margin:0;font:13px/20px 'Liberation Sans',sans-serif;color:#1f2326;background:#fff;display:flex}} .rail{{width:176px;background:#f7f9fa;border-right:1px solid #dfe5eb;min-height:100vh;padding:14px 16px;color:#5b6774}} .rail div{{padding:6px 0}} .rail b{{font-size:16px;color:#fe2857}} main{{flex:1;padding:18px 30px;max-width:830px}} h1{{font:600 22px/28px 'Open Sans'}} .k{{color:#737577}} .k u{{text-decoration:none;color:#0f5b99}}
aside{{width:312px;padding:20px 18px;border-left:1px solid #dfe5eb}} aside table{{width:100%;border-collapse:collapse;font-size:12px}} aside td{{padding:6px 4px;vertical-align:top;color:#737577;width:46%}} aside td.v{{color:#0f5b99;width:54%}} .c{{display:flex;gap:12px;margin:16px 0;padding-top:10px;border-top:1px solid #eef1f4}} .a{{width:30px;height:30px;border-radius:50%;background:#6b57ff;color:#fff;text-align:center;line-height:30px}} .c span{{color:#999;font-size:12px}} p{{margin:6px 0}} button{{font:12px 'Liberation Sans';background:#fff;border:1px solid #b8d1e5;border-radius:4px;padding:5px 12px;margin:8px 8px 8px 0;color:#1f2326}} textarea{{width:100%;height:56px;font:13px 'Liberation Sans';border:1px solid #b8d1e5;border-radius:4px;padding:8px}}
</style><div class=rail><b>KRRO</b><div>Issues</div><div>Agile Boards</div><div>Reports</div><div>Knowledge Base</div><div>Timesheets</div></div><main><div class=k><u>{key}</u> &nbsp;Created by {rows["Reporter"]}</div><h1>{title}</h1>{tools}{told}<h3>Activity</h3>{talk}<textarea placeholder="Write a comment, @mention people"></textarea></main><aside><table>{side}</table></aside>"""


def _outlook(title: str, inner: str) -> str:
    folders = "".join(
        f"<div>{each}</div>"
        for each in ("<b>Inbox</b>", "Drafts", "Sent Items", "Deleted Items", "Archive", "Array alerts", "Suppliers")
    )
    return f"""<!doctype html><title>{title} - Nora Valdane - Outlook</title><style>*{{box-sizing:border-box}} body{{margin:0;font:13px/1.4 'Open Sans',sans-serif;color:#242424;background:#faf9f8}} .top{{background:#0f6cbd;color:#fff;height:46px;display:flex;align-items:center;gap:30px;padding:0 16px;font-weight:600}} .top div{{background:#e6f0f9;color:#616161;font-weight:400;border-radius:4px;padding:6px 14px;width:420px}} .rib{{background:#fff;border-bottom:1px solid #e1dfdd;padding:7px 16px}} button{{font:13px 'Open Sans';border:0;background:transparent;padding:6px 12px;color:#242424}} .new{{background:#0f6cbd;color:#fff;border-radius:4px;font-weight:600;padding:7px 16px}}
.all{{display:flex;height:calc(100vh - 92px)}} nav{{width:168px;padding:12px 14px;color:#424242}} nav div{{padding:5px 0}} .list{{width:370px;background:#fff;border-left:1px solid #e1dfdd;border-right:1px solid #e1dfdd;overflow:hidden}} .tabs{{padding:10px 14px;border-bottom:1px solid #e1dfdd}} .tabs span{{margin-right:18px;color:#616161}} .tabs .on{{color:#242424;font-weight:600;border-bottom:3px solid #0f6cbd;padding-bottom:4px}} .m{{padding:8px 14px;border-bottom:1px solid #f0efee;position:relative}} .m.u{{border-left:3px solid #0f6cbd}} .m.u b{{color:#0f548c}} .m.at{{background:#cfe4fa}} .m i{{font-style:normal;color:#616161;display:block;white-space:nowrap;overflow:hidden;text-overflow:ellipsis}} .m em{{position:absolute;right:12px;top:9px;font-style:normal;font-size:12px;color:#616161}} .m strong{{font-weight:400;display:block}}
.read{{flex:1;padding:14px 22px;overflow:hidden}} .read h2{{font-size:18px;font-weight:600;margin:2px 0 12px}} .card{{background:#fff;border-radius:4px;padding:16px 22px;box-shadow:0 1px 3px #0002;font-size:14px}} .from{{color:#616161;font-size:12px}} .acts button{{border:1px solid #d1d1d1;border-radius:4px;margin:12px 8px 0 0}} .none{{color:#8a8886;text-align:center;margin-top:220px}}
</style><div class=top>Outlook<div>Search</div></div><div class=rib><button class=new>New mail</button><button>Delete</button><button>Archive</button><button>Report</button><button>Sweep</button><button>Move to</button><button>Categorize</button></div><div class=all><nav>{folders}</nav>{inner}</div>"""


def mailbox(rows: list[tuple[str, str, str, str]], unread: int, shown: tuple[str, str, str, str] | None = None) -> str:
    """The list of mails (from, subject, how it begins, when), and beside it the one that is `shown`."""
    at = shown[0] if shown else ""
    body = "".join(
        f"<div class='m{' u' if n < unread else ''}{' at' if what == at else ''}'><b>{who}</b><em>{when}</em><strong>{what}</strong><i>{begins}</i></div>"
        for n, (who, what, begins, when) in enumerate(rows)
    )
    reading = "<div class=none>Select an item to read</div>"
    if shown:
        paragraphs = "".join(f"<p>{each}</p>" for each in shown[3].split("\n"))
        reading = f"<h2>{shown[0]}</h2><div class=card><b>{shown[1]}</b><div class=from>To: Nora Valdane &nbsp; {shown[2]}</div>{paragraphs}<div class=acts><button>Reply</button><button>Reply all</button><button>Forward</button></div></div>"
    tabs = "<div class=tabs><span class=on>Focused</span><span>Other</span><span>Filter</span><span>Sort: By Date</span></div>"
    return _outlook(shown[0] if shown else "Mail", f"<div class=list>{tabs}{body}</div><div class=read>{reading}</div>")


def room(name: str, posts: Said, *, dark: bool = False) -> str:
    """A room of the chat with posts: who, when, what."""
    rooms = "".join(
        f"<div class={'on' if each == name else 'off'}># {each}</div>"
        for each in ("array-ops", "correlator", "nightbook-dev", "site-logistics", "off-topic")
    )
    said = "".join(
        f"<div class=p><div class=av>{who[0]}</div><div><b>{who}</b><time>{when}</time><div class=t>{what}</div></div></div>"
        for who, when, what in posts
    )
    paper, ink, faint = ("#191b1f", "#dddfe4", "#989da8") if dark else ("#fff", "#3f4350", "#6f7480")
    return f"""<!doctype html><title>{name} - Kestrel Ridge Mattermost</title><style>body{{margin:0;font:14px/20px 'Open Sans',sans-serif;background:{paper};color:{ink};display:flex;height:100vh;overflow:hidden}} nav{{width:224px;background:#1e325c;color:#bcc5d9;padding:14px 12px}} nav b{{color:#fff;font-size:15px;display:block;padding:4px 8px 14px}} nav div{{padding:5px 8px;border-radius:4px}} nav .on{{background:#34487a;color:#fff;font-weight:600}} main{{flex:1;display:flex;flex-direction:column}} h2{{font-size:16px;margin:0;padding:13px 22px;border-bottom:1px solid #8884}} h2 small{{font-weight:400;color:{faint};margin-left:16px}} .ps{{flex:1;padding:8px 22px;overflow:hidden}} .p{{display:flex;gap:12px;margin:13px 0;max-width:900px}} .av{{width:32px;height:32px;border-radius:50%;background:#1c58d9;color:#fff;text-align:center;line-height:32px;flex:none}} time{{color:{faint};font-size:11px;margin-left:8px}} code{{font:13px 'DejaVu Sans Mono';background:#8883;padding:1px 4px}} .w{{border:1px solid #8886;border-radius:4px;margin:0 22px 22px;padding:14px;color:{faint}}}
</style><nav><b>Kestrel Ridge</b>{rooms}</nav><main><h2>{name}<small>23 members · Nightly operations of the array</small></h2><div class=ps>{said}</div><div class=w>Write to {name}</div></main>"""


def article(title: str, rows: dict[str, str], parts: list[tuple[str, str]]) -> str:
    """A page of the wiki: a box of facts, then headings (`h`), paragraphs (`p`) and lists (`l`)."""
    facts = "".join(f"<tr><th>{name}</th><td>{value}</td></tr>" for name, value in rows.items())
    shown = {"h": "<h2>{}</h2>", "p": "<p>{}</p>", "l": "<ol>{}</ol>"}
    body = "".join(
        shown[kind].format(text if kind != "l" else "".join(f"<li>{each}</li>" for each in text.split("\n")))
        for kind, text in parts
    )
    return f"""<!doctype html><title>{title} - KRRO Wiki</title><style>body{{margin:0;background:#f6f6f6;font:14px/1.6 'Liberation Sans',sans-serif;color:#202122;display:flex}} .l{{width:150px;padding:20px 14px;font-size:12px;color:#0645ad}} .l b{{font:700 17px 'C059';color:#333;display:block;margin-bottom:14px}} .l div{{padding:2px 0}} main{{flex:1;background:#fff;border-left:1px solid #a7d7f9;padding:16px 30px;min-height:100vh;max-width:1050px}} .tabs{{float:right;font-size:13px;color:#0645ad}} .tabs span{{margin-left:14px}} h1{{font:400 28px 'C059',serif;border-bottom:1px solid #a2a9b1;margin:4px 0 8px}} h2{{font:400 21px 'C059',serif;border-bottom:1px solid #a2a9b1;margin:16px 0 4px}} table{{float:right;margin:0 0 12px 22px;border:1px solid #a2a9b1;background:#f8f9fa;font-size:12.5px;border-collapse:collapse;width:310px}} th,td{{text-align:left;padding:5px 9px;vertical-align:top;border-top:1px solid #dde}} code{{background:#f1f1f1;border:1px solid #ddd;padding:0 4px;font:12.5px 'Liberation Mono'}}
</style><div class=l><b>KRRO Wiki</b><div>Main page</div><div>Recent changes</div><div>Receivers</div><div>Correlator</div><div>Safety</div></div><main><div class=tabs><span>Read</span><span>Edit source</span><span>View history</span></div><h1>{title}</h1><table>{facts}</table>{body}</main>"""


def merge(number: int, title: str, state: str, who: str, lines: list[str], said: list[tuple[str, str]]) -> str:
    """A request to merge code, with its change and what reviewers say."""
    tint = {"+": "#ddfbe6", "-": "#f9d7dc", " ": "#fff"}
    body = "".join(
        f'<div style="background:{tint[line[0]]}"><s>{n}</s>{html.escape(line)}</div>'
        for n, line in enumerate(lines, 41)
    )
    talk = "".join(f"<div class=n><b>{name}</b><p>{what}</p></div>" for name, what in said)
    colour = {"Open": "#108548", "Merged": "#1f75cb"}[state]
    return f"""<!doctype html><title>{title} (!{number}) · Merge requests · Kestrel Ridge / nightbook · GitLab</title><style>body{{margin:0;font:14px/20px 'Liberation Sans',sans-serif;color:#333238;background:#fff;display:flex}} .s{{width:200px;background:#fbfafd;border-right:1px solid #dcdcde;min-height:100vh;padding:14px}} .s div{{padding:6px 0}} main{{padding:12px 26px;flex:1;max-width:1020px}} h1{{font-size:21px;margin:8px 0}} .b{{background:{colour};color:#fff;border-radius:12px;padding:2px 12px;margin-right:10px}} .tabs{{border-bottom:1px solid #dcdcde;padding:10px 0}} .tabs span{{margin-right:22px}} pre{{font:13px/20px 'DejaVu Sans Mono';border:1px solid #dcdcde;border-radius:4px;margin:14px 0;overflow:hidden}} pre s{{text-decoration:none;color:#89888d;display:inline-block;width:44px;text-align:right;margin-right:12px}} .f{{background:#fbfafd;border:1px solid #dcdcde;padding:8px 14px;margin-top:14px;font:13px 'DejaVu Sans Mono'}} .n{{border:1px solid #dcdcde;border-radius:4px;padding:8px 16px;margin:12px 0}} p{{margin:4px 0}} button{{font:14px 'Liberation Sans';border:1px solid #bfbfc3;border-radius:4px;background:#fff;padding:7px 14px;margin-right:8px}} .go{{background:#1f75cb;color:#fff;border-color:#1f75cb}}
</style><div class=s><b>nightbook</b><div>Manage</div><div>Plan</div><div>Code</div><div>Build</div><div>Deploy</div><div>Monitor</div></div><main><div>Kestrel Ridge / nightbook / Merge requests / !{number}</div><h1>{title}</h1><span class=b>{state}</span>{who}<div class=tabs><span>Overview</span><span>Commits 2</span><span>Pipelines 3</span><span>Changes 1</span></div><div class=f>nightbook/frames.py</div><pre>{body}</pre>{talk}<button class=go>Approve</button><button>Resolve threads</button><button>Close merge request</button></main>"""
