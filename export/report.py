"""`REPORT.html`: the bag for people. One file that loads nothing, for the screen and for paper. Pure."""

from __future__ import annotations

import base64
from collections.abc import Iterable, Sequence
from datetime import tzinfo
from html import escape
from typing import TYPE_CHECKING

from export.contents import Contents, ListedBlob, ListedCitation, ListedEvent, held, local
from export.exhibits import Selection, ToldClaim
from export.report_words import MEANING, REDACTED, STYLE
from export.trail import PARTS
from ledger.wording import numbered
from query.answers.place import NO_WINDOW, place_of, spelled

if TYPE_CHECKING:
    from export.ground import Ground
    from export.pictures import Pictures

# Nothing is loaded, nothing runs: what was on a screen is text and pictures here.
_POLICY = "default-src 'none'; img-src data:; style-src 'unsafe-inline'"
_CONTROLS = dict.fromkeys((*range(9), *range(11, 32), 127), "\ufffd")
_VOUCHED = {
    "admitted": "hash in the log since it was taken in",
    "hashed": "hash in the log since it was first hashed there",
    "record": "hash stated by the recorder's own record",
    "export": "no hash in the log before this export, only the size",
}
_MOST_WORDS = 4_000


def rendered(told: Contents, selection: Selection, zone: tzinfo, pictures: Pictures, ground: Ground) -> bytes:
    """Return the page."""
    page = _Page(told, selection, zone, pictures, len(ground.keys.reigns))
    title = selection.answer.question if selection.answer else told.asked.words
    head = (
        f'<!doctype html>\n<html lang="en"><head><meta charset="utf-8"><title>{_text(title)}</title>'
        f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">'
        f'<meta name="viewport" content="width=device-width"><style>{STYLE}</style></head>'
    )
    body = "\n".join(page.parts())
    return f"{head}\n<body><main>\n{body}\n</main></body></html>\n".encode("utf-8", "replace")


def _text(text: str) -> str:
    """Return text for the page, escaped."""
    return escape(text.translate(_CONTROLS))


def _said(text: str) -> str:
    clipped = text if len(text) <= _MOST_WORDS else f"{text[:_MOST_WORDS]} …"
    return f"<bdi>{_text(clipped)}</bdi>"


