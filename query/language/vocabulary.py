"""What words of a question may mean to the planner: a table of concepts, and the words and turns that say each.

A word may say several things (`open` is a verb and a state); which of them counts is for the row of the plan that takes
it. Words in no row of the table are left to name something.
"""

from __future__ import annotations

from collections import defaultdict
from functools import lru_cache

import msgspec

from query.language import sorts, turns
from query.language.asking import ASKING
from query.language.turns import BEGUN, ENDED, LINGERED, LONG, NAMED, PLAYED, PLAYED_FIRST, PLAYED_LAST, PROGRAMS
from query.language.words import folded, forms, tokens
from query.patterns.pattern import pattern

# Each turn of several words is taken before its words by themselves.
CONCEPTS: dict[str, tuple[str, ...]] = {
    # -- what is to be told
    "which": ("which", "what", "whats", "list", "name", "show", "enumerate", "reproduce"),
    "who": ("who", "whom", "whose"),
    "when": (
        "when", "what day and time", "what date and time", "which day and time", "day and time", "at what point",
        "what time", "which time", "which day", "what day", "which days", "what days", "what date",
    ),
    "where": (
        "where", "whereabouts", "position", "location", "located", "coordinates", "which part of the screen",
        "which corner", "which side", "placed", "place", "bounding box",
    ),
    "often": (
        "how often", "how many times", "how many separate times", "how many different times",
        "how frequently", "number of times", "how many occasions", "how many separate occasions", "number of occasions",
    ),
    "long": LONG,
    "count": ("how many", "number of", "count", "how much"),
    "most": (
        "most", "mostly", "mainly", "a ton", "tons", "a lot", "heavily", "top", "more than any",
        "more than anything", "favourite", "favorite", "primarily", "predominantly", "the majority", "majority",
        "biggest", "longest", "main", "most used", "most visited", "dominated", "heaviest", "most of the time",
        "most of my time", "most time", "most of",
    ),
    "visits": ("visits", "visit"),
    "top": ("top",),
    "activity": ("activity", "activities", "what happened", "went on", "looking at", "occupied"),
    "category": PROGRAMS,
    "most_time": (*turns.LONGEST, "most time", "most focus time", "most of the time", "most of my time", "by time"),
    "by_visits": ("most often", "most frequently", "frequented", "most visits", "most times"),
    "first": (*PLAYED_FIRST, "first", "earliest", "originally", "initially", "initial", "original", "first time",
              "earliest time", *BEGUN),
    "last": (
        *PLAYED_LAST, "last", "latest", "most recent", "most recently", "newest", "final", "finally", "recently",
        "last time", "latest time", "most recent time", "most recent view", "last view", "latest view", "last on",
        "last in", "last at", *ENDED,
    ),
    "final": ("final", "finally", "in the end", "at the end", "end up", "ended up", "eventually", "settle", "settled"),
    "change": (
        "change", "changed", "changes", "changing", "update", "updated", "differ", "differed", "difference", "develop",
        "developed", "evolve", "evolved", "history", "course", "over time", "from what to what", "from which to which",
    ),
    "difference": (
        "difference", "differ", "differs", "grow", "grew", "grown", "increase", "increased", "rise", "rose", "drop",
        "dropped", "decrease", "decreased", "shrink", "shrank", "gain", "gained", "by how much", "by how many",
        "gap between", "apart",
    ),
    "between": ("between", "compared with", "compared to", "against", "and that of", "than that of"),
    "ratio": (
        "ratio", "factor", "times as much", "times as many", "times as high", "times as large", "times more",
        "how many times larger", "how many times higher", "times larger", "times higher",
    ),
    "sum": ("sum", "total of", "in total", "add up", "altogether", "combined", "total", "added up", "together"),
    "average": ("average", "mean of", "on average", "avg"),
    "compare": (
        "compare", "compared", "comparison", "versus", "vs", "difference", "differ", "more than", "less than", "longer",
        "shorter", "more", "less",
    ),
    "longest": ("longest", "most sustained", "deepest"),
    "time_of": (
        "last time", "latest time", "most recent time", "first time", "earliest time", "most recent view",
        "last view", "latest view",
    ),
    # -- what it is told of
    "site": ("site", "sites", "website", "websites", "web site", "web sites", "host", "hosts"),
    "domain": ("domain", "domains", "web domain", "web domains"),
    "app": ("app", "apps", "application", "applications", "program", "programs", "programme", "software", "tool"),
    "document": (
        "document", "documents", "file", "files", "text file", "text files", "sql file", "sql files", "python file",
        "python files", "csv file", "csv files", "log file", "markdown file", "shell file",
        "pdf", "pdfs", "pdf file", "pdf document",
        "spreadsheet", "spreadsheets", "doc", "word document", "excel file", "script", "scripts", "shell script",
        "shell scripts", "python script", "python scripts", *sorts.CALLED,
    ),
    "project": (
        "project", "projects", "project directory", "project directories", "project folder", "project folders",
        "working directory", "working directories", "repository", "repo", "codebase",
    ),
    "path": ("path", "paths", "file path", "full path", "folder", "directory", "folders", "directories"),
    # One folder is asked for as a path: `which folder is it in`.
    "folder": ("folders", "directories"),
    "page": ("page", "pages", "web page", "web pages", "webpage", "webpages", "url", "urls", "address", "addresses"),
    "window": ("window", "windows"),
    "behind": (
        "behind", "background", "in the background", "other window", "other windows", "still visible", "underneath",
        "next to", "beside",
    ),
    "button": ("button", "buttons", "could i press", "can i press", "could i click", "can i click", "could i push"),
    "checkbox": (
        "checkbox", "checkboxes", "check box", "check boxes", "tickbox", "tickboxes", "tick box", "tick boxes",
    ),
    "box": ("box", "boxes"),
    "radio": ("radio button", "radio buttons", "radio", "option button", "option buttons"),
    "input": (
        "field", "fields", "input", "inputs", "text box", "text boxes", "textbox", "textboxes", "input field",
        "input fields", "form field", "form fields", "entry field", "search box", "search field",
    ),
    "dropdown": ("dropdown", "dropdowns", "drop down", "drop downs", "combo box", "combobox", "select box"),
    "tab": ("tab", "tabs"),
    "link": ("link", "links", "hyperlink", "hyperlinks"),
    "menu": ("menu item", "menu items", "menu entry", "menu entries"),
    "icon": ("icon", "icons"),
    "control": ("control", "controls", "ui element", "ui elements", "widget", "widgets"),
    "checked": ("checked", "ticked", "tick", "selected", "active", "enabled", "turned on", "switched on", "marked"),
    "unchecked": (
        "unchecked", "unticked", "untick", "didnt i tick", "not checked", "not ticked", "not tick",
        "left unchecked", "empty", "not selected", "turned off", "blank", "left blank", "leave blank", "left empty",
        "leave empty", "switched off",
    ),
    "disabled": ("disabled", "greyed out", "grayed out", "greyed", "inactive"),
    "before": (
        "before", "prior to", "until", "when submitting", "when i submitted", "when i sent", "when sending",
        "on submitting", "just before", "right before",
    ),
    "after": ("after", "afterwards", "since the", "once", "refresh", "refreshed", "reload", "reloading", "refreshing"),
    "state": ("state", "checked or not", "ticked or not"),
    "colour": (
        "colour", "colours", "color", "colors", "rgb", "hex", "ansi", "xterm", "red green and blue", "red green blue",
    ),
    "code": ("code", "script", "query", "function", "statement", "snippet", "sql", "method", "procedure"),
    "command": ("command", "commands", "cmd"),
    "error": ("error", "errors", "exception", "exceptions", "traceback", "failure"),
    "typing": (
        "keystroke", "keystrokes", "key stroke", "key strokes", "key press", "key presses", "keypress", "keys",
        "typing", "typed", "type", "click", "clicks", "clicked", "mouse", "keyboard",
    ),
    "session": ("session", "sessions", "recording session", "recording sessions", "recording", "recordings"),
    "focus": (
        "focus", "focus session", "stretch", "episode", "uninterrupted", "unbroken", "without a break", "block of work",
        "period", "in one go", "at a time", "at a stretch",
    ),
    "gap": (
        "gap", "gaps", "break", "breaks", "pause", "pauses", "interruption", "interruptions", "away", "idle",
        "not recorded", "nothing recorded", "without recording",
    ),
    "switch": (
        "switch", "switches", "switched", "switching", "context switch", "context switches", "change windows",
        "changed windows", "jump", "jumped", "alternate",
    ),
    "agenda": (
        "calendar", "calendars", "meeting", "meetings", "appointment", "appointments", "agenda", "diary", "schedule",
        "scheduled",
    ),
    "frame": (
        "frame", "frames", "screenshot", "screenshots", "screen shot", "screen shots", "captures", "screen capture",
        "screen captures", "images",
    ),
    "system": (
        "captured", "capture", "processed", "process", "ingested", "ingest", "in care", "stored", "indexed", "analysed",
        "analyzed", "examined", "unprocessed", "pending", "backlog", "queryable", "stage 2", "stage 1", "ocr",
        "the journal", "the ledger", "event", "events", "handoff", "handoffs", "recorded",
    ),
    # -- what was done with it
    "use": (
        "most used", "most visited", "screen time", "visit", "visited", "visiting", "use", "used", "using", "open",
        "opened", "opening", "go to", "go into", "went into", "go on", "go onto", "going to", "gone to", "went to",
        "went on", "went onto", "look at", "looked at", "looking at", "look in", "look through", "fill in", "look",
        "looked", "read", "reading", "browse", "browsed", "browsing", "work in", "work on", "work with", "worked in",
        "worked on", "worked with", "working in", "working on", "working with", "work", "worked", "edit", "edited",
        "editing", "be in", "be on", "be at", "was i in", "was i on", "was i at", "i was in", "i was on", "been in",
        "been on", "been at", "last on", "last in", "last at", "check", "checked", "checking", "check in", "switch to",
        "switched to", "spend", "spent", "spending", "view", "viewed", "viewing", "access", "accessed", "consult",
        "consulted", "consulting", "launch", "launched", "write", "wrote", "written", "writing", "eat", "ate", "eaten",
        "take", "took", "taken", "take up", "took up", "taken up", "hog", "hogged", "sit in", "sat in", "live in",
        "lived in", "bring up", "brought up", "pull up", "pulled up", "stay on", "stayed on", *LINGERED, *PLAYED,
    ),
    "front": (
        "in front", "in front of me", "up front", "open", "opened", "up", "on my screen", "on the screen", "on screen",
        "in the foreground", "foreground", "to the front", "in the front", "active", "in use", "in focus", "focused",
        "front window", "foreground window", "active window", "focused window", *BEGUN, *ENDED,
    ),
    "have": ("have", "had", "having", "keep", "kept", "has"),
    "me": (
        "most of my time", "i", "we", "me", "my", "our", "us", "was i in", "was i on", "was i at", "i was in",
        "i was on", *PLAYED,
    ),
    "named": NAMED,
    "doing": (
        "doing", "do", "done", "working", "busy with", "busy", "up to", "occupied", "occupied with", "work on",
        "working on", "worked on", "happening",
    ),
    "must": ("have to", "has to", "had to"),
    "played": PLAYED,
    "screen": ("screen", "display", "monitor", "desktop"),
}  # fmt: skip

