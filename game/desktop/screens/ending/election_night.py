"""Election night: the exit poll, seats as they declare, the moments of the night, the result.

About ninety seconds, twice or four times as fast if wanted; Space stops it, one key skips it, a
slider goes to any minute. With reduced motion nothing moves by itself: one key goes on to the
next moment or half-hour.
"""

from __future__ import annotations

from bisect import bisect_right
from functools import partial
from typing import Final

import numpy as np
from numpy.typing import NDArray

from game.desktop import map as maps
from game.desktop.kit.buttons import Button
from game.desktop.kit.choices import Slider, Tabs
from game.desktop.kit.layout import Panel
from game.desktop.kit.lines import Column, Row
from game.desktop.kit.node import Node
from game.desktop.kit.scroll import Scroll
from game.desktop.kit.stage import Live, Reading
from game.desktop.kit.words import esc
from game.desktop.match_session import Session
from game.desktop.screens.boards import geometry
from game.desktop.screens.ending.constituency_cards import (
    acts,
    banner,
    declared_table,
    hospital_cards,
    watch_list,
)
from game.desktop.screens.ending.night_house import NightHouse
from game.desktop.screens.parts.page import game_page
from game.desktop.screens.parts.screen_header import head
from game.desktop.screens.screen import Screen, ScreenContext
from game.scenario.schema.base import SPECTATOR
from game.telling.election_night import (
    NightTally,
    clock,
    declared_said,
    minute_at,
    part_at,
    standing,
)
from game.telling.night_broadcast import so_far
from game.telling.night_moments import banner_at, moments, next_said, stories, to_watch
from game.telling.seat_cards import cards, result_said, seat_winner, swing_said

#: How long the whole night takes, in seconds, and how often it is drawn anew.
LENGTH: Final = 84.0
BEAT: Final = 0.14
#: Minutes of the night between two looks where motion is reduced.
STEP: Final = 30
_TABS: Final = (
    ("watch", "To watch"),
    ("hospitals", "Hospitals"),
    ("declared", "Declared"),
    ("acts", "The campaign"),
)
_SPEEDS: Final = (1, 2, 4)


