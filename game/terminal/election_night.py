"""Election night in text: the exit poll, the hours as they declare, hospital seats, the result.

A stop every hour or so; ``skip`` at any of them goes straight to the result.
"""

from __future__ import annotations

from typing import Final

from game.match import Match
from game.match.seats import HUMAN
from game.rules.election.election_night import Telling
from game.scenario.schema.base import SPECTATOR
from game.telling import Voice, campaign_weeks, night_moments, other_nights, seat_cards, verdicts
from game.telling import election_night as words
from game.telling.formatting import number
from game.terminal.prompts import Console

_ON: Final = "Press Enter to watch on, or type skip for the result."
#: Minutes after 22:00 at which the night is told: midnight, then the hours that matter.
_STOPS: Final = (120, 210, 270, 330, 390, 450, 540)
#: At most so many hospital seats are told at a stop; those with a decision come first.
_MOST: Final = 6


def night(match: Match, console: Console) -> None:
    """Tell the night of an ended game. A game that collapsed had none."""
    view = match.view(SPECTATOR)
    if view.ending not in ("election", "snap"):
        return
    voice = Voice.of(match.pack.scenario, view)
    model, told = match.pack.model, match.night()
    if told.weeks:
        console.heading("The campaign")
        weeks = campaign_weeks.told(voice, told.weeks, view.quarter, words.majority(model))
        console.say(*campaign_weeks.lines(weeks))
    console.heading("Election night")
    console.say("22:00. The exit poll, a range and honestly a little wrong:")
    for party, low, _, high in words.ranges(told):
        console.say(f"  {seat_cards.party(party)}: {low} to {high}")
    console.say(f"{words.bellwether_said(model, told, 0)}.")
    cards = seat_cards.cards(voice, model, told, match.log_for(SPECTATOR), view.trusts.listed)
    five = night_moments.to_watch(model, told, cards)
    told_of = night_moments.moments(model, told, cards, five)
    console.say("", "Five to watch:")
    for w in five:
        console.say(f"  About {night_moments.about(w)} {w.card.name}. {w.why}")
        console.say(f"        {w.card.story[0][0]}")
    watched = HUMAN in match.seats.values()
    shown, since = 0, -1
    for minute in _STOPS:
        if watched and console.ask(_ON).lower() == "skip":
            since = -1
            break
        _hour(console, match, told, cards, since, minute)
        _moments(console, told_of, since, minute)
        since = minute
        shown += 1
    last = int(told.declared.minute.max())
    if shown == len(_STOPS):
        _hour(console, match, told, cards, since, last)
    else:
        _seats(console, [c for c in cards if c.minute > since], _MOST)
    _moments(console, told_of, since, last)
    _result(console, match, told)


def _hour(
    console: Console,
    match: Match,
    told: Telling,
    cards: list[seat_cards.SeatCard],
    since: int,
    now: int,
) -> None:
    model = match.pack.model
    at = words.standing(model, told, now)
    console.say("", f"{words.clock(now)}. {words.declared_said(at.count, model.country.seats)}.")
    if at.count:
        declared = sorted(at.declared.items(), key=lambda item: -item[1])
        console.say("  " + ", ".join(f"{words.LETTERS[p]} {n}" for p, n in declared if n))
        way = "to" if at.swing >= 0 else "away from"
        console.say(f"  Swing {number(abs(at.swing), 1)} points {way} the government.")
        first = max(at.forecast, key=lambda p: at.forecast[p][1])
        low, _, high = at.forecast[first]
    if 0 < at.count < model.country.seats:
        console.say(
            f"  Forecast: {seat_cards.party(first)} the largest party with {low} to {high}."
        )
    seat = told.declared.bellwether
    if since < told.declared.minute[seat] <= now:
        console.say(f"  {words.bellwether_said(model, told, now)}.")
    _seats(console, [c for c in cards if since < c.minute <= now], _MOST)


def _moments(
    console: Console, found: list[night_moments.NightMoment], since: int, now: int
) -> None:
    """Tell the moments of an hour: results of seats to watch, certainty, the concession."""
    for moment in found:
        if since < moment.minute <= now:
            console.say(f"  * {night_moments.moment_line(moment)}")


def _seats(console: Console, cards: list[seat_cards.SeatCard], most: int) -> None:
    """Tell hospital seats: independents' wins, seats that a hospital decided, the rest."""
    told = [c for c in cards if c.happened or c.winner == "insurgent" or "Without" in c.told_on]

    def rank(c: seat_cards.SeatCard) -> tuple[bool, bool, bool, float]:
        return c.winner != "insurgent", "Without" not in c.told_on, not c.decided, -abs(c.local)

    told.sort(key=rank)
    for card in sorted(told[:most], key=lambda c: c.minute):
        lead = "An independent wins over a hospital. " if card.winner == "insurgent" else ""
        console.say(f"  {words.clock(card.minute)} {lead}{card.name}: {card.result}.")
        for sentence, _ in card.story:
            console.say(f"        {sentence}")
        console.say(f"        {card.swing}. {card.told_on}".rstrip())
    if len(told) > most:
        console.say(f"  And {len(told) - most} more seats with a hospital in their story.")


def _result(console: Console, match: Match, told: Telling) -> None:
    match.announce()  # from here on it is known
    view = match.view(SPECTATOR)
    result = dict(view.result)
    won, seats = result.get("government_wins", 0) > 0, round(result.get("seats_government", 0))
    said = words.result_of_the_night(won, seats, words.majority(match.pack.model))
    console.say("", f"{verdicts.who_won(view)}. {said}")
    parties = sorted(told_seats(result).items(), key=lambda item: -item[1])
    share = {p: number(result.get(f"vote_{p}", 0.0), 1) for p, _ in parties}
    console.say("  " + ", ".join(f"{words.LETTERS[p]} {n} ({share[p]}%)" for p, n in parties if n))
    independents = int(told.night.insurgent.sum())
    if independents:
        plural = "s" if independents > 1 else ""
        console.say(f"  {independents} independent{plural} won over a hospital.")
    console.say(*other_nights.over_said(other_nights.over_nights(match.pack.model, told)))


def told_seats(result: dict[str, float]) -> dict[str, int]:
    """Return the seats by party of an ended game's results."""
    return {p: round(result.get(f"seats_{p}", 0)) for p in words.LETTERS}