_WORD = pattern(
    r"\"[^\"]*\"|“[^”]*”|`[^`]*`|«[^»]*»|(?<!\w)'[^']+'(?!\w)|(?<!\w)‘[^’]+’(?!\w)|[^\s,;:!?()…]+(?:[,:][^\s,;:!?()…]+)*"
)
_QUOTES = "\"'“”‘’`«»"
_POSSESSIVE = pattern(r"['’]s?$")


class Word(msgspec.Struct, frozen=True):
    """A word of a question, as it stands there, and the concepts it may say; `quoted`: it is looked for as it is."""

    text: str
    concepts: frozenset[str] = frozenset()
    quoted: bool = False

    @property
    def is_filling(self) -> bool:
        """Say whether it carries the question and names nothing."""
        return not self.quoted and all(token.replace("'", "") in ASKING for token in tokens(self.text))


class Understood(msgspec.Struct, frozen=True):
    """A question, word by word."""

    words: tuple[Word, ...]

    def says(self, *concepts: str) -> bool:
        """Say whether any word says one of these."""
        return any(not word.concepts.isdisjoint(concepts) for word in self.words)

    def saying(self, *concepts: str) -> tuple[str, ...]:
        """Return the words that say one of these."""
        return tuple(word.text for word in self.words if not word.concepts.isdisjoint(concepts))

    def without(self, *concepts: str) -> str:
        """Return what is left to name something: no filling words, and none that say one of these."""
        kept = (word for word in self.words if not word.is_filling and word.concepts.isdisjoint(concepts))
        return " ".join(word.text for word in kept)


