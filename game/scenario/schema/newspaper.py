"""Schema of ``newspaper.yaml``: what the papers print besides what cards and ways out bring."""

from __future__ import annotations

from typing import Annotated, Final, Literal, get_args

from pydantic import Field

from game.scenario.schema.base import ONE_LINE, StrictModel

#: What happens to hospitals that the papers tell, the quotations' occasions too.
HospitalNews = Literal[
    "closed",
    "downgraded",
    "administration",
    "quashed",
    "taken_over",
    "bailed_out",
    "at_risk",
    "named",
    "recovered",
    "pledge_broken",
    "service_lost",
]
#: What came of an order that does not take its full effect.
OrderNews = Literal["stopped", "barred", "halved", "came_to_nothing"]
#: What was promised and not kept, as the clauses of deals are called.
BreachNews = Literal[
    "do", "abstain", "keep", "pay_clout", "pay_money", "consent", "decide", "stay_out", "tell"
]
EndNews = Literal["collapse", "sacking", "coalition"]
StoryNews = Literal[
    "leaked_pact",
    "leaked_figure",
    "secret_aim",
    "year_banked",
    "regrouped",
    "fallen_standing",
    "fallen_reshuffle",
    "called",
    "holds",
    "falls",
    "collapsed",
    "quiet",
]
Occasion = HospitalNews | Literal["quiet"]

HOSPITAL_NEWS: Final[tuple[HospitalNews, ...]] = get_args(HospitalNews)
ORDER_NEWS: Final[tuple[OrderNews, ...]] = get_args(OrderNews)
BREACH_NEWS: Final[tuple[BreachNews, ...]] = get_args(BreachNews)
END_NEWS: Final[tuple[EndNews, ...]] = get_args(EndNews)
STORY_NEWS: Final[tuple[StoryNews, ...]] = get_args(StoryNews)
OCCASIONS: Final[tuple[Occasion, ...]] = (*HOSPITAL_NEWS, "quiet")


class Worded(StrictModel):
    """A headline, and the sentence or two beneath it."""

    headline: Annotated[str, Field(min_length=8, max_length=70), ONE_LINE]
    standfirst: Annotated[str, Field(min_length=30, max_length=240), ONE_LINE]


class Printed(Worded):
    """What is printed, and what else, so that what happens often is not told alike."""

    also: tuple[Worded, ...] = ()

    @property
    def versions(self) -> tuple[Worded, ...]:
        """Return every wording, the first of them first."""
        return (self, *self.also)


class Either(StrictModel):
    """What is printed of a rise, and of a fall."""

    up: Printed
    down: Printed


class Counted(StrictModel):
    """What is printed of one hospital, and of several."""

    one: Printed
    many: Printed


class Quotation(StrictModel):
    """What somebody in the town says, and who it is: never a person with a name."""

    said: Annotated[str, Field(min_length=10, max_length=140), ONE_LINE]
    by: Annotated[str, Field(min_length=5, max_length=80), ONE_LINE]


_Masthead = Annotated[str, Field(min_length=3, max_length=40), ONE_LINE]
_Quotations = Annotated[tuple[Quotation, ...], Field(min_length=1)]


class Newspaper(StrictModel):
    """``newspaper.yaml``. ``gauges`` has one entry for each gauge of ``politics.yaml``."""

    mastheads: Annotated[tuple[_Masthead, ...], Field(min_length=1)]
    gauges: dict[str, Either]
    hospitals: dict[HospitalNews, Counted]
    orders: dict[OrderNews, Printed]
    breaches: dict[BreachNews, Printed]
    ends: dict[EndNews, Printed]
    stories: dict[StoryNews, Printed]
    quotations: dict[Occasion, _Quotations]
