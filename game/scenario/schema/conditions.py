"""Conditions as data: what a trigger, a prerequisite or an agenda asks.

Exactly one key is set besides ``within``/``role`` qualifiers. ``effects.predicates`` compiles
them for the rules.
"""

from __future__ import annotations

from typing import Literal

from pydantic import Field, model_validator

from game.scenario.schema.base import Figure, Id, Model, QuarterLabel

#: Facts of the game so far that are no figure of the world, counted by ``state.counts``.
Count = Literal[
    "closures_in_marginals",
    "administrations_begun",
    "administrations_upheld",
    "takeovers",
    "bail_outs",
    "support_paid_m",
    "strikes",
    "reviews_won",
    "joint_redesigns",
    "pay_deals",
    "deals_made",
    "deals_broken",
    "sackings",
    "elected_commissioners",
    "private_income_levers",
    "turn",  # quarters played, 0 in the first
]


class Condition(Model):
    """A closed vocabulary of questions about a game.

    ``figure`` with ``above``/``below`` (strict), on the level; ``change: true`` asks about
    the change since the start, ``ratio: true`` about the ratio to the start.
    """

    figure: Figure | None = None
    count: Count | None = None
    above: float | None = None
    below: float | None = None
    change: bool = False
    ratio: bool = False
    used: Id | None = None  # a lever took effect (fully or half) ...
    within: int | None = Field(default=None, ge=1, le=80)  # ... in the last n quarters
    flag: Id | None = None  # a flag set by an effect is live
    tagged: Id | None = None  # a lever with this tag took effect
    from_quarter: QuarterLabel | None = None
    to_quarter: QuarterLabel | None = None
    year_end: bool | None = None  # the quarter ends (or not) on 31 March
    event: Id | None = None  # this event has happened ...
    option: Id | None = None  # ... and was answered so
    all: tuple[Condition, ...] = ()
    any: tuple[Condition, ...] = ()
    no: Condition | None = None  # not

    @model_validator(mode="after")
    def _one_question(self) -> Condition:
        asked = [
            self.figure is not None,
            self.count is not None,
            self.used is not None,
            self.flag is not None,
            self.tagged is not None,
            self.from_quarter is not None or self.to_quarter is not None,
            self.year_end is not None,
            self.event is not None,
            bool(self.all),
            bool(self.any),
            self.no is not None,
        ]
        if sum(asked) != 1:
            raise ValueError("a condition asks exactly one question")
        bounded = self.above is not None or self.below is not None
        if (self.figure is not None or self.count is not None) != bounded:
            raise ValueError(
                "'above' or 'below' goes with a figure or a count, and with nothing else"
            )
        return self
