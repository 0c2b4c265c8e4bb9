"""`make interop`: four verifiers that share no code with us check what we give away.

Each must accept everything genuine and reject every forgery and every single flipped bit that it looks at. A
verifier that is not here and cannot be had is skipped with a message. What each covers: docs/interop.md.
"""

from __future__ import annotations

import argparse
import os
import shutil
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from ledger.keys import KEY_DIRECTORY_VARIABLE
from tests.interop import evidence
from tests.interop.cases import SHELL, Case, cases
from tests.interop.judge import Fault, Judgement, judge
from tests.interop.verifiers import LABELS, VERIFIERS, Place, Ready, Skipped

FLIPS = 64
SCRIPT_FLIPS = 6
"""The script starts some thirty processes a case: it is asked the first few flips of each field."""
SHOWN_FAULTS = 5
WIDTH = 50


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one verifier: its judgement, or why there is none."""

    name: str
    label: str
    judgement: Judgement | None = None
    skipped: str = ""
    broke: str = ""
    seconds: float = 0.0

    def is_good(self, required: bool) -> bool:
        """Nothing failed; where all verifiers are required, a skipped one has failed."""
        return (bool(self.skipped) and not required) or (self.judgement is not None and self.judgement.holds)


def main(words: Sequence[str] | None = None) -> int:
    """Make the evidence, ask each verifier, print what came of it. 0: nothing failed. 1: something did."""
    args = _parser().parse_args(words)
    begun, into = time.monotonic(), args.into.resolve()
    work = into / "run"
    shutil.rmtree(work, ignore_errors=True)
    work.mkdir(parents=True)
    os.environ[KEY_DIRECTORY_VARIABLE] = str(work / "keys")
    made = evidence.make(work)
    print(f"A log of {', '.join(map(str, made.sizes[:-1]))} and {made.sizes[-1]} events, {len(made.exhibits)} proofs, "
          f"{len(made.consistencies)} consistency proofs; flips with seed {args.seed}.", flush=True)  # fmt: skip
    questions = cases(made, args.seed, FLIPS)
    outcomes = []
    for name in args.only or VERIFIERS:
        outcomes.append(_outcome(name, Place(into, args.install), questions))
        print(_in_words(outcomes[-1], into), flush=True)
    good = all(outcome.is_good(args.require == "all") for outcome in outcomes)
    print(_table(outcomes))
    print(f"{_close(outcomes, good)} {time.monotonic() - begun:.0f} s.")
    return 0 if good else 1


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="make interop", description=__doc__)
    parser.add_argument("--into", type=Path, required=True, help="where packages and work files go")
    parser.add_argument("--install", action="store_true", help="install Debian's packages, too (as root)")
    parser.add_argument("--require", choices=("all",), help="a skipped verifier is a failure")
    parser.add_argument("--only", nargs="+", choices=tuple(VERIFIERS), help="ask these verifiers only")
    parser.add_argument("--seed", type=int, default=1, help="which bits are flipped (default: 1)")
    return parser


def _outcome(name: str, place: Place, questions: Sequence[Case]) -> Outcome:
    try:
        ready = VERIFIERS[name](place)
    except Skipped as reason:
        return Outcome(name, LABELS[name], skipped=str(reason))
    except (OSError, RuntimeError) as error:
        return Outcome(name, LABELS[name], broke=str(error))
    begun = time.monotonic()
    try:
        judgement = ask(name, ready, questions)
    except RuntimeError as error:
        return Outcome(name, ready.label, broke=str(error))
    return Outcome(name, ready.label, judgement, seconds=time.monotonic() - begun)


def ask(name: str, ready: Ready, questions: Sequence[Case]) -> Judgement:
    """Ask a verifier what is for it, and judge its answers."""
    asked = [case for case in questions if name in case.asked]
    if name == SHELL:
        asked = _fewer(asked)
    return judge(asked, ready.ask(asked))


def _fewer(asked: Sequence[Case]) -> list[Case]:
    seen: dict[str, int] = {}
    kept = []
    for case in asked:
        seen[case.what] = seen.get(case.what, 0) + 1
        if case.accept or seen[case.what] <= SCRIPT_FLIPS:
            kept.append(case)
    return kept


def _in_words(outcome: Outcome, into: Path) -> str:
    if outcome.skipped:
        return f"skipped: {outcome.label}: {outcome.skipped}"
    if outcome.judgement is None:
        return f"FAILED: {outcome.label}: {outcome.broke}"
    judgement = outcome.judgement
    right, asked = sum(judgement.right.values()), sum(judgement.asked.values())
    lines = [f"{outcome.label}: {right} of {asked} right, {outcome.seconds:.1f} s"]
    if not judgement.control_reported:
        lines.append("  FAILED: the control, a bad proof that fits in itself, was not reported as accepted")
    for number, fault in enumerate(judgement.faults[:SHOWN_FAULTS]):
        kept = _kept(fault, into / "run" / "failed" / outcome.name / str(number))
        lines.append(f"  FAILED: {fault}\n    its files: {kept}")
    if len(judgement.faults) > SHOWN_FAULTS:
        lines.append(f"  and {len(judgement.faults) - SHOWN_FAULTS} more")
    return "\n".join(lines)


def _kept(fault: Fault, folder: Path) -> Path:
    for name, data in fault.case.files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    return folder


def _table(outcomes: Sequence[Outcome]) -> str:
    """Return how many were answered rightly: a row for each thing asked, a column for each verifier."""
    judged = [(each.name, each.judgement) for each in outcomes if each.judgement is not None]
    whats = list(dict.fromkeys(what for _, judgement in judged for what in judgement.asked))
    head = f"{'':{WIDTH}}" + "".join(f"{name:>10}" for name, _ in judged)
    rows = [f"{'accepted' if what == 'genuine' else 'rejected'}: {what:{WIDTH - 10}}" + "".join(
        f"{f'{judgement.right[what]}/{judgement.asked[what]}' if judgement.asked[what] else '–':>10}"
        for _, judgement in judged) for what in whats]  # fmt: skip
    control = f"{'a bad proof that fits in itself is reported':{WIDTH}}"
    rows.append(control + "".join(f"{'yes' if judgement.control_reported else 'NO':>10}" for _, judgement in judged))
    return "\n".join(["", head, *rows, ""]) if judged else ""


def _close(outcomes: Sequence[Outcome], good: bool) -> str:
    judged = sum(outcome.judgement is not None for outcome in outcomes)
    if not good:
        return "Interoperability does not hold, or was not shown where it must be."
    skipped = f", {len(outcomes) - judged} skipped" if judged < len(outcomes) else ""
    return f"{judged} {'verifier agrees' if judged == 1 else 'verifiers agree'} with us{skipped}."


if __name__ == "__main__":
    sys.exit(main())
