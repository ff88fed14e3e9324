"""Conditions as data: what a trigger, a prerequisite or an agenda asks.

Exactly one key is set besides ``within``/``role`` qualifiers. ``effects.predicates`` compiles
them for the rules.
"""

from __future__ import annotations

from typing import Literal

from pydantic import Field, model_validator

from game.scenario.schema.base import Figure, Id, QuarterLabel, StrictModel

#: Counts that levers add to; each lever's data says to which (``counts``).
LeverCount = Literal[
    "bail_outs",
    "strikes",
    "joint_redesigns",
    "pay_deals",
    "elected_commissioners",
    "private_income_levers",
]
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


#: What a condition asks: the key that is set, or ``quarter`` for its first and last.
Asks = Literal[
    "figure",
    "count",
    "path",
    "used",
    "flag",
    "tagged",
    "quarter",
    "year_end",
    "event",
    "all",
    "any",
    "no",
]
#: Paths of the calendar that a condition may ask: what all know that April will bring.
AskedPath = Literal["tariff_pct"]


class Condition(StrictModel):
    """A closed vocabulary of questions about a game.

    ``figure`` with ``above``/``below`` (strict), on the level; ``change: true`` asks about
    the change since the start, ``ratio: true`` about the ratio to the start. ``path`` with
    ``above``/``below`` asks what the scenario's path brings in the next April (this one, in a
    quarter that begins with it).
    """

    figure: Figure | None = None
    count: Count | None = None
    path: AskedPath | None = None
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

    @property
    def asks(self) -> Asks:
        """Return what it asks: readers cover all and end in ``assert_never``."""
        (one,) = self._questions()
        return one

    @property
    def parts(self) -> tuple[Condition, ...]:
        """Return the conditions in it: of ``all``, of ``any``, or the one denied."""
        return (*self.all, *self.any, *(() if self.no is None else (self.no,)))

    def _questions(self) -> list[Asks]:
        given: dict[Asks, bool] = {
            "figure": self.figure is not None,
            "count": self.count is not None,
            "path": self.path is not None,
            "used": self.used is not None,
            "flag": self.flag is not None,
            "tagged": self.tagged is not None,
            "quarter": self.from_quarter is not None or self.to_quarter is not None,
            "year_end": self.year_end is not None,
            "event": self.event is not None,
            "all": bool(self.all),
            "any": bool(self.any),
            "no": self.no is not None,
        }
        return [question for question, is_given in given.items() if is_given]

    @model_validator(mode="after")
    def _one_question(self) -> Condition:
        if len(self._questions()) != 1:
            raise ValueError("a condition asks exactly one question")
        bounded = self.above is not None or self.below is not None
        measured = (self.figure, self.count, self.path) != (None, None, None)
        if measured != bounded:
            raise ValueError(
                "'above' or 'below' goes with a figure, a count or a path, and with nothing else"
            )
        return self
