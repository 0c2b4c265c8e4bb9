"""What no search can answer: kinds of data that no handoff carries, and measures that no processor takes yet."""

from __future__ import annotations

import re

import msgspec

from query.answers.answer import Missing, State
from query.language.coloured import FIGURES
from query.language.implied import OF_OTHERS
from query.patterns.pattern import pattern


class Gap(msgspec.Struct, frozen=True):
    """A kind of question that the evidence cannot answer: the words that give it away, and why."""

    words: re.Pattern[str]
    state: State
    artifact: str
    why: str
    remedy: str

    def missing(self) -> Missing:
        """Return what an answer says is missing."""
        return Missing(self.artifact, self.why, self.remedy)


def _gap(words: str, state: State, artifact: str, why: str, remedy: str) -> Gap:
    return Gap(pattern(words, re.IGNORECASE), state, artifact, why, remedy)


_LOOK = "Ask for words that stood on the screen instead."

_LETTERS = r"(?:exactly|else|(?:the )?(?:text|words?|letters?|characters?))"
_SOMEHOW = r"(?:(?:just|last|first|actually|really|been) )*"
_NOTHING_ELSE = (
    r"(?:\W+(?:last|first|exactly|then|before|earlier|recently|so|far|just|now|please|today|yesterday))*\W*$"
)

_SOUNDS = r"(?:sound|noise|music|song)"
_PRESSED = r"(?:press(?:ed)?|hit|struck|strike|typed?)"
# A noun by itself tells no such question: a manual says which keys a function takes, and a quote what a webcam costs.
# What the sidecar writes is fixed by the wire formats: nothing that we run can bring this back.
_NEVER = (
    _gap(
        r"\bkey ?(?:strokes?|presses)\b.{0,40}\b(?:i|we|me|my)\b"
        r"|\b(?:i|we|me|my|were|was)\b.{0,40}\bkey ?(?:strokes?|presses)\b"
        rf"|^\W*(?:(?:list|show|all|the|last|which|what|of) )*key ?(?:strokes?|presses)\b{_NOTHING_ELSE}"
        r"|\bwh(?:at|ich) keys? (?:did|have|had|was|were) (?:i|we)\b"
        rf"|\bkeys? (?:that )?(?:(?:was|were|got|(?:has|have|had) been) )?{_SOMEHOW}(?:pressed|hit|struck|typed)\b"
        rf"|\bkeys? (?:that |which )?(?:i|we) {_SOMEHOW}{_PRESSED}\b"
        rf"|\b(?:i|we) {_SOMEHOW}{_PRESSED} (?:\w+ ){{0,3}}keys?\b"
        r"|\b(?:typ(?:e|ed|ing)|writ(?:e|ing|ten)|wrote|enter(?:ed|ing)?)\b.{0,30}"
        r"\b(?:on|with) (?:my|the|a) keyboard\b"
        # Typing with no word of where or what: had it a place on the screen, its text could be looked for there.
        rf"|\bwhat(?: {_LETTERS})? (?:did|have|had|was|were) (?:i|we) {_SOMEHOW}typ(?:e|ed|ing)\b{_NOTHING_ELSE}"
        rf"|\b(?:what|{_LETTERS})(?: that| which)? (?:i|we) {_SOMEHOW}(?:typed|was typing|were typing)\b{_NOTHING_ELSE}"
        rf"|\bdid (?:i|we) {_SOMEHOW}type (?:any|some)(?:thing| text)\b{_NOTHING_ELSE}"
        rf"|\bmy (?:own )?(?:typing|typed text)\b{_NOTHING_ELSE}",
        "not_recorded",
        "text of typed keys",
        "the sidecar counts keys, it does not record which they were",
        _LOOK,
    ),
    _gap(
        r"\b(?:my|what|which|was the|were the) scroll(?:ing)? (?:positions?|offsets?)\b"
        r"|\b(?:how far|where) .{0,20}\b(?:i|we|it|page) .{0,20}\bscroll",
        "not_recorded",
        "scroll positions",
        "no handoff says how far a page was scrolled",
        _LOOK,
    ),
    _gap(
        r"\b(?:did|could) (?:i|we|you) (?:hear|listen)\b|\b(?:i|we) (?:heard|listened|was listening)\b"
        r"|\b(?:said|say|spoke|spoken) (?:out loud|aloud)\b"
        rf"|\bwhat {_SOUNDS}s? (?:was|were|is|are|did|do|could) "
        r"(?:i|we|it|you|there|playing|coming|audible|heard|made|on\W*$)"
        rf"|\b(?:background|any) {_SOUNDS} (?:was |were |is )?"
        r"(?:playing|heard|audible|on|in the (?:room|background)|then|at the time)\b"
        rf"|\b(?:was|were) there (?:any |some )?(?:background )?{_SOUNDS}\b|\bbackground {_SOUNDS}\W*$"
        r"|\b(?:was|is|did|could) (?:my|the) microphone "
        r"(?:on|off|muted|running|hear|pick up|record(?:ing)?)\b(?! the\b)"
        r"|\bmicrophone (?:heard|hear|picked up|pick up|recorded|record)\b|\b(?:into|through) (?:my|the) microphone\b",
        "not_recorded",
        "sound",
        "only the screen is recorded, no sound",
        _LOOK,
    ),
    _gap(
        r"\b(?:is|was|were|did|had|have|do) .{0,30}\b(?:in|on) (?:my|the) clipboard\b|\bmy clipboard\b"
        r"|\b(?:i|we) .{0,20}\b(?:copy|copied|cut|put)\b.{0,20}\b(?:in|on|to|into|onto) (?:my|the) clipboard\b"
        r"|\bclipboard (?:content|text|hold|held|contain)",
        "not_recorded",
        "clipboard",
        "no handoff carries the clipboard",
        _LOOK,
    ),
    _gap(
        r"\b(?:behind|under(?:neath)?) (?:the|my|that|another|other) .{0,20}\bwindows?\b"
        r"|\b(?:hidden|minimi[sz]ed|covered) windows?\b|\bz[- ]?order\b",
        "not_recorded",
        "hidden windows",
        "a screenshot shows only what is on top",
        _LOOK,
    ),
    _gap(
        r"\b(?:my|the|a) webcam (?:see|saw|seen|show|showed|record(?:ed)?|film(?:ed)?|captured?)\b"
        r"|\b(?:was|is) (?:my|the) webcam (?:on|off|running|recording|covered)\b(?! the\b)"
        r"|\b(?:in|on|through|over|by) (?:my|the) webcam\b"
        r"|\bwho (?:was|sat|stood) (?:in the room|next to me|beside me|with me)\b"
        r"|\bwhere was i (?:sitting|physically)\b",
        "not_recorded",
        "surroundings",
        "only the screen is recorded, not the room",
        _LOOK,
    ),
)

