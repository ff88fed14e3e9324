"""Markup is read, and escaped text is said as it is."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from game.desktop.kit.words import esc, parse, plain


@given(st.text(max_size=60))
def test_escaped_text_is_said_as_it_is(text: str) -> None:
    assert plain(esc(text)) == text


def test_markup() -> None:
    runs = parse("a [b]b [good]c[/][/] [nonsense] [icon clock][?waits]w[/]")
    assert [(r.text, r.weight, r.token) for r in runs][1:3] == [
        ("b ", "semibold", "ink"),
        ("c", "semibold", "good"),
    ]
    assert "[nonsense]" in plain("a [nonsense]")
    assert runs[-2].icon == "clock"
    assert runs[-1].term == "waits"
