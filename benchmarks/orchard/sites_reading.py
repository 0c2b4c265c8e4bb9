"""Sites that are read: a manual, a paper, results of a search, a video, a forge of code."""
# ruff: noqa: E501 - markup

from __future__ import annotations

import html

DOCS, NEWS, FINCH, REEL, FORGE = (
    "docs.datakiln.net",
    "valleytribune.ca",
    "finchsearch.com",
    "reelbarn.tv",
    "hollowforge.org",
)


def manual(title: str, parts: list[tuple[str, str]]) -> str:
    """A page of the manual: paragraphs (`p`), headings (`h`) and code (`c`)."""
    shown = {"p": "<p>{}</p>", "h": "<h2>{}</h2>", "c": "<pre>{}</pre>"}
    body = "".join(shown[kind].format(text) for kind, text in parts)
    side = "".join(
        f"<div>{each}</div>"
        for each in (
            "Getting started",
            "Tables",
            "Joins",
            "Window functions",
            "Frames",
            "Missing values",
            "Reading CSV",
            "Release notes",
        )
    )
    return f"""<!doctype html><title>{title} — DataKiln 4.2 manual</title><style>body{{margin:0;font:16px/1.65 'Noto Serif','DejaVu Serif',serif;color:#20242a;background:#fff;display:flex}}
nav{{width:230px;background:#eef1f6;min-height:100vh;padding:22px;font:14px 'Open Sans'}} nav div{{padding:6px 0;color:#2a5db0}} main{{padding:18px 46px;max-width:880px}} h1{{font-size:30px;border-bottom:1px solid #ccd3dd}} h2{{font-size:21px}} pre{{background:#f5f2ea;border-left:3px solid #c78b2b;padding:12px 16px;font:14px/1.5 Hack,monospace}} code{{font:14px Hack}}
</style><nav><b>DataKiln 4.2</b>{side}</nav><main><h1>{title}</h1>{body}</main>"""


def article(headline: str, by: str, paragraphs: list[str], boxed: str) -> str:
    """An article in the local paper."""
    body = "".join(f"<p>{each}</p>" for each in paragraphs)
    return f"""<!doctype html><title>{headline} | The Valley Tribune</title><style>body{{margin:0;background:#faf7f0;color:#1c1a17;font:17px/1.6 'Liberation Serif',serif}} header{{text-align:center;border-bottom:3px double #1c1a17;padding:10px}} header b{{font-size:34px}}
main{{display:flex;gap:40px;max-width:1150px;margin:20px auto;padding:0 20px}} h1{{font-size:36px;line-height:1.15;margin:6px 0}} .by{{color:#736b5e;font-style:italic}} article{{flex:1}} aside{{width:270px;background:#efe7d6;padding:6px 20px;align-self:flex-start;font-size:15px}} button{{font:15px Lato;background:#8c2f1b;color:#fff;border:0;padding:9px 20px}}
</style><header><b>The Valley Tribune</b><div>Local · Farming · Weather · Letters</div></header><main><article><h1>{headline}</h1><div class=by>{by}</div>{body}</article><aside><h3>At a glance</h3><p>{boxed}</p><button>Subscribe</button></aside></main>"""


def results(asked: str, rows: list[tuple[str, str, str]]) -> str:
    """What a search engine found: title, address, excerpt."""
    body = "".join(f"<div class=r><cite>{where}</cite><h3>{what}</h3><p>{told}</p></div>" for what, where, told in rows)
    return f"""<!doctype html><title>{asked} at FinchSearch</title><style>body{{margin:0;background:#20242b;color:#d6dae0;font:15px/1.5 Lato,sans-serif;padding:24px 60px}} .q{{background:#2c323b;border-radius:6px;width:640px;padding:11px 18px;font-size:17px;border:1px solid #48515e}} h3{{margin:2px 0;color:#8ab8ff;font-size:19px;font-weight:400}} cite{{color:#8fae8b;font-style:normal;font-size:13px}} .r{{max-width:740px;margin:22px 0}} p{{margin:2px 0;color:#b3bac4}} span{{margin-right:22px;color:#9aa3ad}}
</style><div class=q>{asked}</div><p><span>All</span><span>Pictures</span><span>Maps</span><span>Shopping</span></p><p>About 3,270 results</p>{body}"""


def video(title: str, channel: str, told: str, said: list[tuple[str, str]]) -> str:
    """A page with a video that plays."""
    talk = "".join(f"<div class=s><b>{who}</b><p>{what}</p></div>" for who, what in said)
    return f"""<!doctype html><title>{title} - Reelbarn</title><style>body{{margin:0;background:#0d0d10;color:#eee;font:15px/1.5 'Open Sans',sans-serif}} header{{padding:10px 26px;font-weight:800;font-size:20px;color:#ff7a45}} main{{padding:0 26px;max-width:980px}} .v{{height:380px;background:linear-gradient(160deg,#31502f,#8b6b2e 60%,#2b2019);position:relative}} .v div{{position:absolute;left:14px;right:14px;bottom:12px;font-size:13px}} .v i{{display:block;height:4px;background:linear-gradient(90deg,#ff7a45 42%,#777 42%)}} h1{{font-size:21px;margin:12px 0 2px}} .m{{color:#a5a5ad}} button{{background:#2b2b31;color:#eee;border:0;border-radius:18px;padding:8px 20px;font:inherit;margin:6px 8px 6px 0}} p{{margin:2px 0}} .s{{margin:9px 0}}
</style><header>Reelbarn</header><main><div class=v><div><i></i>7:48 / 18:26</div></div><h1>{title}</h1><div class=m>{channel}</div><button>Subscribe</button><button>Like</button><button>Save</button><button>Share</button><p>{told}</p>{talk}</main>"""


def request(number: int, title: str, state: str, who: str, lines: list[str], said: list[tuple[str, str]]) -> str:
    """A request to merge code, with its change and what reviewers say."""
    tint = {"+": "#1d3b2a", "-": "#45232a", " ": "#1a1d24"}
    body = "".join(f'<div style="background:{tint[line[0]]}">{html.escape(line)}</div>' for line in lines)
    talk = "".join(f"<div class=s><b>{name}</b> wrote<p>{what}</p></div>" for name, what in said)
    colour = {"Open": "#2e7d4f", "Merged": "#7b4fc9"}[state]
    return f"""<!doctype html><title>{title} #{number} - seedlend - Hollowforge</title><style>body{{margin:0;background:#13151a;color:#ced3dc;font:14px/1.55 Cantarell,sans-serif;padding:18px 60px}} h1{{font-weight:400;font-size:25px;margin:8px 0}} .st{{display:inline-block;background:{colour};color:#fff;border-radius:14px;padding:3px 14px}} pre{{background:#1a1d24;border:1px solid #333845;font:13px/1.6 'Fira Code',monospace;max-width:940px;margin:12px 0}} pre div{{padding:0 14px}} .s{{border:1px solid #333845;border-radius:5px;padding:8px 16px;margin:10px 0;max-width:910px}} p{{margin:4px 0}} button{{background:#2a2f3a;color:#ced3dc;border:1px solid #444b5a;border-radius:4px;padding:7px 16px;margin-right:8px;font:inherit}}
</style><div>rosalind / seedlend</div><h1>{title} #{number}</h1><span class=st>{state}</span> {who}<pre>{body}</pre>{talk}<button>Approve</button><button>Ask for changes</button><button>Close request</button>"""
