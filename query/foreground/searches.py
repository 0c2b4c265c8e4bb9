"""Searches: what was searched for, as addresses of pages tell it, and titles as search engines write them."""

from __future__ import annotations

import re

import msgspec

from projections import subjects
from projections.appearances import Appearance
from query.answers.answer import Answer
from query.foreground import appearances, listing
from query.foreground.appearances import Thing
from query.inquiries.inquiry import Inquiry
from query.language.words import folded
from query.passages import intent
from query.passages.intent import WEAK
from query.passages.match import holds
from query.patterns.cues import cued
from query.patterns.pattern import pattern


class _Engine(msgspec.Struct, frozen=True):
    """A site that searches: its name, its hosts, the parameters of an address that hold what is searched for, and how
    the titles of its results begin and end (patterns); a title that says no more than the site's name tells nothing.
    """

    name: str
    host: str
    parameters: str = "q"
    title: str = ""


_ENGINES = (
    _Engine(
        "Google", r"(?:www\.)?google\.\w+(?:\.\w+)?", "q",
        r"(?P<said>.+) [-–—] (?:Google[ -](?:Search|Suche|zoeken|søk|haku)|Recherche Google|Buscar con Google|"
        r"Cerca con Google|Pesquisa Google|Google'da Ara)",
    ),
    _Engine("DuckDuckGo", r"(?:\w+\.)?duckduckgo\.com", "q", r"(?P<said>.+) at DuckDuckGo"),
    _Engine("Bing", r"(?:\w+\.)?bing\.com", "q", r"(?P<said>.+) [-–—] Bing(?: Images| Videos?)?"),
    _Engine("Ecosia", r"(?:\w+\.)?ecosia\.org", "q", r"(?P<said>.+) [-–—] Ecosia(?: [-–—] .+)?"),
    _Engine("Brave Search", r"search\.brave\.com", "q", r"(?P<said>.+) [-–—] Brave Search"),
    _Engine("Startpage", r"(?:\w+\.)?startpage\.com", "q|query", r"(?P<said>.+) [-–—] Startpage(?: Search)?"),
    _Engine("Kagi", r"kagi\.com", "q", r"(?P<said>.+) [-–—] Kagi Search"),
    _Engine("Qwant", r"(?:\w+\.)?qwant\.com", "q", r"(?P<said>.+) [-–—] Qwant(?: Search)?"),
    _Engine("Mojeek", r"(?:\w+\.)?mojeek\.com", "q", r"(?P<said>.+) [-–—] Mojeek(?: Search)?"),
    _Engine("Yahoo", r"(?:\w+\.)?search\.yahoo\.com", "p", r"(?P<said>.+) [-–—] Yahoo(?:! Search)? ?Search Results"),
    _Engine("Yandex", r"(?:\w+\.)?(?:yandex\.\w+|ya\.ru)", "text", r"(?P<said>.+) [-–—] Yandex: .+ results found"),
    _Engine("Baidu", r"(?:www\.)?baidu\.com", "wd|word", r"(?P<said>.+)_百度搜索"),
    # A film has such a title as well: only the address says that these are results.
    _Engine("YouTube", r"(?:\w+\.)?youtube\.com", "search_query"),
    _Engine("Amazon", r"(?:\w+\.)?amazon\.\w+(?:\.\w+)?", "k|field-keywords", r"Amazon\.\w+(?:\.\w+)? ?: (?P<said>.+)"),
    _Engine("eBay", r"(?:\w+\.)?ebay\.\w+(?:\.\w+)?", "_nkw", r"(?P<said>.+) for sale \| eBay"),
    _Engine("Wikipedia", r"(?:\w+\.)*wikipedia\.org", "search", r"(?P<said>.+) [-–—] Search results [-–—] Wikipedia"),
)  # fmt: skip
# Any other site: its address says that it searches, or its title that these are results.
_SEARCHES = r"(?:^[^/?#]+/?$|/[^?#]*\b(?:search|results?|find|lookup|suche|recherche|buscar)\b[^?#]*)"
_OTHER = _Engine(
    "", r".+", "q|query|search|search_query|searchterm|keywords?",
    r"[Ss]earch(?: results)?(?: for)?:? [“\"'‘](?P<quoted>[^”\"'’]+)[”\"'’](?: [-–—|·] .+)?|"
    r"[Ss]earch results for:? (?P<said>.+?)(?: [-–—|·] .+)?|[Yy]ou searched for (?P<sought>.+?)(?: [-–—|·] .+)?",
)  # fmt: skip
_BROWSER = "browser"

