"""Titles inside sentences keep the capitals of offices and abbreviations."""

from __future__ import annotations

import pytest

from game.scenario import loader
from game.scenario.source_files import shipped_ids
from game.scenario.title_case import inside


@pytest.mark.parametrize(
    ("title", "said"),
    [
        ("Standing of No 10", "standing of No 10"),
        ("A&E within four hours", "A&E within four hours"),
        ("NHS pay", "NHS pay"),
        ("Treasury nerves", "Treasury nerves"),
        ("Waits", "waits"),
        ("", ""),
    ],
)
def test_only_a_word_that_is_no_name_loses_its_capital(title: str, said: str) -> None:
    assert inside(title) == said


@pytest.mark.parametrize("scenario", sorted(shipped_ids()))
def test_of_figures_and_score_terms_nothing_changes_but_the_first_letter(scenario: str) -> None:
    told = loader.load(scenario).scenario
    titles = [f.title for f in told.figures]
    titles += [term.name for terms in told.scoring.roles.values() for term in terms]
    assert titles
    for title in titles:
        assert inside(title)[1:] == title[1:]
