"""Nobody peeks: change everything that a reader may not know, and what it sees is equal.

``permuted`` starts from a whole position and scrambles, field by field, every array and every
part of the board, keeping only what the rule book (the rule book, "Who sees what") lets the reader
know. New fields of ``World``, ``Board`` or ``Office`` must be named here, or the test fails.
"""

from __future__ import annotations

from dataclasses import fields, is_dataclass, replace
from typing import Any

import numpy as np

from game.rules.cards.index import card_index
from game.rules.knowledge import visibility
from game.rules.state.commands import Order, Stake
from game.rules.state.position import (
    Board,
    Deal,
    Injected,
    Office,
    Past,
    Position,
    Published,
)
from game.scenario.pack import Pack
from game.scenario.schema.base import ROLES
from game.world.figure_names import FIGURE_INDEX, GAUGE_INDEX, METRIC_INDEX
from game.world.world_state import World

#: Arrays that anyone may know: the map's facts, and who is listed, gone or in administration.
PUBLIC = {"quarter", "open", "ft", "at_risk", "downgraded", "purse_k", "tariff", "wage"}
#: Arrays that the view's builder reads with more care than all or nothing.
PARTLY = {"gauge", "metric", "admin_stage", "cash_k", "underlying_k", "unit_cost", "quality",
          "fails", "local_effect"}  # fmt: skip
BOARD_PUBLIC = {"scenario", "quarter", "phase", "events", "summons", "dissolve", "ending",
                "start_figures", "committed_k", "result", "scores", "banked_quarters", "nearing",
                "collapse_quarters", "years_banked", "listed", "cases"}  # fmt: skip
BOARD_PARTLY = {"seed", "offices", "deals", "past", "published", "told", "opened", "modifiers",
                "banked", "injects"}  # fmt: skip
OFFICE_PUBLIC = {
    "role",
    "word",
    "used",
    "fatigue",
    "ready_from",
    "terms_served",
    "steps",
    "steps_before",
}
OFFICE_OWN = {"clout", "agendas_dealt", "agenda", "agenda_broken", "sealed", "lines", "stakes"}


def equal(a: Any, b: Any) -> bool:
    """Whether two values (views, and whatever is in them) are equal, NaN to NaN."""
    if isinstance(a, np.ndarray) or isinstance(b, np.ndarray):
        return bool(np.array_equal(a, b, equal_nan=a.dtype.kind == "f"))
    if is_dataclass(a):
        return type(a) is type(b) and all(
            equal(getattr(a, f.name), getattr(b, f.name)) for f in fields(a)
        )
    if isinstance(a, tuple | list):
        return len(a) == len(b) and all(equal(x, y) for x, y in zip(a, b, strict=True))
    if hasattr(a, "items"):
        return list(a) == list(b) and all(equal(a[k], b[k]) for k in a)
    return bool(a == b) or (a != a and b != b)


def _check_named() -> None:
    assert {f.name for f in fields(Board)} == BOARD_PUBLIC | BOARD_PARTLY
    assert {f.name for f in fields(Office)} == OFFICE_PUBLIC | OFFICE_OWN
    assert {f.name for f in fields(World)} >= PUBLIC | PARTLY


def permuted(pack: Pack, position: Position, who: Any, rng: np.random.Generator) -> Position:
    """A position that ``who`` cannot tell from the given one; all that is hidden differs."""
    _check_named()
    world = _world(pack, position, who, rng)
    return Position(_board(pack, position.board, world, who, rng), world)


def _noise(a: Any, rng: np.random.Generator) -> Any:
    if a.dtype == np.bool_:
        return rng.random(a.shape) < 0.5
    if a.dtype.kind == "i":
        return rng.integers(0, 100_000, a.shape)
    return rng.random(a.shape) * 90


def _world(pack: Pack, position: Position, who: Any, rng: np.random.Generator) -> World:
    old, board = position.world, position.board
    world = old.copy()
    for f in fields(World):
        if f.name not in PUBLIC:
            setattr(world, f.name, _noise(getattr(old, f.name), rng))
    for name in FIGURE_INDEX:
        if visibility.knows(pack, who, name) == "exact":
            for array, index in (("gauge", GAUGE_INDEX), ("metric", METRIC_INDEX)):
                if name in index:
                    getattr(world, array)[index[name]] = getattr(old, array)[index[name]]
    # in administration or not is public; since when, to whoever counts: not asked for here
    world.admin_stage = np.where(old.admin_stage > 0, rng.integers(1, 9, old.admin_stage.shape), 0)
    opened = np.zeros(len(old.open), bool)
    for o in board.opened:
        if o.to in (None, who) and o.last >= board.quarter:
            opened[list(o.trusts)] = True
    if who == "monitor":
        for name in ("cash_k", "underlying_k", "unit_cost"):
            setattr(world, name, getattr(old, name).copy())
    if visibility.knows(pack, who, "trusts_warned") == "exact":
        world.fails = old.fails.copy()
    for name in ("cash_k", "underlying_k", "unit_cost", "quality", "fails"):
        getattr(world, name)[opened] = getattr(old, name)[opened]
    if who == "number10":
        marginal = pack.model.country.marginal
        world.local_effect[marginal] = old.local_effect[marginal]
    return world


