"""The acts of a long game are said as they begin, in log, bulletin and text play."""

from __future__ import annotations

from game.rules.state.facts import PhaseBegan
from game.scenario.loader import load
from game.telling import Voice, acts
from game.telling.log import tell
from game.world.quarter_calendar import parse

PARLIAMENT = Voice(load("parliament").scenario)


def test_an_act_opens_in_its_first_quarter_and_has_its_title_in_all() -> None:
    assert acts.title(PARLIAMENT, parse("2011Q1")) == "Act 2 of 5: The Bill, and the pause"
    assert acts.title(PARLIAMENT, parse("2011Q3")) == "Act 2 of 5: The Bill, and the pause"
    assert acts.opening(PARLIAMENT, parse("2011Q1")).startswith("There are clauses to read")
    assert acts.opening(PARLIAMENT, parse("2011Q2")) == ""


def test_the_log_tells_it_with_the_bulletin_and_nothing_else() -> None:
    begins = parse("2011Q1")
    told = tell(PARLIAMENT, PhaseBegan(quarter=begins, phase="bulletin"))
    assert "Act 2 of 5: The Bill, and the pause." in told
    assert "Act" not in tell(PARLIAMENT, PhaseBegan(quarter=begins, phase="talks"))
    assert "Act" not in tell(PARLIAMENT, PhaseBegan(quarter=begins + 1, phase="bulletin"))


def test_a_short_game_has_none() -> None:
    short = Voice(load("december-2013").scenario)
    first = parse(short.scenario.first)
    assert acts.title(short, first) == acts.opening(short, first) == ""
    assert "Act" not in tell(short, PhaseBegan(quarter=first, phase="bulletin"))
