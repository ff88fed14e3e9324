"""The newcomer's pages are true: every path leads somewhere, every word of the game to a path."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from game.telling.glossary import words

ROOT = Path(__file__).parent.parent
ARCHITECTURE = ROOT / "game" / "ARCHITECTURE.md"
PAGES = (ARCHITECTURE, *(ROOT / ".github").glob("*.md"), ROOT / "README.md")
#: What people say at the table; each is asked for in the tree before long.
EVERYDAY = """
agenda bid bond campaign clout coalition collapse contest counter curtain deal election event figure
gauge headline hospital journal leak lever log map marginal metric newspaper offer order papers
persona phase promise purse replay reveal rewind role sack save score seal seat secret snapshot
standing talks trust undo verdict vote word
"""
#: A path in backticks, maybe with a name in that file.
PATH = re.compile(r"`((?:[\w.-]+/)+[\w.-]*|[\w.-]+\.(?:py|md|yaml|toml))(?::(\w+))?`")
ROW = re.compile(r"^\| (\w[\w ,-]*) \| (.*`.*) \|$", re.M)


def paths(text: str) -> list[tuple[str, str]]:
    return PATH.findall(text)


def found(path: str) -> Path | None:
    """The file or folder, from ``game/`` or from the top of the repository."""
    return next((at / path for at in (ROOT / "game", ROOT) if (at / path).exists()), None)


def defines(path: str, name: str) -> bool:
    """Whether the file has a function, class, constant or field of that name."""
    file = found(path)
    made = re.compile(rf"^\s*(?:(?:def|class) {name}\b|{name}\b.* = )", re.M)
    return file is not None and made.search(file.read_text("utf-8")) is not None


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_path_leads_to_a_file_or_folder(page: Path) -> None:
    text = page.read_text("utf-8")
    links = re.findall(r"\]\((?!http)([^)#]+)\)", text)
    assert [link for link in links if not (page.parent / link).exists()] == []
    # in each scenario's folder, or a checkout
    own = ("scenario.yaml", "par.yaml", "course.yaml", ".venv/bin/")
    assert [path for path, _ in paths(text) if path not in own and found(path) is None] == []


def test_every_name_stands_in_its_file() -> None:
    named = [(path, name) for path, name in paths(ARCHITECTURE.read_text("utf-8")) if name]
    assert len(named) > 20
    assert [f"{path}:{name}" for path, name in named if not defines(path, name)] == []


def test_every_word_of_the_game_leads_to_a_path() -> None:
    rows = ROW.findall(ARCHITECTURE.read_text("utf-8"))
    led = {
        word.strip().lower() for names, where in rows if paths(where) for word in names.split(",")
    }
    assert {word.lower() for word in words()} - led == set()
    assert set(EVERYDAY.split()) - led == set()


def test_the_floors_are_those_that_the_linter_holds() -> None:
    text = ARCHITECTURE.read_text("utf-8")
    drawn = text[text.index("## The floors") : text.index("Rooms of")]
    held = re.findall(r"game\.(\w+)", (ROOT / "pyproject.toml").read_text("utf-8"))
    assert [floor for floor in held if floor not in drawn] == []
