"""Questions for code and notes as they were left, and for what was typed in terminals."""

from __future__ import annotations

from benchmarks.orchard import texts
from benchmarks.orchard.asking import both, code, number, shows, told
from benchmarks.worlds.asking import Ask, on


def made() -> list[Ask]:
    """All of them."""
    return [*_final(), *_code(), *_commands()]


def _final() -> list[Ask]:
    return [
        code("final_code", "what did my query for tanks that do not move look like in the end?", texts.STUCK[-1]),
        code("final_code", "give me the final SQL from Wednesday 20 October", texts.STUCK[-1]),
        code("final_code", "Last version of the pH query by blend, the one from Thursday", texts.ACID[-1]),
        code("final_code", "how did correct.py end up", texts.CORRECT[-1]),
        code("final_code", "show swap.js, final state please", texts.SWAP[-1]),
        # The editor's font draws these two signs as one arrow.
        code("final_code", "the R script for the label alcohol as it is now", texts.LABELS[-1],
             also=(texts.LABELS[-1].replace("<-", "←"),)),
        code("final_code", "What's in backup.sh after my changes?", texts.BACKUP[-1]),
    ]  # fmt: skip


def _code() -> list[Ask]:
    return [
        told("code", "what was wrong with the first try at the stuck tanks query, what did sqlite say?",
             "no such table: readings", "no such table: readings"),
        Ask("code", "how many versions of the stuck tank query did i run on 20 October", "3",
            frames=both(on("2027-10-20"), shows("AS fall")), answer_kind="number"),
        number("code", "after how many days does the backup script throw away copies, final value", "45", "-mtime +45"),
        told("code", "which calibration temperature is in correct.py at the end?", "20.0", "CALIBRATED = 20.0",
             also=("20 °C", "20 degrees")),
        told("code", "Which key was missing when I ran correct.py the first time", "temp_c", "KeyError: 'temp_c'"),
        told("code", "node complained about what in swap.js", "seeds.filer is not a function",
             "seeds.filer is not a function"),
    ]  # fmt: skip


def _commands() -> list[Ask]:
    return [
        told("command", "what branch did I make on 18 October?", "fahrenheit", "git switch -q -c fahrenheit"),
        told("command", "commit message from Tuesday night, 26 Oct", "Newest beans first", "Newest beans first"),
        told("command", "the tag I put on the repo on Thursday", "v0.3.1", "git tag v0.3.1"),
        told("command", "which commit did I try to cherry pick", "7c41d0e", "git cherry-pick 7c41d0e"),
        told("command", "why did the push of the beans branch not work?",
             "'origin' does not appear to be a git repository",
             "'origin' does not appear to be a git repository"),
        told("command", "What was the assertion that failed in the drift test?", "1.0212 != 1.0206",
             "AssertionError: 1.0212 != 1.0206"),
    ]  # fmt: skip
