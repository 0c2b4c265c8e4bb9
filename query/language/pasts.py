"""Pasts: whether a verb, as it is written, tells of what was done: `moved`, `took`, and `put`, which may.

A table of plain English; nothing in it comes from any screen.
"""

from __future__ import annotations

_IRREGULAR = frozenset(
    """
    ate became been began bent bit blew bought bound broke broken brought built burnt came caught chose chosen dealt
    did done drank drawn drew driven drove dug eaten fed fell felt flew forgot forgotten fought found froze frozen gave
    given gone got gotten grew had heard held hid hidden hung kept knew laid learnt led left lent lost made meant met
    mislaid mown paid ran rang redid redone rewrote rewritten said sang sat saw seen sent sewn shaken shook shot shown
    slept slid sold sought spent spoke spoken spoilt stole stolen stood struck stuck swam swapped swept swore swung
    taken taught threw thrown thought told took tore torn undid undone went withdrew woke won wore worn wound wove
    written wrote
    """.split()  # noqa: SIM905 - a paragraph of words reads better than a column of strings
)
_UNCHANGED = frozenset("cost cut hit hurt let put quit read reset set shut split spread upset".split())  # noqa: SIM905
_NO_PAST = frozenset("bed bleed breed embed exceed feed need proceed red seed shed speed succeed weed".split())  # noqa: SIM905


def is_past(word: str) -> bool:
    """Say whether a word is a verb in the past, or its participle, and nothing else: `put` is none."""
    return word in _IRREGULAR or (word.endswith("ed") and word not in _NO_PAST)


def may_be_past(word: str) -> bool:
    """Say whether a word may be a verb in the past: `put` may, `puts` may not."""
    return word in _UNCHANGED or is_past(word)
