"""Statements of SQL that were run: at the prompt of a database, and by commands that give one, or a file of them."""

from __future__ import annotations

import re

from projections.code import Showing
from query.answers.answer import Answer
from query.code import shell
from query.foreground import listing
from query.inquiries.inquiry import Inquiry
from query.patterns.pattern import pattern

_VERB = (
    r"(?:select|insert|update|delete|create|alter|drop|with|merge|grant|revoke|truncate|explain|analy[sz]e|values|call|"
    r"copy|begin|commit|rollback|pragma|show|describe|vacuum|attach|set)"
)
_STATEMENT = pattern(rf"^[\s(]*{_VERB}\b", re.IGNORECASE)
# A command of the shell that has a database do something: `sqlite3 meters.db < meters.sql`, `psql -c "select 1"`.
_CLIENT = pattern(
    r"^(?:sudo )?(?:[\w./-]*/)?(?:psql|sqlite3?|duckdb|mysql|mariadb|sqlcmd|sqlplus|clickhouse(?:-client)?|bq|"
    r"usql|pgcli|mycli|litecli)(?:\.exe)?\b",
    re.IGNORECASE,
)
_GIVEN = pattern(rf"\.sql\b|[\"'](?:[^\"']*[\s;(])?{_VERB}\b", re.IGNORECASE)
_SQL = "sql"

_LANGUAGE = r"(?:sql|postgres(?:ql)?|psql|sqlite|duckdb|mysql|mariadb|database|db)"
_MANY = pattern(rf"\b(?:{_LANGUAGE} )?(?:queries|statements)\b", re.IGNORECASE)
_ONE = pattern(rf"\b(?:{_LANGUAGE} )?(?:query|statement)\b", re.IGNORECASE)
_SOME = pattern(
    r"\b(what|which|all|any|my)( all| else| the| my)? sql(?= (?:that |did|have|had|was|were|i|we)\b)", re.IGNORECASE
)
# Banks send statements, too, and forms take queries.
_SURE = pattern(rf"\b(?:quer(?:y|ies)|{_LANGUAGE}|(?:{_VERB}) statements?|terminal|console|prompt)\b", re.IGNORECASE)
_FORM = pattern(
    r"\b(?:in|into|on) (?:(?:the|a|my|this|that) )?(?:\w+ )?(?:bar|box|dialog|field|form|page|site|website)\b",
    re.IGNORECASE,
)
# Of a table or a database it is told by its name alone.
_AGAINST = pattern(
    r"\b(?:against|on|over|at|in|into|inside) (?:(?:the|my|our|a|any) )?(?:databases?|db|"
    r"(?:sql|database) (?:shell|prompt|console|client))\b|\b(?:tables?|databases?)\b",
    re.IGNORECASE,
)


def _is_statement(showing: Showing) -> bool:
    snippet = showing.snippet
    if snippet.language == _SQL:
        return _STATEMENT.search(snippet.text) is not None
    return bool(_CLIENT.search(snippet.text) and _GIVEN.search(snippet.text))


_RUNS = shell.Sort("SQL command", _is_statement)


def listed(inquiry: Inquiry, plain: str) -> Answer | None:
    """Return the statements that were run, or that failed, as a question for them says; None where it is none.

    Args:
        inquiry: what is asked.
        plain: the question, without what is quoted.
    """
    # That one `executed` them was taken off where the word stands on no screen.
    for way in dict.fromkeys((plain, listing.ways(inquiry)[1])):
        named = _SOME.sub(r"\1\2 queries", way)
        as_commands = _ONE.sub("command", _MANY.sub("commands", named))
        if as_commands == way or not _SURE.search(way) or _FORM.search(way):
            continue
        if (answer := shell.listed(inquiry, _AGAINST.sub(" ", as_commands), _RUNS)) is not None:
            return answer
    return None
