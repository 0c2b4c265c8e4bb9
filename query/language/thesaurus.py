"""The thesaurus: words that are the same word, written otherwise, and words that people say for one another.

Tables of plain English, of home, office and trade; nothing in them comes from any screen. The first two hold always: an
irregular verb is one word in all its forms, and `qty` is a quantity. What is merely said for another word counts only
where the word itself stands nowhere (`query.passages.lookup`).
"""

from __future__ import annotations

from collections.abc import Iterable

# Words that people and screens write short or long, here or overseas.
_SHORT = {
    "address": "addr", "administration": "admin", "application": "app", "average": "avg", "configuration": "config",
    "database": "db", "department": "dept", "development": "dev", "documentation": "docs", "email": "mail",
    "environment": "env", "extension": "ext", "kilogram": "kg", "kilo": "kg", "maximum": "max", "message": "msg",
    "minimum": "min",
    "number": "no", "password": "pw", "production": "prod", "quantity": "qty", "reference": "ref", "repository": "repo",
    "specification": "spec", "telephone": "tel", "temperature": "temp", "percent": "pct", "information": "info",
    "percentage": "pct", "byte": "b", "kilobyte": "kb", "megabyte": "mb", "gigabyte": "gb", "terabyte": "tb",
    "millisecond": "ms", "second": "sec", "minute": "min", "hour": "hr", "metre": "m", "meter": "m", "kilometre": "km",
    "kilometer": "km", "centimetre": "cm", "centimeter": "cm", "millimetre": "mm", "millimeter": "mm", "gram": "g",
    "tonne": "t", "kilowatt": "kw", "volt": "v", "hertz": "hz", "duplicate": "dup", "duplicates": "dups",
    "account": "acct", "appointment": "appt", "approximately": "approx", "argument": "arg", "authentication": "auth",
    "calculation": "calc", "constant": "const", "directory": "dir", "estimate": "est", "function": "func",
    "government": "govt", "invoice": "inv", "manager": "mgr", "meeting": "mtg", "parameter": "param", "picture": "pic",
    "previous": "prev", "request": "req", "required": "req", "response": "resp", "statistics": "stats", "street": "st",
    "temporary": "tmp", "variable": "var", "version": "ver", "week": "wk", "colour": "color", "harbour": "harbor",
    "centre": "center", "favourite": "favorite", "licence": "license", "cheque": "check", "grey": "gray",
    "catalogue": "catalog", "dialogue": "dialog", "programme": "program", "theatre": "theater", "labour": "labor",
    "relative": "rel", "neighbour": "neighbor", "behaviour": "behavior", "defence": "defense",
}  # fmt: skip

_NUMBERS = ("two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")

# Verbs whose forms do not follow the endings; those that are another common word as well are left out.
_IRREGULAR = """
    make makes making made, get gets getting got, write writes writing wrote written, send sends sending sent,
    buy buys buying bought, pay pays paying paid,
    sell sells selling sold, take takes taking took taken, give gives giving gave given, hold holds holding held,
    lose loses losing lost, meet meets met, build builds built, catch catches caught, bring brings brought,
    think thinks thought, teach teaches taught, choose chooses choosing chose chosen, drive drives driving drove driven,
    draw draws drew drawn, break breaks broke broken, speak speaks spoke spoken, steal steals stole stolen,
    freeze freezes froze frozen, rise rises rising rose risen, fall falls fell fallen, grow grows grew grown,
    throw throws threw thrown, know knows knew known, fly flies flew flown, begin begins began begun,
    run runs running ran, swim swims swam swum, ring rings rang rung, drink drinks drank drunk,
    come comes coming came, shut shuts shutting, hang hangs hung, lead leads led, feed feeds fed, shoot shoots shot,
    win wins winning won, stick sticks stuck, dig digs dug, sleep sleeps slept, sweep sweeps swept, deal deals dealt,
    spend spends spent, lend lends lent, bend bends bent, hide hides hiding hid hidden, ride rides rode ridden,
    eat eats ate eaten, beat beats beaten, forget forgets forgot forgotten, shake shakes shook shaken,
    wear wears wore worn, tear tears tore torn, swear swears swore sworn, wake wakes woke woken, sing sings sang sung,
    keep keeps kept, tell tells told, understand understands understood, become becomes became
"""

