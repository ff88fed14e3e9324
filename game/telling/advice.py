"""The coach's advice on a draft in words: gain, main risk, what others may do, one better sheet."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from game.players.search.advice import Advice, Meeting, Pressure, Swap, Terms
from game.players.search.choice_words import term_said
from game.rules.state.commands import CaseLine, Order, Seal, Stake
from game.rules.state.view import View
from game.telling.cases import way_inside
from game.telling.formatting import listed, number, plural
from game.telling.names import Voice

#: Parts of a gain that are told, and the least that is told, in points.
_PARTS: Final = 5
_LEAST: Final = 0.05
#: What others may do that is told.
_OTHERS: Final = 3

#: What all of it rests on, said once.
RESTS_ON: Final = (
    "Worked out from what your office knows: what is hidden is guessed, and the others are taken "
    "to act as their kind does."
)


_EMPTY: Final = "nothing yet: it is empty"


@dataclass(frozen=True, slots=True)
class AdviceText:
    """Advice as a page shows it; what has not been worked out yet is empty.

    ``parts`` are (term, points), the largest first, what is too small to tell in the last.
    ``better`` is 0–1: in how many of the guesses the draft did better than an empty sheet. An empty
    draft has no spread, parts or risk: it is what others are measured by.
    """

    gain: str
    spread: str
    parts: tuple[tuple[str, float], ...]
    better: float
    risk: str
    others: tuple[str, ...]
    swap: str
    swap_why: str


def told(voice: Voice, view: View, advice: Advice) -> AdviceText:
    """Return advice in words."""
    guesses = len(advice.gains)
    others: tuple[str, ...] = ()
    if advice.stage >= 2:
        others = tuple(_others(voice, view, advice)) or (
            f"In none of {plural(guesses, 'guess', 'guesses')} does anybody act against it.",
        )
    swap = why = ""
    if advice.stage >= 3:
        swap, why = _swap_said(voice, view, advice)
    if not (advice.sheet.orders or advice.sheet.lines or advice.sheet.stakes):
        return AdviceText(_EMPTY, "", (), 0.0, "", others, swap, why)
    return AdviceText(
        gain=_gain(advice.gain),
        spread=f"between {signed(min(advice.gains))} and {signed(max(advice.gains))} in "
        f"{plural(guesses, 'guess', 'guesses')} of what you can't see",
        parts=_parts(advice.terms, advice.gain),
        better=sum(gain > 0 for gain in advice.gains) / guesses,
        risk=_risk(voice, view, advice),
        others=others,
        swap=swap,
        swap_why=why,
    )


def lines(voice: Voice, view: View, advice: Advice) -> Iterator[str]:
    """Yield advice as lines of text."""
    text = told(voice, view, advice)
    spread = f", {text.spread}" if text.spread else ""
    yield f"Expected of this sheet: {text.gain}{spread}."
    told_parts = [f"{name} {signed(by)}" for name, by in text.parts]
    if told_parts:
        yield f"Of that {listed(told_parts)}."
    if text.risk:
        yield f"Main risk: {text.risk}"
    for line in text.others:
        yield f"Others: {line}"
    if text.swap:
        why = f" – {text.swap_why}" if text.swap_why else "."
        yield f"A better sheet: {text.swap.removesuffix('.')}{why}"
    yield RESTS_ON


def signed(by: float) -> str:
    """Return points with their sign.

    >>> signed(1.25), signed(-0.31), signed(0.01)
    ('+1.2', '−0.3', '±0')
    """
    said = number(abs(by), 1)
    return "±0" if said == "0" else f"{'+' if by > 0 else '−'}{said}"


def points(by: float) -> str:
    """Return signed points with their noun."""
    said = signed(by)
    return f"{said} point" if said in ("+1", "−1") else f"{said} points"


def _gain(by: float) -> str:
    if abs(by) < _LEAST:
        return "as good as an empty sheet"
    said = points(abs(by)).removeprefix("+")
    return f"{said} {'more' if by > 0 else 'less'} than an empty sheet"


def _parts(terms: Terms, whole: float) -> tuple[tuple[str, float], ...]:
    """Return the largest terms as titles with points, to the tenth that is read; they add up to
    the whole as it is read."""
    shown = [(_title(name), round(by, 1)) for name, by in terms[:_PARTS] if abs(by) >= _LEAST]
    rest = round(round(whole, 1) - sum(by for _, by in shown), 1)
    if rest:
        shown.append(("All else", rest))
    return tuple(shown)


def _title(name: str) -> str:
    said = term_said(name)
    return said[:1].upper() + said[1:]


def _risk(voice: Voice, view: View, advice: Advice) -> str:
    """Return what comes to nothing before all else, then how badly the sheet may do."""
    if advice.fizzles:
        lever, count = max(advice.fizzles, key=lambda one: one[1])
        guesses = plural(len(advice.gains), "guess", "guesses")
        fails = (
            f"“{voice.lever(lever, view.quarter)}” comes to nothing in {number(count)} of {guesses}"
        )
        return f"{fails}: by then it is barred, or what goes first leaves too little money."
    total, worse = len(advice.gains), sum(gain < -_LEAST for gain in advice.gains)
    falls = [(name, by) for name, by in advice.worst if by <= -_LEAST]
    chiefly = ""
    if falls:
        name, lost = min(falls, key=lambda one: one[1])
        chiefly = f", chiefly by {term_said(name)} ({signed(lost)})"
    if worse:
        by = points(min(advice.gains))
        times = f"{number(worse)} of {plural(total, 'guess', 'guesses')}"
        return f"in {times} it does worse than an empty sheet, at worst {by}{chiefly}."
    if falls:
        name, lost = min(falls, key=lambda one: one[1])
        costs = f"{term_said(name)} ({signed(lost)})"
        return f"it never does worse than an empty sheet; what it costs is {costs}."
    return "nothing that these guesses show."


def _others(voice: Voice, view: View, advice: Advice) -> Iterator[str]:
    guesses = len(advice.gains)
    for meeting in advice.meetings[:_OTHERS]:
        yield _meeting_said(voice, view, meeting, guesses)
    for pressure in advice.pressures[: max(1, _OTHERS - len(advice.meetings))]:
        if pressure.points <= -_LEAST:
            yield _pressure_said(voice, pressure)


def _meeting_said(voice: Voice, view: View, meeting: Meeting, guesses: int) -> str:
    who = voice.office(meeting.role, start=True)
    times = f"in {number(meeting.guesses)} of {plural(guesses, 'guess', 'guesses')}"
    if meeting.case is not None:
        trust = next((c.trust for c in view.cases if c.number == meeting.case), "")
        said = (
            f"{who} may stake clout against “{voice.way(meeting.own)}” for "
            f"{voice.hospital(trust)}, {times}"
        )
        ends = "it does not come about as you decide"
    else:
        own, by = (voice.lever(x, view.quarter) for x in (meeting.own, meeting.lever))
        said = f"{who} may meet “{own}” with “{by}”, {times}"
        ends = "yours loses some or all of its effect"
    if not meeting.beaten:
        return f"{said}; it holds."
    if meeting.beaten == meeting.guesses:
        return f"{said}; {ends} then."
    return f"{said}; in {number(meeting.beaten)} of these {ends}."


def _pressure_said(voice: Voice, pressure: Pressure) -> str:
    who, verb = voice.office(pressure.role), voice.verb(pressure.role, "does", "do")
    fall = min(pressure.terms, key=lambda one: one[1], default=None)
    chiefly = f", chiefly {term_said(fall[0])}" if fall is not None and fall[1] < -_LEAST else ""
    return f"What {who} most likely {verb} takes {number(-pressure.points, 1)} points{chiefly}."


def _swap_said(voice: Voice, view: View, advice: Advice) -> tuple[str, str]:
    """Return what one change would be better, and why; that there is none, where there is none."""
    if advice.swap is None:
        tried = plural(advice.tried, "single change")
        return f"none of {tried} that were tried is clearly better.", ""
    said = swap_title(voice, view, advice.sheet, advice.swap)
    why = [
        f"{term_said(name)} {signed(by)}" for name, by in advice.swap.terms[:3] if abs(by) >= _LEAST
    ]
    return f"{said}: {points(advice.swap.points)}.", f"{listed(why)}." if why else ""


def swap_title(voice: Voice, view: View, sheet: Seal, swap: Swap) -> str:
    """Return what a swap changes of a sheet."""
    gone = [o for o in sheet.orders if o not in swap.sheet.orders]
    new = [o for o in swap.sheet.orders if o not in sheet.orders]
    if gone and new:
        if gone[0].lever == new[0].lever:
            bid = f"a bid of {new[0].bid}" if new[0].bid else "no bid"
            return f"{bid} on {_order(voice, view, new[0])}"
        return f"{_order(voice, view, new[0])} instead of {_order(voice, view, gone[0])}"
    if new:
        return f"{_order(voice, view, new[0])}{' as well' if sheet.orders else ''}"
    if gone:
        return f"without {_order(voice, view, gone[0])}"
    for line in swap.sheet.lines:
        if line not in sheet.lines:
            return _line_said(voice, view, line)
    for stake in swap.sheet.stakes:
        if stake not in sheet.stakes:
            return _stake_said(voice, view, stake)
    return "without the stake"


def _order(voice: Voice, view: View, order: Order) -> str:
    said = f"“{voice.lever(order.lever, view.quarter)}”"
    if order.trusts:
        said += f" on {listed(voice.hospital(trust) for trust in order.trusts)}"
    return said


def _place(voice: Voice, view: View, case: int) -> str:
    trust = next((c.trust for c in view.cases if c.number == case), "")
    return voice.hospital(trust)


def _line_said(voice: Voice, view: View, line: CaseLine) -> str:
    backed = f", with {line.backing} clout behind it" if line.backing else ""
    return f"{_place(voice, view, line.case)}: {way_inside(voice, line.way)}{backed}"


def _stake_said(voice: Voice, view: View, stake: Stake) -> str:
    way = way_inside(voice, stake.way)
    return f"{stake.clout} clout {stake.side} {way} ({_place(voice, view, stake.case)})"
