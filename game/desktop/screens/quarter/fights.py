"""What met what at the reveal: an order and its counter, a case and the stakes on it.

A fight goes in three parts: strengths meet, secret bids are uncovered, and then it is decided.
"""

from __future__ import annotations

from typing import Final, Literal

from game.desktop.art import kind_of
from game.desktop.kit.layout import Panel
from game.desktop.kit.lines import Column, Level, Row
from game.desktop.kit.meters import Chip
from game.desktop.kit.node import Node
from game.desktop.kit.pictures import CardArt, Portrait
from game.desktop.kit.stage import Part, WhenShown
from game.desktop.kit.words import Heading, Note, RoleMark, Text
from game.desktop.screens.quarter.contest_bars import UNCOVERED, ContestBars
from game.rules.constants import OFFICE_WEIGHT
from game.rules.state.case_facts import CaseMove, CaseSettled
from game.scenario.schema.base import Role
from game.telling.beats import Step
from game.telling.cases import CaseText, met_nothing, story_of, tell_case
from game.telling.formatting import sentence
from game.telling.names import Voice
from game.telling.reveal import Contest, Revealed

_FILLS: Final[dict[CaseMove, str]] = {"done": "good", "half": "warn", "blocked": "danger"}
_SAID: Final[dict[CaseMove, str]] = {"done": "done", "half": "by half", "blocked": "blocked"}
_WON: Final = {"target": "good", "counter": "bad", "neither": "warn"}


def fight_name(voice: Voice, fight: Step) -> str:
    """Return what a fight is called on a button."""
    if isinstance(fight, Contest):
        return fight.target.title
    return voice.trust(fight.trust) if isinstance(fight, CaseSettled) else ""


def case_to_come(told: CaseText, decider: Role) -> Node:
    """Return what is at stake before a case is fought: the place, who decides, what else comes."""
    picture = CardArt("town", width=132, most=66)
    words = Column(
        Heading(told.hospital, size="lead"),
        Note(sentence(told.where)) if told.where else None,
        Text(sentence(told.fails), size="small"),
        Level(RoleMark(decider, size=22), Text(sentence(told.decides), weight="semibold"), gap=8),
        gap=4,
        grow=1,
    )
    return Panel(Row(picture, words, gap=14, align="start"), fill="raised", pad=(16, 12))


def contest_to_come(x: Contest) -> Node:
    """Return which orders will meet, before they do."""
    sides = (x.target, x.counters[0])
    rows = [
        Level(RoleMark(o.role, size=26), Text(o.title, size="lead", weight="semibold"), gap=10)
        for o in sides
    ]
    on = Note(f"On {x.target.on}") if x.target.on else None
    return Panel(Column(rows[0], Note("meets"), rows[1], on, gap=4), fill="raised", pad=(16, 12))


def outcome(voice: Voice, fight: Step) -> Node:
    """Return how a fight ended, in a few lines."""
    if isinstance(fight, Contest):
        return Row(
            RoleMark(fight.target.role, size=22),
            Text(fight.verdict, colour=_WON[fight.won_by], grow=1),
            gap=10,
            align="start",
        )
    assert isinstance(fight, CaseSettled), "sheets are not fought"
    headline, standfirst = story_of(voice, fight)
    return Row(
        RoleMark(fight.decider, size=22),
        Column(
            Text(headline, weight="serif_bold", size="lead"),
            Text(standfirst, weight="serif"),
            gap=3,
            grow=1,
        ),
        verdict_chip(fight.move),
        gap=10,
        align="start",
    )


def verdict_chip(move: CaseMove) -> Chip:
    """Return what came of a decision on a hospital, as a chip."""
    return Chip(_SAID[move], fill=_FILLS[move])


def contest_fight(voice: Voice, x: Contest, part: Part) -> Node:
    """Return an order against its strongest counter; the verdict comes last."""
    strongest = x.counters[0]
    others = ", ".join(o.title for o in x.counters[1:])
    return Panel(
        Column(
            Row(_fighter(voice, x.target, "left"), _fighter(voice, strongest, "right"), gap=14),
            ContestBars(
                f"{x.target.title} against {strongest.title}",
                (x.target.role, x.target.strength, x.target.bid),
                (strongest.role, strongest.strength, strongest.bid),
                barred=x.barred,
                part=part,
            ),
            WhenShown(
                Column(
                    Text(x.verdict, weight="semibold", colour=_WON[x.won_by], align="centre"),
                    Note(f"Also against it: {others}") if others else None,
                    gap=4,
                ),
                lambda: part() >= UNCOVERED,
            ),
            gap=10,
        ),
        fill="panel",
        grow=1,
    )


def _fighter(voice: Voice, o: Revealed, side: Literal["left", "right"]) -> Node:
    mark = Portrait(o.role, size=52)
    picture = CardArt(kind_of(voice.scenario.lever(o.lever).tags), most=112)
    name = Column(
        Heading(o.title, size="lead", align=side),
        Note(f"On {o.on}", align=side) if o.on else None,
        gap=1,
        grow=1,
    )
    parts = (mark, name) if side == "left" else (name, mark)
    return Column(picture, Level(*parts), gap=8, share=1)


def case_fight(voice: Voice, fact: CaseSettled, part: Part) -> Node:
    """Return a case that fell due: what stood behind the way out and against it, and what came."""
    headline, standfirst = story_of(voice, fact)
    name = voice.trust(fact.trust)
    return Panel(
        Column(
            CardArt("town", width=480, most=112),
            Level(
                Portrait(fact.decider, size=64),
                Heading(f"{name}: {voice.way(fact.way)}", size="title", grow=1),
                WhenShown(verdict_chip(fact.move), lambda: part() >= UNCOVERED),
                gap=12,
            ),
            ContestBars(
                f"{name}: {fact.behind} behind, {fact.against} against",
                (fact.decider, float(fact.behind), max(0, fact.behind - OFFICE_WEIGHT)),
                (_against(fact), float(fact.against), fact.against),
                part=part,
            ),
            WhenShown(
                Column(
                    Text(headline, size="head", weight="serif_bold"),
                    Text(standfirst, size="lead", weight="serif"),
                    Text(
                        " ".join(filter(None, (tell_case(voice, fact), met_nothing(voice, fact)))),
                        size="small",
                        colour="soft",
                    ),
                    gap=5,
                ),
                lambda: part() >= UNCOVERED,
            ),
            gap=8,
        ),
        fill="panel",
        grow=1,
    )


def _against(fact: CaseSettled) -> Role:
    """Return whose stake against the way out was largest."""
    staked = [(c, r) for r, way, side, c in fact.stakes if way == fact.way and side == "against"]
    return max(staked, default=(0, fact.decider), key=lambda x: x[0])[1]
