"""Who moved it: the split of a figure's change in words and rows that add up as they are read."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Final, assert_never

from game.lab.attribution import SEATS, Attribution, Dependence, ListSplit, Split
from game.rules.state.position import FACILITATOR, Doer
from game.scenario.schema.scenario import Unit
from game.telling.formatting import listed, number, quantity, sentence
from game.telling.names import Voice
from game.telling.why import signed

#: Changes of which the largest part is below this are told in hundredths.
_SMALL: Final = Fraction(1, 4)
#: What a split holds fixed.
HELD: Final = (
    "Run again on the game's own luck, once for every set of offices: what each did is held as it "
    "was played, and each one's share is its mean difference over all orders in which they could "
    "have come in. Nobody's doing is what happens when none of them acts."
)


@dataclass(frozen=True, slots=True)
class SplitRow:
    """One line of a split: who, its share in thousandths of the unit that is shown, and of that
    its answers and its orders; None where it has no parts."""

    who: str
    milli: int
    answers: int | None = None
    orders: int | None = None


def doer(voice: Voice, who: Doer) -> str:
    """Return an office as a label, or the facilitator."""
    return "The facilitator" if who == FACILITATOR else voice.title_of(who)


def split_figure(voice: Voice, figure: str) -> str:
    """Return the title of a figure that can be split."""
    return "The government's seats" if figure == SEATS else voice.figure(figure)


def split_unit(voice: Voice, figure: str) -> Unit:
    """Return the unit of a figure that can be split."""
    return "count" if figure == SEATS else voice.unit(figure)


def split_rows(voice: Voice, split: Split) -> tuple[SplitRow, ...]:
    """Return the lines of a split, in thousandths that sum exactly to the change's.

    Shares of a whole are in points of per cent.
    """
    scale = 100 if split_unit(voice, split.figure) == "share" else 1
    whole = [split.drift, *(s.whole for s in split.shares)]
    drift, *shares = apportioned([part * scale for part in whole])
    rows = [SplitRow("Nobody's doing", drift)]
    for share, milli in zip(split.shares, shares, strict=True):
        (answers,) = apportioned([share.answers * scale])
        rows.append(SplitRow(doer(voice, share.who), milli, answers, milli - answers))
    return tuple(rows)


def apportioned(parts: Sequence[Fraction]) -> list[int]:
    """Return parts in whole thousandths that sum to the thousandths of their sum.

    All are whole tenths, or hundredths where the largest is small, so that what is read adds up.

    >>> apportioned([Fraction(1, 3), Fraction(1, 3), Fraction(1, 3)])
    [400, 300, 300]
    """
    grain = 100 if max(map(abs, parts), default=Fraction(0)) >= _SMALL else 10
    scaled = [part * 1000 / grain for part in parts]
    total = round(sum(scaled, Fraction(0)))
    floors = [int(part // 1) for part in scaled]
    over = sorted(range(len(parts)), key=lambda i: (floors[i] - scaled[i], i))
    for i in over[: total - sum(floors)]:
        floors[i] += 1
    return [floor * grain for floor in floors]


def split_said(voice: Voice, split: Split, quarter: int) -> str:
    """Return from where to where a figure went: "Waits: 39 at the start, 48 by Q4 2014/15"."""
    unit = split_unit(voice, split.figure)
    began, came = (quantity(float(v), unit) for v in (split.start, split.end))
    if split.figure == SEATS:
        return (
            f"{split_figure(voice, SEATS)}: {began} had nobody done anything, {came} on the same "
            "night as it was played"
        )
    figure = split_figure(voice, split.figure)
    return f"{figure}: {began} at the start, {came} by {voice.quarter(quarter)}"


def split_lines(voice: Voice, split: Split, quarter: int) -> list[str]:
    """Return a split as lines of text."""
    rows = split_rows(voice, split)
    total = sum(row.milli for row in rows)
    lines = [sentence(f"{split_said(voice, split, quarter)} ({signed(total)})")]
    for row in rows:
        parts = ""
        if row.answers or (row.orders and row.answers is not None and row.answers != 0):
            parts = f" (answers {signed(row.answers or 0)}, orders {signed(row.orders or 0)})"
        lines.append(f"  {signed(row.milli):>9}  {row.who}{parts}")
    return lines


def list_lines(voice: Voice, found: Iterable[ListSplit]) -> list[str]:
    """Return the trusts that are on the failing list, or off it, by somebody's doing: by whose."""
    lines = []
    for one in found:
        if one.ended == bool(one.drift):
            continue
        now = "on the list" if one.ended else "not on it"
        alone = "on it" if one.drift else "not on it"
        shares = sorted(one.shares, key=lambda s: -abs(s.whole))
        who = listed(
            f"{doer(voice, s.who)} {signed(round(s.whole * 1000))}" for s in shares if s.whole
        )
        name = voice.trust(one.row)
        lines.append(f"{name}: {now}; had nobody done anything, {alone}. {who}.")
    return lines


def dependence_said(voice: Voice, one: Dependence) -> str:
    """Return what could not have been done without another, as a sentence."""
    who, on, when = doer(voice, one.role), doer(voice, one.on), voice.quarter(one.quarter)
    match one.why:
        case "countersigned":
            lever = voice.lever(one.source, one.quarter)
            return f"{who}: “{lever}” in {when} needed {on}'s signature."
        case "deal":
            return f"A deal of {when} took {who} and {on}."
        case "injected":
            event, _, option = one.source.partition("/")
            said = f"“{voice.option(event, option)}” to {voice.event(event)} in {when}"
            return f"{who}: {said} answered what the facilitator let come up."
        case _:
            assert_never(one.why)


def attribution_lines(voice: Voice, found: Attribution, figures: Sequence[str]) -> list[str]:
    """Return the splits of the figures as text, with what is held fixed and what depended."""
    lines: list[str] = []
    for figure in figures:
        lines += [*split_lines(voice, found.split(figure), found.quarter), ""]
        if figure == "trusts_at_risk" and found.at_risk:
            lines += ["On the list, or off it, by somebody's doing:"]
            lines += [f"  {said}" for said in list_lines(voice, found.at_risk)] + [""]
    if found.depends:
        lines += ["What could not have been done without another:"]
        lines += [f"  {dependence_said(voice, one)}" for one in found.depends] + [""]
    return [*lines, HELD]


def exact(value: Fraction) -> str:
    """Return a fraction as it is shown in a table of data: to the thousandth."""
    return number(float(value), 3)
