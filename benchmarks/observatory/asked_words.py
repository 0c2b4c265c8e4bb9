"""Questions for what stood in fields, mails, rooms, papers, tables and notes."""

from __future__ import annotations

from benchmarks.orchard.asking import either, number, shows, told
from benchmarks.worlds.asking import Ask


def fields() -> list[Ask]:
    """What stood beside a label, or was typed into a form."""
    due = ("4 June 2027", "4 June", "June 4", "Jun 4", "2027-06-04")
    return [
        told("field", "OPS-207: who is it assigned to?", "Nora Valdane", "Assignee Nora Valdane"),
        told("field", "Who filed the ticket about dish 14 losing its lock?", "Tomasz Okafor", "Reporter Tomasz Okafor"),
        told("field", "priority of the azimuth lock ticket", "Critical", "Priority Critical"),
        told("field", "Could you look up the due date of OPS-207, please?", "4 Jun 2027", "Due Date 4 Jun 2027",
             also=due),
        told("field", "ops-207 estimation", "2d 4h", "Estimation 2d 4h"),
        number("field", "For which version is the fix of OPS-219 planned", "2027.25", "Fix versions 2027.25"),
        told("field", "state of OPS-207 when I had it open the last time?", "Closed", "State Closed",
             never=("To be verified", "In Progress")),
        told("field", "who's supposed to repair the date format bug in nightbook, OPS-219", "Farid Haddou",
             "Assignee Farid Haddou"),
        told("field", "Owner of the cold start page in the wiki?", "Sunniva Aasen", "Owner Sunniva Aasen"),
        told("field", "When's the maintenance window on the correlator cold start page?", "Sunday 05:00 to 06:45",
             "Maintenance window Sunday 05:00 to 06:45"),
        told("field", "which number plate did I put into the site permit", "RK 417 TB", "RK 417 TB"),
        number("field", "How many persons did I register on the permit in the end, after it grumbled?", "4",
               "Ready to be sent.", "Ruben Castellan 4 RK 417 TB"),
        told("field", "zone selected on the access permit?", "Zone 3", "Zone 3 (radio quiet)"),
        told("field", "permit number pls", "SP-30416", "Permit SP-30416"),
        told("field", "What fualt code did board 6 throw, according to Ilse's email?", "K-4083", "threw K-4083 again"),
        told("field", "Who handles my permit request, and where do I reach them (extension)?", ["Permit desk", "6009"],
             "Handled by Permit desk, ext 6009"),
    ]  # fmt: skip


def texts() -> list[Ask]:
    """What mails, rooms, papers and tables said."""
    return [*_errors(), *_people(), *_papers()]


def _errors() -> list[Ask]:
    return [
        told("text", "which ValueError did python give when I loaded night.csv?",
             "Invalid isoformat string: '01/06/2027 21:30'", "Invalid isoformat string: '01/06/2027 21:30'"),
        told("text", "Error of the unit test that failed on 28 May, full line if possible",
             "TypeError: unsupported operand type(s) for -: 'int' and 'str'",
             "TypeError: unsupported operand type(s) for -: 'int' and 'str'",
             also=("unsupported operand type(s) for -: 'int' and 'str'",)),
    ]  # fmt: skip


def _people() -> list[Ask]:
    return [
        told("text", "wifi password for tour guests", "kelpie-dune-61", "password kelpie-dune-61"),
        told("text", "array-ops on 26 May: who was on call that night, and on which number?",
             ["Farid", "555-0127"], "Farid is on call tonight, 555-0127."),
        number("text", "to how many seconds did farid change the survey's integration time", "12",
               "from 8 to 12 seconds on Tuesday"),
        told("text", "how much do we still owe Cryodyne on CD-60418?", "EUR 9,317.60", "EUR 9,317.60 is open",
             also=("9,317.60", "9317.60")),
        told("text", "What will the spare for board 6 cost altogether, with the express fee?", "EUR 6,740",
             "comes to EUR 6,740 in all.", also=("6,740", "6740")),
        number("text", "ilse extension", "6152", "on extension 6152"),
        told("text", "deadline for ordering the spare correlator board?", "Friday 12:30", "ordered by Friday 12:30"),
        told("text", "At what time does Birgit now switch off feeder 2 on Saturday, per her latest mail?", "07:10",
             "feeder 2 goes off at 07:10", also=("7:10",)),
        told("text", "which database index did Ilse drop for the March tapes?", "obs_log_started_idx",
             "I dropped obs_log_started_idx on Monday"),
        told("text", "what index does ilse propose in merge request 84", "partial index on frame(serial)",
             "Use a partial index on frame(serial) where checked is false", also=("frame(serial)",)),
        told("text", "Phone of the escalation hotline for the correlator", "555-0162", "Escalation 555-0162"),
        told("text", "release rehearsal in week 22 - what time, which room?", [["13:30", "1:30"], "Zenith"],
             "13:30 Release 2027.22 rehearsal, room Zenith"),
    ]  # fmt: skip


def _papers() -> list[Ask]:
    headline = "Plateau road shut for nine days while the bridge at Kettle Gorge is mended"
    return [
        told("text", "what was the big headline in the Ridge Courier on 24 May?", headline, headline,
             also=("Plateau road shut for nine days",)),
        told("text", "Who signed off the cryo service plan?", "Henrike Maas", "Approved by Dr Henrike Maas"),
        told("text", "start time for RX-38 in the cryogenic plan", "07:45", "RX-38 Tue 15 June 07:45", also=("7:45",)),
        number("text", "how many encoders do we have in stock", "2", "Encoder B3 2 3 418.00"),
        told("text", "what should Tomasz not do until Birgit has called?", "restart the correlator",
             "Do not restart the correlator before Birgit calls"),
        Ask("text", "How many dishes were tracking on the status page first, and how many when I looked again?",
            ["45", "47"], frames=either(shows("Dishes tracking 45"), shows("Dishes tracking 47")), answer_kind="set"),
        number("text", "what does shipping come to in the Ferrite Crate cart?", "24.90", "Shipping EUR 24.90"),
    ]  # fmt: skip
