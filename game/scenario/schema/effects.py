"""Effects as data: the closed vocabulary by which levers, events and acts do anything.

``rules.effects`` makes modifiers of them; each quarter ``rules.effects.knob_settings`` makes
knobs of these. ``after`` counts quarters of delay (0 = this quarter's market), ``quarters`` how
long it lasts (None = for good).

Whoever asks for an effect's kind covers them all and ends in ``assert_never``, so a new kind
fails the type check until each reader knows it.
"""

from __future__ import annotations

from typing import Annotated, Final, Literal, get_args

from pydantic import Field

from game.scenario.schema.base import Id, Role, StrictModel
from game.scenario.schema.conditions import Condition

Among = Literal["chosen", "all", "at_risk", "listed", "sound", "in_administration"]
SelectBy = Literal["cash", "margin", "quality", "size"]
SpecialAct = Literal[
    "dismiss_secretary",  # reshuffle: the successor takes the seat
    "dissolve",  # snap election next quarter
    "summon_secretary",  # plays a lever of the named tag next quarter, or standing falls
    "open_books",  # true cash and quality of n trusts to the role chosen in the order
    "reveal_quality",  # true quality of the chosen trust becomes public
    "double_blame",  # later falls in reform support cost approval double
    "cash_repeal_pledge",  # campaign: settled on election night
]


class Select(StrictModel):
    """Which trusts an effect or an order reaches.

    ``chosen`` takes the trusts that the order names; else the ``n`` first of ``among``
    ordered by ``by`` (worst first), those in government marginals first if ``marginals_first``.
    """

    among: Among = "all"
    status: Literal["any", "nhs_trust", "ft"] = "any"
    kind: Literal["any", "acute", "block"] = "any"
    marginal: bool | None = None
    pfi: bool | None = None
    quality: Literal["any", "upper_half", "lower_half"] = "any"
    cost: Literal["any", "above_average"] = "any"
    by: SelectBy = "cash"
    n: int | None = Field(default=None, ge=1, le=300)
    marginals_first: bool = False


class Timed(StrictModel):
    """When an effect begins and how long it lasts."""

    after: int = Field(default=0, ge=0, le=12)
    quarters: int | None = Field(default=1, ge=1, le=80)
    when: Condition | None = None  # judged when the order takes effect
    uncertain: bool = False  # shown beside the forecast arrow
    met: bool = False  # only if this counter met (and at least halved) its target


class Shock(Timed):
    """A gauge moves by ``by`` points in each of its quarters."""

    do: Literal["shock"] = "shock"
    gauge: str
    by: float = Field(ge=-60, le=60)


class Push(Timed):
    """A gauge's set-point is ``by`` points higher while it lasts."""

    do: Literal["push"] = "push"
    gauge: str
    by: float = Field(ge=-60, le=60)


class KnobSetting(Timed):
    """A national knob has another setting while it lasts."""

    do: Literal["knob"] = "knob"
    knob: str
    by: float


class TrustKnobSetting(Timed):
    """A knob of selected trusts is set while it lasts (trusts are fixed at the reveal)."""

    do: Literal["trusts"] = "trusts"
    knob: str
    by: float
    on: Select = Select()


class Bar(Timed):
    """Levers with a tag, or named ones, may not be ordered while it lasts."""

    do: Literal["bar"] = "bar"
    tags: tuple[Id, ...] = ()
    levers: tuple[Id, ...] = ()
    role: Role | None = None


class Flag(Timed):
    """A fact that conditions can ask for while it lasts."""

    do: Literal["flag"] = "flag"
    flag: Id


class Clout(Timed):
    """Clout given to (or, negative, taken from) a role, once; hundredths allowed (0.5)."""

    do: Literal["clout"] = "clout"
    role: Role
    by: float = Field(ge=-8, le=8)


class Cheaper(Timed):
    """A lever costs ``by`` clout less (negative: more) while it lasts."""

    do: Literal["cheaper"] = "cheaper"
    lever: Id
    by: float = Field(ge=-4, le=4)


class Special(Timed):
    """The few consequences that are rules of their own; each has one home in ``rules``."""

    do: Literal["special"] = "special"
    act: SpecialAct


class CaseClock(Timed):
    """The clocks of open cases of selected trusts go back by so many quarters (negative: on)."""

    do: Literal["case_clock"] = "case_clock"
    by: int = Field(ge=-4, le=4)
    on: Select = Select(among="chosen")


AnyEffect = (
    Shock
    | Push
    | KnobSetting
    | TrustKnobSetting
    | Bar
    | Flag
    | Clout
    | Cheaper
    | Special
    | CaseClock
)
Effect = Annotated[AnyEffect, Field(discriminator="do")]
#: The kinds by the word that a scenario writes after ``do``.
EFFECT_KINDS: Final[dict[str, type[Timed]]] = {
    kind.model_fields["do"].default: kind for kind in get_args(AnyEffect)
}
