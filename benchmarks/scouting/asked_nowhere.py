"""Questions whose words stand on the screens and whose answer does not: another row, person, day, field or thing."""

from __future__ import annotations

from benchmarks.worlds.asking import Ask

_PEOPLE = (
    "Packie Noone's phone number",
    "what is the email address of the harbour master?",
    "Nuala has a niece who answers the phone. How old is she, did anybody say?",
    "licence number of Ewa",
    "Who plays Captain Flood in episode 4?",
    "when does Idris Cole's plane land",
    "what did Hanna Lindgren write to me about the planks for the mud",
    "what's Sunniva's room number at Rinn Lodge",
    "Could you tell me what Father Burke said in his letter to the council?",
    "Dermot's daughter dances, that much I know, but what is her name?",
    "what did the Garda sergeant write about the traffic plan",
    "birthday of Priyanka",
    "Who was the reporter of the ticket about the snow plough?",
)
_PLACES = (
    "the mart yard has a gate as well, which code do the cars need there",
    "wifi password at the lodge",
    "what does the oyster shed cost for a week in winter",
    "deposit we pay for the quarry lake in Doohan",
    "Can you tell me how many metres wide the slipway in the harbour is?",
    "high water on Saturday 10 October in Kilbrack",
    "What is the water temperature in the quarry lake?",
    "how windy will it be on Thursday 1 October",
    "how many kilometres from the unit base to the lightkeeper's cottage",
    "door code of the old cannery",
    "noise limit inside St Enda's Hall in the afternoon",
    "what are the opening hours of the post office with the barrier key",
)
_MONEY = (
    "how much did Hedgerow ask for the drone",
    "price of a night in the family room in November",
    "please, the balance of my private account at Corrib Bank",
    "iban of Seafield Estates",
    "invoice number of the harbour's deposit",
    "What did the limewash for the gable cost?",
    "If we move the film permit to another week, what does the council charge?",
    "how much is the exterminator's second visit",
)
_THINGS = (
    "have the hi-vis vests a tracking number? I can't find the parcel",
    "what is in the file parking.txt",
    "show me the final README.md of the unit repo",
    "hash of the commit I made on tuesday",
    "What was the error when I printed the call sheet on the Mac?",
    "which lens did I use for IMG_2288",
    "which voucher did I type in for the hotel",
)


def negatives() -> list[Ask]:
    """All of them, none with an answer."""
    asked = (*_PEOPLE, *_PLACES, *_MONEY, *_THINGS)
    return [Ask("negative", question, "not found", answer_kind="not_found") for question in asked]
