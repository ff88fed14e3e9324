"""The briefing: sixty words to the office, the rest one press away."""

from __future__ import annotations

import pytest

from game.desktop.screens.quarter.briefing import Briefing
from game.scenario import loader
from game.scenario.schema.base import ROLES, Role
from tests.desktop.driver import Driver
from tests.desktop.games import SIZES, opened, pack, session


@pytest.mark.parametrize("role", ROLES)
def test_each_office_gets_its_own_letter_of_some_sixty_words(role: Role) -> None:
    letter = pack().scenario.letters[role]
    driver = Driver(Briefing(session(role), role))
    assert letter in driver.words()
    assert pack().scenario.background[:60] not in driver.words()
    others = [pack().scenario.letters[r] for r in ROLES if r != role]
    assert not any(other in driver.words() for other in others)


@pytest.mark.parametrize("name", [n for n, *_ in loader.available()])
def test_every_shipped_scenario_writes_to_every_office(name: str) -> None:
    letters = loader.load(name).scenario.letters
    assert set(letters) == set(ROLES)
    for text in letters.values():
        assert 45 <= len(text.split()) <= 75


def test_history_and_its_sources_are_one_press_away() -> None:
    driver = Driver(Briefing(session("monitor"), "monitor"))
    driver.click("History and sources", "button")
    words = driver.words()
    assert "In July 2010 a white paper" in words
    assert all(source[:40] in words for source in pack().scenario.sources)


@pytest.mark.parametrize(("size", "text"), [*SIZES, ((900, 600), 1.0)])
@pytest.mark.parametrize("role", ROLES)
def test_it_fits(role: Role, size: tuple[int, int], text: float) -> None:
    assert Driver(Briefing(session(role), role), size, text).faults() == []


def test_taking_office_waits_for_an_aim() -> None:
    driver = Driver(Briefing(session("unions"), "unions"))
    assert driver.find("Take office", "button").state.get("disabled")
    driver.click(driver.labels("card")[0], "card")
    assert not driver.find("Take office", "button").state.get("disabled")


@pytest.mark.parametrize(("keys", "nth"), [(["return"], 0), (["down", "return"], 1)])
def test_enter_chooses_an_aim_and_enter_again_takes_office(keys: list[str], nth: int) -> None:
    s = session("unions")
    driver = Driver(Briefing(s, "unions"))
    for key in keys:
        driver.press(key)
    assert driver.app.screen.chosen == s.view.agendas_dealt[nth]  # type: ignore[attr-defined]
    assert s.view.agenda is None
    driver.press("return")
    assert s.view.agenda == s.view.agendas_dealt[nth]


def test_while_the_others_choose_their_aims_nothing_else_flashes_by() -> None:
    """Who has taken office reads for whom one waits, not a desk that is gone a moment later."""
    s = session("secretary", others="ai:standard")
    driver = opened(s)
    driver.click(driver.labels("card")[0], "card")
    driver.click("Take office")
    seen = []
    while s.view.phase == "agendas":
        seen.append(driver.app.screen.title)
        driver.step()
    assert set(seen) <= {"The others take office"}
    assert driver.app.screen.title != "The others take office"
