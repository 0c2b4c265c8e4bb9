"""Conditions: values in a query that was written, which tell what was looked for, and not what is so."""

from __future__ import annotations

from query.answers.answer import Claim
from query.passages.expected import shown_by
from query.patterns.pattern import pattern

NOT_OF_A_QUERY = (
    r"^(?!.*\b(?:query|queries|sql|conditions?|filter\w*|select\w*|where|statement|command|clause|limit|interval|"
    r"threshold|cut-?off)\b)"
)
"""How one asks for no part of a query, as a pattern."""

_OF_A_QUERY = pattern(r"(?:^\W*|[#>$]\s*)(?:SELECT|WHERE|HAVING|GROUP BY|ORDER BY|AND|FROM|INSERT|UPDATE)\s")


def is_told(question: str, claim: Claim) -> bool:
    """Say whether a value of the form that is asked for stands elsewhere than in a query, where there is one."""
    shows = shown_by(question)
    values = [each.text for each in claim.citations if shows(each.text)]
    return not values or not all(map(_OF_A_QUERY.search, values))
