"""Rules of thumb: what a card's own effects say of where figures will go, without the market.

What is weighed by the thousand – a persona's cards, whether a promise was tempted, a way out of a
case – goes by these: +2 … −2 arrows read from the card's data, knobs by the tables below. What a
person is told of a card is looked ahead with the model (``rules.views.forecast``); a test holds the
one against the other.
"""

from __future__ import annotations

from typing import Final, assert_never

from game.rules.cache import per_pack
from game.rules.cards.index import card_index
from game.rules.state.view import Arrow
from game.scenario.pack import Pack
from game.scenario.schema.effects import (
    Bar,
    CaseClock,
    Cheaper,
    Clout,
    Effect,
    Flag,
    KnobSetting,
    Push,
    Shock,
    Special,
    SpecialAct,
    TrustKnobSetting,
)
from game.world.exact_sums import in_order
from game.world.figure_names import WINGS
from game.world.knobs import NATIONAL, TRUST, KnobSpec
from game.world.quarter_calendar import opens_financial_year

#: Knob -> (figure, sign if the knob goes up, its move that makes a double arrow).
KnobArrows = dict[str, tuple[tuple[str, int, float], ...]]
NATIONAL_ARROWS: Final[KnobArrows] = {
    "tariff_pct": (("trusts_at_risk", -1, 1.0), ("commissioners_failing_pct", 1, 1.0)),
    "tariff_set_pct": (("trusts_at_risk", -1, 2.0), ("commissioners_failing_pct", 1, 2.0)),
    "marginal_rate": (("trusts_at_risk", -1, 0.3),),  # A&E work paid nearer its cost
    "budget_pct": (("commissioners_failing_pct", -1, 1.0), ("waits", -1, 2.0)),
    "emergency_growth_pct": (("waits", 1, 1.0), ("occupancy", 1, 1.0)),
    "elective_growth_pct": (("waits", 1, 1.0),),
    "wage_pct": (("trusts_at_risk", 1, 1.0), ("morale", 1, 2.0)),
    "outside_wage_pct": (("agency_share", 1, 5.0),),  # staff leave for better pay
    "capacity_pct": (("waits", -1, 4.0),),
    "activity_pct": (("waits", -1, 4.0),),
    "efficiency": (("trusts_at_risk", -1, 0.4),),  # costs fall faster
    "entry_target": (("new_entrant_share", 1, 0.04), ("trusts_at_risk", 1, 0.06)),
    "entry_uptake": (("new_entrant_share", 1, 0.5),),
    "price_competition": (("waits", -1, 0.5), ("quality", -1, 0.5)),  # Propper et al.
    "capitation": (("waits", -1, 0.8),),
    "choice": (("hhi", -1, 0.5),),
    "waits_relief": (("waits", -1, 4.0),),
    "capability_push": (("commissioner_capability", 1, 6.0),),
    "integration": (("waits", -1, 0.8), ("hhi", 1, 0.8)),
    "closure_backlash": (("nerves_local", 1, 0.8),),
    "closure_capacity_kept": (("waits", -1, 0.3),),
    "transition_cost_m": (("purse_m", -1, 200.0),),
    "pool_levy_pct": (("trusts_at_risk", -1, 1.0),),
    "top_slice_pct": (("trusts_at_risk", -1, 1.5), ("commissioners_failing_pct", 1, 1.5)),
    "purse_m": (("purse_m", 1, 250.0),),
    "spend_m": (("purse_m", -1, 150.0),),
    "commissioner_grant_m": (("commissioners_failing_pct", -1, 100.0),),
}
#: The same of trusts' knobs.
TRUST_ARROWS: Final[KnobArrows] = {
    "support_k": (("deficit_share", -1, 40_000.0), ("support_m", 1, 20_000.0)),
    "loan_k": (("purse_m", -1, 40_000.0),),  # cash only: no account improves
    "income_pct": (("trusts_at_risk", -1, 1.5),),
    "private_pct": (("trusts_at_risk", -1, 2.0), ("equity", -1, 3.0)),
    "cost_pct": (("trusts_at_risk", 1, 6.0),),
    "efficiency": (("net_surplus_m", 1, 0.8),),  # of some trusts: the list hardly notices
    "quality_push": (("quality", 1, 1.5),),
    "capacity_pct": (("waits", -1, 30.0),),
    "protected": (("nerves_local", -1, 2.0),),
    "administer": (("trusts_at_risk", -1, 2.0), ("nerves_local", 1, 2.0), ("closures", 1, 1.0)),
    "quash": (("trusts_at_risk", 1, 2.0), ("nerves_local", -1, 2.0)),
    "stay": (("nerves_local", -1, 2.0),),
    "takeover": (("trusts_at_risk", -1, 2.0), ("hhi", 1, 2.0)),
    "close": (("closures", 1, 0.25), ("trusts_at_risk", -1, 0.5), ("nerves_local", 1, 0.5)),
    "downgrade": (("closures", 1, 0.25), ("trusts_at_risk", -1, 0.5), ("waits", 1, 1.0)),
    "authorise": (("trusts_at_risk_ft", 1, 4.0),),
    "list": (("media_heat", 1, 2.0),),
}
#: What an act with a rule of its own moves: (figure, by).
OF_ITS_OWN: Final[dict[SpecialAct, tuple[tuple[str, int], ...]]] = {
    "dismiss_secretary": (("momentum", 1), ("secretary_standing", -2)),
    "dissolve": (),
    "summon_secretary": (("secretary_standing", -1),),
    "open_books": (),
    "reveal_quality": (),
    "double_blame": (),
    "cash_repeal_pledge": (),
}
#: Points of a shock or push that make a double arrow.
_DOUBLE: Final = 5.0


