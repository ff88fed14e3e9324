"""The scores of real games, through the semantic tree."""

from __future__ import annotations

import numpy as np
import pytest

from game.desktop.router import screen_of
from game.desktop.screens.ending.election_night import ElectionNight
from game.desktop.screens.ending.scores import Scores
from game.rules.state.facts import Scored
from game.scenario.schema.base import SPECTATOR
from tests.desktop.driver import Driver
from tests.desktop.games import SIZES, ended, game


def test_the_scores_follow_the_night() -> None:
    driver = Driver(ElectionNight(ended()))
    driver.press("s")
    driver.press("return")
    assert driver.app.screen.title == "The end"


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
    assert fact.agenda_points is not None
    total = sum(points for _, points, _ in fact.terms) + fact.agenda_points
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
    monkeypatch.setattr(endings, "distress", lambda pack, world: np.full(world.batch, 99.0))
    monkeypatch.setattr(endings, "SERVICE_ENDS_AFTER", 1)
    from game.rules.state.commands import Advance

    session.match.submit(Advance())
    session.forget()
    assert session.view.ending == "collapse"
    driver = Driver(screen_of(session))
    assert driver.app.screen.title == "The end"
    chart = driver.find("Blame for the collapse", "chart")
    assert sum(chart.state.values()) == pytest.approx(100)
    assert driver.faults() == []
