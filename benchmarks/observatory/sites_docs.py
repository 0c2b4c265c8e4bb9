"""Manuals: pages in the dress of three well known ones; what they say comes from what is installed here."""
# ruff: noqa: E501 - markup

from __future__ import annotations

import html
import importlib
import inspect
import re
import subprocess
import textwrap

POSTGRES, PYTHON, GIT = "www.postgresql.org", "docs.python.org", "git-scm.com"


def _blocks(section: int, name: str) -> list[tuple[str, str]]:
    """A manual page as headings (`h`), paragraphs (`p`) and what keeps its line breaks (`c`)."""
    source = f"zcat /usr/share/man/man{section}/{name}.{section}.gz | groff -man -Tutf8 -rLL=96n | col -bx"
    plain = subprocess.run(["bash", "-c", source], capture_output=True, check=True).stdout.decode()
    found: list[tuple[str, str]] = []
    # The first and the last line are the running title.
    for part in re.split(r"\n\s*\n", plain.strip().partition("\n")[2].rpartition("\n")[0]):
        lines = part.strip("\n").split("\n")
        while lines and re.fullmatch(r"[A-Z][A-Z -]+", lines[0]):
            found.append(("h", lines.pop(0)))
        if not any(line.strip() for line in lines):
            continue
        text = textwrap.dedent("\n".join(lines))
        loose = all(len(line) > 62 for line in text.split("\n")[:-1])
        found.append(("p" if loose and not text.startswith(" ") else "c", html.escape(text)))
    return found


def git(name: str) -> str:
    """A page of the git manual."""
    shown = {"h": "<h2>{}</h2>", "p": "<p>{}</p>", "c": "<pre>{}</pre>"}
    body = "".join(shown[kind].format(text) for kind, text in _blocks(1, name))
    links = "".join(f"<li>{each}</li>" for each in ("About", "Documentation", "Downloads", "Community"))
    return f"""<!doctype html><title>Git - {name} Documentation</title><style>body{{margin:0;background:#f0efe7;color:#4e443c;font:14px/22px 'Liberation Sans',sans-serif}} header{{padding:16px 40px;display:flex;gap:18px;align-items:baseline}} header b{{font:700 30px 'Open Sans';color:#413932}} header i{{color:#8d7f73}}
.box{{display:flex;margin:0 40px}} aside{{width:170px}} aside ul{{list-style:none;padding:0}} aside li{{padding:5px 0;color:#0388a6}} main{{flex:1;background:#fcfcfa;border:1px solid #dad8c9;border-radius:5px;padding:18px 34px;max-width:900px}} h1{{font:400 28px/1.3 'C059',serif;color:#f14e32;margin:4px 0 18px}} h2{{font:400 19px 'C059',serif;color:#f14e32;border-top:1px solid #e6e4d8;padding-top:12px}} pre{{font:13px/19px 'DejaVu Sans Mono';background:#f6f4ec;border:1px solid #e2dfd0;padding:10px;white-space:pre-wrap}} .v{{float:right;background:#f5f4ef;border:1px solid #cfccbb;padding:3px 10px;border-radius:3px;font-size:12px}}
</style><header><b>git</b><i>--distributed-even-if-your-workflow-isnt</i></header><div class=box><aside><ul>{links}</ul></aside><main><span class=v>Version 2.49.0 ▾</span><span class=v>English ▾</span><h1>{name}</h1>{body}</main></div>"""


