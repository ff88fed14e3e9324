"""What a person writes to have a decision otherwise: by names, or as it stands on the cards."""

from __future__ import annotations

from pathlib import Path

import pytest

from game.errors import InputError
from game.lab.held_course import Ordered
from game.rules.state.commands import Order
from game.scenario.card_codes import codes
from game.workshop import other_courses
from game.workshop.kept_game import KeptGame, kept_game
from game.workshop.written_changes import changes
from game.world.quarter_calendar import label


@pytest.fixture
def game(table: Path) -> KeptGame:
    return kept_game(table)


def card(game: KeptGame, lever: str) -> str:
    return codes(game.pack.scenario)[lever]


@pytest.mark.parametrize(
    "written",
    [
        "2014Q1:{code}+1 T002",
        " 2014q1: {code} +1, t002",
        "2014Q1:{code}+1@T002",
        "2014Q1:secretary:bail_out+1 T002",
        "2014Q1:secretary:bail_out+1@T002",
    ],
)
def test_an_order_is_written_as_on_paper_or_by_names(game: KeptGame, written: str) -> None:
    text = written.format(code=card(game, "bail_out")).replace(" +1", "+1")
    (change,) = changes(game, [], [], [text])
    order = Order(lever="bail_out", bid=1, trusts=("T002",))
    assert change == Ordered(2014 * 4, "secretary", order)


def test_an_office_and_a_kind_are_named_as_on_paper(game: KeptGame) -> None:
    levers = game.pack.scenario.levers
    kind = next(one for one in levers if one.target is not None and one.target.tags)
    (change,) = changes(game, [], [], [f"2014Q1:{card(game, kind.id)} K1"])
    assert isinstance(change, Ordered) and kind.target is not None
    assert change.order.tag == kind.target.tags[0]
    (change,) = changes(game, [], [], [f"2014Q1:{card(game, kind.id)} U"])
    assert isinstance(change, Ordered)
    assert change.order.to_role == "unions"


def test_an_order_in_place_of_another_is_given_on_the_hospital_that_it_names(
    game: KeptGame,
) -> None:
    past = game.position.board.past.orders
    role, lever, quarter, _ = next(o for o in past if o[0] == "secretary")
    listed = game.position_of(0).board.listed
    trust = game.pack.model.place.trust_id[listed[0].trust]
    wanted = changes(
        game,
        [f"{label(quarter)}:{role}:{lever}"],
        [],
        [f"{label(quarter)}:{card(game, 'bail_out')} {trust}"],
    )
    course = other_courses.play(game, wanted)
    done = course.found.changed.position.board.past.orders
    assert ("secretary", "bail_out", quarter) in {o[:3] for o in done}
    assert (role, lever, quarter) not in {o[:3] for o in done}


@pytest.mark.parametrize(
    ("drops", "answers", "said"),
    [
        (["2013Q4:unions"], [], "is not QUARTER:ROLE:LEVER"),
        (["2013Q4:treasury:strike"], [], "There is no office"),
        (["2013Q4:unions:no_such"], [], "has no lever"),
        (["2013Q9:unions:strike"], [], "is no quarter such as 2013Q4"),
        (["2013Q4:S99"], [], "This scenario has no card 'S99'"),
        (["2013Q4:X1"], [], "This scenario has no card 'X1'"),
        (["2013Q4:S1 T9999"], [], "'T9999' is no hospital of this game such as T0"),
        (["2013Q4:S1+9"], [], "A bid is at most"),
        ([], ["2013Q4:winter"], "is not QUARTER:EVENT=OPTION"),
    ],
)
def test_what_is_written_wrong_is_refused_in_a_sentence(
    game: KeptGame, drops: list[str], answers: list[str], said: str
) -> None:
    with pytest.raises(InputError, match=said):
        changes(game, drops, answers, [])
