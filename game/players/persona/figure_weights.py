"""The two factors of a card's value to a role, in points of the role's score, from data.

*Changes* are how far a card's effects change each figure, in arrows (one arrow: 2.5 points of a
gauge, or half of what ``cards.rules_of_thumb`` calls a double arrow). *Wants* are the points that
an arrow up on a figure brings a role: the slope of its scoring terms, with proxies for what is
known on election night only, and what the persona cares for besides.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Final, assert_never

from game.players.persona.priorities import Character, characters
from game.rules.cache import Memo, per_pack
from game.rules.cards.index import ALL_OR_NOTHING, card_index
from game.rules.cards.rules_of_thumb import (
    NATIONAL_ARROWS,
    TRUST_ARROWS,
    KnobArrows,
    against_path,
)
from game.scenario.pack import Pack
from game.scenario.schema.base import ROLES, Role
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
from game.scenario.schema.scenario import ScoreTerm
from game.world.figure_names import GAUGE_INDEX
from game.world.knobs import NATIONAL, TRUST, KnobSpec

#: Points of a gauge in one arrow.
ARROW: Final = 2.5
#: One arrow of a metric, in the metric's unit; a hundredth of its range where none is given.
_UNIT: Final[dict[str, float]] = {
    "trusts_at_risk": 1.5,
    "trusts_at_risk_ft": 1.0,
    "waits": 1.0,
    "quality": 0.6,
    "new_entrant_share": 0.006,
    "commissioners_failing_pct": 0.3,
    "closures": 0.5,
    "net_surplus_m": 15.0,
    "rtt_18w_share": 0.004,
    "support_m": 50.0,
    "wage_index": 0.004,
    "marginals_at_risk": 0.7,
    "government_vote_intention": 0.5,
    "signal": 0.05,
}
#: Knobs whose setting has its whole effect however short it lasts.
_KEPT: Final = frozenset({"cost_pct", "wage_pct", "purse_m"})
_TYPICAL_TRUSTS: Final = 4.0
#: Arrows on the Secretary's standing that each special act counts for.
_SPECIAL_ARROWS: Final[dict[SpecialAct, float]] = {
    "dismiss_secretary": -6.0,
    "dissolve": 0.0,
    "summon_secretary": -1.0,
    "open_books": 0.0,
    "reveal_quality": 0.0,
    "double_blame": 0.0,
    "cash_repeal_pledge": 0.0,
}

#: (figure, arrows, fades): how far a card changes a figure, and whether the change fades.
FigureChange = tuple[str, float, bool]


def _lasting(effect: Effect) -> float:
    """Return the multiplier for how long an effect lasts: 1 for a year, 1.5 for good."""
    return 1.5 if effect.quarters is None else min(1.5, 0.25 + 0.1875 * effect.quarters)


def figure_changes(
    effects: tuple[Effect, ...], role: Role | None = None
) -> tuple[FigureChange, ...]:
    """Return how far the effects change figures; conditional and uncertain ones count for half.

    Clout given or taken counts as the figure ``clout`` for ``role``.
    """
    return tuple(x for effect in effects for x in _changes_of(effect, role) if x[1])


def _changes_of(effect: Effect, role: Role | None) -> list[FigureChange]:
    sure = 0.5 if effect.when is not None or effect.uncertain or effect.met else 1.0
    match effect:
        case Shock():
            return [(effect.gauge, sure * effect.by / ARROW, True)]
        case Push():
            return [(effect.gauge, sure * _lasting(effect) * effect.by / ARROW, False)]
        case KnobSetting():
            by = _change(effect, NATIONAL[effect.knob])
            return _of_knob(NATIONAL_ARROWS, effect.knob, by, sure)
        case TrustKnobSetting():
            reach = min(2.0, (effect.on.n or _TYPICAL_TRUSTS) / _TYPICAL_TRUSTS)
            by = _change(effect, TRUST[effect.knob]) * reach
            return _of_knob(TRUST_ARROWS, effect.knob, by, sure)
        case Clout():
            return [("clout", effect.by if effect.role == role else 0.0, False)]
        case Special():
            return [("secretary_standing", _SPECIAL_ARROWS[effect.act], False)]
        case Bar() | Cheaper() | Flag() | CaseClock():
            return []  # they change no figure by themselves
        case _:
            assert_never(effect)


def _change(effect: KnobSetting | TrustKnobSetting, spec: KnobSpec) -> float:
    """Return how far a knob is set from its neutral setting, times how long it lasts."""
    still = spec.neutral if spec.neutral == spec.neutral else 0.0
    return (effect.by - still) * (
        1.0 if effect.knob in _KEPT | ALL_OR_NOTHING else _lasting(effect)
    )


def _of_knob(arrows: KnobArrows, knob: str, by: float, sure: float) -> list[FigureChange]:
    return [
        (figure, sure * max(-4.0, min(4.0, 2.0 * sign * by / double)), False)
        for figure, sign, double in arrows.get(knob, ())
    ]


_CHANGES: Memo[dict[str, tuple[FigureChange, ...]]] = Memo()


def by_source(pack: Pack, role: Role) -> dict[str, tuple[FigureChange, ...]]:
    """Return the changes of every lever and "event/option", clout as the role gets it."""
    return _CHANGES.get(
        (pack,),
        role,
        lambda: {
            s: figure_changes(against_path(pack, effects), role)
            for s, effects in card_index(pack).effects.items()
        },
    )


def term_weights(term: ScoreTerm, share: float = 1.0) -> dict[str, float]:
    """Return the points that an arrow up on each figure brings by a share of one scoring term.

    Empty for what no figure and no proxy stands for, which ``national`` alone may be.
    """
    points = share * term.points
    proxies = characters().proxies.get(term.value)
    if proxies is not None:
        return {figure: points * part for figure, part in proxies.items()}
    figure = term.value.removeprefix("inherited_").removeprefix("change_")
    unit = ARROW if figure in GAUGE_INDEX else _UNIT.get(figure)
    if unit is None or term.full_at == term.zero_at:
        return {}
    return {figure: points * unit / (term.full_at - term.zero_at)}


@per_pack
def scored(pack: Pack) -> dict[Role, dict[str, float]]:
    """Return the points that an arrow up on each figure brings each role by the scoring."""
    scoring = pack.scenario.scoring
    out: dict[Role, dict[str, float]] = {}
    for role, terms in scoring.roles.items():
        parts = []
        for term in terms:
            if term.value == "national":
                parts += [term_weights(part, term.points / 100) for part in scoring.national]
            else:
                parts.append(term_weights(term))
        out[role] = _added(parts)
    return out


def _added(parts: Iterable[Mapping[str, float]]) -> dict[str, float]:
    """Return the sum of the parts, figure by figure."""
    total: dict[str, float] = {}
    for part in parts:
        for figure, points in part.items():
            total[figure] = total.get(figure, 0.0) + points
    return total


def wants(pack: Pack, role: Role, character: Character) -> dict[str, float]:
    """Return the points that an arrow up on each figure brings a persona in the office."""
    return _added([scored(pack).get(role, {}), character.cares]) | {"clout": character.thrift}


@per_pack
def _weights_by_persona(pack: Pack) -> dict[tuple[Role, str], dict[str, float]]:
    return {
        (role, name): wants(pack, role, character)
        for role in ROLES
        for name, character in characters().personas.items()
    }


def wanted_by(pack: Pack, role: Role, persona: str) -> dict[str, float]:
    """Return the ``wants`` of a shipped persona in an office."""
    return _weights_by_persona(pack)[role, persona]
