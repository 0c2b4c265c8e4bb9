"""Acts: verbs that people say for one another when they tell what somebody did, one word each or with a particle.

A table of plain English; nothing in it comes from any screen. `She turned it up` is told by `I raised it`.
"""

from __future__ import annotations

from functools import cache

from query.language.words import forms, tokens

_ALIKE = """
    raise, increase, lift, boost, heighten, turn up, crank up, put up, push up, bring up, jack up, set higher;
    lower, decrease, reduce, drop, cut, turn down, put down, bring down, take down, set lower;
    slow, slow down, brake; speed, speed up, accelerate;
    change, alter, modify, adjust, edit, fiddle, mess, tinker, meddle, tweak, tamper, touch, play, set;
    move, shift, relocate, transfer, migrate, displace;
    replace, swap, exchange, renew, put in, switch, fit, install, change;
    repair, fix, mend, sort out; buy, order, purchase, get; book, reserve; order, request;
    send, forward, mail, email, pass on, share; bring, carry, take, fetch, deliver, collect, pick up;
    want, wish, need, like, prefer, request, ask, demand; need, require, look for, search;
    offer, propose, suggest, volunteer; find, discover, find out, spot, notice, figure out, identify;
    test, try, check, verify, inspect; watch, monitor, observe, keep an eye, look after, mind;
    put, place, leave, store, keep, hang, lay; log, record, note, write down, track;
    break, damage, wreck, ruin; delete, remove, erase, throw away, throw out, take away, take off, get rid;
    add, insert, append, put in; close, shut, lock; stop, halt, cancel, call off; begin, start, launch, kick off;
    end, finish, complete; take over, inherit; push, ship, deploy, release, roll out; sign, approve; paint, coat;
    clean, wash, tidy; call, phone, ring; mark, flag, tick; see, spot, notice; reproduce, repeat, recreate;
    postpone, delay, put off, push back; visit, go, come; wait, stand, sit, be, stay; have, own, possess, hold
"""
# The first two groups are told by numbers as well.
# What is done by doing one of several things: who changed it may have raised it, and not the other way about.
_BY_DOING = """
    change: raise, increase, lower, decrease, reduce, turn up, turn down, put up, put down, reset, slow, speed up,
    replace, swap, move
"""


def _acts(listed: str) -> tuple[str, ...]:
    return tuple(act.strip() for act in listed.split(","))


_GROUPS = tuple(map(_acts, _ALIKE.split(";")))
_DONE_BY = {name.strip(): _acts(listed) for name, _, listed in (row.partition(":") for row in _BY_DOING.split(";"))}

_WHO_DOES = ("er", "or", "ers", "ors")

PARTICLES = frozenset("away back down in off on out over up".split())  # noqa: SIM905 - reads better than a column
"""What belongs to a verb that it stands behind: `turned up`."""

_BEING = frozenset("am are be been being is m re s was were".split())  # noqa: SIM905 - reads better than a column


@cache
def said_for(act: str) -> frozenset[str]:
    """Return all the forms of a verb, as it may stand with its particle, and of those that are said for it.

    Of a verb with a particle that is known the verb alone is none of them: who turned it up turned nothing.
    """
    verb, _, particle = act.partition(" ")
    own = forms(verb)
    found = set() if particle and is_known(act) else {*own}
    for group in _GROUPS:
        if any(_is(act, other) for other in group):
            found.update(*map(_forms, group))
            found.update(*map(_forms, _DONE_BY.get(group[0], ())))
    return frozenset(found)


def rise(act: str) -> int:
    """Return 1 for a verb by which a number becomes more, -1 for one by which it becomes less, else 0."""
    return next((way for way, group in zip((1, -1), _GROUPS, strict=False) if any(_is(act, each) for each in group)), 0)


def is_known(act: str) -> bool:
    """Say whether other verbs are known that say the same."""
    return any(_is(act, other) for group in _GROUPS for other in group)


def _is(act: str, other: str) -> bool:
    said, known = tokens(act), tokens(other)
    return len(said) == len(known) and said[1:] == known[1:] and (known[0] in _lemmas(said[0]))


@cache
def agents(acts: frozenset[str]) -> frozenset[str]:
    """Return the words for who does what some verbs, in all their forms, tell: `painter`, `inspector`."""
    stems = {
        act.removesuffix(ending)
        for act in acts
        if " " not in act
        for ending in ("e", "ing", "")
        if act.endswith(ending)
    }
    return frozenset(stem + ending for stem in stems for ending in _WHO_DOES)


@cache
def _lemmas(word: str) -> frozenset[str]:
    return frozenset({"be"}) if word in _BEING else forms(word)


def _forms(act: str) -> frozenset[str]:
    """Return the forms of a verb; of one with a particle those of the verb, with it behind: `turned up`."""
    verb, *behind = tokens(act)
    spelled = _BEING if verb == "be" else forms(verb)
    return frozenset(" ".join((form, *behind)) for form in spelled)
