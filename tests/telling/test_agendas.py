"""How the steps of one's own aim stand, in words."""

from __future__ import annotations

from dataclasses import replace

from game.rules import engine
from game.rules.constants import STEP_POINTS
from game.rules.state.view import StepSeen, View
from game.rules.views.builder import view
from game.scenario.pack import Pack
from game.telling import Voice
from game.telling.agendas import own_steps


def held(pack: Pack, agenda: str, *steps: StepSeen) -> View:
    """The Secretary's view at the start, with an agenda and how its steps stand."""
    seen = view(pack, engine.start(pack, 1)[0], "secretary")
    return replace(seen, agenda=agenda, steps=steps)


def test_a_step_that_is_not_held_says_where_its_measure_stands(voice: Voice, pack: Pack) -> None:
    now, later = StepSeen(0, None, False, False), StepSeen(99_999, None, False, False)
    for agenda in (a for a in voice.scenario.agendas if a.role == "secretary" and a.measure.figure):
        seen = held(pack, agenda.id, now, now, later)
        told = own_steps(voice, seen)
        figure = seen.figures.get(agenda.measure.figure or "")
        assert figure is not None
        said: list[bool] = []
        for n, line in enumerate(told):
            level = agenda.levels[n] * (figure.value if agenda.measure.ratio else 1)
            short = figure.value <= level if agenda.rises else figure.value >= level
            assert ("– now " in line) == (short and True not in said), line
            assert line.endswith("– not yet.") == (short and True in said), line
            if "– now " in line and agenda.measure.ratio:
                assert line.endswith("– now 100%.")
            said.append(short)
        assert ", from " in told[2] and ", from " not in told[0]


def test_what_is_reached_or_barred_says_so(voice: Voice, pack: Pack) -> None:
    agenda = next(a for a in voice.scenario.agendas if a.role == "secretary")
    quarter = engine.start(pack, 1)[0].board.quarter
    told = own_steps(
        voice,
        held(
            pack,
            agenda.id,
            StepSeen(0, quarter, None, False),
            StepSeen(0, None, None, True),
            StepSeen(0, None, True, False),
        ),
    )
    assert told[0].endswith(f"– reached in {voice.quarter(quarter)}.")
    assert told[1].endswith("– out of reach.")
    assert told[2].endswith("– holds as things stand.")


def test_each_step_is_told_with_what_it_pays_to_the_half_point(voice: Voice, pack: Pack) -> None:
    agenda = next(a for a in voice.scenario.agendas if a.role == "secretary")
    told = own_steps(voice, held(pack, agenda.id, *[StepSeen(0, None, None, False)] * 3))
    assert [float(line.split(":")[0]) for line in told] == list(STEP_POINTS)
