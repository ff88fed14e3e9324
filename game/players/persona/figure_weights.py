"""What things are worth to a role, in points of its own score: from data, lever by lever.

Two parts multiply. *Leanings* say how far a card's effects move each figure, in arrows (one
arrow: 2.5 points of a gauge, or what ``cards.forecast`` calls half a double arrow). *Wants* say
what an arrow on a figure brings a role: the slope of its scoring terms, with proxies for what
is known on election night only, and what the persona cares for besides.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from game.players.persona.priorities import Character, characters
from game.rules.cache import Memo, per_pack
from game.rules.cards.forecast import NATIONAL_ARROWS, TRUST_ARROWS
from game.rules.cards.index import ALL_OR_NOTHING, card_index
from game.scenario.schema.base import ROLES
from game.scenario.schema.effects import (
    Clout,
    Effect,
    Flag,
    KnobSetting,
    Push,
    Shock,
    Special,
    TrustKnobSetting,
)
from game.world.figure_names import GAUGE_INDEX
from game.world.knobs import NATIONAL, TRUST

if TYPE_CHECKING:
    from game.scenario.pack import Pack
    from game.scenario.schema.base import Role
    from game.scenario.schema.scenario import ScoreTerm

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
#: Knobs whose setting is kept for good however short it lasts.
_KEPT: Final = frozenset({"cost_pct", "wage_pct", "purse_m"})
_TYPICAL_TRUSTS: Final = 4.0
_STRUCK: Final[dict[str, float]] = {"dismiss_secretary": -6.0, "summon_secretary": -1.0}

#: (figure, arrows, fades): how far a card moves a figure, and whether the move fades.
Leaning = tuple[str, float, bool]


def _lasting(effect: Effect) -> float:
    """How much more a setting counts that lasts: a year is 1, for good 1.5."""
    return 1.5 if effect.quarters is None else min(1.5, 0.25 + 0.1875 * effect.quarters)


def leanings(effects: tuple[Effect, ...], role: Role | None = None) -> tuple[Leaning, ...]:
    """How far the effects move each figure. Conditional and uncertain ones count for half.

    Clout given or taken counts as the figure ``clout`` for ``role``.
    """
    out: list[Leaning] = []
    for e in effects:
        sure = 0.5 if e.when is not None or e.uncertain or e.met else 1.0
        if isinstance(e, Shock):
            out.append((e.gauge, sure * e.by / ARROW, True))
        elif isinstance(e, Push):
            out.append((e.gauge, sure * _lasting(e) * e.by / ARROW, False))
        elif isinstance(e, KnobSetting | TrustKnobSetting):
            wide = isinstance(e, TrustKnobSetting)
            spec = TRUST[e.knob] if wide else NATIONAL[e.knob]
            still = spec.neutral if spec.neutral == spec.neutral else 0.0
            by = (e.by - still) * (1.0 if e.knob in _KEPT | ALL_OR_NOTHING else _lasting(e))
            if isinstance(e, TrustKnobSetting):
                by *= min(2.0, (e.on.n or _TYPICAL_TRUSTS) / _TYPICAL_TRUSTS)
            table = TRUST_ARROWS if wide else NATIONAL_ARROWS
            for figure, sign, double in table.get(e.knob, ()):
                arrows = max(-4.0, min(4.0, 2.0 * sign * by / double))
                out.append((figure, sure * arrows, False))
        elif isinstance(e, Clout):
            out.append(("clout", e.by if e.role == role else 0.0, False))
        elif isinstance(e, Special) and e.act in _STRUCK:
            out.append(("secretary_standing", _STRUCK[e.act], False))
        elif isinstance(e, Flag):
            continue
    return tuple(x for x in out if x[1])


_LEANINGS: Memo[dict[str, tuple[Leaning, ...]]] = Memo()


def by_source(pack: Pack, role: Role) -> dict[str, tuple[Leaning, ...]]:
    """The leanings of every lever and "event/option", as the role would feel them."""
    return _LEANINGS.get(
        (pack,),
        role,
        lambda: {s: leanings(effects, role) for s, effects in card_index(pack).effects.items()},
    )


def _term(term: ScoreTerm, share: float, into: dict[str, float]) -> None:
    """Adds one scoring term's points an arrow."""
    points = share * term.points
    proxies = characters().proxies.get(term.value)
    if proxies is not None:
        for figure, part in proxies.items():
            into[figure] = into.get(figure, 0.0) + points * part
        return
    figure = term.value.removeprefix("inherited_").removeprefix("change_")
    unit = ARROW if figure in GAUGE_INDEX else _UNIT.get(figure)
    if unit is not None and term.full_at != term.zero_at:
        into[figure] = into.get(figure, 0.0) + points * unit / (term.full_at - term.zero_at)


@per_pack
def scored(pack: Pack) -> dict[Role, dict[str, float]]:
    """Points of each role's score that an arrow up on a figure is worth, from the scoring."""
    scoring = pack.scenario.scoring
    out: dict[Role, dict[str, float]] = {}
    for role, terms in scoring.roles.items():
        wants: dict[str, float] = {}
        for term in terms:
            if term.value == "national":
                for part in scoring.national:
                    _term(part, term.points / 100, wants)
            else:
                _term(term, 1.0, wants)
        out[role] = wants
    return out


def wants(pack: Pack, role: Role, character: Character) -> dict[str, float]:
    """What an arrow up on each figure is worth to the role when that persona holds it."""
    out = dict(scored(pack).get(role, {}))
    for figure, weight in character.cares.items():
        out[figure] = out.get(figure, 0.0) + weight
    out["clout"] = character.thrift
    return out


@per_pack
def _everyones(pack: Pack) -> dict[tuple[Role, str], dict[str, float]]:
    return {
        (role, name): wants(pack, role, character)
        for role in ROLES
        for name, character in characters().personas.items()
    }


def wanted_by(pack: Pack, role: Role, persona: str) -> dict[str, float]:
    """The ``wants`` of a shipped persona in a seat."""
    return _everyones(pack)[role, persona]
