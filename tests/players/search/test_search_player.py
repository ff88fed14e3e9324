"""Players that search: lawful, the same by the same seed, within a budget, from a view alone."""

from __future__ import annotations

import numpy as np
import pytest

from game.lab import batch
from game.players import make
from game.players.search.choice_words import ROOM
from game.players.search.evaluation import Evaluator, GuessPoints, TryOut
from game.players.search.levels import PlayingLevel, PlayingStyle, levels
from game.players.search.search_player import SearchPlayer
from game.rules import engine
from game.rules.rollouts import outlook
from game.rules.rollouts.guesses import opened
from game.rules.state.commands import Seal
from game.rules.state.position import Position
from game.rules.views.builder import view
from game.scenario import loader
from game.scenario.schema.base import ROLES, Role
from tests.players.test_players import play
from tests.rules import fixtures

PACK = loader.load("december-2013")
PERSONAS: dict[Role, str] = dict.fromkeys(ROLES, "persona")
SMALL = PlayingLevel(
    title="Small",
    sentence="Looks a little ahead in a few guesses.",
    guesses=3,
    screened=1,
    finalists=3,
    courses=40,
    quarters=2,
    clout=0.35,
)
STEADY = PlayingStyle(risk=0.0, trust=0.25)


def small(role: Role, seed: int = 5, **parameters: float) -> SearchPlayer:
    level = SMALL.model_copy(update=parameters)
    return SearchPlayer(PACK, role, seed, level, STEADY, "technocrat")


@pytest.fixture(scope="module")
def orders() -> Position:
    """A position at the orders of the second quarter."""
    (game,) = batch.begin(PACK, PERSONAS, [3])
    batch.play_on(PACK, [game], quarters=1)
    while game.position.board.phase != "orders":
        waiting = engine.pending(PACK, game.position)[0]
        command = (
            batch.Advance()
            if waiting.role is None
            else game.players[waiting.role].act(
                view(PACK, game.position, waiting.role), waiting.kind
            )
        )
        game.position, _ = engine.apply(PACK, game.position, command)
    return game.position


def test_a_whole_game_of_searching_players_is_lawful() -> None:
    pack = fixtures.pack()
    position, commands = play(pack, ("standard", "standard:militant", "persona", "learner"), seed=5)
    assert position.board.phase in ("campaign", "ended")
    assert sum(isinstance(command, Seal) for command in commands) >= 8


@pytest.mark.parametrize("role", ROLES)
def test_the_same_seed_decides_the_same_at_once_and_in_pieces(role: Role, orders: Position) -> None:
    seen = view(PACK, orders, role)
    rounds = 2 if role == "unions" else 0  # as experts think
    plans = 3 if role != "secretary" else 0  # as those do who look at the next quarter too
    climbs = 1 if role in ("monitor", "unions") else 0
    parts = {"courses": 150, "rounds": rounds, "plans": plans, "climbs": climbs}
    at_once = small(role, **parts).act(seen, "seal")
    engine.check(PACK, orders, at_once)
    in_pieces = small(role, **parts)
    pieces = 1
    while not in_pieces.think(seen, "seal", 0.0):
        pieces += 1
    assert pieces > 2
    assert in_pieces.act(seen, "seal") == at_once


def test_it_knows_no_more_than_its_view(orders: Position) -> None:
    """Another office's secret aim and clout are hidden from it: they change nothing."""
    offices = [
        batch.replace(o, clout=o.clout + 100, agenda=o.agendas_dealt[-1])
        if o.role == "unions"
        else o
        for o in orders.board.offices
    ]
    board = batch.replace(orders.board, offices=tuple(offices), seed=orders.board.seed + 1)
    other = Position(board, orders.world)
    sheets = {
        small("secretary").act(view(PACK, position, "secretary"), "seal").model_dump_json()
        for position in (orders, other)
    }
    assert len(sheets) == 1


