"""A contract is written clause by clause; what can't be promised is refused in words."""

from __future__ import annotations

from game.desktop.screens.quarter.talks import Talks
from tests.desktop.driver import Driver
from tests.desktop.games import game


def opened(**more: object) -> tuple[Driver, Talks]:
    session = game("talks", quarters=1, **more)  # type: ignore[arg-type]
    screen = Talks(session)
    return Driver(screen), screen


def test_a_contract_is_written_clause_by_clause_with_keys_alone() -> None:
    driver, screen = opened()
    driver.press("3")
    driver.press("p")
    driver.press("ctrl+return")
    driver.press("o")
    driver.press("ctrl+return")
    assert screen.pages.writer is not None
    terms = screen.pages.writer.terms()
    assert terms is not None
    assert [c.by for c in terms.clauses] == ["secretary", screen.pages.writer.other]
    assert "Your draft" in driver.words()
    driver.app.set_focus("writer-offer")
    driver.press("return")
    assert any(
        d.terms.offerer == "secretary" and d.terms.clauses == terms.clauses
        for d in screen.session.view.deals
    )


def test_every_kind_of_promise_can_be_worded() -> None:
    _, screen = opened()
    screen.pages.turn("write")
    driver = Driver(screen)
    driver.press("p")
    writer = screen.pages.writer
    assert writer is not None
    for kind, _words in writer.kinds("secretary"):
        writer.change(kind=kind)
        assert writer.now is not None
        made = writer.clause(writer.now)
        assert made is not None and made.kind == kind
        driver.app.dirty()
        driver.step()
        assert "In words:" in driver.words()
        assert driver.faults() == []


def test_a_threshold_that_is_no_number_is_refused_in_words() -> None:
    _, screen = opened()
    screen.pages.turn("write")
    driver = Driver(screen)
    driver.press("p")
    assert screen.pages.writer is not None
    screen.pages.writer.change(kind="keep")
    screen.pages.writer.change(bound="..")
    driver.app.dirty()
    driver.step()
    driver.click("Put it in the contract")
    assert "The threshold is not a number." in driver.words()
    assert screen.pages.writer.kept == []
