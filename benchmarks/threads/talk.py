"""Who talks, and what they write: random people, random texts, by a seed."""
# ruff: noqa: E501, RUF001 - a list of names is a line, and names have letters of their languages

from __future__ import annotations

import html
from collections.abc import Sequence
from dataclasses import dataclass, field
from random import Random

NAMES = (
    "Łukasz Wójcik", "Nguyễn Thị Hoa", "Øystein Dahl", "José María Ortega-Ruiz", "Siobhán O'Brien", "Priya Raghunathan", "Mbali Dlamini",
    "Wei Zhang", "J. R. Patel", "Anne-Sophie Lévesque", "Pieter van der Meer", "Ayşe Yılmaz", "Giulia D'Amico", "Ibrahim al Masri",
    "Sakura Tanaka", "Olu Adeyemi", "Björk", "Teo", "Hermione Ng", "Dmitri Sokolov", "Zsófia Kovács", "Ravi", "Mary Jane Watts",
    "K. Lindqvist", "Fatou Ndiaye", "Chen", "Bo Eriksen", "Esperanza Gil Soto", "Tomáš Horák", "Noa Ben-David", "Xander de Vries", "Ulla",
)  # fmt: skip
HANDLES = (
    "octo-cat", "kofi_m", "lena.k", "d-okafor", "x0rbit", "marguerite77", "jdoe", "tanaka-s", "rustacean42", "pvdmeer", "aylin", "bot-ferris",
    "MarekK", "deepwater", "ngthoa", "oystein", "zs_kovacs", "qubit", "halcyon", "Nimbus3000", "tkh", "sven-o", "grue", "wren_ab",
)  # fmt: skip
ROOMS = (
    "general",
    "release-notes",
    "lunch",
    "ops-night",
    "Garden project",
    "Family",
    "Team North",
    "random",
    "design-review",
    "Budget 2027",
)
_WORDS = {
    "en": (
        ("The", "That", "Our", "This", "My", "Your"),
        ("new build", "old printer", "second draft", "invoice", "train to Leeds", "staging server", "coffee machine", "parser", "roof", "contract"),
        ("is ready", "broke again last night", "needs one more look", "costs 340 euros more than planned", "went out at noon", "does not fit the box", "looks fine to me", "still fails on the third step"),
        ("so please wait", "and nobody noticed", "because the cable was loose", "as far as I can see", "but only on Windows", "until we hear from them", "which is odd", "after the update"),
        ("Can you check it?", "Thanks!", "Let me know what you think.", "I will try again tomorrow.", "Sounds good.", "Not sure about that.", "Any news from the vendor?", "Done.", "See you at the station."),
    ),
    "de": (
        ("Der", "Unser", "Dein", "Mein"),
        ("neue Entwurf", "alte Drucker", "Zug nach Kassel", "zweite Vertrag", "Schlüssel zum Keller"),
        ("ist fertig", "ging gestern wieder kaputt", "kostet 340 Euro mehr", "liegt auf dem Tisch", "passt leider nicht"),
        ("und niemand hat es gemerkt", "weil das Kabel lose war", "soweit ich das sehe", "aber nur am Montag"),
        ("Kannst du nachsehen?", "Danke!", "Ich probiere es morgen noch einmal.", "Das passt so.", "Bis später."),
    ),
    "fr": (
        ("Le", "Notre", "Votre", "Mon"),
        ("nouveau plan", "vieux moteur", "train de Lyon", "dernier contrat", "devis du peintre"),
        ("est prêt", "est encore tombé en panne", "coûte 340 euros de plus", "reste sur la table", "ne rentre pas"),
        ("et personne ne l'a vu", "parce que le câble était débranché", "si je comprends bien", "mais seulement le lundi"),
        ("Tu peux vérifier ?", "Merci !", "Je réessaie demain.", "Cela me va.", "À plus tard."),
    ),
}  # fmt: skip
_CODE = (
    "git rebase -i HEAD~3",
    "for row in rows:\n    print(row.id)",
    "SELECT id, name FROM items\nWHERE price > 20;",
    "make -j8 check",
)
_LINKS = ("https://example.org/wiki/Build_steps", "https://docs.example.com/setup?page=3", "example.net/q/77120")
EMOJI = (
    '<svg data-ignore width="1.2em" height="1.2em" viewBox="0 0 20 20" style="vertical-align:-.2em"><circle cx="10" cy="10" r="9" fill="#fc3"/>'
    '<circle cx="7" cy="8" r="1.4" fill="#630"/><circle cx="13" cy="8" r="1.4" fill="#630"/><path d="M6 12q4 4 8 0" stroke="#630" fill="none"/></svg>'
)


@dataclass(frozen=True)
class Message:
    """What one wrote: `body` is HTML; `heads` says that a name stands over it, for the same one did not just write."""

    author: str
    body: str
    minute: int
    heads: bool
    own: bool = False


