"""Addresses: what an address bar may hold, and what is none."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from processors import addresses


@pytest.mark.parametrize(
    ("text", "host", "domain"),
    [
        ("docs.python.org/3/library/csv.html", "docs.python.org", "python.org"),
        ("https://shop.example.co.uk/a?b#c", "shop.example.co.uk", "example.co.uk"),
        ("www.postgresql.org", "www.postgresql.org", "postgresql.org"),
        ("ana.github.io/notes", "ana.github.io", "ana.github.io"),
        ("Wiki.Tidewater.Example/x", "wiki.tidewater.example", "tidewater.example"),
        ("münchen.de/x", "münchen.de", "münchen.de"),
        ("localhost:3000/x", "localhost", ""),
        ("10.0.0.1:8080/x", "10.0.0.1", ""),
        ("[::1]:3000/", "[::1]", ""),
        ("http://intranet/wiki", "intranet", ""),
        ("https://user@x.org/", "x.org", "x.org"),
        ("file:///home/ana/a.html", "", ""),
        ("chrome://settings/privacy", "", ""),
        ("co.uk", "co.uk", ""),
    ],
)
def test_address_has_its_host_and_registrable_domain(text: str, host: str, domain: str) -> None:
    found = addresses.parse(text)
    assert found is not None
    assert (found.url, found.host, found.cut) == (text, host, False)
    assert addresses.domain_of(found.host) == domain


@pytest.mark.parametrize(
    "text",
    ["", "csv", "3.11", "C:/x", "ana@example.org", "foo..com", "-a.com", "two words.com", "intranet/wiki", "/etc"],
)
def test_other_words_are_no_address(text: str) -> None:
    assert addresses.parse(text) is None


def test_single_label_is_a_host_only_where_an_address_must_stand() -> None:
    found = addresses.parse("intranet/wiki", bare_host=True)
    assert found is not None
    assert found.host == "intranet"


@pytest.mark.parametrize("text", ["github.com/ana/shop…", "github.com/ana/shop..."])
def test_address_that_ends_in_an_ellipsis_is_cut(text: str) -> None:
    found = addresses.parse(text)
    assert found is not None
    assert (found.url, found.cut) == ("github.com/ana/shop", True)


@given(st.text(max_size=80))
def test_any_text_is_an_address_or_none(text: str) -> None:
    found = addresses.parse(text)
    assert found is None or text.startswith(found.url)
    if found is not None:
        assert found.host == "" or found.host.endswith(addresses.domain_of(found.host))
