"""Courtesy: what people say around a question, taken off before anything is understood. Quoted words are left alone."""

from __future__ import annotations

import re

from query.language import wordorder
from query.language.talk import QUOTED
from query.patterns.pattern import pattern

_IT = r"(?:\s+(?:it|this))?(?:\s+(?:any\s?more|now|exactly))?"
_BEFORE = "|".join((
    r"(?:hi|hey|hello|ok|okay|so|well|hm+|um+|uh|oh|and|please|btw|by the way)(?:\s+(?:there|so|then|again|all))?",
    r"(?:my\s+)?(?:goodness|gosh|god)(?:\s+me)?|oh\s+(?:dear|my|no)|wow|u?gh|argh|damn|dear\s+me",
    r"quick (?:one|question)|one (?:more )?question",
    r"(?:i'?m\s+)?(?:very\s+|so\s+)?sorry(?:\s+(?:to|for)\s+\w+(?:\s+you)?(?:\s+again)?)?",
    (r"(?:please\s+)?(?:can|could|would|will)\s+you\s+(?:please\s+|kindly\s+)?(?:tell|show|remind|help|give|list|read)\s+me"
    r"(?:\s+(?:out|here))*"),
    r"(?:would|do)\s+you\s+mind\s+(?:telling|showing|reminding)\s+me",
    (r"i(?:['’]?d|\s+would)\s+(?:be\s+(?:very\s+|so\s+)?(?:curious|interested|grateful|glad|happy|pleased)|love|like)"
    r"(?:\s+to\s+(?:know|learn|hear|see|understand|find\s+out))?(?:\s+if\s+you\s+(?:could|can)\s+tell\s+me)?"),
    r"i\s+wonder|may\s+i\s+(?:ask|know)|might\s+i\s+ask",
    r"gimme|lemme\s+(?:know|see)",
    r"(?:please\s+)?(?:help\s+me(?:\s+out)?(?:\s+here)?|tell\s+me|remind\s+me)",
    r"(?:ok(?:ay)?\s+)?(?:so\s+)?(?:i\s+was|i\s+am|i'?m|was)\s+(?:just\s+)?wondering(?:\s+if\s+you\s+know)?",
    r"(?:i\s+)?(?:really\s+|just\s+)?(?:can'?t|cannot|don'?t|do\s+not)\s+(?:really\s+)?(?:remember|recall|know)" + _IT,
    r"(?:do|can|would)\s+you\s+(?:still\s+)?(?:know|remember|recall|happen\s+to\s+know)",
    r"(?:my|the|our)\s+(?:boss|manager|colleague|team|client|customer)\s+(?:wants|needs|would\s+like|asked)\s+to\s+know",
    r"(?:i\s+)?(?:need|want|would\s+like|have)\s+to\s+(?:know|tell\s+(?:my|the|our)\s+\w+)",
))  # fmt: skip
_AFTER = "|".join((
    r"(?:many\s+)?thanks?(?:\s+you)?(?:\s+(?:a\s+(?:lot|bunch|million)|so\s+much|very\s+much|in\s+advance|again))?",
    r"please|cheers|i\s+forgot|any\s+idea|if\s+(?:possible|you\s+can)",
    r"do\s+you\s+(?:still\s+)?(?:know|remember|recall)(?:\s+(?:it|that|the\s+\w+))?",
))  # fmt: skip
# What only follows a stop.
_ASIDES = "|".join((
    r"(?:i\s+(?:really\s+)?need\s+)?(?:(?:all|every\s+one|each)\s+of\s+(?:it|them)|them\s+all|it\s+all)",
    (r"(?:(?:it|that)\s+)?(?:must\s+(?:be|have\s+been)|has\s+been|is|was)\s+"
    r"(?:a\s+(?:good\s+|long\s+)?while|ages|some\s+time)(?:\s+(?:ago|back|now))?"),
    (r"i(?:['’]?m|\s+am)\s+(?:quite\s+|pretty\s+|almost\s+|fairly\s+)?(?:sure|certain|positive)"
    r"(?:\s+(?:it|there)\s+(?:had|has|is|was)(?:\s+(?:one|some|any))?)?"),
))  # fmt: skip
_ASKS = r"(?=(?:\b(?:from|in|on|at|for|to|with|by|of|about)\s+)?\b(?:what|which|who|whom|when|where|how|if)\b)"
_LEADING = pattern(rf"\A\s*(?:(?:but|and|so)\s+)?(?:{_BEFORE})\s*(?:[:,;!.…–—-]+\s*|{_ASKS})", re.IGNORECASE)
_TRAILING = pattern(rf"(?:^|[\s,;:.!?…–—-]+)(?:{_AFTER})\s*[.!?]*\s*$", re.IGNORECASE)
# What is asked is the last thing known, unless it is the time itself: `what did it say the last time I looked?`
_REMINDED = pattern(
    r"\A\s*(?:please\s+)?(?:(?:can|could|would)\s+you\s+(?:please\s+)?)?(?:remind|tell)\s+me\s+(?:of|about)\s+"
    r"(?=the|my|our|what|which)",
    re.IGNORECASE,
)
_LAST_LOOK = pattern(
    r"\A(?P<asked>.*?\w)[,\s]+(?:the\s+)?last\s+time\s+(?:that\s+)?i\s+(?:looked|checked|saw\s+it|had\s+it\s+open|opened\s+it)"
    r"(?:\s+(?:at|on|in|it|there|that|them|this))*\s*(?=[?.!]*\s*$)",
    re.IGNORECASE | re.DOTALL,
)
# `Serial no. of the meter`: where nothing is denied it is a number.
_NUMBER = pattern(r"(?<=[a-z]{3} )(?:no|nr)\b\.?(?=\s+(?:of|for)\s+(?:the|my|our|that|this|a)\b)", re.IGNORECASE)
_MOST = pattern(r"\b(?:most|least|last|first)-(?=[a-z]+ed\b)", re.IGNORECASE)
# What asks for that time, or needs it: `what changed since the last time I looked?`
_OF_THAT_TIME = pattern(
    r"\b(?:when|how\s+long\s+ago|(?:what|which)\s+(?:day|date|time))\b|"
    r"\b(?:after|before|between|different\s+from|is|me|since|than|the|till|until|was)\Z",
    re.IGNORECASE,
)
# `What was the sheet called that I had open`: which sheet.
_CALLED = pattern(
    r"\b(?:what(?:['’]?s|\s+(?:is|was|are|were))|how\s+(?:is|was|are|were))\s+(?:the|that|my|our)\s+"
    r"(?P<what>[\w-]+(?:\s+[\w-]+){0,3}?)\s+(?:called|named)\b"
    r"(?!\s+(?:back|for|off|out|to|up|upon)\b)",
    re.IGNORECASE,
)
_IS_CALLED = pattern(r"\bhow\s+(?:is|was)\s+called\s+(?:the|that|my|our)\b", re.IGNORECASE)
# `The top site of the month`, and nothing behind it: of this one.
_OF_THE = pattern(r"\bof the (?P<unit>week|month|year|day)(?=\W*(?:$|by\b))", re.IGNORECASE)
_SHORTENED = pattern(r"\b(?P<short>addr|approx|avg|dept|ext|max|min|no|nr|qty|ref|rel|tel|temp)\.(?=\s)", re.IGNORECASE)
# `Times I went there`, `visits to Slack`, `which site most`: how many, and which was used.
_HOW_MANY = pattern(
    r"^\W*(?=times (?:i|we) (?:looked|opened|switched|used|visited|was|went)\b|visits to (?!the\b|my\b|our\b|an?\b))",
    re.IGNORECASE,
)
_USED_MOST = pattern(
    r"^(?P<which>\W*which (?:app|domain|page|program|site|web ?site)) most"
    r"(?=\W*$|\s+(?:in|last|on|this|today|yesterday)\b)",
    re.IGNORECASE,
)
# What is left out is on no leave.
_LEFT_OUT = pattern(r"\b(?P<left>leav(?:e|es|ing)|left) out\b", re.IGNORECASE)
# `The nearest 256-colour code`, `xterm-256`: a colour, and which of the palette.
_OF_PALETTE = pattern(r"\b(?:(?P<palette>xterm|ansi)-(?=\d)|(?P<size>16|256)-(?=colou?rs?\b))", re.IGNORECASE)
# Letters told one by one: `m s h u 7720316`.
_SPELLED = pattern(r"(?<!\S)(?P<letters>(?:[a-z] ){3,6})(?P<number>\d{4,})\b", re.IGNORECASE)
# When that was nobody can tell.
_SOME_DAY = pattern(
    r"\b(?:just )?(?:the|some) other (?:day|night|evening|morning|afternoon|week|month)\b(?=\s*(?:[,.;:?!]|$))",
    re.IGNORECASE,
)
_NOW = pattern(
    r"\b(?:at (?:this|the) (?:very )?(?:moment|minute)(?! (?:of|when|that|i|we)\b)|as of now)\b", re.IGNORECASE
)
# `As per my note`: in it.
_PER = pattern(r"\b(?:as per(?= (?:the|my|our)\b)|per(?= (?:my|our|his|her|their)\b))", re.IGNORECASE)
_JUST = pattern(r"\b(?:right|just) (?=(?:now|about|around|at about|at around)\b)", re.IGNORECASE)
# As one tells a machine that writes: `rotate dot sh`.
_DICTATED = pattern(
    r"(?<![\w.])(?P<name>[\w-]+) dot (?P<ending>c|cfg|com|conf|cpp|css|csv|dev|docx?|edu|example|gov|gz|html?|ini|io|"
    r"java|jpe?g|js|json|log|md|net|od[st]|org|pdf|php|png|pptx?|ps1|py|rb|rs|sh|sql|svg|toml|ts|txt|xlsx?|xml|ya?ml|zip)\b",
    re.IGNORECASE,
)
# As one writes in a hurry: `y was my push rejected`.
_WHY = pattern(
    r"\A(?P<before>\W*)y (?=(?:am|are|could|couldn['’]?t|did|didn['’]?t|do|does|is|was|were|won['’]?t|would)\b)",
    re.IGNORECASE,
)
_DOSE = pattern(
    r"(?P<asked>\b(?:how|what|when|where|which|who|why)) dose(?= (?!(?:do|does|did|is|was|of)\b))", re.IGNORECASE
)
# `How much seconds was it up`.
_MUCH = pattern(r"\bhow much (?=(?:seconds|minutes|hours|days|weeks)\b)", re.IGNORECASE)
# `Who was it that warned us`: who warned us.
_CLEFT = pattern(
    r"\b(?P<who>who|which \w+)(?:['’]?s| (?:is|was)) it(?: again)?,? (?:that|who)"
    r"(?= (?!(?:an?|he|i|my|our|she|the|they|we|you)\b)\w)",
    re.IGNORECASE,
)
# What it said then, whenever one looked: the words of time behind it stay.
_WHEN_SEEN = pattern(
    r"(?P<asked>\A\W*(?:(?:in|on|at|of|for|by) )?(?:what|which|who|whose|how (?:many|much))\b"
    r"(?!.* (?:i|we) .*\bwhen\b).*?)"
    r"\s+(?:when|as|at the time) (?:i|we) (?:looked|checked|saw|opened|read)(?: (?:at|on|in|into|up))?"
    r" (?:it|them|that|this)(?: open)?(?= (?:on|in|at|yesterday|today|last|this)\b)",
    re.IGNORECASE,
)
_O_CLOCK = pattern(r"\bwhat o['’]?\s?clock\b", re.IGNORECASE)
# `Last use of Teams`: when.
_LAST_USE = pattern(r"(?:\bthe\s+)?\b(?P<last>first|last)\s+(?:use|visit)\s+(?:of|to)\s+", re.IGNORECASE)
# `Teams last opened`, as one writes it in a hurry.
_LAST_OPENED = pattern(
    r"\A\W*(?P<thing>(?!(?:how|is|was|were|what|when|where|which|who|whose)\b)[^\W\d_][\w .'’-]{1,60}?)"
    r"\s+(?P<last>first|last)\s+(?:opened|used|visited)\W*\Z",
    re.IGNORECASE,
)
# What one wants it for, told before one asks: `… and want it for our flyer - which is it?`
_FOR_WHAT = pattern(
    r"\s+and\s+(?:(?:i|we)\s+)?(?:want|need|would\s+(?:like|need))\s+(?:it|that|the\s+same|them)\s+"
    r"(?:for|in|on)\s+(?:my|our)\s+\w+(?:\s+\w+)?"
    r"(?=(?:\s*[.,;:!–—]|\s+-)\s+(?:and\s+|so\s+)?(?:what|which|who|where|when|how)\b)",
    re.IGNORECASE,
)
# `… to that channel? Not the messages, just me going there.`
_NOT_SO = pattern(r"(?<=\?)\s+not\s+[^?]*\Z", re.IGNORECASE)
_ASIDE = pattern(rf"[,;:.!?…–—-]\s*(?:{_ASIDES})\s*[.!?]*\s*$", re.IGNORECASE)
_LEFT_OVER = pattern(r"\A\s*(?:but|and|so(?!\s+far\b))\s+", re.IGNORECASE)


