"""Shapes: how values are written, as parts of patterns that take no heed of case."""

from __future__ import annotations

MONEY = r"(?:[$€£¥]\s?\d|\b(?:usd|eur|gbp|chf|jpy)\s?\d|\d[\d.,]*\s?(?:[$€£¥]|usd|eur|gbp|chf|dollars?|euros?)\b)"
PRICE = rf"{MONEY}|(?<![\d.,:])\d[\d,]*\.\d\d\b|\b(?:million|thousand)\b"
PRICE_OR_SUM = rf"{PRICE}|(?<![\w.:])\d[\d,]*\d\d\d(?![\w:])"
NUMBER = r"\d"
NO_TIME = r"(?<![\w:.-])(?=[\w-]*\d)[\w-]+(?![\w-]|[:.]\d)"
"""A number of something, maybe with letters, that is no clock time."""
NO_CLOCK = r"(?<![\w:.])\d[\d.,]*(?![\d:])"
LARGE = r"(?:thir|four|fif|six|seven|eigh|nine)teen|(?:twen|thir|for|fif|six|seven|eigh|nine)ty"
"""Numbers in words from thirteen on, as a part of a pattern."""

NUMBER_WORDS = (
    r"\b(?:no|none|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|dozen|twice|once|"
    rf"{LARGE})\b"
)
CLOCK = r"\b\d{1,2}[:.]\d\d\b|\b\d{1,2}\s?[ap]\.?m\b|\b(?:noon|midnight)\b"
"""How a clock time is written, as a pattern that takes no heed of case."""

PHONE = (
    r"(?<!\d)\d{3}[-./ ]\d{3,4}|(?<!\d)0\d{1,4}(?:[-./ ]\d{2,4}){2,}|\+\d|\(\d{2,5}\)|\d{6,}|"
    r"\bext(?:ension)?\W{0,3}(?:is\s)?\d|\bextension\b.*\d{3}"
)
# `55 decibels` is no day in December.
_MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|"
    r"nov(?:ember)?|dec(?:ember)?)(?![a-z])"
)
DAY = (
    rf"\b\d{{1,2}}(?:st|nd|rd|th)?\.?\s+{_MONTH}|\b{_MONTH}\.?\s+\d|"
    r"\b\d{4}-\d\d-\d\d\b|\b\d{1,2}[./]\d{1,2}[./]\d|"
    r"\b(?:mon|tues?|wednes|thurs?|fri|satur|sun)(?:day)?\b|\b(?:today|tomorrow|yesterday|week|month)\b"
)

MONTH = r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)"
# What is counted is no sum of money, date or clock time, and no part of the number of a bill.
COUNT = (
    r"(?<![\w:.,$€£¥/#])(?<![$€£¥] )(?<!usd )(?<!eur )(?<!gbp )(?<!chf )(?<![a-z]-)(?<!\d{4}-)"
    rf"\d[\d.,]*(?!\d|[:/]\d|-\d{{3}}|-\d\d-|\s?[€£]|\.?\s?{MONTH}|(?:st|nd|rd|th)\b)"
)
UNTIL = (
    rf"(?:{CLOCK}|{DAY}|\b(?:the )?end of\b|\b(?:january|february|march|april|june|july|august|september|october|"
    r"november|december|spring|summer|autumn|winter)\b|\bmay \d|\bnext (?:week|month|year)\b|\b(?:midnight|noon)\b|"
    r"\b\d{4}-\d\d\b|\b\d{1,2}/\d{2,4}\b)"
)
"""How one writes until when something is, as a pattern: a day or a clock time, a month or a season."""

