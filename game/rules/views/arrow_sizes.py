"""From what the model changed to arrows: which figures, how large, how sure, which are left out.

A figure is measured by what it is rounded to when it is published: what nobody can read off the
page is no arrow.
"""

from __future__ import annotations

from collections.abc import Container
from typing import Final, NamedTuple

from game.rules.effects.look_ahead import Change
from game.rules.state.replace import replace
from game.rules.state.view import Arrow, Given
from game.scenario.pack import Pack
from game.world.figure_names import FIGURES, WINGS

#: A move of so many times what a figure is rounded to is an arrow, of so many a double one, and
#: after a year of looking so little is still a (perhaps) arrow.
SINGLE: Final = 0.5
DOUBLE: Final = 5.0
FAINT: Final = 0.05
#: The same of a card's own trusts: points of quality, and result as a share of income.
_OWN_QUALITY: Final = (0.1, 1.0)
_OWN_RESULT: Final = (0.0005, 0.01)
#: Points of votes in all seats near them.
_OWN_VOTES: Final = (0.2, 5.0)
#: Arrows of one knob that shows only later, at most.
_LATER: Final = 5
#: Arrows of one card, at most.
MOST: Final = 8
#: Figures that only repeat another: left out where the other has an arrow.
ECHOES: Final[dict[str, tuple[str, ...]]] = {
    "gross_deficit_m": ("net_surplus_m",),
    "deficit_share": ("net_surplus_m",),
    "opposition_vote_intention": ("government_vote_intention", "coalition_strain"),
    "partner_vote_intention": ("government_vote_intention", "coalition_strain"),
    "insurgent_vote_intention": ("government_vote_intention",),
    "commissioners_at_risk": ("commissioners_failing_pct",),
    "elective_admissions": ("waiting_list", "waits"),
    "rtt_18w_share": ("waits",),
    "elective_readmissions": ("quality",),
    "quality_spread": ("quality",),
    "trusts_at_risk_ft": ("trusts_at_risk",),
    "wage_index": ("morale",),
    "support_m": ("net_surplus_m",),
    "backbench_nerves": WINGS,
    "failures_cumulative": ("closures",),
    "trusts": ("closures", "failures_cumulative"),
}
#: Figures that are looked at where something happens in both arms, which moves much else; all
#: where nothing must.
_OF_GIVEN: Final[dict[Given, tuple[str, ...]]] = {
    "": FIGURES,
    "closure": (
        *("closures", "waits", "backbench_nerves", "nerves_local"),
        *("government_vote_intention", "marginals_at_risk"),
    ),
    "administration": ("closures", "waits", "ae_4h_share"),
}


class TrialPart(NamedTuple):
    """Effects of a card that are tried together: all on gauges, or one knob's."""

    source: str
    knob: str  # "" for gauges
    after: int  # quarters until they act
    quarter: int  # the quarter that they are tried in
    sure: bool
    given: Given


class ShownArrow(NamedTuple):
    """An arrow, and how many times the least that is shown it is."""

    arrow: Arrow
    weight: float


