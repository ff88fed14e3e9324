"""A new game: which scenario, who sits where, and which luck."""

from __future__ import annotations

from functools import partial

from game.desktop import art
from game.desktop.kit.buttons import Button, Toggle
from game.desktop.kit.cards import Card
from game.desktop.kit.choices import Dropdown
from game.desktop.kit.layout import Flow, Grid, Panel, Spacer
from game.desktop.kit.lines import Column, Level, Row
from game.desktop.kit.meters import Chip
from game.desktop.kit.node import Node
from game.desktop.kit.pictures import Portrait
from game.desktop.kit.scroll import Scroll
from game.desktop.kit.text_input import TextInput
from game.desktop.kit.words import Heading, Note, Rich, RoleMark, Text, esc
from game.desktop.screens.parts.level_dialog import playing_levels
from game.desktop.screens.parts.new_match import begin_match
from game.desktop.screens.parts.page import menu_page
from game.desktop.screens.screen import Screen, ScreenContext
from game.match import record
from game.match.saves import saved_games
from game.match.seats import HUMAN, default_seats
from game.players import KINDS
from game.scenario import loader
from game.scenario.schema.base import OFFICE_NAMES, ROLES, Role
from game.telling.office_briefs import ABOUT

KIND_WORDS: dict[str, str] = {
    "human": "A person here",
    "persona": "AI that suits the office",
    "reformer": "AI: the reformer",
    "firefighter": "AI: the firefighter",
    "technocrat": "AI: the technocrat",
    "militant": "AI: the militant",
    "learner": "AI: learner (plays plainly)",
    "standard": "AI: standard (looks ahead)",
    "hard": "AI: hard (looks further)",
    "expert": "AI: expert (to the vote)",
    "random": "AI: at random (easy)",
    "idle": "Nobody: does nothing",
}


#: How hard the other offices make it, in plain words: the AI that they all get.
DIFFICULTIES: dict[str, tuple[str, str]] = {
    "ai:idle": ("Alone", "The others do nothing: learn the market first."),
    "ai:random": ("Gentle", "The others do anything lawful, without a plan."),
    **playing_levels(),
}
#: How fast what runs by itself runs.
PACES: dict[float, str] = {1.0: "Unhurried", 2.0: "Brisk", 4.0: "Fast"}


class NewGame(Screen):
    """Chooses a scenario and seats, then begins."""

    title = "New game"

    def __init__(self) -> None:
        self.known = loader.available()
        self.own = loader.own_scenarios()
        self.scenario = self.known[0][0] if self.known else ""
        self.seats = default_seats("secretary")
        self.seed = ""
        self.keep = True
        self.guide = not record.load() and not saved_games()
        self._built = False

    def tick(self, c: ScreenContext) -> bool:
        """Have the room of who begins drawn while one still chooses: then it is there at once."""
        first = next((r for r in ROLES if self.seats[r] == HUMAN), None)
        if self._built and first is not None:
            art.room(first, c.size)  # kept for the briefing
        return False

    def build(self, c: ScreenContext) -> Node:
        """Build scenarios at the left, seats at the right, the start below."""
        self.app, self._built = c, True
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
        cards += [self._own_card(own) for own in self.own]
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
                    self._manner(c),
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
            else f"You play {OFFICE_NAMES[people[0]]}. Any seat can change hands in mid-game."
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

    def _own_card(self, own: loader.OwnScenario) -> Card:
        credit = f"Your own, by {own.author}." if own.author else "Your own."
        said = f"It can't be read: {own.fault}" if own.fault else f"{credit} {own.tagline}"
        return Card(
            own.title,
            Heading(esc(own.title)),
            Text(said, size="body"),
            on_press=None if own.fault else partial(self._choose, own.name),
            chosen=own.name == self.scenario,
            accent="primary" if own.name == self.scenario else "",
            key=f"scenario-{own.name}",
        )

    def _seat(self, role: Role) -> Node:
        name, about = ABOUT[role]
        human = self.seats[role] == HUMAN
        options = [(HUMAN, KIND_WORDS[HUMAN])]
        options += [(f"ai:{k}", KIND_WORDS.get(k, f"AI: {k}")) for k in KINDS]
        return Panel(
            Column(
                Level(
                    Portrait(role, "calm", 54),
                    RoleMark(role, size=30, label=name),
                    Heading(name, size="lead", grow=1),
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

    def _manner(self, c: ScreenContext) -> Node:
        """Return how hard the others make it, how fast it goes, and whether one is guided."""
        others = {seat for seat in self.seats.values() if seat != HUMAN}
        one = next(iter(others)) if len(others) == 1 else ""
        level = DIFFICULTIES.get(one)
        said = level[1] if level else "Each of the other seats as chosen above."
        alone = sum(seat == HUMAN for seat in self.seats.values()) == 1
        return Panel(
            Column(
                Flow(
                    Text("The others", weight="semibold", size="small"),
                    *(
                        Button(
                            name,
                            partial(self._all_others, seat),
                            chosen=seat == one,
                            size="small",
                            tip="" if seat == one else about,
                            key=f"level-{seat}",
                        )
                        for seat, (name, about) in DIFFICULTIES.items()
                    ),
                    gap=8,
                ),
                Note(said),
                Flow(
                    Text("Pace", weight="semibold", size="small"),
                    *(
                        Button(
                            name,
                            partial(self._at_pace, c, pace),
                            chosen=c.settings.pace == pace,
                            size="small",
                            key=f"pace-{pace:.0f}",
                        )
                        for pace, name in PACES.items()
                    ),
                    gap=8,
                ),
                Toggle(
                    "Guide me through the first quarter",
                    self.guide and alone,
                    lambda v: setattr(self, "guide", v),
                    enabled=alone,
                    tip="One hospital, one offer, one order; then the whole desk.",
                    key="guide",
                ),
                gap=8,
            ),
            pad=(16, 10),
        )

    def _all_others(self, seat: str) -> None:
        for role in ROLES:
            if self.seats[role] != HUMAN:
                self.seats[role] = seat

    def _at_pace(self, c: ScreenContext, pace: float) -> None:
        c.change(c.settings.with_(pace=pace))

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
        begin_match(
            self.app,
            self.scenario,
            self.seats,
            int(self.seed) if self.seed else None,
            keep=self.keep,
            guided=self.guide,
        )
