"""Cases that fell due, at the reveal: what stood behind and against each, what came of it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from game.desktop.kit.layout import Grid, Panel
from game.desktop.kit.lines import Column, Level
from game.desktop.kit.meters import Chip
from game.desktop.kit.node import Node
from game.desktop.kit.words import Heading, RoleMark, Text
from game.desktop.screens.quarter.contest_bars import ContestBars
from game.rules.constants import OFFICE_WEIGHT
from game.rules.state.facts import CaseMove, CaseSettled, Fact
from game.scenario.schema.base import Role
from game.telling.cases import story_of, tell_case
from game.telling.formatting import plural
from game.telling.names import Voice

_FILLS: Final[dict[CaseMove, str]] = {"done": "good", "half": "warn", "blocked": "danger"}
_SAID: Final[dict[CaseMove, str]] = {"done": "done", "half": "by half", "blocked": "blocked"}


def settled(facts: Iterable[Fact], quarter: int) -> list[CaseSettled]:
    """Return the cases that were settled in a quarter, in the order in which it happened."""
    return [f for f in facts if isinstance(f, CaseSettled) and f.quarter == quarter]


def case_fights(voice: Voice, found: list[CaseSettled]) -> Node | None:
    """Return a panel for each case that fell due; None if none did."""
    if not found:
        return None
    return Column(
        Heading(f"{plural(len(found), 'case')} fell due"),
        Grid(*(_fight(voice, fact) for fact in found), min_column=430, gap=10),
    )


def _fight(voice: Voice, fact: CaseSettled) -> Node:
    headline, standfirst = story_of(voice, fact)
    name = voice.trust(fact.trust)
    return Panel(
        Column(
            Level(
                RoleMark(fact.decider, size=24),
                Text(f"{name}: {voice.way(fact.way)}", weight="semibold", grow=1),
                Chip(_SAID[fact.move], fill=_FILLS[fact.move]),
                gap=8,
            ),
            ContestBars(
                f"{name}: {fact.behind} behind, {fact.against} against",
                (fact.decider, float(fact.behind), fact.behind - OFFICE_WEIGHT),
                (_against(fact), float(fact.against), fact.against),
            )
            if fact.against
            else None,
            Text(headline, size="lead", weight="bold"),
            Text(standfirst),
            Text(tell_case(voice, fact), size="small", colour="soft"),
            gap=6,
        ),
        fill="panel",
    )


def _against(fact: CaseSettled) -> Role:
    """Return whose stake against the way out was largest."""
    staked = [(c, r) for r, way, side, c in fact.stakes if way == fact.way and side == "against"]
    return max(staked, default=(0, fact.decider), key=lambda x: x[0])[1]