_SEARCH = (
    r"(?:search(?:ed|ing)?(?: for| on| up)?|goog(?:le|led|ling)|look(?:ed|ing)? up|look(?:ed|ing)? for|"
    r"bing(?:ed)?|duckduckgo(?:ed)?)"
)
_ME, _OFTEN = r"(?:i|we)", r"(?:all|also|already|ever|just|last|recently|first|been)"
_WHAT = pattern(
    rf"\bwhat (?:all |else )?(?:did|have|had|was|were) {_ME} (?:{_OFTEN} )*(?P<done>{_SEARCH})\b|"
    rf"\b(?:did|have|had) {_ME} (?:{_OFTEN} )*(?P<any>{_SEARCH}) (?:anything|something)\b|"
    rf"\b(?:everything|all|what|(?:last|latest|first|most recent) (?:thing|word|term)s?)(?: that)? {_ME} "
    rf"(?:(?:have|had|was|{_OFTEN}) )*(?P<did>{_SEARCH})\b",
    re.IGNORECASE,
)
# Only of the web: what is looked up elsewhere stands in no address.
_UP = pattern(r"\b(?:up|look\w* for)$", re.IGNORECASE)
_WEB = pattern(
    r"\b(?:on|in|over|across|using|with|through|via) (?:(?:the|my|a|an) )?"
    r"(?:web|internet|net|www|(?:web )?browser|search engines?)\b|\bonline\b|\b(?:web|internet|online)(?= search)",
    re.IGNORECASE,
)
_SEARCHED = listing.sort(
    r"\b(?:search (?:terms?|words?|phrases?|strings?|quer(?:y|ies))|search(?:es)?)\b"
    r"(?! (?:box|bar|field|form|input|button|engine|result|page|site|function|mask|index)s?\b)",
    r"(?:do|did|done|make|made|run|ran|enter(?:ed)?|typed?|us(?:e|ed)|perform(?:ed)?|start(?:ed)?|submit(?:ted)?)",
)
_HISTORY = pattern(
    r"\b(?:my|our) (?:[\w.]+ ){0,2}search(?:es)?(?=\W*\Z| (?:on|in|with)\b)|"
    r"\b(?:my|our|the) (?:[\w.]+ )?search history\b|\bhistory of my (?:[\w.]+ )?searches\b",
    re.IGNORECASE,
)
_SAID = pattern(r"search|goog|\blook|\bbing|duckduckgo", re.IGNORECASE)
_BOX = pattern(
    r"\b(?:search|address|text) ?(?:box|bar|field|form|input|mask)\b|\b(?:not|never)\b|n['’]t\b", re.IGNORECASE
)
_MANY = pattern(r"\b(?:searches|things|words|terms|recently|lately)\b", re.IGNORECASE)
_MEANT = pattern(
    r"\b(?:after|before|because|so that|while|until|since|when)\b"
    r"|\bin (?:the|my|our|this|that) (?:\w+ )?(?:document|file|folder|inbox|log|notes?|pdf|sheet|table)\b",
    re.IGNORECASE,
)
_ASKS = pattern(
    r"\b(?:show|list|tell|give|me|the|my|our|what|which|history|of|search|searches|web|all|please|for|on|in|with|using|"
    r"today|so far|was|were|is|are|i|we|last|first|latest)\b",
    re.IGNORECASE,
)


