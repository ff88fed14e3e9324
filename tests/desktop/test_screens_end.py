"""Election night and the scores of real games, through the semantic tree."""

from __future__ import annotations

from functools import lru_cache

import pytest

from game.desktop.match_session import Session
from game.desktop.router import screen_of
from game.desktop.screens.ending.election_night import LENGTH, Night
from game.desktop.screens.ending.scores import Scores
from game.rules.state.facts import ElectionHeld, Scored
from game.rules.state.position import Position
from game.scenario.schema.base import SPECTATOR
from game.telling.election_night import cards, minute_at, standing
from game.world.figure_names import PARTIES
from tests.desktop.driver import Driver
from tests.desktop.games import SIZES, game


@lru_cache(maxsize=1)
def ended() -> Session:
    return game("ended")


# ---- the night -----------------------------------------------------------------------------------


@pytest.mark.parametrize(("size", "text"), SIZES)
@pytest.mark.parametrize("part", [0.0, 0.4, 1.0])
def test_the_night_fits_at_every_hour(size: tuple[int, int], text: float, part: float) -> None:
    screen = Night(ended())
    driver = Driver(screen, size, text)
    screen.part, screen.playing = part, False
    driver.app.dirty()
    assert driver.faults() == []


def test_the_night_ends_with_the_result_that_was_scored() -> None:
    session = ended()
    held = next(f for f in session.match.log if isinstance(f, ElectionHeld))
    driver = Driver(Night(session))
    driver.press("s")
    bar = driver.find("Seats declared", "chart").state
    assert {n for n in bar.values() if n} == {n for _, n in held.seats if n}
    said = "The government holds on" if held.government_wins else "The government falls"
    assert said in driver.words()


def test_it_can_be_watched_in_ninety_seconds() -> None:
    screen = Night(ended())
    driver = Driver(screen)
    seconds = 0.0
    while not screen.over and seconds < 200:
        driver.wait(0.5)
        seconds += 0.5
    assert screen.over
    assert seconds <= 90
    assert LENGTH <= 90


def test_it_begins_with_the_exit_poll_and_no_seat() -> None:
    driver = Driver(Night(ended()))
    words = driver.words()
    assert "Exit poll, 22:00" in words
    assert "No seat has declared yet" in words


def test_seats_only_ever_come_in_and_the_forecast_closes_on_the_result() -> None:
    session = ended()
    told, model = session.match.night(), session.match.pack.model
    last = 0
    for part in (0.0, 0.2, 0.4, 0.6, 0.8, 1.0):
        now = standing(model, told, minute_at(part))
        assert now.count >= last
        assert sum(now.declared.values()) == now.count
        assert all(low <= mid <= high for low, mid, high in now.forecast.values())
        last = now.count
    assert last == model.country.seats
    for i, p in enumerate(PARTIES):
        assert now.forecast[p] == (int(told.night.seats[i, 0]),) * 3


def test_reduced_motion_shows_the_result_and_leaves_the_night_to_the_slider() -> None:
    screen = Night(ended())
    driver = Driver(screen, motion=False)
    assert screen.over
    driver.app.set_focus("night-time")
    driver.press("home")
    assert "No seat has declared yet" in driver.words()


def test_space_stops_the_night() -> None:
    screen = Night(ended())
    driver = Driver(screen)
    driver.wait(1.0)
    driver.press("space")
    at = screen.part
    driver.wait(5.0)
    assert screen.part == at


def test_hospital_cards_name_decision_author_and_quarter() -> None:
    session = ended()
    made = cards(
        session.voice,
        session.match.pack.model,
        session.match.night(),
        session.match.log,
        session.match.view(SPECTATOR).trusts.listed,
    )
    decided = [x for x in made if x.decided]
    assert decided
    for card in decided:
        said, role = next((s, r) for s, r in card.story if r)
        assert role is not None
        assert session.voice.office(role) in said or session.voice.title_of(role) in said
        assert said.startswith("Q")
        assert card.trust in said


def test_the_night_is_told_only_when_the_game_is_over() -> None:
    from game.errors import InputError

    with pytest.raises(InputError, match="no election"):
        game("talks").match.night()


def test_the_scores_follow_the_night() -> None:
    driver = Driver(Night(ended()))
    driver.press("s")
    driver.press("return")
    assert driver.app.screen.title == "The end"


# ---- the scores ------------------------------------------------------------


@pytest.mark.parametrize(("size", "text"), SIZES)
def test_the_scores_fit(size: tuple[int, int], text: float) -> None:
    assert Driver(Scores(ended()), size, text).faults() == []


def test_the_two_verdicts_are_kept_apart() -> None:
    words = Driver(Scores(ended())).words()
    assert "Who won the election" in words
    assert "What happened to patients, staff and money" in words


def test_a_figure_that_is_pressed_draws_its_course_and_the_years_after() -> None:
    session = ended()
    driver = Driver(Scores(session))
    driver.click("Waits", "row")
    lines = driver.find("Waits by quarter", "chart").state
    view, result = session.match.view(SPECTATOR), dict(session.match.view(SPECTATOR).result)
    history = view.figures["waits"].history
    assert lines == {"Waits": history[-1][1], "if nobody acts": result["inherited_waits"]}


def test_every_role_has_its_score_band_par_and_aim() -> None:
    session = ended()
    driver = Driver(Scores(session))
    for fact in session.match.log:
        if not isinstance(fact, Scored):
            continue
        card = driver.find(session.voice.title_of(fact.role), "card")
        assert f": {fact.score:.0f}, " in card.label
        assert card.label.endswith("par")
        assert fact.agenda is not None
        assert session.voice.agenda(fact.agenda) in driver.words()


def test_a_score_opens_into_terms_that_sum_to_it() -> None:
    session = ended()
    driver = Driver(Scores(session))
    fact = next(f for f in session.match.log if isinstance(f, Scored) and f.role == "unions")
    driver.click(session.voice.title_of("unions"), "card")
    words = driver.words()
    assert all(name in words for name, _, _ in fact.terms)
    total = sum(points for _, points, _ in fact.terms) + (8 if fact.agenda_met else -8)
    assert fact.score == pytest.approx(min(100, max(0, total)), abs=0.01)


def test_what_an_office_changed_is_reckoned_against_the_same_luck() -> None:
    session = ended()
    rows = {name: (came, without) for name, came, without in session.match.unmade("monitor")}
    final = session.match.view("monitor").figures
    assert rows["trusts_at_risk"][0] == pytest.approx(final["trusts_at_risk"].value)
    assert any(came != without for came, without in rows.values())


def test_a_collapse_has_no_night_but_a_blame_chart(monkeypatch: pytest.MonkeyPatch) -> None:
    from game.rules import endings

    session = game("reveal", quarters=1)
    monkeypatch.setattr(endings, "SERVICE_ENDS_AT", 0.0)
    monkeypatch.setattr(endings, "SERVICE_ENDS_AFTER", 1)
    from game.rules.state.commands import Advance

    session.match.submit(Advance())
    session.forget()
    assert session.view.ending == "collapse"
    assert isinstance(session.match._position, Position)
    driver = Driver(screen_of(session))
    assert driver.app.screen.title == "The end"
    chart = driver.find("Blame for the collapse", "chart")
    assert sum(chart.state.values()) == pytest.approx(100)
    assert driver.faults() == []
