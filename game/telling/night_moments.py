"""What an election night turns on: five seats to watch, and the moments that the hall goes quiet.

Seats to watch are chosen at 22:00 from what was done to their hospitals and from how open they
are in other draws of the night; nothing of the result tells in it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final, Literal

import numpy as np
from pydantic import BaseModel, ConfigDict, Field, TypeAdapter

from game import paths
from game.rules.election.election_night import Telling
from game.scenario.error_messages import read_validated
from game.telling.election_night import clock
from game.telling.formatting import number, sentence
from game.telling.names import PARTIES as NAMES
from game.telling.rulebook import spelled
from game.telling.seat_cards import SeatCard, hospitals_part, result_said, seat_winner
from game.world.election.projection import NORTHERN_IRELAND
from game.world.figure_names import PARTIES
from game.world.model import Model

#: How many seats are watched.
WATCHED: Final = 5
#: Minutes from when the result is certain to when the loser says so.
_TO_CONCEDE: Final = 9
#: A result within so many seats is a narrow one.
_NARROW: Final = 12

MomentKind = Literal["first", "watched", "insurgent", "certain", "conceded"]
_Case = Literal["lost_over_a_hospital", "lost_narrowly", "lost", "won_narrowly", "won"]


class Banner(BaseModel):
    """A headline and what is said under it."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    headline: str = Field(max_length=60)
    said: str = Field(max_length=160)


class Concession(Banner):
    """The same, for a case."""

    when: _Case


class NightWords(BaseModel):
    """The file of words."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    out_of_reach: Banner
    has_it: Banner
    conceded: tuple[Concession, ...] = Field(min_length=1)


_WORDS: Final = TypeAdapter(NightWords)


@lru_cache(maxsize=1)
def night_words() -> NightWords:
    """Return the words of ``assets/night.yaml``. Raises InputError if they are not right."""
    return read_validated(_WORDS, paths.assets_dir() / "night.yaml")


@dataclass(frozen=True, slots=True)
class WatchedSeat:
    """A seat to watch: its card, how it stood, and in how many of ten other nights the
    government has it."""

    card: SeatCard
    held: str
    stands: bool  # whether an independent stands for its hospital
    chances: int

    @property
    def why(self) -> str:
        """Why it is worth watching, in a sentence or two."""
        odds = {0: "in none of ten", 10: "in all of ten"}.get(
            self.chances, f"in {spelled(self.chances)} of ten"
        )
        also = " An independent stands for the hospital." if self.stands else ""
        return f"{self.held}. On other nights the government has it {odds}.{also}"


@dataclass(frozen=True, slots=True)
class NightMoment:
    """A moment of the night: minutes after 22:00, a banner's headline and text."""

    minute: int
    kind: MomentKind
    headline: str
    said: str
    seat: int = -1


def to_watch(model: Model, told: Telling, cards: Sequence[SeatCard]) -> list[WatchedSeat]:
    """Return the seats to watch, the first to declare first; at most one for a hospital."""
    ours = _ours(model)
    kept = np.isin(told.others, ours).mean(axis=1)

    def worth(x: SeatCard) -> float:
        open_seat = 4.0 * float(kept[x.seat]) * (1.0 - float(kept[x.seat]))
        deed = 2.0 if x.decided else 1.0 if x.happened else 0.1
        stands = 1.5 if _stands(told, x.seat) else 1.0
        return deed * stands * (0.15 + open_seat) * (1.0 + min(abs(x.local), 6.0) / 2.0)

    chosen: list[SeatCard] = []
    for x in sorted(cards, key=lambda x: (-worth(x), x.seat)):
        if all(x.trust != y.trust for y in chosen):
            chosen.append(x)
        if len(chosen) == WATCHED:
            break
    made = []
    for x in sorted(chosen, key=lambda x: x.minute):
        before = np.sort(model.electorate.share[:, x.seat])
        party = NAMES[PARTIES[int(np.argmax(model.electorate.share[:, x.seat]))]]
        gap = number(100 * float(before[-1] - before[-2]), 1)
        held = f"{party} by {gap} points last time"
        made.append(WatchedSeat(x, held, _stands(told, x.seat), round(10 * float(kept[x.seat]))))
    return made


def moments(
    model: Model, told: Telling, cards: Sequence[SeatCard], watched: Sequence[WatchedSeat]
) -> list[NightMoment]:
    """Return the night's moments in their order."""
    minute, name = told.declared.minute, model.country.seat_name
    first = int(told.declared.order[0])
    said = f"{result_said(model, told, first)}."
    out = [
        NightMoment(int(minute[first]), "first", f"First to declare: {name[first]}", said, first)
    ]
    for x in cards:
        if x.winner == "insurgent":
            why = x.story[0][0] if x.story else ""
            headline = f"{x.name} falls to its hospital"
            out.append(NightMoment(x.minute, "insurgent", headline, f"{x.result}. {why}", x.seat))
    taken = {m.seat for m in out}
    for w in watched:
        if w.card.seat not in taken:
            part = hospitals_part(told, w.card.seat)
            text = f"{w.card.result}. {part}".strip()
            out.append(
                NightMoment(
                    w.card.minute, "watched", f"{w.card.name}, one to watch", text, w.card.seat
                )
            )
    out += _certain(model, told)
    return sorted(out, key=lambda m: (m.minute, m.kind != "certain"))


