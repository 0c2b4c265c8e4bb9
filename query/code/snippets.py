"""Questions for code and commands: final versions and earlier ones, and what was run."""

from __future__ import annotations

import re

from query.answers.answer import Answer
from query.code import (
    commands,
    doings,
    errors,
    examples,
    parts,
    printed,
    runs,
    shell,
    statements,
    typings,
    versions,
)
from query.code.aftermath import behind_failure
from query.code.snippet_claims import IDENTIFIER, LANGUAGE, terms_of, texts
from query.inquiries.inquiry import Inquiry, concluded
from query.language import negated
from query.language.sorts import CODE_ENDING
from query.passages import intent
from query.patterns.pattern import pattern

_PROCESSORS = ("code",)
_ENOUGH = 0.5

_CODE = pattern(
    rf"\b(?:{LANGUAGE}|scripts?|functions?|statements?|snippets?|code|procedure|method|helper|routine|class)\b",
    re.IGNORECASE,
)
# What one writes that is no code: the last state of it may be asked for all the same.
_PROSE = pattern(
    r"\b(?:notes?|note file|(?:check|to-?do|shopping|packing) ?lists?|lists?|readme|text file)\b", re.IGNORECASE
)
# In which state one left it: how that came to be is told besides, and may tell of errors.
_LEFT = pattern(
    r"\b(?:the way|as|how) (?:that )?(?:i|we) (?:(?:have|had) )?(?:left|finished|saved)\b(?: (?:it|them))?(?: last)?"
    r"|\bhow (?:did|have|had) (?:i|we) (?:leave|left|finish(?:ed)?) (?:it|them|(?:the|my|our|that) [\w. -]+)\b"
    r"|\b(?:the way|as|how) (?:it|they) (?:last )?(?:looked|stood|was|were) (?:when|after|at|last|in the end)\b"
    r"|\b(?:the way|how) (?:it|they) last (?:looked|stood|was|were)\b"
    r"|\blook(?:s|ed)? like (?:once|when|after|as soon as|in the end|at the end)\b(?! (?:i|we) (?:began|started))"
    r"|\bhow (?:the|my|our|that) (?:\w+ )?(?:function|method|query|script|snippet) (?:came|turned) out\b",
    re.IGNORECASE,
)
# What is asked for is told by no code, in whichever state: `which error did it give as it was at first`.
_BEGINS = r"(?:\A|[.;:?!]\s*|\b(?:know|me|remember|say|see)\s+)(?:and\s+)?"
_ELSE = pattern(
    rf"{_BEGINS}(?:who|whom|whose|why|how (?:many|much|long|often)|(?:at )?(?:what|which) time|"
    r"(?:when|where) (?:did|do|was|were|is|has|have|had))\b"
    r"|\b(?:what|which|(?:show|give|tell|bring|paste|read) me (?:the|that|my)) (?:\w+ ){0,2}?"
    r"(?:errors?|exceptions?|failures?|messages?|tracebacks?|warnings?)\b"
    rf"|(?:{_BEGINS}|,\s*)(?:what|which(?: \w+)?|how) (?:did|does)\b(?! (?:i|we)\b)"
    r"(?![^.;?!]*\b(?:come|end|land|look|read|stand|turn)\b)",
    re.IGNORECASE,
)
# `How many hours are lost in the final query` is told by what it printed, if at all.
_HOW_MANY = pattern(
    r"\W*how many\b(?! (?:\w+ )?(?:arguments?|columns?|conditions?|functions?|joins?|lines?|parameters?|tables?)\b)",
    re.IGNORECASE,
)
_FINAL = pattern(
    r"\b(?:final|finally|settled?|land(?:ed)?|end(?:ed)? up|in the end|at the (?:very )?end|definitive(?:ly)?|finished|"
    r"ultimately)\b"
    r"|\bwhen (?:i|we) (?:was|were|had|am|are) (?:all |finally )?(?:done|finished|ready|through)\b"
    r"|\b(?:last|latest|newest|current|most recent) (?:version|state|form|draft|edit|\w+ (?:query|script|code|snippet)|"
    rf"query|script|snippet|sql(?! server)|[\w-]+\.(?:{CODE_ENDING}))\b"
    r"|\bafter (?:the last|(?:all )?(?:my|our)(?: last)?) (?:changes?|edits?)\b(?! (?:to|in|of)\b)"
    r"|\bend(?:ed)? (?:up )?(?:with|at)\b|\bas (?:it|they) (?:stands?|is|are|looks?)\b",
    re.IGNORECASE,
)
# `leaks.sql latest`: beside a name, or where code is asked for as such, the state that it is in.
_NOW = pattern(
    r"\b(?:latest|newest|current|now|today|at present|last (?:version|edited|changed|saved))\b|\blook(?:s|ed)? like\b",
    re.IGNORECASE,
)
_PRINTED = pattern(
    r"\b(?:what|which|how many|how much)\b.*"
    r"\b(?:return(?:ed)?|print(?:ed)?|outputs?|results?|came (?:out|back)|g[ai]ve (?:out|back))\b",
    re.IGNORECASE | re.DOTALL,
)
_VERSIONS = pattern(
    r"\bhow many (?:\w+ ){0,2}(?:versions|drafts|iterations|variants|edits|attempts|tries)\b", re.IGNORECASE
)
_WHY_NOT = pattern(
    r"\bwhy (?:(?:was|were) (?:i|we) (?:not able|unable)|could(?:n['’]t (?:i|we)| (?:i|we) not| not (?:i|we))|"
    r"(?:did|would)(?:n['’]t| not) (?:the|my|our) [\w ]{1,40}? (?:work|go|start|run|connect))\b",
    re.IGNORECASE,
)
# The command itself is asked for, by what came of it: `which rebase failed because of changes`.
_ENDED_BADLY = pattern(
    r"\b(?:fail(?:ed|s)?|refused|complain(?:ed|s)|threw|crashed|aborted|went wrong|fell over|blew up|broke)\b",
    re.IGNORECASE,
)
_COMMAND = pattern(
    r"\b(?:command|commands|cmd|command line|one-?liner)\b|\b(?!(?:function|method|phone|the|video)\b)[a-z]+ call\b",
    re.IGNORECASE,
)
_RUN = pattern(
    r"\b(?:run|ran|running|execute|executed|issue|issued|enter|entered|exact|last|latest|use|used|type|typed)\b",
    re.IGNORECASE,
)
_RAN_AFTER = pattern(
    r"\bwhat (?:else )?(?:did|have|had) (?:i|we) (?:\w+ )?(?:run|ran|executed?|typed?|entered|enter)\b.*\bafter\b",
    re.IGNORECASE,
)
# `What did I type to run expiry.sql?`
_TYPED = pattern(
    r"\bwhat (?:exactly )?(?:did|have|had) (?:i|we) (?:enter|execute|issue|run|typed?) (?:\w+ )?"
    r"(?:to|for|in order to)\b",
    re.IGNORECASE,
)
_FIRST_VERSION = pattern(
    r"\b(?:first|original|initial|earliest) (?:\w+ )?(?:version|query|attempt|draft|try|form)\b"
    r"|\b(?:as|how|the way) (?:it|they) (?:looked|stood|was|were)\b[^.;?!]*\bbefore "
    r"(?:(?:i|we) (?:changed|edited|rewrote|touched|modified)|(?:my|our|the) (?:change|edit)s?)\b",
    re.IGNORECASE,
)
# `What was in limits.toml at first`, and as a name alone: `limits.toml before I changed it`.
_AT_FIRST = pattern(
    r"\b(?:at first|originally|initially|in the beginning|to (?:begin|start) with|"
    r"before (?:(?:i|we) (?:changed|edited|rewrote|touched|modified) (?:it|them)|(?:my|our|the) (?:change|edit)s?))\b",
    re.IGNORECASE,
)
_NAME_ALONE = pattern(rf"\A\W*(?:(?:show|give) me )?(?:(?:the|my) )?[\w-]+\.(?:{CODE_ENDING})\W*\Z", re.IGNORECASE)
_A_SCRIPT = pattern(r"\b(?:the|my|our|that) (?:[\w-]+ ){1,2}(?:script|program)\b", re.IGNORECASE)
_CHANGED = pattern(
    r"\bwhat (?:all |exactly )?(?:did|have|had) (?:i|we) (?:\w+ )?(?:change|edit|fix|modif|alter)\w* (?:\w+ )?in\b",
    re.IGNORECASE,
)
_SHOWN = pattern(
    r"\b(?:code|source|body|definition)\b|\blook(?:s|ed)? like\b|"
    r"\b(?:whole|entire|full|complete) (?:[\w.-]+ ){0,2}(?:program|script)\b|"
    rf"\A\W*(?:show|give|read) me (?:the |my |our )?[\w-]+\.(?:{CODE_ENDING})\W*\Z|"
    rf"\bhow (?:did|does) (?:the |my |our )?[\w-]+\.(?:{CODE_ENDING}) look\b|"
    rf"\bwhat(?:['’]?s| is| was| stood| stands) (?:all )?in (?:the |my |our )?[\w-]+\.(?:{CODE_ENDING})\b(?=\W*\Z)|"
    r"\b(?:show|give|get|bring|paste|read) me (?:back )?(?:the|that|my) (?:[\w().-]+ )?"
    r"(?:function|method|procedure|routine)\b",
    re.IGNORECASE,
)
_DONE = pattern(
    r"\b(?:i|we)\b|\A(?!.*\b(?:who|when|where|why|how|is|are|was|were|did|do|does|has|have)\b)",
    re.IGNORECASE | re.DOTALL,
)
# What opens a door is no code of this kind.
_ACCESS = pattern(
    r"\b(?:pin|access|door|gate|entry|alarm|security|dial(?:l?ing)?|post(?:al)?|zip|area) code\b|"
    r"\bcode (?:for|to|of) "
    r"(?:it|the (?:\w+ )?(?:alarm|building|door|entrance|gate|lock|locker|key ?pad|room|safe|vault))\b",
    re.IGNORECASE,
)