LASTS = (
    r"\d\s*(?:m?s|secs?|mins?|h|hrs?|d|w|yrs?)\b|\d:\d\d|\b(?:until|till?|since|by|forever|always)\b|"
    r"\b(?:(?:milli)?second|minute|hour|day|night|week|month|year)s\b|"
    r"\b(?:an?|one|half|whole|per) (?:whole )?(?:second|minute|hour|day|night|week|month|year)\b|"
    r"\b\d[\d.,]*\s(?:bytes?|characters?|lines?|pages?|rows?|words?)\b"
)
# In a table the head of its column has the currency.
FEE = (
    rf"{PRICE}|(?<![\w.:/-])(?<!\d )(?<!pin )(?<!pin is )(?<!code )(?<!code is )"
    r"(?!(?:19|20)\d\d\b)\d[\d,]*\d\d\d\b(?! \d)|\bfree\b|"
    r"(?m:(?:^|(?<!\d):)[ \t]*\d[\d.,]*[ \t]*$)"
)
PAID = r"(?:fares?|fees?|tolls?|rent|wages?|salary)"
ID = r"\b(?=[a-z_-]*\d)(?=[\d_-]*[a-z])[a-z\d][a-z\d_-]{2,}\b|\bid\W{0,3}\d|(?<![\w:.,])\d{4,}(?![\d:.,])|#\d"
YEAR = r"\b(?:1[5-9]|20)\d\d\b"
LENGTH = r"\d\s?(?:[cdkmnµ]?m\b|[\"']|(?:centi|milli|kilo)?met(?:re|er)s?\b|feet\b|foot\b|ft\b|inch(?:es)?\b|miles?\b)"
SHORT_LENGTH = r"\d\s?(?:[cdmnµ]?m\b|[\"']|(?:centi|milli)?met(?:re|er)s?\b|feet\b|foot\b|ft\b|inch(?:es)?\b|yards?\b)"
# A number with what it counts: a unit, or a word behind it. `Axis 4`, `v0.9.2` and `17 Sep` tell no size.
SIZE = (
    r"(?<![\w.-])\d[\d.,' ]*(?:%|[kmgt]?i?b\b|[cdkmnµ]?m[²³23]?\b|"
    r"(?!(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\b)[^\W\d_]{3,})"
)
ADDRESS = (
    r"\b(?:street|road|lane|row|quay|avenue|square|drive|court|terrace|wharf|close|crescent|way|st|rd|ave|box)\b|"
    r"(?-i:\b[A-Z][a-z]{2,} \d{1,4}\b|\b\d{1,4}[a-z]? [A-Z][a-z]+)|\b\d{4,6}\b"
)
STREET = (
    r"\b[^\W\d_]{3,} (?:street|road|lane|row|quay|avenue|square|drive|terrace|wharf|crescent|rd|ave)\b|"
    r"\b(?:street|rue|via|calle|platz) [^\W\d_]{2,}|[^\W\d_](?:straße|strasse|gasse|weg|platz)\b|\bp\.?o\.? ?box\b|"
    r"\b\d{1,4}[a-z]? [^\W\d_]{3,} (?:st|way|close|court|hill|park|place|gardens?)\b|\b[a-z]{1,2}\d{1,2} ?\d[a-z]{2}\b"
)
"""How the address of a house is written: more than a word that a way may be called by."""

_SPAN = r"(?:(?:milli)?seconds?|minutes?|hours?|days?|nights?|weeks?|months?|years?)"
SO_LONG = (
    rf"\d\s?(?:-\s?)?(?:[munµ]?s|secs?|m|mins?|h|hrs?|d|w|wks?|yrs?|{_SPAN})\b|\d:\d\d|\b(?:ms|{_SPAN})\W{{1,3}}\d|"
    rf"(?:{NUMBER_WORDS}|\b(?:an?|half an?|hundred))(?: and a half)? (?:whole |full )?{_SPAN}\b|"
    # The head of the column or row has the unit.
    r"(?m:(?:^|[|│:=])[ \t]*\d[\d.,]*[ \t]*(?:$|[|│]))"
)
"""How it is written how many minutes, or weeks, something takes."""

CODE = (
    r"(?<![\w:.])(?=[\w#-]*\d)[\w#-]{3,}(?![:.]\d)|[“\"‘'][\w-]+[”\"’']|"
    r"\bcode\b[^.;?!:=]{0,40}(?:\bis\b|[:=])\s*[\w“‘\"']"
)
"""What opens something, or tells a fault: digits, or letters with digits, or what is said to be a code."""

IDENTIFIER = r"(?<![\w:.,$€£])(?=[\w/#-]*\d)[\w/#-]+(?![\w:]|[.:]\d)"
"""What numbers a thing of which there are many: no clock time, and no sum of money."""

# In a table the head of its column has the currency, and the cell nothing but the number.
PRICE_OR_CELL = rf"{PRICE}|(?m:^[ \t]*\d{{2,}}[ \t]*$)"