def _sized(figure: str, by: float, double: float, effect: Effect) -> Arrow | None:
    """Return one arrow, None where the move is too small to promise."""
    if abs(by) < 0.1 * double:
        return None
    size = 2 if abs(by) >= double else 1
    return Arrow(figure, size if by > 0 else -size, not effect.uncertain, effect.after)


def _of(effect: Effect) -> list[Arrow | None]:
    """Return the arrows of one effect, None for a move that is too small to promise."""
    match effect:
        case Shock() | Push():
            return [_sized(effect.gauge, effect.by, _DOUBLE, effect)]
        case KnobSetting():
            return _of_knob(effect, NATIONAL[effect.knob], NATIONAL_ARROWS)
        case TrustKnobSetting():
            return _of_knob(effect, TRUST[effect.knob], TRUST_ARROWS)
        case Special():
            return [
                Arrow(figure, by, not effect.uncertain, effect.after)
                for figure, by in OF_ITS_OWN[effect.act]
            ]
        case Bar() | Flag() | Clout() | Cheaper() | CaseClock():
            return []  # they move no figure
        case _:
            assert_never(effect)


def _of_knob(
    effect: KnobSetting | TrustKnobSetting, spec: KnobSpec, arrows: KnobArrows
) -> list[Arrow | None]:
    still = spec.neutral if spec.neutral == spec.neutral else 0.0
    return [
        _sized(figure, sign * (effect.by - still), double, effect)
        for figure, sign, double in arrows.get(effect.knob, ())
    ]


def of_effects(effects: tuple[Effect, ...]) -> tuple[Arrow, ...]:
    """Return the arrows of a card's effects, strongest and soonest first, one for each figure.

    Where effects on one figure disagree the strongest stands; it is not sure then. The two
    backbench wings, moved the same way, are told as backbench nerves.
    """
    best: dict[str, Arrow] = {}
    for effect in effects:
        for arrow in _of(effect):
            if arrow is None:
                continue
            sure = arrow.sure and effect.when is None and not effect.met
            other = best.get(arrow.figure)
            if other is not None and (other.by > 0) != (arrow.by > 0):
                sure = False
            if other is None or abs(arrow.by) > abs(other.by):
                best[arrow.figure] = Arrow(arrow.figure, arrow.by, sure, arrow.after)
            elif not sure:
                best[arrow.figure] = Arrow(other.figure, other.by, False, other.after)
    market, local = (best.get(wing) for wing in WINGS)
    if market is not None and local is not None and (market.by > 0) == (local.by > 0):
        del best[WINGS[0]], best[WINGS[1]]
        stronger = max(market, local, key=lambda a: abs(a.by))
        best["backbench_nerves"] = Arrow(
            "backbench_nerves", stronger.by, market.sure and local.sure, stronger.after
        )
    return tuple(sorted(best.values(), key=lambda a: (-abs(a.by), a.after, a.figure)))


@per_pack
def by_source(pack: Pack) -> dict[str, tuple[Arrow, ...]]:
    """Return the arrows of every lever and "event/option" of the scenario, when fresh."""
    return {
        source: of_effects(against_path(pack, effects))
        for source, effects in card_index(pack).effects.items()
    }


def against_path(pack: Pack, effects: tuple[Effect, ...]) -> tuple[Effect, ...]:
    """Return the effects with a price that is set told as a change from the scenario's path: what
    its Aprils bring by themselves, on average."""
    if not any(e.do == "knob" and e.knob == "tariff_set_pct" for e in effects):
        return effects
    cards = card_index(pack)
    aprils = range(cards.first, cards.last + 1)
    brought = [cards.coming("tariff_pct", q) for q in aprils if opens_financial_year(q)]
    known = [change for change in brought if change is not None]
    path = in_order(known) / max(1, len(known))
    return tuple(
        e.model_copy(update={"knob": "tariff_pct", "by": e.by - path})
        if e.do == "knob" and e.knob == "tariff_set_pct"
        else e
        for e in effects
    )
