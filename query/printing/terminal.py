"""Answers as a person reads them in a terminal: what, then where it can be seen, then what was looked through."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import tzinfo
from typing import TextIO

import msgspec

from ledger import printed
from query.answers.answer import Answer, Citation, Claim, Coverage, Missing
from query.answers.place import NO_WINDOW, place_of
from query.passages.quote import at_length
from query.printing.sheet import Sheet, local
from query.times.window import AskedWindow

_MARKS = {
    "ok": ("✓", ""),
    "not_found": ("○", "yellow"),
    "not_available": ("…", "yellow"),
    "not_recorded": ("∅", "yellow"),
    "needs_clarification": ("?", "cyan"),
    "degraded": ("!", "red"),
}
# Below that a reader should look at the picture.
_SURE = 8_000


def as_json(value: msgspec.Struct) -> str:
    """Return an answer, frame or event as one JSON object."""
    return printed.spelled(value)


def show_answer(answer: Answer, zone: tzinfo, *, file: TextIO | None = None) -> None:
    """Print an answer: summary, claims with their citations, what is covered, what to do next."""
    sheet = Sheet(file)
    mark, style = _MARKS[answer.state]
    for number, line in enumerate(_lead(answer).split("\n")):
        # Each line by itself: what came of a command is no sentence with where it can be seen.
        sheet.say(f"{mark} " if number == 0 else "  ", line, style=f"bold {style}".rstrip())
    for number, claim in enumerate(answer.claims, 1):
        sheet.blank()
        say_claim(sheet, number, claim, zone, said=answer.summary if len(answer.claims) == 1 else "")
    for number, passage in enumerate(answer.near):
        # The summary has said the first.
        if number:
            sheet.say("           ", at_length(answer.question, passage))
        sheet.say("           " if number else "  Near     ", _citation(passage.citations[0], zone), style="cyan")
    sheet.blank()
    if answer.window is not None:
        sheet.say("  Time     ", spelled(answer.window, zone), style="dim")
    for covered in coverages(answer.coverage, zone):
        sheet.say("  Covered  ", covered, style="dim")
    for missing in _not_yet(answer):
        sheet.say("  Not yet  ", f"{missing.artifact}: {missing.why}. {missing.remedy}", style="yellow")
    if answer.clipped:
        told = "There was more than was looked through: name a time or more words."
        sheet.say("  Note     ", told, style="yellow")
    sheet.flush()


def spelled(window: AskedWindow, zone: tzinfo) -> str:
    """Return a stretch of time: how it was understood, from when to when, and in which zone."""
    start = local(window.start, zone) if window.start else "the beginning"
    return f"{window.said}: {_without_seconds(start, local(window.end, zone))} ({window.zone})"


def _lead(answer: Answer) -> str:
    """Return the summary; without the code that stands below it, line by line, anyway."""
    shown = answer.claims[0].text if answer.claims else ""
    if "\n" not in shown or shown not in answer.summary:
        return answer.summary
    return answer.summary.replace(shown, "").strip() or answer.summary


def say_claim(sheet: Sheet, number: int, claim: Claim, zone: tzinfo, *, said: str = "") -> None:
    """Print a claim, and each of its citations; not the words of the claim where the summary has `said` them."""
    main = claim.citations[0].text
    # Of several lines, such as code, the summary has not the shape.
    if "\n" in claim.text or _bare(claim.text) not in _bare(said):
        for index, text in enumerate(claim.text.split("\n")):
            head = f"{number:3}  " if index == 0 else "     "
            # Of a passage, the line that answers.
            sheet.say(head, text, style="bold" if text == main and "\n" in claim.text else "")
    titled = ""
    for citation in _of(claim):
        sheet.say("     ", _citation(citation, zone), style="cyan")
        title = "" if citation.title == titled else citation.title
        titled = citation.title
        sheet.label("     ", title, citation.frame, _which(citation, claim, zone))


def _of(claim: Claim) -> Iterator[Citation]:
    """Yield the citations of a claim's main line, one for each frame; those beside it are cited in `--json`."""
    main, shown = claim.citations[0].text, set()
    for citation in claim.citations:
        if citation.text == main and (citation.frame, citation.event) not in shown:
            shown.add((citation.frame, citation.event))
            yield citation


def _citation(citation: Citation, zone: tzinfo) -> str:
    place = place_of(citation.box, citation.size)
    window = citation.app or ("" if citation.title else NO_WINDOW)
    told = [local(citation.captured_at, zone), window, place, citation.event]
    if citation.confidence < _SURE:
        told.append(f"read with {citation.confidence // 100} % confidence")
    return " · ".join(filter(None, told))


def _which(citation: Citation, claim: Claim, zone: tzinfo) -> str:
    """Say which of a claim's frames is cited, where there are more."""
    if claim.frames < 2:
        return ""
    if citation.captured_at == claim.last_seen:
        return f"last of {claim.frames} frames"
    if citation.captured_at == claim.first_seen:
        return f"first of {claim.frames} frames"
    return f"one of {claim.frames} frames, {local(claim.first_seen, zone)} to {local(claim.last_seen, zone)}"


def _bare(text: str) -> str:
    return " ".join(text.split()).rstrip(".")


def _without_seconds(start: str, end: str) -> str:
    """Return a stretch of time; its seconds only where they say something."""
    if start.endswith(":00") and end.endswith(":00"):
        start, end = start.removesuffix(":00"), end.removesuffix(":00")
    return f"{start} to {end}"


def _not_yet(answer: Answer) -> Sequence[Missing]:
    # Where it is the whole answer, the summary has said it.
    return answer.missing if answer.state == "ok" else ()


def coverages(coverage: Sequence[Coverage], zone: tzinfo) -> list[str]:
    """Return a line for each kind of artifact; one for all where every frame was looked at."""
    newest = {(each.newest_examined, each.newest_admitted) for each in coverage}
    whole = all(each.examined and not each.pending and not each.failed for each in coverage)
    if coverage and whole and len(newest) == 1:
        last = coverage[0].newest_examined
        until = f" up to {local(last, zone)}" if last else ""
        return [f"{_listed([each.artifact for each in coverage])}: everything handed over{until}"]
    return [_coverage(each, zone) for each in coverage]


def _listed(names: Sequence[str]) -> str:
    return " and ".join(filter(None, (", ".join(names[:-1]), names[-1])))


def _coverage(covered: Coverage, zone: tzinfo) -> str:
    total = covered.examined + covered.pending + covered.failed
    counts = f"{covered.examined:,} of {total:,} frames"
    failed = f", {covered.failed:,} could not be read" if covered.failed else ""
    newest = f", up to {local(covered.newest_examined, zone)}" if covered.newest_examined else ""
    admitted = f"; the newest frame is of {local(covered.newest_admitted, zone)}" if covered.pending else ""
    return f"{covered.artifact}: {counts}{failed}{newest}{admitted}"
