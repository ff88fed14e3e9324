"""The election command's result as charts: who wins where, and how many seats, with their range."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from game.telling.charts import Amount, Chart, Hexagon, bar_chart, cartogram
from game.telling.charts.palette import PARTY_STYLES
from game.telling.names import PARTIES as PARTY_NAMES
from game.world.country import Country
from game.world.figure_names import PARTIES


def election_charts(country: Country, result: Mapping[str, Any]) -> list[Chart]:
    """Return the cartogram of winners and the bars of seats of ``standalone_election.run``.

    ``country`` is the table's with its hexes.
    """
    hexes = []
    for k, seat in enumerate(country.seat_id):
        party = result["winners"][seat]
        look = PARTY_STYLES[party]
        share = 100 * result["shares"][seat][party]
        said = f"{country.seat_name[k]}, {share:.0f} per cent"
        q, r = int(country.q[k]), int(country.r[k])
        hexes.append(
            Hexagon(said, q, r, PARTY_NAMES[party], look.fill, look.pattern, look.letter, look.ink)
        )
    drawn = result.get("draws")
    amounts = []
    for party in PARTIES:
        seats = result["seats"][party]
        spread = drawn["seats"][party] if drawn else None
        low, high = (spread["p5"], spread["p95"]) if spread else (None, None)
        if seats or (high or 0) > 0:
            look = PARTY_STYLES[party]
            amounts.append(Amount(PARTY_NAMES[party], seats, low, high, look.fill, look.pattern))
    amounts.sort(key=lambda a: -a.value)
    said = (
        f"Lines: 5th to 95th percentile of {drawn['n']:,} draws."
        if drawn
        else "The central projection; --draws gives each party's range."
    )
    title = "Who wins each seat"
    how = "One hex for each seat, north at the top."
    return [
        cartogram(title, hexes, said=how, width=820),
        bar_chart("Seats", amounts, unit="seats", said=said),
    ]


def election_rows(country: Country, result: Mapping[str, Any]) -> list[dict[str, Any]]:
    """Return a row for each seat: its id, name, winner, and each party's share in per cent."""
    return [
        {
            "id": seat,
            "name": country.seat_name[k],
            "winner": result["winners"][seat],
            **{p: round(100 * share, 4) for p, share in result["shares"][seat].items()},
        }
        for k, seat in enumerate(country.seat_id)
    ]