def postgres(command: str, title: str) -> str:
    """A page of the PostgreSQL manual."""
    shown = {"h": "<h3>{}</h3>", "p": "<p>{}</p>", "c": "<pre>{}</pre>"}
    body = "".join(shown[kind].format(text) for kind, text in _blocks(7, command))
    return f"""<!doctype html><title>PostgreSQL: Documentation: 15: {title}</title><style>body{{margin:0;font:16px/1.5 'Open Sans',sans-serif;color:#515151;background:#fff}} nav{{background:#336791;color:#fff;padding:12px 60px;display:flex;gap:28px;font-size:15px}} .in{{margin:0 60px;max-width:1100px}} .crumb{{font-size:13px;color:#336791;padding:9px 0}} .ver{{font-size:13px;border-bottom:1px solid #ddd;padding:6px 0}} .ver b{{color:#111}} h1{{font-size:27px;color:#336791;font-weight:400;text-align:center}} h3{{color:#336791;font-size:19px;font-weight:600}} pre{{background:#f8f9fa;border:1px solid #ced4da;border-radius:4px;padding:12px;font:14px/1.45 'Liberation Mono',monospace;white-space:pre-wrap}} .move{{display:flex;justify-content:space-between;color:#336791;font-size:14px}}
</style><nav><b>PostgreSQL</b><span>Home</span><span>About</span><span>Download</span><span>Documentation</span><span>Community</span><span>Support</span></nav><div class=in><div class=crumb>Documentation → PostgreSQL 15</div><div class=ver>Supported Versions: Current (17) / 16 / <b>15</b> / 14 / 13 — Development Versions: devel</div><div class=move><span>Prev</span><span>Up</span><b>SQL Commands</b><span>Home</span><span>Next</span></div><h1>{title}</h1>{body}</div>"""


def python(module: str, about: str) -> str:
    """A page of the Python library reference, from what the module says of itself."""
    thing = importlib.import_module(module)
    parts, names = [_prose(inspect.getdoc(thing) or "")], []
    for name in getattr(thing, "__all__", dir(thing)):
        member = getattr(thing, name)
        if not callable(member) or not inspect.getdoc(member):
            continue
        try:
            given = str(inspect.signature(member))
        except ValueError:
            given = "(...)"
        names.append(name)
        parts.append(
            f"<dl><dt><i>{module}.</i><b>{name}</b>{html.escape(given)}</dt><dd>{_prose(inspect.getdoc(member) or '')}</dd></dl>"
        )
    toc = "".join(f"<li>{name}()</li>" for name in names)
    return f"""<!doctype html><title>{module} — {about} — Python 3.11.2 documentation</title><style>body{{margin:0;font:16px/1.4 'Liberation Sans',sans-serif;color:#222;background:#fff}} .rel{{border-bottom:1px solid #ccc;padding:7px 16px;font-size:14px}} .rel span{{float:right;color:#0072aa}} .all{{display:flex}} .side{{width:230px;background:#eee;padding:10px 18px;font-size:13px;min-height:100vh}} .side li{{font:12px/1.6 'DejaVu Sans Mono'}} main{{padding:4px 26px;max-width:880px}} h1{{font:400 29px 'Liberation Sans'}} h1 code{{color:#0090c0}} dt{{font:14px 'DejaVu Sans Mono';background:#f5f5f7;padding:4px}} dt i{{color:#777;font-style:normal}} dd{{margin:6px 0 18px 30px}} pre{{font:13px/1.35 'DejaVu Sans Mono';background:#eeffcc;border:1px solid #ac9;padding:7px;color:#333}} p{{margin:8px 0}}
</style><div class=rel>Python » 3.11.2 Documentation » The Python Standard Library » <b>{module}</b> — {about}<span>previous | next | modules | index</span></div><div class=all><div class=side><b>Table of Contents</b><ul>{toc}</ul><b>This Page</b><p>Report a Bug<br>Show Source</p></div><main><h1><code>{module}</code> — {about}</h1><p><b>Source code:</b> Lib/{module}.py</p><hr>{"".join(parts)}</main></div>"""


def _prose(text: str) -> str:
    shown = []
    for part in text.split("\n\n"):
        fixed = part.startswith((" ", ">>>")) or "\n    " in part or "---" in part or "===" in part
        shown.append(f"<pre>{html.escape(part)}</pre>" if fixed else f"<p>{html.escape(part)}</p>")
    return "".join(shown)
