"""What a market quarter did, as facts: gauges, trusts and money.

A gauge's move keeps its terms: mechanisms as the world reports them, and the totals of
shocks and pushes split between the levers, answers and deals that asked for them. Whole
thousandths, summing exactly (largest remainder).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from game.rules.cache import Memo, per_pack
from game.rules.cards.index import card_index
from game.rules.effects.in_force import in_force
from game.rules.effects.modifiers import causes
from game.rules.knowledge.visibility import readers
from game.rules.state.base_fact import Seen
from game.rules.state.facts import GaugeMoved, MoneyMoved, TrustChanged
from game.rules.state.position import Board
from game.scenario.pack import Pack
from game.scenario.schema.base import ROLES, SPECTATOR, Role
from game.scenario.schema.effects import TrustKnobSetting
from game.world.figure_names import FIGURES, GAUGES
from game.world.world_state import QuarterRecord, World

_UNSPLIT: Final = ("shock", "push")
#: Whoever reads the figure exactly may read a flow that touches the account; the first found.
_ACCOUNTS: Final = (
    ("trusts", "net_surplus_m"),
    ("commissioners", "commissioners_at_risk"),
    ("department", "purse_m"),
    ("", "net_surplus_m"),
)


@dataclass(frozen=True, slots=True)
class _Rows:
    """Rows of a report's terms for one gauge."""

    mechanisms: tuple[tuple[str, int], ...]
    once: bool  # no mechanism is named twice
    shock: int | None
    push: int | None


_ROWS: Memo[tuple[_Rows, ...]] = Memo()


def _rows(term_names: tuple[tuple[str, str], ...]) -> tuple[_Rows, ...]:
    mechanisms: dict[str, list[tuple[str, int]]] = {g: [] for g in GAUGES}
    totals: dict[tuple[str, str], int] = {}
    for i, (gauge, cause) in enumerate(term_names):
        if cause in _UNSPLIT:
            totals[gauge, cause] = i
        else:
            mechanisms[gauge].append((cause, i))
    return tuple(
        _Rows(
            tuple(mechanisms[g]),
            len({cause for cause, _ in mechanisms[g]}) == len(mechanisms[g]),
            totals.get((g, "shock")),
            totals.get((g, "push")),
        )
        for g in GAUGES
    )


@per_pack
def _audience(pack: Pack) -> dict[str, Seen]:
    """Return who reads each figure exactly: None is everyone."""
    level = readers(pack).level
    return {
        name: None
        if level[SPECTATOR].get(name) == "exact"
        else tuple(r for r in ROLES if level[r].get(name) == "exact")
        for name in FIGURES
    }


def audience(pack: Pack, figure: str) -> Seen:
    """Return the roles that read a figure exactly, None where everyone does."""
    return _audience(pack)[figure]


