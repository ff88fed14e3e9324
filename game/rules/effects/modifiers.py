"""Effects at work: from a card's data to modifiers.

When an order, an answer or a campaign act takes effect its effects become *modifiers*
(who, what, from when to when, on which trusts, how strongly). Each quarter ``knob_settings``
makes of the live ones one ``Knobs`` value, which is what the market sees. Both are
pure; ``causes`` tells which source asked for how much of each gauge's shock and push.

How strength works: half effect and fatigue are a ``factor`` in thousandths. Amounts are
multiplied by it, factors move that part of the way from 1, a path's replacement moves that
part of the way from the path; what is done or not done to a trust (administration,
takeover, a pledge) reaches that part of the trusts instead, rounded up, and never tires.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Final, NamedTuple, assert_never

from game.rules.cache import per_pack
from game.rules.cards.index import ALL_OR_NOTHING, CardIndex, card_index
from game.rules.constants import PAID_TO_TRUSTS
from game.rules.effects import predicates
from game.rules.effects.in_force import ShareBySource, in_force_of
from game.rules.effects.targets import reached
from game.rules.state.position import Board, Modifier
from game.scenario.pack import Pack
from game.scenario.schema import effects
from game.scenario.schema.base import Role
from game.scenario.schema.effects import Effect
from game.world.world_state import World

PROGRAMME: Final = -1  # a price: ``amount_k`` of the purse goes to programmes
GRANT: Final = -2  # a price: ``amount_k`` of the purse goes to commissioners
_MONEY_M: Final = ("spend_m", "commissioner_grant_m", "transition_cost_m")
_DRAWING: Final = frozenset({*PAID_TO_TRUSTS, *_MONEY_M})  # knobs that draw on it, of both kinds


class Enactment(NamedTuple):
    """A card, a rule or a deal that takes effect: whose it is, how strongly, on whom."""

    source: str
    role: Role | None
    factor: int = 1000  # half effect and fatigue together
    halved: bool = False
    trusts: tuple[int, ...] = ()
    to_role: Role | None = None
    paid_k: int = 0
    met: bool = False  # this counter met its target and at least halved it


def strength(effect: effects.KnobSetting | effects.TrustKnobSetting, m: Modifier) -> float:
    """Return the size of a knob's amount after half effect and fatigue."""
    return effect.by * m.factor / 1000


def modifiers_of(
    pack: Pack,
    board: Board,
    world: World,
    enactment: Enactment,
    now: Callable[[], Board] | None = None,
) -> tuple[Modifier, ...]:
    """Return the modifiers that the enactment makes, trusts chosen and conditions judged now.

    ``now`` gives the board that conditions are asked of, where ``board`` isn't it yet. The
    price in £m that its own effects of this quarter don't carry (support to trusts, grants,
    programmes, administrations, which the market bills as they run) is added as a
    ``PROGRAMME``.
    """
    kept, key = _kept(pack), (board.quarter, enactment)
    plan = kept.get(key)
    if plan is None:
        if len(kept) >= _KEPT:
            kept.clear()
        plan = kept[key] = _plan(pack, board.quarter, enactment)
    if isinstance(plan, tuple):
        return plan
    return _made(pack, board, world, enactment, plan, now or (lambda: board))


#: What is remembered: most is done alike in game after game, and the same modifier serves all.
_KEPT: Final = 4096
#: Effects that reach trusts.
_CHOOSING: Final = frozenset({"trusts", "case_clock"})
#: An effect and its modifier; whether the modifier is made as it stands.
_Part = tuple[Effect, Modifier, bool]


@per_pack
def _kept(pack: Pack) -> dict[tuple[int, Enactment], tuple[Modifier, ...] | list[_Part]]:
    return {}


def _plan(pack: Pack, quarter: int, enactment: Enactment) -> tuple[Modifier, ...] | list[_Part]:
    """Return the modifiers that the enactment makes in the quarter.

    Where trusts are to be chosen or conditions judged, returns what it may make.
    """
    parts: list[_Part] = []
    for i, effect in enumerate(card_index(pack).effects_of(enactment.source)):
        if effect.met and not enactment.met:
            continue
        first = quarter + effect.after
        last = None if effect.quarters is None else first + effect.quarters - 1
        trusts = enactment.trusts if effect.do == "special" else ()
        m = Modifier(
            enactment.source,
            enactment.role,
            i,
            first,
            last,
            trusts,
            enactment.factor,
            0,
            enactment.to_role,
        )
        parts.append((effect, m, effect.when is None and effect.do not in _CHOOSING))
    if not all(sure for _, _, sure in parts):
        return parts
    return (*[m for _, m, _ in parts], *_programme(pack, quarter, enactment, parts))


