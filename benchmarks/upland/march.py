"""Monday 22 and Wednesday 24 March at the office: a gauge reads too high, its rating is fitted anew."""

from __future__ import annotations

from benchmarks.upland.desk import notice
from benchmarks.upland.manuals import DRIFT, FAULTS, RATINGS, SEGMENTS, UNSURE
from benchmarks.upland.parts import striped
from benchmarks.upland.places import thread
from benchmarks.upland.programs import sheet, zulip
from benchmarks.upland.sites import gauges, issue, mailbox, message
from benchmarks.upland.texts import RATING
from benchmarks.upland.web import Page, web
from benchmarks.upland.writing import editor, shell
from benchmarks.worlds.look import Look
from benchmarks.worlds.window import Window

Steps = list[tuple[int, Window]]
POST = [
    ("Ngaire Pohatu", "Tussock Creek reads too high", "the board meets on Thursday 8 April and", "8:47 am"),
    ("Dougal Mackie", "Pump 4 again", "it screams like a stuck pig and trips", "8:20 am"),
    ("Stillwell Instruments", "Your quote Q-30917", "Thanks for asking about the vented probe", "Sun"),
    ("Tamsin Eccles", "Annual return is due", "A reminder that your return of takes", "Fri"),
    ("Priyanka Nair", "Model run 12", "Finished overnight, the low years look", "Fri"),
    ("Basin Gym", "We miss you", "Come back for half the price until the", "Thu"),
    ("Sefa Leota", "Roster for Easter", "I can do the Saturday if somebody takes", "Thu"),
    ("Flowdesk alerts", "3 sensors went quiet", "Kowhai Weir, Long Gully and Spur Race", "Wed"),
    ("Uplands Vet", "Booster for Biscuit", "Your dog is due on the 14th of the", "Tue"),
    ("Bruce Oakden", "Photos of the weir", "Eleven of them, mind the one with my", "Tue"),
    ("Rates office", "Instalment 3", "Please find attached the invoice for", "Mon"),
    ("Huia Mail", "You have used 12.4 of 15 GB", "Make room or take the bigger plan", "Mon"),
]
_HIGH = """Morning Keri,

the board meets on Thursday 8 April and wants a new rating for Tussock Creek before it decides on restrictions. \
Bruce measured 0.318 cumecs on Saturday while the site showed 0.412.

Until then we report with a correction of minus 9 percent.

The consultant costs us $165 an hour, so please ask Priyanka for the fit only.

I am in Wellington until Wednesday, at night ring 027 555 0184.

Ngaire"""
_PUMP = """Keri,

pump 4 screams like a stuck pig and trips after 20 minutes. Sefa swapped the fuse on Friday, a 63 amp one, no joy.

There is a new padlock on the intake gate, 4471. The dog at the woolshed is all talk.

If it dies I lose 14 hectares of lucerne. Could we borrow the diesel set from Long Gully?

Dougal Mackie
Braeside"""
_SITES = [
    ("Site", "Stage m", "Flow", "Battery V", "Last seen"),
    ("Tussock Creek", "0.981", "0.412", "12.1", "9:05"),
    ("Long Gully", "1.440", "1.070", "12.7", "9:00"),
    ("Spur Race", "0.366", "0.233", "11.8", "8:45"),
    ("Kowhai Weir", "2.015", "3.900", "13.2", "9:10"),
    ("Old Ford", "0.702", "0.655", "12.4", "9:05"),
    ("Saddle Hut", "0.118", "0.041", "10.9", "yesterday"),
]
_TALK = [
    ("Bruce Oakden", "8:58 am", "Did the wading at Tussock on Saturday, 23 verticals. Cold feet."),
    ("Sefa Leota", "9:01 am", "Pump 4 draws 91 amps now. Plate says 74."),
    ("Bruce Oakden", "9:03 am", "Weed on the control again? Last autumn it cost us 40 mm."),
    ("Keri Haldane", "9:06 am", "Who has the waders in size 9?"),
    ("Sefa Leota", "9:07 am", "Behind the door of the chlorine shed."),
    ("Ngaire Pohatu", "9:10 am", "Quad bike is at the garage until Thursday. Take the Hilux, fuel card PIN is 6038."),
    ("Bruce Oakden", "9:10 am", "Hilux has a slow leak front left, pump it to 38 first."),
    ("Sefa Leota", "9:14 am", "Easter roster: I do Saturday, Bruce does Monday."),
]
_ABOUT = [
    ("Owner", "Keri Haldane"),
    ("Raised by", "Ngaire Pohatu"),
    ("Urgency", "Severe"),
    ("Wanted by", "7 April 2027"),
    ("Guess", "18 hours"),
    ("Team", "Hydrometry"),
]
_TOLD = "Rating 14 is 29 percent too high below one metre. Fit a new one with all gaugings since July 2025."
_STEPS = ["Collect gaugings", "Fit and check", "Second reader", "Switch on rating 15"]
SAID = [
    ("Bruce Oakden", "20 March, 4:12 pm", "Gauging 118 is in the sheet, quality good, 23 verticals."),
    ("Ngaire Pohatu", "22 March, 8:30 am", "Board paper closes on the 6th, so no later than that please."),
]
FITTED = ("Keri Haldane", "24 March, 2:46 pm", "Two segments with a break at 1.35 m, error 3.8 percent.")