def _spelled(question: str) -> str:
    """Return a question with `most used` for `most-used`, `which sheet` for how one is called; quoted words stay."""
    pieces, at = [], 0
    for start, end in (*(match.span() for match in QUOTED.finditer(question)), (len(question), len(question))):
        bare = _MOST.sub(lambda match: f"{match[0][:-1]} ", _NUMBER.sub("number", question[at:start]))
        bare = _OF_THE.sub(lambda match: f"of this {match['unit']}", bare)
        bare = _SHORTENED.sub(lambda match: match["short"], bare)
        bare = _IS_CALLED.sub("which", _CALLED.sub(lambda match: f"which {match['what']}", bare))
        bare = _USED_MOST.sub(lambda match: f"{match['which']} did I use most", _HOW_MANY.sub("how many ", bare))
        bare = _WHY.sub(lambda match: f"{match['before']}why ", bare) if at == 0 else bare
        bare = _MUCH.sub("how many ", _DOSE.sub(lambda match: f"{match['asked']} does", bare))
        bare = _WHEN_SEEN.sub(lambda match: match["asked"], bare)
        bare = _O_CLOCK.sub("what time", _CLEFT.sub(lambda match: match["who"], bare))
        bare = _SPELLED.sub(lambda match: match["letters"].replace(" ", "") + match["number"], bare)
        bare = _OF_PALETTE.sub(lambda match: f"{match['palette'] or match['size']} ", bare)
        bare = _LAST_USE.sub(lambda match: f"when did I {match['last']} use ", bare)
        bare = _LAST_OPENED.sub(lambda match: f"when did I {match['last']} use {match['thing']}?", bare)
        bare = _DICTATED.sub(lambda match: f"{match['name']}.{match['ending']}", bare)
        bare = _LEFT_OUT.sub(lambda match: "excluded" if match["left"].casefold() == "left" else "exclude", bare)
        bare = wordorder.put_right(_NOW.sub("now", _FOR_WHAT.sub("", bare)))
        pieces += [_PER.sub("in", _SOME_DAY.sub("", _JUST.sub("", bare))), question[start:end]]
        at = end
    return "".join(pieces)


def without(question: str) -> str:
    """Return a question without what is said around it; as it is where nothing else would be left."""
    bare = _NOT_SO.sub("", _REMINDED.sub("", _spelled(question)))
    looked = _LAST_LOOK.search(bare)
    if looked is not None and not _OF_THAT_TIME.search(looked["asked"]):
        bare = looked["asked"] + bare[looked.end() :]
    while True:
        shorter = _TRAILING.sub("", _LEADING.sub("", bare, count=1), count=1)
        shorter = _LEFT_OVER.sub("", _ASIDE.sub("", shorter, count=1))
        if shorter == bare or not re.search(r"\w", shorter):
            return bare.strip() or question
        bare = shorter
