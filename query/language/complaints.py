"""Complaints: what people call it when a program says that something is wrong; it does so in other words."""

from __future__ import annotations

_VERBS = """
    balk barf baulk carp choke complain croak curse fuss gripe groan grouch grouse grumble grump moan nag nark protest
    puke rant refuse reject squawk squeal whimper whine whinge
""".split()  # noqa: SIM905 - a paragraph of words reads better than a column of strings


def _inflected(verb: str) -> tuple[str, ...]:
    stem = verb.removesuffix("e")
    doubled = stem + stem[-1] if verb == "nag" else stem
    return verb, f"{verb}s", f"{doubled}ed", f"{doubled}ing"


WORDS = frozenset(
    {form for verb in _VERBS for form in _inflected(verb)}
    | {"objected", "objecting", "complaint", "complaints", "grumpy", "rejection", "refusal", "unhappy"}
)
"""The words for it, in small letters, in all forms."""

DONE = frozenset(form for verb in _VERBS if verb not in ("refuse", "reject") for form in _inflected(verb))
"""Those that tell what was done; what is refused or rejected, others do as well."""

SAID = (
    rf"(?:{'|'.join(sorted(WORDS))}|bail(?:s|ed|ing)? out|(?:went|goes?|going|gone|got|gets?|getting) nowhere|"
    r"(?:cough|throw|thr[eo]w|spat|spit|spew)(?:s|n|ed|ing)? up|trip(?:s|ped|ping)? (?:up|over)|stumbl(?:e[ds]?|ing)|"
    r"bomb(?:s|ed|ing)? out|give(?:s|n)? up|gave up|giving up|"
    r"(?:upset|angry|cross|sniffy|picky|sulking|sulky) (?:about|with|at)|"
    r"(?:had|have|has) (?:\w+ )?against|the matter|take(?:s|n)? issue|took issue|stop(?:s|ped)? dead|"
    r"died (?:on|with|at|of)|dying (?:on|with|at|of)|hiccup(?:s|ed)?)"
)
"""The same as a pattern, with turns of several words."""
