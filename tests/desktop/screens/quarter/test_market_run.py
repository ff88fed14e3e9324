"""The market on the map, the front page and what it was to one's office, through the tree."""

from __future__ import annotations

import pytest

from game.desktop.match_session import Session
from game.desktop.screens.quarter.for_you import ForYouScreen
from game.desktop.screens.quarter.front_page import FrontPageScreen, pictures
from game.desktop.screens.quarter.market_run import MarketRun
from game.desktop.screens.quarter.report import ReportScreen
from game.telling.papers import standings
from game.telling.story import Story
from tests.desktop.driver import Driver
from tests.desktop.games import SIZES, game


def _moving() -> Session:
    """A quarter in which hospitals changed."""
    for quarters in range(2, 6):
        session = game("papers", quarters=quarters, seed=11)
        if len(MarketRun(session).beat.moves) >= 3:
            return session
    raise AssertionError("no quarter of this game changes three hospitals")


def test_hospitals_change_one_by_one_and_the_count_ticks_with_them() -> None:
    session = _moving()
    driver = Driver(MarketRun(session), motion=False)
    screen = driver.app.screen
    assert isinstance(screen, MarketRun)
    beat = screen.beat

    def count() -> str:
        return str(driver.find("On the failing list", "figure").state["value"])

    assert count() == str(beat.before)
    for move in beat.moves:
        assert driver.words().count(move.said) == 0
        driver.press("space")
        assert move.said in driver.words()
        assert count() == str(move.count)
    assert count() == str(beat.after) == str(len(session.view.listed))
    assert not driver.has("Next step", "button")


def test_it_runs_by_itself_and_comes_to_the_end() -> None:
    driver = Driver(MarketRun(_moving()), motion=True)
    screen = driver.app.screen
    assert isinstance(screen, MarketRun) and screen.busy
    for _ in range(200):
        driver.wait(0.25)
        if not screen.busy:
            break
    assert screen.over and all(m.said in driver.words() for m in screen.beat.moves)


def test_what_moves_is_drawn_again_and_nothing_else() -> None:
    driver = Driver(MarketRun(_moving()), (1920, 1080), motion=True)
    driver.wait(0.2)
    driver.wait(0.016)
    drawn = driver.app.drawn
    assert drawn is not None and drawn
    assert sum(r.w * r.h for r in drawn) < 0.2 * 1920 * 1080


def test_every_beat_is_one_key_and_the_quarter_in_full_another() -> None:
    session = _moving()
    driver = Driver(MarketRun(session), motion=False)
    driver.app.routes.play(session)
    driver.press("return")
    assert isinstance(driver.app.screen, FrontPageScreen)
    driver.press("return")
    assert isinstance(driver.app.screen, ForYouScreen)
    driver.press("w")
    assert isinstance(driver.app.screen, ReportScreen)
    quarter = session.view.quarter
    driver.press("return")
    assert session.view.quarter == quarter + 1 or session.view.phase == "campaign"


def test_a_table_without_one_private_reader_goes_from_the_paper_to_the_whole() -> None:
    for humans in ((), ("secretary", "unions")):
        session = game("papers", quarters=2, humans=humans)
        driver = Driver(MarketRun(session), motion=False)
        driver.app.routes.play(session)
        driver.press("return")
        driver.press("return")
        assert isinstance(driver.app.screen, ReportScreen)


def test_the_front_page_has_a_masthead_a_lead_and_a_voice() -> None:
    session = _moving()
    driver = Driver(FrontPageScreen(session), motion=False)
    screen = driver.app.screen
    assert isinstance(screen, FrontPageScreen)
    words = driver.words()
    paper = screen.paper
    for text in (paper.masthead, paper.lead.headline, paper.lead.sentence, paper.quotation):
        assert text in words
    assert "Deal " not in words


def test_for_you_shows_the_terms_that_moved_and_what_ripens() -> None:
    session = _moving()
    driver = Driver(ForYouScreen(session), motion=False)
    screen = driver.app.screen
    assert isinstance(screen, ForYouScreen)
    words = driver.words()
    for term in screen.own.terms:
        bar = driver.find(term.name, "progress")
        assert bar.state["most"] == term.most
    assert screen.own.ripens and all(r.said in words for r in screen.own.ripens)


@pytest.mark.parametrize(("size", "text"), [*SIZES, ((900, 600), 1.0)])
def test_the_beats_fit(size: tuple[int, int], text: float) -> None:
    session = _moving()
    screens = (MarketRun(session), FrontPageScreen(session), ForYouScreen(session))
    for screen, motion in ((screens[0], True), *((s, False) for s in screens)):
        driver = Driver(screen, size, text, motion=motion)
        assert driver.faults() == []
        driver.press("end")
        assert driver.faults() == []


def test_for_you_tells_the_sum_of_the_score_and_how_the_others_stand() -> None:
    session = game("papers", quarters=3, seed=11)
    driver = Driver(ForYouScreen(session))
    own = session.view.own_score
    assert own is not None and own.score is not None
    words = driver.words()
    assert "All terms, as things stand" in words
    assert "What each April banked, against now" in words
    assert f"{own.score:.1f}" in words
    for rated in standings(session.voice, session.match.view("spectator")):
        assert rated.office in words and rated.band in words
    assert "points banked" in words


def test_no_picture_is_printed_twice_on_one_front_page() -> None:
    def story(*shows: str) -> Story:
        return Story(1.0, "A headline", "A sentence.", shows)

    page = [story("town"), story("town"), story("town", "money"), story("unheard_of")]
    assert pictures(page) == ["town", "", "money", ""]