def _made(
    pack: Pack,
    board: Board,
    world: World,
    enactment: Enactment,
    plan: list[_Part],
    now: Callable[[], Board],
) -> tuple[Modifier, ...]:
    """Return the modifiers of the plan that are made now."""
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
        if effect.do == "trusts" or effect.do == "case_clock":
            trusts = reached(pack, world, effect.on, enactment.trusts)
            if enactment.halved and (effect.do == "case_clock" or effect.knob in ALL_OR_NOTHING):
                trusts = trusts[: (len(trusts) + 1) // 2]
            if not trusts:
                continue
            m = Modifier(
                m.source, m.role, m.effect, m.first, m.last, trusts, m.factor, 0, m.to_role
            )
        made.append((effect, m, True))
    return (*[m for _, m, _ in made], *_programme(pack, board.quarter, enactment, made))


def _programme(
    pack: Pack, quarter: int, enactment: Enactment, made: list[_Part]
) -> tuple[Modifier, ...]:
    """Return what of the price its effects of this quarter don't carry, as a modifier."""
    if not enactment.paid_k:
        return ()
    carried = 0
    for effect, m, _ in made:
        if m.first == quarter:
            carried += draws_k(effect, m) + _billed_k(pack, effect, m)
    if enactment.paid_k <= carried:
        return ()
    rest = enactment.paid_k - carried
    return (Modifier(enactment.source, enactment.role, PROGRAMME, quarter, quarter, amount_k=rest),)


def _billed_k(pack: Pack, effect: Effect, m: Modifier) -> int:
    """Return £ thousand that the market bills to the purse quarter by quarter, for an order."""
    if effect.do == "trusts" and effect.knob == "administer":
        return round(pack.model.params.admin_cost_m * 1000) * len(m.trusts)
    return 0


def draws_k(effect: Effect, m: Modifier) -> int:
    """Return £ thousand of the purse that a live effect takes each quarter."""
    match effect:
        case effects.TrustKnobSetting():
            paid = effect.knob in PAID_TO_TRUSTS
            return max(0, round(strength(effect, m)) * len(m.trusts)) if paid else 0
        case effects.KnobSetting():
            return max(0, round(strength(effect, m) * 1000)) if effect.knob in _MONEY_M else 0
        case effects.Shock() | effects.Push() | effects.Bar() | effects.Flag():
            return 0
        case effects.Clout() | effects.Cheaper() | effects.Special() | effects.CaseClock():
            return 0
        case _:
            assert_never(effect)


def commitments_k(cards: CardIndex, modifiers: Iterable[Modifier], quarter: int) -> int:
    """Return £ thousand of the purse that live modifiers will take in the quarter."""
    total = 0
    for m, effect in in_force_of(cards, tuple(modifiers), quarter).settings:
        if effect is None:
            total += m.amount_k
        elif effect.knob in _DRAWING:
            total += draws_k(effect, m)
    return total


def expired(board: Board, quarter: int) -> tuple[tuple[Modifier, ...], tuple[Modifier, ...]]:
    """Return the board's modifiers that act in the quarter or later, and those that ran out.

    The latter, now or already, are to be kept as ``Past.spent``.
    """
    kept = lasting(board.modifiers, quarter)
    if len(kept) == len(board.modifiers):
        return board.modifiers, board.past.spent
    gone = tuple([m for m in board.modifiers if m.last is not None and m.last < quarter])
    return kept, board.past.spent + gone


def clout_due(cards: CardIndex, modifiers: Iterable[Modifier], quarter: int) -> dict[Role, int]:
    """Return clout, in hundredths, that effects give or take as the quarter begins."""
    return in_force_of(cards, tuple(modifiers), quarter).clout


def lasting(modifiers: Iterable[Modifier], quarter: int) -> tuple[Modifier, ...]:
    """Return the modifiers that act in the quarter or later."""
    return tuple([m for m in modifiers if m.last is None or m.last >= quarter])


def causes(
    cards: CardIndex, modifiers: Iterable[Modifier], quarter: int
) -> tuple[ShareBySource, ShareBySource]:
    """Return who asked for each gauge's shock and push: gauge index -> source -> thousandths."""
    now = in_force_of(cards, tuple(modifiers), quarter)
    return now.shocks, now.pushes
