"""What a printed kit is of, kept in its folder, so that the game that is played is the same one."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Annotated, Final

from pydantic import Field, ValidationError

from game import __version__
from game.errors import InputError
from game.files import cut, read_bytes, reason, there_is
from game.journal.store import Journal
from game.scenario import loader
from game.scenario.characters import quoted
from game.scenario.schema.base import StrictModel
from game.scenario.schema.scenario import Scenario
from game.telling.formatting import clean
from game.workshop.plan import Plan

#: The file in a kit's folder.
STAMP_FILE: Final = "kit.json"
_MOST_BYTES: Final = 100_000


class KitStamp(StrictModel):
    """The game whose agendas and cases are printed, and the plan that its script follows.

    ``source`` is how the scenario was named when the kit was made, ``digest`` that of its content.
    """

    scenario: Annotated[str, Field(max_length=80)]
    source: Annotated[str, Field(max_length=1000)]
    digest: Annotated[str, Field(max_length=80)]
    seed: int = Field(ge=0, lt=2**64)
    version: Annotated[str, Field(max_length=40)]
    plan: Plan

    @classmethod
    def of(cls, scenario: Scenario, source: str, seed: int, plan: Plan) -> KitStamp:
        """Return the stamp of a kit that is made now."""
        return cls(
            scenario=scenario.id,
            source=source,
            digest=scenario.digest,
            seed=seed,
            version=__version__,
            plan=plan,
        )

    @property
    def text(self) -> str:
        """The file."""
        return json.dumps(self.model_dump(mode="json"), indent=1, ensure_ascii=False) + "\n"


def kit_stamp(folder: Path) -> KitStamp:
    """Return the stamp of the kit in a folder. Raises InputError if there is none, or no kit."""
    path = folder / STAMP_FILE
    try:
        return KitStamp.model_validate_json(read_bytes(path, _MOST_BYTES))
    except FileNotFoundError:
        raise InputError(
            f"There is no kit in {cut(folder)}: give the folder that 'kit --out' has made."
        ) from None
    except OSError as fault:
        raise InputError(f"{cut(path)} can't be read: {reason(fault)}.") from None
    except (ValidationError, ValueError, RecursionError):
        raise InputError(f"{cut(path)} is no kit's file; print the kit again.") from None


def agreed(
    stamp: KitStamp, scenario: str | None, seed: int | None, journal: Path | None
) -> tuple[str | None, int | None]:
    """Return the scenario and the seed to play, as the kit has them.

    Raises InputError, in a sentence, where what was asked for, or what a journal keeps, is another
    game than the one on paper.
    """
    if seed is not None and seed != stamp.seed:
        raise InputError(_another_seed(stamp, seed))
    if journal is not None and there_is(journal):
        with Journal.read(journal) as kept:
            header = kept.header
        if header.scenario not in ("", stamp.scenario):
            raise InputError(
                f"{journal.name} keeps a game of {quoted(header.scenario)}, and the kit is of "
                f"{quoted(stamp.scenario)}."
            )
        if header.seed != stamp.seed:
            raise InputError(_another_seed(stamp, header.seed))
        return scenario, None  # the journal has its own
    found = scenario if scenario is not None else stamp.source
    own = loader.load(found).scenario
    if own.id != stamp.scenario:
        raise InputError(f"The kit is of {quoted(stamp.scenario)}, not of {quoted(own.id)}.")
    if own.digest != stamp.digest:
        raise InputError(
            f"The scenario {quoted(own.id)} has changed since the kit was printed (by version "
            f"{stamp.version}): print it again, or play without --kit."
        )
    return found, stamp.seed


def _another_seed(stamp: KitStamp, seed: int) -> str:
    return (
        f"The kit was printed for seed {stamp.seed}, and this game's is {seed}: agendas and cases "
        "differ, so print the kit again or leave --kit out."
    )


def sheets_differ(typed: str, seed: int) -> str:
    """Return a sentence if sheets with that seed on them are another game's, else empty.

    >>> sheets_differ(" 7 ", 7)
    ''
    """
    if typed.strip() == str(seed):
        return ""
    said = clean(typed, 24) or "no seed"
    return (
        f"The sheets say {said}, and this game's seed is {seed}: print the kit again with "
        f"--seed {seed}, or begin the game with the sheets' seed; agendas and cases differ."
    )
