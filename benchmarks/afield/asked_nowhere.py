"""Questions whose words stand on the screens and whose answer does not: of another row, person, day or thing."""

from __future__ import annotations

from benchmarks.worlds.asking import Ask

_MESSAGES = (
    "wind pressure, Bassoon 16",
    "How thick are the tongues of the Oboe at G3, if you would be so kind?",
    "whats noors phone number",
    "I need to ring Fergus, he got a new phone as well, didn't he? What is his number?",
    "key safe code town hall kellerton",
    "What is the alarm code of the church?",
    "what did sister immaculata write in her mail about the key to the loft",
    "what answer did i send to dario about the crate",
    "tracking number of the crate from ironbark freight",
    "Please, which email address has Dr Lucinda Apted?",
    "who has the key of the blower room",
    "serial no. on the blower's name plate",
)
_TABLES = (
    "What would the sailing at 18:30 on 12 November have cost with the van?",
    "how many pipes of the trumpet are dented acording to the survey",
    "insurance value, organ of St Hild",
    "Who has written the article on Kirnberger III in the wiki?",
    "cents of G in werckmeister III",
    "how many hours did I plan for gilding the case pipes",
    "what rate do i charge for putting up the scaffold in the costs sheet",
    "Could you tell me the price per metre of the grey felt of 5 mm?",
    "when does order RF-90177 arrive",
    "balance of the savings account",
    "What is the interest on my loan at Gulf Mutual?",
    "due date bill 2026-085",
    "Who is our contact at the Ansell Conservatorium?",
    "when leaves the 874 from the stop at the hospital",
    "what does a ticket for the bus to kellerton cost",
    "How big is the file facade-south.jpg?",
    "which camera took facade-north.jpg",
    "humidity forecast Saturday 14 November Wirrabilla",
    "how long is the way from port ansell to kellerton in kilometres on the map",
)
_OTHERS = (
    "permit number for the crane",
    "I had lunch with Noor in the calendar and want to book a table. In which restaurant was it?",
    "How much money did the Colonnade Heritage Fund grant us in the end?",
    "max volume of trumpet8-C2-before.wav",
    "show me the final tests.py",
    "What is written in the script loft-backup, please?",
    "commit message 28 October",
    "how full is /home on the loft machine",
    "when did I last use GIMP",
)


def negatives() -> list[Ask]:
    """All of them, none with an answer."""
    asked = (*_MESSAGES, *_TABLES, *_OTHERS)
    return [Ask("negative", question, "not found", answer_kind="not_found") for question in asked]
