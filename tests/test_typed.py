"""What keyboards type: signs that code has no place for are told as what they look like, and only there."""

from __future__ import annotations

from types import ModuleType

import pytest

from processors import typed
from processors.code import snippets
from processors.language import Classifier


def test_name_on_a_page_is_told_as_it_was_typed_and_the_reading_stays(recorded: ModuleType) -> None:
    there = recorded.reading("manual")
    [block] = snippets(there, Classifier())
    assert block.text == "brentq(f, a, b, args=(), xtol=2e-12, maxiter=100)"
    assert any("\u00d7tol=2e-12" in span.text for span in there.spans)


@pytest.mark.parametrize(
    ("read", "told"),
    [
        ("solve(f, ×tol=1, ma×iter=9, inde×)", "solve(f, xtol=1, maxiter=9, index)"),
        ("mask = 0×1F | 0×ff", "mask = 0x1F | 0xff"),
        ("an n×m matrix, 3×4 or 1920×1080, 5× as fast, ×10", "an n×m matrix, 3×4 or 1920×1080, 5× as fast, ×10"),
        ("a × b", "a × b"),
        ("tag -d <name>…", "tag -d <name>…"),
        ("echo “it’s – done”", "echo “it’s – done”"),
    ],
)
def test_where_no_language_is_known_only_names_are_mended(read: str, told: str) -> None:
    assert typed.of(read, "") == told
    assert typed.of(read, "bash") == told


@pytest.mark.parametrize(
    ("language", "read", "told"),
    [
        ("python", "for × in ×s:\n    print(×, ×1)", "for x in xs:\n    print(x, x1)"),
        ("python", "self.__class__·__qualname__", "self.__class__.__qualname__"),
        ("python", "f = lambda ×: × ** 2", "f = lambda x: x ** 2"),
        ("python", 'print(“naive”, “aware", f’{a}’)', 'print("naive", "aware", f\'{a}\')'),
        ("python", 'a = "b”, "c"', 'a = "b", "c"'),
        ("sql", "SELECT ‘a’, b – 1, c — 2\nFROM t;", "SELECT 'a', b - 1, c - 2\nFROM t;"),
        ("rust", "fn f(x: &’a str) -> i32 { −1 }", "fn f(x: &'a str) -> i32 { -1 }"),
        ("c", "f（a，b）；", "f(a,b);"),  # noqa: RUF001
    ],
)
def test_in_a_strict_language_signs_that_keyboards_lack_are_what_they_look_like(
    language: str, read: str, told: str
) -> None:
    assert typed.of(read, language) == told


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("python", 'say("don’t – “ever”", 3)  # rows×cols, it’s “so”'),
        ("python", '"""Says “this” – and that×this."""'),
        ("javascript", "/* “a” – b */ const a = `c – “d”`; // e – f"),
        ("sql", "SELECT a -- what – it’s – “was”\nFROM t WHERE b = 'x – y';"),
        ("javascript", "const a = () => <p>It’s so – “really”</p>;"),
        ("json", '{"title": "Rotterdam – Oslo, 3×4"}'),
        ("python", "a × b"),
        ("python", "foo(…)"),
        ("python", "café = naïve"),
        ("", "Ada · 3 files · 2 folders"),
        ("julia", "c = vec×other"),
        ("html", "<p>rows×cols – it’s “so”</p>"),
        ("powershell", "Get-Item –Path “a”"),
    ],
)
def test_what_may_have_been_drawn_so_stays(language: str, text: str) -> None:
    assert typed.of(text, language) == text


def test_text_that_begins_or_ends_within_a_string_of_several_lines_is_left() -> None:
    cut = 'what “it” does – and why.\n"""\nprint(1)'
    assert typed.of(cut, "python") == cut
    assert typed.of("of “it” */ a();", "c") == "of “it” */ a();"
