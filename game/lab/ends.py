"""Where games of personas end, beside what the service has been seen to be.

For each scenario: waiting list, 18 weeks, four hours, beds filled, deficits, the independent share
and concentration, as games leave them (the 5th to the 95th percentile), as they stand where nobody
plays, and the published values of the years about the scenario's end. What ends elsewhere has a
reason in ``scenarios/common/ends.yaml``, or is said to have none.
"""

from __future__ import annotations

from collections.abc import Generator, Iterator, Sequence
from functools import cache, partial
from typing import Any, Final, Literal

import numpy as np
from numpy.typing import NDArray
from pydantic import Field

from game.errors import InputError
from game.lab import reference_data
from game.lab.batch import TILE, play
from game.lab.shared_work import pieces, shared
from game.lab.simulate import seed_of
from game.scenario import loader
from game.scenario.error_messages import read_validated
from game.scenario.pack import Pack
from game.scenario.schema.base import ROLES, Id, Role, StrictModel
from game.scenario.source_files import common_dir
from game.world import quarter_calendar
from game.world.figure_names import FIGURES

F = NDArray[np.float64]
#: How the kept page is made.
COMMAND: Final = "failure-regime lab ends --page tests/lab/ENDS.md"
#: History's range: so many financial years either side of the scenario's last one, and the nearest
#: beyond where those are blank.
YEARS: Final = 2
#: Games in which nobody plays, for the figures beside: they differ by luck alone.
IDLE: Final = 4
_YEAR: Final = 4  # quarters
Side = Literal["above", "below"]
Verdict = Literal["within", "partly", "outside", "unpublished"]


class EndFigure(StrictModel):
    """A figure of the table, and where its published values are."""

    figure: Id
    title: str
    unit: str
    read: Literal["end", "mean"]  # at the last quarter's end, or the mean of the last year
    scale: float
    digits: int = Field(ge=0, le=4)
    series: Id | None = None
    more: dict[int, float] = Field(default_factory=dict)  # years beyond the series, same unit
    source: str = Field(min_length=10)


class Reason(StrictModel):
    """Why games may end outside history's range."""

    figure: Id
    scenario: str  # an id, or all
    side: Side
    why: str = Field(min_length=20)


class EndTable(StrictModel):
    """``ends.yaml``."""

    figures: tuple[EndFigure, ...]
    reasons: tuple[Reason, ...]


@cache
def table() -> EndTable:
    """Return the figures and reasons of ``ends.yaml``."""
    from pydantic import TypeAdapter

    made: EndTable = read_validated(TypeAdapter(EndTable), common_dir() / "ends.yaml")
    series = {s.id for s in reference_data.published()}
    for row in made.figures:
        assert row.figure in FIGURES and (row.series is None or row.series in series), row.figure
    return made


def published(row: EndFigure, last: int) -> dict[int, float]:
    """Return a figure's published values by financial year, of the years about the last one.

    Where a year is blank the nearest on either side of the last year stands in.
    """
    found = dict(row.more)
    for series in reference_data.published():
        if series.id == row.series:
            found = {**series.values, **found}
    wanted = {year for year in found if abs(year - last) <= YEARS}
    wanted |= {max((y for y in found if y <= last), default=last)}
    wanted |= {min((y for y in found if y >= last), default=last)}
    return {year: found[year] for year in sorted(wanted & set(found))}


def count(scenarios: Sequence[str], games: int) -> int:
    """Return how many games a measurement plays."""
    return len(scenarios) * (games + IDLE)


def measure(
    scenarios: Sequence[str] = (),
    games: int = 40,
    seed: int = 1,
) -> dict[str, Any]:
    """Play games of personas in scenarios (all shipped ones, if none is named), as JSON values.

    Raises InputError for an unknown scenario or one that is named twice.
    """
    return as_json(list(run(scenarios, games, seed)), games, seed)


def run(
    scenarios: Sequence[str] = (),
    games: int = 40,
    seed: int = 1,
    jobs: int = 1,
    cluster: str | None = None,
) -> Generator[dict[str, Any]]:
    """Yield the table of each scenario, its games played on so many processes or on a cluster.

    Raises InputError for an unknown scenario or one that is named twice.
    """
    names = list(scenarios) or shipped()
    if len(set(names)) != len(names):
        raise InputError("A scenario is named twice.", where="--scenario")
    packs = {name: loader.load(name) for name in names}
    seeds = [seed_of(seed, i) for i in range(games)]
    for name, pack in packs.items():
        played = _ends(name, "persona", seeds, jobs, cluster)
        idle = _ends(name, "idle", seeds[:IDLE])
        yield _scenario(pack, played, idle)


