"""Addresses of web pages as address bars show them: what is one, its host, its registrable domain. Pure.

The registrable domain is the public suffix and one label more, by the Public Suffix List that comes inside the
package `publicsuffixlist`; nothing is downloaded.
"""

from __future__ import annotations

import re
from functools import lru_cache
from importlib.metadata import version
from ipaddress import IPv4Address, IPv6Address

import msgspec
from publicsuffixlist import PublicSuffixList

_ADDRESS = re.compile(
    r"(?:(?P<scheme>[a-z][a-z0-9+.-]*)://)?(?:[^/?#@\s]*@)?(?P<host>\[[0-9a-f:.]+\]|[^/?#:@\[\]\s]*)"
    r"(?::(?P<port>\d{1,5}))?(?P<rest>[/?#]\S*)?",
    re.IGNORECASE,
)
_LABEL = re.compile(r"(?!-)[\w-]{1,63}(?<!-)")
_WITH_HOST = frozenset({"http", "https", "ftp", "ws", "wss"})
_PRIVATE = frozenset(
    {"corp", "example", "home", "internal", "intranet", "invalid", "lan", "local", "localhost", "private", "test"}
)
_ELLIPSES = ("…", "...")


class Address(msgspec.Struct, frozen=True):
    """An address: its text, its host in lower case, and whether its end is cut off (it ends in an ellipsis)."""

    url: str
    host: str
    cut: bool = False


def parse(text: str, *, bare_host: bool = False) -> Address | None:
    """Return the address that a text is as a whole, or None where it is none.

    Browsers leave out `https://` and `www.`; what is left out is not put back.

    Args:
        text: one word.
        bare_host: a single label (`intranet`) is a host, too: only where the text is known to be an address.
    """
    ellipsis = next((sign for sign in _ELLIPSES if text.endswith(sign)), "")
    url = text.removesuffix(ellipsis) if ellipsis else text
    match = _ADDRESS.fullmatch(url)
    if match is None:
        return None
    host, scheme = match["host"].lower().rstrip("."), (match["scheme"] or "").lower()
    if scheme and scheme not in _WITH_HOST:
        # What stands there names a file, or a page of the browser's own.
        return Address(url, "", bool(ellipsis)) if host or match["rest"] else None
    if "@" in url.partition("/")[0] and not scheme:
        return None  # a mail address
    if not _is_host(host, bare=bare_host or bool(scheme)):
        return None
    return Address(url, host, bool(ellipsis))


def _is_host(host: str, *, bare: bool) -> bool:
    if host.startswith("["):
        return _is_number(host[1:-1])
    labels = host.split(".")
    if not all(_LABEL.fullmatch(label) for label in labels):
        return False
    if len(labels) == 1:
        return bare or host == "localhost"
    # 3.11 is a version, 10.0.0.1 an address.
    return _is_number(host) or any(letter.isalpha() for letter in labels[-1])


def _is_number(host: str) -> bool:
    for kind in (IPv4Address, IPv6Address):
        try:
            kind(host)
        except ValueError:
            continue
        return True
    return False


def is_listed(host: str) -> bool:
    """Say whether a host lies under a suffix that the list knows, or one for private use: it is hardly anything else.

    Names for private use are those of RFC 6761, RFC 6762 (appendix G) and `internal`.
    """
    if host.rpartition(".")[2] in _PRIVATE:
        return True
    return _suffixes().publicsuffix(host, accept_unknown=False) is not None


@lru_cache(maxsize=4096)
def domain_of(host: str) -> str:
    """Return the registrable domain of a host; empty for numbers, single labels, and what is itself a suffix."""
    if "." not in host or host.startswith("[") or _is_number(host):
        return ""
    return str(_suffixes().privatesuffix(host) or "")


def list_in_use() -> str:
    """Return which list of suffixes is in use, for the makers of facts."""
    return f"publicsuffixlist={version('publicsuffixlist')}"


@lru_cache(maxsize=1)
def _suffixes() -> PublicSuffixList:
    return PublicSuffixList()