_NOT_YET = (
    _gap(
        rf"\bcolou?rs?\b.*\b{FIGURES}\b|\b{FIGURES}\b.*\bcolou?rs?\b",
        "not_available",
        "colours of words and figures",
        "colours are measured of windows, of what fills them, and of flat areas with something written on them",
        "Ask for the background, or show the frame: `autocapture show frame ID --image PATH`.",
    ),
    _gap(
        r"(?<!after )(?<!within )(?<!for )\bhow "
        # How often something else does it may stand somewhere.
        rf"(?:often(?! {OF_OTHERS})|many times|many (?:separate )?visits|much time)\b"
        r"|\bhow long (?:did|was|have|had) (?:i|we)\b",
        "not_available",
        "how often and how long, of other things",
        "time and visits are kept of programs, sites, documents, projects and pages that were in front",
        "Name one of these.",
    ),
    _gap(
        r"^\W*what (?:was|were|did|have) (?:i|we) (?:doing|do|done|been doing|work(?:ing)? on)\b"
        r"|\bwhat was on (?:my|the) screen\W*$",
        "not_available",
        "what was done, at any time",
        "it is kept by the time at which it was done",
        "Name a day or an hour.",
    ),
)


def gap_of(question: str) -> Gap | None:
    """Return why a question cannot be answered from text on the screen, or None where it may be."""
    return next((gap for gap in (*_NEVER, *_NOT_YET) if gap.words.search(question)), None)
