"""What every fact has: its quarter, and who knows of it."""

from __future__ import annotations

from dataclasses import dataclass

from game.scenario.schema.base import Role

Seen = tuple[Role, ...] | None


@dataclass(frozen=True, slots=True, kw_only=True)
class BaseFact:
    """What every fact has."""

    quarter: int
    seen_by: Seen = None
