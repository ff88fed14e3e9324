"""All tables that the generators make, by file name."""

from __future__ import annotations

from game.scenario.generate import commissioners, constituencies, trusts


def files() -> dict[str, str]:
    """Return the generated tables of ``scenarios/common``: file name -> text."""
    out = {f"constituencies-{y}.csv": constituencies.table(y) for y in constituencies.YEARS}
    out |= {f"trusts-{y}.csv": trusts.table(y) for y in trusts.YEARS}
    out |= {f"commissioners-{n}.csv": commissioners.table(n) for n in commissioners.KINDS}
    out["districts.csv"] = commissioners.districts()
    return out
