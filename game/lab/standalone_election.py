"""Project new shares by nation onto any table of constituencies: the ``election`` command.

Without draws it is the central projection: no noise, hospitals, honeymoon or insurgents. With
draws, errors of country, region and seat are laid over it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any, Final

import numpy as np

from game.errors import InputError
from game.scenario import numerals
from game.scenario.characters import cut
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
)
from game.world.figure_names import PARTIES, REGIONS
from game.world.health_map import F

_MISS: Final = 0.5  # by how much shares may miss 100
_MOST_DRAWS: Final = 100_000
_NAMED: Final = ("England", "Wales", "Scotland")
_LARGEST: Final = 20_000_000  # bytes of a table


def parse(shares: str, national: bool = False) -> dict[int, F]:
    """Read ``England: con=39.5,lab=28,…; Scotland: …`` (per cent) as shares by nation, 0–1.

    With ``national`` the text is one set, ``con=36.8,lab=30.5,…``, kept under England. A party that
    is not named has 0. Shares may miss 100 by 0.5. Raises InputError.
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
            twice = "One set" if national else NATION_NAMES[nation]
            raise InputError(f"{twice} is given twice.", where=where)
        found[nation] = _set(body, "The shares" if national else name.strip(), where)
    return found


def _nation(name: str, where: str) -> int:
    lower = [n.lower() for n in _NAMED]
    if name.lower() not in lower:
        raise InputError(
            f"'{cut(name)}' is no nation here; use England, Wales or Scotland.",
            where=where,
        )
    return NATION_NAMES.index(_NAMED[lower.index(name.lower())])


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
            raise InputError(f"{party}={number}: a share lies between 0 and 100.", where=where)
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
    constituencies: Path,
    shares: str,
    national: bool = False,
    draws: int = 0,
    seed: int = 0,
    done: Callable[[int], None] = lambda count: None,
) -> dict[str, Any]:
    """Return the projection of a table's seats on new shares, as JSON values.

    ``seats`` {party: n}, ``winners`` {id: party}, ``shares`` {id: {party: 0–1}}, ``vote`` {party:
    per cent of all votes, at the old turnout}; a nation of the table that ``shares`` leaves out
    keeps its last result. With draws also ``draws``: their number, and each party's
    ``mean, sd, p5, p95`` of seats; ``done`` is told of each. Raises InputError.
    """
    from game.scenario import election_parameters, geography, source_files

    wanted = parse(shares, national)
    if not 0 <= draws <= _MOST_DRAWS:
        raise InputError(f"--draws is {draws}; it must lie between 0 and {_MOST_DRAWS}.")
    country = geography.read_country(
        source_files.read_text(constituencies, _LARGEST), source=str(constituencies), mapped=False
    )
    params = election_parameters.parameters()
    targets = _nations(country, wanted[ENGLAND]) if national else wanted
    _covered(country, targets)
    found = project(country.votes, country.region, targets, params.blend)
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
        "seed": seed,
    }
    if draws:
        result["draws"] = _drawn(country, found, draws, seed, done)
    return result


def _by_party(counts: Sequence[int] | np.ndarray[Any, Any]) -> dict[str, int]:
    return {p: int(counts[k]) for k, p in enumerate(PARTIES)}


def _covered(country: Country, targets: Mapping[int, F]) -> None:
    """Raise InputError if the shares name none of the table's nations.

    A nation left out keeps its shares.
    """
    here = {int(n) for n in np.unique(nation_of(country.region))}
    if not here & set(targets) and here != {NORTHERN_IRELAND}:
        named = " and ".join(NATION_NAMES[n] for n in sorted(here))
        raise InputError(
            f"The table has seats in {named}, but --shares says nothing of it.", where="--shares"
        )


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
    country: Country, central: Projection, draws: int, seed: int, done: Callable[[int], None]
) -> dict[str, Any]:
    """Return seats over draws with errors of country, region and seat around the projection."""
    from game.world.election import noise
    from game.world.election.swing import CON, LAB, UKIP
    from game.world.random_streams import Luck

    made = _electorate(country)
    p = made.params
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
        share[:, made.still, 0] = central.share[:, made.still]
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
    return lines
