"""The numbers of the rule book that hold in every scenario.

Whatever differs between scenarios, and whatever a lever or an event does, is data under
``scenarios/``. Clout and Word are counted in hundredths, gauges in thousandths. What players
read of these numbers is formatted from them (``game.telling.rulebook``).
"""

from __future__ import annotations

from functools import cache
from typing import Final

from game.scenario.schema.base import Role
from game.scenario.schema.effects import Effect, Shock
from game.world.figure_names import GAUGES

# --- clout, orders and contests ------------------------------------------------------

CLOUT_START: Final = 400
CLOUT_CAP: Final = 800
CLOUT_INCOME: Final = 300  # a quarter
ORDERS_A_SHEET: Final = 2
BID_MAX: Final = 2  # clout
STAKE_MAX: Final = 2  # clout, on one case
OFFICE_WEIGHT: Final = 1  # what the decider's own decision weighs, in clout
CASES_A_SHEET: Final = 12
#: Quarters after its end in which a trust does not become a case again.
CASE_REST: Final = 4
#: Who is resolved first when sheets are revealed (after legal blocks).
RESOLUTION: Final[tuple[Role, ...]] = ("number10", "monitor", "secretary", "unions")
FULL: Final = 1000
HALF: Final = 500
#: Fatigue recovers this share of what is missing each quarter, in thousandths.
RECOVERY: Final = 150
YEARLY: Final = 4  # quarters between two uses of a yearly lever
BOOKS_OPENED: Final = 5  # trusts whose books an order opens to another office
#: Knobs of trusts that the purse pays: income support, and cash loans that are no income.
PAID_TO_TRUSTS: Final = frozenset({"support_k", "loan_k"})

# --- deals and leaks -----------------------------------------------------------------

WORD_START: Final = 300
WORD_CAP: Final = 500
#: Word from which no bond is asked; at 0 the bond is taken ``SPENT_WORD_BONDS`` times.
TRUSTED: Final = 400
SPENT_WORD_BONDS: Final = 2
BOND_MAX: Final = 2  # clout
PROMISES_MAX: Final = 4  # in one deal
CLOUT_PAID_MAX: Final = 4  # by one promise
MONEY_PAID_MIN_M: Final = 10  # £m, by one promise
MONEY_PAID_MAX_M: Final = 500
LIVE_DEALS: Final = 2  # between two roles
OPEN_OFFERS: Final = 3  # by one role
KEPT_CLOUT: Final = 100
KEPT_WORD: Final = 50
BROKEN_WORD: Final = 100
BREACH_HEAT: Final = 3.0  # points of media heat: the papers quote a broken promise
SECRET_OUT: Final = 0.15  # chance a quarter that a secret deal comes out
LEAKS_A_QUARTER: Final = 1  # by one role
LEAK_HEAT: Final = 2.0  # points of media heat
#: £ thousand of a deal's money to staff at which the effect has its full size.
STAFF_FULL_K: Final = 80_000

#: Indices into a deal's effects.
BREACH: Final = 0
STAFF: Final = 1
_DEAL: Final[tuple[Effect, ...]] = (
    Shock(gauge="media_heat", by=BREACH_HEAT),
    Shock(gauge="morale", by=4),  # £80m of training and childcare; scaled by the money paid
)
_LEAK: Final[tuple[Effect, ...]] = (Shock(gauge="media_heat", by=LEAK_HEAT),)
LEAK_SOURCE: Final = "rule/leak"
#: Clout that No 10 owes a Secretary that did what it was summoned for.
SUMMONS_OWED: Final = 100


def effects_of(source: str) -> tuple[Effect, ...]:
    """Return the effects of ``deal/NUMBER``, ``rule/leak`` or ``override/GAUGE``; none for any
    other source."""
    if source.startswith("deal/"):
        return _DEAL
    if source.startswith(OVERRIDE):
        return _overriding(source.removeprefix(OVERRIDE))
    return _LEAK if source == LEAK_SOURCE else ()


#: How the sources of the facilitator's overrides begin; the gauge follows.
OVERRIDE: Final = "override/"


@cache
def _overriding(gauge: str) -> tuple[Effect, ...]:
    """Return the effect of an override: a point for each 1000 of the modifier's factor."""
    return (Shock(gauge=gauge, by=1),) if gauge in GAUGES else ()


# --- events --------------------------------------------------------------------------

EVENTS_A_QUARTER: Final = 1
EVENTS_IN_A_CRISIS: Final = 2
SPINE_A_QUARTER: Final = 2  # events of the scenario's spine, besides
#: How much likelier an event of the scenario's own text, or of the act that is played, is.
OWN_WEIGHT: Final = 2.0
#: What an answer to a dated event or one of the spine counts in the taking of turns.
CAME_OF_ITSELF: Final = 0.5
#: How much likelier an event gets for each event that its role is behind its fair quarter.
TURN_TAKING: Final = 20.0

# --- how ministers and games end -----------------------------------------------------

SACKED_BELOW: Final = 15_000
SUCCESSOR_STANDING: Final = 48_000
SACKINGS_TO_ELECTION: Final = 3
COALITION_ENDS_AT: Final = 90_000
COALITION_VOTE_LOSS: Final = 2.0  # points of the leading party's vote
SERVICE_ENDS_AFTER: Final = 2  # quarters running
#: From where an end's approach is told to all: so many points before the index at which the
#: service collapses (``scoring.yaml``): half of what a bad quarter adds to it (the worst tenth of
#: quarters of random players added 5 to 8), since it must stand so two quarters running and a
#: warning that every second game begins with warns nobody; and gauges in thousandths.
SERVICE_TOLD_BEFORE: Final = 4.0
SACKING_TOLD_BELOW: Final = 25_000
COALITION_TOLD_FROM: Final = 70_000
#: What a bad quarter costs the Secretary's standing, or adds to strain, in thousandths: the worst
#: tenth of quarters in games of personas cost 7 to 8 points and added 4 to 6.
BAD_QUARTER: Final = 7_000

# --- scores --------------------------------------------------------------------------

AGENDAS_DEALT: Final = 2  # to each role, of which it keeps one
#: What an agenda's steps pay, each when it is reached.
STEP_POINTS: Final[tuple[float, float, float]] = (2.5, 1.5, 1.0)
SACKING_POINTS: Final = 8.0
LATE_BREACH_POINTS: Final = 8.0
LATE_QUARTERS: Final = 2  # the last quarters, in which breaking a deal costs points
COLLAPSE_CAP: Final = 30.0
COLLAPSE_CAP_BLAMED: Final = 20.0
IDLE_QUARTERS: Final = 8  # between the vote and the inheritance

#: What the rules themselves do to gauges; a modifier names them as ``rule/<name>``.
RULE_EFFECTS: Final[dict[str, tuple[Effect, ...]]] = {
    "honeymoon": (Shock(gauge="momentum", by=10),),
    "pledge_broken": (Shock(gauge="number10_standing", by=-6), Shock(gauge="media_heat", by=3)),
    "summons_ignored": (Shock(gauge="secretary_standing", by=-6),),
    # by one point for each 1000 of the modifier's factor
    "staked_prime_minister": (Shock(gauge="nhs_satisfaction", by=-1),),
}
#: Where a scenario's politics tie approval to support by no term of their own.
STAKED_SHARE: Final = 0.25
