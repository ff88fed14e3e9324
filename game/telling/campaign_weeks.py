"""The five weeks of a campaign in words: each week's headlines, and its poll beside the last."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from game.rules.election.campaign_weeks import CampaignWeek
from game.scenario.schema.base import Role
from game.telling.election_night import LETTERS
from game.telling.formatting import number, plural
from game.telling.names import Voice

#: Parties that a poll names, as many as a headline holds.
_NAMED: Final = 4
_ORDINALS: Final = ("first", "second", "third", "fourth", "last")


@dataclass(frozen=True, slots=True)
class ToldWeek:
    """A week: its name, headlines with whose they are and the lever, the poll, and what it means.

    ``poll`` is (party, per cent, change since the week before or None in the first); ``seats`` are
    the governing parties' by that poll alone, of the ``needed`` for a majority.
    """

    number: int
    name: str
    headlines: tuple[tuple[Role, str, str], ...]
    poll: tuple[tuple[str, float, float | None], ...]
    seats: int
    needed: int

    @property
    def seats_said(self) -> str:
        """What the poll would come to, in a line."""
        short = self.needed - self.seats
        far = f"{short} short of" if short > 0 else f"{-short} over" if short < 0 else "just"
        return f"{plural(self.seats, 'seat')} for the government: {far} a majority"

    @property
    def poll_said(self) -> str:
        """The poll in a line: "Con 34 (+1), Lab 33, UKIP 12 (−1)"."""
        said = []
        for party, value, moved in self.poll:
            by = f" ({'+' if moved > 0 else '−'}{number(abs(moved))})" if moved else ""
            said.append(f"{LETTERS[party]} {number(value)}{by}")
        return ", ".join(said)


def told(voice: Voice, weeks: Sequence[CampaignWeek], quarter: int, needed: int) -> list[ToldWeek]:
    """Return the weeks in words, in their order; ``needed`` seats make a majority."""
    out: list[ToldWeek] = []
    last: dict[str, float] = {}
    named: list[str] = []
    if weeks:
        # by the first week: an order by the last would tell how it goes on
        ranked = sorted(weeks[0].poll, key=lambda row: -row[1])
        named = [p for p, _ in ranked if p not in ("nat", "oth")][:_NAMED]
    for week in weeks:
        now = dict(week.poll)
        headlines = tuple(
            (role, (voice.printed(lever) or (voice.lever(lever, quarter), ""))[0], lever)
            for role, lever in week.acts
        )
        poll = tuple((p, now[p], now[p] - last[p] if last else None) for p in named)
        name = f"The {_ORDINALS[week.number - 1]} week"
        out.append(ToldWeek(week.number, name, headlines, poll, week.seats, needed))
        last = now
    return out


def lines(told_weeks: Sequence[ToldWeek]) -> list[str]:
    """Return the weeks as lines of text."""
    out = []
    for week in told_weeks:
        said = "; ".join(headline for _, headline, _ in week.headlines) or "a quiet week"
        out.append(f"{week.name}: {said}. Poll: {week.poll_said}. {week.seats_said}.")
    return out
