"""Scores what was understood of a recorded corpus: windows, pages, first and last sightings, totals of time and visits.

    autocapture handoff drain --spool-root ../shared/corpus/dev/handoff --data-dir /tmp/dev
    autocapture batch run --no-require-idle --data-dir /tmp/dev
    python -m benchmarks.front ../shared/corpus/dev /tmp/dev

Nothing is run and nothing written: the views of the DataRoot are held against the truth of the corpus. Browsers
leave out `https://` and `www.` and the slash at the end; so does the comparison.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC
from itertools import pairwise
from pathlib import Path
from typing import Any

from ledger.dataroot import DataRoot
from projections import activity, frames, moment, pages, sessions, tallies, windows
from projections.views import Views

Truth = dict[str, Any]
_DAY_US = 86_400_000_000


@dataclass
class Score:
    """How many were right, wrong, and missing, and what was wrong."""

    right: int = 0
    missing: int = 0
    wrong: list[str] = field(default_factory=list)

    def note(self, name: str, found: object, wanted: object) -> None:
        if found == wanted:
            self.right += 1
        elif not found:
            self.missing += 1
            self.wrong.append(f"{name}: nothing, for {wanted!r}")
        else:
            self.wrong.append(f"{name}: {found!r} for {wanted!r}")

    def __str__(self) -> str:
        total = self.right + len(self.wrong)
        share = f" ({self.right / total:.1%})" if total else ""
        return f"{self.right} of {total}{share}, {len(self.wrong) - self.missing} wrong, {self.missing} missing"


def truths(corpus: Path) -> list[Truth]:
    """The truth of all frames, by run and time."""
    found = [json.loads(path.read_text("utf-8")) for path in sorted((corpus / "truth" / "frames").glob("*.json"))]
    return sorted(found, key=lambda truth: (truth["run_id"], truth["ts_utc"], truth["frame_id"]))


def site_of(truth: Truth) -> str:
    return (truth.get("domain") or "").removeprefix("www.")


def app_of(truth: Truth) -> str:
    return ((truth.get("active") or {}).get("app") or "").casefold()


def bare(url: str) -> str:
    return url.removeprefix("https://").removeprefix("http://").removeprefix("www.").rstrip("/")


def score_frames(views: Views, corpus: list[Truth]) -> dict[str, Score]:
    scores = {name: Score() for name in ("active app", "active title", "window box", "site", "url")}
    for truth in corpus:
        name = truth["frame_id"]
        shown = [window for _, _, window in windows.on_frame(views.facts, name, "record")]
        window = shown[0] if shown else None
        active = truth["active"]
        scores["active app"].note(name, window.app.casefold() if window else "", app_of(truth))
        scores["active title"].note(name, window.title if window else "", active["title"] if active else "")
        if active is not None:
            scores["window box"].note(name, list(window.box) if window else None, _clipped(truth))
        found = [row.page for row in pages.on_frame(views.facts, name)]
        page = found[0] if found else None
        if truth.get("url") or page is not None:
            scores["site"].note(name, page.host.removeprefix("www.") if page else "", site_of(truth))
            scores["url"].note(name, bare(page.url) if page else "", bare(truth.get("url") or ""))
    return scores


def _clipped(truth: Truth) -> list[int]:
    x0, y0, x1, y1 = truth["active"]["frame_rect"]
    return [max(x0, 0), max(y0, 0), min(x1, truth["width"]), min(y1, truth["height"])]


def score_behind(views: Views, corpus: list[Truth]) -> Score:
    """Hold the windows that are told of behind the active one against those of which the truth sees something."""
    score = Score()
    for truth in corpus:
        seen = {w["title"] for w in truth["windows"] if not w.get("active") and w["visible_fraction"] > 0}
        found = {window.title for _, _, window in windows.on_frame(views.facts, truth["frame_id"], windows.SCREEN)}
        for title in sorted(seen | found):
            score.note(truth["frame_id"], title if title in found else "", title if title in seen else "no window")
    return score


def expected(corpus: list[Truth], kind: Callable[[Truth], str]) -> Iterator[tuple[Truth, str, int, bool]]:
    """Each frame with its name, the time spent on it (microseconds) and whether a visit begins with it.

    By the definitions of the corpus: the time to the next frame of the session, capped at 60 s; a visit is a run of
    consecutive frames.
    """
    for place, truth in enumerate(corpus):
        before = corpus[place - 1] if place else None
        after = corpus[place + 1] if place + 1 < len(corpus) else None
        same = before is not None and before["run_id"] == truth["run_id"]
        gap = _us(after) - _us(truth) if after is not None and after["run_id"] == truth["run_id"] else None
        spent = 0 if gap is None else min(gap, 60_000_000)
        name = kind(truth)
        yield truth, name, spent, bool(name) and (not same or before is None or kind(before) != name)


def _us(truth: Truth) -> int:
    return moment.parse(truth["ts_utc"]) or 0


def score_totals(views: Views, corpus: list[Truth]) -> dict[str, Score]:
    scores: dict[str, Score] = {}
    for kind, of in (("app", app_of), ("site", site_of)):
        seconds: Counter[tuple[int, str]] = Counter()
        visits: Counter[tuple[int, str]] = Counter()
        first: dict[str, int] = {}
        last: dict[str, int] = {}
        for truth, name, spent, begins in expected(corpus, of):
            if not name:
                continue
            day = _us(truth) // _DAY_US
            seconds[day, name] += spent
            visits[day, name] += begins
            first.setdefault(name, _us(truth))
            first[name] = min(first[name], _us(truth))
            last[name] = max(last.get(name, 0), _us(truth))
        _score_days(views, kind, seconds, visits, scores)
        _score_peaks(views, kind, seconds, scores)
        _score_ends(views, kind, first, last, scores)
    return scores


def _score_days(
    views: Views,
    kind: str,
    seconds: Counter[tuple[int, str]],
    visits: Counter[tuple[int, str]],
    scores: dict[str, Score],
) -> None:
    times, counts = (scores.setdefault(f"{what} a day, {kind}", Score()) for what in ("seconds", "visits"))
    for day in sorted({day for day, _ in seconds}):
        found = {t.name.casefold(): t for t in tallies.totals(views.facts, kind, day * _DAY_US, (day + 1) * _DAY_US)}
        names = {name for each, name in seconds if each == day} | set(found)
        for name in sorted(names):
            wanted = seconds[day, name]
            has = found[name].us if name in found else 0
            near = abs(has - wanted) <= 0.01 * wanted
            times.note(f"{moment.spell(day * _DAY_US)[:10]} {name}", wanted if near else has, wanted)
            counts.note(f"{day} {name}", found[name].visits if name in found else 0, visits[day, name])


def _score_peaks(views: Views, kind: str, seconds: Counter[tuple[int, str]], scores: dict[str, Score]) -> None:
    extent = frames.extent(views.facts) or (0, 0)
    peaks = scores.setdefault(f"peak day, {kind}", Score())
    totals = tallies.totals(views.facts, kind, extent[0], extent[1] + 1)
    spelled = {total.name.casefold(): total.name for total in totals}
    found = tallies.peaks(views.facts, kind, spelled.values(), extent[0], extent[1] + 1, UTC)
    for name in sorted({name for _, name in seconds}):
        spent = {day: us for (day, each), us in seconds.items() if each == name and us}
        best = min(spent, key=lambda day: (-spent[day], day), default=None)
        peak = found.get(spelled.get(name, ""))
        peaks.note(name, str(peak.day) if peak else "", moment.spell(best * _DAY_US)[:10] if best is not None else "")


def _score_switches(views: Views, corpus: list[Truth]) -> Score:
    """Hold the switches from program to program (with the site in it) against those of consecutive frames."""
    score, wanted = Score(), Counter[tuple[str, str]]()
    for before, after in pairwise(corpus):
        one, other = (f"{app_of(each)} {site_of(each)}".strip() for each in (before, after))
        apart = before["run_id"] != after["run_id"] or _us(after) - _us(before) > activity.BREAK_US
        if not apart and one and other and one != other:
            wanted[one, other] += 1
    found = Counter[tuple[str, str]]()
    for each in sessions.switches(views.facts, 0, 1 << 62):
        one, other = (f"{s.app.casefold()} {s.site}".strip() for s in (each.before, each.after))
        if one != other:  # another document in the same program: the truth does not tell
            found[one, other] += each.count
    for pair in sorted(set(wanted) | set(found)):
        score.note(" to ".join(pair), found[pair], wanted[pair])
    return score


def _score_ends(views: Views, kind: str, first: dict[str, int], last: dict[str, int], scores: dict[str, Score]) -> None:
    extent = frames.extent(views.facts) or (0, 0)
    found = {t.name.casefold(): t for t in tallies.totals(views.facts, kind, extent[0], extent[1] + 1)}
    ends = scores.setdefault(f"first and last seen, {kind}", Score())
    for name in sorted(set(first) | set(found)):
        # Some handoffs write their times without a fraction.
        has = [(us or 0) // 1_000_000 for us in (found[name].first_us, found[name].last_us)] if name in found else None
        ends.note(name, has, [us // 1_000_000 for us in (first.get(name, 0), last.get(name, 0))])


def score_episodes(views: Views, corpus: list[Truth]) -> Score:
    """Hold the beginnings of episodes against those of the truth: another program or another site in front."""
    begun = Score()
    rows = views.facts.execute("SELECT frame FROM activity WHERE begins >= ?", (activity.EPISODE,))
    found = {frame for (frame,) in rows}
    known = {truth["frame_id"]: truth for truth in corpus}
    for truth, _, _, begins in expected(corpus, lambda truth: f"{app_of(truth)} {site_of(truth)}".strip()):
        document = known[truth["frame_id"]]["active"] or {}
        # The truth names no documents: where only the title changes, either is right.
        if begins or truth["frame_id"] not in found or not document.get("title"):
            begun.note(truth["frame_id"], truth["frame_id"] in found, begins)
    return begun


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("corpus", type=Path)
    parser.add_argument("data_dir", type=Path)
    parser.add_argument("--wrong", action="store_true", help="list what was wrong or missing")
    args = parser.parse_args()
    corpus = truths(args.corpus)
    with Views(DataRoot(args.data_dir)) as views:
        scores = {
            **score_frames(views, corpus),
            **score_totals(views, corpus),
            "episodes": score_episodes(views, corpus),
            "switches": _score_switches(views, corpus),
            "windows behind": score_behind(views, corpus),
        }
        sources = Counter(row[0] for row in views.facts.execute("SELECT source FROM pages"))
    for name, score in scores.items():
        print(f"{name:28} {score}")
        if args.wrong:
            print("".join(f"    {wrong}\n" for wrong in score.wrong), end="")
    print("pages by source", dict(sources))


if __name__ == "__main__":
    main()