def split(total: int, parts: Mapping[str, int], rate: float = 1.0) -> list[tuple[str, int]]:
    """Divide a total between sources in the ratio of what each asked for.

    Whole numbers that sum to ``total``, by largest remainder; where what was asked cancels
    out, each source's own part is ``rate`` of what it asked.

    >>> split(-1400, {"a": -4000, "b": -1000})
    [('a', -1120), ('b', -280)]
    >>> split(0, {"a": 3000, "b": -3000}, 0.28)
    [('a', 840), ('b', -840)]
    """
    if not parts:
        return [("other", total)] if total else []
    if len(parts) == 1:
        return [(source, total) for source in parts]
    asked = sum(parts.values())
    if asked:  # floors and what they leave, in units of 1 / asked
        unit, scale = abs(asked), total if asked > 0 else -total
    else:
        unit, scale = 1_000_000, round(rate * 1_000_000)
    shares = [part * scale // unit for part in parts.values()]
    each, rest = divmod(total - sum(shares), len(shares))
    if rest:
        over = [part * scale % unit for part in parts.values()]
        for i in sorted(range(len(over)), key=over.__getitem__, reverse=True)[:rest]:  # stable
            shares[i] += 1
    return [(source, share + each) for source, share in zip(parts, shares, strict=True)]


def gauges_moved(
    pack: Pack,
    board: Board,
    before: World,
    after: World,
    report: QuarterRecord,
    also: Mapping[int, tuple[str, int]] | None = None,
    column: int = 0,
) -> list[GaugeMoved]:
    """Return each gauge that moved or was pulled about, with terms that sum exactly to its move.

    ``after`` may differ from the world that the report speaks of by ``also``: gauge index →
    (cause, thousandths), what the rules themselves did at the quarter's end.
    """
    cards = card_index(pack)
    quarter = board.quarter
    shocks, pushes = causes(cards, board.modifiers, quarter)
    rows = _ROWS.get((report.term_names,), None, lambda: _rows(report.term_names))
    terms: list[int] = report.terms[:, column].tolist()
    was: list[int] = before.gauge[:, 0].tolist()
    now: list[int] = after.gauge[:, 0].tolist()
    seen = _audience(pack)
    out = []
    for g, (gauge, row) in enumerate(zip(GAUGES, rows, strict=True)):
        found = [(cause, terms[i]) for cause, i in row.mechanisms if terms[i]]
        mechanisms = len(found)
        if row.shock is not None and (g in shocks or terms[row.shock]):
            found += split(terms[row.shock], shocks.get(g, {}))
        if row.push is not None and (g in pushes or terms[row.push]):
            found += split(terms[row.push], pushes.get(g, {}), cards.rate.get(g, 1.0))
        if also and g in also:
            found.append(also[g])
        kept = tuple(found) if row.once and len(found) == mechanisms else _merged(found)
        if kept or was[g] != now[g]:
            out.append(
                GaugeMoved(
                    quarter=quarter,
                    seen_by=seen[gauge],
                    gauge=gauge,
                    before=was[g],
                    after=now[g],
                    terms=kept,
                )
            )
    return out


def _merged(found: list[tuple[str, int]]) -> tuple[tuple[str, int], ...]:
    """Return terms of one cause as one, without those that cancel out."""
    merged: dict[str, int] = {}
    for cause, amount in found:
        merged[cause] = merged[cause] + amount if cause in merged else amount
    return tuple([term for term in merged.items() if term[1]])


@dataclass(frozen=True, slots=True)
class Changes:
    """Rows of the trusts to which something happened in a quarter."""

    at_risk: NDArray[np.int64]
    recovered: NDArray[np.int64]
    named: NDArray[np.int64]
    administration: NDArray[np.int64]
    quashed: NDArray[np.int64]
    upheld: NDArray[np.int64]  # an administration carried out
    closed: NDArray[np.int64]
    downgraded: NDArray[np.int64]  # a part of it closed by an administrator's plan
    taken_over: NDArray[np.int64]
    authorised: NDArray[np.int64]


def changes(before: World, after: World) -> Changes:
    """Return what became of the trusts between two quarters' ends (batch 1)."""
    return Turnover(before, after).of(0)


class Turnover:
    """What became of the trusts of several games between two quarters' ends."""

    def __init__(self, before: World, after: World) -> None:
        was, now = before.open, after.open
        stage, later = before.admin_stage, after.admin_stage
        held, gone = stage > 0, was & ~now
        absorbed = (before.absorbed_by < 0) & (after.absorbed_by >= 0)
        carried = after.downgraded & ~before.downgraded
        ended = held & (later == 0)
        upheld = (ended & (gone | carried | absorbed)) | (carried & held)
        self._masks = {  # (T, B) each, named as in ``Changes``
            "at_risk": after.at_risk & ~before.at_risk & now,
            "recovered": before.at_risk & ~after.at_risk & now,
            "named": after.named & ~before.named & now,
            "administration": (stage == 0) & (later > 0),
            "quashed": ended & ~upheld & now,
            "upheld": upheld,
            "closed": gone & ~absorbed,
            "downgraded": carried & now,
            "taken_over": absorbed,
            "authorised": after.ft & ~before.ft & now,
        }
        # one that shuts after its service was cut is not lost once more
        self._lost = (gone & ~absorbed & ~before.downgraded) | (carried & now)

    def count(self, name: str, among: NDArray[np.bool_] | None = None) -> NDArray[np.int64]:
        """Return (B,) to how many trusts (of those in the mask (T,)) of each game it happened."""
        mask = self._masks[name]
        if among is not None:
            mask = mask & among[:, None]
        found: NDArray[np.int64] = np.add.reduce(mask, axis=0, dtype=np.int64)
        return found

    def lost_among(self, among: NDArray[np.bool_]) -> NDArray[np.int64]:
        """Return (B,) how many trusts of the mask (T,) shut or had their service cut, each once."""
        found: NDArray[np.int64] = np.add.reduce(
            self._lost & among[:, None], axis=0, dtype=np.int64
        )
        return found

    def lost(self, b: int) -> list[int]:
        """Return the rows of one game's trusts that shut or lost their service."""
        rows: list[int] = np.flatnonzero(
            self._masks["closed"][:, b] | self._masks["downgraded"][:, b]
        ).tolist()
        return rows

    def of(self, b: int) -> Changes:
        """Return the rows of one game's trusts."""
        return Changes(**{name: np.flatnonzero(mask[:, b]) for name, mask in self._masks.items()})


#: The knob by which an order does it, and what did it where no order asked.
_BY: Final[dict[str, tuple[str, str]]] = {
    "named": ("list", "regulator"),
    "administration": ("administer", "regime"),
    "quashed": ("quash", "court"),
    "closed": ("close", "market"),
    "downgraded": ("downgrade", "administration"),
    "taken_over": ("takeover", "regime"),
    "authorised": ("authorise", "pipeline"),
}
#: The knob of what is carried out later, by the knob of what is done at once.
_EARLIER: Final = {"downgrade": "administer"}


def trusts_changed(pack: Pack, board: Board, found: Changes) -> list[TrustChanged]:
    """Return the changes as facts, which are public, as the list of those that fail is."""
    settings = in_force(card_index(pack), board).settings
    done = any(len(getattr(found, name)) for name in _BY)
    if not done and not any(e is not None and e.knob == "stay" for _, e in settings):
        who = {}  # nobody's doing: most quarters
    else:
        who = _doers(pack, board)
    out: list[TrustChanged] = []
    for name in (
        "at_risk",
        "recovered",
        "named",
        "administration",
        "quashed",
        "closed",
        "downgraded",
        "taken_over",
        "authorised",
    ):
        rows: list[int] = getattr(found, name).tolist()
        for t in rows:
            knob, mechanism = _BY.get(name, ("", "market"))
            by, role = who.get((knob, t)) or who.get((_EARLIER.get(knob, ""), t), (mechanism, None))
            out.append(
                TrustChanged(
                    quarter=board.quarter,
                    trust=t,
                    change=name,
                    by=by,
                    role=role,
                )
            )
    for (knob, t), (by, role) in who.items():
        if knob == "stay":
            out.append(
                TrustChanged(quarter=board.quarter, trust=t, change="stayed", by=by, role=role)
            )
    return out


def _doers(pack: Pack, board: Board) -> dict[tuple[str, int], tuple[str, Role | None]]:
    """Return which source set which knob of which trust, now or (administration) earlier."""
    cards = card_index(pack)
    out: dict[tuple[str, int], tuple[str, Role | None]] = {}
    knobs = {knob for knob, _ in _BY.values()} | {"stay"}
    for m in (*board.past.spent, *board.modifiers):
        if m.effect < 0 or not m.trusts:
            continue
        effect = cards.effects_of(m.source)[m.effect]
        if not isinstance(effect, TrustKnobSetting) or effect.knob not in knobs:
            continue
        if m.live(board.quarter) or (effect.knob == "administer" and m.first <= board.quarter):
            for t in m.trusts:
                out[effect.knob, t] = (m.source, m.office)
    return out


def money_moved(
    pack: Pack, board: Board, report: QuarterRecord, column: int = 0
) -> list[MoneyMoved]:
    """Return the quarter's flows between accounts, each told to those who may read them."""
    amounts: list[int] = report.flows[:, column].tolist()
    names = report.flow_names
    seen = _FLOWS.get((pack, names), None, lambda: [_flow_seen(pack, *name) for name in names])
    return [
        MoneyMoved(
            quarter=board.quarter, seen_by=who, source=source, target=target, amount_k=amount
        )
        for (source, target), who, amount in zip(names, seen, amounts, strict=True)
        if amount
    ]


_FLOWS: Memo[list[Seen]] = Memo()


def _flow_seen(pack: Pack, source: str, target: str) -> Seen:
    """Return who may read a flow between two accounts."""
    ends = {source, target}
    if ends == {"department", "trusts"}:
        return _audience(pack)["support_m"]
    return _audience(pack)[next(f for account, f in _ACCOUNTS if account in ends or not account)]