def snag(status: str, said: list[tuple[str, str, str]], done: int) -> Page:
    """The ticket about the rating, with so many steps done."""
    kids = [(name, number < done) for number, name in enumerate(_STEPS)]
    return issue("RIV-73", "Refit the rating of Tussock Creek", status, _ABOUT, _TOLD, said, kids)


_BAD = """^[keri@weka rating]$^ julia rating.jl
ERROR: LoadError: NegativeStage: row 17 has stage -0.031 m
Stacktrace:
 [1] check(g::Gaugings)
   @ Rivulet ~/.julia/packages/Rivulet/src/gaugings.jl:64
 [2] fit(::Type{PowerCurve}, g::Gaugings)
   @ Rivulet ~/.julia/packages/Rivulet/src/fit.jl:21
in expression starting at rating.jl:4
^[keri@weka rating]$^ """
_GOOD = """^[keri@weka rating]$^ julia rating.jl
2.614
^[keri@weka rating]$^ julia rating.jl
2.092 3.8
^[keri@weka rating]$^ hg commit -m "Split the curve at the willow bar"
^[keri@weka rating]$^ hg push
pushing to ssh://hg@moa/rating
searching for changes
remote: added 2 changesets with 3 changes to 2 files
^[keri@weka rating]$^ """
_CLASSIC = (
    "Classic. Put a break just above the bar and refit only the lower part. Keep the exponent below 2.5, else it is "
    "fitting rubbish."
)
_WILLOWS = thread(
    "shift-after-willows/8842",
    "Rating shifts every autumn, willows?",
    ("rating", "vegetation"),
    [
        ("mudlark", "3 Feb 2026", "12", "My low end moves up by 30 to 50 mm each March. Leaves pile up on the bar."),
        ("old_current_meter", "3 Feb 2026", "41", _CLASSIC),
        ("HarrietFlume", "5 Feb 2026", "17", "Or cut the willow. A permit costs $85 and takes nine days here."),
        ("mudlark", "11 Feb 2026", "6", "Cut it. Shift gone, neighbour happy, thanks."),
        ("pieter_v", "2 Mar 2026", "3", "Do not forget to note the date of the cut in the station history."),
    ],
)  # fmt: skip
_GAUGINGS = [
    ("No", "Date", "Stage m", "Flow", "Method", "Quality", "By"),
    ("112", "14/08/2026", "1.902", "4.310", "ADCP", "good", "B. Oakden"),
    ("113", "29/09/2026", "1.610", "2.770", "ADCP", "fair", "K. Haldane"),
    ("114", "17/11/2026", "1.288", "1.395", "wading", "good", "B. Oakden"),
    ("115", "12/12/2026", "1.151", "0.982", "wading", "poor", "S. Leota"),
    ("116", "20/01/2027", "0.998", "0.467", "wading", "good", "B. Oakden"),
    ("117", "19/02/2027", "0.907", "0.301", "salt", "fair", "K. Haldane"),
    ("118", "20/03/2027", "0.981", "0.318", "wading", "good", "B. Oakden"),
]


def monday(look: Look) -> Steps:
    """A letter, a pump, a ticket; the first fit fails."""
    net, edit, term = (0, 0, 1540, 1010), (140, 50, 1560, 960), (420, 360, 1500, 900)
    return [
        (0, web(look, net, mailbox(POST, 2), ("Rivers - Flowdesk",))),
        (21, web(look, net, message(POST[0], _HIGH), ("Rivers - Flowdesk",))),
        (66, web(look, net, message(POST[1], _PUMP), ("Rivers - Flowdesk",))),
        (103, web(look, net, gauges("rivers", "Rivers", "Last 24 hours", _TILES, striped(_SITES)), ("Inbox",))),
        (150, zulip(look, (80, 40, 1380, 900), "field", "Tussock Creek", _TALK)),
        (209, web(look, net, snag("In progress", SAID, 1), ("Inbox", "Rivers - Flowdesk"))),
        (247, web(look, net, RATINGS, ("Inbox",))),
        (305, editor(look, edit, "rating.jl", RATING[0], ("tussock.csv",))),
        (349, shell(look, term, _BAD)),
    ]


_TILES = [
    ("Tussock Creek", "0.412", "cumecs, rating 14"),
    ("Long Gully", "1.07", "cumecs, rating 6"),
    ("Spur Race", "0.233", "cumecs, rating 2"),
]


def wednesday(look: Look) -> Steps:
    """The documentation and a forum help; the third version is the one."""
    net, edit, term = (30, 10, 1520, 990), (180, 60, 1600, 970), (360, 430, 1440, 930)
    talk = notice(look, "Daybook", "Stocktake of spare parts", "starts in 10 minutes, Shed 2, bring the label printer")
    return [
        (0, web(look, net, FAULTS)),
        (57, web(look, net, DRIFT)),
        (112, editor(look, edit, "rating.jl", RATING[1], ("tussock.csv",))),
        (160, web(look, net, SEGMENTS, ("Drift",))),
        (219, web(look, net, _WILLOWS, ("Segments",))),
        (263, editor(look, edit, "rating.jl", RATING[2], ("tussock.csv",))),
        (322, shell(look, term, _GOOD)),
        (360, web(look, net, UNSURE, ("Segments",))),
        (418, sheet(look, (60, 20, 1120, 860), "gaugings.gnumeric", _GAUGINGS, ("D8", "0.318"),
                    (60, 120, 90, 90, 100, 90, 140))),
        (455, web(look, net, snag("In progress", [*SAID, FITTED], 2), ("Uncertainty",), talk)),
    ]  # fmt: skip
