"""Generate the votes of a region: seats with the statistics of the real region.

Shares start from a normal draw with the region's means, spreads and correlations or, for a second
election, from the first one's shares. Then small transfers between parties are kept when they bring
all the statistics together nearer to the facts.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from game.scenario.generate.random_source import RandomSource
from game.world.exact_sums import in_order
from game.world.figure_names import PARTIES

CON, LAB, LD, UKIP, GREEN, NAT, OTH = range(7)
Share = list[float]
#: How far a statistic may be off before it counts as much as another.
_TOLERANCE: Final = {
    "mean": 0.08,
    "sd": 0.25,
    "corr": 0.02,
    "seats": 0.15,
    "small": 0.4,
    "median": 1.0,
    "sd_majority": 0.6,
    "government": 0.6,
    "liberal": 0.25,
}
#: Of the Liberal Democrats' 57 seats of 2010, the part with majorities under 5, 10, 20 points
#: (14, 27 and 44, remembered, not checked).
_LIBERAL_UNDER: Final = (14 / 57, 27 / 57, 44 / 57)
_FLOOR: Final = 0.4  # per cent, of a party that stands


@dataclass(frozen=True)
class RegionFacts:
    """One region's row of ``region_facts.csv``, percentages as printed."""

    region: str
    seats: int
    won: tuple[int, ...]  # by party
    mean: tuple[float, ...]
    vote: tuple[float, ...]  # share of all votes
    sd: tuple[float, float, float, float]  # con, lab, ld, ukip
    corr: tuple[float, float, float]  # con-lab, con-ld, lab-ld
    under: tuple[int, int, int]  # majorities under 5, 10, 20 points
    median_majority: float
    sd_majority: float
    turnout: float
    electorate: float
    sd_electorate: float

    @classmethod
    def of(cls, row: dict[str, str]) -> RegionFacts:
        """Return the facts of a row of the file."""

        def n(key: str) -> float:
            return float(row[key])

        nat = int(n("s_snp") + n("s_pc"))
        won = [int(n(f"s_{p}")) for p in ("con", "lab", "ld", "ukip", "green")]
        return cls(
            region=row["region"],
            seats=int(n("seats")),
            won=(*won, nat, int(n("s_oth"))),
            mean=tuple(n(f"m_{p}") for p in PARTIES),
            vote=tuple(n(f"v_{p}") for p in PARTIES),
            sd=(n("sd_con"), n("sd_lab"), n("sd_ld"), n("sd_ukip")),
            corr=(n("corr_cl"), n("corr_cd"), n("corr_ld")),
            under=(int(n("maj_lt5")), int(n("maj_lt10")), int(n("maj_lt20"))),
            median_majority=n("median_maj"),
            sd_majority=n("sd_majority"),
            turnout=n("turnout"),
            electorate=n("electorate"),
            sd_electorate=n("sd_electorate"),
        )


def first_shares(facts: RegionFacts, rng: RandomSource) -> list[Share]:
    """Return a region's shares: a normal draw of the three large parties, the rest divided."""
    (sc, sl, sd, su), (cl, cd, ld) = facts.sd, facts.corr
    # Cholesky factor of the 3×3 correlation matrix, written out
    l22 = (1 - cl * cl) ** 0.5
    l32 = (ld - cl * cd) / l22
    l33 = max(0.0, 1 - cd * cd - l32 * l32) ** 0.5
    m = facts.mean
    out = []
    for _ in range(facts.seats):
        a, b, c = rng.normal(), rng.normal(), rng.normal()
        c = (c + 0.22 * (c * c - 1)) / 1.05  # few strongholds, many weak seats
        share = [
            m[CON] + sc * a,
            m[LAB] + sl * (cl * a + l22 * b),
            m[LD] + sd * (cd * a + l32 * b + l33 * c),
        ]
        share = [max(_FLOOR + 0.6, x) for x in share]
        large = in_order(share)
        if large > 97:
            share = [x * 97 / large for x in share]
        rest = 100 - in_order(share)
        weight = [
            max(0.05, m[UKIP] + su * rng.normal()) if m[UKIP] else 0.0,
            # small parties do not stand everywhere
            m[GREEN] * (rng.uniform(0.6, 1.4) if m[GREEN] > 2 else 2 * (rng.uniform() < 0.5)),
            m[NAT] * max(0.25, 1 + 0.4 * rng.normal()),
            m[OTH] * rng.uniform(0.3, 1.7) if m[OTH] > 0.05 else 0.0,
        ]
        total = in_order(weight) or 1.0
        out.append([*share, *(rest * w / total for w in weight)])
    return out


def moved_shares(
    facts: RegionFacts, before: RegionFacts, shares: list[Share], rng: RandomSource
) -> list[Share]:
    """Return the shares of one election moved, stretched and shaken as a start for another."""
    out = []
    for old in shares:
        new = []
        for p in range(7):
            if facts.mean[p] <= 0:
                new.append(0.0)
                continue
            if p <= UKIP and before.sd[p] > 0:
                stretch = facts.sd[p] / before.sd[p]
            else:
                stretch = facts.mean[p] / max(before.mean[p], 0.3)
            away = (old[p] - before.mean[p]) * min(stretch, 3.0)
            if p in (GREEN, OTH):  # a small party has no strongholds but the special seats
                away = min(away, 1.2 * facts.mean[p])
            shake = (1.4 if p <= LD else 0.08 * facts.mean[p]) * rng.normal()
            new.append(max(_FLOOR, facts.mean[p] + away + shake))
        total = in_order(new)
        out.append([100 * x / total for x in new])
    return out


