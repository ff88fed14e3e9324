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
    "formatting",
    "scoring",
    "swing",  # of votes
}
#: Tests of several modules, or of a game as a whole, by what they are about.
ACROSS = {
    "desktop": {"goldens", "real_window", "whole_game", "whole_game_secrecy"},
    "desktop/kit": {"gallery"},
    "journal": {"kept", "kills"},
    "match": {"damage", "kill"},
    "players": {"players"},
    "rules/effects": {"effect_kinds"},
    "telling": {"small_country"},
    "world": {"exact_lint", "targets"},
    "world/market": {"mechanisms"},
}
#: Folders of tests that mirror none of the package's.
OTHERS = {".", "benchmarks", "playthroughs", "scenarios"}


def test_no_module_has_a_name_of_the_standard_library() -> None:
    ours = {path.stem for path in MODULES} - {"__init__", "__main__"}
    assert ours & sys.stdlib_module_names == set()


def test_files_are_nouns() -> None:
    assert {path.stem for path in MODULES if path.stem.endswith("ing")} <= NOUNS


def test_tests_are_where_what_they_test_is() -> None:
    homes = {path.with_suffix("").as_posix() for path in MODULES}
    homes |= {path.parent.as_posix() for path in MODULES}
    lost = []
    for path in (ROOT / "tests").rglob("test_*.py"):
        folder = path.parent.relative_to(ROOT / "tests").as_posix()
        about = path.stem.removeprefix("test_")
        if folder in OTHERS or about in ACROSS.get(folder, ()):
            continue
        if folder.endswith(f"/{about}"):  # about the whole room
            continue
        # test_batch_process.py is about batch.py as well
        parts = about.split("_")
        names = ("_".join(parts[:n]) for n in range(1, len(parts) + 1))
        if not any(f"{folder}/{name}" in homes for name in names):
            lost.append(path.relative_to(ROOT).as_posix())
    assert lost == []
