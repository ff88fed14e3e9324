"""What a quarter was to one office, in words."""

from __future__ import annotations

from dataclasses import replace

import pytest

from game.rules import engine
from game.rules.state.facts import Sacked
from game.rules.state.view import View
from game.rules.views.builder import view
from game.scenario.pack import Pack
from game.telling import Voice
from game.telling.for_you import succession


@pytest.fixture
def seen(pack: Pack) -> View:
    return view(pack, engine.start(pack, 1)[0], "secretary")


@pytest.mark.parametrize(
    ("by", "how"), [("reshuffle", "was reshuffled out"), ("standing", "has fallen")]
)
def test_the_successor_is_told_what_it_takes_over(
    voice: Voice, seen: View, by: str, how: str
) -> None:
    fell = Sacked(quarter=seen.quarter, by=by, times=1)  # type: ignore[arg-type]
    aimed = replace(seen, phase="papers", agenda=voice.scenario.agendas[0].id)
    said = succession(voice, aimed, [fell])
    assert said.startswith(f"The Health Secretary {how}. You go on as the successor: standing 48")
    assert voice.agenda(voice.scenario.agendas[0].id) in said
    assert said.endswith("8 points fewer.")


def test_it_is_news_for_one_quarter_and_to_one_office(voice: Voice, seen: View) -> None:
    fell = [Sacked(quarter=seen.quarter, by="standing", times=1)]
    at_papers = replace(seen, phase="papers")
    assert succession(voice, at_papers, fell)
    assert succession(voice, replace(seen, phase="bulletin", quarter=seen.quarter + 1), fell)
    assert not succession(voice, replace(seen, phase="papers", quarter=seen.quarter + 1), fell)
    assert not succession(voice, replace(at_papers, who="number10"), fell)
    assert not succession(voice, at_papers, [])
