"""The knobs: every way in which anything outside the market may act on it.

``rules`` compiles live modifiers into one ``Knobs`` value; ``experiment`` sets the same
knobs by name. A knob says how several settings combine and what leaves it untouched.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final, Literal

import numpy as np
from numpy.typing import NDArray

from game.world.bounds import somewhere
from game.world.figure_names import GAUGES

Combine = Literal["add", "multiply", "max", "set"]


@dataclass(frozen=True, slots=True)
class KnobSpec:
    """One knob: unit, neutral value, range, how settings combine, and what it does.

    ``set`` takes the latest setting; its neutral value is NaN ("the scenario's path").
    """

    unit: str
    neutral: float
    low: float
    high: float
    combine: Combine
    meaning: str


def _k(
    unit: str, neutral: float, low: float, high: float, combine: Combine, meaning: str
) -> KnobSpec:
    return KnobSpec(unit, neutral, low, high, combine, meaning)


#: Knobs of the whole country, ``(len(NATIONAL), B)``.
NATIONAL: Final[dict[str, KnobSpec]] = {
    "tariff_pct": _k("% a year", 0, -10, 10, "add", "added to the path's yearly tariff change"),
    "tariff_set_pct": _k("% a year", np.nan, -10, 10, "set", "replaces the path's tariff change"),
    "marginal_rate": _k("share", np.nan, 0, 1, "set", "price of emergencies above the baseline"),
    "budget_pct": _k("% a year", 0, -10, 10, "add", "added to growth of commissioners' budgets"),
    "emergency_growth_pct": _k("% a quarter", 0, -5, 5, "add", "change in emergency demand"),
    "elective_growth_pct": _k("% a quarter", 0, -5, 5, "add", "change in elective demand"),
    "wage_pct": _k("% of pay", 0, -10, 10, "add", "addition to the pay bill, kept for good"),
    "outside_wage_pct": _k("%", 0, -30, 30, "add", "outside wage against the path"),
    "capacity_pct": _k("%", 0, -30, 30, "add", "working capacity this quarter"),
    "activity_pct": _k("%", 0, -30, 30, "add", "elective work done this quarter (strikes)"),
    "efficiency": _k("factor", 1, 0, 2, "multiply", "drive to cut costs, everywhere"),
    "entry_target": _k("share", 0, -0.3, 0.3, "add", "new-entrant share commissioners aim at"),
    "entry_uptake": _k("factor", 1, 0, 3, "multiply", "speed at which entrants win work"),
    "price_competition": _k("0–1", 0, 0, 1, "max", "share of elective work with a free price"),
    "capitation": _k("0–1", 0, 0, 1, "add", "share of income paid by capitated budget"),
    "choice": _k("factor", 1, 0, 3, "multiply", "how freely patients choose a provider"),
    "waits_relief": _k("points", 0, -10, 10, "add", "effort moved to what is measured: waits"),
    "capability_push": _k("points", 0, -50, 50, "add", "commissioners' capability, this quarter"),
    "integration": _k("0–1", 0, 0, 1, "max", "health and social care run as one budget"),
    "closure_backlash": _k("factor", 1, 0, 3, "multiply", "votes and nerves lost by a closure"),
    "closure_capacity_kept": _k("share", 0, 0, 0.5, "max", "capacity kept where a site closes"),
    "court_risk": _k("factor", 1, 0, 4, "multiply", "odds that a court quashes a plan"),
    "tier_support": _k("factor", 1, 0, 2, "multiply", "the tier's help to trusts in small deficit"),
    "transition_cost_m": _k("£m", 0, 0, 2000, "add", "reorganisation cost this quarter"),
    "pool_levy_pct": _k("% of income", 0, 0, 5, "add", "levy on sound trusts for those at risk"),
    "top_slice_pct": _k("% of budget", 0, 0, 5, "add", "commissioners' money to trusts at risk"),
    "purse_m": _k("£m", 0, -5000, 5000, "add", "Treasury money into the Department's purse"),
    "spend_m": _k("£m", 0, 0, 5000, "add", "the purse spent on programmes (to suppliers, staff)"),
    "fund_emergency_m": _k("£m", 0, 0, 5000, "add", "the purse to trusts by emergency work"),
    "fund_deficit_m": _k("£m", 0, 0, 5000, "add", "the purse to trusts by their deficits"),
    "hhi_factor": _k("factor", 1, 0.2, 3, "multiply", "concentration as it acts on care"),
    "rivals": _k("owners", 0, 0, 5, "add", "further equal rivals of every hospital"),
    "agency_cap": _k("factor", 1, 0.2, 2, "multiply", "agency staff against what trusts would use"),
    "market_forces": _k(
        "factor", 1, 0, 2, "multiply", "how far payment follows what a place costs"
    ),
    "regional_pay": _k("0–1", 0, 0, 1, "max", "pay set by region, as far as wages outside"),
    "occupancy_set": _k("share", np.nan, 0.5, 1.1, "set", "beds filled, imposed everywhere"),
    "commissioner_grant_m": _k("£m", 0, 0, 5000, "add", "the purse to commissioners, by head"),
}

#: Knobs of single trusts, ``(len(TRUST), T, B)``.
TRUST: Final[dict[str, KnobSpec]] = {
    "support_k": _k("£ thousand", 0, 0, 500_000, "add", "income support from the purse"),
    "loan_k": _k("£ thousand", 0, 0, 500_000, "add", "cash loan from the purse: no income"),
    "income_pct": _k("% of income", 0, -10, 10, "add", "commissioners' money beyond the tariff"),
    "private_pct": _k("% of income", 0, 0, 10, "add", "private patients' income, from outside"),
    "cost_pct": _k("%", 0, -20, 20, "add", "unit cost, once in this quarter and kept for good"),
    "efficiency": _k("factor", 1, 0, 2, "multiply", "the trust's drive to cut costs"),
    "quality_push": _k("points", 0, -10, 10, "add", "quality, this quarter"),
    "capacity_pct": _k("%", 0, -50, 50, "add", "working capacity this quarter"),
    "protected": _k("0–1", 0, 0, 1, "max", "may not be closed or put in administration"),
    "administer": _k("0–1", 0, 0, 1, "max", "administration begins (the order)"),
    "quash": _k("0–1", 0, 0, 1, "max", "a live administration is stopped by the court"),
    "stay": _k("0–1", 0, 0, 1, "max", "a live administration waits this quarter"),
    "takeover": _k("0–1", 0, 0, 1, "max", "taken over by the nearest sound trust"),
    "merge_into": _k("row + 1", 0, 0, 400, "max", "taken over by the trust in that row"),
    "close": _k("0–1", 0, 0, 1, "max", "an acute trust closes; patients go where they would"),
    "downgrade": _k("0–1", 0, 0, 1, "max", "an acute trust's service moves to its neighbours"),
    "authorise": _k("0–1", 0, 0, 1, "max", "authorised as a foundation trust"),
    "list": _k("0–1", 0, 0, 1, "max", "what is wrong there is published: its care is watched"),
    "local_votes": _k("points", 0, -5, 5, "add", "the government's vote near it, by a decision"),
    "backlash": _k(
        "factor", 1, 0, 4, "multiply", "votes and anger near it, if it shrinks or closes"
    ),
}

_STILL_NATIONAL: Final = np.array([[k.neutral] for k in NATIONAL.values()], np.float64)
_STILL_TRUST: Final = np.array([[[k.neutral]] for k in TRUST.values()], np.float64)
_PATHS: Final = np.isnan(_STILL_NATIONAL)

_NATIONAL: Final = tuple(NATIONAL)
_TRUST: Final = tuple(f"trust/{name}" for name in TRUST)
NATIONAL_INDEX: Final = {name: i for i, name in enumerate(NATIONAL)}
TRUST_INDEX: Final = {name: i for i, name in enumerate(TRUST)}


@dataclass
class Knobs:
    """Dense settings for one quarter of B games.

    ``national`` (len(NATIONAL), B) float64; ``trust`` (len(TRUST), T, B) float64;
    ``shock`` (len(GAUGES), B) int64 thousandths added now; ``push`` the same shape,
    added to each gauge's set-point.

    Of trusts' knobs, by far the most numbers, only those that somebody turned need to be held
    (``of_some``, ``neutral``); ``trust`` is made when it is first asked for, to be written to.
    """

    national: NDArray[np.float64]
    trust: NDArray[np.float64]
    shock: NDArray[np.int64]
    push: NDArray[np.int64]

    def __post_init__(self) -> None:
        self._some: dict[str, NDArray[np.float64]] | None = None  # while only some are held
        self._trusts = int(self.trust.shape[1])

    @classmethod
    def of_some(
        cls,
        national: NDArray[np.float64],
        trust: dict[str, NDArray[np.float64]],
        shock: NDArray[np.int64],
        push: NDArray[np.int64],
        *,
        trusts: int,
    ) -> Knobs:
        """Knobs of which, of trusts', only those named in ``trust``, (T, B) each, are turned."""
        made = cls.__new__(cls)
        made.national, made.shock, made.push = national, shock, push
        made._some, made._trusts = trust, trusts
        return made

    @classmethod
    def neutral(cls, trusts: int, batch: int = 1) -> Knobs:
        """Knobs that change nothing, for ``batch`` games of ``trusts`` trusts."""
        return cls.of_some(
            np.repeat(_STILL_NATIONAL, batch, axis=1),
            {},
            np.zeros((len(GAUGES), batch), np.int64),
            np.zeros((len(GAUGES), batch), np.int64),
            trusts=trusts,
        )

    if not TYPE_CHECKING:

        def __getattr__(self, name: str) -> Any:
            """``trust``, whole, from now on."""
            some = self._some if name == "trust" else None
            if some is None:
                raise AttributeError(f"knobs have no {name!r}")
            shape = (len(TRUST), self._trusts, self.national.shape[1])
            self.trust = np.ascontiguousarray(np.broadcast_to(_STILL_TRUST, shape))
            for knob, values in some.items():
                self.trust[TRUST_INDEX[knob]] = values
            self._some = None
            return self.trust

    @classmethod
    def stack(cls, rows: list[Knobs]) -> Knobs:
        """Several games' knobs (each of batch 1 or more) side by side."""
        return cls(
            np.concatenate([r.national for r in rows], axis=-1),
            np.concatenate([r.trust for r in rows], axis=-1),
            np.concatenate([r.shock for r in rows], axis=-1),
            np.concatenate([r.push for r in rows], axis=-1),
        )

    def turned(self) -> frozenset[str]:
        """The knobs that some game has turned; a trust's as ``trust/NAME``."""
        moved = self.national != _STILL_NATIONAL
        moved &= ~(_PATHS & np.isnan(self.national))
        names = [_NATIONAL[i] for i in np.flatnonzero(np.logical_or.reduce(moved, axis=1)).tolist()]
        if self._some is not None:
            held = self._some.items()
            return frozenset(
                names + [f"trust/{n}" for n, v in held if somewhere(v != TRUST[n].neutral)]
            )
        trust = (self.trust != _STILL_TRUST).reshape(len(TRUST), -1)
        here = np.logical_or.reduce(trust, axis=1)
        return frozenset(names + [_TRUST[i] for i in np.flatnonzero(here).tolist()])

    def columns(self, first: int, last: int) -> Knobs:
        """Games ``first`` to ``last`` (not included) alone; trusts' knobs are views."""
        national = np.ascontiguousarray(self.national[:, first:last])
        shock = np.ascontiguousarray(self.shock[:, first:last])
        push = np.ascontiguousarray(self.push[:, first:last])
        if self._some is None:
            return Knobs(national, self.trust[:, :, first:last], shock, push)
        some = {name: values[:, first:last] for name, values in self._some.items()}
        return Knobs.of_some(national, some, shock, push, trusts=self._trusts)

    def of(self, name: str) -> NDArray[np.float64]:
        """The national knob ``name``, shape (B,)."""
        values: NDArray[np.float64] = self.national[NATIONAL_INDEX[name]]
        return values

    def of_trusts(self, name: str) -> NDArray[np.float64]:
        """The trust knob ``name``, shape (T, B), to be read."""
        values: NDArray[np.float64]
        if self._some is None:
            values = self.trust[TRUST_INDEX[name]]
        elif name in self._some:
            values = self._some[name]
        else:
            shape = (self._trusts, self.national.shape[1])
            values = np.broadcast_to(_STILL_TRUST[TRUST_INDEX[name]], shape)
        return values
