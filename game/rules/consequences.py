"""What follows by rule, not by card: a broken deal, money promised to staff, a leak.

These are the effects of sources that are neither levers nor events: ``deal/NUMBER`` and
``rule/leak``. ``rules.effects`` asks here for them as it asks a lever for its own.
"""

from __future__ import annotations

from typing import Final

from game.scenario.effects import Effect, Shock

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
