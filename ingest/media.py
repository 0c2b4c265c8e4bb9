"""What a row means by a reference to a blob: which of the listed files under `media/` it is.

Sources: wire formats 2.3 (where a blob lies), 2.4 (what a path in a payload means).
"""

from __future__ import annotations

from itertools import accumulate
from typing import Literal, NamedTuple

from ingest.listing import Listing
from ledger import rid
from ledger.errors import HandoffRefused, shortened

MEDIA = "media"

# No file has a longer path; and a text of a million `media/` must not be spelled in a million ways.
_LONGEST = 4_096
_LEGACY_SUFFIXES = (".bin", ".json")
_SUFFIX_ORDER = (".blob", ".stream")


class Reference(NamedTuple):
    """What a row says about a blob: a path as written, or the id of the record whose blob it is.

    `by` is `path` (wire formats 2.4), `frame` (a frame without blob_path: its own id) or `log` (a `log_id`);
    `run` is the run id to look under first where an id is meant.
    """

    value: str
    by: Literal["path", "frame", "log"]
    run: str | None = None


def resolve(reference: Reference, listing: Listing) -> str | None:
    """Return the path under `media/` that a reference means, or None where no such file was handed over.

    A path that no file has is looked for once more as Windows would, whatever its case and Unicode form.

    Raises:
        HandoffRefused: `unsafe_media_path` where it climbs, or leads to or through a link or special file.
    """
    if reference.by == "path":
        if reference.value in listing:
            return reference.value  # spelled as the contract asks: nearly always
        candidates = spellings(reference.value)
    else:
        candidates = places(reference.value, reference.run, listing)
    for path in candidates:
        if why := listing.special(path):
            raise unsafe(reference.value, f"leads to a {why}")
        if path in listing:
            return path
    return next((found for path in candidates if (found := listing.alike(path)) is not None), None)


def spellings(value: str) -> tuple[str, ...]:
    """Return the paths that a path as written may mean, the likeliest first; none for an empty one.

    The first component that *is* `media` begins the path (`C:\\x\\mymedia\\media\\a` is `media/a`); then each later
    one, for a DataRoot that itself lies below a folder `media`; last the whole value as a bare name under `media/`.

    Raises:
        HandoffRefused: `unsafe_media_path` for a `..` anywhere, or an empty component in the likeliest reading.
    """
    parts = [part for part in value.strip().replace("\\", "/").split("/") if part != "."]
    if ".." in parts:
        raise unsafe(value, "has a `..` component")
    cuts = [at + 1 for at, part in enumerate(parts) if part.lower() == MEDIA]
    whole, begins = "/".join(parts), list(accumulate((len(part) + 1 for part in parts), initial=0))
    likely = (whole[begins[cut] :].lstrip("/") for cut in (*cuts, 0) if len(whole) - begins[cut] <= _LONGEST)
    tails = [tail for tail in likely if tail]
    if tails and "" in tails[0].split("/"):
        raise unsafe(value, "has an empty component")
    return tuple(f"{MEDIA}/{tail}" for tail in tails)


def places(record: str, run: str | None, listing: Listing) -> tuple[str, ...]:
    """Return the paths at which the blob of a record id may lie, in the readers' order (wire formats 2.3).

    Under the run's folder at any depth, anywhere under `media/`, then the oldest flat spelling of the id.
    """
    home = f"{MEDIA}/{rid.encode(run)}/" if run else ""

    def order(path: str) -> tuple[bool, bool, int, str]:
        suffix = path[path.rfind(".") :]
        rank = _SUFFIX_ORDER.index(suffix) if suffix in _SUFFIX_ORDER else len(_SUFFIX_ORDER)
        return path not in listing, not (home and path.startswith(home)), rank, path

    oldest = record.replace("/", "_")
    return (
        *sorted(listing.named(rid.encode(record)), key=order),
        *(f"{MEDIA}/{oldest}{suffix}" for suffix in _LEGACY_SUFFIXES),
    )


def unsafe(value: str, why: str) -> HandoffRefused:
    """Return the refusal of a directory in which a path leads where no path may."""
    return HandoffRefused(
        f"The media reference {shortened(repr(value))} {why}.",
        "Look at the directory by hand: a sidecar does not write this, and nothing outside the directory is ever read.",
        reason="unsafe_media_path",
    )
