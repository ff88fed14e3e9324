"""The types that all schemas share: strict models, quarters, claims, offices."""

from __future__ import annotations

from typing import Annotated, Final, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, Field

from game.world import quarter_calendar

Role = Literal["secretary", "number10", "monitor", "unions"]
#: The order in which simultaneous things are resolved is another: ``orders.contests``.
ROLES: Final[tuple[Role, ...]] = ("secretary", "number10", "monitor", "unions")
SPECTATOR: Final = "spectator"
#: What people call the offices where a scenario has no names of its own.
OFFICE_NAMES: Final[dict[Role, str]] = {
    "secretary": "the Health Secretary",
    "number10": "No 10",
    "monitor": "Monitor",
    "unions": "the Unions",
}
#: Last words of the names that are spoken with an article.
_WITH_ARTICLE: Final = ("Secretary", "Unions", "Minister", "Department", "Board")


def with_article(office: str) -> str:
    """Return an office's name as it stands in a sentence.

    >>> with_article("Prime Minister"), with_article("No 10"), with_article("Monitor and the Board")
    ('the Prime Minister', 'No 10', 'Monitor and the Board')
    """
    single = " and " not in office and not office.lower().startswith("the ")
    return f"the {office}" if single and office.endswith(_WITH_ARTICLE) else office


class StrictModel(BaseModel):
    """Strict and frozen: an unknown key is an error, a value never changes."""

    model_config = ConfigDict(extra="forbid", frozen=True, allow_inf_nan=False)


def _quarter(text: str) -> str:
    quarter = quarter_calendar.parse(text)
    if not FIRST_YEAR <= quarter // 4 <= LAST_YEAR:
        raise ValueError(f"{text} is not between {FIRST_YEAR}Q1 and {LAST_YEAR}Q4")
    return text


def _one_line(text: str) -> str:
    if any(mark in text for mark in "\n\r\t"):
        raise ValueError("a name stands in one line, without tabs")
    return text


#: The calendar that may be played in: the service began in the first year.
FIRST_YEAR: Final = 1948
LAST_YEAR: Final = 2099

QuarterLabel = Annotated[
    str, AfterValidator(_quarter), Field(json_schema_extra={"format": "quarter"})
]
Year = Annotated[int, Field(ge=FIRST_YEAR, le=LAST_YEAR)]
#: Of names and titles: they stand in one line of a screen.
ONE_LINE: Final = AfterValidator(_one_line)
Name = Annotated[str, Field(min_length=2, max_length=60), ONE_LINE]
#: Who wrote a scenario, under which terms, in which version: as its author puts it.
Credit = Annotated[str, Field(max_length=80), ONE_LINE]
Id = Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]{1,39}$")]
ClaimId = Annotated[str, Field(pattern=r"^00[0-4]\.[1-9][0-9]?$")]
#: A name of ``figure_names.FIGURES`` or a ``Count``; the cross-checks see to it.
Figure = Annotated[str, Field(json_schema_extra={"format": "figure"})]


class Period(StrictModel):
    """The quarters in which something holds, both ends included; None leaves an end open."""

    first: QuarterLabel | None = None
    last: QuarterLabel | None = None

    def holds(self, quarter: int) -> bool:
        """Tell whether the quarter lies in the period."""
        return (self.first is None or quarter_calendar.parse(self.first) <= quarter) and (
            self.last is None or quarter <= quarter_calendar.parse(self.last)
        )


class Named(StrictModel):
    """A name and its period: "any willing provider" before 2011, then "qualified"."""

    title: Annotated[str, Field(min_length=3, max_length=60), ONE_LINE]
    period: Period = Period()


class Cited(StrictModel):
    """An item that cites claims of the texts; ``extension`` marks what goes beyond them."""

    claims: tuple[ClaimId, ...] = ()
    extension: bool = False
    source: str = ""  # a published source, for what is no claim of the texts

    def cites(self, text: str) -> bool:
        """Tell whether it cites a claim of the text ("000" to "004"); no text is called "all"."""
        return any(claim.startswith(f"{text}.") for claim in self.claims)
