"""Apostrophes and quotation marks: those of prose are set, and nothing else changes."""

from __future__ import annotations

import html

import pytest
from hypothesis import given
from hypothesis import strategies as st

from game.telling.typography import sought, typeset, typeset_page

#: What turns a typed mark into one or the other printed one, or keeps it.
BITS = st.sampled_from(
    [*"'\"’‘“”`/[]{}()<&–-.ns5a \n", "~/", "http://", "failure-regime", "go=", "tis", "90"]
)
TEXTS = st.lists(BITS, max_size=16).map("".join)
FOLDED = str.maketrans("‘’′“”″", "'''\"\"\"")


@pytest.mark.parametrize(
    ("typed", "printed"),
    [
        ("O'Brien doesn't", "O’Brien doesn’t"),
        ("the trusts' money", "the trusts’ money"),
        ("No 10's cover", "No 10’s cover"),
        ("mergers of the '90s", "mergers of the ’90s"),
        ("'13 was worse than '12.", "’13 was worse than ’12."),
        ("a '17' in a table", "a ‘17’ in a table"),
        ("rock 'n' roll", "rock ’n’ roll"),
        ("'Tis done", "’Tis done"),
        ("'quoted' and 'two words'.", "‘quoted’ and ‘two words’."),
        ('"quoted", he said', "“quoted”, he said"),
        ('("so") and—"so"', "(“so”) and—“so”"),
        ('"Well—" she said. "…never."', "“Well—” she said. “…never.”"),
        ("\"a 'free' market\"", "“a ‘free’ market”"),
        ("\"'No,' she said.\"", "“‘No,’ she said.”"),
        ("“the party's 'choice'”", "“the party’s ‘choice’”"),
        ("5'10\" tall", "5′10″ tall"),
        ("the Secretary's/No 10's", "the Secretary’s/No 10’s"),
        ("", ""),
    ],
)
def test_marks_of_prose_are_set(typed: str, printed: str) -> None:
    assert typeset(typed) == printed


@pytest.mark.parametrize(
    "kept",
    [
        "`print('x')`",
        "/home/o'brien/games and ~/o'brien",
        "C:\\o'brien\\game.jsonl",
        "https://example.org/?q='x'y",
        'topics: ["001.6", "001.7"]',
        '{"role": "unions"}',
        "con='36.8'",
        'straight quotation marks (")',
        "failure-regime play --journal 'my game.jsonl' --seats \"all=human\"",
    ],
)
def test_what_is_copied_as_it_is_stays(kept: str) -> None:
    assert typeset(kept) == kept


def test_marks_about_a_command_are_set_and_those_in_it_are_not() -> None:
    said = "See what 'failure-regime watch \"my game\"' finds; it's 'here'."

    assert typeset(said) == 'See what ‘failure-regime watch "my game"’ finds; it’s ‘here’.'


@given(TEXTS)
def test_text_set_twice_is_text_set_once(text: str) -> None:
    assert typeset(typeset(text)) == typeset(text)


@given(TEXTS)
def test_only_marks_change_and_each_keeps_its_place(text: str) -> None:
    made = typeset(text)

    assert made.translate(FOLDED) == text.translate(FOLDED)
    assert len(made) == len(text)


@given(TEXTS)
def test_a_paragraph_of_a_page_reads_as_the_text_does(text: str) -> None:
    for escaped in (html.escape(text), html.escape(text, quote=False)):
        assert html.unescape(typeset_page(escaped)) == typeset(text)


@pytest.mark.parametrize(
    ("typed", "printed"),
    [
        ("<p>The <b>Board</b>'s</p>", "<p>The <b>Board</b>’s</p>"),
        ("<td>'a'</td><td>'b'</td>", "<td>‘a’</td><td>‘b’</td>"),
        ('<p>"<i>So</i>" (&#34;so&#34;)</p>', "<p>“<i>So</i>” (“so”)</p>"),
        ("<p>'<code>it's</code>'s</p>", "<p>‘<code>it's</code>’s</p>"),
        ("<p>a &lt; &quot;b&quot; &amp; c</p>", "<p>a &lt; “b” &amp; c</p>"),
        ("<text x='1'>Monitor's</text>", "<text x='1'>Monitor’s</text>"),
        ("<!-- it's \"x\" --><title>it's</title>", '<!-- it\'s "x" --><title>it’s</title>'),
    ],
)
def test_a_page_is_set_across_its_tags(typed: str, printed: str) -> None:
    assert typeset_page(typed) == printed


@pytest.mark.parametrize(
    "kept",
    [
        '<p class="it\'s" title="a > \'b\'"></p>',
        "<style>p { font: 'x' } p > a {}</style>",
        "<script>if (a < 'b' && c > \"d\") {}</script>",
        "<pre>name: 'x'\n  - \"y\"</pre>",
        "<p>[&quot;001.6&quot;]</p>",
    ],
)
def test_what_is_no_prose_of_a_page_stays(kept: str) -> None:
    assert typeset_page(kept) == kept


@pytest.mark.parametrize("typed", ["king's", "King’s ", "KING‘S"])
def test_a_person_finds_a_name_with_whichever_mark(typed: str) -> None:
    assert sought(typed) in sought("King's College Hospital")
    assert sought(typed) in sought("King’s College Hospital")
