"""The public list of deals tells no secret."""

from __future__ import annotations

from game.desktop.match_session import Session
from game.desktop.screens.quarter.public_deals import PublicDeals
from game.rules.state.commands import OfferDeal
from game.rules.state.deal_terms import Abstain, Terms
from game.scenario.schema.base import Role
from game.world import quarter_calendar
from tests.desktop.driver import Driver
from tests.desktop.games import game


def own_lever(session: Session, role: Role) -> str:
    levers = session.voice.scenario.levers
    return next(x.id for x in levers if x.role == role and x.kind == "lever")


def test_the_public_list_of_deals_tells_no_secret() -> None:
    session = game("talks", humans=("secretary", "unions"))
    terms = Terms(
        offerer="secretary",
        other="unions",
        clauses=(
            Abstain(
                by="secretary",
                until=quarter_calendar.label(session.view.quarter),
                lever=own_lever(session, "secretary"),
            ),
        ),
        bond=2,
        secret=True,
    )
    session.match.submit(OfferDeal(role="secretary", terms=terms))
    driver = Driver(PublicDeals(session))
    number = session.match.view("secretary").deals[-1].number
    assert f"Deal {number}" not in driver.words()
    assert "bond of 2 clout" not in driver.words()