# What people say for one another. A word may stand in several groups; it then is said for the words of each.
_SAID = """
    ship vessel boat, ticket issue, mailbox inbox, appointment meeting booking, colleague coworker, picture image photo,
    price cost, phone telephone mobile cell, firm company business, staff employee personnel, boss manager supervisor,
    salary wage, holiday vacation leave, car vehicle, flat apartment, lorry truck, doctor physician,
    medicine medication drug, shop store, begin start commence, end finish, delete remove erase,
    repair fix mend, error failure fault, wrong incorrect invalid, quick fast, big large, little small,
    happen occur, assist help support, choose select pick, verify check, dispatch send, due deadline,
    attendee participant, guest visitor, client customer, vendor supplier, bill invoice, folder directory,
    username login, settings preferences options configuration, trial test, reason justification cause,
    remark comment note, summary abstract overview, article piece story, author writer, headline title,
    percentage percent, growth increase rise gain raise, decline decrease drop fall reduction,
    location place venue room,
    floor storey level, road street, town city, nation country, job task, duty responsibility,
    rule policy regulation, contract agreement, rent lease, lecture talk presentation, course class lesson,
    pupil student, teacher instructor, exam examination test, mark grade, aim goal objective target,
    amount quantity, total sum, mean average, maximum highest, minimum lowest, initial first, newest latest,
    mass weight, speed rate, length duration, parcel package, crate box, train rail, plane aircraft airplane,
    film movie, song track, dose dosage, clinic hospital, tablet pill, illness disease sickness, damage harm,
    accident incident, alarm alert warning, notice notification, password passcode passphrase, wifi wlan wireless,
    laptop notebook, screen monitor display, bug defect, patch fix, release version, deploy deployment rollout,
    rollback revert, calendar schedule agenda, mail email message letter, reply answer response, spam junk,
    rubbish trash bin garbage, chat conversation, team group, leader head, owner holder, debt balance,
    fee charge surcharge, fine penalty, discount rebate, refund reimbursement, revenue income turnover,
    profit earnings, expense cost spending, quote quotation offer estimate, stock inventory, warehouse depot,
    harbour port, quay dock pier, captain skipper master, cargo freight load, storm gale, rain rainfall,
    signature sign, address street, surname name, birthday birth born, recipient to, sender from, topic subject,
    heading title, supervisor manager, permission access, authorisation approval, approve accept, reject refuse deny,
    cancel abort, postpone delay, rehearsal run, slot time, shift rota roster, helper function, routine function,
    statement query, result output, outcome result, stay dwell, wait delay, capacity limit, limit maximum,
    threshold limit, size length, width breadth, depth draught, remaining left, outstanding overdue unpaid,
    unread new, arrival arrived eta, departure departed etd, destination port, origin source, attachment file,
    revision version, draft version, minutes notes, ram memory, mum mother, dad father, kid child,
    cellphone mobile phone, shut closed, hotel lodge inn hostel guesthouse accommodation,
    owe outstanding open due unpaid payable, spare replacement, broken faulty defective damaged, hire rent,
    fetch collect pickup, allowed permitted, forbidden prohibited banned, consignment shipment delivery,
    courier carrier, lift elevator, swap replace exchange, ring call, keep retain, needed required necessary mandatory,
    kit equipment gear, gauge meter, trainee apprentice intern, dinner supper,
    insurance cover coverage, postcode zip, wage salary pay, cheap inexpensive, timetable schedule, ill sick unwell,
    absent away, jammed stuck blocked, leftover remainder
"""


# What is done, and the noun for it that its endings do not give: `the diversion` of what was diverted.
_DONE = """
    accept acceptance, adjust adjustment, advise advice, agree agreement, announce announcement,
    arrange arrangement, arrive arrival, assign assignment, choose choice, compare comparison, complain complaint,
    conclude conclusion, convert conversion, decide decision, deploy deployment, describe description,
    develop development, dismiss dismissal, divert diversion, divide division, enrol enrolment, exclude exclusion,
    expand expansion, explain explanation, extend extension, fly flight, grow growth, improve improvement,
    include inclusion, lose loss, maintain maintenance, measure measurement, omit omission, pay payment,
    permit permission, prescribe prescription, propose proposal, receive reception, refuse refusal,
    rehearse rehearsal, remove removal, renew renewal, replace replacement, respond response, sell sale, ship shipment,
    subscribe subscription, suspend suspension, transmit transmission, treat treatment,
    withdraw withdrawal
"""


def _groups(table: str) -> Iterable[tuple[str, ...]]:
    return (tuple(group.split()) for group in table.split(","))


def _deeds_with_nouns(table: str) -> Iterable[tuple[str, ...]]:
    """Yield each verb in its regular forms, with its noun."""
    for verb, noun in _groups(table):
        stem = verb.removesuffix("e")
        doubled = verb + verb[-1] if verb.endswith("mit") else stem
        yield noun, f"{noun}s", verb, f"{verb}s", f"{doubled}ed", f"{doubled}ing"


def _alike(groups: Iterable[Iterable[str]]) -> dict[str, frozenset[str]]:
    found: dict[str, frozenset[str]] = {}
    for group in map(frozenset, groups):
        for word in group:
            found[word] = found.get(word, frozenset()) | group - {word}
    return found


SAME: dict[str, frozenset[str]] = _alike([*_SHORT.items(), *_groups(_IRREGULAR), *_deeds_with_nouns(_DONE)])
SAME |= {word: frozenset({str(number)}) for number, word in enumerate(_NUMBERS, 2)}
"""Other spellings of the same word, and its forms where they are irregular."""

DEEDS = frozenset(word for group in _groups(_IRREGULAR) for word in group)
"""Verbs whose forms do not follow the endings, in all their forms."""

_SAID_FOR = _alike(_groups(_SAID))

SAID = frozenset(word for word in _SAID_FOR if len(word) > 3)
"""All words that people say for one another."""


def said_for(word: str) -> frozenset[str]:
    """Return the words that people say for one another with this one, in small letters; empty where none is known."""
    return _SAID_FOR.get(word) or _SAID_FOR.get(word.removesuffix("s"), frozenset())
