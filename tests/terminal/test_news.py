"""Who watches AI players in a terminal reads what came up, who did what, and the papers."""

from __future__ import annotations

import io
from itertools import pairwise

import pytest

from game.match import Match
from game.scenario import loader
from game.scenario.schema.base import ROLES
from game.terminal.news import LEADING
from game.terminal.play import play


@pytest.fixture(scope="module")
def watched() -> list[str]:
    """A whole game of four AI players as it is told."""
    out = io.StringIO()
    pack = loader.load("december-2013")
    with Match.new(pack, dict.fromkeys(ROLES, "ai:persona"), 12) as match:
        assert play(match, io.StringIO(), out, screen=False) == 0
    return out.getvalue().splitlines()


def test_each_quarter_closes_with_what_the_papers_lead_with(watched: list[str]) -> None:
    quarters = [i for i, line in enumerate(watched) if line.startswith("== Q")]
    assert len(quarters) == 6
    for began, ends in pairwise(quarters):
        told = [line for line in watched[began:ends] if line.startswith("In the papers: ")]
        assert 1 <= len(told) <= LEADING
        assert not any(".." in line or "?." in line for line in told)


def test_an_event_is_told_with_its_story_before_it_is_answered(watched: list[str]) -> None:
    came = next(i for i, line in enumerate(watched) if "comes up: " in line)
    assert watched[came] == "“Called to No 10” comes up: the Health Secretary answers in the open."
    assert watched[came + 1].startswith("The meeting is short")
    answered = next(i for i, line in enumerate(watched) if " to “Called to No 10”." in line)
    assert answered > came + 1


def test_a_deals_terms_are_told_once(watched: list[str]) -> None:
    told = [line for line in watched if " a deal: " in line]
    assert told
    assert len(told) == len(set(told))
    struck = [line for line in watched if line.startswith("A deal between ")]
    assert any(line.endswith(" is struck.") for line in struck)
    assert not any(" will " in line for line in struck)
