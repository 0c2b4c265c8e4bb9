"""Which crew does the work: in this process, in processes of this machine, or on a cluster."""

from __future__ import annotations

import os

from ledger.errors import Usage
from processors.crew import Crew, Processes

IN_PROCESS, PROCESSES, DASK = "in-process", "processes", "dask://"
MEMORY_VARIABLE = "AP_MEM_LIMIT_MB"
_MB = 1 << 20
# Python takes no text of more than 4,300 for a number.
_MOST_DIGITS = 18


def chosen(name: str, *, jobs: int | None, memory_mb: int | None) -> Crew | None:
    """Return a crew; None is this process itself. Nothing is started yet, but for a connection to a cluster.

    Args:
        name: `in-process`, `processes`, or `dask://HOST:PORT`.
        jobs: processes at once; by default half the cores, at least one.
        memory_mb: what they may hold together, in MiB; by default what the hypervisor allows, or half of the memory.

    Raises:
        Usage: there is no such executor, or the limits do not fit it.
        ExtraMissing: a cluster is asked for, and `autocapture[dask]` is not installed.
        ClusterUnavailable: there is none at that address.
    """
    if name.startswith(DASK):
        from processors.cluster import Cluster

        return Cluster(name.removeprefix(DASK))
    if name == IN_PROCESS:
        return None
    if name != PROCESSES:
        raise Usage(f"There is no executor {name!r}.", f"There are: {IN_PROCESS}, {PROCESSES}, {DASK}HOST:PORT.")
    places = jobs or max(1, (os.cpu_count() or 1) // 2)
    return Processes(places, memory=ceiling(memory_mb) // places)


def ceiling(memory_mb: int | None) -> int:
    """Return how many bytes all workers together may hold.

    Raises:
        Usage: the variable of the hypervisor holds no number.
    """
    import psutil

    told = os.environ.get(MEMORY_VARIABLE, "")
    if memory_mb is None and told:
        if not told.isdecimal() or len(told) > _MOST_DIGITS or not int(told):
            raise Usage(f"{MEMORY_VARIABLE} is {told:.40}, which is no number of MiB.", "Set it right, or not at all.")
        memory_mb = int(told)
    return memory_mb * _MB if memory_mb else int(psutil.virtual_memory().total) // 2
