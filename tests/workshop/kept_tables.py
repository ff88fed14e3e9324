"""Kept games for tests of the workshop: played by AI, with what a facilitator adds."""

from __future__ import annotations

from pathlib import Path

from game.journal.format import PredictionEntry, QuestionEntry, StrategyEntry
from game.match import Match
from game.rules.state.commands import Override
from game.scenario import loader
from game.scenario.schema.base import ROLES, Role

SEED = 7
PERSONAS: dict[Role, str] = dict.fromkeys(ROLES, "ai:persona")


def played(path: Path, *, led: bool) -> Path:
    with Match.new(loader.load("december-2013"), PERSONAS, SEED, path) as match:
        if led:
            match.keep(QuestionEntry(author="facilitator", text="Can a <market> & a vote agree?"))
        while match.view("spectator").phase != "orders":
            match.step_ai()
        if led:
            match.note('=HYPERLINK("x") <script>alert(1)</script>', author="unions")
            match.note("The Unions wait.", author="facilitator", category="actors")
            quarter = match.view("spectator").quarter
            match.keep(
                PredictionEntry(author="unions", role="unions", quarter=quarter,
                                figure="waits", direction="up", confidence=80)
            )  # fmt: skip
            match.keep(
                StrategyEntry(author="unions", role="unions", wants="=Pay <now>", fears="Closures",
                              trades="A quiet winter")
            )  # fmt: skip
            match.submit(Override(figure="morale", to=30, reason="=A strike <elsewhere>."))
        match.run_ai()
        match.announce()
    return path
