"""Scores controls and fields against what is true of a screen, role by role. What is matched how: docs/controls.md."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from projections.elements import ElementRow
from projections.fields import FieldRow

Rect = Sequence[float]

ROLES = ("Button", "Edit", "ComboBox", "CheckBox", "RadioButton", "TabItem", "Hyperlink", "Image")
RECORDED = {
    "button": "Button",
    "push button": "Button",
    "toggle button": "Button",
    "entry": "Edit",
    "input": "Edit",
    "textbox": "Edit",
    "combobox": "ComboBox",
    "checkbox": "CheckBox",
    "tab": "TabItem",
    "page tab": "TabItem",
    "link": "Hyperlink",
    "doc-noteref": "Hyperlink",
    "icon": "Image",
    "img": "Image",
}
OVERLAP = 0.5
STATES = ("checked", "selected", "disabled")


@dataclass(frozen=True)
class Control:
    """A control that is there. `counts`: False where it cannot be told by looking, or lies partly outside."""

    role: str
    label: str
    boxes: tuple[Rect, ...]
    states: frozenset[str]
    counts: bool = True


@dataclass(frozen=True)
class Pair:
    """A label and a value that are there; `label_box` is None where it is not known."""

    label: str
    value: str
    box: Rect
    label_box: Rect | None
    is_cell: bool = False


@dataclass(frozen=True)
class Screen:
    """What is true of a screen. `all_fields`: whether `pairs` names every field that is on it."""

    controls: tuple[Control, ...]
    pairs: tuple[Pair, ...]
    all_fields: bool


def made_screen(truth: dict[str, Any]) -> Screen:
    """Return the truth of a rendered page."""
    controls = tuple(
        Control(
            "Image" if each.get("picture") else each["role"],
            each["label"],
            tuple(each["parts"]),
            frozenset(state for state in STATES if each.get(state)),
            each.get("visible", True),
        )
        for each in truth["ui"]
    )
    pairs = tuple(
        Pair(each["label"], each["value"], each["box"], each["label_box"], each["table"]) for each in truth["fields"]
    )
    return Screen(controls, pairs, True)


def recorded_screen(truth: dict[str, Any]) -> Screen:
    """Return the truth of a recorded frame: what is a button without a word on it counts as an icon."""
    controls = []
    for each in truth["ui"]:
        role = RECORDED.get(each["role"])
        if role is None:
            continue
        words = [word for word in truth["words"] if _inside(word[1:5], each["box"])]
        if role == "Button" and not words:
            role = "Image"
        states = frozenset(state for state in STATES if each.get(state))
        controls.append(Control(role, each["label"], (each["box"],), states, not each.get("partial", False)))
    pairs = tuple(Pair(each["label"], each["value"], each["box"], None) for each in truth.get("fields") or ())
    return Screen(tuple(controls), pairs, False)


@dataclass
class Tally:
    """Counts over frames; with `tells`, every miss and every false finding is printed."""

    tells: bool = False
    counts: Counter[tuple[str, str]] = field(default_factory=Counter)

    def add(self, frame: str, screen: Screen, found: Sequence[ElementRow], read: Sequence[FieldRow]) -> None:
        """Count one frame."""
        self._controls(frame, screen, found)
        self._fields(frame, screen, read)

    def told(self) -> str:
        """Return the table."""
        lines = [f"{'':<14}{'there':>7}{'recall':>9}{'found':>8}{'precision':>11}{'label':>8}{'state':>8}"]
        for role in (*ROLES, "fields", "cells"):
            there, hit, found, right = (self.counts[role, what] for what in ("there", "hit", "found", "right"))
            label, state = self.counts[role, "label"], self.counts[role, "state"]
            if not there and not found:
                continue
            lines.append(
                f"{role:<14}{there:>7}{_share(hit, there):>9}{found:>8}{_share(right, found):>11}"
                f"{_share(label, hit) if role != 'Image' else '':>8}{_share(state, hit) if role in ROLES else '':>8}"
            )
        return "\n".join(lines)

    def _controls(self, frame: str, screen: Screen, found: Sequence[ElementRow]) -> None:
        used: set[int] = set()
        for control in screen.controls:
            if not control.counts:
                continue
            self.counts[control.role, "there"] += 1
            hits = [n for n, each in enumerate(found) if n not in used and _is(each, control)]
            if not hits:
                self._say(frame, "missed", control.role, control.label, control.boxes[0])
                continue
            best = max(hits, key=lambda n: _alike(found[n].label, control.label))
            used.add(best)
            self.counts[control.role, "hit"] += 1
            self.counts[control.role, "label"] += _alike(found[best].label, control.label)
            self.counts[control.role, "state"] += control.states == frozenset(found[best].state)
        for n, each in enumerate(found):
            right = n in used or any(_is(each, control) for control in screen.controls)
            ignored = not right and any(not c.counts and _meets(each.box, c.boxes) for c in screen.controls)
            if ignored:
                continue
            self.counts[each.role, "found"] += 1
            self.counts[each.role, "right"] += right
            if not right:
                self._say(frame, "false", each.role, each.label, each.box)

    def _fields(self, frame: str, screen: Screen, read: Sequence[FieldRow]) -> None:
        used: set[int] = set()
        for pair in screen.pairs:
            kind = "cells" if pair.is_cell else "fields"
            self.counts[kind, "there"] += 1
            hits = [n for n, each in enumerate(read) if n not in used and _same(each, pair)]
            if not hits:
                self._say(frame, "missed", kind, f"{pair.label} -> {pair.value}", pair.box)
                continue
            used.add(hits[0])
            self.counts[kind, "hit"] += 1
            self.counts[kind, "label"] += _letters(read[hits[0]].value) == _letters(pair.value)
        if not screen.all_fields:
            return
        for n, each in enumerate(read):
            self.counts["fields", "found"] += 1
            self.counts["fields", "right"] += n in used
            if n not in used:
                self._say(frame, "false", "fields", f"{each.label} -> {each.value}", each.box)

    def _say(self, *words: object) -> None:
        if self.tells:
            print(*words)


def _is(found: ElementRow, control: Control) -> bool:
    """Whether a finding is a control: of its role and at its place. An icon may be found with the button around it."""
    if control.role == "Image":
        return found.role in ("Image", "Button") and any(_icon_of(found.box, box) for box in control.boxes)
    if found.role != control.role:
        return False
    if control.role == "Hyperlink":
        return any(_inside(found.box, box, 2) for box in control.boxes) and _part(found.label, control.label)
    return any(_overlap(found.box, box) >= OVERLAP for box in control.boxes)


def _icon_of(found: Rect, box: Rect) -> bool:
    return _inside(found, box, 1) and found[2] - found[0] <= 1.5 * (box[2] - box[0])


def _same(found: FieldRow, pair: Pair) -> bool:
    at_label = pair.label_box is None or _meets(found.label_box, (pair.label_box,))
    return _letters(found.label) == _letters(pair.label) and _meets(found.box, (pair.box,)) and at_label


def _alike(one: str, other: str) -> bool:
    return _letters(one) == _letters(other)


def _part(one: str, whole: str) -> bool:
    return _letters(one) in _letters(whole) if _letters(one) else one == whole


def _letters(text: str) -> str:
    return "".join(c for c in text.casefold() if c.isalnum())


def _overlap(one: Rect, other: Rect) -> float:
    wide, high = min(one[2], other[2]) - max(one[0], other[0]), min(one[3], other[3]) - max(one[1], other[1])
    if wide <= 0 or high <= 0:
        return 0.0
    both = (one[2] - one[0]) * (one[3] - one[1]) + (other[2] - other[0]) * (other[3] - other[1])
    return wide * high / (both - wide * high)


def _meets(one: Rect, others: Sequence[Rect]) -> bool:
    return any(_overlap(one, other) > 0 for other in others)


def _inside(one: Rect, other: Rect, rim: float = 0) -> bool:
    x, y = (one[0] + one[2]) / 2, (one[1] + one[3]) / 2
    return other[0] - rim <= x <= other[2] + rim and other[1] - rim <= y <= other[3] + rim


def _share(part: int, whole: int) -> str:
    return f"{part / whole:.3f}" if whole else "-"
