"""Plain data from YAML 1.2, and nothing that could surprise or harm."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from game.errors import InputError
from game.scenario.yaml_reader import locate, parse, top_scalars

#: What may stand in a file: nothing that can't be seen.
PRINTED = st.characters(
    min_codepoint=32, max_codepoint=0xD7FF, exclude_categories=("Cc", "Cf", "Cs", "Zl", "Zp")
)


def test_only_the_core_schema_is_resolved() -> None:
    data = parse("[no, yes, 1:30, 2013-01-01, 0o14, 0x1F, .5, -3e2, ~, true, '1', 000.10]", "f")
    assert data == ["no", "yes", "1:30", "2013-01-01", 12, 31, 0.5, -300, None, True, "1", 0.1]


@given(
    st.recursive(
        st.none() | st.booleans() | st.integers(-(10**9), 10**9) | st.text(PRINTED, max_size=20),
        lambda inner: (
            st.lists(inner, max_size=4)
            | st.dictionaries(st.text(PRINTED, max_size=8), inner, max_size=4)
        ),
        max_leaves=20,
    )
)
def test_json_is_yaml_and_means_the_same(value: object) -> None:
    assert parse(json.dumps(value, ensure_ascii=False), "f") == value


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("a: .nan", "f:1: .nan is no number"),
        ("a: 1\nb: -.inf", "f:2: -.inf is no number"),
        ("a: 1e400", "too large"),
        ("a: " + "9" * 400, "too large"),
        ("a: 1\na: 2", "f:2: The key 'a' is given twice"),
        ("a: !!python/object/apply:os.system [x]", "Tags such as"),
        ("a: !!str 1", "Tags such as"),
        ("- *x", "stands for nothing complete"),
        ("a: &a [*a]", "stands for nothing complete"),
        ("[" * 200_000, "nested more than 40 deep"),
        ("{a: " * 50_000, "nested more than 40 deep"),
        ("- " * 100_000, "nested more than 40 deep"),
        ("a" * 250_001, "longer than"),
        ("a: [", "This is not YAML"),
        ("a:\n\t- b", "f:2: A tab stands here; indent with spaces"),
        ("---\na: 1\n---\nb: 2", "f:3: A file holds one YAML document"),
        ("? [1]\n: 2", "A key must be a word"),
        ("\x00", "This is not YAML"),
        ("a: 1e-320", "f:1: The number 1e-320 is too near to 0"),
        ("a: 1000000001", "f:1: The number 1000000001 is too large"),
        ("1: a\n'1': b", "f:2: The key '1' is given twice"),
        ("x" * 900 + ": 1\n" + "x" * 900 + ": 1", "xxx…' is given twice"),
        ('a: "\\e[31mred"', "f:1: There is the control character U+001B here"),
        ('a: "\\u202e"', "the invisible character U+202E (right-to-left override)"),
        ("a: [" + "1," * 501 + "]", "f:1: A list or mapping has more than 500 entries"),
        ("a: &a x\nb: [" + "*a," * 60 + "]", "More than 50 aliases"),
    ],
)
def test_what_could_harm_is_refused_in_one_sentence(text: str, said: str) -> None:
    with pytest.raises(InputError) as caught:
        parse(text, "f")
    assert said in str(caught.value)
    assert "\n" not in str(caught.value)


def test_a_bomb_of_aliases_costs_nothing() -> None:
    lines = ["a0: &a0 [" + ",".join(["x"] * 400) + "]"]
    lines += [f"a{i}: &a{i} [" + ",".join([f"*a{i - 1}"] * 9) + "]" for i in range(1, 6)]
    with pytest.raises(InputError, match="values"):
        parse("\n".join(lines), "f")


def test_the_line_of_any_value_can_be_found() -> None:
    text = "a: 1\nb:\n  - c: 2\n  - {d: 000.10,\n     e: 5}\n"
    assert locate(text, "f", ("b", 1, "d")) == (4, "000.10")
    assert locate(text, "f", ("b", 1, "e")) == (5, "5")
    assert locate(text, "f", ("b", 1, "shock", "d")) == (4, "000.10")  # a union's tag is no key
    assert locate(text, "f", ("b", 0, "missing"))[0] == 3  # the nearest thing around it


def test_the_head_of_a_file_is_read_without_the_rest() -> None:
    text = "id: x\nlist: [1, {title: no}]\ntitle: T\norder: 3\nrest: [" + "oops"
    found = top_scalars(text, "f", ("id", "title", "order"))
    assert found == {"id": "x", "title": "T", "order": 3}
