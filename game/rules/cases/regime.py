"""Who decides about a case, by which ways out, and what comes of itself."""

from __future__ import annotations

from functools import lru_cache

from game.rules.cache import per_pack
from game.rules.cards.index import span
from game.rules.state import case_story
from game.rules.state.position import Case
from game.scenario.pack import Pack
from game.scenario.schema.base import Role
from game.scenario.schema.cases import CaseSubject, Regime, TrustKind, WayOut
from game.world.world_state import World


@per_pack
def _spans(pack: Pack) -> dict[str, tuple[int, int]]:
    """Return the first and last quarter of each regime and each way out (``way/ID``)."""
    rules = pack.scenario.cases
    return {r.id: span(r.period) for r in rules.regimes} | {
        f"way/{w.id}": span(w.period) for w in rules.ways
    }


@lru_cache(maxsize=1024)
def regime(
    pack: Pack, kind: TrustKind, quarter: int, about: CaseSubject = "failing"
) -> Regime | None:
    """Return the regime of a kind of trust in the quarter for what a case is about; None if there
    is none."""
    spans = _spans(pack)
    for found in pack.scenario.cases.regimes:
        first, last = spans[found.id]
        here = found.about == about and found.kind == kind and first <= quarter <= last
        if here and found.decider is not None:
            return found
    return None


def kind_of(world: World, trust: int) -> TrustKind:
    """Return whether the trust is an NHS trust or a foundation trust."""
    return "ft" if world.ft[trust, 0] else "nhs"


def regime_of(
    pack: Pack, world: World, trust: int, quarter: int, about: CaseSubject = "failing"
) -> Regime | None:
    """Return the regime under which the trust falls in the quarter, None if under none."""
    return regime(pack, kind_of(world, trust), quarter, about)


@lru_cache(maxsize=1024)
def ways(
    pack: Pack, kind: TrustKind, quarter: int, about: CaseSubject = "failing"
) -> tuple[WayOut, ...]:
    """Return the ways out that a decider of the kind and quarter may choose among."""
    found = regime(pack, kind, quarter, about)
    if found is None:
        return ()
    return tuple(
        [w for w in map(pack.scenario.cases.way, found.ways) if fits(pack, w, kind, quarter)]
    )


def fits(pack: Pack, way: WayOut, kind: TrustKind, quarter: int) -> bool:
    """Return whether the way out is for the kind of trust, and its period holds."""
    first, last = _spans(pack)[f"way/{way.id}"]
    return kind in way.kinds and first <= quarter <= last


def by_itself(pack: Pack, kind: TrustKind, quarter: int, case: Case) -> tuple[WayOut, ...]:
    """Return what happens if nobody decides, what comes first if it may not be coming next.

    A default that ends nothing is tried once; then comes the regime's ``at_last``.
    """
    found = regime(pack, kind, quarter, case.about)
    if found is None or found.default is None:
        return ()
    way = pack.scenario.cases.way
    first = way(found.default)
    last = None if found.at_last is None else way(found.at_last)
    if last is not None and not first.done.ends and first.id in case_story.taken(case):
        return (last,)
    return (first,) if last is None else (first, last)


def decider(
    pack: Pack, world: World, trust: int, quarter: int, about: CaseSubject = "failing"
) -> Role | None:
    """Return who decides about the trust in the quarter, None under no regime."""
    found = regime_of(pack, world, trust, quarter, about)
    return None if found is None else found.decider
