"""Mails that were in front, as the titles of mail programs and of the pages of mail sites call them."""

from __future__ import annotations

import re
from collections.abc import Sequence

from projections import subjects
from projections.appearances import Appearance
from projections.subjects import Subject
from query.answers.answer import Answer
from query.foreground import appearances, listing
from query.foreground.appearances import Thing
from query.inquiries.inquiry import Inquiry
from query.language.words import folded
from query.patterns.cues import cued
from query.patterns.pattern import pattern

_CATEGORY = "mail"
_ASKED = listing.sort(
    r"\b(?:(?:mail|e-?mail) messages?|e-?mails?|mails?)\b(?![ -](?:account|address|app|client|folder|inbox|program|"
    r"server|site|software|thread|tool|window)\w*\b)"
)
_HOST = pattern(
    r"^(?:e?mail|e-mail|webmail|outlook|owa|roundcube)\.|"
    r"(?:^|\.)(?:fastmail\.com|mailbox\.org|mailfence\.com|tuta(?:nota)?\.com|hey\.com)$",
    re.IGNORECASE,
)
# Of a site that does more: `outlook.office.com/calendar`.
_ELSEWHERE = pattern(
    r"/(?:calendar|contacts?|people|tasks?|todo|settings|options|groups|files)(?:[/?#]|$)", re.IGNORECASE
)
_SITE_TITLE = pattern(
    r"[-–—|] (?:Gmail|(?:[\w.]+ )?Outlook(?: Web App)?|Proton Mail|Yahoo Mail|Fastmail|(?:[\w.]+ )?Webmail|Roundcube"
    r"(?: Webmail)?|Zoho Mail|Tuta(?: Mail)?|GMX|WEB\.DE|iCloud Mail|HEY)$"
)
_APART = pattern(r"\s+[-–—|·]\s+")
_MARK = pattern(r"^(?:\(\d+\+?\)|[*●•])\s*|\s*[*●•]$")
# What titles put behind that of a mail: whose mail it is, what shows it, how it is written.
_BEHIND = pattern(
    r"\S+@\S+|(?:mozilla |microsoft |google )?(?:thunderbird|outlook|gmail|evolution|geary|kmail|roundcube|fastmail|"
    r"gmx|web\.de|hey|tuta)|(?:[\w.-]+ )?(?:e?mail|e-mail|webmail|postfach)|"
    r"message(?: \((?:html|plain text|rich text)\))?|"
    r"nachricht(?: \((?:html|nur-text|rich-text)\))?|outlook web app|local folders|lokale ordner",
    re.IGNORECASE,
)
_ADDRESS = pattern(r"\S+@\S+")
# What programs call their folders, and what else of themselves is in front, in some languages.
_FOLDER = pattern(
    r"(?:\w+ )?(?:inbox|in-?box|sent(?: items| mail| messages)?|drafts?|outbox|archives?d?|trash|bin|junk(?: e-?mail)?|"
    r"spam|"
    r"starred|flagged|snoozed|important|unread|all mail|all inboxes|scheduled|deleted(?: items| messages)?|templates|"
    r"posteingang|postausgang|gesendete?(?: elemente| objekte)?|entwürfe|papierkorb|archiv|"
    r"boîte de réception|envoyés|messages envoyés|brouillons|corbeille|indésirables|"
    r"bandeja de entrada|recibidos|enviados|borradores|papelera|posta in arrivo|posta inviata|bozze|cestino|"
    r"postvak in|verzonden items|concepten|e?mail|e-mail|mailbox|folders?|home|address book|contacts|calendar|tasks|"
    r"settings|preferences|account (?:settings|setup)|log ?in|sign in|anmelden|search(?: results)?.*)"
    r"(?: ?\((?:\d+[^()]*)\))?",
    re.IGNORECASE,
)
_WRITTEN = pattern(
    r"(?:write|compose|composing|verfassen|rédaction|redactar)\b(?:$|\W)|"
    r"(?:new message|neue nachricht|nouveau message|untitled|unbenannt|\(no subject\)|\(kein betreff\))$",
    re.IGNORECASE,
)


@cued(_ASKED.noun)
def answered(inquiry: Inquiry) -> Answer | None:
    """Tell which mails were in front, and when; None where that is not asked, or narrowed to none that is known."""
    asked = listing.asked_of(inquiry, _ASKED)
    if asked is None:
        return None
    shown = [each for each in appearances.of(inquiry, _numbers(inquiry)) if not _is_elsewhere(each.subject)]
    things = [Thing(folded(name), name, appearances.where(each), each) for each in shown if (name := _subject_of(each))]
    found = appearances.once([thing for thing in things if appearances.fits(asked.terms, thing)])
    if asked.terms and not found:
        return None
    within = appearances.within(inquiry)
    none = f"Not found: no mail was in front{within}, as far as the titles of mail programs and mail sites tell."
    if shown:
        none = (
            f"Not found: the titles of what was in front{within} name no single mail that was read, "
            f"only {appearances.titles(shown, inquiry)}."
        )
    return appearances.told(inquiry, found, "mail", asked.words, none, measure=asked.measure)


def _numbers(inquiry: Inquiry) -> Sequence[int]:
    """Return the numbers of what is a mail program, or a page of a mail site."""
    programs = subjects.of_category(inquiry.db, _CATEGORY)
    pages = (
        number
        for number, subject in subjects.holding(inquiry.db, ())
        if _HOST.search(subject.site) or _SITE_TITLE.search(subject.page)
    )
    return [*programs, *pages]


def _is_elsewhere(subject: Subject) -> bool:
    return _ELSEWHERE.search(subject.url) is not None


def _subject_of(shown: Appearance) -> str:
    """Return what a mail is about, as a title says; empty where that tells a folder, or a mail that is written."""
    title = " ".join(_MARK.sub("", shown.title).split())
    parts = _APART.split(title)
    is_program = not appearances.is_page(shown)
    behind = len(parts)
    while behind > 1 and (_BEHIND.fullmatch(parts[behind - 1]) or parts[behind - 1] == shown.subject.app):
        behind -= 1
    # A mail program tells whose mail it is behind the name of a folder.
    is_folder = is_program and any(_ADDRESS.fullmatch(part) for part in parts[behind:])
    name = title[: _end(title, behind)]
    if is_folder or _FOLDER.fullmatch(parts[0]) or _BEHIND.fullmatch(name) or _WRITTEN.match(name):
        return ""
    return "" if folded(name) == folded(shown.subject.app) else name


def _end(title: str, parts: int) -> int:
    """Return where so many parts of a title end."""
    marks = [match.start() for match in _APART.finditer(title)]
    return marks[parts - 1] if parts <= len(marks) else len(title)
