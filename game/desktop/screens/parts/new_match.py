"""A new match from a screen: loaded, kept in the person's own folder, and begun."""

from __future__ import annotations

import secrets
from functools import partial

from game.desktop.kit.words import esc
from game.desktop.match_session import Session
from game.desktop.screens.screen import ScreenContext
from game.errors import InputError
from game.match import Match
from game.match.saves import NoFolderError, kept_anew
from game.match.seats import HUMAN, default_seats
from game.scenario import loader
from game.scenario.pack import Pack
from game.scenario.schema.base import ROLES, Role


def begin_match(
    c: ScreenContext,
    scenario: str | Pack,
    seats: dict[Role, str],
    seed: int | None = None,
    *,
    keep: bool = True,
    guided: bool = False,
    leaving: Session | None = None,
) -> bool:
    """Begin a match of a scenario (its id or folder, or as loaded), with any luck if none is named.

    The game that is left is closed, and stays kept. What is wrong is shown as a notice; where
    games can't be kept, it is asked whether to play all the same. True if it began.
    """
    number = secrets.randbits(40) if seed is None else seed
    try:
        pack = loader.load(scenario) if isinstance(scenario, str) else scenario
        same = leaving is not None and leaving.match.pack is pack
        folder = leaving.match.journal.header.folder if leaving is not None and same else ""
        folder = scenario if isinstance(scenario, str) else folder
        new = partial(Match.new, pack, dict(seats), number, scenario=folder)
        match = kept_anew(pack.scenario.id, new) if keep else new(None)
    except NoFolderError as wrong:
        unkept = partial(
            begin_match, c, scenario, seats, seed, keep=False, guided=guided, leaving=leaving
        )
        c.confirm(
            "Play without keeping the game?",
            f"{esc(str(wrong))} You can play all the same; once you leave, the game is lost.",
            "Play",
            unkept,
        )
        return False
    except InputError as wrong:
        c.toast(esc(str(wrong)), "at-risk", 8.0)
        return False
    if leaving is not None:
        leaving.match.close()
    c.routes.begin(match, guided=guided)
    return True


def again(c: ScreenContext, session: Session) -> None:
    """Play the same scenario with the same people, and other luck."""
    match = session.match
    begin_match(c, match.pack, match.seats, keep=match.path is not None, leaving=session)


def as_other_office(c: ScreenContext, session: Session, office: Role) -> None:
    """Play the same scenario on the same luck; the only person takes another office."""
    match = session.match
    seats = {r: match.seats[r] for r in ROLES}
    for role in session.humans:  # the AI that had the office takes the one that is left
        seats[role] = default_seats(office)[role] if seats[office] == HUMAN else seats[office]
    seats[office] = HUMAN
    begin_match(c, match.pack, seats, match.seed, keep=match.path is not None, leaving=session)


def begin_scenario(c: ScreenContext, scenario: str, session: Session) -> None:
    """Play another scenario with the same people."""
    match = session.match
    begin_match(c, scenario, match.seats, keep=match.path is not None, leaving=session)


def next_scenario(session: Session) -> tuple[str, str] | None:
    """Return (id, title) of the scenario that follows in the menu; None after the last."""
    known = loader.available()
    ids = [name for name, *_ in known]
    here = session.match.pack.scenario.id
    after = ids.index(here) + 1 if here in ids else 0
    return (known[after][0], known[after][1]) if after < len(known) else None
