"""Overrides: a gauge that the facilitator sets is set at once, and every replay knows of it."""

from __future__ import annotations

import pytest

from game.errors import IllegalCommandError
from game.rules import reruns
from game.rules.state.commands import Advance, Override
from game.rules.state.facts import GaugeMoved, GaugeOverridden
from game.rules.state.position import FACILITATOR, Position
from game.rules.views.builder import view
from game.scenario.schema.base import ROLES
from game.world.figure_names import GAUGE_INDEX
from tests.rules import fixtures
from tests.rules.fixtures import Game


def gauge(position: Position, name: str) -> int:
    return int(position.world.gauge[GAUGE_INDEX[name], 0])


def setting(figure: str = "media_heat", to: float = 80, reason: str = "A scandal.") -> Override:
    return Override(figure=figure, to=to, reason=reason)


def game() -> Game:
    return Game(fixtures.pack(events=(), agendas=()))


def test_the_gauge_is_set_at_once_and_the_move_names_the_facilitator() -> None:
    led = game()
    before = gauge(led.position, "media_heat")
    told = led.do(setting())
    assert gauge(led.position, "media_heat") == 80_000
    (moved,) = (f for f in told if isinstance(f, GaugeMoved))
    assert (moved.before, moved.after) == (before, 80_000)
    assert moved.terms == (("override/media_heat", 80_000 - before),)
    (said,) = (f for f in told if isinstance(f, GaugeOverridden))
    assert said.reason == "A scandal."
    assert said.seen_by == ()


def test_the_move_is_told_to_those_who_read_the_gauge_alone() -> None:
    told = game().do(setting("coalition_strain", 60))
    (moved,) = (f for f in told if isinstance(f, GaugeMoved))
    assert moved.seen_by == ("number10",)


@pytest.mark.parametrize("phase", ["bulletin", "talks", "reveal", "papers", "campaign"])
def test_no_view_lists_it_among_what_is_in_force(phase: str) -> None:
    led = game().to(phase)
    led.do(setting("coalition_strain", 60))
    for who in (*ROLES, "spectator"):
        sources = {m.source for m in view(led.pack, led.position, who).in_force}
        assert not any(source.startswith("override") for source in sources)


@pytest.mark.parametrize("phase", ["bulletin", "papers"])
@pytest.mark.parametrize("quarters", [0, 2])
def test_a_game_run_again_from_its_modifiers_comes_to_the_same_gauges(
    phase: str, quarters: int
) -> None:
    led = game()
    for _ in range(quarters):
        led.to("papers").do(Advance())
    led.to(phase)
    led.do(setting("morale", 15), setting("media_heat", 90))
    led.to("papers") if phase == "bulletin" else led.do(Advance()) and led.to("papers")
    board = led.board
    done = (*board.past.spent, *board.modifiers)
    assert [m.role for m in done if m.source.startswith("override")] == [FACILITATOR] * 2
    again = reruns.run(led.pack, board.seed, done, board.quarter)
    assert (again.gauge == led.position.world.gauge).all()
    without = reruns.run(
        led.pack, board.seed, [m for m in done if m.role != FACILITATOR], board.quarter
    )
    assert not (without.gauge == led.position.world.gauge).all()


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        (setting("media_heat", 101), "Media heat runs from 0 to 100: 101 is outside"),
        (setting("media_heat", -0.5), "runs from 0 to 100: -0.5 is outside"),
        (setting("trusts_at_risk", 12), "only a gauge can be set"),
    ],
)
def test_what_can_t_be_set_is_refused_in_a_sentence(asked: Override, said: str) -> None:
    led = game()
    before = led.position
    with pytest.raises(IllegalCommandError, match=said):
        led.do(asked)
    assert led.position is before


def test_to_set_it_as_it_stands_moves_nothing() -> None:
    led = game()
    now = gauge(led.position, "media_heat") / 1000
    (said,) = led.do(setting(to=now))
    assert isinstance(said, GaugeOverridden)
    assert led.board.past.spent == ()
