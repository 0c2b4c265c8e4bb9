"""The language of the journal, continued: the kinds of what we concluded, `derived.`; `ledger.facts` has the others.

A derived fact names its evidence (a frame) and its maker (`by`). Import these from `ledger.facts`, like all kinds.
"""

from __future__ import annotations

from ledger.fact import Box, Fact, Part


class Maker(Part, frozen=True):
    """Who concluded a fact: processor and version; the model, its digest and settings where one was used."""

    processor: str
    version: int
    model: str = ""
    model_digest: str = ""
    prompt_sha256: str = ""
    parameters: str = ""


class Span(Part, frozen=True):
    """A run of text on one line. `words` are the x extents of its whitespace-separated words, where known."""

    box: Box
    text: str
    confidence: int
    words: tuple[tuple[int, int], ...] = ()


class Gone(Part, frozen=True):
    """Things that an earlier event said and that are no longer on the screen: their places in its `appeared`."""

    seq: int
    places: tuple[int, ...]


class TextRead(Fact, frozen=True, tag="derived.text.read"):
    """What changed in the text of a frame against an earlier one: what appeared, what vanished.

    With an empty `against` it is the whole text of the frame. `source` is `ocr`, `uia` or `vlm`.
    """

    frame: str
    source: str
    by: Maker
    against: str = ""
    appeared: tuple[Span, ...] = ()
    vanished: tuple[Gone, ...] = ()


class Element(Part, frozen=True):
    """A control or another thing of the user interface. `state` holds words such as `disabled`, `focused`."""

    box: Box
    role: str
    label: str
    state: tuple[str, ...] = ()


class ElementSeen(Fact, frozen=True, tag="derived.element.seen"):
    """What changed in the controls of a frame against an earlier one. `source` is `uia`, `vlm` or `layout`."""

    frame: str
    source: str
    by: Maker
    against: str = ""
    appeared: tuple[Element, ...] = ()
    vanished: tuple[Gone, ...] = ()


class Window(Part, frozen=True):
    """A window on the screen. What is not known of it is empty, `z` then 0; the topmost window has `z` 1.

    `context` is where its program runs: `host`, or `vdi` for one that is shown from another machine. `visibility` is
    `full` or `partial`. `category` is what sort of program it is (`browser`, `terminal`), `document` what is open in
    it, `project` the folder or the like that this belongs to, as the title tells.
    """

    box: Box
    title: str
    app: str = ""
    process: str = ""
    focused: bool = False
    context: str = ""
    visibility: str = ""
    z: int = 0
    category: str = ""
    document: str = ""
    project: str = ""


class WindowRecognized(Fact, frozen=True, tag="derived.window.recognized"):
    """What changed in the windows of a frame against an earlier one. `source` is `record`, `screen` or `vlm`."""

    frame: str
    source: str
    by: Maker
    against: str = ""
    appeared: tuple[Window, ...] = ()
    vanished: tuple[Gone, ...] = ()


class Page(Part, frozen=True):
    """A web page that a browser window shows.

    `source` is `address` where its address bar was read: `box` is that of the text, `text` what stands there, `url`
    the address in it, without what the browser put around it; `cut` says that the end of the address was not to be
    seen. It is `title` where only the title of the window told which site it is: then `box` is that of the window,
    `text` its title, and there is no `url`. `host` is the name of the machine, `domain` the registrable domain (the
    public suffix and one label more), empty where the host has none. `title` is the title of its tab.
    """

    box: Box
    text: str
    source: str
    host: str
    url: str = ""
    domain: str = ""
    title: str = ""
    cut: bool = False


class PageRecognized(Fact, frozen=True, tag="derived.page.recognized"):
    """What changed in the web pages of a frame against an earlier one."""

    frame: str
    by: Maker
    against: str = ""
    appeared: tuple[Page, ...] = ()
    vanished: tuple[Gone, ...] = ()


class KeyframeChosen(Fact, frozen=True, tag="derived.keyframe.chosen"):
    """A frame deserves a look that is dear, and why: `reason` is the rule that chose it.

    `against` is the keyframe before it on the same screen, empty where there was none; `changed` is the share of the
    screen, in basis points, that differs from that one.
    """

    frame: str
    by: Maker
    reason: str
    against: str = ""
    changed: int = 0


class Excerpt(Part, frozen=True):
    """Words of a frame that its summary is put together of. `role` is `title`, `address`, `heading` or `line`."""

    box: Box
    role: str
    text: str


class FrameSummarized(Fact, frozen=True, tag="derived.frame.summarized"):
    """What a frame shows, in a sentence or two. `excerpts` are what it was put together of, where no model wrote it."""

    frame: str
    by: Maker
    text: str
    excerpts: tuple[Excerpt, ...] = ()


class Shade(Part, frozen=True):
    """A colour: red, green, blue, each 0 to 255, and the nearest terminal colours; the fact's maker names palettes."""

    rgb: tuple[int, int, int]
    ansi16: int
    ansi256: int


