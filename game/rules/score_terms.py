"""Score terms: what a term's value may name, and the points that it gives.

What a term's ``value`` may name (``scenarios/common/scoring.yaml`` says each in words):

* a figure (``figure_names.FIGURES``): its true value; ``change_FIGURE`` and
  ``ratio_FIGURE`` against the start; ``inherited_FIGURE`` eight idle quarters after the vote,
  and, while a game is played, as it is;
* a count of the game (``schema.conditions.Count``);
* ``national``: the national result N, 0–100: its terms at the vote and, with figures read
  after eight idle quarters, at the inheritance, half each;
* the night's results, 0 without an election: ``seats`` and ``vote`` (per cent) of the
  leading governing party, ``seats_partner``, ``seats_government`` (both),
  ``seats_opposition``, ``seats_insurgent``, ``government_wins`` (0 or 1),
  ``marginals_held`` (0–1, of the government's English marginals);
* ``marginals_safe`` (0–1): government marginals with no hospital at risk;
* ``terms_served`` (1 and one for each sacking), ``repeal_pledge`` (1 pledged and the
  government fell, −1 pledged and it did not, else 0), ``snap`` and ``collapse`` (0 or 1);
* where the scenario projects the regime that is left: ``projected_failures`` over all the
  years, ``projected_rate_pct`` a year, ``projected_at_risk`` and ``projected_hhi`` at the end.

A term gives 0 points at ``zero_at`` and all at ``full_at``, linear between, clipped. Terms of
figures, of counts and of the two states below are earned on the way (``banked_scores``); the
others only at the end.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from game.rules.state import figures
from game.rules.state.position import Board
from game.scenario.schema.scenario import ScoreTerm
from game.scenario.score_values import CHANGE, INHERITED, PREFIXES, RATIO
from game.world.exact_sums import in_order
from game.world.figure_names import FIGURES
from game.world.world_state import World

RESULTS: Final[tuple[str, ...]] = (
    "national",
    "seats",
    "vote",
    "seats_partner",
    "seats_government",
    "seats_opposition",
    "seats_insurgent",
    "government_wins",
    "marginals_held",
    "marginals_safe",
    "terms_served",
    "repeal_pledge",
    "snap",
    "collapse",
    "projected_failures",
    "projected_rate_pct",
    "projected_at_risk",
    "projected_hhi",
)
#: Results that say how the service stands, and so in every quarter.
STATES: Final = frozenset({"national", "marginals_safe"})


def value_names() -> frozenset[str]:
    """Return every name that a score term may give as its value."""
    derived = {prefix + name for prefix in PREFIXES for name in FIGURES}
    return frozenset({*FIGURES, *figures.COUNTS, *RESULTS, *derived})


def of_state(value: str) -> bool:
    """Return whether a value says how things stand, and not what a result came to.

    >>> of_state("waits"), of_state("inherited_waits"), of_state("national"), of_state("seats")
    (True, True, True, False)
    """
    return value in STATES or value not in RESULTS


def safe_share(at_risk: float, marginals: int) -> float:
    """Return the share (0–1) of so many marginals that have no hospital at risk."""
    return 1.0 - min(1.0, at_risk / marginals) if marginals else 1.0


def points(term: ScoreTerm, value: float) -> float:
    """Return the term's points for a value.

    >>> t = ScoreTerm(name="Waits", value="waits", zero_at=80, full_at=30, points=20)
    >>> points(t, 55), points(t, 10)
    (10.0, 20.0)
    """
    span = term.full_at - term.zero_at
    share = (value - term.zero_at) / span if span else float(value >= term.full_at)
    return term.points * min(1.0, max(0.0, share))


def reader(
    board: Board, world: World, later: World | None, results: dict[str, float]
) -> Callable[[str], float]:
    """Return what looks up any name of ``value_names``; ``later`` None: no inheritance."""
    start = dict(board.start_figures)

    def value(name: str) -> float:
        if name in results:
            return results[name]
        if name in figures.COUNTS or name in figures.FIGURE_INDEX:
            return figures.value(board, world, name)
        if name.startswith(INHERITED):
            return figures.value(board, later or world, name.removeprefix(INHERITED))
        if name.startswith(CHANGE):
            figure = name.removeprefix(CHANGE)
            return figures.value(board, world, figure) - start.get(figure, 0.0)
        if name.startswith(RATIO):
            figure = name.removeprefix(RATIO)
            first = start.get(figure, 0.0)
            return figures.value(board, world, figure) / first if first else 1.0
        return 0.0  # a result of an election that was never held

    return value


def national(terms: tuple[ScoreTerm, ...], value: Callable[[str], float]) -> float:
    """Return the points of the national terms, as per cent of what they can be."""
    top = in_order(t.points for t in terms)
    return 100.0 * in_order(points(t, value(t.value)) for t in terms) / top if top else 0.0
