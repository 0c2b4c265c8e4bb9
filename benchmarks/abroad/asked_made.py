"""Questions for files as they were left, and for what was typed in terminals."""

from __future__ import annotations

from benchmarks.abroad.asking import file
from benchmarks.abroad.texts import CHECKS, DIVERT, HANDOVER, LOADS, PLOT, ROLL
from benchmarks.scouting.asking import number, told
from benchmarks.worlds.asking import Ask, program


def made() -> list[Ask]:
    """All of them."""
    return [*_files(), *_code(), *_commands()]


def _files() -> list[Ask]:
    return [
        file("What final SQL did we land on for the night loads?", "night_loads.sql", LOADS[-1]),
        file("last version of night_loads.sql please", "night_loads.sql", LOADS[-1]),
        file("show me divert.py as it was in the end", "divert.py", DIVERT[-1]),
        file("what does the roll.sh script look like now", "roll.sh", ROLL[-1]),
        file("final version of plot.R?", "plot.R", PLOT[-1]),
        file("the handover note for Saskia, how did i leave it", "handover.md", HANDOVER[-1]),
        file("Give me the depot-visit.txt list in its last state.", "depot-visit.txt", CHECKS[-1]),
    ]


def _code() -> list[Ask]:
    return [
        told(
            "code",
            "what was the SQL error with the first version of the night loads query",
            'column "nigth" does not exist',
        ),
        number("code", "how many versions of night_loads.sql did I try?", "3", "FROM night_load"),
        number("code", "Wels dwell time in the final divert.py, in minutes", "9", 'Stop("Wels", minutes=9)'),
        told("code", "which segment is in CLOSED in my python script", "rehberg-tunnel", '["rehberg-tunnel"]'),
        number("code", "at least how many nights must a train have run in the last SQL", "20", "HAVING count(*) >= 20"),
    ]


def _commands() -> list[Ask]:
    return [
        told("command", "which commit message did I use on Thursday 14 January?", "Avoid the Rehberg tunnel"),
        told(
            "command",
            "What exception did divert.py die with the first time?",
            "NoSuchSegment",
            "graphiet.errors.NoSuchSegment: 'Rehberg' is a station, not a segment",
        ),
        number("command", "how many logs did roll.sh copy in the end", "14", "copied 14 logs"),
        told("command", "what did R complain about when I ran plot.R?", "object 'night' not found"),
        told("command", "exact command to switch on the vpn on the laptop", "nmcli connection up lumen-vpn"),
        told(
            "command",
            "how did I connect the network drive on the depot pc",
            "net use L: \\\\lantaarn\\fleet",
            where=program("cmd"),
        ),
    ]
