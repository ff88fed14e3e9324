"""Levels and styles of play as data: ``scenarios/common/levels.yaml``."""

from __future__ import annotations

from functools import lru_cache
from typing import Annotated, Final, Literal

from pydantic import Field, TypeAdapter

from game.rules.rollouts.outlook import SeatsOut
from game.scenario import source_files
from game.scenario.error_messages import read_validated
from game.scenario.schema.base import StrictModel

LevelName = Literal["learner", "standard", "hard", "expert"]


class PlayingLevel(StrictModel):
    """How far a player looks, and how often; ``guesses`` 0 for one that doesn't search."""

    title: Annotated[str, Field(min_length=2, max_length=30)]
    sentence: Annotated[str, Field(min_length=20, max_length=240)]
    guesses: int = Field(default=0, ge=0, le=64)
    screened: int = Field(default=1, ge=1, le=64)
    screening: float = Field(default=0.6, gt=0, le=1)
    finalists: int = Field(default=4, ge=1, le=64)
    weighed: int = Field(default=5, ge=1, le=64)
    ahead: int = Field(default=1, ge=1, le=64)
    plans: int = Field(default=0, ge=0, le=64)
    carried: float = Field(default=0.3, ge=0, le=1)
    courses: int = Field(default=1, ge=1, le=20_000)
    quarters: int = Field(default=1, ge=1, le=40)
    inheritance: bool = False
    offers: int = Field(default=0, ge=0, le=64)
    played: int = Field(default=0, ge=0, le=20_000)
    climbs: int = Field(default=0, ge=0, le=64)
    rounds: int = Field(default=0, ge=0, le=10_000)
    clout: float = Field(default=0.0, ge=0, le=3)


class PlayingStyle(StrictModel):
    """What a persona adds to a level that searches."""

    risk: float = Field(ge=0, le=2)
    haste: float = Field(default=0.0, ge=0, le=2)
    trust: float = Field(ge=0, le=3)


class ForecastError(StrictModel):
    """By how many seats a forecast of the vote is out: ``outlook.SeatsOut``."""

    night: float = Field(gt=0, le=200)
    quarter: float = Field(ge=0, le=200)

    def as_known(self) -> SeatsOut:
        """Return it as outlooks ask for it."""
        return SeatsOut(self.night, self.quarter)


class PlayingLevels(StrictModel):
    """The whole file."""

    levels: dict[LevelName, PlayingLevel]
    coach: PlayingLevel  # how far advice on a person's draft looks
    styles: dict[str, PlayingStyle]
    seats_out: ForecastError

    def of(self, name: str) -> PlayingLevel:
        """Return a level by its name. Raises KeyError for one that there is not."""
        return {str(level): found for level, found in self.levels.items()}[name]


_FILE: Final[TypeAdapter[PlayingLevels]] = TypeAdapter(PlayingLevels)


@lru_cache(maxsize=1)
def levels() -> PlayingLevels:
    """Return the shipped levels. Raises InputError if their file is wrong."""
    return read_validated(_FILE, source_files.common_dir() / "levels.yaml")


def told(name: str) -> tuple[str, str]:
    """Return a level's title and the sentence that says what it does."""
    level = levels().of(name)
    return level.title, level.sentence.strip()
