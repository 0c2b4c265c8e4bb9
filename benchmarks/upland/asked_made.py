"""Questions for files as they were left, and for what was typed in terminals."""

from __future__ import annotations

from benchmarks.scouting.asking import number, told
from benchmarks.upland.asking import file
from benchmarks.upland.texts import CHART, HANDBACK, LOGGER, RATING, TAKES, VISIT
from benchmarks.worlds.asking import Ask, program


def made() -> list[Ask]:
    """All of them."""
    return [*_files(), *_code(), *_commands()]


def _files() -> list[Ask]:
    return [
        file("what did the query for the takes look like in the end?", "takes.sql", TAKES[-1]),
        file("Give me takes.sql, the last version", "takes.sql", TAKES[-1]),
        file("the julia script for the rating, as it ended up", "rating.jl", RATING[-1]),
        file("final hydrograph.js please", "hydrograph.js", CHART[-1]),
        file("What's in logger.lua now?", "logger.lua", LOGGER[-1]),
        file("how did I leave the handback note for Ngaire", "handback.txt", HANDBACK[-1]),
        file("my notes from the site visit, whole thing", "site-visit.txt", VISIT[-1]),
    ]


def _code() -> list[Ask]:
    return [
        told(
            "code",
            "what did the database moan about in my first go at the takes query",
            "function month_floor(timestamp) is unknown",
            "C-207: function month_floor(timestamp) is unknown",
            also=("month_floor",),
        ),
        number("code", "how many different versions of rating.jl were there?", "3", "using Rivulet"),
        number("code", "at what stage does the curve break in the finished julia script", "1.35", "1.35"),
        number("code", "which limit is in the chart script?", "0.385", "0.385;"),
        number("code", "what channel does the lua script open, the last version", "5", "tarn.open(5,"),
        number(
            "code",
            "how big does the sum have to be so a holder shows up in the takes query",
            "2500",
            "HAVING sum(r.volume) > 2500",
        ),
    ]


def _commands() -> list[Ask]:
    return [
        told(
            "command",
            "what was the message of my hg commit on Wednesday 24 March?",
            "Split the curve at the willow bar",
            'hg commit -m "Split the curve at the willow bar"',
        ),
        told(
            "command",
            "which error did julia stop with the first time I ran the rating",
            "NegativeStage",
            "LoadError: NegativeStage: row 17 has stage -0.031 m",
        ),
        told(
            "command",
            "what process did I have to stop to get at the COM port?",
            "tarnview",
            "Stop-Process -Name tarnview",
            where=program("WindowsTerminal"),
        ),
        number("command", "how many records did i pull off the logger", "8640", "reading memory ... 8640 records"),
        told(
            "command", "exact command that put the lua script on the logger", "tarnctl deploy logger.lua --to tussock"
        ),
        told("command", "name of the git branch I made on Sunday", "log-axis", "git switch -c log-axis"),
    ]
