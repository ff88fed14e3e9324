"""Effects at work: from a card's data to modifiers.

When an order, an answer or a campaign act takes effect its effects become *modifiers*
(who, what, from when to when, on which trusts, how strongly). Each quarter ``knob_settings``
turns the live ones into one ``Knobs`` value, the only thing that the market sees. Both are
pure; ``causes`` tells which source asked for how much of each gauge's shock and push.

How strength works: half effect and fatigue are a ``factor`` in thousandths. Amounts are
multiplied by it, factors move that part of the way from 1, a path's replacement moves that
part of the way from the path; what is done or not done to a trust (administration,
takeover, a pledge) reaches that part of the trusts instead, rounded up, and never tires.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Final, NamedTuple

from game.rules.cache import per_pack
from game.rules.cards.index import ALL_OR_NOTHING, CardIndex, card_index
from game.rules.constants import PAID_TO_TRUSTS
from game.rules.effects import predicates
from game.rules.effects.in_force import ShareBySource, standing_of
from game.rules.effects.targets import reached
from game.rules.state.position import Board, Modifier
from game.scenario.schema.base import Role
from game.scenario.schema.effects import Effect, Turn, TurnTrusts

if TYPE_CHECKING:
    from game.scenario.pack import Pack
    from game.world.world_state import World

PROGRAMME: Final = -1  # a price: ``amount_k`` of the purse goes to programmes
GRANT: Final = -2  # a price: ``amount_k`` of the purse goes to commissioners
_COSTLY: Final = ("trusts", "knob")  # effects that may draw on the purse as they run
_MONEY_M: Final = ("spend_m", "commissioner_grant_m", "transition_cost_m")
_DRAWING: Final = frozenset({*PAID_TO_TRUSTS, *_MONEY_M})  # knobs that draw on it, of both kinds


class Deed(NamedTuple):
    """Something that takes effect: its source, whose it is, how strongly, on whom."""

    source: str
    role: Role | None
    factor: int = 1000  # half effect and fatigue together
    halved: bool = False
    trusts: tuple[int, ...] = ()
    to_role: Role | None = None
    paid_k: int = 0
    met: bool = False  # this counter met its target and at least halved it


def strength(effect: Turn | TurnTrusts, m: Modifier) -> float:
    """The size of an amount after half effect and fatigue (of a knob)."""
    return effect.by * m.factor / 1000


def modifiers_of(
    pack: Pack, board: Board, world: World, deed: Deed, now: Callable[[], Board] | None = None
) -> tuple[Modifier, ...]:
    """The modifiers that the deed makes, trusts chosen and conditions judged now.

    ``now`` gives the board that conditions are asked of, where ``board`` isn't it yet. The
    price in £m that its own effects of this quarter don't carry (support to trusts, grants,
    programmes, administrations, which the market bills as they run) is added as a
    ``PROGRAMME``.
    """
    kept, key = _kept(pack), (board.quarter, deed)
    plan = kept.get(key)
    if plan is None:
        if len(kept) >= _KEPT:
            kept.clear()
        plan = kept[key] = _plan(pack, board.quarter, deed)
    if isinstance(plan, tuple):
        return plan
    return _made(pack, board, world, deed, plan, now or (lambda: board))


#: What is remembered: most is done alike in game after game, and the same modifier serves all.
_KEPT: Final = 4096
#: An effect and its modifier; whether the modifier is made as it stands.
_Part = tuple[Effect, Modifier, bool]


@per_pack
def _kept(pack: Pack) -> dict[tuple[int, Deed], tuple[Modifier, ...] | list[_Part]]:
    return {}


def _plan(pack: Pack, quarter: int, deed: Deed) -> tuple[Modifier, ...] | list[_Part]:
    """The modifiers that the deed makes in the quarter, or where trusts are to be chosen or
    conditions judged, what it may make."""
    parts: list[_Part] = []
    for i, effect in enumerate(card_index(pack).effects_of(deed.source)):
        if effect.met and not deed.met:
            continue
        first = quarter + effect.after
        last = None if effect.quarters is None else first + effect.quarters - 1
        trusts = deed.trusts if effect.do == "special" else ()
        m = Modifier(deed.source, deed.role, i, first, last, trusts, deed.factor, 0, deed.to_role)
        parts.append((effect, m, effect.when is None and effect.do != "trusts"))
    if not all(sure for _, _, sure in parts):
        return parts
    return (*[m for _, m, _ in parts], *_programme(pack, quarter, deed, parts))


def _made(
    pack: Pack,
    board: Board,
    world: World,
    deed: Deed,
    plan: list[_Part],
    now: Callable[[], Board],
) -> tuple[Modifier, ...]:
    """The modifiers of the plan that are made now."""
    made: list[_Part] = []
    latest: Board | None = None
    for effect, m, sure in plan:
        if sure:
            made.append((effect, m, sure))
            continue
        if effect.when is not None:
            asked_of = board
            if not predicates.of_figures(effect.when):
                asked_of = latest = latest or now()
            if not predicates.holds(effect.when, predicates.truth(pack, asked_of, world)):
                continue
        if effect.do == "trusts":
            trusts = reached(pack, world, effect.on, deed.trusts)
            if deed.halved and effect.knob in ALL_OR_NOTHING:
                trusts = trusts[: (len(trusts) + 1) // 2]
            if not trusts:
                continue
            m = Modifier(
                m.source, m.role, m.effect, m.first, m.last, trusts, m.factor, 0, m.to_role
            )
        made.append((effect, m, True))
    return (*[m for _, m, _ in made], *_programme(pack, board.quarter, deed, made))


def _programme(pack: Pack, quarter: int, deed: Deed, made: list[_Part]) -> tuple[Modifier, ...]:
    """What of the deed's price its effects of this quarter don't carry, as a modifier."""
    if not deed.paid_k:
        return ()
    carried = 0
    for effect, m, _ in made:
        if m.first == quarter and effect.do in _COSTLY:
            carried += draws_k(effect, m) + _billed_k(pack, effect, m)
    if deed.paid_k <= carried:
        return ()
    rest = deed.paid_k - carried
    return (Modifier(deed.source, deed.role, PROGRAMME, quarter, quarter, amount_k=rest),)


def _billed_k(pack: Pack, effect: Effect, m: Modifier) -> int:
    """£ thousand that the market bills to the purse later, quarter by quarter, for an order."""
    if effect.do == "trusts" and effect.knob == "administer":
        return round(pack.model.params.admin_cost_m * 1000) * len(m.trusts)
    return 0


def draws_k(effect: Effect, m: Modifier) -> int:
    """£ thousand of the purse that a live effect takes each quarter."""
    if effect.do == "trusts" and effect.knob in PAID_TO_TRUSTS:
        return max(0, round(strength(effect, m)) * len(m.trusts))
    if effect.do == "knob" and effect.knob in _MONEY_M:
        return max(0, round(strength(effect, m) * 1000))
    return 0


def commitments_k(cards: CardIndex, modifiers: Iterable[Modifier], quarter: int) -> int:
    """£ thousand of the purse that live modifiers will take in the quarter."""
    total = 0
    for m, effect in standing_of(cards, tuple(modifiers), quarter).turns:
        if effect is None:
            total += m.amount_k
        elif effect.knob in _DRAWING:
            total += draws_k(effect, m)
    return total


def expired(board: Board, quarter: int) -> tuple[tuple[Modifier, ...], tuple[Modifier, ...]]:
    """The board's modifiers that act in the quarter or later, and those that ran out before it,
    now or already: ``Past.spent``."""
    kept = lasting(board.modifiers, quarter)
    if len(kept) == len(board.modifiers):
        return board.modifiers, board.past.spent
    gone = tuple([m for m in board.modifiers if m.last is not None and m.last < quarter])
    return kept, board.past.spent + gone


def clout_due(cards: CardIndex, modifiers: Iterable[Modifier], quarter: int) -> dict[Role, int]:
    """Clout, in hundredths, that effects give or take as the quarter begins."""
    return standing_of(cards, tuple(modifiers), quarter).clout


def lasting(modifiers: Iterable[Modifier], quarter: int) -> tuple[Modifier, ...]:
    """The modifiers that act in the quarter or later."""
    return tuple([m for m in modifiers if m.last is None or m.last >= quarter])


def causes(
    cards: CardIndex, modifiers: Iterable[Modifier], quarter: int
) -> tuple[ShareBySource, ShareBySource]:
    """Who asked for each gauge's shock and push: gauge index -> source -> thousandths."""
    now = standing_of(cards, tuple(modifiers), quarter)
    return now.shocks, now.pushes
