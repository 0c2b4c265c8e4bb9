"""Questions for what was in front, and for how long: programs, sites, documents, projects, pages."""

from __future__ import annotations

from query.answers.answer import Answer
from query.foreground import course, fewest, machines, ranking, usage, visited
from query.foreground.telling import Telling
from query.inquiries.inquiry import Inquiry
from query.language import elsewhere, negated


def answered(inquiry: Inquiry) -> Answer | None:
    """Return the answer to a question for what was in front, or None where it is none."""
    rest = machines.without(inquiry)
    asked = fewest.read(rest, inquiry.asked.question) or usage.read(rest)
    if asked is None or (asked.measure == "doing" and inquiry.asked.window is None and not inquiry.scope.frame):
        return None
    understood, is_number = inquiry.understood, asked.measure == "number"
    if asked.measure == "doing" and elsewhere.is_to_come(inquiry.rest):
        return None
    if is_number and elsewhere.is_of_others(understood, asked.subject):
        return None
    telling = Telling(inquiry, asked)
    if negated.is_not_ours(inquiry.rest) or (is_number and elsewhere.leaves_out(understood)):
        said = "Not found: only what was in front is told, and not what was not, nor all but something"
        return telling.concluded("page", (), f"{said}{telling.within}.")
    match asked.measure:
        case "most" | "least" | "list" | "number":
            return ranking.ranked(telling)
        case "doing":
            return course.doing(telling)
        case "longest":
            return course.longest(telling)
        case "compare":
            return ranking.compared(telling)
        case _:
            return visited.visited(telling)
