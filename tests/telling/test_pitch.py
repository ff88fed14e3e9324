"""An offer as it is spoken, what it is worth to one, and how it went between two offices."""

from __future__ import annotations

from dataclasses import replace

from game.rules import engine
from game.rules.state import deal_terms
from game.rules.state.deal_terms import Terms
from game.rules.state.view import Arrow, SeenDeal, View
from game.rules.views.builder import view
from game.scenario.pack import Pack
from game.telling import Voice
from game.telling.pitch import counter, spoken, together, worth

UNTIL = "2014Q1"
PEACE = deal_terms.Abstain(by="unions", until=UNTIL, lever="work_to_rule")
PAY = deal_terms.PayClout(by="secretary", until=UNTIL, clout=1)
TERMS = Terms(offerer="unions", other="secretary", clauses=(PEACE, PAY))


def _of_secretary(pack: Pack) -> View:
    return view(pack, engine.start(pack, 1)[0], "secretary")


def test_an_offer_is_a_sentence_of_its_office_to_the_reader(voice: Voice) -> None:
    said = spoken(voice, TERMS, "secretary")
    assert said.startswith("“If you will hand over 1 clout") and said.endswith(".”")
    assert "we will not use" in said
    assert "the Health Secretary" in spoken(voice, TERMS)
    secret = Terms(offerer="unions", other="secretary", clauses=(PEACE,), secret=True)
    assert spoken(voice, secret, "secretary").startswith("“Between ourselves: we will not use")


def test_its_worth_counts_clout_and_orders_that_touch_ones_score(voice: Voice, pack: Pack) -> None:
    seen = _of_secretary(pack)
    hurts = (Arrow("secretary_standing", -1, sure=True),)
    found = worth(voice, seen, TERMS, lambda _: hurts)
    assert ("−1 clout at once", False) in found
    (peace,) = [f for f in found if "Own standing" in f[0]]
    assert peace == ("no “Work to rule”: it would cost your “Own standing”", True)
    theirs = worth(voice, replace(seen, who="unions"), TERMS, lambda _: ())
    assert theirs == [("+1 clout at once", True)]
    assert worth(voice, replace(seen, who="monitor"), TERMS, lambda _: hurts) == []


def test_who_countersigns_is_told_what_the_order_takes_from_its_purse(
    voice: Voice, pack: Pack
) -> None:
    signs = deal_terms.Consent(by="secretary", until=UNTIL, lever="pay_deal")
    terms = Terms(offerer="unions", other="secretary", clauses=(PEACE, signs))
    seen = _of_secretary(pack)
    assert worth(voice, seen, terms, lambda _: ())[-1] == (
        "“Pay deal” takes £80m of your purse",
        False,
    )
    assert worth(voice, replace(seen, who="unions"), terms, lambda _: ()) == []


def test_how_it_went_between_two_is_told_and_nothing_of_others(voice: Voice, pack: Pack) -> None:
    seen = _of_secretary(pack)
    assert "put to the test" in together(voice, seen, "secretary", "unions")
    past = (
        SeenDeal(1, TERMS, "kept", seen.quarter),
        SeenDeal(2, TERMS, "broken", seen.quarter, broken_by="unions"),
        SeenDeal(3, TERMS, "broken", seen.quarter, broken_by="secretary"),
    )
    told = together(voice, replace(seen, deals=past), "secretary", "unions")
    assert told == "Between you so far: 1 deal kept, 1 broken by you and 1 broken by the Unions."
    assert "test" in together(voice, replace(seen, deals=past), "secretary", "monitor")


def test_a_counter_offer_asks_for_a_clout_or_for_less() -> None:
    asked = counter(TERMS, "secretary", 4)
    assert asked[:2] == TERMS.clauses
    assert isinstance(asked[2], deal_terms.PayClout) and asked[2].by == "unions"
    assert counter(TERMS, "secretary", 2) == (PEACE,)
