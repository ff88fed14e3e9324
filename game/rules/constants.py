"""The numbers of the rule book that hold in every scenario.

Whatever differs between scenarios, and whatever a lever or an event does, is data under
``scenarios/``. Clout and Word are counted in hundredths, gauges in thousandths.
"""

from __future__ import annotations

from typing import Final

from game.scenario.schema.base import Role
from game.scenario.schema.effects import Effect, Shock

#: Indices into a deal's effects.
BREACH: Final = 0
STAFF: Final = 1
#: £ thousand of a deal's money to staff at which the effect has its full size.
STAFF_FULL_K: Final = 80_000

_DEAL: Final[tuple[Effect, ...]] = (
    Shock(gauge="media_heat", by=3),  # the papers quote a broken promise
    Shock(gauge="morale", by=4),  # £80m of training and childcare; scaled by the money paid
)
_LEAK: Final[tuple[Effect, ...]] = (Shock(gauge="media_heat", by=2),)
LEAK_SOURCE: Final = "rule/leak"


def effects_of(source: str) -> tuple[Effect, ...]:
    """The effects of ``deal/NUMBER`` or ``rule/leak``; none for any other source."""
    if source.startswith("deal/"):
        return _DEAL
    return _LEAK if source == LEAK_SOURCE else ()


CLOUT_START: Final = 400
CLOUT_CAP: Final = 800
CLOUT_INCOME: Final = 300
WORD_START: Final = 300
WORD_CAP: Final = 500

#: Who is resolved first when sheets are revealed (after legal blocks).
RESOLUTION: Final[tuple[Role, ...]] = ("number10", "monitor", "secretary", "unions")

#: Fatigue recovers this share of what is missing each quarter, in thousandths.
RECOVERY: Final = 150
FULL: Final = 1000
HALF: Final = 500
YEARLY: Final = 4  # quarters between two uses of a yearly lever

BOOKS_OPENED: Final = 5  # trusts whose books an order opens to another office
EVENTS_A_QUARTER: Final = 1
EVENTS_IN_A_CRISIS: Final = 2
#: How much likelier an event gets for each event that its role is behind its fair quarter.
TURN_TAKING: Final = 20.0

SACKED_BELOW: Final = 12_000
SUCCESSOR_STANDING: Final = 48_000
SACKINGS_TO_ELECTION: Final = 3
COALITION_ENDS_AT: Final = 90_000
SERVICE_ENDS_AT: Final = 75.0
SERVICE_ENDS_AFTER: Final = 2  # quarters running
COALITION_VOTE_LOSS: Final = 2.0  # points of the leading party's vote

AGENDA_POINTS: Final = 8.0
SACKING_POINTS: Final = 8.0
LATE_BREACH_POINTS: Final = 8.0
LATE_QUARTERS: Final = 2  # the last quarters, in which breaking a deal costs points
COLLAPSE_CAP: Final = 30.0
COLLAPSE_CAP_BLAMED: Final = 20.0
IDLE_QUARTERS: Final = 8

#: What the rules themselves do to gauges; a modifier names them as ``rule/<name>``. Leaks and
#: broken deals have theirs in ``consequences``.
RULE_EFFECTS: Final[dict[str, tuple[Effect, ...]]] = {
    "honeymoon": (Shock(gauge="momentum", by=10),),
    "summons_ignored": (Shock(gauge="secretary_standing", by=-6),),
    # by one point for each 1000 of the modifier's factor
    "staked_prime_minister": (Shock(gauge="nhs_satisfaction", by=-1),),
}
#: Where a scenario's politics tie approval to support by no term of their own.
STAKED_SHARE: Final = 0.25
#: Knobs of trusts that the purse pays: income support, and cash loans that are no income.
PAID_TO_TRUSTS: Final = frozenset({"support_k", "loan_k"})
