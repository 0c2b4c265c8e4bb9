"""How Stage 2 stands, for `autocapture batch status` and `autocapture status`."""

from __future__ import annotations

import argparse

import msgspec

from ledger.dataroot import DataRoot
from processors import backlog, report
from processors.registry import chosen
from projections import batches
from projections.status import Section
from projections.views import Views


def describe(root: DataRoot, _args: argparse.Namespace) -> Section:
    """Return the backlog, the last run, and what became of requests to a model server.

    Raises:
        NotADataRoot, Stale: there is nothing to tell of.
    """
    with Views(root) as views:
        found = backlog.survey(views, chosen(None), integrity=True)
        last = next(iter(batches.latest(views.facts, 1)), None)
        calls = batches.calls(views.facts)
    told = {
        **report.backlog_fields(found),
        "eta_s": found.eta_s(),
        "last_run": msgspec.to_builtins(last),
        "model_calls": msgspec.to_builtins(calls),
    }
    return Section(told, tuple(report.backlog_words(found, last, calls)))
