"""Ways out of a case: which are lawful now, why others are not, and what they are called."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final, NamedTuple

from game.rules.cache import Memo, per_pack
from game.rules.cards.index import card_index
from game.rules.cases import regime
from game.rules.effects.in_force import in_force
from game.rules.state import case_story
from game.rules.state.position import Board, Case, Modifier, Position
from game.scenario.pack import Pack
from game.scenario.schema.base import Role
from game.scenario.schema.cases import WayOut
from game.scenario.schema.effects import Bar, Effect, TrustKnobSetting
from game.world.world_state import World

#: Knobs by which a hospital meets an end.
_ENDING: Final = frozenset({"administer", "takeover", "close"})
#: Knobs of trusts that a pledge forbids.
_PLEDGED_AGAINST: Final = frozenset({"close", "administer", "downgrade"})


class _Forbidden(NamedTuple):
    """What is forbidden in a quarter: trusts that a pledge protects, by row, and by way out the
    title of what forbids it by its tags."""

    pledged: frozenset[int]
    barred: dict[str, str]


_FORBIDDEN: Memo[_Forbidden] = Memo()


def source(way: str) -> str:
    """Return the source under which a way out's effects are known."""
    return f"case/{way}"


def blocked_source(role: Role) -> str:
    """Return the source of what a decider loses when its way is blocked."""
    return f"rule/case_blocked/{role}"


def held_source(role: Role) -> str:
    """Return the source of what holding over costs the decider."""
    return f"rule/case_held/{role}"


def way_of(source_: str) -> str | None:
    """Return the way out whose effects go under the source, None for any other source."""
    parts = source_.split("/")
    return parts[1] if parts[0] == "case" and len(parts) > 1 else None


@per_pack
def _knobs(pack: Pack) -> dict[str, frozenset[str]]:
    """Return the trusts' knobs that each way out turns when it is done whole."""
    return {way.id: turned(way.done.effects) for way in pack.scenario.cases.ways}


def turned(effects: Iterable[Effect]) -> frozenset[str]:
    """Return the trusts' knobs that some effects turn."""
    return frozenset([e.knob for e in effects if isinstance(e, TrustKnobSetting)])


def ends_alike(effects: Iterable[Effect], way: WayOut) -> bool:
    """Return whether effects do to a hospital what the way out ends its case by."""
    return way.done.ends and not turned(effects).isdisjoint(_ENDING & turned(way.done.effects))


def reasons(
    pack: Pack, board: Board, world: World, case: Case, way: WayOut, purse_k: int | None
) -> tuple[str, ...]:
    """Return why the way out may not be taken now, a sentence each; empty if it may.

    ``purse_k`` is what is left of the purse as the asker knows it, None if it doesn't.
    All else that is read is public.
    """
    found: list[str] = []
    knobs = _knobs(pack)[way.id]
    name = pack.model.place.trust_name[case.trust]
    if way.hold:
        if case.held_over:
            found.append("It has been held over before.")
    elif not way.done.ends and way.id in case_story.taken(case):
        found.append("That has been tried here, and ended nothing.")
    forbidden = _forbidden(pack, board)
    if knobs & _PLEDGED_AGAINST and case.trust in forbidden.pledged:
        found.append(f"A pledge protects {name}.")
    if "downgrade" in knobs and world.downgraded[case.trust, 0]:
        found.append(f"{name} has lost its A&E already.")
    if way.id in forbidden.barred:
        found.append(f"{forbidden.barred[way.id]} forbids it.")
    return (*found, *unpaid(way, purse_k))


def unpaid(way: WayOut, purse_k: int | None) -> tuple[str, ...]:
    """Return the reason where what is left of the purse doesn't pay for the way out, if known."""
    if not way.purse_m or purse_k is None:
        return ()
    money = round(way.purse_m * 1000)
    if not money or money <= purse_k:
        return ()
    return (f"It costs £{money // 1000}m and the purse holds £{max(0, purse_k) // 1000}m.",)


def _forbidden(pack: Pack, board: Board) -> _Forbidden:
    """Return what is forbidden in the board's quarter."""
    modifiers, quarter = board.modifiers, board.quarter

    def found() -> _Forbidden:
        cards, bars = card_index(pack), _bars(pack, modifiers, quarter)
        pledges = [
            m.trusts
            for m, effect in in_force(cards, board).settings
            if effect is not None and effect.knob == "protected"
        ]
        barred = {}
        for way in pack.scenario.cases.ways:
            by = next((title for title, tags in bars if not tags.isdisjoint(way.tags)), "")
            if by:
                barred[way.id] = by
        return _Forbidden(frozenset(t for trusts in pledges for t in trusts), barred)

    return _FORBIDDEN.get((pack, modifiers), quarter, found)


def _bars(
    pack: Pack, modifiers: tuple[Modifier, ...], quarter: int
) -> tuple[tuple[str, frozenset[str]], ...]:
    """Return what forbids tags in the quarter: the title of each, and its tags."""
    cards = card_index(pack)
    found = []
    for m in modifiers:
        if m.source not in cards.barring or m.effect < 0 or not m.live(quarter):
            continue
        effect = cards.effects_of(m.source)[m.effect]
        if isinstance(effect, Bar):
            found.append((cards.title_of(m.source, quarter), frozenset(effect.tags)))
    return tuple(found)


def default(
    pack: Pack, board: Board, world: World, case: Case, purse_k: int | None = None
) -> WayOut:
    """Return what happens to the case if nobody decides, by what everybody knows now.

    ``purse_k`` is what is left of the purse, None where that isn't asked. Where neither the
    regime's default nor its last resort may happen the case is held over.
    """
    kind, quarter = regime.kind_of(world, case.trust), board.quarter
    held: WayOut | None = None
    for way in regime.by_itself(pack, kind, quarter, case):
        if not reasons(pack, board, world, case, way, purse_k):
            return way
    for way in pack.scenario.cases.ways:
        if way.hold:
            held = way
    assert held is not None, "a scenario with cases has a way of holding over"
    return held


def open_ways(pack: Pack, world: World, case: Case, quarter: int) -> tuple[WayOut, ...]:
    """Return the ways out that the case's regime knows, lawful now or not."""
    return regime.ways(pack, regime.kind_of(world, case.trust), quarter, case.about)


def on_the_table(
    pack: Pack, position: Position, case: Case, by_itself: WayOut | None = None
) -> tuple[WayOut, ...]:
    """Return the ways out that may be staked on: the decider's, and what comes of itself.

    ``by_itself``: the case's ``default`` now, if that is known already.
    """
    board, world = position.board, position.world
    found = open_ways(pack, world, case, board.quarter)
    last = by_itself or default(pack, board, world, case)
    return found if any(w.id == last.id for w in found) else (*found, last)
