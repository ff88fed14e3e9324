"""Quotation marks that a person reads are those of print, in pairs, in every scenario."""

from __future__ import annotations

import pytest
import yaml

from game.paths import scenarios_dir
from tests.scenarios.test_own_words import strings

#: It shows how a value is written in YAML.
OF_YAML = "common/field_words.yaml"
FILES = sorted(
    name
    for path in scenarios_dir().rglob("*.yaml")
    if (name := path.relative_to(scenarios_dir()).as_posix()) != OF_YAML
)


def unpaired(text: str) -> bool:
    """Whether a closing mark comes before its opening one, or either is alone."""
    depth = 0
    for sign in text:
        depth += (sign == "“") - (sign == "”")
        if depth not in (0, 1):
            return True
    return depth != 0


@pytest.mark.parametrize("name", FILES)
def test_quotation_marks_are_those_of_print(name: str) -> None:
    parsed = yaml.safe_load((scenarios_dir() / name).read_text("utf-8"))
    assert [text for text in strings(parsed) if '"' in text or unpaired(text)] == []


@pytest.mark.parametrize("text", ["”no“", "“no", "no”", "““no””"])
def test_marks_that_do_not_pair_are_found(text: str) -> None:
    assert unpaired(text)
    assert not unpaired("“yes” and “no”")
