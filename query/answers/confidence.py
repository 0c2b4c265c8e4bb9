"""How sure an answer is, reckoned from its evidence: how well it was read, who agrees, who told it, what is missing.

1. The reading: the least confidence of the lines that its first claim shows, as OCR gave it. What UI Automation told,
   what was counted on pixels and what stands in a record is taken as it is.
2. Agreement: more than one frame that shows it halves what is lacking to certainty; so does a second source of text.
3. Who told it: that a line was read well does not say that it is the one that is meant. A family takes only what it was
   made for; a passage of text answers because words of the question stand together. None is surer than such answers
   to strangers were right; who quotes what stands there has it.
4. Coverage: the share of the frames of the asked time that were looked at.
5. Slips: each word that was read as another takes a tenth.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence

from projections import standing
from projections.box import is_in
from projections.text import SpanRow
from query.answers.answer import Answer, Citation
from query.answers.plan import Candidate
from query.language.talk import QUOTED

_CERTAIN = 10_000
_MOST_CITED = 8
# Sources that tell what they were given, or counted: nothing in them was read.
_NOT_READ = frozenset({"uia", "record", "color", "windows"})


# How many of such answers were right, by the questions of strangers: docs/query.md, "How sure".
_OF_FAMILY, _OF_TEXT = 9_000, 6_500


def of(db: sqlite3.Connection, answer: Answer, slips: int, asked: Sequence[Candidate] = ()) -> int:
    """Return the confidence of an answer in basis points; 0 where it claims nothing.

    Args:
        db: the tables of facts.
        answer: the answer.
        slips: how many words were read as others.
        asked: the families that were asked for it, in their turn: the last that answered gave it.
    """
    if not answer.claims:
        return 0
    claim = answer.claims[0]
    cited = claim.citations[:_MOST_CITED]
    looked_at = dict.fromkeys(each.frame for each in cited if each.source not in _NOT_READ)
    spans = {frame: standing.on_frame(db, frame) for frame in looked_at}
    shown = [_read(citation, spans.get(citation.frame, ())) for citation in cited]
    sure = min(confidence for confidence, _ in shown)
    lacking = _CERTAIN - sure
    if claim.frames > 1:
        lacking //= 2
    if len({source for _, sources in shown for source in sources}) > 1:
        lacking //= 2
    sure = min(_CERTAIN - lacking, _most(answer, asked))
    looked = min((_share(each.examined, each.pending + each.failed) for each in answer.coverage), default=1.0)
    return int(sure * looked * 0.9**slips)


def _most(answer: Answer, asked: Sequence[Candidate]) -> int:
    """Return how sure an answer may be at most, by who gave it."""
    family = next((each.family for each in reversed(asked) if each.outcome == "answered"), "")
    is_text = family.startswith("text") and QUOTED.search(answer.question) is None
    return _OF_TEXT if is_text else _OF_FAMILY


def _share(done: int, left: int) -> float:
    return done / (done + left) if done + left else 1.0


def _read(citation: Citation, spans: Sequence[SpanRow]) -> tuple[int, frozenset[str]]:
    """Return how sure the text of a citation is, and the sources of text that have it in its box.

    `spans` are all that its frame shows.
    """
    if citation.source in _NOT_READ:
        return citation.confidence, frozenset({citation.source})
    inside = [span for span in spans if is_in(span.box, citation.box)]
    read = [span.confidence for span in inside if span.source == "ocr"]
    sources = frozenset(span.source for span in inside) or frozenset({citation.source})
    return min((citation.confidence, *read)), sources
