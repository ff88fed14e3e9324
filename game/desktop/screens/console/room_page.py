"""The room: plan and clock, the wall, who is waited for, and what is whispered."""

from __future__ import annotations

from functools import partial

from game.desktop.kit.buttons import Button, RoleButton, Toggle
from game.desktop.kit.choices import Tabs
from game.desktop.kit.layout import Flow, Grid, Panel
from game.desktop.kit.lines import Column, Level, Row
from game.desktop.kit.node import Node
from game.desktop.kit.scroll import Scroll
from game.desktop.kit.text_input import TextInput
from game.desktop.kit.words import Heading, Note, Text, esc
from game.desktop.match_session import Session
from game.desktop.screens.parts.level_dialog import ask_level
from game.desktop.screens.screen import ScreenContext
from game.match.seats import HUMAN
from game.scenario.schema.base import ROLES, SPECTATOR, Role
from game.telling.formatting import number
from game.workshop.clock import said
from game.workshop.kit_stamp import sheets_differ
from game.workshop.plan import shipped
from game.workshop.prompts import whispered
from game.workshop.room import Room


class RoomPage:
    """What the facilitator does to the room."""

    def __init__(self, session: Session, room: Room) -> None:
        self.session, self.room = session, room
        self._question = room.question
        self._word = ""
        self._seed = ""
        self._known = {**shipped(), room.plan.id: room.plan}  # one of the kit's own with them

    def build(self, c: ScreenContext) -> Node:
        """Build the plan at the left, the wall and the offices at the right."""
        left = Column(self._clock(c), self._going_on(c), self._plan(), gap=10)
        right = Column(self._prompts(), self._wall(c), self._offices(c), self._kit(c), gap=10)
        if c.ems > 66:
            columns = (Scroll(left, share=1, key="room-l"), Scroll(right, share=1, key="room-r"))
            return Row(*columns, gap=14, grow=1)
        return Scroll(Column(left, right, gap=12), key="room")

    def _clock(self, c: ScreenContext) -> Node:
        r, s = self.room, self.session
        if r.clock is None:
            known = self._known.values()
            plans = [(plan.id, f"{number(plan.minutes)} min") for plan in known]
            choose = Tabs(plans, r.plan.id, self._choose, size="small", key="plans", label="Plan")
            return Panel(
                Column(
                    Heading(r.plan.title, size="lead"),
                    choose,
                    Level(
                        Button(
                            "Begin the plan", r.begin, kind="primary", icon="clock", key="begin"
                        ),
                        Button(
                            "Practice quarter",
                            partial(c.routes.practise, s),
                            icon="dice",
                            key="practise",
                            tip="On other luck, kept apart from the game",
                        ),
                        gap=8,
                    ),
                    gap=8,
                )
            )
        paused = r.clock.step.paused
        busy = bool(r.playing_on)
        playable = not busy and not s.match.ended
        return Panel(
            Flow(
                Button(
                    "Go on" if paused else "Pause", r.pause, icon="pause", hotkey="p", key="pause"
                ),
                Button("One minute more", r.extend, icon="plus", key="extend"),
                Button("Next step", r.next_step, icon="arrow-right", key="next-step"),
                Button(
                    "Skip a round",
                    partial(self._skip, c, r.skip_round),
                    enabled=playable,
                    key="skip-round",
                ),
                Button(
                    "To the election",
                    partial(self._ask_election, c),
                    enabled=playable,
                    icon="ballot",
                    key="to-election",
                ),
                Button(
                    "Practice quarter",
                    partial(c.routes.practise, s),
                    icon="dice",
                    enabled=playable,
                    key="practise",
                ),
                gap=8,
            )
        )

    def _choose(self, plan: str) -> None:
        self.room.take_plan(self._known[plan])

    def _going_on(self, c: ScreenContext) -> Node:
        """Whether the table goes on by itself, and the word to go on."""
        r, s = self.room, self.session
        may_open = bool(r.unsealed())
        may_end = any(p.kind == "advance" for p in s.match.pending())
        return Panel(
            Flow(
                Tabs(
                    [("ready", "When all are ready"), ("said", "When I say")],
                    r.goes_on,
                    self._go_on_when,
                    size="small",
                    key="goes-on",
                    label="The game goes on",
                ),
                Button(
                    "Open the sheets" if may_open else "End this phase",
                    partial(s.go_on, c),
                    icon="play",
                    enabled=(may_open or may_end) and not r.playing_on,
                    tip="Sheets that are not sealed are sealed as they stand." if may_open else "",
                    key="say-go-on",
                ),
                Toggle(
                    "Advice on drafts",
                    r.advice,
                    r.allow_advice,
                    tip="Whether people may ask the coach what their draft may bring.",
                    key="allow-advice",
                ),
                gap=8,
            )
        )

    def _go_on_when(self, said: str) -> None:
        self.room.go_on_when("said" if said == "said" else "ready")

    def _ask_election(self, c: ScreenContext) -> None:
        """Ask before the rest of the game is given away: the button lies beside others."""
        c.confirm(
            "To the election?",
            "The computer plays every round that is left, for everybody. The history goes back.",
            "To the election",
            partial(self._skip, c, self.room.to_election),
        )

    def _skip(self, c: ScreenContext, do: object) -> None:
        assert callable(do)
        do()
        c.wake(c.now)

    def _plan(self) -> Node:
        r = self.room
        rows = []
        for place, (at, step) in enumerate(r.plan.timed()):
            here = r.clock is not None and place == r.clock.place
            rows.append(
                Row(
                    Text(said(at).removesuffix(":00"), wrap=False, min_w=34, colour="soft"),
                    Text(step.title, weight="bold" if here else "regular", grow=1),
                    Text("now" if here else "", colour="warn", wrap=False),
                    Text(f"{number(step.minutes, 1)} min", wrap=False),
                    gap=10,
                )
            )
        return Panel(Column(*rows, gap=5))

    def _prompts(self) -> Node | None:
        said_now = whispered(self.session.voice, self.room.measured())[:4]
        if not said_now:
            return None
        return Panel(Column(*(Text(line) for line in said_now), gap=4), fill="paper")

    def _wall(self, c: ScreenContext) -> Node:
        r = self.room
        check = r.wall_check
        checked: list[Node | None]
        if check.wall_word:
            checked = [
                Text(f"This screen's word is “{check.console_word}”. Which word is on the wall?"),
                TextInput(
                    "The wall's word",
                    self._word,
                    partial(setattr, self, "_word"),
                    on_enter=lambda _: self._typed(c),
                    limit=24,
                    key="wall-word",
                ),
            ]
        else:
            state = "The wall was checked." if check.passed else "The wall was not checked yet."
            checked = [Level(Text(state, grow=1), Button("Check", check.begin, key="guard"), gap=8)]
        blank = "Show the wall" if r.blank else "Blank the wall"
        return Panel(
            Column(
                Level(
                    Heading("The wall", size="lead", grow=1),
                    Button(blank, r.turn_blank, icon="eye-off", hotkey="w", key="blank"),
                    Button("Tell it all again", r.show_all, icon="refresh", key="again"),
                    gap=8,
                ),
                *checked,
                TextInput(
                    "The exam question",
                    self._question,
                    partial(setattr, self, "_question"),
                    on_enter=lambda _: self._ask(c),
                    hint="What should the room be able to answer at the end?",
                    limit=240,
                    key="question",
                ),
                gap=7,
            )
        )

    def _typed(self, c: ScreenContext) -> None:
        if self.room.wall_check.typed(self._word):
            c.toast("That is the wall.", "check")
        else:
            c.toast("That is not the wall's word: this may be the wrong screen.", "at-risk", 6.0)
            c.sound("bad")
        self._word = ""

    def _ask(self, c: ScreenContext) -> None:
        self.room.ask(self._question)
        self._question = self.room.question
        c.toast("The question is on the wall.", "presentation")

    def _offices(self, c: ScreenContext) -> Node:
        s = self.session
        view = s.match.view(SPECTATOR)
        sealed = {o.role: o.sealed for o in view.offices}
        waited = {p.role for p in s.match.pending()}

        def state(role: Role) -> str:
            who = "a person" if s.match.seats[role] == HUMAN else "the computer"
            if role in waited:
                return f"{who}, waited for"
            return f"{who}, sealed" if sealed[role] else who

        buttons = (
            RoleButton(
                role,
                s.voice.title_of(role),
                partial(self._hand, c, role),
                note=state(role),
                chosen=s.match.seats[role] == HUMAN,
                key=f"hand-{role}",
            )
            for role in ROLES
        )
        note = Note("Press an office to hand its seat to the computer, or back to people.")
        return Panel(Column(Grid(*buttons, columns=2, gap=6), note, gap=6))

    def _kit(self, c: ScreenContext) -> Node:
        """Whether the printed sheets are this game's."""
        seed = self.session.match.seed
        return Panel(
            Column(
                Heading("The kit on paper", size="lead"),
                Note(
                    f"This game's seed is {seed}. It stands at the foot of each sheet of its kit."
                ),
                TextInput(
                    "Seed on the sheets",
                    self._seed,
                    partial(setattr, self, "_seed"),
                    on_enter=lambda _: self._compare(c),
                    hint="Type the seed that your sheets have",
                    limit=24,
                    key="kit-seed",
                ),
                gap=6,
            )
        )

    def _compare(self, c: ScreenContext) -> None:
        fault = sheets_differ(self._seed, self.room.match.seed)
        c.toast(esc(fault or "The sheets are this game's."), "at-risk" if fault else "check", 8.0)
        if fault:
            c.sound("bad")

    def _hand(self, c: ScreenContext, role: Role) -> None:
        s = self.session
        if s.match.seats[role] != HUMAN:
            self._handed(c, role, HUMAN)
            return
        question = f"Pass {esc(s.voice.office(role))} to the computer?"
        ask_level(c, question, partial(self._handed, c, role))

    def _handed(self, c: ScreenContext, role: Role, seat: str) -> None:
        s = self.session
        s.match.hand(role, seat)
        s.forget()