def _turns() -> dict[tuple[str, ...], frozenset[str]]:
    found: defaultdict[tuple[str, ...], set[str]] = defaultdict(set)
    for concept, spelled in (*CONCEPTS.items(), *turns.SWITCHES.items()):
        for turn in spelled:
            # They are written as tokens are; to fold a thousand of them anew would take as long as to load ten modules.
            found[tuple(turn.split())].add(concept)
    return {turn: frozenset(concepts) for turn, concepts in found.items()}


TURNS = _turns()
_LONGEST = max(map(len, TURNS))
# All but what may name what was read of: `the film of the pump room`.
_OURS = TURNS.keys() - set(map(tokens, (*sorts.CALLED, *LINGERED, *PLAYED)))
WORDS = frozenset(word for turn in _OURS for word in turn)
"""The words of the table that ask, folded."""
ALONE = frozenset(turn[0] for turn in _OURS if len(turn) == 1)
"""Those that say something by themselves."""


@lru_cache(maxsize=256)
def understand(question: str) -> Understood:
    """Return what the words of a question may mean; of turns that overlap, the longer counts, then the earlier."""
    raw = [match[0] for match in _WORD.finditer(question)]
    found: list[Word] = []
    at = 0
    while at < len(raw):
        size, concepts = _turn_at(raw, at)
        text = " ".join(raw[at : at + size])
        quoted = text[:1] in _QUOTES and len(text) > 1
        found.append(Word(text.strip(_QUOTES) if quoted else _POSSESSIVE.sub("", text).rstrip("."), concepts, quoted))
        at += size
    return Understood(tuple(word for word in found if tokens(word.text)))


def _turn_at(raw: list[str], at: int) -> tuple[int, frozenset[str]]:
    for size in range(min(_LONGEST, len(raw) - at), 0, -1):
        said = [plain for word in raw[at : at + size] if (plain := _plain(word)) is not None]
        concepts = TURNS.get(tuple(said)) if len(said) == size else None
        if concepts:
            return size, concepts
    return 1, frozenset()


def _plain(word: str) -> str | None:
    """Return the one token of a word as the table spells it; None where it is quoted, or a name with signs."""
    if word[:1] in _QUOTES:
        return None
    bare = folded(word).replace("’", "'").strip(".'")
    bare = bare.removesuffix("'s").replace("'", "")
    return bare if bare.isalnum() else None


def is_known(word: str) -> bool:
    """Say whether a word, or a form of it, is one of the planner's own."""
    return not WORDS.isdisjoint(forms(word))
