"""The docket, a case's card and what one puts on the sheet about it, through the semantic tree."""

from __future__ import annotations

import pytest

from game.desktop.match_session import Session
from game.desktop.router import screen_of
from game.desktop.screens.boards import open_cases
from game.desktop.screens.quarter.reveal import Reveal
from game.rules.state.case_facts import CaseSettled
from game.rules.state.view import SeenCase
from game.scenario.schema.base import Role
from game.telling.cases import hospital, story_of
from tests.desktop.driver import Driver
from tests.desktop.games import SIZES, game


def _due(role: Role | None = None) -> tuple[Session, SeenCase]:
    """A game at its orders and a case that falls due, seen by its decider, or by a role that
    does not decide it."""
    for quarters in range(4):
        for case in game("orders", quarters=quarters).view.cases:
            if case.falls_due and case.decider != role:
                s = game("orders", quarters=quarters, humans=(role or case.decider,))
                return s, next(x for x in s.view.cases if x.number == case.number)
    raise AssertionError("nothing falls due in four quarters")


def test_the_docket_names_every_open_case_its_clock_and_who_decides() -> None:
    s, _ = _due()
    driver = Driver(screen_of(s), motion=False)
    driver.press("c")
    words = driver.words()
    cases = open_cases(s)
    assert cases
    for case in cases:
        assert hospital(s.view, case) in words
    assert f"{len(s.view.listed)} hospitals on the list" in words


def test_the_decider_puts_a_way_out_and_backing_on_the_sheet() -> None:
    s, case = _due()
    driver = Driver(screen_of(s), motion=False)
    driver.click(hospital(s.view, case), "button")
    way = next(w for w in case.ways if w.may_choose and not w.reasons)
    driver.click(s.voice.way(way.way), "card")
    driver.click("1 clout", "button")
    driver.click("Put on the sheet", "button")
    assert [(x.case, x.way, x.backing) for x in s.draft.lines] == [(case.number, way.way, 1)]
    driver.press("ctrl+z")
    assert s.draft.lines == []


@pytest.mark.parametrize("role", [None, "unions"])
@pytest.mark.parametrize("size", [(1280, 720), (1920, 1080)])
def test_what_is_staked_is_chosen_beside_the_button_whatever_the_ways_out(
    role: Role | None, size: tuple[int, int]
) -> None:
    s, case = _due(role)
    driver = Driver(screen_of(s), size, motion=False)
    driver.click(hospital(s.view, case), "button")
    way = next(w for w in case.ways if w.may_choose)
    driver.click(s.voice.way(way.way), "card")
    put = driver.find("Put on the sheet", "button").rect
    choices = ["For", "Against"] if role else ["0 clout"]
    for label in (*choices, "1 clout", "2 clout"):
        assert abs(driver.find(label, "button").rect.centery - put.centery) < 2 * put.h, label
    assert driver.faults() == []


def test_the_key_that_leads_on_puts_a_way_out_on_the_sheet_from_wherever_the_focus_is() -> None:
    s, case = _due("")
    driver = Driver(screen_of(s), motion=False)
    driver.click(hospital(s.view, case), "button")
    driver.press("ctrl+return")
    assert s.draft.lines == [], "nothing is chosen yet"
    way = next(w for w in case.ways if w.may_choose)
    driver.click(s.voice.way(way.way), "card")
    driver.press("ctrl+return")
    assert [line.way for line in s.draft.lines] == [way.way]
    assert not driver.has("Seal your orders?"), "one press does one thing"


def test_another_office_stakes_against_a_way_out_and_seals_it() -> None:
    s, case = _due("unions")
    driver = Driver(screen_of(s), motion=False)
    driver.click(hospital(s.view, case), "button")
    way = next(w for w in case.ways if w.may_choose)
    driver.click(s.voice.way(way.way), "card")
    driver.click("Against", "button")
    driver.click("2 clout", "button")
    driver.click("Put on the sheet", "button")
    assert [(x.way, x.side, x.clout) for x in s.draft.stakes] == [(way.way, "against", 2)]
    driver.press("ctrl+return")
    said = f"2 clout against “{s.voice.way(way.way)}”"
    assert said in driver.words(), "what is sealed is said before it is"
    driver.click("Seal", "button")
    for _ in range(20):
        driver.step()
    staked = [
        stake
        for f in s.match.log
        if isinstance(f, CaseSettled) and f.case == case.number
        for stake in f.stakes
    ]
    assert ("unions", way.way, "against", 2) in staked


def test_the_reveal_tells_what_became_of_every_case_that_fell_due() -> None:
    told = 0
    for quarters in range(4):
        s = game("reveal", quarters=quarters)
        found = [
            f for f in s.match.log if isinstance(f, CaseSettled) and f.quarter == s.view.quarter
        ]
        driver = Driver(Reveal(s), motion=False)
        driver.press("end")
        for fact in found:
            driver.click(s.voice.trust(fact.trust), "button")
            assert story_of(s.voice, fact)[0] in driver.words()
        told += len(found)
    assert told


def test_the_private_papers_say_what_ripens_and_who_decides() -> None:
    s = game("bulletin")
    first = open_cases(s)[0]
    words = Driver(screen_of(s), motion=False).words()
    name = hospital(s.view, first)
    said = [x for x in words.splitlines() if name in x and "decide" in x and "due" in x]
    assert len(said) == 1


def test_a_trust_s_own_card_leads_to_its_case() -> None:
    s, case = _due()
    driver = Driver(screen_of(s), motion=False)
    s.ui.trust = case.trust
    driver.press("t")
    driver.click("Open", "button")
    driver.click("Its case", "button")
    assert s.voice.way(case.ways[0].way) in driver.words()


@pytest.mark.parametrize(("size", "text"), SIZES)
def test_a_case_fits(size: tuple[int, int], text: float) -> None:
    s, case = _due()
    driver = Driver(screen_of(s), size, text, motion=False)
    assert driver.faults() == []
    driver.press("c")
    assert driver.faults() == []
    driver.click(hospital(s.view, case), "card")
    assert driver.faults() == []
