"""The map: a hex a seat, a token a trust, nothing by colour alone."""

from __future__ import annotations

import itertools
from dataclasses import replace

import numpy as np
import pygame
import pytest

from game.desktop import map as maps
from game.desktop.kit.node import Node
from game.desktop.kit.popups import Ground
from game.desktop.screens.screen import Screen, ScreenContext
from game.desktop.theme import Theme
from game.world.country import Country
from tests.desktop.driver import Driver


def disc(radius: int) -> Country:
    """A round country in three regions."""
    spots = [
        (q, r)
        for q in range(-radius, radius + 1)
        for r in range(-radius, radius + 1)
        if abs(q + r) <= radius
    ]
    n = len(spots)
    q, r = (np.array(x, dtype=np.int64) for x in zip(*spots, strict=True))
    votes = np.zeros((7, n))
    votes[np.arange(n) % 7, np.arange(n)] = 100.0
    return Country(
        seat_id=tuple(f"S{i:03d}" for i in range(n)),
        seat_name=tuple(f"Seat {i}" for i in range(n)),
        region=(np.arange(n) * 3 // n).astype(np.int64),
        electorate=np.full(n, 70_000),
        votes=votes,
        q=q,
        r=r,
        near_trust=np.zeros((n, 1), dtype=np.int64),
        near_weight=np.zeros((n, 1)),
        government=np.zeros(n, dtype=bool),
        marginal=np.zeros(n, dtype=bool),
    )


COUNTRY = disc(7)
GEOMETRY = maps.Geometry.of(COUNTRY)


def token(i: int, seat: int, strong: bool = False) -> maps.Token:
    return maps.Token(f"T{i:03d}", f"Trust {i}", seat, "circle", "oth", strong, False, f"Tip {i}")


class Board(Screen):
    title = "Map"

    def __init__(self, tokens: list[maps.Token]) -> None:
        self.tokens, self.chosen, self.opened = tokens, "", ""

    def build(self, c: ScreenContext) -> Node:
        return Ground(
            maps.HexMap(
                "The country",
                GEOMETRY,
                maps.region_paints(c.theme, GEOMETRY),
                tokens=self.tokens,
                chosen=self.chosen,
                on_choose=lambda t: setattr(self, "chosen", t),
                on_open=lambda t: setattr(self, "opened", t),
                seat_tip=lambda s: f"Seat {s}",
                key="map",
            )
        )


def test_neighbours_know_each_other() -> None:
    for seat, beside in enumerate(GEOMETRY.neighbours):
        for way, other in enumerate(beside):
            if other >= 0:
                assert GEOMETRY.neighbours[other][(way + 3) % 6] == seat


def test_no_two_tokens_share_a_hex_even_in_one_crowded_seat() -> None:
    tokens = [token(i, 40) for i in range(25)]
    where = maps.spread(GEOMETRY, tokens)
    assert len(set(where.values())) == 25
    near = [
        np.hypot(GEOMETRY.x[h] - GEOMETRY.x[40], GEOMETRY.y[h] - GEOMETRY.y[40])
        for h in where.values()
    ]
    assert max(near) < 7


def test_a_failing_trust_keeps_its_own_seat() -> None:
    tokens = [token(i, 40) for i in range(6)] + [token(99, 40, strong=True)]
    assert maps.spread(GEOMETRY, tokens)["T099"] == 40


@pytest.mark.parametrize("size", [(1280, 720), (640, 480), (1920, 1080)])
def test_tokens_do_not_overlap_on_the_screen(size: tuple[int, int]) -> None:
    driver = Driver(Board([token(i, (i * 5) % COUNTRY.seats) for i in range(60)]), size)
    spots = driver.all("token")
    assert len(spots) == 60
    for one, two in itertools.combinations(spots, 2):
        assert not one.rect.inflate(-2, -2).colliderect(two.rect.inflate(-2, -2))
    assert driver.faults() == []


def test_a_click_chooses_and_arrows_walk() -> None:
    driver = Driver(Board([token(i, i * 9) for i in range(12)]))
    board = driver.app.screen
    assert isinstance(board, Board)
    driver.click_at(driver.find("Trust 5", "token").rect.center)
    assert board.chosen == "T005"
    before = driver.find("Trust 5", "token").rect
    driver.press("right")
    assert board.chosen != "T005"
    after = next(s for s in driver.all("token") if s.path.endswith(board.chosen)).rect
    assert after.centerx > before.centerx
    driver.press("return")
    assert board.opened == board.chosen


def test_a_token_and_a_seat_explain_themselves() -> None:
    driver = Driver(Board([token(3, 30)]))
    driver.move(driver.find("Trust 3", "token").rect.center)
    driver.wait(1)
    assert driver.has("Tip 3", "text")
    driver.move((640, 360))
    driver.wait(1)
    assert driver.has("Seat ", "text")


def test_every_party_has_a_letter_of_its_own_and_is_drawn_differently_in_grey() -> None:
    paints = maps.party_paints(Theme(), maps.holders_of(COUNTRY))
    assert len({p.letter for p in paints}) == 7
    main = [p for p in set(paints) if p.letter in "CLDN"]
    for one, two in itertools.combinations(main, 2):
        assert one.pattern != two.pattern


def test_patterns_show_on_the_smallest_hexes() -> None:
    pygame.display.init()
    for pattern in ("stripes", "dots", "bars", "cross"):
        plain = maps.hex_tile(maps.Paint((40, 90, 180)), 7)
        drawn = maps.hex_tile(maps.Paint((40, 90, 180), pattern), 7)
        one, two = (pygame.surfarray.array3d(x).astype(int) for x in (plain, drawn))
        assert np.abs(one - two).max() > 24


def test_the_sea_has_a_shore_and_land_its_rivers_but_not_with_high_contrast() -> None:
    from game.desktop.router import screen_of
    from tests.desktop.games import game

    session = game("orders")
    session.look()
    pictures = []
    for contrast in (False, True):
        driver = Driver(screen_of(session), (1280, 720), contrast=contrast)
        country = next(n for n in driver.app.layers[0].walk() if n.role == "map")
        shown = driver.app.brush.surface.subsurface(country.rect)
        colours = {
            tuple(shown.get_at((x, shown.get_height() // 2))[:3]) for x in range(country.rect.w)
        }
        pictures.append(len(colours))
    assert pictures[0] > pictures[1]


def test_rivers_name_regions_that_there_are_and_run_within_sight_of_them() -> None:
    from game.desktop.map.coast import rivers
    from game.world.figure_names import NATIONS, REGIONS

    for river in rivers():
        for region, across, down in river.points:
            assert region in (*REGIONS, *NATIONS)
            assert -0.2 <= across <= 1.2
            assert -0.2 <= down <= 1.2


class Picking(Board):
    """A board on which a click names a hospital."""

    def build(self, c: ScreenContext) -> Node:
        ground = super().build(c)
        the_map = next(n for n in ground.walk() if isinstance(n, maps.HexMap))
        the_map.on_pick = lambda t: setattr(self, "opened", t)
        return ground


def test_a_click_or_enter_picks_where_hospitals_are_picked() -> None:
    driver = Driver(Picking([token(i, i * 9) for i in range(12)]))
    board = driver.app.screen
    assert isinstance(board, Board)
    driver.click_at(driver.find("Trust 5", "token").rect.center)
    assert board.opened == "T005"
    driver.press("right")
    assert board.opened == "T005", "arrows only go there"
    driver.press("return")
    assert board.opened == board.chosen != "T005"


def test_pointing_draws_only_what_is_pointed_at() -> None:
    driver = Driver(Board([token(i, i * 9) for i in range(12)]), (1920, 1080))
    one, two = (driver.find(f"Trust {n}", "token").rect.center for n in (5, 7))
    driver.move(one)
    driver.move(two)
    drawn = driver.app.drawn
    assert drawn is not None and all(r.w * r.h < 200 * 200 for r in drawn)
    assert any(r.collidepoint(two) for r in drawn) and any(r.collidepoint(one) for r in drawn)


def test_what_was_pointed_at_looks_as_before_when_one_points_elsewhere() -> None:
    driver = Driver(Board([token(i, i * 9) for i in range(12)]))
    driver.move((3, 3))
    surface = driver.app.brush.surface
    before = pygame.image.tobytes(surface, "RGB")
    driver.move(driver.find("Trust 5", "token").rect.center)
    assert pygame.image.tobytes(surface, "RGB") != before
    driver.move((3, 3))
    driver.step()
    assert pygame.image.tobytes(surface, "RGB") == before


def test_each_side_between_two_regions_is_a_border_once() -> None:
    sides = {
        frozenset((seat, other))
        for seat, beside in enumerate(GEOMETRY.neighbours)
        for other in beside
        if other >= 0 and GEOMETRY.region[seat] != GEOMETRY.region[other]
    }
    assert sides
    borders = [frozenset((seat, other)) for seat, _, other in GEOMETRY.borders]
    assert sorted(map(sorted, borders)) == sorted(map(sorted, sides))
    assert all(GEOMETRY.neighbours[seat][way] == other for seat, way, other in GEOMETRY.borders)


@pytest.mark.parametrize(
    "later",
    [
        [token(1, 20), token(2, 90, strong=True)],
        [token(1, 20), token(2, 60)],
        [token(1, 20, strong=True), token(2, 60, strong=True)],
        [],
    ],
)
def test_a_screen_that_follows_shows_its_own_hospitals(later: list[maps.Token]) -> None:
    driver = Driver(Board([token(1, 20), token(2, 60, strong=True)]))
    driver.step()
    driver.app.replace(Board(later))
    driver.step()
    assert shown(driver) == shown(Driver(Board(later)))


def test_another_look_draws_the_map_anew() -> None:
    tokens = [token(1, 20), token(2, 60, strong=True)]
    driver = Driver(Board(tokens))
    driver.step()
    driver.app.replace(Board(tokens))
    driver.app.change(replace(driver.app.settings, contrast=True))
    driver.step()
    assert shown(driver) == shown(Driver(Board(tokens), contrast=True))


@pytest.mark.parametrize("ringed", [False, True])
def test_a_clock_is_read_in_a_ring_as_without_one(ringed: bool) -> None:
    pictures = []
    for mark in ("1", "3"):
        due = replace(token(2, 60, strong=True), ringed=ringed, mark=mark)
        pictures.append(shown(Driver(Board([token(1, 20), due]), (520, 400))))
    assert pictures[0] != pictures[1]


def shown(driver: Driver) -> bytes:
    """The map as it is drawn, with nothing pointed at."""
    driver.move((1, 1))
    driver.step()
    country = next(n for n in driver.app.layers[0].walk() if n.role == "map")
    return pygame.image.tobytes(driver.app.brush.surface.subsurface(country.rect), "RGB")
