"""The campaign's weeks in words: headlines in the third person, and a poll in a line."""

from __future__ import annotations

from game.rules.election.campaign_weeks import CampaignWeek
from game.telling.campaign_weeks import lines, told
from tests.desktop.games import game


def test_a_poll_is_said_beside_the_week_before() -> None:
    voice = game("talks").voice
    one = CampaignWeek(1, (), (("con", 34.0), ("lab", 33.0), ("nat", 4.0)), 331)
    two = CampaignWeek(2, (), (("con", 35.0), ("lab", 31.0), ("nat", 4.0)), 320)
    first, second = told(voice, (one, two), 8061, 326)
    assert first.poll_said == "Con 34, Lab 33"
    assert second.poll_said == "Con 35 (+1), Lab 31 (−2)"


def test_the_first_weeks_do_not_tell_by_their_order_who_leads_in_the_last() -> None:
    voice = game("talks").voice
    one = CampaignWeek(1, (), (("con", 36.0), ("lab", 32.0)), 331)
    two = CampaignWeek(2, (), (("con", 33.0), ("lab", 35.0)), 300)
    for week in told(voice, (one, two), 8061, 326):
        assert [party for party, _, _ in week.poll] == ["con", "lab"]


def test_every_week_is_a_line_and_its_headlines_speak_of_offices() -> None:
    session = game("ended", seed=11)
    quarter = session.match.view("spectator").quarter
    said = lines(told(session.voice, session.match.night().weeks, quarter, 326))
    assert len(said) == 5
    assert not any(" you " in line.lower() or " your " in line.lower() for line in said)


def test_a_game_of_before_there_were_weeks_has_none() -> None:
    assert told(game("talks").voice, (), 8061, 326) == []


def test_a_poll_says_what_it_would_come_to() -> None:
    voice = game("talks").voice
    seats = {}
    for n in (331, 326, 320):
        (week,) = told(voice, (CampaignWeek(1, (), (("con", 34.0),), n),), 8061, 326)
        seats[n] = week.seats_said
    assert seats == {
        331: "331 seats for the government: 5 over a majority",
        326: "326 seats for the government: just a majority",
        320: "320 seats for the government: 6 short of a majority",
    }