def answered(inquiry: Inquiry) -> Answer | None:
    """Return the answer to a question for code or commands, or None where it is none, or where no code answers it."""
    plain, asked = intent.unquoted(inquiry.rest), intent.unquoted(inquiry.asked.question)
    if _ACCESS.search(plain):
        return None
    is_named = bool(_CODE.search(plain) or IDENTIFIER.search(plain))
    if _VERSIONS.search(plain) and is_named:
        return versions.how_many(inquiry, plain)
    if (answer := behind_failure(inquiry)) is not None:
        return answer
    # What stands on no screen was taken off: that it was `finished` may be just that.
    is_left = (_LEFT.search(plain) or _LEFT.search(asked)) and not (_ELSE.search(plain) or _ELSE.search(asked))
    if is_left and IDENTIFIER.search(plain) and (answer := versions.final(inquiry, plain)) is not None:
        return answer
    is_final = bool(is_left or _FINAL.search(plain) or _FINAL.search(asked)) and not _HOW_MANY.match(plain)
    is_negated = not is_final and negated.is_negated(asked)
    positive = negated.positive(plain) if is_negated else plain
    answer = _told(inquiry, positive, is_named=is_named, is_final=is_final)
    if answer is not None and is_negated:
        # What did it is none that did not, and no text about it is.
        ground = inquiry.ground(_PROCESSORS)
        return concluded(inquiry, ground, (), "Not found.", searched=texts(terms_of(plain)))
    return answer


