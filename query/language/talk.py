"""Talk: common words of English that carry a question and name nothing, where they stand on no screen.

Verbs, adjectives and adverbs that anybody uses of anything. One of them that stands nowhere tells only how the question
is put (`I'd be curious …`, `the firm that makes it dearer`); what is asked for is in its nouns, names and numbers.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from query.language import vocabulary
from query.language.asking import ASKING, LOOSE_WORDS, VALUE_WORDS
from query.language.thesaurus import DEEDS
from query.language.words import folded, forms, tokens
from query.patterns.pattern import pattern

COMMON = frozenset(
    """
    able absolutely accidentally actual actually again ago agree allow already although altogether always angry
    announce annoyed anymore apologise apparently appreciate approximately arrange arrive assume available aware
    bad barely basically beautiful become begin behave believe belong better bit bother brief briefly bring build
    busy buy care careful carefully carry catch certain certainly cheap choose clarify clearly close comfortable
    compare complete completely concern confirm confuse consider consult continue convince correct correctly couple
    cover curious currently dear dearer decide deeply definitely deliver deny depend describe deserve desperately
    difficult directly discover discuss dislike divide eager easily easy effectively elaborate else enjoy enough
    ensure entirely especially essentially eventually evidently exactly excellent except expect explain express
    fairly familiar favourite feel fetch fill fine finish follow forget forgive fortunate frankly frequently fresh
    friendly fully fun further generally gentle gently glad good grateful great guess happen happy hard hardly hate
    help hide honestly hope hopefully huge ideally identify imagine immediately important impossible include
    incredibly indeed indicate inform initially inside instead intend interest interested introduce investigate
    involve jot just keen keep kindly know lately later learn leave lend less let likely little live locate lose
    lovely lucky mainly manage maybe meant meet mention mere merely mind miss mistake mostly move naturally near
    nearly neat necessary need never new nice normal normally obvious obviously occasionally occur odd offer
    ordinary originally ought particular particularly pay people perfect perfectly perhaps permit personally pick
    pleasant please plenty possible possibly precise precisely prefer prepare pretty previously probably produce
    promise prompt promptly proper properly propose prove provide quick quickly quiet quietly quite raise rarely
    rather reach react real realise really reason reasonable recall receive recently recite recollect recommend
    refer regard regret regular regularly relate remain remember remind remove repeat reproduce request require
    resolve respond restore retrieve reveal rough roughly rush sad safe satisfy save scribble seem seldom sell send
    sense separate serious seriously several shortly shut sick similar simple simply since slight slightly slowly
    smart smooth solve somehow sometimes soon sorry speak specific specifically specify spend split spot still stop
    strange strict strong struggle stuck study stuff stupid succeed such sudden suddenly suggest suit suppose
    supposedly sure surely surprise suspect sweet swift take talk tell terrible thank thankful therefore think tidy
    tiny tired together totally touch translate treat true truly trust typical typically ugly unable uncertain
    understand unfortunately unknown unlikely unsure upset urgent urgently useful usual usually various vary vast
    very wait wake walk want warn wear weird well wild willing win wish wonder wonderful worry worth wrap yell
    alas argh damn erm gosh haha hmm huh lol oops ouch phew ugh uhm whoops yikes
    """.split()  # noqa: SIM905 - a paragraph of words reads better than a column of strings
)
_OURS_ALONE = vocabulary.ALONE | ASKING | LOOSE_WORDS | VALUE_WORDS
_OURS = vocabulary.WORDS | ASKING | LOOSE_WORDS | VALUE_WORDS
_WORD = pattern(r"(?<![\w./\\@#'’-])[a-z]{3,}(?![\w/\\@]|[.-]\w|['’]\w)")
# What somebody is told of in a story, in one word: `my brother-in-law`, `he wouldn't`.
_JOINED = pattern(r"(?<![\w./\\@#-])(?:I|[a-z]+)(?:[-'’][a-z]+)+(?![\w/\\@-])")
_IDIOM = pattern(
    r"(?<!\w)(?:what|when|which|where|how|who) (?P<idiom>(?:on earth|the heck|the hell))\b"
    r"|\b(?P<aside>(?:stated|written|given|shown|printed|mentioned|near|somewhere) (?:at )?the (?:very )?"
    r"(?:top|bottom)(?! of\b)|"
    r"of course|st(?:and|anding|ood) in front of|tak(?:es?|ing) place|took place|in case of|by (?:any )?chance|"
    r"as far as i (?:know|remember)|if i (?:remember|recall) (?:correctly|right)|to be (?:honest|precise|exact)|"
    r"i (?:mean|think|guess|believe|suppose))\b",
    re.IGNORECASE,
)
# What ends a sentence and is no noun: `have they come in already`.
_ADVERBS = frozenset(
    """
    again already altogether always anyway apart else ever instead never often perhaps properly soon still together yet
    """.split()  # noqa: SIM905 - a paragraph of words reads better than a column of strings
)
_DEED = 5
# A word right behind one of these is a verb: `could I press`, `what did they note`.
_DONE_BY = pattern(r"\b(?:i|we|they|he|she)\s+(?:(?:also|just|then|really|actually)\s+)?$", re.IGNORECASE)
# In `the councillor who spoke` it tells only which one.
_WHICH_ONE = pattern(r"\b(?:the|an?|that|this|my|our)\s+(?:[\w-]+\s+){1,2}who\s+$", re.IGNORECASE)
# What else we did, or would do, beside what is asked: `how long must we wait if we take that one?`
_AS_WE = pattern(
    r"\b(?:when\s+(?:i|we|you)|"
    r"(?:if|once|because|unless|while|in case)\s+(?:i|we|you)(?P<must>\s+(?:had|have|need|needed)\s+to)?)\s+$",
    re.IGNORECASE,
)
# A verb right behind one of these is what is asked, wherever it stands: `who repaired it`, `which valve burst`.
_ASKED_OF = pattern(r"\b(?:who|(?:which|what)\s+[\w-]+)\s+(?:(?:has|had|have)\s+)?(?:\w+ly\s+)?$", re.IGNORECASE)
# What ends a run of words behind an article is a noun, and names something: `for the pool cover`.
_NAMED = pattern(
    r"\b(?:the|an?|my|our|your|his|her|their|this|these|those|in|of|for|with|between|on|about|by)\s+"
    r"(?:(?!(?:i|we|you|he|she|they|it|that|which|who|whom|was|were|is|are|be|been|did|has|had|have|to)\b)"
    r"[\w-]+\s+){0,2}$",
    re.IGNORECASE,
)
_AFTER_NOUN = pattern(
    r"\s*(?:$|[,.;:?!)]|(?:of|for|in|on|at|to|from|by|with|about|between|against|during|until|since|after|before|per|than|"
    r"when|while|is|was|were|are|did|does|do|has|had|have|and|or|that)\b)",
    re.IGNORECASE,
)
# What one did is a verb, though it ends the sentence: `what did the shop page promise?`
_DID = pattern(
    r"\b(?:did|does|do|will|would|should|can|could|must)\s+(?:(?:the|my|our|that|this|an?|its|their|his|her)\s+)?"
    r"(?:[\w-]+\s+){1,3}$",
    re.IGNORECASE,
)
# And what one is to do: `I'm supposed to forward it`.
_TO_DO = pattern(r"\b(?:supposed|meant|going|about|want|wanted|asked|told|trying|forget|forgot)\s+to\s+$")
# What somebody was doing is a verb: `I was standing at the basket`.
_DOING = pattern(r"\b(?:was|were|am|is|are|been|be|keeps?|kept)\s+(?:just\s+|still\s+)?$", re.IGNORECASE)
# `how much memory was the loader hogging`
_IS_IT = pattern(
    r"\b(?:how\s+(?:much|many)|what|which)\s+[\w-]+\s+(?:was|were|is|are)\s+(?:the|my|our)\s+(?:[\w-]+\s+){1,3}$",
    re.IGNORECASE,
)
QUOTED = pattern(r"\"[^\"]*\"|“[^”]*”|`[^`]*`|«[^»]*»|(?<!\w)'[^']+'(?!\w)|(?<!\w)‘[^’]+’(?!\w)")


def is_deed(word: str) -> bool:
    """Say whether a word, in small letters, tells what was done: by its ending, or as a verb that has none."""
    return (word.endswith("ed") and len(word) >= _DEED) or word in DEEDS


def is_common(word: str) -> bool:
    """Say whether a word, in one of its forms, is one that anybody uses of anything."""
    return not COMMON.isdisjoint(forms(folded(word)))


def is_used(word: str) -> bool:
    """Say whether a word, in small letters, is a common verb that the planner knows as one of use: `take`."""
    return word in vocabulary.CONCEPTS["use"] and is_common(word)


def names_something(word: str) -> bool:
    """Say whether a word, in small letters, names a thing: it neither asks, nor tells a deed, nor fits anything."""
    return word not in _OURS and not is_common(word) and not is_deed(word)


def words_in(question: str, span: tuple[int, int]) -> list[str]:
    """Return the words in small letters, of three and more, in a part of a question, as they stand."""
    return _WORD.findall(question, *span)


def without(question: str, stands: Callable[[str], bool], told: Sequence[tuple[int, int]] = ()) -> str:
    """Return a question without words of talk that stand nowhere; what is quoted, or begins with a capital, stays.

    What somebody is said to have done (`the number that he gave me`) is asked by such words, and seldom told by them.

    Args:
        question: any text.
        stands: says of a word in small letters whether it stands on any screen, in one of its forms.
        told: where the question tells a story: there any word that stands nowhere is talk, and what names nothing is.
    """

    def kept(match: re.Match[str]) -> str:
        word = match[0]
        is_noun = (
            word not in _ADVERBS
            and _NAMED.search(match.string, 0, match.start())
            and _AFTER_NOUN.match(match.string, match.end())
            and not (is_common(word) and _DID.search(match.string, 0, match.start()))
        )
        if any(start <= match.start() < end for start, end in told):
            # `Search` only says something in a `search box`.
            if word in _OURS_ALONE or (word in _OURS and stands(word)):
                return word
            names = is_noun or (names_something(word) and not _TO_DO.search(match.string, 0, match.start()))
            return word if names and stands(word) else ""
        if word.endswith("ing") and _IS_IT.search(match.string, 0, match.start()) and not stands(word):
            return ""
        tells_which = is_common(word) and _WHICH_ONE.search(match.string, 0, match.start())
        if is_noun or (is_deed(word) and not tells_which and _ASKED_OF.search(match.string, 0, match.start())):
            return word
        meanwhile = _AS_WE.search(match.string, 0, match.start())
        if meanwhile is not None and (is_common(word) or meanwhile["must"]):
            return ""
        is_told = (
            is_common(word)
            or is_deed(word)
            or _DONE_BY.search(match.string, 0, match.start()) is not None
            or (word.endswith("ing") and _DOING.search(match.string, 0, match.start()) is not None)
        )
        return "" if word not in _OURS and is_told and not stands(word) else word

    hidden = QUOTED.sub(lambda match: "\0" * len(match[0]), question)
    empty = [match.span(match.lastgroup or 0) for match in _IDIOM.finditer(hidden)]
    empty += [
        match.span()
        for match in _JOINED.finditer(hidden)
        if any(start <= match.start() < end for start, end in told)
        and not all(map(stands, set(tokens(match[0])) - ASKING))
    ]
    for start, end in empty:
        hidden, question = (f"{text[:start]}{' ' * (end - start)}{text[end:]}" for text in (hidden, question))
    pieces, at = [], 0
    for match in _WORD.finditer(hidden):
        pieces += [question[at : match.start()], kept(match)]
        at = match.end()
    shorter = " ".join("".join([*pieces, question[at:]]).split())
    return shorter if re.search(r"\w", shorter) else question
