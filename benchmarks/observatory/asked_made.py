"""Questions for code as it was left, and for what was typed in terminals."""

from __future__ import annotations

from benchmarks.observatory import texts
from benchmarks.orchard.asking import both, code, number, shows, told
from benchmarks.worlds.asking import Ask, on


def made() -> list[Ask]:
    """All of them."""
    return [*_final(), *_code(), *_commands()]


def _final() -> list[Ask]:
    return [
        code("final_code", "Which SQL did we end up with yesterday?", texts.UPTIME[-1]),
        code("final_code", "uptime query per dish, last version", texts.UPTIME[-1]),
        code("final_code", "Please show me the final interference query from Tuesday 25 May.", texts.RFI[-1]),
        # The comment above the query is no part of what is asked.
        code("final_code", "what is the query in slew_limits.sql now?", texts.SLEW[-1].partition("\n")[2]),
        code("final_code", "how did wrap_azimuth turn out in the end", texts.WRAP),
        code("final_code", "prune_logs.sh - final state from wednesday", texts.PRUNE[-1]),
    ]


def _code() -> list[Ask]:
    versions = both(on("2027-06-10"), shows("AS mean_up", "FROM uptime"))
    return [
        told("code", "why did the first try at the uptime query fail?", 'column "up" does not exist',
             'column "up" does not exist'),
        Ask("code", "How many versions of the uptime query did I run on Thursday?", "4", frames=versions,
            answer_kind="number"),
        number("code", "after how many days are the gzipped logs deleted by prune_logs.sh, in its final form", "45",
               "-mtime +45 -delete"),
        told("code", "name of the function that merge request 84 adds?", "reject_short_frames",
             "+def reject_short_frames(frames,"),
    ]  # fmt: skip


def _commands() -> list[Ask]:
    rebase = "git rebase --onto main HEAD~3 feature/stow-order"
    return [
        told("command", "Right after make test failed I ran a git command. Which one?", "git diff --stat",
             "Error 1", "git diff --stat"),
        told("command", "commit message on friday 28 may", "Wrap azimuth at the cable limit",
             "Wrap azimuth at the cable limit"),
        told("command", "what's the branch I made this Monday?", "feature/stow-order",
             "git switch -c feature/stow-order"),
        told("command", "the exact rebase command I typed on Monday", rebase, rebase),
        told("command", "which commit was I trying to cherry-pick?", "4be81f7", "git cherry-pick 4be81f7"),
    ]  # fmt: skip