@cued(_SAID)
def answered(inquiry: Inquiry) -> Answer | None:
    """Tell what was searched for, and where; None where no such thing is asked, or it is narrowed to nothing known."""
    narrowed = next((rest for plain in listing.ways(inquiry) if (rest := _narrowing(plain)) is not None), None)
    if narrowed is None:
        return None
    measure = intent.read(inquiry.asked.question).measure
    terms = [term for term in intent.read(_WEB.sub(" ", narrowed)).terms if term.kind not in WEAK]
    engines = [term for term in terms if any(holds(term, engine.name) for engine in _ENGINES)]
    numbers = [number for number, subject in subjects.holding(inquiry.db, ()) if subject.category == _BROWSER]
    things = [thing for each in appearances.of(inquiry, numbers) if (thing := _searched(inquiry, each)) is not None]
    found = appearances.once([thing for thing in things if appearances.fits(terms, thing)])
    if len(terms) > len(engines) and not found:
        return None
    on = f" on {engines[0].text}" if engines else ""
    none = (
        f"Not found: no page that was in front{appearances.within(inquiry)} tells by its address or its title what was "
        f"searched for{on}."
    )
    is_one = measure if measure in ("first", "last") and not _MANY.search(inquiry.asked.question) else ""
    return appearances.told(
        inquiry, found, "search", tuple(term.text for term in terms), none, measure=is_one, plural="searches"
    )


def _narrowing(plain: str) -> str | None:
    """Return the words that narrow which searches a question asks for; None where it asks for none."""
    if not _SAID.search(plain) or _BOX.search(plain) or _MEANT.search(plain):
        return None
    if _HISTORY.search(plain):
        return _ASKS.sub(" ", plain)
    if (match := _WHAT.search(plain)) is not None:
        done, rest = match["done"] or match["did"] or match["any"], plain[: match.start()] + plain[match.end() :]
        if _UP.search(done) and not (_WEB.search(rest) or _engine_in(rest)):
            return None
        return _ASKS.sub(" ", rest)
    asked = listing.read(plain, _SEARCHED)
    return " ".join(asked.words) if asked is not None else None


def _engine_in(text: str) -> bool:
    return any(engine.name.lower() in folded(text) for engine in _ENGINES)


def _searched(inquiry: Inquiry, shown: Appearance) -> Thing | None:
    """Return what a page was the result of a search for; None where it is none, or does not tell."""
    subject = shown.subject
    engine = next((each for each in _ENGINES if re.fullmatch(each.host, subject.site)), _OTHER)
    said = _by_title(shown.title, subject.site, engine) or _by_address(inquiry, shown, engine)
    if not said:
        return None
    if engine is _OTHER and not subject.site:
        engine = next((each for each in _ENGINES if _title_of(each, shown.title)), _OTHER)
    name = engine.name or subject.site or subject.app
    return Thing(f"{folded(name)}\n{folded(said)}", f"“{said}”", name, shown)


def _by_title(title: str, site: str, engine: _Engine) -> str:
    """Return what a title says was searched for; of a site that is not known any engine may have written it."""
    told = [engine] if site else [*_ENGINES, _OTHER]
    return next((said for each in told if (said := _title_of(each, title))), "")


def _title_of(engine: _Engine, title: str) -> str:
    match = re.fullmatch(engine.title, " ".join(title.split())) if engine.title else None
    return next((said.strip() for said in match.groups() if said), "") if match else ""


def _by_address(inquiry: Inquiry, shown: Appearance, engine: _Engine) -> str:
    """Return what an address says was searched for; with three dots where its end was not to be seen."""
    path, _, query = shown.subject.url.partition("?")
    if not query or (engine is _OTHER and not re.search(_SEARCHES, path, re.IGNORECASE)):
        return ""
    pairs = [pair.partition("=") for pair in query.partition("#")[0].split("&")]
    for at, (name, _, value) in enumerate(pairs):
        if re.fullmatch(engine.parameters, name) and (said := " ".join(_decoded(value).split())):
            is_cut = at == len(pairs) - 1 and appearances.address_is_cut(inquiry, shown)
            return f"{said}…" if is_cut else said
    return ""


def _decoded(value: str) -> str:
    """Return a value as it was before it was written into an address (RFC 3986, and `+` for a space)."""
    plain = value.replace("+", " ").encode()
    return re.sub(rb"%([0-9A-Fa-f]{2})", lambda match: bytes([int(match[1], 16)]), plain).decode("utf-8", "replace")
