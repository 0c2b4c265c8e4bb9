"""Questions of yes or no for what was in front: whether one used a program, visited a site or opened a document.

A yes is told by the visits. The name must be the thing's own, and not just stand in it: who used Git did not thereby
visit `git-scm.com`, and who was in a town was on no page about it. What is known and was not in front in the asked
time is not found, and it is said when it last was; what was never in front is left to others.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Sequence

from msgspec.structs import replace

from projections import subjects
from projections.subjects import Subject
from query.answers.answer import Answer
from query.foreground import visited
from query.foreground.telling import Telling
from query.foreground.usage import Usage
from query.inquiries.inquiry import Inquiry
from query.language import named, sorts
from query.language.named import Named
from query.language.words import TURNS, folded, tokens
from query.patterns.cues import cued
from query.patterns.pattern import pattern

_ME = r"(?:i|we)"
_EVER = r"(?:(?:ever|also|even|actually|really|already|just|at\s+all|still|happen\s+to)\s+)*"
_THING = r"(?P<{}>\S.*?)"
_END = r"(?:\s+(?:at\s+all|again|too|as\s+well|at\s+any\s+(?:time|point)|any\s?time|even\s+once|once))*"
# What one does to see a thing, to work in a program, to change a document; and where one is.
_OPEN = r"(?:(?:open|view|consult|access|play)(?:ed)?|read|look(?:ed)?\s+(?:at|into|in|through)|work(?:ed)?\s+on)"
_WORK = r"(?:used?|launch(?:ed)?|work(?:ed)?\s+(?:in|with))"
_EDIT = r"(?:edit(?:ed)?|changed?|modify|modified|updated?)"
_GO = (
    r"(?:(?:visit|check)(?:ed)?|browsed?|(?:go|gone|went)\s+(?:on)?to|spen[dt]\s+(?:any\s+)?time\s+on|been\s+(?:on|to)"
    r"|(?P<within>been\s+(?:in|at)|spen[dt]\s+(?:any\s+)?time\s+in))"
)
_BEING = (
    r"(?:looking\s+at|reading|viewing|working\s+on|(?P<using>using|working\s+(?:in|with))|(?P<editing>editing)"
    r"|(?P<being>on|visiting|browsing)|(?P<inside>in|at))"
)
_TOLD = pattern(
    r"(?:(?:can|could|would)\s+you\s+)?(?:tell\s+me|say|see|check|find\s+out|do\s+you\s+know)\s+(?=(?:if|whether)\b)",
    re.IGNORECASE,
)
_IF = r"(?:if|whether)"
_SHOWN = r"(?:in\s+front|in\s+use|open\s+on\s+(?:my|the)\s+screen|opened|open)"
_ASKED = pattern(
    rf"(?:(?:did|have|had)\s+{_ME}|{_IF}\s+{_ME}(?:\s+(?:have|had|did))?)\s+{_EVER}"
    rf"(?:{_OPEN}|(?P<work>{_WORK})|(?P<edit>{_EDIT})|(?P<go>{_GO}))\s+{_THING.format('did')}{_END}"
    rf"|(?:(?:was|were|am)\s+{_ME}|{_IF}\s+{_ME}\s+(?:was|were))\s+{_EVER}{_BEING}\s+{_THING.format('was')}{_END}"
    rf"|(?:(?:did|had)\s+{_ME}|{_IF}\s+{_ME}\s+had)\s+{_EVER}(?:have\s+)?{_THING.format('had')}\s+"
    rf"(?:open|in\s+front|on\s+(?:my|the)\s+screen){_END}"
    rf"|(?:was|were|{_IF})\s+{_THING.format('open')}\s+(?:was\s+|were\s+)?{_EVER}{_SHOWN}{_END}",
    re.IGNORECASE,
)
_ONE_OF = pattern(r"(?:a|an|any|another|some)\s+", re.IGNORECASE)
_THE = pattern(r"(?:the|my|our|this|that)\s+", re.IGNORECASE)
_SEVERAL = pattern(r"\b(?:and|or|nor|but|than|while|when|before|after|because|to)\b|[,;]", re.IGNORECASE)
_APP = pattern(r"\s+(?:app|application|program|tool)$", re.IGNORECASE)
_OF_PAGES = pattern(r"\b(?:(?:web\s?)?page|article|issue|ticket|pull\s+request|pr|tab)\b", re.IGNORECASE)
_OF_FILES = pattern(
    r"\b(?:file|document|script|pdf|report|spreadsheet|sheet|workbook|presentation|picture|photo|recording|video)\b",
    re.IGNORECASE,
)
_OF_FOLDERS = pattern(r"\b(?:folder|directory)\b", re.IGNORECASE)
_ENDING = pattern(r"\w\.[a-z][a-z0-9]{0,4}$", re.IGNORECASE)
_PARTS = pattern(r"\s+[|·•–—-]+\s+|:\s+")
_LONG = 6
_REST = 3
# What hosts begin with, and are not called.
_COMMON = frozenset({"app", "developer", "doc", "docs", "en", "m", "my", "web", "www"})
# Who reads mail or chats in a browser had none of these programs in front.
_ELSEWHERE = frozenset({"mail", "chat"})


@cued(_ASKED)
def answered(inquiry: Inquiry) -> Answer | None:
    """Return the answer to whether something was in front, or None where nothing such is asked, or of no such thing."""
    rest = " ".join(inquiry.rest.split()).strip(" ?!.,;:")
    match = _ASKED.fullmatch(_TOLD.sub("", rest, count=1))
    if match is None:
        return None
    said = next(words for name in ("did", "was", "had", "open") if (words := match[name]))
    words, asked = _THE.sub("", said, count=1), _asked(match)
    telling = Telling(inquiry, Usage("visits", subject=words))
    found = _found(telling, words, said, asked)
    if found is None:
        return None
    claims, visits = visited.told(telling, found)
    if claims:
        return telling.concluded(found.kind, claims, f"{_lead(asked, found)}: {visits}.")
    latest = visited.latest(telling, found)
    # What is known as a site only may have been used elsewhere: `python3` in a terminal.
    if (
        not latest
        or (found.kind == "category" and found.name in _ELSEWHERE)
        or (asked == "work" and found.kind == "site")
    ):
        return None
    when = f"; it was last in front {latest[0].text.removeprefix(f'{found.name}: ')}" if latest else ""
    answer = telling.concluded(found.kind, (), f"Not found: {found.name} was not in front{telling.within}{when}.")
    return replace(answer, near=latest) if answer.state == "not_found" else answer


def _lead(asked: str, found: Named) -> str:
    """Say how far the visits are an answer: who has a site open does not thereby use what it is about."""
    if asked == "edit":
        return "It was in front; whether it was changed is not told by that"
    return "A site of that name was in front" if asked == "work" and found.kind == "site" else "Yes"


def _asked(match: re.Match[str]) -> str:
    """Return what is said to have been done: `open`, `work`, `edit`, `go`, or `in`, which may be of a place.

    What was `shown` may be a ticket with such a state.
    """
    if match["edit"] or match["editing"]:
        return "edit"
    if match["work"] or match["using"]:
        return "work"
    if match["within"] or match["inside"]:
        return "in"
    if match["open"]:
        return "shown"
    return "go" if match["go"] or match["being"] else "open"


def _found(telling: Telling, words: str, said: str, asked: str) -> Named | None:
    """Return what is meant by some words as one's own name, None where nothing that was ever in front is called so."""
    if _ONE_OF.match(said):
        return named.resolve(telling.db, _ONE_OF.sub("", words, count=1), kinds=["category"])
    if _SEVERAL.search(words) or not tokens(words):
        return None
    if asked == "edit":
        return _of_kind(telling, words, "document", lambda subject: _is_document(words, subject.document, asked))
    if (sort := named.resolve(telling.db, words, kinds=["category"])) is not None and sort.kind == "category":
        return sort
    # `The files` are none of a program that is called Files.
    is_common = said != words and words == words.lower() and not _APP.search(words)
    bare = _APP.sub("", words)
    app = None if is_common else _of_kind(telling, bare, "app", lambda subject: _all_said(bare, subject.app))
    site = _of_kind(telling, words, "site", lambda subject: _is_site(words, subject.site))
    page = _of_kind(telling, words, "page", lambda subject: _ends_with(words, subject.page))
    page = replace(page, name=words) if page is not None else None
    if site is not None and ((asked == "in" and page is None) or len({*_hosts(telling, site)}) > 1):
        site = None
    held = [each for each in (app, site, page) if each is not None]
    if held:
        whole = frozenset[int]().union(*(each.subjects for each in held))
        return held[0] if len(held) == 1 else Named(held[0].name, held[0].kind, whole)
    if (
        file := _of_kind(telling, words, "document", lambda each: _is_document(words, each.document, asked))
    ) is not None:
        return file
    if _OF_FOLDERS.search(words):
        return _of_kind(telling, words, "folder", lambda subject: _is_whole(words, subject.folder))
    return _of_kind(telling, words, "page", lambda subject: _is_page(words, subject.page, asked))


