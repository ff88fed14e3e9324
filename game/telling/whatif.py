"""What if, in words: the difference as a sentence, both courses in figures, what was left out."""

from __future__ import annotations

from collections.abc import Mapping
from typing import assert_never

from game.lab.held_course import Answered, Change, Dropped, LeftOut, Ordered
from game.lab.whatif import WhatIf
from game.rules.counterfactual import COMPARED
from game.rules.state.position import Position
from game.telling.formatting import change, listed, quantity, sentence
from game.telling.names import Voice
from game.telling.transcript import case_line, case_stake, command, order
from game.world.figure_names import FIGURE_INDEX


def change_said(voice: Voice, one: Change) -> str:
    """Return a change as a clause: "had the Unions not ordered …"."""
    match one:
        case Dropped():
            lever = voice.lever(one.lever, one.quarter)
            who = voice.office(one.role)
            return f"had {who} not ordered “{lever}” in {voice.quarter(one.quarter)}"
        case Ordered():
            lever = voice.lever(one.order.lever, one.quarter)
            who = voice.office(one.role)
            return f"had {who} ordered “{lever}” in {voice.quarter(one.quarter)}"
        case Answered():
            option = voice.option(one.event, one.option)
            event, when = voice.event(one.event), voice.quarter(one.quarter)
            return f"had {event} been answered “{option}” in {when}"
        case _:
            assert_never(one)


def difference(voice: Voice, found: WhatIf, setting: str = "") -> str:
    """Return what is different, and what the others do, as one sentence."""
    changes = [change_said(voice, one) for one in found.changes]
    changes += [f"were {setting}"] if setting else []
    others = (
        "what the others did is held as played"
        if found.others == "held"
        else "the others are chosen again by the computer"
    )
    said = listed(changes) or "nothing is changed"
    return sentence(f"What if: {said}; {others}, on the same luck")


def figure_rows(voice: Voice, found: WhatIf) -> list[tuple[str, str, str, str]]:
    """Return (figure, as played, what if, difference) where both courses stand in the end."""
    rows = []
    played, changed = (c.track[max(c.track)] for c in (found.played, found.changed))
    for figure in COMPARED:
        unit, row = voice.unit(figure), FIGURE_INDEX[figure]
        was, now = played[row], changed[row]
        both = quantity(was, unit), quantity(now, unit)
        rows.append((voice.figure(figure), *both, change(now - was, unit, now)))
    return [*rows, *night_rows(found.played.position, found.changed.position)]


def night_rows(played: Position, changed: Position) -> list[tuple[str, str, str, str]]:
    """Return the government's seats and who wins, in both courses, where there was a vote."""
    was, now = _result(played), _result(changed)
    if not was or not now:
        return []
    seats = [int(of.get("seats_government", 0)) for of in (was, now)]
    wins = ["holds on" if of.get("government_wins") else "falls" for of in (was, now)]
    moved = change(seats[1] - seats[0], "count")
    return [
        ("The government's seats", str(seats[0]), str(seats[1]), moved),
        ("The government", wins[0], wins[1], "" if wins[0] == wins[1] else "other"),
    ]


def _result(position: Position) -> Mapping[str, float]:
    return dict(position.board.result)


def left_out_said(
    voice: Voice, names: Mapping[str, str], cases: Mapping[int, str], one: LeftOut
) -> str:
    """Return what could not be done again, and why; ``names`` are trusts', by id and by case."""
    given, when = one.command, voice.quarter(one.quarter)
    what = command(voice, given, one.quarter, names, cases)
    if given.do == "seal":
        parts = [order(voice, o, one.quarter, names) for o in given.orders if o.lever == one.lever]
        if one.line is not None:
            parts = [case_line(voice, one.line, cases)]
        if one.stake is not None:
            parts = [case_stake(voice, one.stake, cases)]
        what = f"{voice.title_of(given.role)}: {listed(parts) or 'the sheet'}"
    return f"{when}: {what} – {one.why}"


def what_if_lines(
    voice: Voice, found: WhatIf, names: Mapping[str, str], setting: str = ""
) -> list[str]:
    """Return a what-if as lines of text; ``names`` are the trusts' by id."""
    lines = [difference(voice, found, setting)]
    if found.same:
        return [*lines, "Nothing comes out different."]
    rows = [("", "as played", "what if", "difference"), *figure_rows(voice, found)]
    widths = [max(len(row[i]) for row in rows) for i in range(4)]
    lines += [
        "  ".join(
            cell.ljust(w) if i == 0 else cell.rjust(w)
            for i, (cell, w) in enumerate(zip(row, widths, strict=True))
        ).rstrip()
        for row in rows
    ]
    return [*lines, *lost_lines(voice, found, names)]


def lost_lines(voice: Voice, found: WhatIf, names: Mapping[str, str]) -> list[str]:
    """Return what could not be done again, and which events came up besides."""
    lines = []
    if found.left_out:
        cases = {c.number: voice.trust(c.trust) for c in found.played.position.board.cases}
        lines += ["Could not be done again:"]
        lines += [f"  {left_out_said(voice, names, cases, one)}" for one in found.left_out]
    if found.came_up:
        lines += ["Came up besides, and was given the free answer:"]
        lines += [f"  {voice.quarter(q)}: {voice.event(event)}" for q, event in found.came_up]
    return lines