class _Fit:
    """Running sums of a region's statistics, and their distance from the facts."""

    def __init__(
        self, facts: RegionFacts, shares: list[Share], government: float | None, liberal: bool
    ) -> None:
        self.facts = facts
        self.government = government
        self.liberal_too = liberal
        self.total = [0.0] * 7
        self.square = [0.0] * 7
        self.cross = [0.0] * 3
        self.won = [0] * 7
        self.under = [0, 0, 0]
        self.liberal = [0, 0, 0]
        self.below_median = 0
        self.held_small = 0
        self.majority = [0.0, 0.0]
        for share in shares:
            self.count(share, 1)

    def count(self, share: Share, sign: int) -> None:
        """Add a seat (sign 1) or take it away (−1)."""
        total, square = self.total, self.square
        for p in range(7):
            x = share[p]
            total[p] += sign * x
            square[p] += sign * x * x
        con, lab, ld = share[CON], share[LAB], share[LD]
        self.cross[0] += sign * con * lab
        self.cross[1] += sign * con * ld
        self.cross[2] += sign * lab * ld
        first = max(share)
        winner = share.index(first)
        share[winner] = -1.0
        majority = first - max(share)
        share[winner] = first
        self.won[winner] += sign
        for k, bound in enumerate((5, 10, 20)):
            if majority < bound:
                self.under[k] += sign
                if winner == LD:
                    self.liberal[k] += sign
        if majority < self.facts.median_majority:
            self.below_median += sign
        if majority < 10 and winner in (CON, LD):
            self.held_small += sign
        self.majority[0] += sign * majority
        self.majority[1] += sign * majority * majority

    def miss(self) -> float:
        """Return the sum of squared misses, each divided by its tolerance."""
        f, n, t = self.facts, self.facts.seats, _TOLERANCE
        mean = [x / n for x in self.total]
        e: float = in_order(((mean[p] - f.mean[p]) / t["mean"]) ** 2 for p in range(7))
        sd = [max(0.0, self.square[p] / n - mean[p] * mean[p]) ** 0.5 for p in range(4)]
        e += in_order(((sd[p] - f.sd[p]) / t["sd"]) ** 2 for p in range(4))
        for k, (a, b) in enumerate(((CON, LAB), (CON, LD), (LAB, LD))):
            spread = sd[a] * sd[b]
            corr = (self.cross[k] / n - mean[a] * mean[b]) / spread if spread > 0 else 0.0
            e += ((corr - f.corr[k]) / t["corr"]) ** 2
        e += in_order(((self.won[p] - f.won[p]) / t["seats"]) ** 2 for p in range(7))
        e += in_order(((self.under[k] - f.under[k]) / t["small"]) ** 2 for k in range(3))
        e += ((self.below_median - n / 2) / t["median"]) ** 2
        m = self.majority[0] / n
        spread_of_majority = max(0.0, self.majority[1] / n - m * m) ** 0.5
        e += ((spread_of_majority - f.sd_majority) / t["sd_majority"]) ** 2
        if self.government is not None:
            e += ((self.held_small - self.government) / t["government"]) ** 2
        if self.liberal_too:
            for k, part in enumerate(_LIBERAL_UNDER):
                e += ((self.liberal[k] - part * f.won[LD]) / t["liberal"]) ** 2
        return float(e)


def fit(
    facts: RegionFacts,
    shares: list[Share],
    fixed: set[int],
    rng: RandomSource,
    *,
    government: float | None = None,
    liberal: bool = False,
    tries: int = 12000,
) -> float:
    """Bring ``shares`` (per cent, changed in place) to the facts; seats in ``fixed`` stay.

    Returns the miss that is left (about 1 a statistic is good). ``government``: how many
    small majorities the parties of the 2010 government should hold;
    ``liberal``: its smaller party's majorities are those of 2010 too.
    """
    state = _Fit(facts, shares, government, liberal)
    best = state.miss()
    free = [i for i in range(len(shares)) if i not in fixed]
    large = [CON, LAB, LD, CON, LAB, LD, UKIP, OTH]
    if facts.mean[NAT] > 0:
        large += [NAT, NAT, NAT]
    for k in range(tries):
        share = shares[rng.choice(free)]
        a, b = rng.choice(large), rng.choice(large)
        if a == b:
            continue
        u = rng.uniform()
        step = 0.05 + (9.0 if k < tries * 0.6 else 3.0) * u * u * u
        if share[a] - step < _FLOOR or share[b] == 0.0:
            continue
        state.count(share, -1)
        share[a] -= step
        share[b] += step
        state.count(share, 1)
        now = state.miss()
        if now < best + 0.6 * rng.uniform() * (k < tries // 2):
            best = now
        else:
            state.count(share, -1)
            share[a] += step
            share[b] -= step
            state.count(share, 1)
    return best


def turnouts(facts: RegionFacts, shares: list[Share], electorate: list[int]) -> list[float]:
    """Return the turnout of each seat (0–1), sloped so that shares of all votes meet the facts."""
    lean = [s[CON] - s[LAB] for s in shares]
    mean = in_order(lean) / len(lean)
    best: tuple[float, list[float]] = (1e9, [])
    for k in range(41):
        slope = k * 0.0001 - 0.0005  # turnout per point of lean
        rate = [min(0.85, max(0.35, facts.turnout / 100 + slope * (x - mean))) for x in lean]
        votes = [e * t for e, t in zip(electorate, rate, strict=True)]
        total = in_order(votes)
        off = 0.0
        for p in (CON, LAB):
            share = in_order(v * s[p] for v, s in zip(votes, shares, strict=True)) / total
            off += (share - facts.vote[p]) ** 2
        if off < best[0]:
            best = (off, rate)
    return best[1]