def _hosts(telling: Telling, found: Named) -> list[str]:
    return [subjects.by_number(telling.db, number).site for number in found.subjects]


def _of_kind(telling: Telling, words: str, kind: str, is_it: Callable[[Subject], bool]) -> Named | None:
    """Return what a kind of thing is called so, as far as the words are its name."""
    found = named.resolve(telling.db, words, kinds=[kind])
    numbers = [n for n in found.subjects if is_it(subjects.by_number(telling.db, n))] if found is not None else []
    names = {getattr(subjects.by_number(telling.db, number), kind) for number in numbers}
    name = names.pop() if len(names) == 1 else words
    return Named(f"“{name}”" if kind == "page" else name, kind, frozenset(numbers)) if numbers else None


def _telling(words: str) -> list[str]:
    """Return the tokens that name something, without those for its sort; all where there are no others."""
    wanted = tokens(words)
    return [token for token in wanted if token not in named.SORTS] or list(wanted)


def _is_said(token: str, there: Collection[str]) -> bool:
    if token in there or (token in TURNS and set(TURNS[token]) <= set(there)):
        return True
    return any(each.startswith(token) and (len(token) >= _LONG or each[len(token) :].isdigit()) for each in there)


def _all_said(words: str, name: str) -> bool:
    there = tokens(name)
    return all(_is_said(token, there) for token in tokens(words))


