"""Questions for what stood on the screens of Monday and Tuesday."""

from __future__ import annotations

from benchmarks.scouting.asking import every, file, number, ticked, told
from benchmarks.scouting.texts import NOTES
from benchmarks.worlds.asking import Ask


def early() -> list[Ask]:
    """All of them."""
    return [*_letters(), *_office(), *_shed(), *_hire(), *_sheets()]


def _letters() -> list[Ask]:
    return [
        told(
            "field",
            "how much does the harbour want for a day",
            "€850",
            "€850 per day",
            "Kilbrack Harbour 4 850",
            also=("850",),
        ),
        told(
            "text",
            "By what date does the harbour master need our insurance paper?",
            "30 September",
            "the certificate by Wednesday 30 September",
            also=("30 Sep", "September 30"),
        ),
        every(
            "text",
            "before we start the smoke machine I have to ring somebody. who and what number?",
            ["coastguard", ["091 555 0163", "0915550163"]],
            "coastguard on 091 555 0163",
        ),
        told(
            "text",
            "whats going to be switched off for sound at the harbour if i ask for it",
            "ice plant",
            "The ice plant is switched off",
        ),
        told(
            "text",
            "Sorry, I am hopeless with this: what was it that has to stay clear for the lifeboat?",
            "slipway",
            "The slipway must stay clear",
        ),
        told(
            "text",
            "who has the key of the lighthouse keeper's house while Nuala is away",
            "Packie Noone",
            "Packie Noone next door",
            also=("Packie",),
        ),
        told(
            "text",
            "there was a reason why nobody may light the fire in the cottage, something with birds?",
            "jackdaws",
            "jackdaws in the chimney",
        ),
        told("text", "number of Nuala's niece pls", "086 555 0719", also=("0865550719",)),
        every(
            "text",
            "In which city is Nuala in October, and until which day?",
            ["Lisbon", ["11th", "11 October", "October 11"]],
            "Lisbon from the 3rd until the 11th of October",
        ),
        told(
            "text",
            "What is the most Priyanka lets me spend on location fees for this block?",
            "€14,000",
            also=("14,000", "14000"),
        ),
        told(
            "text",
            "who was it that wanted the cottage for scene 41?",
            "Sunniva Aas",
            "Sunniva Aas 09:22 I want the cottage for scene 41",
            also=("Sunniva",),
        ),
        number(
            "text", "how many lunches did I order for the harbour days", "58", "58, the drone team brings its own food"
        ),
    ]


def _office() -> list[Ask]:
    return [
        ticked(
            "Which boxes had I ticked in the council's permit form?",
            ("Road closure", "Filming at night", "Drone flights", "Generator on public land"),
            ("Animals on set", "Pyrotechnics", "Stop and go"),
        ),
        Ask(
            "ui_set",
            "did i choose card or invoice for the fee of the permit",
            "invoice",
            ("Pay by invoice:on",),
            must_not=("by card",),
        ),
        every(
            "field",
            "Emergency contact on the film permit form with phone number?",
            ["Fintan Roche", ["087 555 0334", "0875550334"]],
            "Fintan Roche, 087 555 0334",
        ),
        told(
            "text",
            "why did the council's page refuse my pdf on monday morning",
            "larger than 5 MB",
            "is larger than 5 MB",
            also=("5 MB",),
        ),
        told("command", "How many MB were left of the insurance PDF after I had shrunk it?", "1.94"),
        told(
            "command",
            "what did powershell say when I typed Compress-Pdf",
            "The term 'Compress-Pdf' is not recognized",
            also=("CommandNotFoundException",),
        ),
        told(
            "command",
            "exact command with which the certificate got small",
            "magick -density 120 insurance-cert.pdf -quality 70 insurance-small.pdf",
        ),
        every(
            "text",
            "when was I supposed to be at the dentist last week",
            [["Thu", "24 September", "24 Sep", "September 24"], ["10:00", "10 am"]],
            "10:00 Dentist",
        ),
    ]


def _shed() -> list[Ask]:
    return [
        told(
            "field",
            "what is the largest file I brought home from rinn point",
            "shed-inside.mov",
            "shed-inside.mov 684 MB",
        ),
        told("field", "Which phone or camera took the photo of the gable, IMG_2291?", "iPhone 15 Pro"),
        told("command", "what went wrong when i copied the video onto the lacie disk", "No space left on device"),
        told(
            "command",
            "What did I throw off the LaCie to make room?",
            "block1-rushes",
            "rm -r /Volumes/LACIE/block1-rushes",
        ),
        told(
            "text",
            "That notice on the Mac while I typed my notes on the shed, what did it tell me?",
            "Disk Not Ejected Properly",
            also=("Eject",),
        ),
        file("my notes on the oyster shed, last version please", NOTES[-1]),
        told(
            "code", "How long is Hanna at the shed in the evening, going by the final notes?", "17:30", never=("18:00",)
        ),
        told("code", "where's the second socket in the shed", "cold room", "(second one is in the cold room)"),
    ]


def _hire() -> list[Ask]:
    return [
        number("text", "up to how many knots can tomasz fly the small drone", "18", "for the small one 18"),
        every(
            "text",
            "Who comes with Tomasz instead of Marek, and what happened to Marek?",
            ["Ewa", ["wrist", "trampoline"]],
            "And my assistant will be Ewa, not Marek. He broke his wrist on a trampoline",
        ),
        told("text", "licence no. of the drone pilot", "IRL-OP-22841"),
        told(
            "field",
            "what does one generator cost a week at hedgerow",
            "€485.00",
            "Generator 60 kVA, silent 2 €485.00",
            also=("485",),
        ),
        told(
            "field",
            "Could you give me the sum of the hire quote before VAT?",
            "€3,300.00",
            "Sum before VAT €3,300.00",
            also=("3,300", "3300"),
        ),
        every(
            "field",
            "who do I phone at Hedgerow Hire and on which number",
            ["Siobhan Deely", ["091 555 0448", "0915550448"]],
            "Siobhan Deely, 091 555 0448",
        ),
        ticked(
            "which of the extras was ticked on the quote for the toilets and generators",
            ("Damage waiver, 8 %",),
            ("Fuel included", "Attendant at night"),
        ),
    ]


def _sheets() -> list[Ask]:
    return [
        told(
            "field",
            "Greta just texted me, she wants to know when make-up starts for her. Can you look it up?",
            "06:40",
            "Greta Solheim Ingrid 06:10 06:40",
            also=("6:40",),
        ),
        told("field", "Which actress plays Mrs Quinn?", "Bernie Lavelle", "Bernie Lavelle Mrs Quinn"),
        every(
            "field",
            "all the actors who are on the call sheet for the 5th",
            ["Greta Solheim", "Conor Fahy", "Bernie Lavelle", "Idris Cole"],
            "Greta Solheim",
            "Conor Fahy",
            "Bernie Lavelle",
            "Idris Cole",
        ),
        told(
            "field",
            "which scene of call sheet 14 is shot in the dark",
            "29",
            "29 Pier, farewell Night",
            also=("farewell",),
        ),
        told(
            "field",
            "In what colour does the art department want the gable? I need the number from the chart.",
            "Ochre 07",
        ),
        number("text", "how many litres of paint did the gable really need", "22", "It took 22 litres"),
        told(
            "text",
            "until when must the wall be white again for Mrs Tierney",
            "20 October",
            "white again by 20 October",
            also=("October 20",),
        ),
    ]
