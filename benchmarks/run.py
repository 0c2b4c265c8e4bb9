"""`make bench`: run each benchmark in a process of its own and print what was measured beside the goal.

A benchmark is a script in this folder with a function `main() -> Iterable[Row]`; its name is listed in
`SCRIPTS`. It measures a yardstick in the same run where there is one, for machines differ and are noisy.
A goal that is missed is printed, not a failure: a benchmark is no test. One that breaks is.

Scripts are run as modules (`python -m benchmarks.run`): started by path, this folder would stand first
on the path, and a script called `ingest` before the room of that name.
"""

from __future__ import annotations

import importlib
import multiprocessing
import sys
import time
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass

from rich.console import Console
from rich.table import Table

SCRIPTS: tuple[str, ...] = ("ingest", "arrivals", "ledger", "cold", "search", "answering", "serving")
"""Names of scripts in this folder, without `.py`, in the order of the table."""

VERDICTS = {True: "reached", False: "missed", None: ""}
SHOWN_WIDTH = 120


@dataclass(frozen=True)
class Row:
    """One line of the table: `met` is None where there is no goal, or where a person must judge."""

    what: str
    measured: str
    goal: str = ""
    met: bool | None = None


def rows_of(script: str) -> tuple[Row, ...]:
    """Run one script's `main()` in this process."""
    module = importlib.import_module(f"benchmarks.{script}")
    main: Callable[[], Iterable[Row]] = module.main
    return tuple(main())


def rows_of_fresh_process(script: str) -> tuple[Row, ...]:
    """Run one script in an interpreter of its own: memory and imports of one do not flatter the next."""
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(max_workers=1, mp_context=context) as pool:
        return pool.submit(rows_of, script).result()


def table_of(rows: Iterable[tuple[str, Row]]) -> Table:
    """Lay out rows, each with the name of the script that measured it."""
    table = Table("script", "what", "measured", "goal", "", box=None, pad_edge=False)
    for script, row in rows:
        table.add_row(script, row.what, row.measured, row.goal, VERDICTS[row.met])
    return table


def main(argv: Sequence[str]) -> int:
    """Run the scripts named, or all; 0 where all ran, 1 where one broke, 2 where one is not listed."""
    unknown = [name for name in argv if name not in SCRIPTS]
    if unknown:
        print(
            f"No such benchmark: {', '.join(unknown)}. There are: {', '.join(SCRIPTS) or 'none yet'}.", file=sys.stderr
        )
        return 2
    found: list[tuple[str, Row]] = []
    broken: list[str] = []
    for script in argv or SCRIPTS:
        started = time.monotonic()
        try:
            found += [(script, row) for row in rows_of_fresh_process(script)]
        except Exception as error:  # noqa: BLE001 - one broken benchmark must not hide the others
            broken.append(script)
            print(f"{script} broke: {error!r}", file=sys.stderr)
        print(f"{script}: {time.monotonic() - started:.1f} s", file=sys.stderr)
    console = Console(width=None if sys.stdout.isatty() else SHOWN_WIDTH, markup=False, highlight=False)
    console.print(table_of(found) if found else "Nothing measured: no benchmark is listed yet.")
    return 1 if broken else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