class _Page:
    def __init__(self, told: Contents, selection: Selection, zone: tzinfo, pictures: Pictures, keys: int) -> None:
        self._told = told
        self._selection = selection
        self._zone = zone
        self._pictures = pictures
        self._keys = keys
        self._events = {each.event: each for each in told.events}
        self._blobs = {each.path: each for each in told.blobs}

    def parts(self) -> Iterable[str]:
        yield self._heading()
        if self._told.redacted:
            yield REDACTED
        for claim in self._told.claims:
            yield self._claim(claim)
        loose = [each for each in self._told.citations if not each.claim]
        if loose:
            yield from self._groups(loose, 0)
        yield self._verifying()
        yield MEANING
        yield self._index()

    def _heading(self) -> str:
        asked, answer = self._told.asked, self._selection.answer
        kicker = {"question": "A question and its answer", "answer": "A question and its answer"}
        line = kicker.get(asked.by, "Events of a log" if asked.by == "event" else "A stretch of time")
        parts = [f'<header><p class="kicker">Evidence export · {line}</p><h1>{_said(self._title())}</h1>']
        if answer is not None:
            summary = "" if self._told.redacted else _said(answer.summary)
            parts.append(f'<p class="summary">{summary}</p>' if summary else "")
            if answer.window is not None:
                parts.append(
                    f'<p class="note">Time asked about: {_said(answer.window.said)} ({_text(answer.window.zone)})</p>'
                )
        facts = (
            (
                "Exported",
                local(asked.at, self._zone) + (f" <span>({_text(asked.zone)})</span>" if asked.zone != "UTC" else ""),
            ),
            ("Log", f"<code>{_text(self._told.origin)}</code>, {self._told.size:,} events"),
            ("Shown", f"{held(self._told)}, {self._files()}"),
            ("Key fingerprint", f"<code>{self._told.fingerprint}</code>"),
        )
        return "".join(parts) + _table(facts) + "</header>"

    def _title(self) -> str:
        return self._selection.answer.question if self._selection.answer else self._told.asked.words

    def _files(self) -> str:
        shown = sum(bool(each.file) for each in self._told.blobs)
        return numbered(shown, "file of evidence", "files of evidence")

    def _claim(self, claim: ToldClaim) -> str:
        seen = ""
        if claim.first_seen:
            first, last = local(claim.first_seen, self._zone), local(claim.last_seen, self._zone)
            when = f"Seen {first}" if first == last else f"Seen from {first} to {last}"
            seen = f'<p class="note">{when}, on {numbered(claim.frames, "frame")}.</p>'
        cited = [each for each in self._told.citations if each.number in claim.exhibits]
        groups = "\n".join(self._groups(cited, claim.number))
        words = _said(claim.text).replace("\n", "<br>")
        return f'<section class="claim"><h2><b>{claim.number}</b> {words}</h2>{seen}{groups}</section>'

    def _groups(self, citations: Sequence[ListedCitation], claim: int) -> Iterable[str]:
        """Show each frame once, with all boxes that are cited on it, and each citation below it."""
        for blob in dict.fromkeys(each.blob for each in citations):
            here = [each for each in citations if each.blob == blob]
            yield '<div class="frame">' + self._figure(here[0], claim) + "".join(map(self._citation, here)) + "</div>"

    def _figure(self, first: ListedCitation, claim: int) -> str:
        shown = self._pictures.shown_frames.get((claim, first.blob))
        if shown is None:
            return ""
        where = " · ".join(_said(part) for part in (first.app, first.title) if part) or NO_WINDOW
        when = f"{local(first.captured_at, self._zone)} <span>(recorded as {_text(first.captured_at)})</span>"
        caption = f"<figcaption><strong>{when}</strong> {where}<br><code>{_text(first.frame)}</code></figcaption>"
        return f'<figure><img alt="the frame, cited boxes outlined" src="{_data(shown, "webp")}">{caption}</figure>'

    def _citation(self, each: ListedCitation) -> str:
        crop = self._pictures.shown_crops.get(each.number)
        picture = f'<img class="crop" alt="what stands in the box" src="{_data(crop, "png")}">' if crop else ""
        box = each.boxes[0] if len(each.boxes) == 1 else None
        place = f"{place_of(box, each.size)}, pixels {spelled(box)}".removeprefix(", ") if box else ""
        source = f"read by {each.source}" + (f", confidence {each.confidence / 100:.0f} %" if each.confidence else "")
        rows = [
            ("Says", _said(each.text).replace("\n", "<br>")) if each.text else ("", ""),
            ("Where", _text(place)) if place else ("", ""),
            ("Event", f"<code>{each.event}</code> {self._state(self._events[each.event])}"),
            ("Source", _text(source)) if each.source else ("", ""),
            ("Trail", self._trail(each)),
        ]
        if each.blob:
            rows.append(("Picture", self._file(self._blobs[each.blob])))
        body = _table([row for row in rows if row[0]])
        return f"<article><h3>Citation {each.number}</h3>{picture}{body}</article>"

    def _state(self, event: ListedEvent) -> str:
        words = "proven, line in full" if event.line else "proven, attested, not disclosed"
        return f'<span class="proven">{words}</span> <code class="hash">{event.leaf[:16]}…</code>'

    def _trail(self, each: ListedCitation) -> str:
        parts: dict[str, list[str]] = {}
        for step in each.trail:
            parts.setdefault(PARTS[step["part"]], []).append(step["event"])
        return "; ".join(f"{part} {_few(events)}" for part, events in parts.items())

    def _file(self, blob: ListedBlob) -> str:
        if not blob.file:
            return f"not disclosed; SHA-256 <code class=hash>{blob.sha256}</code>"
        kept = "blacked out; the original has" if blob.redacted else "as it was admitted,"
        return (
            f"<code>data/{_text(blob.file)}</code>, {kept} {blob.size:,} bytes, SHA-256 "
            f'<code class="hash">{blob.sha256}</code>: {_VOUCHED[blob.vouched]}'
        )

    def _verifying(self) -> str:
        keys = "" if self._keys == 1 else f" The key was changed {self._keys - 1} times; the bag shows how."
        return (
            "<section><h2>How to check this</h2><p>Compare the fingerprint below with one that the owner of the log "
            "told you by another way. Then, in the directory of the bag:</p>"
            f"<pre>python3 verify.py --fingerprint {self._told.fingerprint}\nsh verify.sh</pre>"
            "<p>Neither needs anything of the program that made this bag. <code>VERIFY.md</code> has the same by hand, "
            f"step by step.{keys}</p>"
            + _table(
                (
                    ("Fingerprint", f"<code>{self._told.fingerprint}</code>"),
                    ("Verifier key", f"<code>{_text(self._told.key)}</code>"),
                    ("Checkpoint", f"{self._told.size:,} events, root <code>{self._told.root}</code>"),
                )
            )
            + "</section>"
        )

    def _index(self) -> str:
        rows = "".join(
            f"<tr><td><code>{each.event}</code></td><td>{_text(each.kind)}</td><td>{_text(each.at)}</td>"
            f'<td><code class="hash">{each.leaf}</code></td><td>{"in full" if each.line else "hash only"}</td></tr>'
            for each in self._told.events
        )
        head = "<tr><th>Event</th><th>Kind</th><th>Written (UTC)</th><th>Leaf hash</th><th>Line</th></tr>"
        return f'<section class="index"><h2>Events in this bag</h2><table>{head}{rows}</table></section>'


def _few(events: Sequence[str]) -> str:
    shown = ", ".join(f"<code>{each}</code>" for each in events[:4])
    return shown if len(events) <= 4 else f"{shown} and {len(events) - 4} more"


def _table(rows: Iterable[tuple[str, str]]) -> str:
    return "<dl>" + "".join(f"<dt>{name}</dt><dd>{value}</dd>" for name, value in rows) + "</dl>"


def _data(picture: bytes, kind: str) -> str:
    return f"data:image/{kind};base64,{base64.b64encode(picture).decode()}"