class Scale:
    """What of a change a reader can see: which figures, and how much is an arrow."""

    def __init__(self, pack: Pack, seen: Container[str]) -> None:
        rounded = {spec.figure: spec.round_to or 1.0 for spec in pack.scenario.figures}
        self._figures = [
            (i, name, rounded[name])
            for i, name in enumerate(FIGURES)
            if name in rounded and name in seen
        ]

    def shown(
        self, part: TrialPart, changes: list[Change], later: int, least: float = SINGLE
    ) -> list[ShownArrow]:
        """Return the arrows of one quarter's changes, one for each guess."""
        found = []
        after = part.after + later
        only = frozenset(_OF_GIVEN[part.given])
        for i, name, rounding in self._figures:
            if name not in only:
                continue
            moves = [float(c.figures[i]) / rounding for c in changes]
            arrow = _arrow(part, name, moves, (least, DOUBLE), after)
            if arrow is not None:
                found.append(arrow)
        told = {x.arrow.figure for x in found}
        for name, moves, sizes in (
            ("quality", [c.quality for c in changes], _OWN_QUALITY),
            ("net_surplus_m", [c.result for c in changes], _OWN_RESULT),
            (
                "government_vote_intention",
                [c.votes if part.given else 0.0 for c in changes],
                _OWN_VOTES,
            ),
        ):
            own = _arrow(part, name, moves, sizes, after)
            if own is not None and name not in told:
                found.append(own._replace(arrow=replace(own.arrow, there=True)))
        return found

    def first_shown(self, part: TrialPart, changes: list[list[Change]]) -> list[ShownArrow]:
        """Return the arrows of the first quarter that shows any; the last's faint ones if none."""
        quarters = [list(of) for of in zip(*changes, strict=True)]
        faint = [self.shown(part, of, later, FAINT) for later, of in enumerate(quarters)]
        since: dict[tuple[str, bool], int] = {}  # when each begins to be seen
        for some in faint:
            for x in some:
                since.setdefault((x.arrow.figure, x.arrow.there), x.arrow.after)
        told = (self.shown(part, of, later) for later, of in enumerate(quarters))
        found = next(filter(None, told), [])
        if not found:
            found = [ShownArrow(replace(x.arrow, sure=False), x.weight) for x in faint[-1]]
        found.sort(key=lambda x: -x.weight)
        begins = [since.get((x.arrow.figure, x.arrow.there), x.arrow.after) for x in found]
        dated = zip(found, begins, strict=True)
        return [ShownArrow(replace(x.arrow, after=after), x.weight) for x, after in dated][:_LATER]


def _arrow(
    part: TrialPart, figure: str, moves: list[float], sizes: tuple[float, float], after: int
) -> ShownArrow | None:
    """Return the arrow of a figure's moves in the guesses, None if they are too small."""
    least, double = sizes
    by = sum(moves) / len(moves)
    if abs(by) < least or any(m * by <= 0 for m in moves):
        return None
    sure = part.sure and all(abs(m) >= least / 2 for m in moves)
    size = 2 if abs(by) >= double and not part.given else 1
    arrow = Arrow(figure, size if by > 0 else -size, sure, after, part.given)
    return ShownArrow(arrow, abs(by) / least)


def best(found: list[ShownArrow], priced: bool) -> tuple[Arrow, ...]:
    """Return a card's arrows, one a figure, strongest and soonest first.

    Where effects on one figure disagree the strongest stands; it is not sure then. Both backbench
    wings, moved the same way, are told as backbench nerves.
    """
    found_by: dict[tuple[str, bool], ShownArrow] = {}
    for one in found:
        key = (one.arrow.figure, one.arrow.there)
        other = found_by.get(key)
        if other is None:
            found_by[key] = one
            continue
        strong, weak = (one, other) if one.weight > other.weight else (other, one)
        agree = (strong.arrow.by > 0) == (weak.arrow.by > 0)
        found_by[key] = (
            strong if agree else ShownArrow(replace(strong.arrow, sure=False), strong.weight)
        )
    sizes = {figure: abs(x.arrow.by) for (figure, there), x in found_by.items() if not there}
    if priced and ("purse_m", False) in found_by and found_by["purse_m", False].arrow.by < 0:
        del found_by["purse_m", False]
    market, local = (found_by.get((wing, False)) for wing in WINGS)
    if market is not None and local is not None and market.arrow.by * local.arrow.by > 0:
        stronger = max(market, local, key=lambda x: x.weight)
        both = market.arrow.sure and local.arrow.sure
        for wing in WINGS:
            del found_by[wing, False]
        nerves = replace(stronger.arrow, figure="backbench_nerves", sure=both)
        found_by["backbench_nerves", False] = ShownArrow(nerves, stronger.weight)
        sizes = {f: size for f, size in sizes.items() if f not in WINGS}
    kept = [
        one
        for (figure, there), one in found_by.items()
        if there or all(sizes.get(said, 0) < abs(one.arrow.by) for said in ECHOES.get(figure, ()))
    ]
    kept.sort(
        key=lambda x: (
            x.arrow.given != "",
            -abs(x.arrow.by),
            x.arrow.after,
            -x.weight,
            x.arrow.figure,
        )
    )
    return tuple([x.arrow for x in kept[:MOST]])
