"""Kinds of AI players as people write them."""

from __future__ import annotations

import pytest

from game.errors import InputError
from game.match.seats import check_seat, parse_seats
from game.players import KINDS, LEVELS, STYLES, all_kinds, is_kind, make, parsed
from game.players.search.levels import levels, told
from tests.rules import fixtures


def test_every_level_takes_every_style() -> None:
    kinds = all_kinds()
    assert len(set(kinds)) == len(KINDS) + len(LEVELS) * len(STYLES)
    assert all(is_kind(kind) for kind in kinds)
    assert parsed("expert:technocrat") == ("expert", "technocrat")


@pytest.mark.parametrize(
    ("kind", "said"),
    [
        ("grandmaster", "no AI player 'grandmaster'"),
        ("hard:angry", "no style 'angry'"),
        ("hard:", "no style ''"),
        ("persona:militant", "'persona' has no style"),
        ("random:idle", "'random' has no style"),
    ],
)
def test_a_bad_level_is_a_sentence(kind: str, said: str) -> None:
    assert not is_kind(kind)
    with pytest.raises(InputError, match=said):
        make(kind, "unions", fixtures.pack(), 1)


def test_seats_know_levels_and_styles() -> None:
    seats = parse_seats("unions=hard:militant,all=standard")
    assert seats["unions"] == "ai:hard:militant" and seats["monitor"] == "ai:standard"
    check_seat("ai:learner")
    with pytest.raises(InputError, match="no style 'angry'"):
        parse_seats("unions=hard:angry")


def test_every_level_says_what_it_does() -> None:
    found = levels()
    assert set(found.styles) == set(STYLES)
    budgets = [found.of(name).courses for name in LEVELS]
    assert budgets == sorted(budgets) and len(set(budgets)) == len(budgets)
    for name in LEVELS:
        title, sentence = told(name)
        assert title and sentence.endswith(".")
