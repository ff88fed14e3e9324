"""A new game: which scenario, who sits where, and which luck."""

from __future__ import annotations

import secrets
from functools import partial

from game.desktop.kit.buttons import Button, Toggle
from game.desktop.kit.cards import Card
from game.desktop.kit.choices import Dropdown
from game.desktop.kit.layout import Grid, Panel, Spacer
from game.desktop.kit.lines import Column, Level, Row
from game.desktop.kit.meters import Chip
from game.desktop.kit.node import Node
from game.desktop.kit.scroll import Scroll
from game.desktop.kit.text_input import TextInput
from game.desktop.kit.words import Heading, Note, Rich, RoleMark, Text, esc
from game.desktop.screens.parts.page import menu_page
from game.desktop.screens.screen import Screen, ScreenContext
from game.errors import InputError
from game.match import Match
from game.match.saves import kept_anew
from game.match.seats import HUMAN, default_seats
from game.players import KINDS
from game.scenario import loader
from game.scenario.schema.base import OFFICE_NAMES, ROLES, Role
from game.telling.names import CLOUT

#: What each office is about, for choosing one.
ABOUT: dict[Role, tuple[str, str]] = {
    "secretary": (
        "Health Secretary",
        (
            "Holds the law, the Department's purse and the bail-outs. Wants the reform delivered "
            "and to stay in office; fears resistance and being summoned."
        ),
    ),
    "number10": (
        "No 10",
        (
            "Holds the whip, the Treasury's ear and the reshuffle. Wants to win with the coalition "
            "whole; fears a closing hospital in a marginal."
        ),
    ),
    "monitor": (
        "Monitor",
        (
            "Sets prices and rules for competition, puts trusts into administration. Wants a fair, "
            "solvent market; fears political bail-outs."
        ),
    ),
    "unions": (
        "Unions",
        (
            "Hold goodwill, the ballot, the courts and the local paper. Want staff, open hospitals "
            "and a public service; fear losing the public."
        ),
    ),
}
KIND_WORDS: dict[str, str] = {
    "human": "A person here",
    "persona": "AI that suits the office",
    "reformer": "AI: the reformer",
    "firefighter": "AI: the firefighter",
    "technocrat": "AI: the technocrat",
    "militant": "AI: the militant",
    "random": "AI: at random (easy)",
    "idle": "Nobody: does nothing",
}


class NewGame(Screen):
    """Chooses a scenario and seats, then begins."""

    title = "New game"

    def __init__(self) -> None:
        self.known = loader.available()
        self.scenario = self.known[0][0] if self.known else ""
        self.seats = default_seats("secretary")
        self.seed = ""
        self.keep = True

    def build(self, c: ScreenContext) -> Node:
        """Build scenarios at the left, seats at the right, the start below."""
        self.app = c
        cards = [
            Card(
                title,
                Heading(esc(title)),
                Text(tagline, size="body"),
                on_press=partial(self._choose, name),
                chosen=name == self.scenario,
                accent="primary" if name == self.scenario else "",
                key=f"scenario-{name}",
            )
            for name, title, tagline, _ in self.known
        ]
        people = [r for r in ROLES if self.seats[r] == HUMAN]
        scenarios = Column(
            Note("Scenario", weight="semibold"),
            Scroll(Column(*cards, gap=10, pad=4), key="scenarios"),
            gap=6,
            share=1,
        )
        seats = Column(
            Note("Seats", weight="semibold"),
            Scroll(
                Column(
                    Grid(*(self._seat(role) for role in ROLES), min_column=300, gap=10),
                    self._luck(),
                    gap=12,
                ),
                key="seats-scroll",
            ),
            gap=6,
            share=1.5,
        )
        wide = c.ems > 58
        said = (
            "Hot-seat: a curtain drops between people; nothing private shows until they lift it."
            if len(people) > 1
            else "Nobody sits here: the AI play by themselves and you watch."
            if not people
            else f"You play {OFFICE_NAMES[people[0]]}, paying in {CLOUT[people[0]]}. "
            "Any seat can change hands in mid-game."
        )
        return menu_page(
            c,
            "New game",
            Row(scenarios, seats, gap=22, grow=1)
            if wide
            else Scroll(Column(*cards, *seats.children, gap=10), key="all"),
            Level(
                Rich(said, colour="soft", grow=1),
                Button(
                    "Begin",
                    self._begin,
                    kind="primary",
                    size="lead",
                    icon="play",
                    hotkey="ctrl+return",
                    key="begin",
                    enabled=bool(self.scenario),
                ),
                gap=16,
            ),
        )

    def _choose(self, name: str) -> None:
        self.scenario = name

    def _seat(self, role: Role) -> Node:
        name, about = ABOUT[role]
        human = self.seats[role] == HUMAN
        options = [(HUMAN, KIND_WORDS[HUMAN])]
        options += [(f"ai:{k}", KIND_WORDS.get(k, f"AI: {k}")) for k in KINDS]
        return Panel(
            Column(
                Level(
                    RoleMark(role, size=34, label=name),
                    Column(
                        Heading(name, size="lead"), Note(f"pays in {CLOUT[role]}"), gap=0, grow=1
                    ),
                    Chip("You" if human else "AI", fill=role if human else ""),
                    gap=10,
                ),
                Text(about, size="small", grow=1),
                Dropdown(
                    f"Who plays {name}",
                    options,
                    self.seats[role],
                    lambda v: self.seats.__setitem__(role, v),
                    key=f"seat-{role}",
                ),
                gap=9,
            ),
            accent=role if human else "",
            pad=(16, 12),
            grow=1,
        )

    def _luck(self) -> Node:
        return Panel(
            Level(
                Column(
                    TextInput(
                        "Seed",
                        self.seed,
                        lambda v: setattr(self, "seed", v),
                        icon="dice",
                        hint="Luck: any number, or leave empty",
                        limit=15,
                        allowed="0123456789",
                        key="seed",
                    ),
                    Note("The same number gives the same luck."),
                    gap=4,
                    grow=1,
                ),
                Spacer(12),
                Toggle(
                    "Keep this game",
                    self.keep,
                    lambda v: setattr(self, "keep", v),
                    tip="Writes every command to a journal in your own folder, so that the "
                    "game survives a crash and any quarter can be opened again.",
                ),
                gap=10,
            ),
            pad=(16, 10),
        )

    def _begin(self) -> None:
        c = self.app
        seed = int(self.seed) if self.seed else secrets.randbits(40)
        try:
            pack = loader.load(self.scenario)
            new = partial(Match.new, pack, dict(self.seats), seed)
            match = kept_anew(self.scenario, new) if self.keep else new(None)
        except InputError as wrong:
            c.toast(esc(str(wrong)), "at-risk", 8.0)
            return
        c.routes.begin(match)
