"""Scores: terms, the national result and its inheritance, agendas, forfeits."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from game.rules import score_terms, scoring
from game.rules.election.inheritance import inherited
from game.rules.state.deal_terms import Abstain, Terms
from game.rules.state.facts import Scored
from game.rules.state.position import Deal, Modifier
from game.scenario.schema.base import ROLES
from game.scenario.schema.scenario import ScoreTerm
from game.world.figure_names import METRIC_INDEX
from game.world.world_state import World
from tests.rules import small_cards
from tests.rules.fixtures import Game

NIGHT = {"seats": 300.0, "government_wins": 1.0}


def scored(
    game: Game, later: World | None = None, results: dict[str, float] | None = None
) -> tuple[dict[str, float], dict[str, Scored]]:
    board, told = scoring.score(
        game.pack, game.board, game.position.world, later or game.position.world,
        NIGHT if results is None else results,
    )  # fmt: skip
    game.position = replace(game.position, board=board)
    return dict(board.scores), {h.role: h for h in told if isinstance(h, Scored)}


def ended(**changes: Any) -> Game:
    """A game of plain play at its campaign."""
    game = Game().to("campaign")
    game.position = replace(game.position, board=replace(game.board, ending="election", **changes))
    return game


def with_office(game: Game, role: str, **changes: Any) -> None:
    offices = tuple(replace(o, **changes) if o.role == role else o for o in game.board.offices)
    game.position = replace(game.position, board=replace(game.board, offices=offices))


@pytest.mark.parametrize(
    ("zero", "full", "value", "expected"),
    [(0, 10, -5, 0), (0, 10, 5, 10), (0, 10, 99, 20), (80, 30, 90, 0), (80, 30, 55, 10),
     (80, 30, 0, 20)],
)  # fmt: skip
def test_a_term_is_linear_and_clipped(
    zero: float, full: float, value: float, expected: float
) -> None:
    term = ScoreTerm(name="Term", value="waits", zero_at=zero, full_at=full, points=20)
    assert score_terms.points(term, value) == pytest.approx(expected)


def test_the_parts_sum_to_the_score() -> None:
    game = ended()
    scores, cards = scored(game)
    for role in ROLES:
        card = cards[role]
        total = sum(points for _, points, _ in card.terms)
        assert card.agenda_points is not None
        assert scores[role] == pytest.approx(min(100, max(0, total) + card.agenda_points), abs=1e-6)
        assert dict(game.board.result)[f"agenda/{role}"] == card.agenda_met


@pytest.mark.parametrize(("reached", "paid"), [(0, 0), (1, 2.5), (2, 4), (3, 5)])
def test_the_first_step_of_an_agenda_pays_most_and_the_last_least(
    reached: int, paid: float
) -> None:
    def unions(steps: int) -> tuple[float, Scored]:
        game = ended()
        with_office(game, "unions", agenda="peace", steps=tuple(range(steps)))
        scores, cards = scored(game)
        return scores["unions"], cards["unions"]

    score, card = unions(reached)
    assert score - unions(0)[0] == pytest.approx(paid)
    assert (card.agenda_points, card.agenda_met) == (paid, reached == 3)


def test_what_a_predecessor_reached_stays_and_a_seat_has_no_more_than_one_agenda_pays() -> None:
    game = ended()
    with_office(game, "secretary", agenda="grip", steps=(1, 2), steps_before=3.0)
    assert scored(game)[1]["secretary"].agenda_points == 5
    with_office(game, "secretary", agenda="grip", steps=(), steps_before=3.0)
    assert scored(game)[1]["secretary"].agenda_points == 3


def test_each_sacking_costs_the_secretary_eight() -> None:
    game = ended()
    with_office(game, "secretary", terms_served=3)
    terms = {name: points for name, points, _ in scored(game)[1]["secretary"].terms}
    assert terms["Sackings"] == -16


@pytest.mark.parametrize(("quarters_ago", "cost"), [(1, -8), (2, -8), (3, None)])
def test_a_deal_broken_in_the_last_two_quarters_costs_eight(
    quarters_ago: int, cost: float | None
) -> None:
    game = ended()
    terms = Terms(offerer="secretary", other="unions",
                  clauses=(Abstain(by="unions", until="2014Q4", lever="strike"),))  # fmt: skip
    deal = Deal(1, terms, "broken", 0, broken_by="unions",
                broken_in=game.board.quarter - quarters_ago)  # fmt: skip
    game.position = replace(game.position, board=replace(game.board, deals=(deal,)))
    found = scored(game)[1]
    parts = {name: points for name, points, _ in found["unions"].terms}
    assert parts.get("Deals broken at the end") == cost
    assert "Deals broken at the end" not in {n for n, _, _ in found["secretary"].terms}


def test_half_of_the_national_result_is_the_inheritance() -> None:
    game = ended()
    now = game.position.world
    metric = now.metric.copy()
    metric[METRIC_INDEX["waits"], 0] = 200
    metric[METRIC_INDEX["quality"], 0] = 0
    scored(game, replace(now, metric=metric))
    result = dict(game.board.result)
    assert result["national_later"] == 0
    assert result["national"] == pytest.approx(result["national_now"] / 2)
    assert result["inherited_waits"] == 200


@pytest.mark.parametrize(("wins", "made", "expected"), [
    (1.0, True, -1.0), (0.0, True, 1.0), (1.0, False, 0.0), (0.0, False, 0.0),
])  # fmt: skip
def test_the_repeal_pledge_is_cashed_at_the_result(
    wins: float, made: bool, expected: float
) -> None:
    game = ended()
    if made:
        pledge = Modifier("repeal", "unions", 0, game.board.quarter, game.board.quarter)
        game.position = replace(game.position, board=replace(game.board, modifiers=(pledge,)))
    scored(game, results={"government_wins": wins})
    assert dict(game.board.result)["repeal_pledge"] == expected


def test_every_name_of_the_list_has_a_value() -> None:
    game = ended()
    scored(game)
    value = score_terms.reader(
        game.board, game.position.world, game.position.world, dict(game.board.result)
    )
    for name in score_terms.value_names():
        assert isinstance(value(name), float | int)


def test_the_scenarios_terms_use_only_names_of_the_list() -> None:
    import yaml

    from game.paths import scenarios_dir

    text = (scenarios_dir() / "common" / "scoring.yaml").read_text("utf-8")
    data = yaml.safe_load(text)
    used = {t["value"] for t in data["national"]}
    used |= {t["value"] for terms in data["roles"].values() for t in terms}
    assert used <= score_terms.value_names()


def test_the_inheritance_is_eight_quarters_without_support() -> None:
    game = ended()
    lasting = Modifier("bail_out", "secretary", 0, game.board.quarter, None, trusts=(0, 1))
    paid = replace(game.board, modifiers=(lasting,))
    unpaid = replace(game.board, modifiers=())
    world = game.position.world
    later = inherited(game.pack, [paid], world)
    assert later.quarter == world.quarter + 8
    assert later.digest() == inherited(game.pack, [unpaid], world).digest()


def test_lasting_effects_go_on_after_the_vote() -> None:
    game = ended()
    listed = Modifier("new_board", "monitor", 0, game.board.quarter, None, trusts=(0, 1))
    world = game.position.world
    with_effect = inherited(game.pack, [replace(game.board, modifiers=(listed,))], world)
    without = inherited(game.pack, [replace(game.board, modifiers=())], world)
    assert with_effect.quality[:2].sum() > without.quality[:2].sum()


def test_the_value_of_a_change_is_against_the_start() -> None:
    game = ended()
    start = dict(game.board.start_figures)
    value = score_terms.reader(game.board, game.position.world, None, {})
    assert value("change_waits") == pytest.approx(value("waits") - start["waits"])
    assert value("ratio_waits") == pytest.approx(value("waits") / start["waits"])
    assert small_cards.PUBLISHED