def _board(pack: Pack, board: Board, world: World, who: Any, rng: np.random.Generator) -> Board:
    offices = tuple(_office(pack, o, who, board.ending, rng) for o in board.offices)
    first, second, third, fourth = offices
    deals = tuple(_deal(d, who) for d in board.deals)
    unseen = {f"deal/{d.number}" for d in deals if _hidden(d, who)}
    counts = dict(board.past.counts) | {"deals_made": float(rng.integers(50))}
    if visibility.knows(pack, who, "support_paid_m") is None:
        counts["support_paid_m"] = float(rng.integers(5000))
    return replace(
        board,
        seed=int(rng.integers(1 << 40)),
        offices=(first, second, third, fourth),
        deals=deals,
        past=Past(board.past.events, board.past.orders, tuple(counts.items())),
        published=tuple(_published(pack, board, p, world, who, rng) for p in board.published),
        told=tuple(t for t in board.told if t.to in (None, who) or t.by == who),
        opened=tuple(o for o in board.opened if o.to in (None, who)),
        modifiers=tuple(m for m in board.modifiers if m.source not in unseen),
        banked=tuple((key, won / 2) for key, won in board.banked),
        # what the facilitator has in store, and that it was the facilitator, nobody is told
        injects=(Injected("something_else", "next", board.quarter),),
    )


def _office(pack: Pack, office: Office, who: Any, ending: str, rng: np.random.Generator) -> Office:
    if office.role == who:
        return office
    levers = [t.lever.id for t in card_index(pack).of_role[office.role]]
    sealed = office.sealed
    if sealed is not None:
        sealed = (Order(lever=str(rng.choice(levers)), bid=1),)
    lines, stakes = office.lines, office.stakes
    if sealed is not None:
        lines = tuple(x.model_copy(update={"backing": 2 - x.backing}) for x in lines[1:])
        stakes = (Stake(case=1, way="hold", side="for", clout=2), *stakes[1:])
    # whose step was told has its agenda known; a service that has collapsed is told with all aims,
    # a vote's result with its night
    known = bool(office.steps) or ending == "collapse"
    return replace(
        office,
        lines=lines,
        stakes=stakes,
        clout=int(rng.integers(0, 800)),
        agendas_dealt=("other_one", "other_two"),
        agenda=office.agenda if office.agenda is None or known else "other_one",
        agenda_broken=not office.agenda_broken,
        sealed=sealed,
    )


def _hidden(deal: Deal, who: Any) -> bool:
    return deal.terms.secret and not deal.leaked and who not in (
        deal.terms.offerer, deal.terms.other)  # fmt: skip


def _deal(deal: Deal, who: Any) -> Deal:
    """Others' secret deals in other terms; what was put up for an offer is the offerer's alone.

    The bonds of a deal that runs follow from its terms and from Word, which all can see.
    """
    if not _hidden(deal, who):
        if deal.state == "live":
            return deal
        return replace(deal, bonds=tuple((r, b) for r, b in deal.bonds if r == who))
    clauses = tuple(c.model_copy(update={"until": "2014Q1"}) for c in reversed(deal.terms.clauses))
    return replace(deal, terms=deal.terms.model_copy(update={"clauses": clauses}))


def _published(
    pack: Pack, board: Board, p: Published, world: World, who: Any, rng: np.random.Generator
) -> Published:
    """Figures not out yet are scrambled; the kept truth is, but for what the reader knew."""
    is_out = any(p is q for q in visibility.out(board))
    exact = {n for n, _ in p.truth if visibility.knows(pack, who, n) == "exact"}
    return replace(
        p,
        values=tuple((n, v if is_out else float(rng.integers(99))) for n, v in p.values),
        truth=tuple((n, v if n in exact else float(rng.integers(99))) for n, v in p.truth),
        ratings=p.ratings if is_out else tuple(3 - r for r in p.ratings),
        surplus_k=p.surplus_k if is_out else tuple(-s for s in p.surplus_k),
    )


READERS = (*ROLES, "spectator")
