"""Nobody peeks at a shared screen: change all that is hidden, and not a pixel differs.

Two rooms sit at games that a reader cannot tell apart (``tests.campaigns.twins``). Under the
curtain, at the open table and in the reader's own private screens, the semantic tree, the log,
the window's title and the picture are the same.
"""

from __future__ import annotations

from dataclasses import replace

import pytest

from game.desktop.screens.quarter.matter_in_hand import HEADS
from game.rules.phase_table import Phase
from game.scenario import loader
from game.scenario.pack import Pack
from game.scenario.schema.base import ROLES, SPECTATOR, Role
from game.world.figure_names import GAUGE_INDEX
from tests.desktop.twin_rooms import (
    OPEN,
    PRIVATE,
    TALKS,
    both,
    case_cards,
    compare,
    seated,
    walk,
    waterfalls,
)

#: Phases in which each office seals: who goes behind the curtain does so from the matter in hand.
SEALING: tuple[Phase, ...] = ("orders", "campaign")


@pytest.fixture(scope="module")
def pack() -> Pack:
    return loader.load("december-2013")


@pytest.mark.parametrize("phase", list(OPEN))
def test_the_open_table_and_the_curtain_tell_nothing(pack: Pack, phase: Phase) -> None:
    one, two = seated(pack, SPECTATOR, phase)
    with one:
        compare(one, two)
        walk(one, two, *OPEN[phase])
        if phase in ("papers", "reveal"):
            return
        waterfalls(one, two)
        case_cards(one, two)
        if phase in ("orders", "campaign"):
            walk(one, two, "Sealed orders" if phase == "orders" else "The campaign")
        for role in ROLES:
            name = one.title(role)
            if phase in SEALING:
                walk(one, two, HEADS[phase][0], name, "Not now")
            else:
                walk(one, two, f"Visit as {name}", "Not now")


@pytest.mark.parametrize("who", ROLES)
def test_ones_own_screens_tell_only_what_is_ones_own(pack: Pack, who: Role) -> None:
    one, two = seated(pack, who, "talks")
    with one:
        for room in both(one, two):
            room.visit(who)
        compare(one, two)
        waterfalls(one, two)
        case_cards(one, two)
        walk(one, two, *PRIVATE)
        for room in both(one, two):
            room.use(room.driver.labels("card")[0], "card")
        compare(one, two)
        walk(one, two, "Close", "Back", *TALKS, "Drop the curtain")


@pytest.mark.parametrize("who", ["secretary", "unions"])
def test_stakes_under_way_show_on_nobody_elses_case_card(pack: Pack, who: Role) -> None:
    """No 10 has sealed, others have drafted: what they put on a case is theirs."""
    one, two = seated(pack, who, "orders")
    with one:
        for room in both(one, two):
            room.visit(who)
        compare(one, two)
        case_cards(one, two, most=5)
        walk(one, two, "Orders", "Drop the curtain")
        case_cards(one, two)


def test_a_difference_that_shows_would_be_found(pack: Pack) -> None:
    one, two = seated(pack, "unions", "talks")
    with one:
        world = two.match._position.world.copy()
        world.gauge[GAUGE_INDEX["morale"]] += 5000  # in thousandths
        two.match._position = replace(two.match._position, world=world)
        for room in both(one, two):
            room.visit("unions")
        with pytest.raises(AssertionError):
            compare(one, two)
