"""Two rooms at matches that a reader cannot tell apart, and what is compared between them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pygame

from game.desktop.kit.node import Sem
from game.match import Match
from game.rules.state.commands import Order, Stake
from game.scenario.pack import Pack
from game.scenario.schema.base import ROLES
from tests.campaigns.twins import Twin
from tests.desktop.people import Room, pixels, seats

_TABLE = ("Trusts", "Offices", "Log", "Figures", "Seats", "Quality", "Money",
          "Menu", "Go on playing")  # fmt: skip
_HISTORY = ("Menu", "History", "Everything told", "Figures then and now", "Notes", "Back")
#: What is opened one after another: at the open table by phase, and behind one's own curtain.
OPEN: dict[str, tuple[str, ...]] = {
    "papers": (
        "Run all",
        "Go on",
        "Go on",
        "Why it moved",
        "Hospitals",
        "Money",
        "Polls and deals",
    ),
    "reveal": ("Turn all",),
    "orders": (*_TABLE, *_HISTORY),
    "campaign": (*_TABLE, *_HISTORY),
    "bulletin": (*_TABLE, "Deals", "Back", *_HISTORY),
    "talks": (*_TABLE, "Deals", "Back", *_HISTORY),
}
PRIVATE = ("Trusts", "Offices", "Log", "Figures", "Seats", "Quality", "Money", "Levers")
TALKS = ("Deals", "Make an offer", "Write your own", "Your deals", "Leak a figure", "Done")


def said(sem: Sem) -> list[tuple[str, str, str, str]]:
    """Every node of the semantic tree, in words."""
    return [(s.role, s.label, str(s.rect), str(sorted(s.state.items()))) for s in sem.walk()]


def compare(one: Room, two: Room) -> None:
    """The two rooms look the same, to the last pixel."""
    assert one.screen == two.screen
    here, there = (said(room.driver.app.semantic()) for room in (one, two))
    parted = next((pair for pair in zip(here, there, strict=False) if pair[0] != pair[1]), None)
    assert parted is None, f"{parted[0]} against {parted[1]}"
    assert len(here) == len(there)
    assert pixels(one.driver) == pixels(two.driver)
    assert pygame.display.get_caption()[0] in ("Failure Regime", "pygame window")


def both(one: Room, two: Room) -> Iterator[Room]:
    yield one
    yield two


def walk(one: Room, two: Room, *labels: str) -> None:
    """Open the same thing in both rooms, and compare."""
    for label in labels:
        for room in both(one, two):
            room.use(label)
        compare(one, two)


def waterfalls(one: Room, two: Room, most: int = 8) -> None:
    """Open why figures moved, one after another, where the screen lists figures."""
    if not one.driver.has("Figures", "tab"):
        return
    walk(one, two, "Figures")
    figures = [label.split(" · ")[0] for label in one.driver.labels("row")]
    for figure in figures[:most]:  # columns come and go as there is room for them
        if not one.driver.has(figure, "row"):
            continue
        for room in both(one, two):
            room.use(figure, "row")
        compare(one, two)


def case_cards(one: Room, two: Room, most: int = 2) -> None:
    """Open the docket and the cards of its first cases, and compare."""
    walk(one, two, "Cases")
    cards = [label for label in one.driver.labels("card") if ", due " in label]
    assert cards
    for label in cards[:most]:
        for room in both(one, two):
            room.use(label, "card")
        compare(one, two)
        walk(one, two, "Close")


def seated(pack: Pack, who: Any, phase: str, seed: int = 21) -> tuple[Room, Room]:
    """Four people, in the second quarter's ``phase``; and the same with the hidden changed."""
    room = Room.at(Match.new(pack, seats(*ROLES), seed))
    room.agendas()
    room.to("talks")
    room.visit("unions")
    room.use("Deals", "button")
    room.use("Make an offer", "tab")
    room.use(room.title("monitor"), "button")
    room.use("Offer it", "button")
    room.use("Done", "button")
    room.leave()
    room.match.note("for ourselves", author="unions" if who != "unions" else "monitor")
    room.to("orders")
    for role in ROLES:
        room.visit(role)
        if role in ("number10", "unions"):
            room.order(room.hand()[0])
        room.seal_here()
    room.reveal()
    room.to(phase)
    if phase == "orders":
        room.visit("number10")
        room.order(room.hand()[1])
        room.seal_here()
    twin = Room.at(Twin(room.match, who, 5))
    for role in ROLES:  # what others have drafted and not sealed is theirs alone
        if role != who:
            twin.session.drafts[role].orders = [Order(lever="anything", bid=2)]
            stake = Stake(case=1, way="pay", side="against", clout=2)
            twin.session.drafts[role].stakes = [stake]
    twin.session.drafted_in = twin.session.view.quarter
    room.driver.app.routes.play(room.session)
    for each in (room, twin):
        each.driver.move((1, 1))  # the mouse lies where it lies; that is no secret
        each.settle()
    return room, twin