def as_json(made: Sequence[dict[str, Any]], games: int, seed: int) -> dict[str, Any]:
    """Return the tables of some scenarios as the JSON of a measurement."""
    return {
        "games": games,
        "seed": seed,
        "players": "persona",
        "years": YEARS,
        "scenarios": list(made),
    }


def shipped() -> list[str]:
    """Return the ids of the shipped scenarios, in the menu's order."""
    return [entry[0] for entry in loader.available()]


def _ends(
    scenario: str,
    kind: str,
    seeds: Sequence[int],
    jobs: int = 1,
    cluster: str | None = None,
) -> F:
    """Return the last year of each game, (games, figures, 2): its end, and its mean."""
    tiles = pieces(seeds, TILE, jobs, cluster)
    work = partial(_tile, scenario, kind)
    with shared(work, tiles, jobs, cluster) as made:
        return np.concatenate(list(made))


def _tile(scenario: str, kind: str, seeds: Sequence[int]) -> F:
    kinds: dict[Role, str] = dict.fromkeys(ROLES, kind)
    return np.array([_last_year(g.track) for g in play(loader.load(scenario), kinds, seeds)])


def _last_year(track: Sequence[F]) -> F:
    """Return a game's figures at its end and their means over its last year, (F, 2)."""
    end = np.array(track[-_YEAR:])
    return np.stack([end[-1], end.mean(axis=0)], axis=1)


def _scenario(pack: Pack, played: F, idle: F) -> dict[str, Any]:
    s = pack.scenario
    last = quarter_calendar.financial_year(quarter_calendar.parse(s.last))
    start = _starts(s.id)
    rows = list(_rows(s.id, last, played, idle, start))
    return {"scenario": s.id, "title": s.title, "last": s.last, "year": last, "figures": rows}


def _starts(scenario: str) -> F:
    """Return the figures at a scenario's start, (F,)."""
    kinds: dict[Role, str] = dict.fromkeys(ROLES, "idle")
    (game,) = play(loader.load(scenario), kinds, [1], quarters=0)
    return game.track[0]


def _rows(scenario: str, last: int, played: F, idle: F, start: F) -> Iterator[dict[str, Any]]:
    for row in table().figures:
        k, at = FIGURES.index(row.figure), int(row.read == "mean")
        values = played[:, k, at] * row.scale
        low, high = (float(np.percentile(values, q)) for q in (5, 95))
        mean = float(values.mean())
        seen = published(row, last)
        shown = [round(value, row.digits) for value in (low, mean, high)]
        verdict, side = judged(shown[0], shown[1], shown[2], list(seen.values()))
        alone = round(float(idle[:, k, at].mean() * row.scale), row.digits)
        idled = side is not None and judged(alone, alone, alone, list(seen.values()))[1] == side
        yield {
            "figure": row.figure,
            "title": row.title,
            "unit": row.unit,
            "digits": row.digits,
            "p5": low,
            "mean": mean,
            "p95": high,
            "idle": float(idle[:, k, at].mean() * row.scale),
            "start": float(start[k] * row.scale),
            "published": {str(year): value for year, value in seen.items()},
            "verdict": verdict,
            "why": None if side is None else _why(row.figure, scenario, side, idled),
        }


def judged(
    low: float, mean: float, high: float, seen: Sequence[float]
) -> tuple[Verdict, Side | None]:
    """Return how the ends of games lie to published values, and on which side they leave them.

    >>> judged(2.8, 3.0, 3.2, [2.7, 3.7]), judged(2.5, 2.6, 2.9, [2.7, 3.7])
    (('within', None), ('outside', 'below'))
    """
    if not seen:
        return "unpublished", None
    least, most = min(seen), max(seen)
    if least <= low and high <= most:
        return "within", None
    side: Side = "above" if high - most > least - low else "below"
    return ("partly" if least <= mean <= most else "outside"), side


#: The reason for what ends outside without anybody's doing.
OF_ITSELF: Final = "it ends there where nobody plays too, by the scenario's start and its course"


def _why(figure: str, scenario: str, side: Side, idled: bool) -> str | None:
    """Return the reason that is given, else that it comes of itself (``idled``), else None."""
    for reason in table().reasons:
        if reason.figure == figure and reason.side == side and reason.scenario in (scenario, "all"):
            return reason.why
    return OF_ITSELF if idled else None
