"""Which trusts effects reach, and which a role may name."""

from __future__ import annotations

from typing import Any

import numpy as np

from game.rules.cards.index import card_index
from game.rules.effects.targets import nameable, reached
from game.scenario.schema.effects import Select
from game.world.world_state import World
from tests.rules import fixtures

PACK = fixtures.pack()


def world() -> World:
    made = fixtures.Game().position.world.copy()
    made.at_risk[:, 0] = False
    made.at_risk[[3, 5, 8, 13], 0] = True
    made.admin_stage[:, 0] = 0
    made.cash_k[:, 0] = np.arange(fixtures.TRUSTS) * 1000
    made.cash_k[8, 0] = -9000
    return made


def rows(w: World | None = None, chosen: tuple[int, ...] = (), **fields: Any) -> tuple[int, ...]:
    return reached(PACK, world() if w is None else w, Select(**fields), chosen)


def test_the_worst_come_first() -> None:
    assert rows(among="at_risk", n=2) == (8, 3)
    assert rows(among="at_risk", by="size", n=1) == (
        min((3, 5, 8, 13), key=lambda t: PACK.model.place.trust_size[t]),
    )


def test_marginals_first_still_takes_the_worst_of_them_first() -> None:
    marginal = card_index(PACK).marginal
    found = rows(among="all", n=6, marginals_first=True)
    flags = [bool(marginal[t]) for t in found]
    assert flags == sorted(flags, reverse=True)
    inside = [t for t in found if marginal[t]]
    assert inside == sorted(inside, key=lambda t: world().cash_k[t, 0])


def test_only_open_trusts_are_reached() -> None:
    w = world()
    w.open[[8, 3], 0] = False
    assert rows(w, among="at_risk") == (5, 13)
    assert rows(w, chosen=(8, 5), among="chosen") == (5,)


def test_status_kind_seat_and_contracts_narrow_the_choice() -> None:
    w, place = world(), PACK.model.place
    assert all(w.ft[t, 0] for t in rows(w, status="ft"))
    assert not any(w.ft[t, 0] for t in rows(w, status="nhs_trust"))
    assert all(place.trust_kind[t] == 1 for t in rows(w, kind="block"))
    assert all(place.trust_pfi[t] > 0 for t in rows(w, pfi=True))
    assert all(card_index(PACK).marginal[t] for t in rows(w, marginal=True))


def test_halves_of_quality_share_out_the_open_trusts() -> None:
    w = world()
    upper, lower = rows(w, quality="upper_half"), rows(w, quality="lower_half")
    assert sorted(upper + lower) == list(range(fixtures.TRUSTS))
    assert w.quality[list(upper), 0].min() >= w.quality[list(lower), 0].max()


def test_chosen_without_a_choice_is_the_worst_at_risk() -> None:
    assert rows(among="chosen") == (8,)


def test_an_order_names_the_trusts_on_the_list() -> None:
    assert nameable(PACK, world(), Select(among="at_risk")) == (3, 5, 8, 13)
    assert nameable(PACK, world(), Select(among="listed")) == (3, 5, 8, 13)


def test_none_in_administration_is_named_as_failing_again() -> None:
    w = world()
    w.admin_stage[8, 0] = 2
    assert nameable(PACK, w, Select(among="at_risk")) == (3, 5, 13)
    sound = nameable(PACK, w, Select(among="sound"))
    assert not {3, 5, 8, 13} & set(sound)


def test_hidden_things_never_change_what_a_role_may_name() -> None:
    w, other = world(), world()
    other.named[:, 0] = ~other.named[:, 0]
    other.cash_k = -other.cash_k
    other.quality = other.quality[::-1].copy()
    other.fails[:, 0] = 7 - other.fails[:, 0]
    for among in ("at_risk", "sound", "all", "listed", "chosen", "in_administration"):
        select = Select(among=among, quality="upper_half", cost="above_average")
        assert nameable(PACK, w, select) == nameable(PACK, other, select)
