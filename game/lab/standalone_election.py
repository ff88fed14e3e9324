"""Project new shares onto any table of constituencies: the ``election`` command.

Shares are a nation's, or an English region's own, which the rest of England then makes up for.
Without draws it is the central projection: no noise, hospitals, honeymoon or insurgents; its error
is that of the same projection at three elections (``election_backtest``). With draws, errors of
country, region and seat are laid over it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any, Final

import numpy as np

from game.errors import InputError
from game.lab import election_backtest, results_table
from game.lab.seat_columns import SeatColumns
from game.scenario import numerals
from game.scenario.characters import cut
from game.scenario.generate import constituencies
from game.world.country import Country
from game.world.election.electorate import Electorate
from game.world.election.projection import (
    ENGLAND,
    NATION_NAMES,
    NORTHERN_IRELAND,
    SCOTLAND,
    WALES,
    Projection,
    nation_of,
    project,
    shares_of,
)
from game.world.figure_names import PARTIES, REGIONS
from game.world.health_map import F, I

_MISS: Final = 0.5  # by how much shares may miss 100
_MOST_DRAWS: Final = 100_000
_NAMED: Final = ("England", "Wales", "Scotland")
#: Parts of a country are its nations, and from this number on England's regions.
FIRST_REGION: Final = len(NATION_NAMES)


def parse(shares: str, national: bool = False) -> dict[int, F]:
    """Read ``England: con=39.5,lab=28,…; London: …; Scotland: …`` (per cent) as shares, 0–1.

    Keys are nations, and regions of England as ``FIRST_REGION`` and on. With ``national`` the text
    is one set, ``con=36.8,lab=30.5,…``, kept under England. A party that is not named has 0. Shares
    may miss 100 by 0.5. Raises InputError.
    """
    found: dict[int, F] = {}
    parts = [(n, p) for n, line in enumerate(shares.splitlines(), 1) for p in line.split(";")]
    parts = [(n, p.strip()) for n, p in parts if p.strip()]
    many_lines = len(shares.strip().splitlines()) > 1
    if not parts:
        raise InputError("No shares are given; write 'con=36.8,lab=30.5,…'.", where="--shares")
    for line, part in parts:
        where = f"--shares:{line}" if many_lines else "--shares"
        name, colon, body = part.partition(":")
        if national:
            if colon:
                raise InputError(
                    "With --national give one set of shares without a nation's name.", where=where
                )
            nation, body = ENGLAND, part
        else:
            if not colon:
                raise InputError(
                    f"'{cut(part)}' names no nation; write 'England: con=…; Wales: …; "
                    "Scotland: …', or use --national for one set.",
                    where=where,
                )
            nation = _nation(name.strip(), where)
        if nation in found:
            twice = "One set" if national else part_name(nation)
            raise InputError(f"{twice} is given twice.", where=where)
        found[nation] = _set(body, "The shares" if national else name.strip(), where)
    return found


def part_name(part: int) -> str:
    """Return the name of a nation, or of a region from ``FIRST_REGION`` on.

    >>> part_name(0), part_name(FIRST_REGION + 6)
    ('England', 'London')
    """
    if part < FIRST_REGION:
        return NATION_NAMES[part]
    return region_titles()[part - FIRST_REGION]


@cache
def region_titles() -> tuple[str, ...]:
    """Return what the regions of England are called, in the order of their codes."""
    data = constituencies.region_data()
    return tuple(str(data[code]["title"]) for code in REGIONS)


def _nation(name: str, where: str) -> int:
    names = {n.lower(): NATION_NAMES.index(n) for n in _NAMED}
    for k, (code, title) in enumerate(zip(REGIONS, region_titles(), strict=True)):
        names[code.lower()] = names[title.lower()] = FIRST_REGION + k
    if name.lower() not in names:
        raise InputError(
            f"'{cut(name)}' is no nation or region here; use England, Wales or Scotland, or a "
            f"region of England: {', '.join(region_titles())}.",
            where=where,
        )
    return names[name.lower()]


def _set(body: str, name: str, where: str) -> F:
    values = np.zeros(len(PARTIES))
    seen: set[str] = set()
    for item in body.split(","):
        if not item.strip():
            continue
        party, equals, number = (x.strip() for x in item.partition("="))
        if not equals or party.lower() not in PARTIES:
            raise InputError(
                f"'{cut(item.strip())}' is not PARTY=PER CENT with a party of "
                f"{', '.join(PARTIES)}.",
                where=where,
            )
        party = party.lower()
        if party in seen:
            raise InputError(f"{name}: {party} is given twice.", where=where)
        seen.add(party)
        value = numerals.number(number.removesuffix("%"))
        if value is None:
            said = cut(number)
            raise InputError(f"{party}={said}: that is not a number.", where=where)
        if not 0 <= value <= 100:
            raise InputError(f"{party}={cut(number)}: a share lies between 0 and 100.", where=where)
        values[PARTIES.index(party)] = value
    total = float(values.sum())
    if abs(total - 100) > _MISS + 1e-9:
        verb = "add" if name == "The shares" else "adds"
        raise InputError(
            f"{name} {verb} up to {total:g} per cent; it must be 100, give or take {_MISS}.",
            where=where,
        )
    return values / total


def run(
    table: Path,
    shares: str,
    national: bool = False,
    draws: int = 0,
    seed: int = 0,
    done: Callable[[int], None] = lambda count: None,
    columns: SeatColumns | None = None,
    *,
    mapping: Path | None = None,
    still: Sequence[str] = (),
) -> dict[str, Any]:
    """Return the projection of a table's seats on new shares, as JSON values.

    ``seats`` {party: n}, ``winners`` {id: party}, ``shares`` {id: {party: 0–1}}, ``vote`` {party:
    per cent of all votes, at the old turnout}, ``error`` as ``election_backtest`` has it; a nation
    or region of the table that ``shares`` leaves out keeps its last result. ``columns`` of the
    table's own move seats within each part. ``mapping`` is a table that says which heading of a
    file of results is which here; ``still`` are seats, by id, that keep their votes. With draws
    also ``draws``: their number, and each party's ``mean, sd, p5, p95`` of seats; ``done`` is
    told of each. Raises InputError.
    """
    from game.scenario import election_parameters, geography

    wanted = parse(shares, national)
    if not 0 <= draws <= _MOST_DRAWS:
        raise InputError(f"--draws is {draws}; it must lie between 0 and {_MOST_DRAWS}.")
    text, source = results_table.table_text(table, mapping), str(table)
    country = geography.read_country(text, source=source, mapped=False)
    params = election_parameters.parameters()
    targets = _nations(country, wanted[ENGLAND]) if national else dict(wanted)
    _covered(country, targets)
    groups = _groups(country, targets)
    by_region = any(part >= FIRST_REGION for part in targets)
    if by_region and ENGLAND in targets:
        targets[ENGLAND] = _rest_of_england(country, groups, targets)
    found = project(
        country.votes, country.region, targets, params.blend, params.lean_london, groups
    )
    if columns is not None:
        moved = columns.moved(text, source, country, found.share, groups, params)
        winner = np.argmax(moved, axis=0)
        found = Projection(moved, winner, np.bincount(winner, minlength=len(PARTIES)))
    kept = _kept(country, still)
    if kept:
        share = found.share.copy()
        share[:, kept] = shares_of(country.votes)[:, kept]
        winner = np.argmax(share, axis=0)
        found = Projection(share, winner, np.bincount(winner, minlength=len(PARTIES)))
    cast = country.votes.sum(axis=0)
    vote = (found.share * cast).sum(axis=1)
    result: dict[str, Any] = {
        "seats": _by_party(found.seats),
        "winners": {
            seat: PARTIES[int(p)] for seat, p in zip(country.seat_id, found.winner, strict=True)
        },
        "shares": {
            seat: {p: float(found.share[k, i]) for k, p in enumerate(PARTIES)}
            for i, seat in enumerate(country.seat_id)
        },
        "vote": {p: float(100 * vote[k] / vote.sum()) for k, p in enumerate(PARTIES)},
        "error": election_backtest.error(country.seats, by_region),
        "seed": seed,
    }
    if draws:
        result["draws"] = _drawn(country, found, draws, seed, done, kept)
    return result


def _kept(country: Country, still: Sequence[str]) -> list[int]:
    """Return the rows of seats that keep their votes. Raises InputError for an id that none has."""
    index = {name: k for k, name in enumerate(country.seat_id)}
    for name in still:
        if name not in index:
            raise InputError(f"The table has no seat '{cut(name)}'.", where="--still")
    return [index[name] for name in still]


def _by_party(counts: Sequence[int] | np.ndarray[Any, Any]) -> dict[str, int]:
    return {p: int(counts[k]) for k, p in enumerate(PARTIES)}


def _covered(country: Country, targets: Mapping[int, F]) -> None:
    """Raise InputError if the shares name none of the table's nations, or a region it lacks.

    A nation left out keeps its shares.
    """
    here = {int(n) for n in np.unique(nation_of(country.region))}
    regions = {FIRST_REGION + int(k) for k in np.unique(country.region) if k < len(REGIONS)}
    for part in targets:
        if part >= FIRST_REGION and part not in regions:
            raise InputError(f"The table has no seats in {part_name(part)}.", where="--shares")
    if not (here | regions) & set(targets) and here != {NORTHERN_IRELAND}:
        named = " and ".join(NATION_NAMES[n] for n in sorted(here))
        raise InputError(
            f"The table has seats in {named}, but --shares says nothing of it.", where="--shares"
        )


def _groups(country: Country, targets: Mapping[int, F]) -> I:
    """Return the part of the country that each seat moves with, (S,)."""
    groups = nation_of(country.region)
    for part in targets:
        if part >= FIRST_REGION:
            groups[country.region == part - FIRST_REGION] = part
    return groups


def _rest_of_england(country: Country, groups: I, targets: Mapping[int, F]) -> F:
    """Return the shares of England's other regions, (P,), that make England's own come out.

    Weighed by votes at the old turnout. Raises InputError where that can't be.
    """
    cast = country.votes.sum(axis=0)
    english = nation_of(country.region) == ENGLAND
    left = targets[ENGLAND] * cast[english].sum()
    for part, share in targets.items():
        if part >= FIRST_REGION:
            left = left - share * cast[groups == part].sum()
    votes = cast[groups == ENGLAND].sum()
    if votes <= 0:
        raise InputError(
            "Every region of England in the table has shares of its own; leave England's out.",
            where="--shares",
        )
    k = int(np.argmin(left))
    if left[k] / votes < -_MISS / 100:
        raise InputError(
            f"England's {PARTIES[k]} can't be so low with the regions' own shares: the rest of "
            f"England would have {100 * left[k] / votes:.1f} per cent.",
            where="--shares",
        )
    rest = np.maximum(left, 0.0)
    out: F = rest / rest.sum()
    return out


def _nations(country: Country, share: F) -> dict[int, F]:
    """Return one set of shares as shares of the table's nations.

    A table with Northern Ireland is taken to be the United Kingdom, whose shares count its votes
    (as printed results do); one without it, Great Britain or the part of it there is.
    """
    made = _electorate(country)
    nation = nation_of(country.region)
    away = made.still | (nation == NORTHERN_IRELAND)
    cast = country.votes.sum(axis=0)
    inside = cast[~away].sum() / max(cast.sum(), 1.0)
    outside = (country.votes[:, away]).sum(axis=1) / max(cast.sum(), 1.0)
    gb = share
    if (nation == NORTHERN_IRELAND).any() and inside > 0:
        gb = np.maximum(share - outside, 0.0) / inside
        gb = gb / gb.sum()
    parts = made.targets(gb[:, None])
    return {n: parts[n][:, 0] for n in (ENGLAND, WALES, SCOTLAND)}


def _electorate(country: Country) -> Electorate:
    from game.scenario import election_parameters
    from game.world.election.electorate import electorate

    return electorate(country, 1, election_parameters.parameters())


def _drawn(
    country: Country,
    central: Projection,
    draws: int,
    seed: int,
    done: Callable[[int], None],
    kept: Sequence[int] = (),
) -> dict[str, Any]:
    """Return seats over draws with errors of country, region and seat around the projection."""
    from game.world.election import noise
    from game.world.election.swing import CON, LAB, UKIP
    from game.world.random_streams import Luck

    made = _electorate(country)
    p = made.params
    still = made.still.copy()
    still[list(kept)] = True
    luck = Luck([seed])
    n_regions, fields, n = len(REGIONS) + 2, len(noise.FIELDS), country.seats
    counts = np.zeros((len(PARTIES), draws), np.int64)
    # the country's error is drawn once a draw and moves every seat alike
    national = luck.normal(0, "election/country", 2 * draws).reshape(2, draws)
    for d in range(draws):
        share = central.share[:, :, None].copy()
        a = p.night_national_sd / 100 * national[0, d]
        share[CON] += a * np.minimum(4 * share[CON], 1)
        share[LAB] -= a * np.minimum(4 * share[LAB], 1)
        share[UKIP] += p.night_others_sd / 100 * national[1, d] * np.minimum(4 * share[UKIP], 1)
        regions = luck.normal(d, "election/regions", 3 * n_regions).reshape(n_regions, 3, 1)
        noise.region_errors(made, share, regions)
        noise.seat_errors(
            p, share, luck.words(d, "election/seats", fields * n).reshape(fields, n, 1)
        )
        share = noise.normalised(share)
        share[:, still, 0] = central.share[:, still]
        counts[:, d] = np.bincount(np.argmax(share[:, :, 0], axis=0), minlength=len(PARTIES))
        done(1)
    return {
        "n": draws,
        "seats": {
            party: {
                "mean": float(counts[k].mean()),
                "sd": float(counts[k].std()),
                "p5": float(np.percentile(counts[k], 5)),
                "p95": float(np.percentile(counts[k], 95)),
            }
            for k, party in enumerate(PARTIES)
        },
    }


def in_words(result: Mapping[str, Any]) -> list[str]:
    """Return the result in lines for a terminal."""
    drawn = result.get("draws", {}).get("seats", {})
    lines = [f"{'party':<6}{'seats':>6}{'vote %':>8}" + ("   5–95 % of draws" if drawn else "")]
    for party, seats in result["seats"].items():
        line = f"{party:<6}{seats:>6}{result['vote'][party]:>8.1f}"
        if party in drawn:
            line += f"   {drawn[party]['p5']:.0f}–{drawn[party]['p95']:.0f}"
        lines.append(line)
    most = max(result["seats"], key=lambda p: result["seats"][p])
    n, whole = result["seats"][most], len(result["winners"])
    verdict = f"a majority of {2 * n - whole}" if 2 * n > whole else "no majority"
    lines.append(f"{most} is the largest party with {n} of {whole} seats: {verdict}.")
    lines += election_backtest.in_words(result["error"])
    return lines
