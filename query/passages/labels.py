"""Labels: which of those that stand on screens a question names, by their words and by what people say for them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from query.language.talk import is_common
from query.language.words import forms, tokens

# What people say for a label, beside its own words. Each group means the same.
_SAME = (
    ("due", "deadline", "until"),
    ("owner", "own", "owned", "responsible", "job"),
    ("assignee", "assignees", "assigned"),
    ("reporter", "reported", "filed"),
    ("author", "wrote", "written", "writer"),
    ("reviewer", "reviewers", "reviewing", "reviewed"),
    ("approver", "approved"),
    ("vendor", "supplier", "seller"),
    ("amount", "total", "sum"),
    ("quantity", "amount", "many"),
    ("status", "state"),
    ("location", "located", "place", "where", "venue", "room"),
    ("recipient", "to", "received"),
    ("sender", "from", "sent"),
    ("edit", "edited", "modified", "updated"),
    ("created", "opened", "creation"),
    ("moves", "move"),
    ("water", "tide"),
    ("weight", "heavy", "weigh", "weighs"),
    ("component", "subsystem", "module"),
    ("expected", "announced", "anticipated", "estimated"),
    ("expiry", "expires", "expire", "expired", "expiring", "expiration"),
    ("arrival", "arrives", "arriving", "arrive", "eta"),
    ("departure", "departs", "depart", "departing", "etd"),
    ("client", "customer", "buyer"),
    ("phone", "telephone", "tel", "mobile", "cell"),
    ("plate", "registration"),
    ("organiser", "organizer", "invited"),
    ("warranty", "guarantee"),
    ("payee", "beneficiary"),
    ("carrier", "courier"),
    ("birth", "born", "dob", "birthday"),
    ("passenger", "passengers", "traveller", "travellers"),
    ("lunch", "lunchtime"),
)
_ALSO: dict[str, frozenset[str]] = {}
for _group in _SAME:
    for _word in _group:
        _ALSO[_word] = _ALSO.get(_word, frozenset()) | frozenset(_group)

ASKED = frozenset({"where", "until"})
"""Words that only carry most questions, and name a label in those for what stands beside it."""

PREPOSITIONS = frozenset({"at", "by", "for", "from", "in", "of", "on", "to"})
"""Words that may be a label, such as `From`, and do not name it where a question has them."""

# Words of a label that say what form its value has: a question need not name them.
_FORM = (
    PREPOSITIONS
    | frozenset({"date", "time", "number", "no", "name", "id", "value", "type", "s", "last", "today"})
    | frozenset({"per", "grand", "incl", "including", "vat", "tax", "with"})
    | frozenset(
        """
    cubic square metre metres litre litres mile miles kilometres gram grams kilograms tonne tonnes degrees
    celsius fahrenheit volts amps
    kw kwh w wh v a hz kg g mg t lb km m cm mm m2 m3 l ml c f pa bar h min sec ms kb mb gb tb eur usd gbp chf pct pcs
    """.split()  # noqa: SIM905 - a paragraph of words reads better than a column of strings
    )
)

_ASKS = frozenset({"what", "whats", "which", "s", "is", "was", "are", "were", "the", "my", "our", "and"})

STATUS = frozenset({"status", "state"})
"""What people call the mark that says how far a thing has come."""

STATUSES = frozenset(
    {
        *("to do", "todo", "open", "in progress", "in review", "review required", "changes requested", "approved"),
        *(
            "done",
            "closed",
            "resolved",
            "blocked",
            "on hold",
            "pending",
            "rejected",
            "cancelled",
            "canceled",
            "completed",
        ),
        *("draft", "merged", "failed", "passed", "overdue", "paid", "unpaid", "shipped", "delivered", "waiting"),
        *("backlog", "ready", "selected for development", "won't do", "won't fix", "duplicate", "reopened", "triage"),
    }
)
"""Names of statuses, in lower case, as trackers of tasks, issues and orders have them."""


def matched(said: Sequence[str], known: Sequence[str]) -> list[tuple[frozenset[str], list[str]]]:
    """Return the labels that tokens of a question name: the tokens, and all labels that they name alike.

    What names more of a question comes first; then what it names earlier.
    """
    means = {token: meant(token) for token in said}
    groups: defaultdict[frozenset[str], list[str]] = defaultdict(list)
    for label in known:
        run = tokens(label)
        telling = [token for token in run if token not in _FORM] or list(run)
        words = set()
        for token in telling:
            said_so = next((word for word in said if token in means[word]), None)
            if said_so is None:
                break
            words.add(said_so)
        else:
            if words:
                groups[frozenset(words)].append(label)
    return sorted(groups.items(), key=lambda pair: (-len(pair[0]), min(said.index(word) for word in pair[0])))


def spelled_out(question: str, known: Sequence[str]) -> tuple[tuple[str, ...], list[str]]:
    """Return the tokens of the longest label of several words that is asked for word for word, and all so called.

    Its words may be such that most questions have: `what kind of work did I put`, `air changes for the showers`.
    """
    said = tokens(question)
    found: defaultdict[tuple[str, ...], list[str]] = defaultdict(list)
    for label in known:
        run = tokens(label)
        if len(run) > 1 and any(_is_asked(said, at) for at in _places(run, said)):
            found[run].append(label)
    return max(found.items(), key=lambda pair: len(pair[0]), default=((), []))


def spelled_in(question: str, known: Sequence[str]) -> frozenset[str]:
    """Return the tokens of all labels of several words that stand in a question word for word: `air changes`."""
    said = tokens(question)
    runs = (run for label in known if len(run := tokens(label)) > 1 and run[0] in said)
    return frozenset(token for run in runs if _places(run, said) for token in run)


def _places(run: Sequence[str], said: Sequence[str]) -> list[int]:
    """Return where a run of tokens begins in others."""
    return [at for at in range(len(said) - len(run) + 1) if said[at : at + len(run)] == run]


def _is_asked(said: Sequence[str], at: int) -> bool:
    """Say whether what begins there is asked for: nothing stands before it but what asks."""
    return all(token in _ASKS for token in said[:at])


def meant(token: str) -> frozenset[str]:
    """Return what a token of a question may be as a word of a label: its forms, and what people say for that."""
    also = _ALSO.get(token, frozenset())
    return (forms(token) | doers(token) if token.isalpha() else frozenset({token})) | also


def doers(token: str) -> frozenset[str]:
    """Return what one may be called who does what a verb says: `organising` by an organiser, `signs` by a signer."""
    if is_common(token):
        # `Remind me` asks for no reminder.
        return frozenset()
    return frozenset(
        f"{form.removesuffix('e')}er" for form in forms(token) if not form.endswith(("s", "ed", "ing", "er"))
    )


def called(labels: Sequence[str]) -> str:
    """Return one name for labels that are named alike: the shortest."""
    return min(labels, key=lambda label: (len(label), label))
