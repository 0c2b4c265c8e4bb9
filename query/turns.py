"""Turns of several words that are one: how people ask for a length of time, and names that hold a word of asking."""

from __future__ import annotations

LONG = (
    "how long", "how much time", "for how long", "time spent", "spent time", "total time", "amount of time",
    "time did i spend", "time have i spent", "how many minutes", "how many hours", "how many seconds", "duration",
    "length of time", "length of", "length in", "in minutes", "in hours", "in seconds", "total minutes", "total hours",
    "total seconds", "minutes in total", "hours in total", "seconds in total",
)  # fmt: skip
"""What asks how long something was."""

NAMED = (
    "vs code", "visual studio code", "visual studio", "android studio", "site visit", "changing rooms", "check list",
    "mailing list", "packing list", "price list", "punch list", "shopping list", "to do list", "waiting list",
)  # fmt: skip
"""What is a name as a whole, whatever its words say by themselves."""
