"""Questions for controls: which ones a form has, what is ticked, selected or greyed out."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

import msgspec

from projections import elements, moment
from query.answers.answer import Answer, Claim
from query.forms import meant
from query.forms.sendings import SENDING, without_sending
from query.forms.submissions import unsent
from query.forms.telling import SINGULAR, lettered, list_of, told
from query.forms.ticks import OF_ONE, is_box
from query.forms.widgets import BOXES, TICKED, Seen, beneath, cite, course, is_looked_at, of_invitation, on_screen
from query.inquiries import screens
from query.inquiries.cite import Witness
from query.inquiries.conclude import local
from query.inquiries.inquiry import Inquiry
from query.inquiries.screens import Screen
from query.language.named import SORTS
from query.language.vocabulary import Understood, understand
from query.language.words import tokens
from query.passages import counts
from query.patterns.pattern import pattern

_ROLES: dict[str, tuple[str, ...]] = {
    "button": ("Button",),
    "checkbox": ("CheckBox",),
    "radio": ("RadioButton",),
    "input": ("Edit", "ComboBox"),
    "dropdown": ("ComboBox",),
    "tab": ("TabItem",),
    "link": ("Hyperlink",),
    "menu": ("MenuItem",),
    "icon": ("Image",),
    "control": ("Button", "CheckBox", "RadioButton", "Edit", "ComboBox", "TabItem", "Hyperlink", "MenuItem"),
}
# Concepts that say what is asked of a control, and name none.
_ASKING = (
    "which", "where", "count", "state", "checked", "unchecked", "disabled", "me", "have", "use", "front", "screen",
    "before", "first", "last", "when", "doing", "box",
)  # fmt: skip
_BELOW = pattern(r"\b(?:under|below|beneath|underneath)\b", re.IGNORECASE)
_INVITATION = pattern(r"\b(?:invitation|invite)\b", re.IGNORECASE)
_ANSWERING = pattern(r"\b(?:answer|click|press|push|reply|respond|react)(?:ed|ing)?\b", re.IGNORECASE)
# What somebody pressed is told by the clicks, and by no list of what there was to press.
_PRESSED = pattern(
    r"\b(?:did|have|had) (?:i|we) (?:\w+ )?(?:click|press|push|tap)(?:p?ed)?\b|"
    r"\b(?:i|we) (?:\w+ )?(?:clicked|pressed|pushed|tapped)\b",
    re.IGNORECASE,
)
_SWITCHED = pattern(
    r"\b(?:un)?ticked\b|\b(?:i|we) (?:not |n't )?(?:un)?tick\b|"
    r"\b(?:a|by|with|put|set) (?:(?:a|the) )?(?:ticks?|check ?marks?)\b|"
    r"\b(?:switched|turned) o(?:n|ff)\b",
    re.IGNORECASE,
)
# `Was the drone switched on` is no question for which of others were.
_WHETHER = pattern(
    r"\A\W*(?:did|is|was|were|are|had|have) (?!(?:there|any)\b)(?!.*\b(?:what|which|any|anything)\b)", re.IGNORECASE
)
_LEFT = pattern(r"\b(?:left|stay(?:ed|s)?|remain(?:ed|s)?|still|stood)\b", re.IGNORECASE)
# What any control does, and what it may stand in, called as nothing is.
_STANDS = frozenset({"dialog", "dialogue", "lay", "lie", "popup", "sat", "sit", "stand", "stood"})
_MOST_SCREENS = 40
_FILLED = ("Edit", "ComboBox", "CheckBox", "RadioButton")
_MOST_NAMED = 8


class Asked(msgspec.Struct, frozen=True):
    """What is asked of controls: of which roles, by which label where one is named, on screens that show `where`.

    Where it must be its `own`, the window is called so, or an invitation which it `answers` is.
    """

    roles: tuple[str, ...]
    label: str
    where: tuple[str, ...]
    own: bool = False
    answers: bool = False


# ---------------------------------------------------------------- the families


def listed(inquiry: Inquiry) -> Answer | None:
    """List the controls of a kind that a screen has, or count them; None where no such screen has any."""
    understood = inquiry.understood
    roles = _roles(understood)
    if _PRESSED.search(inquiry.rest):
        return None
    if understood.says("where") and not any(word.endswith(("s", "es")) for word in understood.saying(*_ROLES)):
        # Where one of them is, no list of others tells.
        return None
    others = (nouns := counts.counted(inquiry.rest.casefold())) and not _roles(understand(nouns))
    if others or (not understood.says("which", "count", "have") and understood.words[0].concepts.isdisjoint(_ROLES)):
        return None
    is_invited = _INVITATION.search(inquiry.rest) is not None
    wanted = _ANSWERING.sub(" ", left_of(understood)) if is_invited else left_of(understood)
    asked = Asked(roles, "", tuple(screens.naming(wanted)))
    if not asked.where and inquiry.asked.window is None and inquiry.scope.frame is None:
        return None
    sorts = [token for token in tokens(wanted) if token in SORTS]
    found = screens.showing(inquiry, asked.where, sorts=sorts)[:_MOST_SCREENS]
    if "form" in sorts:
        # What is filled in has fields: the page that thanks for an order is no order form.
        found.sort(key=lambda screen: not on_screen(inquiry, screen, _FILLED))
    for screen in found:
        shown = [seen for seen in on_screen(inquiry, screen, roles) if seen.label]
        if is_invited:
            shown = of_invitation(inquiry, screen, shown, asked.where)
        if _BELOW.search(inquiry.rest):
            shown = beneath(inquiry, screen, shown, asked.where)
        if shown:
            return list_of(inquiry, screen, shown, roles, wanted, kept=shown)
    # An invitation without any is told by no text.
    return told(inquiry, (), "", wanted, 0) if found and is_invited else None


def states(inquiry: Inquiry) -> Answer | None:
    """Say which controls are ticked, selected, left empty or disabled, or whether one that is named is."""
    understood = inquiry.understood
    one = named_in(inquiry, needs_role=True)
    boxes = ("CheckBox",) if understood.says("box") or _SWITCHED.search(inquiry.rest) else ()
    roles = one.roles if one is not None else _roles(understood) or boxes
    if one is None and (not understood.says("checked", "unchecked", "disabled") or _WHETHER.search(inquiry.rest)):
        return None
    # A word that stands on no screen may be missing from the rest.
    is_sent = understood.says("before") or SENDING.search(inquiry.asked.plain) is not None
    # When it was sent, and that a box was left so, names no screen.
    left = left_of(understand(_LEFT.sub(" ", without_sending(inquiry.rest))))
    where = one.where if one is not None else tuple(screens.naming(left))
    wanted = _filter(understood)
    shown_on = with_label(inquiry, one) if one is not None else screens.showing(inquiry, where)[:_MOST_SCREENS]
    sequence = course(inquiry, unsent(inquiry, shown_on) if is_sent else shown_on, roles)
    if one is not None:
        return state_of(inquiry, sequence, one)
    is_of_one = OF_ONE.search(inquiry.rest) is not None
    for screen, shown in sequence:
        kept = [seen for seen in shown if (is_box(seen) if is_of_one else wanted(seen))]
        if (kept or (roles and shown and all(seen.role in BOXES for seen in shown))) and _tells(inquiry, screen, where):
            return list_of(inquiry, screen, shown, roles, left, kept=kept, every=is_of_one)
    return None


def _tells(inquiry: Inquiry, screen: Screen, where: Sequence[str]) -> bool:
    """Say whether a page has any of the words that name it: a panel beside it may have them all."""
    there = meant.words_of(inquiry, screen) if where else ()
    return not where or any(meant.is_told(word, there) for word in where)


# ---------------------------------------------------------------- reading the question


def _roles(understood: Understood) -> tuple[str, ...]:
    found = [role for concept, roles in _ROLES.items() if understood.says(concept) for role in roles]
    return tuple(dict.fromkeys(found))


def left_of(understood: Understood) -> str:
    """Return what a question names beside controls."""
    return understood.without(*_ASKING, *_ROLES)


def _filter(understood: Understood) -> Callable[[Seen], bool]:
    if understood.says("disabled"):
        return lambda seen: "disabled" in seen.state
    if understood.says("unchecked"):
        return lambda seen: seen.role in BOXES and is_looked_at(seen) and not seen.state & TICKED
    return lambda seen: bool(seen.state & TICKED)


def named_in(inquiry: Inquiry, *, needs_role: bool) -> Asked | None:
    """Return the control that the question names, or None: by its whole label, or by the word before its kind."""
    understood = inquiry.understood
    roles = _roles(understood)
    known = elements.labels(inquiry.db, roles or _ROLES["control"])
    found = _by_label(understood, known) or (_by_word(understood, known) if roles else None)
    if found is None:
        return None
    label, role, is_sure = found
    if not roles and (not is_sure or (needs_role and role not in BOXES)):
        return None
    left = [token for token in screens.naming(left_of(understood)) if token not in {*tokens(label), *SORTS, *_STANDS}]
    return Asked(roles or _ROLES["control"], label, tuple(left))


def _by_label(understood: Understood, known: Sequence[tuple[str, str]]) -> tuple[str, str, bool] | None:
    """Return the longest label that stands in the question, with its role, and whether it is sure to be meant as one.

    A word by itself is sure only where it is quoted, or written as the label is, with its capitals.
    """
    # A label may hold any word, also one that means something to us.
    said = [(word, token) for word in understood.words for token in tokens(word.text)]
    best: tuple[tuple[int, bool, bool], str, str] | None = None
    for label, role in known:
        run = tokens(label)
        at = _run_at([token for _, token in said], run)
        if at is None:
            continue
        words = [word for word, _ in said[at : at + len(run)]]
        quoted = all(word.quoted for word in words)
        if not quoted and all(not word.concepts.isdisjoint((*_ASKING, *_ROLES)) for word in words):
            continue
        exact = label[:1].isupper() and at > 0 and " ".join(dict.fromkeys(word.text for word in words)) == label
        rank = (len(run), quoted, exact)
        if best is None or rank > best[0]:
            best = (rank, label, role)
    if best is None:
        return None
    (size, quoted, exact), label, role = best
    return label, role, size > 1 or quoted or exact


def _run_at(said: Sequence[str], run: Sequence[str]) -> int | None:
    """Return where some tokens stand side by side among others; None where they do not, or there are none."""
    starts = range(len(said) - len(run) + 1) if run else ()
    return next((at for at in starts if tuple(said[at : at + len(run)]) == tuple(run)), None)


def _by_word(understood: Understood, known: Sequence[tuple[str, str]]) -> tuple[str, str, bool] | None:
    """Return the label that holds the word before the kind of control: `the search field` is the one to search in."""
    words = understood.words
    at = next((n for n, word in enumerate(words) if not word.concepts.isdisjoint(_ROLES)), 0)
    # `Which power switches` asks for all of them, and names none.
    if at == 0 or words[at - 1].is_filling or tokens(words[at].text)[0].endswith("s"):
        return None
    wanted = [token for word in words if not word.is_filling for token in tokens(word.text)]
    before = tokens(words[at - 1].text)
    held = [
        (sum(token in wanted for token in tokens(label)) / len(tokens(label)), label, role)
        for label, role in known
        if before and set(before) <= set(tokens(label))
    ]
    return (*max(held)[1:], True) if held else None


def with_label(inquiry: Inquiry, asked: Asked) -> list[Screen]:
    """Return the screens that have a control so called, the latest first; on which the rest of what is named stands."""
    records = elements.showing(inquiry.db, asked.label, *inquiry.between, _MOST_SCREENS)
    return screens.among(inquiry, records, asked.where)


def is_called(label: str, wanted: str) -> bool:
    """Say whether a control has a label, whatever its signs and capitals."""
    return tokens(label) == tokens(wanted)


# ---------------------------------------------------------------- telling


def state_of(inquiry: Inquiry, sequence: Sequence[tuple[Screen, list[Seen]]], one: Asked) -> Answer | None:
    """Tell in which state a control was, the last one first."""
    witness = Witness(inquiry.views)
    claims: list[Claim] = []
    before: frozenset[str] | None = None
    for screen, shown in sequence:
        seen = next((seen for seen in shown if is_called(seen.label, one.label)), None)
        if seen is None or seen.state == before or (seen.role in BOXES and not is_looked_at(seen)):
            continue
        citation = cite(inquiry, witness, screen, seen)
        if citation is None:
            continue
        before, at = seen.state, moment.spell(screen.frame.captured_us)
        ticked = ("checked" if seen.state & TICKED else "not checked") if seen.role in BOXES else ""
        said = ticked or ", ".join(sorted(seen.state - {"focused"})) or "enabled"
        title = " ".join((screen.frame.window_title or "").split())
        where = f"in {title}, seen {local(at, inquiry.asked.zone)}"
        text = f"“{seen.label}” ({SINGULAR[seen.role]}) is {said}, {where}"
        claims.append(Claim(text, (citation, *lettered(inquiry, witness, screen, [seen])), at, at, 1))
    if not claims:
        return None
    earlier = f" Before that: {claims[1].text}." if len(claims) > 1 else ""
    return told(inquiry, claims[:_MOST_NAMED], f"{claims[0].text}.{earlier}", one.label, 0)
