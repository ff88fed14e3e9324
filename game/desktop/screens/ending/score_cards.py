"""The end of each office as a card: score, par, its parts and its aim; its terms one press away."""

from __future__ import annotations

from functools import partial

from game.desktop.kit.cards import Card
from game.desktop.kit.layout import Spacer
from game.desktop.kit.lines import Column, Level, Row
from game.desktop.kit.meters import Bar, Chip
from game.desktop.kit.node import Node
from game.desktop.kit.popups import Dialog
from game.desktop.kit.words import Icon, Note, Rich, RoleMark, Text, esc
from game.desktop.screens.parts.papers import FILLS
from game.desktop.screens.screen import ScreenContext
from game.telling import Voice, verdicts
from game.telling.formatting import number
from game.telling.scores import ScoreCard, par_said, rank_said


def score_card(c: ScreenContext, voice: Voice, x: ScoreCard, *, best: bool) -> Node:
    """Return an office's end as a card; ``best`` if it is the role of the match."""
    par = voice.scenario.scoring.par.get(x.role, 50.0)
    met = _aim_mark(x)
    parts = [
        Column(
            Row(
                Text(name, size="small", grow=1),
                Text(f"{number(points)} of {number(most)}", size="small"),
                gap=6,
            ),
            Bar(max(0.0, points) / most, colour=x.role),
            gap=1,
        )
        for name, points, most in verdicts.parts(voice, x.role, x.terms)
    ]
    said = par_said(x.above_par)
    return Card(
        f"{voice.title_of(x.role)}: {number(x.score)}, {x.band}, {said}",
        Level(
            RoleMark(x.role, size=28),
            Text(voice.title_of(x.role), weight="semibold", grow=1),
            gap=9,
        ),
        Level(
            Text(number(x.score), size="display", weight="semibold"),
            Column(
                Chip(x.band, fill=FILLS[x.band]),
                Text(
                    said,
                    size="small",
                    colour={True: "good", False: "bad", None: "soft"}[x.par_good],
                ),
                gap=3,
            ),
            gap=12,
        ),
        Bar(x.score / 100, colour=x.role, mark=par / 100, tip=f"The mark is par, {number(par)}."),
        Note(f"{rank_said(x.rank).capitalize()}.") if x.rank is not None else None,
        *parts,
        Row(
            Icon(met[0], size=17, colour=met[1]),
            Rich(f"{esc(x.agenda)} – [{met[1]}]{x.agenda_said}[/]", size="small", grow=1),
            gap=7,
            align="start",
        )
        if x.agenda
        else None,
        Spacer(),
        Rich("[icon crown] [b]Role of the match[/]", size="small") if best else None,
        on_press=partial(_open_terms, c, voice, x),
        accent=x.role,
        chosen=best,
        key=f"score-{x.role}",
        grow=1,
    )


def _open_terms(c: ScreenContext, voice: Voice, x: ScoreCard) -> None:
    top = {t.name: t.points for t in voice.scenario.scoring.roles.get(x.role, ())}
    rows: list[Node] = [
        Level(
            Text(name, share=1),
            Bar(max(0.0, points) / top[name], colour=x.role, share=1) if name in top else Spacer(),
            Text(
                f"{number(points, 1)}" + (f" of {number(top[name])}" if name in top else ""),
                weight="semibold",
                align="right",
                share=0.5,  # of the same width in every row, so that the bars are
            ),
            gap=12,
        )
        for name, points, _ in x.terms
    ]
    if x.agenda:
        said = f"{'+' if x.agenda_points > 0 else ''}{number(x.agenda_points, 1)}"
        rows.append(Row(Text(f"Secret aim: {x.agenda}", grow=1), Text(said, weight="semibold")))
    c.open(
        lambda: Dialog(
            f"{voice.title_of(x.role)}: {number(x.score, 1)}",
            Column(*rows),
            on_close=c.close,
            accent=x.role,
        ),
        key="terms",
    )


def _aim_mark(x: ScoreCard) -> tuple[str, str]:
    """Return the icon of how far a secret aim came, and its colour: some of its steps are not
    nothing."""
    if x.agenda_met:
        return "check", "good"
    if x.stepped:
        return "minus", "warn"
    return ("close", "bad") if x.agenda_met is False else ("help", "soft")
