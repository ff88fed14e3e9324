"""Columns of a table's own that move its seats: what members do, and what places are like.

They move seats against each other: each party's votes in each part of the country stay what the
shares say.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

import numpy as np

from game.errors import InputError
from game.scenario import csv_table, numerals
from game.scenario.characters import cut, quoted
from game.world.country import Country
from game.world.election.parameters import ElectionParams
from game.world.election.projection import NORTHERN_IRELAND, uncontested
from game.world.election.swing import CON, LAB, LD
from game.world.figure_names import PARTIES
from game.world.health_map import F, I

#: What the member of a seat does: first elected last time, has sat for longer, or stands down.
MEMBERS: Final = ("new", "long", "retires")
_PASSES: Final = 40  # of fitting seats to parties' totals
_TINY: Final = 2.0**-40
_STEEPEST: Final = 5.0  # points of a party's share for a point of the column


@dataclass(frozen=True, slots=True)
class SeatColumns:
    """Which columns to read: ``members`` (of ``MEMBERS``, empty where nobody is known) and
    ``covariate`` (per cent), with the points of share that a point of it is worth by party."""

    members: str | None = None
    covariate: str | None = None
    slopes: Mapping[str, float] = field(default_factory=dict)

    def moved(
        self,
        text: str,
        source: str,
        country: Country,
        share: F,
        groups: I,
        params: ElectionParams,
    ) -> F:
        """Return projected shares (P, S), 0–1, with what the columns of the table add.

        ``groups`` (S,) are the parts of the country whose totals hold. Raises InputError with file
        and line.
        """
        wanted = [name for name in (self.members, self.covariate) if name is not None]
        rows = csv_table.read(text, source, ("id", *wanted))
        cast = country.votes.sum(axis=0)
        still = uncontested(country.votes) | (groups == NORTHERN_IRELAND)
        out = share.copy()
        if self.members is not None:
            held = np.argmax(country.votes, axis=0)
            points = self._personal(rows, held, params)
            _to_one(out, held, points / 100.0)
        if self.covariate is not None:
            self._tilt(out, rows, groups, cast, params)
        out[:, still] = share[:, still]
        for part in np.unique(groups[~still]):
            here = np.flatnonzero((groups == part) & ~still)
            out[:, here] = _fitted(out[:, here], cast[here], (share[:, here] * cast[here]).sum(1))
        return out

    def _personal(self, rows: list[csv_table.CsvRow], held: I, p: ElectionParams) -> F:
        """Return the points that each seat's holder has or lost with its member, (S,)."""
        column = self.members or ""
        points = np.zeros(len(rows))
        for k, row in enumerate(rows):
            if not row.has(column):
                continue
            kind = MEMBERS[row.one_of(column, MEMBERS)]
            if kind == "new":
                points[k] = p.night_incumbent
            elif kind == "retires":
                points[k] = p.retires_liberal if held[k] == LD else p.retires
        return points  # who has sat for longer has those votes in the last result

    def _tilt(
        self, out: F, rows: list[csv_table.CsvRow], groups: I, cast: F, p: ElectionParams
    ) -> None:
        column = self.covariate or ""
        there = np.array([row.has(column) for row in rows])
        if not there.any():
            raise rows[0].error(f"The column '{cut(column)}' is empty in every line.")
        x = np.array([row.number(column, 0, 100, empty=0.0) for row in rows])
        slopes = dict(self.slopes) or _usual(column, p)
        for part in np.unique(groups):
            here = np.flatnonzero((groups == part) & there)
            if not len(here):
                continue
            apart = x[here] - (x[here] * cast[here]).sum() / max(cast[here].sum(), _TINY)
            for party, slope in slopes.items():
                s = out[PARTIES.index(party), here]
                # a party too small to move moves in proportion
                s = s + slope * apart / 100.0 * np.minimum(4.0 * s, 1.0)
                out[PARTIES.index(party), here] = np.maximum(s, 0.0)
        out /= np.maximum(out.sum(axis=0), _TINY)


def _usual(column: str, p: ElectionParams) -> dict[str, float]:
    """Return the slopes of the Leave share of 2016. Raises InputError for another column."""
    if not column.lower().startswith("leave"):
        raise InputError(
            f"Say with --slopes what a point of {quoted(column)} is worth, such as "
            "'con=-0.2,lab=0.1'; only the slopes of a column 'leave' are known.",
            where="--slopes",
        )
    names = (PARTIES[CON], PARTIES[LAB], PARTIES[LD])
    return dict(zip(names, (p.leave_con, p.leave_lab, p.leave_ld), strict=True))


def _to_one(share: F, party: I, by: F) -> None:
    """Move ``by`` (S,) of each seat to one party of it from the others in proportion, in place."""
    at = np.arange(len(party))
    now = share[party, at]
    to = np.clip(now + by, 0.1 * now, 0.97)
    share *= (1.0 - to) / np.maximum(1.0 - now, _TINY)
    share[party, at] = to


def _fitted(share: F, cast: F, totals: F) -> F:
    """Return seats' shares scaled until the parties have their totals of votes again, (P, S)."""
    out = share
    for _ in range(_PASSES):
        out = out * (totals / np.maximum((out * cast).sum(axis=1), _TINY))[:, None]
        out = out / np.maximum(out.sum(axis=0), _TINY)
    return out


def slopes(text: str | None) -> dict[str, float]:
    """Read ``con=0.3,lab=-0.17``: points of share for a point of a column. Raises InputError."""
    found: dict[str, float] = {}
    for item in (text or "").split(","):
        if not item.strip():
            continue
        party, equals, number = (x.strip() for x in item.partition("="))
        if not equals or party.lower() not in PARTIES:
            raise InputError(
                f"'{cut(item.strip())}' is not PARTY=POINTS with a party of {', '.join(PARTIES)}.",
                where="--slopes",
            )
        if party.lower() in found:
            raise InputError(f"{party.lower()} is given twice.", where="--slopes")
        value = numerals.number(number)
        if value is None or not -_STEEPEST <= value <= _STEEPEST:
            raise InputError(
                f"{party}={cut(number)}: a slope is a number from -{_STEEPEST:g} to {_STEEPEST:g}.",
                where="--slopes",
            )
        found[party.lower()] = value
    return found
