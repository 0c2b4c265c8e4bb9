"""Concepts: what labels mean, whatever they are called: `Handled by` and `Assignee` tell who is responsible.

Tables of wordings as trackers, shops, carriers, banks, insurers, clinics, hotels, forms and settings have them; nothing
in them comes from any screen. A row has a name, the sort of value, and what labels of that meaning are called. A label
means a concept where it is called so as a whole: what else it says must be such that any label with such a value may
say it (`date`, `no.`), or be said by the question (`Course fee`). A wording with a star tells it by itself, beside up
to two other words (`Security deposit`).
"""

from __future__ import annotations

import re
from functools import cache

import msgspec

from query.language import conceptdays, conceptfigures
from query.language.words import tokens

Run = tuple[str, ...]

# What any label may say, and what one with such a value may: `Due date`, `Order no.`
_ANY = frozenset(
    {
        "your",
        "my",
        "our",
        "the",
        "a",
        "an",
        "s",
        "approx",
        "approximate",
        "name",
        "value",
        "incl",
        "including",
        "level",
        "link",
    }
)
_NUMBERS = frozenset({"no", "number", "nr", "num", "id"})
_OF_SORT = {"day": frozenset({"date", "time"}), "lasting": frozenset({"time"}), "code": _NUMBERS, "number": _NUMBERS}
_ROW = re.compile(r"^(\w+) \((\w+)\): ((?:.|\n(?= ))+)", re.MULTILINE)
_MOST_OTHERS = 2
# What arrives is no name for when it does.
_VERBAL = ("s", "ed", "ing", " by", " at", " to", " up", " in", " out")
# What turns a label into that of something else: who signed is no date of it, and the start is not the end.
_TURNS = frozenset("by to from not no next last previous old new until before after without excl".split())  # noqa: SIM905


_OF = frozenset({"of", "at", "on", "in", "for", "per"})


class Concept(msgspec.Struct, frozen=True):
    """What labels mean: the runs of tokens they are called by, those that tell it by themselves, the sort of value.

    It may be asked for by its `nouns`; `shuffled` are wordings whose order does not matter: `Participants max.`
    """

    name: str
    sort: str
    wordings: frozenset[Run]
    telling: frozenset[Run]
    shuffled: frozenset[Run]
    nouns: tuple[str, ...]

    def far(self, label: Run, said: frozenset[str]) -> int | None:
        """Return how many words of a label neither the concept nor a question accounts for; None where it is another.

        Args:
            label: the tokens of a label.
            said: the tokens of the question, in all forms that count.
        """
        run = bare(label, self.sort)
        if run in self.wordings or _sorted(run) in self.shuffled:
            return 0
        found = [
            self._far(run, at, length, said) for length in range(1, len(run)) for at in range(len(run) - length + 1)
        ]
        return min((each for each in found if each is not None), default=None)

    def _far(self, run: Run, at: int, length: int, said: frozenset[str]) -> int | None:
        wording, rest = run[at : at + length], run[:at] + run[at + length :]
        if wording not in self.wordings:
            return None
        others = [token for token in rest if token not in said]
        if not others:
            return 0
        # The last word says what it is; and the first where the others say of what.
        tells = wording in self.telling and (at + length == len(run) or (at == 0 and rest[0] in _OF))
        return len(others) if tells and len(others) <= _MOST_OTHERS and _TURNS.isdisjoint(others) else None


def bare(label: Run, sort: str) -> Run:
    """Return the tokens of a label without what any of a sort may say, and without numbers (`VAT 20%`)."""
    said = _ANY | _OF_SORT.get(sort, frozenset())
    run = tuple(_one(token) for token in label if token not in said and not token.isdecimal())
    return run or label


@cache
def concept(name: str) -> Concept:
    """Return a concept by its name."""
    return _concepts()[name]


def names() -> tuple[str, ...]:
    """Return the names of all concepts."""
    return tuple(_concepts())


@cache
def _concepts() -> dict[str, Concept]:
    found = {}
    for name, sort, text in _ROW.findall(conceptdays.TABLE + conceptfigures.TABLE):
        phrases = [(bare(tokens(phrase), sort), "*" in phrase) for phrase in text.split(",")]
        told = frozenset(run for run, tells in phrases if tells)
        runs = frozenset(run for run, _ in phrases)
        shuffled = frozenset(_sorted(run) for run in runs if _TURNS.isdisjoint(run))
        starred = (phrase.strip(" *\n") for phrase in text.split(",") if "*" in phrase)
        nouns = tuple(each for each in starred if not each.endswith(_VERBAL))
        found[name] = Concept(name, sort, runs, told, shuffled, nouns)
    return found


def _sorted(run: Run) -> Run:
    return tuple(sorted(run))


def _one(token: str) -> str:
    """Return a token of a label in the singular."""
    return token[:-1] if len(token) > 3 and token.endswith("s") and not token.endswith(("ss", "us")) else token
