"""Code with its words in colours, as an editor shows it."""

from __future__ import annotations

import html
import re


def coloured(code: str, words: str, tints: dict[str, str]) -> str:
    """The code as HTML.

    `words` are the keywords, joined by bars; `tints` colours of k (those), s (strings), n (numbers) and c (comments).
    """
    token = re.compile(
        rf"(?P<c>#[^\n]*|--[^\n]*(?=$))|(?P<s>\"[^\"\n]*\"|'[^'\n]*')|(?P<k>\b(?:{words})\b)|(?P<n>\b\d+\b)"
    )
    out, at = "", 0
    for found in token.finditer(code):
        kind = found.lastgroup or "k"
        out += html.escape(code[at : found.start()])
        out += f'<span style="color:{tints[kind]}">{html.escape(found[0])}</span>'
        at = found.end()
    return out + html.escape(code[at:])