@pytest.fixture
def courses_run(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """How many courses each piece of thinking runs, as they come."""
    run: list[int] = []
    plain = outlook.unfolding

    def counted(pack, role, some, horizon):  # type: ignore[no-untyped-def]
        run.append(len(some))
        return plain(pack, role, some, horizon)

    monkeypatch.setattr("game.players.search.evaluation.unfolding", counted)
    return run


@pytest.mark.parametrize("courses", [1, 17, 60])
def test_the_budget_is_kept(courses: int, orders: Position, courses_run: list[int]) -> None:
    player = small("monitor", courses=courses, plans=3, climbs=2)
    sheet = player.act(view(PACK, orders, "monitor"), "seal")
    engine.check(PACK, orders, sheet)
    assert 0 < sum(courses_run) <= courses


def test_who_changes_one_thing_at_a_time_finds_what_is_no_worse_and_often_better(
    orders: Position,
) -> None:
    def worth(role: Role, climbs: int) -> float:
        player = small(role, courses=400, screening=0.05, climbs=climbs)
        player.act(view(PACK, orders, role), "seal")
        return float(str(player.why()[0]["value"]))

    gains = [worth(role, 2) - worth(role, 0) for role in ROLES]
    assert all(gain >= 0.0 for gain in gains)
    assert any(gain > 0.0 for gain in gains)


def test_who_waits_may_lose_patience(orders: Position) -> None:
    seen = view(PACK, orders, "secretary")
    player = small("secretary", courses=5000)
    player.patience = 0.0
    assert isinstance(player.act(seen, "seal"), Seal)


def test_it_says_why_with_two_alternatives(orders: Position) -> None:
    player = small("secretary")
    player.act(view(PACK, orders, "secretary"), "seal")
    why = player.why()
    assert len(why) == 3
    values = [float(str(one["value"])) for one in why]
    assert values == sorted(values, reverse=True)
    assert len({str(one["choice"]) for one in why}) == 3
    reasons = [reason for one in why for reason in one["reasons"]]  # type: ignore[attr-defined]
    assert reasons and all(str(reason).endswith(" points") for reason in reasons)


@pytest.mark.slow
def test_standard_does_better_than_a_persona_by_more_than_two_points() -> None:
    """Paired: the same seeds with Monitor's seat replaced."""
    seeds = range(40, 48)

    def scores(kind: str) -> list[float]:
        games = batch.play(PACK, {**PERSONAS, "monitor": kind}, seeds)
        return [dict(game.position.board.scores)["monitor"] for game in games]

    gains = [b - a for a, b in zip(scores("persona"), scores("standard"), strict=True)]
    assert sum(gains) / len(gains) > 2.0
    assert sum(gain > 0 for gain in gains) >= 5


def test_a_level_that_searches_is_made_by_its_name() -> None:
    player = make("hard:militant", "secretary", PACK, 1)
    assert isinstance(player, SearchPlayer)
    assert player.level == levels().of("hard") and player.persona.name == "militant"


def test_haste_prefers_what_comes_soon_among_what_is_worth_the_same() -> None:
    level = levels().of("standard")
    plain, hasty = (Evaluator(PACK, "unions", level, 0.0, haste) for haste in (0.0, 0.5))
    early = GuessPoints({0: np.array([6.0, 0.0])}, {0: 3.0})
    late = GuessPoints({0: np.array([6.0, 0.0])}, {0: 1.0})
    assert plain.worth(early, late) == 0.0
    assert hasty.worth(early, late) == 1.0 == -hasty.worth(late, early)


def test_what_moves_a_worth_besides_its_terms_is_told_beside_them(orders: Position) -> None:
    """Two sheets alike but for what they leave room for."""
    course = opened(PACK, orders, [Seal(role=role) for role in ROLES])
    evaluator = Evaluator(PACK, "unions", SMALL, 0.0)
    trial: TryOut[str] = TryOut(evaluator, "usual", lambda i, thing: course)
    list(trial.run(["roomy"], [0]))
    trial.move("roomy", ROOM, 1.5)
    assert trial.worth("roomy") == 1.5 and trial.best() == "roomy"
    first, second = trial.said(str)
    assert first.reasons == ("what it leaves room for: +1.5 points",)
    assert second.reasons == ("what it leaves room for: -1.5 points",)


def test_of_sheets_that_are_alike_but_for_their_order_one_is_told(orders: Position) -> None:
    course = opened(PACK, orders, [Seal(role=role) for role in ROLES])
    trial: TryOut[tuple[str, ...]] = TryOut(
        Evaluator(PACK, "unions", SMALL, 0.0), ("a", "b"), lambda i, thing: course
    )
    list(trial.run([("b", "a"), ("a", "c")], [0]))
    assert [one.what for one in trial.said("".join, frozenset)] == ["ab", "ac"]


def test_where_the_budget_ends_within_a_guess_nothing_is_dropped_for_it(orders: Position) -> None:
    course = opened(PACK, orders, [Seal(role=role) for role in ROLES])
    evaluator = Evaluator(PACK, "unions", SMALL, 0.0)
    evaluator.left = 4  # all three in the first guess, the usual one alone in the second
    trial: TryOut[str] = TryOut(evaluator, "usual", lambda i, thing: course)
    list(trial.run(["one", "other"], [0, 1]))
    assert evaluator.left == 0
    assert trial.ranked() == ["usual", "one", "other"]


def test_what_a_guess_bars_is_no_choice_and_costs_its_try_once(orders: Position) -> None:
    course = opened(PACK, orders, [Seal(role=role) for role in ROLES])
    evaluator = Evaluator(PACK, "unions", SMALL, 0.0)
    trial: TryOut[str] = TryOut(
        evaluator, "usual", lambda i, thing: None if (i, thing) == (1, "barred") else course
    )
    list(trial.run(["barred", "able"], [0, 1]))
    assert trial.ranked() == ["usual", "able"]
    left = evaluator.left
    list(trial.run(["barred", "able"], [0, 1]))
    assert evaluator.left == left
