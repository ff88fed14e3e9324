"""What is done from the table that several people share."""

from __future__ import annotations

from game.desktop.router import screen_of
from game.desktop.screens.parts.tiles import change_markup
from game.rules.state.commands import OfferDeal
from game.rules.state.deal_terms import Abstain, Terms
from game.telling.figures import how_sure, told
from game.world import quarter_calendar
from tests.desktop.driver import Driver
from tests.desktop.games import finish_talking, game


def test_talks_with_a_person_s_public_offer_open_are_not_closed_unasked() -> None:
    session = game("talks", humans=("secretary", "number10", "monitor", "unions"))
    until = quarter_calendar.label(session.view.quarter)
    peace = Abstain(by="unions", until=until, lever="work_to_rule")
    terms = Terms(offerer="unions", other="secretary", clauses=(peace,), bond=1)
    session.match.submit(OfferDeal(role="unions", terms=terms))
    session.forget()
    driver = Driver(screen_of(session), motion=False)
    driver.click("Close the talks")
    secret = not any(d.state == "offered" for d in session.view.deals)
    assert ("1 offer to the Health Secretary would lapse." in driver.words()) != secret


def test_keys_begin_at_the_first_office_that_has_yet_to_seal() -> None:
    session = game("orders", humans=("secretary", "number10"))
    finish_talking(session.match)
    session.forget()
    driver = Driver(screen_of(session), motion=False)
    if not driver.has("Each office goes behind the curtain"):
        driver.app.routes.play(session)
    driver.press("return")
    focused = driver.focused()
    assert focused is not None and focused.label.startswith("Health Secretary")


def test_what_everybody_knows_exactly_is_not_said_to_be_one_s_own_to_know() -> None:
    session = game("orders")
    voice, view = session.voice, session.view
    sure = {n: how_sure(voice, told(voice, seen)) for n, seen in view.figures.items() if seen.exact}
    assert {"exact, and public", "exact, and yours to know"} == set(sure.values())
    for name, said in sure.items():
        public = voice.scenario.figure(name).visibility.public == "exact"
        assert said == ("exact, and public" if public else "exact, and yours to know")


def test_a_figure_that_did_not_move_has_a_plain_sign_and_no_nought() -> None:
    session = game("bulletin", quarters=1)
    shown = [told(session.voice, seen) for seen in session.view.figures.values()]
    still = [change_markup(x) for x in shown if x.change and x.change[0] not in "+−"]
    assert still and all(markup.endswith("]=[/]") for markup in still)