def _certain(model: Model, told: Telling) -> list[NightMoment]:
    """Return when the result can no longer change, and the loser's word soon after."""
    words = night_words()
    order, minute = told.declared.order, told.declared.minute
    winner, mainland = told.night.winner[:, 0], model.electorate.nation != NORTHERN_IRELAND
    ours = np.isin(winner, _ours(model))
    needed, left = int(mainland.sum()) // 2 + 1, int(mainland.sum())
    have, at, won = 0, int(minute.max()), bool(ours.sum() >= needed)
    for seat in order:
        have += int(ours[seat])
        left -= int(mainland[seat])
        if have >= needed or have + left < needed:
            at = int(minute[seat])
            break
    total, hospitals = int(ours.sum()), int(told.night.insurgent.sum())
    banner = words.has_it if won else words.out_of_reach
    case = _case(won=won, gap=abs(total - needed), hospitals=hospitals)
    conceded = next(c for c in words.conceded if c.when == case)
    fill = {"seats": total, "needed": needed, "hospitals": hospitals}
    spoken = min(at + _TO_CONCEDE, int(minute.max()))
    return [
        NightMoment(at, "certain", banner.headline.format(**fill), banner.said.format(**fill)),
        NightMoment(
            spoken, "conceded", conceded.headline.format(**fill), conceded.said.format(**fill)
        ),
    ]


def _case(*, won: bool, gap: int, hospitals: int) -> _Case:
    if won:
        return "won_narrowly" if gap <= _NARROW else "won"
    if hospitals:
        return "lost_over_a_hospital"
    return "lost_narrowly" if gap <= _NARROW else "lost"


@dataclass(frozen=True, slots=True)
class HospitalStory:
    """The seats of one hospital that have declared, told once: who did what, and what it cost."""

    trust: str
    story: tuple[tuple[str, object], ...]
    seats: tuple[SeatCard, ...]  # the one that it told on most first

    @property
    def said(self) -> str:
        """What it came to in its seats, in a sentence."""
        moved = [x.local for x in self.seats]
        low, high = min(moved), max(moved)
        if max(abs(low), abs(high)) < 0.05:
            return "It moved no votes to speak of."
        if low < -0.05 and high > 0.05:
            return "It cost the government votes in some seats and brought some in others."
        way = "cost" if low < -0.05 else "brought"
        sizes = sorted({number(abs(v), 1) for v in (low, high)}, key=float)
        if len(self.seats) == 1 or len(sizes) == 1:
            return f"It {way} the government {sizes[-1]} points."
        return f"It {way} the government {sizes[0]} to {sizes[1]} points."


def stories(cards: Sequence[SeatCard], minute: float) -> list[HospitalStory]:
    """Return the hospitals of the seats that have declared, the weightiest first: independents'
    wins, seats that a hospital decided, decisions, then by the votes that it moved."""
    by_trust: dict[str, list[SeatCard]] = {}
    for x in cards:
        if x.minute <= minute and (x.happened or x.winner == "insurgent"):
            by_trust.setdefault(x.trust, []).append(x)
    made = []
    for trust, found in by_trust.items():
        found.sort(key=lambda x: (x.winner != "insurgent", "Without" not in x.told_on, x.local))
        made.append(HospitalStory(trust, found[0].story, tuple(found)))

    def rank(h: HospitalStory) -> tuple[bool, bool, bool, float]:
        return (
            all(x.winner != "insurgent" for x in h.seats),
            all("Without" not in x.told_on for x in h.seats),
            not any(x.decided for x in h.seats),
            -max(abs(x.local) for x in h.seats),
        )

    return sorted(made, key=rank)


def banner_at(
    found: Sequence[NightMoment], minute: float, lasting: float = 28.0
) -> NightMoment | None:
    """Return the moment whose banner stands at a minute: the latest, while it is fresh; the
    weightier of two stays."""
    order = ("first", "watched", "insurgent", "certain", "conceded")
    fresh = [m for m in found if 0 <= minute - m.minute <= lasting]
    return max(fresh, key=lambda m: (order.index(m.kind), m.minute), default=None)


def next_said(watched: Sequence[WatchedSeat], minute: float) -> str:
    """Return which of the seats to watch comes next; empty once all have declared."""
    due = next((w for w in watched if w.card.minute > minute), None)
    if due is None:
        return ""
    return f"Next to watch: {due.card.name}, about {about(due)}."


def about(watched: WatchedSeat) -> str:
    """Return the half-hour in which a watched seat should declare."""
    return clock(watched.card.minute // 30 * 30)


def moment_line(moment: NightMoment) -> str:
    """Return a moment as a line of text."""
    return f"{clock(moment.minute)} {sentence(moment.headline)} {moment.said}".rstrip()


def _stands(told: Telling, seat: int) -> bool:
    """Return whether an independent stands over a hospital: that is known before the night."""
    return bool(told.night.standing[seat, 0] > 0) or seat_winner(told, seat) == "insurgent"


def _ours(model: Model) -> list[int]:
    g = model.government
    return [g.leading] if g.partner is None else [g.leading, g.partner]
