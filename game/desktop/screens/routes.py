"""The ways from one screen to another: what a screen may ask to be taken to."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

from game.desktop.match_session import Session
from game.match import Match
from game.match.pin import PinGate
from game.scenario.schema.base import Role
from game.telling import Voice


class Routes(Protocol):
    """Every way there is. ``game.desktop.router`` knows the screens; they know only this."""

    @property
    def session(self) -> Session | None:
        """Return the game in progress, None at the title."""

    def title(self) -> None:
        """Begin again from the title."""

    def new_game(self) -> None:
        """Choose a scenario and seats."""

    def saved_games(self) -> None:
        """List the kept games."""

    def record(self) -> None:
        """List the games played to their end."""

    def settings(self) -> None:
        """Open the settings."""

    def help(self, term: str = "", voice: Voice | None = None) -> None:
        """Open help; with a term at its place in the glossary of the voice's scenario."""

    def begin(self, match: Match, *, guided: bool = False) -> None:
        """Sit down at a match; ``guided``: its first quarter is met one thing at a time."""

    def play(self, session: Session) -> None:
        """Show the screen that the game's phase asks for."""

    def advance(self, session: Session) -> None:
        """Move the game on, and the screen with it."""

    def let_ai_play(self, session: Session) -> bool:
        """Let AI play for a moment; show the next screen if the phase ends. True if any acted."""

    def front_page(self, session: Session) -> None:
        """Show the quarter's front page in the place of what was shown."""

    def for_you(self, session: Session) -> None:
        """Show what the quarter was to the one person's office, in the place of what was shown."""

    def report(self, session: Session) -> None:
        """Show the quarter in full in the place of what was shown."""

    def visit(self, session: Session, role: Role) -> None:
        """Send the person of a role behind the curtain to its dashboard."""

    def hand(self, session: Session, role: Role, seat: str) -> None:
        """Pass a seat; who alone has one afterwards sees it from behind the curtain first."""

    def order(self, session: Session, lever: str, trust: str) -> None:
        """Open an order of the reader's over what is shown, with a hospital named in it."""

    def deals(self, session: Session) -> None:
        """Open the reader's talks, or for the public what is known of deals."""

    def history(self, session: Session) -> None:
        """Open the past of the game."""

    def election_night(self, session: Session) -> None:
        """Show election night in the place of the scores."""

    def scores(self, session: Session) -> None:
        """Show the scores in the place of election night."""

    def console(self, session: Session) -> None:
        """Open the facilitator's console, behind its PIN: in a second window where there is one."""

    def pin_gate(self) -> PinGate | None:
        """Return what asks for the kept PIN; None where none is kept."""

    def guarded(self, session: Session, why: str, do: Callable[[], object]) -> None:
        """Do what a neighbour must not: once a console was opened, only for the facilitator."""

    def quit(self) -> None:
        """End the application; once a console was opened, only for the facilitator."""

    def practise(self, session: Session) -> None:
        """Play a quarter on other luck, kept apart from the game, and come back."""

    def attend(self) -> None:
        """Let the facilitator's room do what is due by its clock."""

    def leave(self, session: Session) -> None:
        """Close the game, which stays kept, and return to the title; or a practice, to its game.

        Once a console was opened, only for the facilitator.
        """
