"""Pages with forms, tickets, tables and prose in many looks, each from a seed, that know what stands where on them.

What a page shows is marked in its HTML: `data-l=N` and `data-v=N` are the label and the value of field N. Roles are
taken from the elements. Texts are drawn from short lists; looks (theme, fonts, sizes, kinds of widgets) by chance.
"""
# ruff: noqa: E501 - markup stands on one line, as it would in a page

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from random import Random

FONTS = (
    "Inter", "Noto Sans", "DejaVu Sans", "Liberation Sans", "Arimo", "Carlito", "Cantarell", "DejaVu Serif",
    "Liberation Serif", "Caladea", "Open Sans", "Roboto", "Lato", "Noto Serif",
)  # fmt: skip
THEMES = (
    # page, panel, text, faint text, line, accent, text on accent, faint fill
    ("#ffffff", "#ffffff", "#1f2328", "#656d76", "#d0d7de", "#0969da", "#ffffff", "#f6f8fa"),
    ("#f4f5f7", "#ffffff", "#172b4d", "#5e6c84", "#dfe1e6", "#0052cc", "#ffffff", "#f4f5f7"),
    ("#0d1117", "#161b22", "#e6edf3", "#8b949e", "#30363d", "#2f81f7", "#ffffff", "#21262d"),
    ("#202124", "#292a2d", "#e8eaed", "#9aa0a6", "#5f6368", "#8ab4f8", "#202124", "#35363a"),
    ("#fdf6e3", "#fffaf0", "#40505a", "#839496", "#d9cfb4", "#b58900", "#fdf6e3", "#eee8d5"),
    ("#ffffff", "#fafafa", "#000000", "#555555", "#999999", "#7a1fa2", "#ffffff", "#eeeeee"),
    ("#2b2b2b", "#313335", "#bbbbbb", "#8c8c8c", "#555555", "#4b6eaf", "#ffffff", "#3c3f41"),
    ("#eceff1", "#ffffff", "#263238", "#607d8b", "#b0bec5", "#00796b", "#ffffff", "#e0f2f1"),
    ("#d4d0c8", "#d4d0c8", "#000000", "#404040", "#808080", "#0a246a", "#ffffff", "#e4e0d8"),
)
FORENAMES = ("Ines", "Tomas", "Yuki", "Arne", "Bea", "Carlos", "Dilek", "Emil", "Fatou", "Greta", "Hugo", "Ilse")
SURNAMES = ("Okafor", "Lindqvist", "Haddad", "Novak", "Brandt", "Moreau", "Silva", "Kaya", "Ferri", "Olsen", "Petrov")
NOUNS = (
    "invoice", "pump", "archive", "sensor", "contract", "router", "garden", "survey", "ledger", "bridge", "canal",
    "printer", "cabinet", "turbine", "lesson", "recipe", "orchard", "budget", "signal", "station",
)  # fmt: skip
ADJECTIVES = ("late", "green", "second", "annual", "broken", "north", "quiet", "shared", "final", "draft", "urgent")
VERBS = ("checks", "moves", "stores", "needs", "replaces", "follows", "reports", "counts", "opens", "keeps")
LABELS = (
    "Owner", "Due date", "Priority", "Status", "Department", "Customer", "Order number", "Phone", "E-mail", "City",
    "Country", "Postal code", "Budget", "Severity", "Component", "Milestone", "Created", "Updated", "Category",
    "Reference", "Supplier", "Quantity", "Unit price", "Total", "Delivery", "Room", "Starts", "Ends", "Organizer",
    "Language", "Licence", "Version", "Branch", "Environment", "Account", "Role", "Team", "Region", "Approved by",
    "First name", "Last name", "Company", "Street", "Notes", "Cost center", "Serial no.", "Warranty until", "Weight",
)  # fmt: skip
ACTIONS = (
    "Save", "Cancel", "Submit", "Delete", "Edit", "Add row", "Send", "Apply", "Sign in", "Download", "Share", "Reply",
    "Forward", "New order", "Export as CSV", "Close", "Continue", "Print",
)  # fmt: skip
PLACES = ("Overview", "Reports", "People", "Settings", "Orders", "Archive", "Help", "Calendar", "Files", "Messages")
SWITCHES = (
    "Send me a copy", "Remember this device", "Notify the owner", "Include archived items", "Ship to another address",
    "Express delivery", "Paper invoice", "Show prices with tax", "Private", "Weekly summary",
)  # fmt: skip
CODE = (
    "def total(rows):\n    count = 0\n    for row in rows:\n        count += row.amount\n    return count",
    "SELECT region, sum(amount) AS total\nFROM orders\nWHERE placed >= now() - interval '7 days'\nGROUP BY region;",
    "server:\n  port: 8080\n  host: 0.0.0.0\nlogging:\n  level: debug",
    "$ git status\nOn branch main\nnothing to commit, working tree clean",
)


