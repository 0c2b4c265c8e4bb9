"""Things that were in front, found by what people call them: `Gmail`, `the PostgreSQL docs`, `the pdf viewer`."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Callable, Sequence
from functools import lru_cache
from itertools import pairwise

import msgspec

from projections import subjects
from projections.subjects import Subject
from query.language import sorts, webpages
from query.language.words import TURNS, folded, forms, tokens
from query.patterns.pattern import pattern

# Words for what sort of thing is meant; beside a name they say nothing that must stand somewhere.
SORTS = frozenset(
    """
    app application appointment article browser channel chat clause comparison dashboard doc docs document
    documentation domain expression file film folder form homepage inbox invitation issue letter listing mail
    manual meeting memo movie newsletter newspaper note notes page pages paper pdf piece post presentation program
    project repo report repository script sheet shop site sites slides spreadsheet tab tabs task text thread ticket
    tool video web website wiki window workbook
    """.split()  # noqa: SIM905 - a paragraph of words reads better than a column of strings
)
WRITERS = frozenset({"author", "authors", "writer", "writers", "editor", "journalist", "reporter", "columnist"})
"""What people call who wrote something: by a name beside it, it is told without such a word."""

WRITING = r"(?:wrote|written|writes|authored|prepared|published|posted|compiled|drafted)"
"""What a writer does, as a pattern."""
_SITES = frozenset({"homepage", "shop", "site", "website", "webpages"})
_PAGES = frozenset({"page", "pages"})
_FOLDERS = frozenset({"folder", "folders", "directory", "directories"})
# Whose it is, which no title says: `the company intranet`.
_OWNERS = frozenset({"company", "corporate"})
# What somebody calls a file, which its name says by its ending.
_CALLED = frozenset({"audio", "clip", "image", "photo", "photograph", "pic", "picture", "recording", "song", "video"})
_EMPTY = frozenset({"a", "an", "and", "at", "for", "in", "my", "of", "on", "our", "s", "some", "the", "to", "with"})

# What people call sorts of programs, beside the names that the categories have.
_CATEGORIES = {
    "browser": ("browser", "web browser"),
    "terminal": ("terminal", "console", "command line", "shell", "command prompt"),
    "editor": ("editor", "text editor", "code editor", "ide"),
    "PDF viewer": ("pdf viewer", "pdf reader", "document viewer"),
    "spreadsheet": ("spreadsheet", "spreadsheets", "spreadsheet program", "workbook"),
    "file manager": ("file manager", "file explorer", "file browser"),
    "mail": ("mail program", "mail client", "email client", "email", "emails", "e-mail", "e-mails", "mails", "mailbox"),
    "chat": ("chat", "chats", "chat program", "chat app", "messenger"),
    "word processor": ("word processor",),
    "media player": ("media player", "video player", "music player", "audio player"),
    "picture viewer": ("picture viewer", "image viewer", "photo viewer"),
}
_INBOX = "inbox"
# What is done, be it with a program or on a page.
_DONE = frozenset({"mail", "mails", "email", "emails", "e-mail", "e-mails", "mailbox", "chat", "chats"})
# The forms of a word begin with so many of its letters, or fewer where it is shorter.
STEM = 3
_LONG, _NAME = 6, 4


# Parts of one program, told apart by what is open in them.
_PARTS = {"calc": "spreadsheet", "writer": "word", "impress": "presentation"}
_SUITE = pattern(rf"(?P<suite>(?:libre|open)office)\s+(?P<part>{'|'.join(_PARTS)})", re.IGNORECASE)


class Named(msgspec.Struct, frozen=True):
    """What words name: how it is called, what kind of thing it is, and the numbers of all subjects that are it."""

    name: str
    kind: str
    subjects: frozenset[int]


def resolve(db: sqlite3.Connection, words: str, *, kinds: Sequence[str] = subjects.KINDS) -> Named | None:
    """Return what is meant by some words, None where nothing that was ever in front is called so.

    Asked in this order: sorts of programs, programs, sites, documents, projects, folders, titles and addresses of
    pages; folders before programs where the words say that it is one. Every word must be held, but for words for a
    sort of thing beside others. Only of these `kinds`.
    """
    if "category" in kinds and (category := _sort(words)) is not None:
        # A spreadsheet may lie in a program that does more than sheets.
        found = subjects.of_category(db, category) or of_documents(db, category)
        if folded(words.strip()) in _DONE:
            found |= webpages.of_sort(db, category)
        return Named(category, "category", found) if found else None
    if (part := _SUITE.fullmatch(words.strip())) is not None and (whole := resolve(db, part["suite"], kinds=kinds)):
        narrowed = whole.subjects & of_documents(db, _PARTS[folded(part["part"])])
        return Named(" ".join(words.split()), whole.kind, narrowed) if narrowed else None
    if "category" in kinds and (within := _within_a_sort(db, words, kinds)) is not None:
        return within
    wanted = [token for token in tokens(words) if token not in _EMPTY]
    telling = [token for token in wanted if token not in SORTS | _FOLDERS | _OWNERS | _CALLED] or wanted
    if not telling:
        return None
    known = subjects.holding(db, _pieces(words, telling))
    says_folder = not _FOLDERS.isdisjoint(wanted)
    for kind, field in sorted(_FIELDS, key=lambda each: not (says_folder and each[0] == "folder")):
        if kind not in kinds:
            continue
        holds = lru_cache(maxsize=None)(lambda text: _holds_all(text, telling, words))
        held = [(number, subject) for number, subject in known if holds(field(subject))]
        if held:
            if kind == "page" and (whole := _its_site(db, wanted, telling, [subject for _, subject in held])):
                return whole
            names = {getattr(subject, kind) for _, subject in held}
            return Named(names.pop() if len(names) == 1 else words, kind, frozenset(number for number, _ in held))
    if _INBOX in wanted and set(wanted) <= {_INBOX, "mail", "email"} and "category" in kinds:
        # No title calls it so: it is where mail is.
        return resolve(db, "mail", kinds=["category"])
    return _as_sheet(db, words, kinds)


def _its_site(
    db: sqlite3.Connection, wanted: Sequence[str], telling: Sequence[str], pages: Sequence[Subject]
) -> Named | None:
    """Return the whole site of pages that are called so, where it is a site that is asked for: `the ferry site`.

    None where that is not, or where they are of several sites. A site is called by its host, or by what ends its
    titles: a mail on the berth is no site of berths.
    """
    # The pages of a shop are those of its site.
    wanted = [token for token in wanted if token not in _PAGES] or wanted
    hosts = {page.site for page in pages if page.site}
    if len(hosts) != 1 or not (wanted[-1] in _SITES or wanted[0] in _SITES - {"site"}):
        return None
    [host] = hosts
    parts = [_TITLE_PARTS.split(page.page) for page in pages]
    # A long title by itself is that of an article, and no name of a site.
    ends = {token for part in parts if len(part) > 1 or len(tokens(part[0])) <= _NAME for token in tokens(part[-1])}
    if not all(
        ends & _forms(token) or any(each in host for each in _forms(token) if len(each) > STEM) for token in telling
    ):
        return None
    whole = frozenset(number for number, subject in subjects.holding(db, [host]) if subject.site == host)
    return Named(host, "site", whole)


def _as_sheet(db: sqlite3.Connection, words: str, kinds: Sequence[str]) -> Named | None:
    """Return the sheet of calculation that is called a table: `the load table`, where loads.ods was open."""
    rest = words.strip().removesuffix("s").removesuffix(" table")
    found = resolve(db, rest, kinds=["document"]) if rest != words.strip() and "document" in kinds else None
    sheets = of_documents(db, "spreadsheet") if found is not None else frozenset()
    return Named(found.name, found.kind, found.subjects & sheets) if found and found.subjects & sheets else None


def _within_a_sort(db: sqlite3.Connection, words: str, kinds: Sequence[str]) -> Named | None:
    """Return what is named in a sort of programs: `the nightly script in the editor`, as far as that was in one."""
    for category, called in _CATEGORIES.items():
        for name in called:
            rest = words.removesuffix(f" {name}") if words.casefold().endswith(f" {name}") else ""
            found = resolve(db, rest, kinds=[kind for kind in kinds if kind != "category"]) if rest else None
            if found is not None and (both := found.subjects & subjects.of_category(db, category)):
                return Named(found.name, found.kind, both)
    return None


def _sort(words: str) -> str | None:
    plain = folded(" ".join(words.split()))
    return next((category for category, names in _CATEGORIES.items() if plain in (*names, folded(category))), None)


def _pieces(words: str, telling: Sequence[str]) -> list[str]:
    """Return letters that any form of the words has in it, so that not all must be looked at.

    None where a word has accents: the comparison folds them, this search does not.
    """
    if not words.isascii():
        return []
    names = [name.removeprefix("www.") for name in _NAME_WITH_SIGNS.findall(words)]
    return [*names, *(TURNS.get(token, (token,))[0][:STEM] if token.isalpha() else token for token in telling)]


def of_documents(db: sqlite3.Connection, words: str) -> frozenset[int]:
    """Return the subjects whose document is of the sort that a word names: `pdf`."""
    return subjects.with_documents(db, sorts.ENDINGS.get(folded(words), ()))


def _page_words(subject: Subject) -> str:
    return f"{subject.page} {subject.site} {subject.url}"


_FIELDS: tuple[tuple[str, Callable[[Subject], str]], ...] = (
    ("app", lambda subject: subject.app),
    ("site", lambda subject: subject.site),
    ("document", lambda subject: subject.document),
    ("project", lambda subject: subject.project),
    ("folder", lambda subject: subject.folder),
    ("page", _page_words),
)
_TITLE_PARTS = pattern(r"\s[|·•–—:-]+\s")
_FOLDERS_BEFORE = pattern(r".*[/\\]")
_NAME_WITH_SIGNS = pattern(r"\S*\w[.:/_-]\w\S*")


def _holds_all(text: str, telling: Sequence[str], words: str) -> bool:
    """Say whether a text holds all words, each in one of its forms; what has signs in it must stand as it is."""
    if not text:
        return False
    plain = folded(text)
    if any(folded(name).removeprefix("www.") not in plain for name in _NAME_WITH_SIGNS.findall(words)):
        return False
    there = set(tokens(text))
    # `Punch list` in the address of punchlist.example.
    joined = {token for pair in pairwise(telling) if "".join(pair) in there for token in pair}
    return all(
        token in joined or there & _forms(token) or _begins(token, there) or _stands_for(token, there)
        for token in telling
    )


def _stands_for(token: str, there: set[str]) -> bool:
    """Say whether a short word stands for several that are all there: `PR` for pull request."""
    return token in TURNS and there.issuperset(TURNS[token])


def _begins(token: str, there: set[str]) -> bool:
    """Say whether a long word is the beginning of a name (`postgres` of PostgreSQL), or lacks its number (`iTerm2`)."""
    if not token.isalpha():
        return False
    return any(word.startswith(token) and (len(token) >= _LONG or word[len(token) :].isdigit()) for word in there)


def _forms(token: str) -> frozenset[str]:
    return forms(token) if token.isalpha() else frozenset({token})


def programs(path: str) -> str:
    """Return what the program of a path is called: by its file, and without the number that nobody says (`iTerm2`)."""
    name = _FOLDERS_BEFORE.sub("", path)
    return f"{name} {name.rstrip('0123456789')}"


def looks_like_host(words: str) -> bool:
    """Say whether words are one name with dots, as sites have: nothing but a site can be meant."""
    return re.fullmatch(r"(?:https?://)?(?:[a-z0-9-]+\.)+[a-z]{2,}(?:/\S*)?", words.strip(), re.IGNORECASE) is not None
