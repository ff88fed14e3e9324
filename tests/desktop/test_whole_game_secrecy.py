"""Nobody peeks at a shared screen: change all that is hidden, and not a pixel differs.

Two rooms sit at games that a reader cannot tell apart (``tests.rules.peeking``). Under the
curtain, at the open table and in the reader's own private screens, the semantic tree, the log,
the window's title and the picture are the same.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import numpy as np
import pygame
import pytest

from game.desktop.kit.node import Sem
from game.match import Match
from game.rules.state.commands import Order
from game.scenario import loader
from game.scenario.pack import Pack
from game.scenario.schema.base import ROLES, SPECTATOR, Role
from game.world.figure_names import GAUGE_INDEX
from tests.desktop.people import Room, pixels, seats
from tests.rules.peeking import permuted


@pytest.fixture(scope="module")
def pack() -> Pack:
    return loader.load("december-2013")


class Twin(Match):
    """The same game as another table's, with everything that ``who`` can't know changed."""

    def __init__(self, other: Match, who: Any, seed: int) -> None:
        vars(self).update(vars(other))
        rng = np.random.default_rng(seed)
        self._position = permuted(other.pack, other._position, who, rng)
        self._log = [h for h in other.log if h.seen_by is None or who in h.seen_by]

    @property
    def seed(self) -> int:
        """Another game's."""
        return 4242


def said(sem: Sem) -> list[tuple[str, str, str, str]]:
    """Every node of the semantic tree, in words."""
    return [(s.role, s.label, str(s.rect), str(sorted(s.state.items()))) for s in sem.walk()]


def compare(one: Room, two: Room) -> None:
    """The two rooms look the same, to the last pixel."""
    assert one.screen == two.screen
    assert said(one.driver.app.semantic()) == said(two.driver.app.semantic())
    assert pixels(one.driver) == pixels(two.driver)
    assert pygame.display.get_caption()[0] in ("Failure Regime", "pygame window")


def both(one: Room, two: Room) -> Iterator[Room]:
    yield one
    yield two


def walk(one: Room, two: Room, *labels: str) -> None:
    """Open the same thing in both rooms, compare, and come back by Escape."""
    for label in labels:
        for room in both(one, two):
            room.use(label)
        compare(one, two)


def seated(pack: Pack, who: Any, phase: str) -> tuple[Room, Room]:
    """Four people, in the second quarter's ``phase``; and the same with the hidden changed."""
    room = Room.at(Match.new(pack, seats(*ROLES), 21))
    room.agendas()
    room.to("talks")
    room.visit("unions")
    room.use("Deals", "button")
    room.use("Make an offer", "tab")
    room.use("Monitor", "button")
    room.use("Offer it", "button")
    room.use("Done", "button")
    room.leave()
    room.to("orders")
    for role in ROLES:
        room.visit(role)
        if role in ("number10", "unions"):
            room.order(room.driver.labels("card")[0])
        room.seal_here()
    room.reveal()
    room.to(phase)
    if phase == "orders":
        room.visit("number10")
        room.order(room.driver.labels("card")[1])
        room.seal_here()
    twin = Room.at(Twin(room.match, who, 5))
    for role in ROLES:  # what others have drafted and not sealed is theirs alone
        if role != who:
            twin.session.drafts[role].orders = [Order(lever="anything", bid=2)]
    twin.session.drafted_in = twin.session.view.quarter
    room.driver.app.routes.play(room.session)
    for each in (room, twin):
        each.driver.move((1, 1))  # the mouse lies where it lies; that is no secret
        each.settle()
    return room, twin


@pytest.mark.parametrize("phase", ["bulletin", "talks", "orders", "reveal", "papers", "campaign"])
def test_the_open_table_and_the_curtain_tell_nothing(pack: Pack, phase: str) -> None:
    one, two = seated(pack, SPECTATOR, phase)
    with one:
        compare(one, two)
        if phase == "papers":
            walk(one, two, "Why it moved", "Hospitals", "Money", "Polls and deals")
            return
        if phase == "reveal":
            walk(one, two, "Turn all")
            return
        walk(one, two, "Trusts", "Offices", "Log", "Figures", "Seats", "Quality", "Money")
        walk(one, two, "Menu", "Go on playing")
        if phase in ("bulletin", "talks"):
            walk(one, two, "Deals", "Back")
        for role in ROLES:
            name = one.title(role)
            visit = name if phase in ("orders", "campaign") else f"Visit as {name}"
            walk(one, two, visit, "Not now")


@pytest.mark.parametrize("who", ROLES)
def test_ones_own_screens_tell_only_what_is_ones_own(pack: Pack, who: Role) -> None:
    one, two = seated(pack, who, "talks")
    with one:
        for room in both(one, two):
            room.visit(who)
        compare(one, two)
        walk(one, two, "Trusts", "Offices", "Log", "Figures", "Seats", "Quality", "Money")
        walk(one, two, "Levers")
        for room in both(one, two):
            room.use(room.driver.labels("card")[0], "card")
        compare(one, two)
        walk(one, two, "Close", "Back", "Deals", "Make an offer", "Write your own", "Your deals")
        walk(one, two, "Leak a figure", "Done", "Drop the curtain")


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