def _is_whole(words: str, name: str) -> bool:
    return set(_telling(words)) == set(tokens(name))


def _is_site(words: str, host: str) -> bool:
    """Say whether words are what a host is called: `slack` of app.slack.com; not `git` of git-scm.com."""
    if named.looks_like_host(words):
        return host == folded(words).removeprefix("www.") or host.endswith(f".{folded(words)}")
    told = _telling(words)
    # The name of a town in `permits.pellworth.example` tells whose it is.
    label = next((each for each in host.split(".")[:-1] if each not in _COMMON), "")
    if "".join(told) == label:
        return True
    return bool(label) and all(token in told or _is_begun(told, token) for token in tokens(label))


def _is_begun(told: Sequence[str], token: str) -> bool:
    """Say whether a word lacks but a few letters of a name: `postgres`."""
    return any(len(each) >= _LONG and token.startswith(each) and len(token) - len(each) <= _REST for each in told)


def _ends_with(words: str, title: str) -> bool:
    """Say whether a title ends with the name of its site, and words are that: `… - Gmail`."""
    parts = _PARTS.split(title)
    return len(parts) > 1 and tokens(parts[-1]) == tuple(_telling(words))


def _is_page(words: str, title: str, asked: str) -> bool:
    """Say whether words are a title or a whole part of one, or have a number of it, or say that it is a page."""
    told = _telling(words)
    if set(told) <= named.SORTS or asked in ("work", "shown"):
        return False
    is_numbered = any(any(map(str.isdigit, token)) for token in told)
    if set(told) <= set(tokens(title)) and (is_numbered or _OF_PAGES.search(words)):
        return True
    return asked == "open" and any(tuple(told) == tokens(part) for part in _PARTS.split(title))


def _is_document(words: str, name: str, asked: str) -> bool:
    """Say whether words are the name of a file with its ending, or all of it that tells something."""
    there = tokens(name)
    if _ENDING.search(words):
        return tuple(tokens(words)) == there
    told = [token for token in _telling(words) if not sorts.told(token)] or _telling(words)
    stem = [token for token in tokens(name.rpartition(".")[0]) if token.isalpha()]
    if not all(token in there for token in told):
        return False
    if _OF_FILES.search(words) and asked != "work":
        return True
    return asked in ("open", "edit") and set(stem) <= set(told)
