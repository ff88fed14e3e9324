"""One's own score term by term, and the sum that it is."""

from __future__ import annotations

from game.desktop.kit.layout import Rule
from game.desktop.kit.lines import Column, Level
from game.desktop.kit.node import Node
from game.desktop.kit.words import Note, Text
from game.desktop.screens.parts.score_meter import TermBar
from game.telling.for_you import LATE, SMALLER, ForYou, ScoreMove, change_said, points_said
from game.telling.formatting import number


def terms(own: ForYou) -> list[Node]:
    """Return a score's terms with their bars: those that moved first, then those that wait."""
    still = own.still
    waiting = [t for t in still if t.late]
    read = own.read
    out: list[Node] = [_term(t, read.get(t.name, t.by)) for t in own.moved]
    out += [_beside(said, read.get(said, by)) for said, by in own.besides]
    if SMALLER in read:
        out.append(_beside(SMALLER, read[SMALLER]))
    out += [_term(t, t.by) for t in still if not t.late]
    if waiting:
        out += [Note(LATE), *(_term(t, t.by) for t in waiting)]
    return out


def _term(t: ScoreMove, by: float) -> Node:
    """Return a term, its bar and why it moved; ``by`` how much, as it is read."""
    colour = "good" if t.by > 0 else "bad"
    change = change_said(by) if t.why or abs(by) >= 0.05 else ""
    return Column(
        Level(
            Text(t.name, weight="semibold", grow=1),
            Text(change, weight="semibold", colour=colour, wrap=False) if change else None,
            Note(f"{points_said(t.points)} of {number(t.most)}", wrap=False),
            gap=10,
        ),
        TermBar(t.name, t.points, t.before, t.most),
        Text(t.why, size="small", colour="soft") if t.why else None,
        gap=3,
    )


def _beside(said: str, by: float) -> Node:
    """Return a line of what moved the score and is no term of it."""
    return Level(
        Text(said, weight="semibold", grow=1),
        Text(change_said(by), weight="semibold", colour="good" if by > 0 else "bad", wrap=False),
        gap=10,
    )


def score_sum(own: ForYou) -> Node | None:
    """Return the lines that add up to the score; None where too little is known for one."""
    if own.score is None or not own.parts:
        return None
    lines = [
        Level(
            Note(said, grow=1),
            Note(points_said(points) if not i else change_said(points), wrap=False),
            gap=10,
        )
        for i, (said, points) in enumerate(own.parts)
    ]
    total = Level(
        Text("Your score so far", weight="semibold", grow=1),
        Text(points_said(own.score), weight="semibold", wrap=False),
        gap=10,
    )
    return Column(*lines, Rule(), total, gap=2)
