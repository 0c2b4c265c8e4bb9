"""Talk: common words of English that carry a question and name nothing, where they stand on no screen.

Verbs, adjectives and adverbs that anybody uses of anything. One of them that stands nowhere tells only how the question
is put (`I'd be curious …`, `the firm that makes it dearer`); what is asked for is in its nouns, names and numbers.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from query import vocabulary
from query.intent import ASKING, LOOSE_WORDS, VALUE_WORDS
from query.words import folded, forms

COMMON = frozenset(
    """
    able absolutely accidentally actual actually add again ago agree allow already although always angry announce
    annoyed answer anymore apologise apparently appear appreciate approximately arrange arrive assume available
    aware bad barely basically beautiful become begin behave believe belong better big bit bother brief briefly
    bring build busy buy care careful carefully carry catch certain certainly cheap choose clear clearly close
    come comfortable compare complete completely concern confirm confuse consider continue convince correct
    correctly couple cover curious currently dear dearer decide deeply definitely deliver deny depend describe
    deserve desperately difficult directly disappear discover discuss dislike eager early easily easy effectively
    else enjoy enough ensure entirely especially essentially eventually evidently exactly excellent except expect
    explain express fairly familiar far fast favourite feel fetch few fill final finally fine finish follow forget
    forgive fortunate frankly frequently fresh friendly fully fun further generally gentle gently glad good
    grateful great guess happen happy hard hardly hate hear heavy help hide high hold honestly hope hopefully huge
    ideally imagine immediately important impossible include incredibly indeed inform initially inside instead
    intend interest interested introduce investigate involve jot just keen keep kind kindly know late lately later
    lead learn leave lend less let likely listen little live long look lose loud lovely low lucky mainly make
    manage maybe meant meet mention mere merely mind miss mistake mostly move much naturally near nearly neat
    necessary need never new nice normal normally notice obvious obviously occasionally occur odd offer often only
    open ordinary original originally ought own particular particularly pass pay perfect perfectly perhaps permit
    personally pick pleasant please plenty possible possibly precise precisely prefer prepare pretty previous
    previously probably produce promise prompt promptly proper properly propose prove provide quick quickly quiet
    quietly quite raise rarely rather reach react ready real realise really reason reasonable recall receive
    recent recently recollect recommend refer regard regret regular regularly relate remain remember remind remove
    repeat replace reply request require resolve respond rest restore reveal right rough roughly rush sad safe
    satisfy save scribble seem seldom sell send sense serious seriously several short shortly show shut sick
    similar simple simply since slight slightly slow slowly small smart smooth solve somehow sometimes soon sorry
    speak specific specifically spend spot stay still stop strange strict strong struggle stuck study stupid
    succeed such sudden suddenly suggest suit suppose supposedly sure surely surprise suspect sweet swift take
    talk tell terrible thank thankful therefore thing think tidy tiny tired together total totally touch translate
    treat true truly trust try turn typical typically ugly unable uncertain understand unfortunately unknown
    unlikely unsure upset urgent urgently useful usual usually various vary vast very wait wake walk want warm
    warn wear weird well whole wide wild willing win wish wonder wonderful work worry worth wrap write yell
    """.split()  # noqa: SIM905 - a paragraph of words reads better than a column of strings
)
_OURS = vocabulary.WORDS | ASKING | LOOSE_WORDS | VALUE_WORDS
_WORD = re.compile(r"(?<![\w./\\@#'’-])[a-z]{3,}(?![\w/\\@]|[.-]\w|['’]\w)")
_QUOTED = re.compile(r"\"[^\"]*\"|“[^”]*”|`[^`]*`|«[^»]*»|(?<!\w)'[^']+'(?!\w)|(?<!\w)‘[^’]+’(?!\w)")


def without(question: str, stands: Callable[[str], bool]) -> str:
    """Return a question without words of talk that stand nowhere; what is quoted, or begins with a capital, stays.

    Args:
        question: any text.
        stands: says of a word in small letters whether it stands on any screen, in one of its forms.
    """

    def kept(match: re.Match[str]) -> str:
        word = match[0]
        is_talk = word not in _OURS and not COMMON.isdisjoint(forms(folded(word))) and not stands(word)
        return "" if is_talk else word

    pieces, at = [], 0
    for start, end in [*((m.start(), m.end()) for m in _QUOTED.finditer(question)), (len(question), len(question))]:
        pieces += [_WORD.sub(kept, question[at:start]), question[start:end]]
        at = end
    shorter = " ".join("".join(pieces).split())
    return shorter if re.search(r"\w", shorter) else question
