"""Open a match from what a person asked for: a new game, or the one that a journal keeps."""

from __future__ import annotations

import secrets
from functools import partial
from pathlib import Path

from game.errors import InputError
from game.files import there_is
from game.journal.public_file import public_path
from game.journal.store import Journal
from game.match.match import Match
from game.match.saves import kept_anew
from game.match.seats import parse_seats
from game.scenario import loader


def open_match(
    scenario: str | None = None,
    seats: str | None = None,
    seed: int | None = None,
    journal: Path | None = None,
    *,
    keep: bool = False,
) -> Match:
    """The game asked for; what is not said is chosen (the first scenario, any seed).

    A journal that exists is resumed: another scenario or seed for it is refused, seats
    that are named are passed over. ``keep``: without a journal, a new game is kept in the
    person's own folder; where that can't be, the match warns of it. Raises InputError.
    """
    if journal is not None and there_is(journal):
        return _resumed(journal, scenario, seats, seed)
    if journal is not None and not journal.parent.exists():  # a slip of the pen, more likely
        raise InputError(
            f"There is no folder {journal.parent}; make it first, or keep the game elsewhere."
        )
    if scenario is None:
        known = loader.available()
        if not known:
            raise InputError("No scenario is installed.")
        scenario = known[0][0]
    pack = loader.load(scenario)
    who = parse_seats(seats or "")
    number = secrets.randbits(48) if seed is None else seed
    new = partial(Match.new, pack, who, number, scenario=scenario)
    if journal is not None or not keep:
        return new(journal)
    try:
        return kept_anew(pack.scenario.id, new)
    except InputError as fault:
        match = new(None)
        match.warnings.append(f"{fault.sentence} This game is kept in memory only.")
        return match


def _resumed(journal: Path, scenario: str | None, seats: str | None, seed: int | None) -> Match:
    with Journal.read(journal) as kept:
        header = kept.header
    if seed is not None and seed != header.seed:
        raise InputError(
            f"{journal.name} keeps a game with another seed; leave --seed out to go on with it."
        )
    match = Match.resume(journal, scenario=scenario)
    try:
        if seats:
            for role, seat in parse_seats(seats, match.seats).items():
                match.hand(role, seat)
    except BaseException:
        match.close()
        raise
    return match


def go_on_in(branch: Match, left: Match) -> None:
    """Tell who follows a match that is left that play goes on in its branch, if that is beside it.

    Closes the match that is left.
    """
    left.announce()
    folders = {None if at is None else at.absolute().parent for at in (left.path, branch.path)}
    if branch.path is not None and len(folders) == 1:
        left.show("branch", {"file": public_path(branch.path).name})
    left.close()