class ElectionNight(Screen):
    """In the open. (A collapse has no election night.)"""

    title = "Election night"

    def __init__(self, session: Session) -> None:
        self.session = session
        self.part = 0.0
        self.playing = False
        self.speed = 1
        self.tab = "watch"
        self.kept: NightTally | None = None
        self._told_to: int | None = None  # the minute up to which the room was told
        self._at = -1
        self._then = 0.0
        self._parts: list[Live] = []  # what may change from beat to beat
        self._when: Reading | None = None
        self._map: maps.HexMap | None = None
        self._on_map = -1  # how many seats had declared when it was painted
        self.told = session.match.night()
        self.model = session.match.pack.model
        self.cards = cards(
            session.voice,
            self.model,
            self.told,
            session.match.log_for(SPECTATOR),
            session.match.view(SPECTATOR).trusts.listed,
        )
        self.watched = to_watch(self.model, self.told, self.cards)
        self.moments = moments(self.model, self.told, self.cards, self.watched)
        self.ringed = [w.card.seat for w in self.watched]
        self.seats = len(self.told.declared.minute)
        self.last = int(self.told.declared.minute.max())
        self.house = NightHouse(
            session, self.told, self.standing, lambda: self.minute, lambda: self.over
        )
        self._winners = [seat_winner(self.told, seat) for seat in range(self.seats)]
        self._story_minutes = sorted(
            x.minute for x in self.cards if x.happened or x.winner == "insurgent"
        )

    @property
    def over(self) -> bool:
        """Whether every seat has declared."""
        return self.part >= 1.0

    # ---- time -----------------------------------------------------------------------------

    @property
    def busy(self) -> bool:
        """Whether it moves: its beats come by ``tick``, for a wake would build everything."""
        return self.playing

    def enter(self, c: ScreenContext) -> None:
        """Begin at 22:00; where motion is reduced the night waits there for a key."""
        if self.part > 0.0:
            return
        c.sound("bell")
        self.speed = max(s for s in _SPEEDS if s <= c.settings.pace)
        self._tell_the_room()
        if c.settings.motion:
            self.playing, self._then = True, c.now

    def tick(self, c: ScreenContext) -> bool:
        """Move the night on. What moves is built anew where it is; True if the whole must be."""
        if not self.playing:
            return False
        passed = c.now - self._then
        if passed < BEAT:
            return False
        self._then = c.now
        before, poll = self._moments_out(), not self.standing().count
        self._come_to(self.part + min(passed, 1.0) * self.speed / LENGTH)
        if self.over:
            self.playing = False
            c.sound("bell")
            return True
        if self._moments_out() > before:
            c.sound("declare")
        if poll and self.standing().count:
            return True  # the poll gives way to the forecast, which has other lines
        self._follow(c)
        return False

    def _follow(self, c: ScreenContext) -> None:
        """Have drawn again what has changed since the last beat, and no more."""
        for part in self._parts:
            part.follow(c)
        if self._when is not None:
            c.damage(self._when.visible_rect())
        out = int(self._declared().sum())
        if self._map is not None and self._on_map != out:
            self._on_map = out
            self._map.change(c, *self._seats(c))

    def _heard(self) -> int:
        """Return how many hospitals' stories are out."""
        return len(stories(self.cards, int(self.minute)))

    def _told_now(self) -> tuple[object, ...]:
        """Return what the page of stories depends on."""
        declared = self.standing().count if self.tab == "declared" else 0
        out = sum(w.card.minute <= self.minute for w in self.watched)
        return self.tab, declared, out, self._out() if self.tab == "hospitals" else 0

    def _out(self) -> int:
        """Return how many seats with a hospital's story have declared."""
        return bisect_right(self._story_minutes, self.minute)

    def _moments_out(self) -> int:
        return sum(m.minute <= self.minute for m in self.moments)

    @property
    def minute(self) -> float:
        """Minutes after 22:00."""
        return self.last if self.over else minute_at(self.part)

    def standing(self) -> NightTally:
        """Return how the night stands, reckoned once for each minute."""
        if self.kept is None or self._at != int(self.minute):
            self._at = int(self.minute)
            self.kept = standing(self.model, self.told, self._at)
        return self.kept

    # ---- the picture ---------------------------------------------------------------------

    def build(self, c: ScreenContext) -> Node:
        """Build the country at the left, the House and the stories at the right."""
        c.hotkeys({"end": self._skip})
        country, house = self._country(c), self.house.build()
        slider = Live(self._slider, lambda: self.part)
        said = Live(self._banner, lambda: (banner_at(self.moments, self.minute), self._next()))
        tabs, story = Live(self._tabs, self._out), Live(self._pages, self._told_now)
        self._parts = [*self.house.parts, slider, said, tabs, story]
        if c.ems > 66:
            right: Node = Column(house, tabs, story, gap=10, share=1.1)
            left: Node = Column(country, slider, share=0.9)
            body: Node = Row(left, right, gap=16, grow=1)
        else:
            body = Scroll(
                Column(house, country, slider, tabs, story, gap=12),
                key="night-all",
            )
        return game_page(self._head(c), said, body)

    def _head(self, c: ScreenContext) -> Node:
        most = [self._clock(c, count) for count in (0, self.seats - 1, self.seats)]
        self._when = Reading(partial(self._clock, c), most)
        buttons = self._buttons(c)
        return head(self.session, c, "Election night", *buttons, sub=self._when, course=False)

    def _next(self) -> str:
        return next_said(self.watched, self.minute)

    def _banner(self) -> Node:
        shown = banner_at(self.moments, self.minute) if not self.over else self.moments[-1]
        return banner(shown, self._next())

    def _country(self, c: ScreenContext) -> Node:
        self._map = self._night_map(c)
        if c.ems > 66:
            return Panel(self._map, pad=8, grow=1)
        return Panel(self._map, min_h=330, pad=8)

    def _tabs(self) -> Node:
        return Tabs(
            list(_TABS),
            self.tab,
            partial(setattr, self, "tab"),
            counts={"hospitals": self._heard()},
            key="night-tabs",
        )

    def _clock(self, c: ScreenContext, count: int | None = None) -> str:
        said = declared_said(self.standing().count if count is None else count, self.seats)
        return clock(self.minute) if c.ems < 50 else f"{clock(self.minute)} · {said}"

    def _buttons(self, c: ScreenContext) -> list[Node | None]:
        if self.over:
            return [
                Button("From the start", partial(self._again, c), icon="refresh", kind="quiet"),
                Button(
                    "The scores",
                    partial(c.routes.scores, self.session),
                    kind="primary",
                    icon="arrow-right",
                    hotkey="return",
                    show_key=True,
                    key="scores",
                ),
            ]
        word, icon = ("Stop", "pause") if self.playing else ("Go on", "play")
        on = Button(word, partial(self._stop, c), icon=icon, hotkey="space", first=True, key="stop")
        if not c.settings.motion:
            step = partial(self._step, c)
            on = Button("Next", step, icon="play", hotkey="space", first=True, key="next")
        faster = Button(
            f"Speed {self.speed}×",
            self._faster,
            hotkey="f",
            kind="quiet",
            key="speed",
            tip="Once, twice or four times as fast.",
        )
        return [
            on,
            faster if c.settings.motion else None,
            Button(
                "Skip",
                self._skip,
                icon="arrow-right",
                kind="primary",
                hotkey="s",
                show_key=True,
                key="skip",
                tip="Straight to the result",
            ),
        ]

    def _declared(self) -> NDArray[np.bool_]:
        return np.asarray(self.told.declared.minute <= self.minute)

    def _seats(self, c: ScreenContext) -> tuple[list[maps.Paint], list[int]]:
        """Return each seat's paint, and which are ringed."""
        done = self._declared()
        names = [x if out else "none" for x, out in zip(self._winners, done, strict=True)]
        return maps.party_paints(c.theme, names), [*self.ringed, *self._fallen(done)]

    def _night_map(self, c: ScreenContext) -> maps.HexMap:
        self._on_map = int(self._declared().sum())
        paints, marked = self._seats(c)
        return maps.HexMap(
            "The country as it declares",
            geometry(self.session),
            paints,
            tokens=(),
            marked=marked,
            seat_tip=self._tip,
            labels=False,
            key="night-map",
            grow=1,
        )

    def _fallen(self, done: NDArray[np.bool_]) -> list[int]:
        """Return the seats that have gone to an independent over a hospital."""
        return [int(s) for s in np.flatnonzero(done & self.told.night.insurgent[:, 0])]

    def _tip(self, seat: int) -> str:
        country = self.model.country
        name = f"[b]{esc(country.seat_name[seat])}[/]"
        if not self._declared()[seat]:
            return f"{name}\n[soft]Not yet declared[/]"
        lines = [
            name,
            esc(result_said(self.model, self.told, seat)),
            f"[soft]{esc(swing_said(self.told, seat))}[/]",
        ]
        return "\n".join(lines)

    def _slider(self) -> Node:
        return Slider(
            "The night",
            self.part,
            self.go_to,
            low=0.0,
            high=1.0,
            step=0.01,
            show=lambda _v: clock(self.minute),
            key="night-time",
        )

    def _pages(self) -> Node:
        if self.tab == "declared":
            return declared_table(self.model, self.told, self.minute)
        if self.tab == "watch":
            return watch_list(self.watched, self.minute)
        if self.tab == "acts":
            return acts(self.session)
        return hospital_cards(self.session, self.cards, self.minute)

    # ---- what is done --------------------------------------------------------------------------

    def _stop(self, c: ScreenContext) -> None:
        self.playing = not self.playing
        if self.playing:
            self._then = c.now

    def _step(self, c: ScreenContext) -> None:
        """Go to the night's next moment or full half-hour, whichever is first."""
        now = round(self.minute)  # of a slider's place, a hair off the whole minute
        ahead = [m.minute for m in self.moments if m.minute > now]
        ahead.append((now // STEP + 1) * STEP)
        self._come_to(part_at(min(ahead)))
        c.sound("bell" if self.over else "declare")

    def _faster(self) -> None:
        self.speed = _SPEEDS[(_SPEEDS.index(self.speed) + 1) % len(_SPEEDS)]

    def _skip(self) -> None:
        self.go_to(1.0)

    def go_to(self, part: float) -> None:
        """Come to a time of the night and stay there: 0 is ten o'clock, 1 the result."""
        self._come_to(part)
        self.playing = False

    def _tell_the_room(self) -> None:
        """Let the wall see the night as far as the table does, while the result waits for it."""
        minute = int(self.minute)
        if not self.session.match.night_waits or minute == self._told_to:
            return
        now = self.standing()
        line = so_far(self.model, self.told, now, self.cards, minute, self._told_to)
        self.session.match.show("night", line)
        self._told_to = minute

    def _come_to(self, part: float) -> None:
        """Come to a time of the night; at its end the result is out, on the wall too."""
        self.part = min(1.0, part)
        self._tell_the_room()
        if self.over:
            self.session.match.announce()
            self.session.forget()

    def _again(self, c: ScreenContext) -> None:
        self.part, self.playing, self._then = 0.001, c.settings.motion, c.now