def _told(inquiry: Inquiry, plain: str, *, is_named: bool, is_final: bool) -> Answer | None:
    """Tell the command, the error, the version or the part of code that a question means."""
    listed = statements.listed(inquiry, plain) or shell.listed(inquiry, plain)
    if (answer := listed or runs.answered(inquiry, plain)) is not None:
        return answer
    plain = shell.without_terminal(plain)
    is_of_command = _COMMAND.search(plain) and (_RUN.search(plain) or _DONE.search(plain))
    is_of_error = errors.ERROR.search(plain) or _WHY_NOT.search(inquiry.asked.question)
    if is_of_error and not (_COMMAND.search(plain) and commands.AFTER.search(plain)):
        is_command = bool(_COMMAND.search(plain))
        is_first = bool(_FIRST_VERSION.search(plain))
        answer = errors.answered(inquiry, plain, is_named=is_named, is_command=is_command, is_first=is_first)
        if answer is not None or not (is_of_command and _ENDED_BADLY.search(plain)):
            return answer
    if is_of_command or _RAN_AFTER.search(plain) or _TYPED.search(plain):
        answer = commands.run(inquiry, plain) or _done(inquiry, plain) or typings.answered(inquiry)
        return answer or commands.run(inquiry, plain, by_name=True)
    if _FIRST_VERSION.search(plain) and is_named:
        return versions.final(inquiry, plain, at_first=True)
    stripped = _AT_FIRST.sub(" ", plain)
    if stripped != plain and (_SHOWN.search(stripped) or _NAME_ALONE.match(stripped)) and IDENTIFIER.search(plain):
        return versions.final(inquiry, stripped, at_first=True)
    if is_final and not is_named and _PROSE.search(plain):
        return versions.final(inquiry, plain, is_prose=True)
    if (
        (is_final and (is_named or versions.calls_file(inquiry, plain)))
        or (_CHANGED.search(plain) and is_named)
        or (_SHOWN.search(plain) and (IDENTIFIER.search(plain) or _A_SCRIPT.search(plain)))
    ):
        return versions.final(inquiry, plain)
    if (answer := parts.told(inquiry, plain)) is not None:
        return answer
    if (answer := printed.told(inquiry, plain)) is not None:
        return answer
    if _PRINTED.search(plain) and (answer := commands.printed_by(inquiry, plain)) is not None:
        return answer
    if _NOW.search(plain) and is_named and (answer := versions.final(inquiry, _NOW.sub(" ", plain))) is not None:
        return answer
    if (answer := examples.on_page(inquiry, plain)) is not None:
        return answer
    return _done(inquiry, plain) if _DONE.search(plain) else None


def _done(inquiry: Inquiry, plain: str) -> Answer | None:
    """Tell the command that did what a question says."""
    return doings.command_for(inquiry, commands.entered, plain, commands.told)