@dataclass
class Page:
    """A page in the making: its HTML parts, and how many fields are marked so far."""

    rng: Random
    theme: Sequence[str]
    size: int
    parts: list[str] = field(default_factory=list)
    fields: int = 0

    def mark(self) -> int:
        """Return the number of a new field."""
        self.fields += 1
        return self.fields

    def pick(self, words: Sequence[str], count: int) -> list[str]:
        """Draw different words."""
        return self.rng.sample(list(words), count)

    def value(self) -> str:
        """Draw a short value of one sort or another."""
        rng = self.rng
        sorts: tuple[Callable[[], str], ...] = (
            lambda: f"{rng.choice(FORENAMES)} {rng.choice(SURNAMES)}",
            lambda: f"{rng.randint(1, 28)} {rng.choice(('March', 'June', 'October'))} {rng.randint(2024, 2027)}",
            lambda: f"{rng.choice(('AX', 'PR', 'TK', 'Q'))}-{rng.randint(100, 9999)}",
            lambda: f"{rng.randint(1, 9)},{rng.randint(100, 999)}.{rng.randint(10, 99)} EUR",
            lambda: str(rng.randint(1, 400)),
            f"{rng.choice(ADJECTIVES)} {rng.choice(NOUNS)}".capitalize,
            lambda: rng.choice(("Open", "In review", "Closed", "Blocked", "Ready", "Draft")),
            lambda: f"{rng.randint(8, 19):02}:{rng.randint(0, 59):02}",
            lambda: f"{rng.choice(FORENAMES).lower()}@{rng.choice(NOUNS)}.example",
        )
        return rng.choice(sorts)()

    def sentence(self) -> str:
        """Draw a sentence."""
        rng = self.rng
        words = [f"the {rng.choice(ADJECTIVES)} {rng.choice(NOUNS)} {rng.choice(VERBS)} the {rng.choice(NOUNS)}"]
        if rng.random() < 0.6:
            words.append(f"and then {rng.choice(VERBS)} a {rng.choice(ADJECTIVES)} {rng.choice(NOUNS)}")
        if rng.random() < 0.25:
            words.append(f"after {rng.randint(1, 12)}:{rng.randint(10, 59)}")
        return " ".join(words).capitalize() + "."

    def prose(self, sentences: int, *, links: bool = True) -> str:
        """Draw a paragraph, some of whose words are links."""
        words = " ".join(self.sentence() for _ in range(sentences)).split()
        if links and self.rng.random() < 0.6:
            at = self.rng.randrange(len(words) - 2)
            words[at : at + 2] = [f"<a href='#'>{' '.join(words[at : at + 2])}</a>"]
        return f"<p>{' '.join(words)}</p>"


# ---------------------------------------------------------------- parts of a page


def form(page: Page) -> str:
    """Inputs with their labels left of them, right-aligned before them, or above them."""
    rng = page.rng
    where = rng.choice(("left", "left", "right", "above", "above2"))
    colon = rng.choice(("", "", ":"))
    rows = []
    for label in page.pick(LABELS, rng.randint(3, 6)):
        number, kind = page.mark(), rng.choices(("text", "select", "empty", "hint"), (6, 2, 1, 1))[0]
        marked = f"<label data-l={number}>{label}{colon}</label>"
        value = page.value()
        if kind == "select":
            control = f"<select data-v={number} data-name='{label}'><option>{value}</option></select>"
        else:
            shown = {"text": f"value='{value}'", "empty": "", "hint": "placeholder='Type here'"}[kind]
            control = f"<input type=text data-v={number} data-name='{label}' {shown}>"
        rows.append(f"<div class='row {where}'>{marked}{control}</div>")
    body = "".join(rows)
    return f"<h3>{rng.choice(NOUNS).capitalize()} details</h3><div class='form {where}'>{body}</div>{switches(page)}{actions(page)}"