@dataclass
class Talk:
    """One page's chance: people, theme and messages."""

    chance: Random
    dark: bool
    family: str
    size: int
    language: str = "en"
    run: int = field(default=0)
    day: int = field(default=0)

    def messages(self, count: int, people: Sequence[str], *, groups: bool = True, own: bool = False) -> list[Message]:
        """Return so many messages; in groups one may write several in a row; with `own` the first one is oneself."""
        minute, author, made = self.chance.randrange(480, 900), "", list[Message]()
        for _ in range(count):
            stays = groups and author and self.chance.random() < 0.35
            others = [each for each in people if each != author]
            new = author if stays else self.chance.choice(others)
            minute += self.chance.randrange(0, 3) if stays else self.chance.randrange(1, 25)
            made.append(Message(new, self.body(), minute, new != author, own and new == people[0]))
            author = new
        return made

    def date(self) -> str:
        """Return a day that is later than those before."""
        self.day += self.chance.randrange(1, 40) + (self.chance.randrange(300) if not self.day else 0)
        month = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")[
            self.day // 28 % 12
        ]
        return f"{month} {self.day % 28 + 1}, {2025 + self.day // 336}"

    def people(self, count: int, *, handles: bool = False) -> list[str]:
        """Return so many different names."""
        return self.chance.sample(HANDLES if handles else NAMES, count)

    def sentence(self) -> str:
        """Return a sentence or two."""
        a, b, c, d, e = (self.chance.choice(each) for each in _WORDS[self.language])
        return self.chance.choice((e, e, f"{a} {b} {c}.", f"{a} {b} {c}, {d}.", f"{a} {b} {c}, {d}. {e}"))

    def body(self) -> str:
        """Return what a message says, HTML: a line, several paragraphs, code, a link or a smiling face with it."""
        text, dice = html.escape(self.sentence()), self.chance.random()
        if dice < 0.1:
            return f"{text} {EMOJI}"
        if dice < 0.2:
            return f'{text} <a style="color:{"#6cb2ff" if self.dark else "#0b62c4"}">{self.chance.choice(_LINKS)}</a>'
        if dice < 0.28:
            code = html.escape(self.chance.choice(_CODE))
            ground = "#00000044" if self.dark else "#0000000d"
            return f"{text}<pre style=\"margin:4px 0;padding:6px;background:{ground};font:.9em 'DejaVu Sans Mono'\">{code}</pre>"
        if dice < 0.42:
            return f"{text}<br>{html.escape(self.sentence())}"
        if dice < 0.5:
            return (
                f"{text} {html.escape(self.sentence())} {html.escape(self.sentence())} {html.escape(self.sentence())}"
            )
        return text

    def text(self, message: Message, *, said: str = "", nameless: bool = False, style: str = "") -> str:
        """Return a message marked as truth; `said` is the time that stands with it."""
        self.run += message.heads or self.run == 0
        author = "" if nameless else html.escape(message.author, quote=True)
        mark = f'data-m="{author}" data-run="{self.run}" data-said="{html.escape(said, quote=True)}"'
        return f'<div {mark} style="{style}">{message.body}</div>'

    def head(self, message: Message, style: str = "") -> str:
        """Return the name that stands over a message, marked; to be called before its text."""
        return f'<span data-head="{self.run + 1}" style="{style}">{html.escape(message.author)}</span>'

    def page(self, body: str, css: str = "") -> str:
        """Return the whole page."""
        ground, ink = ("#1a1d21", "#dcdddf") if self.dark else ("#ffffff", "#1d1c1d")
        return (
            "<!doctype html><meta charset=utf-8><style>*{box-sizing:border-box}body{margin:0;height:100vh;overflow:hidden;"
            f"background:{ground};color:{ink};font:{self.size}px/1.46 '{self.family}',sans-serif}}.f{{display:flex}}.g{{color:{self.faint}}}"
            f".b{{font-weight:700}}{css}</style>{body}"
        )

    @property
    def faint(self) -> str:
        """The colour of what is said by the way."""
        return "#9a9ca1" if self.dark else "#6b6b6b"


def clock(minute: int, *, twelve: bool = False) -> str:
    """Spell a minute of the day."""
    hour, rest = divmod(minute % 1440, 60)
    return f"{(hour - 1) % 12 + 1}:{rest:02} {'AM' if hour < 12 else 'PM'}" if twelve else f"{hour:02}:{rest:02}"


def ago(chance: Random, language: str = "en") -> str:
    """Spell how long ago something was."""
    number = chance.randrange(2, 12)
    match language:
        case "de":
            return f"vor {number} {chance.choice(('Minuten', 'Stunden', 'Tagen', 'Wochen'))}"
        case "fr":
            return f"il y a {number} {chance.choice(('minutes', 'heures', 'jours', 'semaines'))}"
        case _:
            return f"{number} {chance.choice(('minutes', 'hours', 'days', 'weeks', 'months'))} ago"


def face(talk: Talk, size: int = 36, round_: int = 6) -> str:
    """Return a picture of someone: a patch of colour."""
    hue = talk.chance.randrange(360)
    return f'<div data-ignore style="width:{size}px;height:{size}px;border-radius:{round_}px;background:hsl({hue} 50% 55%);flex:none;margin-right:10px"></div>'
