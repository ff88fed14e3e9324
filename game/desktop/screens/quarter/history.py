"""The scrubber: any past quarter as it was known then, to the public or to oneself.

From here one goes back to a quarter, or branches into another game from it; nothing that
was played is erased.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from game.desktop.kit.buttons import Button
from game.desktop.kit.choices import Slider, Tabs
from game.desktop.kit.layout import Panel
from game.desktop.kit.lines import Column, Level, Row
from game.desktop.kit.meters import Chip
from game.desktop.kit.node import Node
from game.desktop.kit.scroll import Scroll
from game.desktop.kit.words import esc
from game.desktop.match_session import Session
from game.desktop.screens.parts.contract import empty
from game.desktop.screens.parts.page import game_page
from game.desktop.screens.parts.screen_header import head
from game.desktop.screens.quarter import past_quarter
from game.desktop.screens.quarter.history_notes import Notes
from game.desktop.screens.quarter.history_reasons import Reasons
from game.desktop.screens.quarter.history_shares import Shares
from game.desktop.screens.quarter.history_what_if import OtherWays
from game.desktop.screens.quarter.open_past import OpenPast
from game.desktop.screens.screen import Screen, ScreenContext
from game.errors import InputError
from game.match.saves import kept_near
from game.match.setup import go_on_in
from game.rules.state.view import View, Who
from game.scenario.schema.base import SPECTATOR

#: Pages that the whole past opens.
_DEBRIEF = (("shares", "Who moved it"), ("reasons", "Why AI did it"), ("whatif", "What if"))


class History(Screen):
    """Reads the past; changes nothing unless one goes back."""

    title = "History"

    def __init__(self, session: Session) -> None:
        self.session = session
        self.marks = [m for m in session.match.turns if m.turn > 0]
        self.at = max(0, len(self.marks) - 1)
        self.who: Who = session.role or SPECTATOR
        self.tab = "orders"
        self.notes = Notes(session)
        self.past = OpenPast(session)
        self.shares = Shares(self.past)
        self.other_ways = OtherWays(self.past)
        self.reasons = Reasons(self.past)
        self._views: dict[tuple[int, Who], View] = {}

    def enter(self, c: ScreenContext) -> None:
        """Settle whose past may be seen: on a shared screen the public's alone."""
        if self.session.hot_seat and self.session.role is None:
            self.who = SPECTATOR

    @property
    def busy(self) -> bool:
        """Whether something is being worked out beside the pictures."""
        return self.past.busy

    def tick(self, c: ScreenContext) -> bool:
        """Show what has been worked out."""
        return self.past.news()

    def leave(self, c: ScreenContext) -> None:
        """Shut what the facilitator's PIN had opened."""
        self.past.shut()

    def on_focus_loss(self, c: ScreenContext) -> None:
        """Drop the curtain over one's own view of the past, and shut what a PIN had opened."""
        self.past.shut()
        if self.session.hot_seat and self.who != SPECTATOR:
            c.routes.play(self.session)

    @property
    def turn(self) -> int:
        """The turn looked at."""
        return self.marks[self.at].turn

    def view(self) -> View:
        """Return what was known at the turn's beginning."""
        key = (self.turn, self.who)
        if key not in self._views:
            self._views[key] = self.session.match.history_view(*key)
        return self._views[key]

    # ---- the picture -------------------------------------------------------------------------

    def build(self, c: ScreenContext) -> Node:
        """Build the scrubber, the map and figures of the quarter, what was done in it."""
        s = self.session
        if not self.marks:
            return game_page(
                head(s, c, "History", back=True, course=False),
                empty(
                    "history",
                    "Nothing has been played yet",
                    "Come back when the first quarter has begun.",
                ),
                gap=14,
            )
        view = self.view()
        c.hotkeys({"[": partial(self._step, -1), "]": partial(self._step, 1)})
        own = s.role
        eyes = (
            Tabs(
                [(SPECTATOR, "As the public knew it"), (own, "As you knew it")],
                self.who,
                partial(self._look),
                size="small",
                key="eyes",
                label="Whose eyes",
            )
            if own
            else Chip("[icon public] the public's view")
        )
        scrub = Level(
            Button(
                "Earlier",
                partial(self._step, -1),
                icon="chevron-left",
                bare=True,
                enabled=self.at > 0,
                key="earlier",
                hotkey="pageup",
            ),
            Slider(
                "Quarter",
                self.at,
                lambda v: setattr(self, "at", round(v)),
                low=0,
                high=max(1, len(self.marks) - 1),
                step=1,
                show=self._name,
                grow=1,
                enabled=len(self.marks) > 1,
                key="scrub",
            ),
            Button(
                "Later",
                partial(self._step, 1),
                icon="chevron-right",
                bare=True,
                enabled=self.at < len(self.marks) - 1,
                key="later",
                hotkey="pagedown",
            ),
            gap=10,
        )
        wide = c.ems > 66
        debrief = list(_DEBRIEF) if self.past.offered else []
        tabs = Tabs(
            [
                ("orders", "Who did what"),
                ("log", "Everything told"),
                ("figures", "Figures then and now"),
                *debrief,
                ("notes", "Notes"),
            ],
            self.tab,
            partial(setattr, self, "tab"),
            key="history-tabs",
        )
        pages: dict[str, Callable[[], Node]] = {
            "orders": partial(past_quarter.deeds, s, self.who, self._quarter()),
            "log": partial(past_quarter.log, s, self.who, self._quarter()),
            "figures": partial(past_quarter.figures, s, self.who, view),
            "notes": partial(self.notes.page, self.who, c.dirty),
            "shares": partial(self.shares.page, c, self.turn),
            "reasons": partial(self.reasons.page, c, self.turn),
            "whatif": partial(self.other_ways.page, c, self._quarter()),
        }
        page = pages[self.tab]()
        hospitals = past_quarter.hospitals(s, c, view, self._name(self.at))
        if wide:
            left = Column(Panel(hospitals, pad=8, grow=1), share=0.75)
            body: Node = Row(left, Column(tabs, page, gap=10, share=1), gap=16, grow=1)
        else:
            body = Scroll(
                Column(tabs, page, Panel(hospitals, min_h=300, pad=8), gap=12),
                key="history-all",
            )
        return game_page(
            head(
                s,
                c,
                "History",
                *self._go_back(c),
                back=True,
                course=False,
                sub=self._name(self.at) if wide else " ",
            ),
            Level(eyes, Column(scrub, grow=1), gap=20) if wide else Column(eyes, scrub),
            body,
        )

    def _name(self, at: float) -> str:
        mark = self.marks[min(len(self.marks) - 1, round(at))]
        said = {"campaign": "the campaign", "ended": "the end"}.get(mark.phase)
        return said or self.session.voice.quarter(mark.quarter)

    def _go_back(self, c: ScreenContext) -> list[Node]:
        last = self.at == len(self.marks) - 1
        match = self.session.match
        return [
            Button(
                "Branch from here",
                partial(self._ask_branch, c),
                icon="link",
                key="branch",
                enabled=match.path is not None,
                tip="Another game that shares this one's past; this one stays as it is.",
            ),
            Button(
                "Go back to here",
                partial(self._ask_rewind, c),
                icon="undo",
                key="rewind",
                kind="danger",
                enabled=not last,
            ),
        ]

    def _quarter(self) -> int:
        return self.marks[self.at].quarter

    # ---- what is done ---------------------------------------------------------------------

    def _look(self, who: str) -> None:
        self.who = who  # type: ignore[assignment]

    def _step(self, by: int) -> None:
        self.at = max(0, min(len(self.marks) - 1, self.at + by))

    def _ask_rewind(self, c: ScreenContext) -> None:
        name = self._name(self.at)
        ask = partial(
            c.confirm,
            f"Go back to {esc(name)}?",
            f"The game goes on from the beginning of [b]{esc(name)}[/] for everybody at the table. "
            "What was played after it stays in the journal, but no longer counts.",
            "Go back",
            partial(self._rewind, c),
            "danger",
        )
        c.routes.guarded(self.session, "Going back is the facilitator's", ask)

    def _rewind(self, c: ScreenContext) -> None:
        try:
            self.session.match.rewind(self.turn)
        except InputError as refused:
            c.toast(esc(refused.sentence), "at-risk", 6.0)
            return
        self.session.forget()
        c.toast(f"Back at the beginning of {esc(self._name(self.at))}.", "undo")
        c.routes.play(self.session)

    def _ask_branch(self, c: ScreenContext) -> None:
        name = self._name(self.at)
        ask = partial(
            c.confirm,
            f"Branch from {esc(name)}?",
            "A second game begins that shares this one's past; you play on in the second. "
            "This one is kept as it is and can be opened from the title.",
            "Branch",
            partial(self._branch, c),
        )
        c.routes.guarded(self.session, "Branching is the facilitator's", ask)

    def _branch(self, c: ScreenContext) -> None:
        match = self.session.match
        try:
            own = match.pack.scenario.id
            made = kept_near(match.path, own, partial(match.branch, self.turn))
        except (InputError, OSError) as refused:
            said = refused.sentence if isinstance(refused, InputError) else str(refused)
            c.toast(esc(said), "at-risk", 6.0)
            return
        go_on_in(made, match)
        c.routes.begin(made)
        c.toast("A branch: the game before it is kept.", "link")
