"""The texts' facts are carried over and their sentences are not.

Nothing that a person reads shares six words in a row with a text, but for titles in lines of
sources and for the few terms that have no other words.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml

from game.paths import scenarios_dir
from tests.scenarios import shingles

ROOT = Path(__file__).parents[2]
#: Keys whose values name what others wrote.
TITLES = ("source", "sources")
#: Runs of words that are names, or that nobody could say otherwise.
TERMS_OF_ART: frozenset[str] = frozenset()
FILES = sorted(
    str(path.relative_to(scenarios_dir()))
    for ending in ("*.yaml", "claims.csv")
    for path in scenarios_dir().rglob(ending)
)


def strings(value: object) -> Iterator[str]:
    """Every string of a parsed file but for titles."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for key, inner in value.items():
            if key not in TITLES:
                yield from strings(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from strings(inner)


def of_file(path: Path) -> Iterator[str]:
    text = path.read_text("utf-8")
    if path.suffix == ".csv":
        yield from text.splitlines()
        return
    yield from strings(yaml.safe_load(text))
    for line in text.splitlines():
        _, mark, comment = line.partition("#")
        if mark:
            yield comment


def close(texts: Iterator[str]) -> list[str]:
    known = shingles.kept()
    found = [run for text in texts for run in shingles.shared(text, known)]
    return [run for run in found if run not in TERMS_OF_ART]


def test_the_hashes_are_of_five_texts_and_find_what_is_too_close() -> None:
    known = shingles.kept()
    assert 3000 < len(known) < 6000
    copied = "There are two nightmares for the government, and more besides."
    assert shingles.shared(copied, known) == [
        "there are two nightmares for the",
        "are two nightmares for the government",
    ]
    assert shingles.shared("Two bad dreams trouble the government, and more besides.", known) == []


@pytest.mark.parametrize("name", FILES)
def test_no_scenario_says_it_in_a_texts_words(name: str) -> None:
    assert close(of_file(scenarios_dir() / name)) == []


@pytest.mark.parametrize("floor", ["telling", "terminal", "desktop", "rules", "cli"])
def test_no_screen_says_it_in_a_texts_words(floor: str) -> None:
    def said() -> Iterator[str]:
        for path in sorted((ROOT / "game" / floor).rglob("*.py")):
            for node in ast.walk(ast.parse(path.read_text("utf-8"))):
                if isinstance(node, ast.Constant) and isinstance(node.value, str):
                    yield node.value

    assert close(said()) == []


def test_nor_does_the_readme() -> None:
    assert close(iter([(ROOT / "README.md").read_text("utf-8")])) == []