def switches(page: Page) -> str:
    """Checkboxes or radio buttons, some set."""
    rng = page.rng
    kind, drawn = rng.choice(("checkbox", "checkbox", "radio")), rng.choice(("native", "drawn"))
    group, chosen = rng.randrange(10**6), rng.randrange(3)
    out = []
    for number, label in enumerate(page.pick(SWITCHES, rng.randint(2, 4))):
        is_set = number == chosen if kind == "radio" else rng.random() < 0.5
        box = f"<input class='{drawn}' type={kind} name=g{group} data-name='{label}' {'checked' if is_set else ''}>"
        out.append(f"<div class=switch><label>{box} {label}</label></div>")
    return "".join(out)


def actions(page: Page) -> str:
    """A row of buttons, the first one filled."""
    names = page.pick(ACTIONS, page.rng.randint(2, 4))
    disabled = page.rng.random() < 0.2
    made = [f"<button class='{'main' if not n else 'other'}'>{name}</button>" for n, name in enumerate(names)]
    if disabled:
        made.append("<button class=other disabled>Undo</button>")
    return f"<div class=actions>{''.join(made)}</div>"


def details(page: Page) -> str:
    """Labels and values as tickets show them: side by side, or one above the other."""
    rng = page.rng
    how = rng.choice(("grid", "grid", "table", "stacked", "columns", "inline", "colon"))
    pairs = [(label, page.value(), page.mark()) for label in page.pick(LABELS, rng.randint(3, 7))]
    look = rng.choice(("faint", "bold", "faint small", "caps faint small"))
    if how == "inline":
        bar = rng.choice((" | ", " · ", " &nbsp;&nbsp; "))
        return (
            "<p>"
            + bar.join(
                f"<span data-l={n}>{label}:</span> <span data-v={n}>{value}</span>" for label, value, n in pairs[:3]
            )
            + "</p>"
        )
    if how == "colon":
        return "".join(
            f"<div><b data-l={n}>{label}:</b> <span data-v={n}>{value}</span></div>" for label, value, n in pairs
        )
    if how == "table":
        return (
            "<table class=pairs>"
            + "".join(
                f"<tr><th class='{look}' data-l={n}>{label}</th><td data-v={n}>{value}</td></tr>"
                for label, value, n in pairs
            )
            + "</table>"
        )
    return (
        f"<div class='details {how}'>"
        + "".join(
            f"<div class=pair><div class='k {look}' data-l={n}>{label}</div><div class=w data-v={n}>{value}</div></div>"
            for label, value, n in pairs
        )
        + "</div>"
    )


def cards(page: Page) -> str:
    """Figures in boxes: a faint label, a large number under it."""
    pairs = [(label, page.mark()) for label in page.pick(LABELS, page.rng.randint(3, 4))]
    return (
        "<div class=cards>"
        + "".join(
            f"<div class=card><div class='faint small' data-l={n}>{label}</div>"
            f"<div class=figure data-v={n}>{page.rng.randint(2, 99999):,}</div></div>"
            for label, n in pairs
        )
        + "</div>"
    )


def table(page: Page) -> str:
    """A table with a header; each cell is a field under its column's name."""
    rng = page.rng
    names, ruled = page.pick(LABELS, rng.randint(3, 5)), rng.choice(("grid", "rules", "plain", "striped"))
    head = [f"<th data-h={n}>{name}</th>" for n, name in enumerate(names)]
    rows = []
    for _ in range(rng.randint(3, 6)):
        cells = "".join(f"<td data-v={page.mark()} data-under={n}>{page.value()}</td>" for n in range(len(names)))
        rows.append(f"<tr>{cells}</tr>")
    return f"<table class='data {ruled}'><thead><tr>{''.join(head)}</tr></thead>{''.join(rows)}</table>"


