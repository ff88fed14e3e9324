"""Files are called by what they hold: a noun, nobody else's name, and tests like what they test."""

from __future__ import annotations

import sys
from pathlib import Path

ROOT = Path(__file__).parent.parent
MODULES = [path.relative_to(ROOT / "game") for path in (ROOT / "game").rglob("*.py")]
#: Words in -ing that are nouns of the field or of this game.
NOUNS = {
    "briefing",  # what ministers get
    "commissioning",  # the NHS's word for buying care
    "crowding",  # of a department
    "ending",  # of a game
    "formatting",
    "rationing",  # of care
    "scoring",
    "swing",  # of votes
}
#: Folders of tests that mirror none of the package's.
OTHERS = {
    ".",
    "benchmarks",
    "campaigns",
    "playthroughs",
    "playthroughs/annotated",
    "playthroughs/stories",
    "scenarios",
}


def test_no_module_has_a_name_of_the_standard_library() -> None:
    ours = {path.stem for path in MODULES} - {"__init__", "__main__"}
    assert ours & sys.stdlib_module_names == set()


def test_files_are_nouns() -> None:
    assert {path.stem for path in MODULES if path.stem.endswith("ing")} <= NOUNS


def test_tests_are_where_what_they_test_is() -> None:
    """Folders mirror the package's; who is called like a module stands where that stands."""
    rooms = {path.parent.as_posix() for path in MODULES}
    homes: dict[str, set[str]] = {}
    for path in MODULES:
        homes.setdefault(path.stem, set()).add(path.parent.as_posix())
    lost = []
    for path in (ROOT / "tests").rglob("test_*.py"):
        folder = path.parent.relative_to(ROOT / "tests").as_posix()
        about = path.stem.removeprefix("test_")
        if folder not in OTHERS and (
            folder not in rooms or folder not in homes.get(about, {folder})
        ):
            lost.append(path.relative_to(ROOT).as_posix())
    assert lost == []
