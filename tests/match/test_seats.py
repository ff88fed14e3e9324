"""Seats as people write them; impossible ones are refused in a sentence."""

from __future__ import annotations

import pytest

from game.errors import InputError
from game.match.seats import check_seat, default_seats, learners, parse_seats, player_seed
from game.players import KINDS
from game.scenario.schema.base import ROLES


def test_one_person_and_ai_elsewhere_is_the_default() -> None:
    seats = parse_seats("")
    assert seats["secretary"] == "human"
    assert {seats[r] for r in ROLES if r != "secretary"} == {"ai:persona"}
    assert default_seats(None)["secretary"] == "ai:persona"


def test_who_names_a_person_seats_no_other() -> None:
    assert [r for r, seat in parse_seats("number10=human").items() if seat == "human"] == [
        "number10"
    ]


def test_who_names_ai_only_still_plays() -> None:
    seats = parse_seats("number10=idle")
    assert (seats["secretary"], seats["number10"]) == ("human", "ai:idle")


def test_all_fills_the_seats_that_are_not_named() -> None:
    assert parse_seats("all=random, unions=human,monitor=ai:idle") == {
        "secretary": "ai:random",
        "number10": "ai:random",
        "monitor": "ai:idle",
        "unions": "human",
    }


def test_seats_that_are_not_named_stay_as_they_are() -> None:
    base = dict.fromkeys(ROLES, "ai:idle")
    assert parse_seats("unions=human", base) == {**base, "unions": "human"}


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("secretary", "not a seat such as"),
        ("secretary=", "not a seat such as"),
        ("treasury=human", "no seat 'treasury'"),
        ("unions=genius", "Nobody called 'genius'"),
        ("unions=human,unions=idle", "given twice"),
        ("all=human,all=idle", "given twice"),
        ("unions=ai:human2", "Nobody called"),
    ],
)
def test_an_impossible_seat_is_refused(text: str, said: str) -> None:
    with pytest.raises(InputError, match=said):
        parse_seats(text)


def test_every_kind_of_player_may_sit() -> None:
    for kind in KINDS:
        check_seat(f"ai:{kind}")
    for seat in ("persona", "ai:", "", "ai:genius"):
        with pytest.raises(InputError):
            check_seat(seat)


def test_players_have_keys_of_their_own() -> None:
    keys = {player_seed(seed, role) for seed in (1, 2) for role in ROLES}
    assert len(keys) == 8
    assert all(0 <= key < 2**63 for key in keys)


def test_learners_are_known_whatever_their_style() -> None:
    seats = parse_seats("secretary=human,unions=learner:militant,number10=learner,monitor=hard")
    assert set(learners(seats)) == {"unions", "number10"}