def definitions(page: Page) -> str:
    """Terms and what they mean, indented below them."""
    pairs = [(word.capitalize(), page.mark()) for word in page.pick(NOUNS, page.rng.randint(2, 4))]
    return (
        "<dl>"
        + "".join(f"<dt data-l={n}>{word}</dt><dd data-v={n}>{page.sentence()}</dd>" for word, n in pairs)
        + "</dl>"
    )


def mail(page: Page) -> str:
    """The head of a mail and its text."""
    rng = page.rng
    person = f"{rng.choice(FORENAMES)} {rng.choice(SURNAMES)}"
    head = [("From", f"{person} &lt;{person.split()[0].lower()}@post.example&gt;"), ("To", page.value())]
    head += [("Date", f"{rng.randint(1, 28)} May 2026, {rng.randint(8, 19)}:{rng.randint(10, 59)}")]
    head += [("Subject", f"{rng.choice(ADJECTIVES)} {rng.choice(NOUNS)}".capitalize())]
    rows = []
    for label, value in head:
        n = page.mark()
        rows.append(
            f"<div class=mailrow><span class='k faint' data-l={n}>{label}:</span> <span data-v={n}>{value}</span></div>"
        )
    return f"<div class=mail>{''.join(rows)}</div><p>Hi {rng.choice(FORENAMES)},</p>{page.prose(3)}<p>Thanks</p>"


def article(page: Page) -> str:
    """Prose, lists and code, in which no label stands."""
    rng = page.rng
    items = "".join(f"<li>{page.sentence()}</li>" for _ in range(rng.randint(2, 4)))
    code = f"<pre>{rng.choice(CODE)}</pre>" if rng.random() < 0.6 else ""
    quote = f"<div class=alert>{page.sentence()}</div>" if rng.random() < 0.5 else ""
    return f"<h2>{rng.choice(NOUNS).capitalize()} and {rng.choice(NOUNS)}</h2>{page.prose(4)}{quote}<ul>{items}</ul>{code}{page.prose(3)}"


def tabs(page: Page) -> str:
    """A strip of tabs, one of them chosen."""
    names, kind = page.pick(PLACES, page.rng.randint(3, 5)), page.rng.choice(("line", "box", "pill"))
    chosen = page.rng.randrange(len(names))
    made = "".join(
        f"<div role=tab class='tab {'on' if n == chosen else ''}' aria-selected={'true' if n == chosen else 'false'}>{name}</div>"
        for n, name in enumerate(names)
    )
    return f"<div class='tabs {kind}'>{made}</div>"


def toolbar(page: Page) -> str:
    """Small pictures in a row, each a button."""
    shapes = (
        "M3 3h10v10H3z", "M2 8h12M8 2v12", "M8 2a6 6 0 1 0 .1 0z", "M3 12l5-9 5 9z", "M2 4h12M2 8h12M2 12h12",
        "M3 8l4 4 6-8", "M4 4l8 8M12 4l-8 8", "M11 3l-6 5 6 5",
    )  # fmt: skip
    made = "".join(
        f"<button class=tool><svg width=16 height=16 fill=none stroke=currentColor stroke-width=2><path d='{shape}'/></svg></button>"
        for shape in page.pick(shapes, page.rng.randint(3, 6))
    )
    return f"<div class=toolbar>{made}</div>"


def head(page: Page) -> str:
    """The bar at the top: a name, links, a search field, a button."""
    links = "".join(f"<a class=nav href='#'>{name}</a>" for name in page.pick(PLACES, page.rng.randint(3, 5)))
    search = "<input type=text class=search placeholder='Search' data-name='Search'>" if page.rng.random() < 0.7 else ""
    return f"<div class=head><b>{page.rng.choice(NOUNS).capitalize()}</b>{links}{search}<button class=main>{page.rng.choice(ACTIONS)}</button></div>"


PARTS: tuple[Callable[[Page], str], ...] = (form, details, cards, table, definitions, mail, article, tabs, toolbar)
