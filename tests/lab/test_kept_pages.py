"""Kept pages of levers, deals, agendas, levels and ablations: each by its own command."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import pytest

from game.scenario.source_files import shipped_ids

LAB = Path(__file__).parent
ROOT = LAB.parent.parent
#: Folders of pages, and the command that writes them.
FOLDERS = {
    "ablation": "ladder",
    "agendas": "agendas",
    "always": "always",
    "deals": "deals",
    "ladder": "ladder",
    "levers": "levers",
}
PAGES = sorted(page for name in FOLDERS for page in (LAB / name).glob("*.md"))


def test_every_shipped_scenario_has_pages_of_its_deals_agendas_and_levels() -> None:
    for name in ("agendas", "deals", "ladder"):
        assert {page.stem for page in PAGES if page.parent.name == name} == set(shipped_ids())


@pytest.mark.parametrize("page", PAGES, ids=lambda page: f"{page.parent.name}/{page.stem}")
def test_a_page_says_by_which_command_it_is_written_again(page: Path) -> None:
    text = page.read_text("utf-8")
    command = re.search(r"^Written by `(.+)`\. Do not edit\.$", text, re.M)
    assert command is not None
    words = shlex.split(command[1])
    assert words[:3] == ["failure-regime", "lab", FOLDERS[page.parent.name]]
    assert words[words.index("--scenario") + 1] == page.stem
    assert ROOT / words[words.index("--page") + 1] == page
    assert re.search(r"^Played under rules \d+, in the content [0-9a-f]{12}\.$", text, re.M)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: f"{page.parent.name}/{page.stem}")
def test_a_page_says_how_many_games_and_what_is_met(page: Path) -> None:
    text = page.read_text("utf-8")
    assert re.search(r"\b\d+ games (of personas|a seat)", text)
    assert re.search(r"\b(met|NOT MET|are worth more than)\b", text)
    assert "±" in text
