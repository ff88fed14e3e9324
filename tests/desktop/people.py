"""People at one screen: they read the semantic tree, use a mouse or keys, and look for faults.

A ``Room`` plays a game as its people would: whoever the screen asks for acts. It keeps every
screen that it met, and every picture's faults of layout.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import pygame

from game.desktop.match_session import Session
from game.desktop.router import screen_of
from game.desktop.screens.quarter.ai_turns import AiTurns
from game.desktop.screens.screen import Screen
from game.match import Match
from game.match.seats import HUMAN
from game.scenario.schema.base import Role
from game.telling.names import Voice
from tests.desktop.driver import Driver

SMALL = (1280, 720)


class Hands:
    """Uses what has a label: with the mouse, or reached by Tab and pressed by Enter."""

    def __init__(self, driver: Driver, *, keys: bool) -> None:
        self.driver, self.keys = driver, keys

    def use(self, label: str, role: str = "") -> None:
        """Press what has the label; the first that begins with it if none is it."""
        if not self.keys:
            self.driver.click(label, role)
            return
        wanted = self.driver.find(label, role)
        if wanted.role in ("tab", "row"):  # one stop for all of them; arrows choose among them
            self.reach(wanted.path.rpartition(":")[0])
            for _ in range(400):
                if self.driver.find(label, role).state.get("chosen"):
                    return
                self.driver.press("right" if wanted.role == "tab" else "down")
            raise AssertionError(f"no arrow ever comes to {label!r}")
        self.reach(wanted.path)
        self.driver.press("return")

    def reach(self, path: str) -> None:
        """Press Tab until the node with that path has the focus."""
        met: list[str] = []
        for _ in range(150):
            focused = self.driver.focused()
            if focused is not None and focused.path == path:
                return
            met.append(focused.label if focused else "")
            self.driver.press("tab")
        raise AssertionError(f"Tab never reaches {path!r}; met {sorted(set(met))}")


class Room:
    """One screen and the people at it."""

    def __init__(
        self,
        first: Screen,
        *,
        keys: bool = False,
        size: tuple[int, int] = SMALL,
        text: float = 1.0,
        **settings: Any,
    ) -> None:
        self.driver = Driver(first, size, text, **settings)
        self.hands = Hands(self.driver, keys=keys)
        self.met: set[str] = set()
        self.wrong: list[str] = []
        self.settle()

    @classmethod
    def at(cls, match: Match, **more: Any) -> Room:
        """People who sit down at a game."""
        session = Session(match)
        room = cls(screen_of(session), **more)
        room.driver.app.routes.play(session)
        room.settle()
        return room

    def __enter__(self) -> Room:
        return self

    def __exit__(self, *_: object) -> None:
        if hasattr(self.driver.app.screen, "session"):
            self.match.close()

    # ---- reading ------------------------------------------------------------------------

    @property
    def session(self) -> Session:
        """The game on the screen."""
        found = getattr(self.driver.app.screen, "session", None)
        assert isinstance(found, Session), f"no game on {self.screen}"
        return found

    @property
    def match(self) -> Match:
        """Its table."""
        return self.session.match

    @property
    def screen(self) -> str:
        """The title of the screen on top."""
        return self.driver.app.screen.title

    @property
    def phase(self) -> str:
        """The game's phase, as everybody knows it."""
        return self.match.view("spectator").phase

    @property
    def voice(self) -> Voice:
        """The scenario's names."""
        return self.session.voice

    def title(self, role: Role) -> str:
        """An office as its buttons say it."""
        return self.voice.title_of(role)

    # ---- time -----------------------------------------------------------------------------

    def rest(self) -> None:
        """Let whatever the game does of itself come to rest.

        Cards wait for their arrows, which are worked out by the clock: two rooms that are to look
        the same wait for all of them.
        """
        for step in range(400):
            screen = self.driver.app.screen
            if not self.driver.app.busy or (
                step >= 12 and not (isinstance(screen, AiTurns) and screen.looks_ahead)
            ):
                break
            self.driver.step()
        self.driver.step()

    def settle(self) -> None:
        """Come to rest, and read what others have answered."""
        self.rest()
        if self.screen == "The event":
            self.look()
            self.use("Go on", "button")

    def use(self, label: str, role: str = "") -> None:
        """Press something and let it come to rest."""
        self.hands.use(label, role)
        self.settle()

    def look(self, what: str = "") -> None:
        """Note the picture, and what is wrong with how it is laid out."""
        game = hasattr(self.driver.app.screen, "session")
        name = f"{self.screen}/{self.phase if game else ''}/{what}"
        if name not in self.met:
            self.met.add(name)
            self.wrong += [f"{name}: {fault}" for fault in self.driver.faults()]

    # ---- the phases -------------------------------------------------------------------------

    def lift(self, role: Role) -> None:
        """Lift the curtain as a role's person."""
        assert self.screen == "Curtain", self.screen
        self.look()
        assert self.session.who == "spectator"
        self.use(f"I am {self.voice.office(role)}")
        assert self.session.who == role

    def agendas(self, choose: Callable[[list[str]], str] = lambda aims: aims[0]) -> None:
        """Every person reads its briefing and keeps an aim."""
        for role in self.session.humans:
            if self.session.hot_seat:
                self.lift(role)
            assert self.screen == "Briefing"
            self.look()
            self.use(choose(self.driver.labels("card")), "card")
            self.look("chosen")
            self.use("Take office")
        self.settle()

    def advance(self) -> None:
        """Press the button by which the table goes on."""
        self.look()
        for label in (
            "Go on",
            "Close the talks",
            "Run the quarter",
            "Next quarter",
            "To the campaign",
        ):
            if self.driver.has(label, "button"):
                self.use(label, "button")
                break
        else:
            raise AssertionError(f"nothing to go on with in {self.phase}: {self.driver.labels()}")
        if self.driver.has("Close them", "button"):
            self.look("open offers")
            self.use("Close them", "button")

    def answer(self, which: int = 0) -> None:
        """Answer the event in hand, in the open, with one of its open options."""
        self.look()
        cards = [x.label for x in self.driver.all("card") if not x.state.get("disabled")]
        self.use(cards[min(which, len(cards) - 1)], "card")

    def to(self, phase: str) -> None:
        """Go on to a phase of this quarter or the next, with first answers and empty sheets."""
        for _ in range(120):
            self.settle()
            if self.phase == phase or self.phase == "ended":
                return
            if self.phase == "agendas":
                self.agendas()
            elif self.phase == "event" and self.session.view.events:
                self.answer()
            elif self.phase in ("orders", "campaign"):
                for role in self.session.humans:
                    self.seal(role)
            else:
                self.advance()
        raise AssertionError(f"never came to {phase}; it is {self.phase}")

    def visit(self, role: Role) -> bool:
        """Go behind the curtain as a role. Whether there was one to go behind."""
        if not self.session.hot_seat:
            return False
        if self.screen == "Curtain":  # it fell for the next person of itself
            if self.driver.has(f"I am {self.voice.office(role)}"):
                self.lift(role)
                return True
            self.use("Not now", "button")
        name = self.title(role)
        self.use(name if self.phase in ("orders", "campaign") else f"Visit as {name}", "button")
        self.lift(role)
        return True

    def leave(self) -> None:
        """Drop the curtain again."""
        self.use("Drop the curtain", "button")
        assert self.session.who == "spectator"

    def hand(self) -> list[str]:
        """The titles of the levers that the hand shows, and no case's card."""
        return [x.label for x in self.driver.all("card") if x.path.startswith("#lever-")]

    def order(self, title: str, *, bid: int = 0, targets: Sequence[str] = ()) -> None:
        """Put a lever on the sheet, with a bid and other targets than those proposed."""
        if not self.driver.has(title, "card"):
            self.use("Whole hand", "tab")
        self.use(title, "card")
        self.look("lever")
        if targets:
            for chosen in [x.label for x in self.driver.all("button") if x.state.get("chosen")]:
                if not chosen.startswith("+"):
                    self.use(chosen, "button")
            for target in targets:
                self.use(target, "button")
        if bid:
            self.use(f"+{bid}", "button")
        self.use("Put on the sheet", "button")
        self.look("with an order")

    def seal(self, role: Role) -> None:
        """Seal what is on the role's sheet, from the open table."""
        self.visit(role)
        self.seal_here()

    def seal_here(self) -> None:
        """Seal the sheet that lies open."""
        self.look()
        self.use("Seal ", "button")
        self.look("sealing")
        self.use("Seal", "button")

    def reveal(self) -> None:
        """Turn every sheet, and run the quarter."""
        assert self.screen == "The sheets"
        self.look("sealed sheets")
        if self.driver.has("Next step", "button"):
            self.use("Next step", "button")
            self.look("one sheet turned")
        if self.driver.has("Turn all", "button"):
            self.use("Turn all", "button")
        self.look("turned")
        self.advance()

    def papers(self) -> None:
        """See the market run, read the front page and what it was to oneself, and every page."""
        assert self.screen == "The market"
        self.look()
        if self.driver.has("Run all", "button"):
            self.use("Run all", "button")
        self.look("run")
        self.use("Go on", "button")
        assert self.screen == "The front page"
        self.look()
        self.use("Go on", "button")
        if self.session.role is not None:
            assert self.screen == "For you"
            self.look()
            self.use("The quarter in full", "button")
        assert self.screen == "The quarter in full"
        for tab in self.driver.labels("tab"):
            self.use(tab, "tab")
            self.look(tab.split(" · ")[0])
        self.advance()

    def night(self) -> None:
        """Read the campaign, watch a little of the night, skip it with its key; then the scores."""
        if self.screen == "The campaign":
            while self.driver.has("Next week", "button"):
                self.look(f"week {len(self.driver.all('chart'))}")
                self.use("Next week", "button")
            self.look("last week")
            self.use("Polling day", "button")
        assert self.screen == "Election night"
        self.look("exit poll")
        for _ in range(60):
            self.driver.wait(0.2)
        self.look("under way")
        self.driver.press("s")
        self.settle()
        self.look("result")
        for tab in self.driver.labels("tab"):
            self.use(tab, "tab")
            self.look(tab.split(" · ")[0])
        self.use("The scores", "button")
        assert self.screen == "The end"
        self.look()


def seats(*humans: Role, other: str = "ai:persona") -> dict[Role, str]:
    """People in those seats, AI in the others."""
    roles: tuple[Role, ...] = ("secretary", "number10", "monitor", "unions")
    return {r: HUMAN if r in humans else other for r in roles}


def pixels(driver: Driver) -> bytes:
    """The whole picture."""
    driver.app.dirty()
    driver.app.step()
    return pygame.image.tobytes(driver.app.brush.surface, "RGB")


__all__ = ["SMALL", "Hands", "Room", "pixels", "seats"]
