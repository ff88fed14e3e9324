"""What a deal was worth to both: what one pays the other gains, and who is asked knows no more."""

from __future__ import annotations

from game.lab.deal_worth import deal_worth
from game.rules import engine
from game.rules.state.deal_terms import PayClout, Terms
from tests.rules import fixtures


def test_who_pays_loses_and_who_is_paid_gains() -> None:
    pack = fixtures.pack()
    position, _ = engine.start(pack, 3)
    paid = {
        n: dict(
            deal_worth(
                pack,
                position,
                Terms(
                    offerer="unions",
                    other="monitor",
                    clauses=(PayClout(by="unions", until="2013Q4", clout=n),),
                ),
            )
        )
        for n in (1, 3)
    }
    assert list(paid[1]) == ["unions", "monitor"]
    assert paid[3]["unions"] < paid[1]["unions"] < 0
    assert paid[3]["monitor"] > paid[1]["monitor"]