class ColoredRegion(Part, frozen=True):
    """The colours of a region of the screen. `share` is the part of it that is exactly the background, basis points.

    `region` is `screen`, `window`, `panel`, or what fills the window: `page`, `terminal`, `editor`, `content`; or
    `patch`, a flat area of the active window (a button, a bar, a calendar's entry), or `edge`, the strip along the
    left side of one. `title` and `app` are those of its window, empty for the screen, patches and edges.
    `foreground` is the usual colour of what is written or drawn on the background, None where nothing is, and of
    patches and edges. `histogram` has the commonest colours with their shares; patches and edges have none.
    """

    box: Box
    region: str
    title: str
    app: str
    background: Shade
    share: int
    foreground: Shade | None = None
    histogram: tuple[tuple[tuple[int, int, int], int], ...] = ()


class Snippet(Part, frozen=True):
    """A run of code, verbatim with its indentation. `lines` are the boxes of its lines that are not blank.

    `form` is `block`, `command` (what stands behind a prompt) or `traceback`; `where` is `editor`, `terminal` or
    `page`. `title` is that of the window, `name` the file where one is named, `symbol` what the snippet defines.
    `language` is empty where it is not known. Of a command, `state` is `typed` while nothing stands below it, else
    `ran`, or `failed` where an error does; `output` is what stands below it, `outcome` the box of that, `error` the
    error in it. `cut` says that more of it may stand beyond the rim of what is shown; `behind` that its window is not
    the active one.
    """

    box: Box
    form: str
    where: str
    language: str
    text: str
    lines: tuple[Box, ...]
    title: str = ""
    name: str = ""
    symbol: str = ""
    prompt: str = ""
    state: str = ""
    output: str = ""
    error: str = ""
    outcome: Box | None = None
    cut: bool = False
    behind: bool = False


class CodeFound(Fact, frozen=True, tag="derived.code.found"):
    """What changed in the code and commands of a frame against an earlier one."""

    frame: str
    by: Maker
    against: str = ""
    appeared: tuple[Snippet, ...] = ()
    vanished: tuple[Gone, ...] = ()


class ColorMeasured(Fact, frozen=True, tag="derived.color.measured"):
    """What changed in the colours of a frame against an earlier one."""

    frame: str
    by: Maker
    against: str = ""
    appeared: tuple[ColoredRegion, ...] = ()
    vanished: tuple[Gone, ...] = ()


class Field(Part, frozen=True):
    """A label and its value as they stand on the screen, each with its box; `box` is that of the value.

    The value of an empty input field is empty, and its box that of the field.
    """

    box: Box
    value: str
    label_box: Box
    label: str


class FieldRead(Fact, frozen=True, tag="derived.field.read"):
    """What changed in the fields of a frame against an earlier one, in reading order. `source` is `layout`."""

    frame: str
    source: str
    by: Maker
    against: str = ""
    appeared: tuple[Field, ...] = ()
    vanished: tuple[Gone, ...] = ()


class Post(Part, frozen=True):
    """What somebody wrote in a chat or below an article, with the name and the time that stand over or beside it.

    `box` and `text` are those of the words, `lines` the boxes of their lines, a line of `text` each; `said` is the time
    as it is spelled there, empty where none is.
    """

    box: Box
    text: str
    lines: tuple[Box, ...]
    author_box: Box
    author: str
    said_box: Box
    said: str


class PostRead(Fact, frozen=True, tag="derived.post.read"):
    """What changed in the posts of a frame against an earlier one, in reading order."""

    frame: str
    by: Maker
    against: str = ""
    appeared: tuple[Post, ...] = ()
    vanished: tuple[Gone, ...] = ()


class Burst(Part, frozen=True):
    """Presses of keys one after the other, none later than the pause that the maker names after the one before.

    `start` and `end` are when the first and the last of them was, UTC. Which keys they were is not told.
    """

    start: str
    end: str
    keys: int


class Click(Part, frozen=True):
    """A button of the mouse was pressed: when (UTC), at which pixel of the named frame, which button, as it was told.

    `point` may lie outside of the frame, on another screen; it is None where no place was recorded.
    """

    at: str
    point: tuple[int, int] | None = None
    button: str = ""


class InputRead(Fact, frozen=True, tag="derived.input.read"):
    """What `record`, a record of input that belongs to a frame, tells of single presses and clicks.

    `left_out` counts events that it has and that were not understood or not handed over.
    """

    frame: str
    record: str
    by: Maker
    bursts: tuple[Burst, ...] = ()
    clicks: tuple[Click, ...] = ()
    left_out: int = 0


class Passage(Part, frozen=True):
    """A few lines of text that stand together, and what they mean as a vector.

    `digest` is the first 16 hex digits of the SHA-256 of the text that was embedded; `vector` holds one signed byte a
    dimension, base64, and only its direction counts.
    """

    box: Box
    digest: str
    vector: str


class TextEmbedded(Fact, frozen=True, tag="derived.text.embedded"):
    """What changed in the passages of a frame against an earlier one, in reading order.

    `by` names the model and its digest: vectors of different ones are not compared.
    """

    frame: str
    by: Maker
    against: str = ""
    appeared: tuple[Passage, ...] = ()
    vanished: tuple[Gone, ...] = ()


AnyDerived = (
    TextRead
    | ElementSeen
    | WindowRecognized
    | PageRecognized
    | KeyframeChosen
    | FrameSummarized
    | ColorMeasured
    | CodeFound
    | FieldRead
    | PostRead
    | InputRead
    | TextEmbedded
)
