"""What players are told of a deal's price: by Word, by how late it is, and once it runs."""

from __future__ import annotations

from types import SimpleNamespace
from typing import cast

import pytest

from game.rules.state.deal_terms import Abstain, PayMoney, Terms
from game.rules.state.facts import DealMove, DealMoved
from game.rules.state.view import SeenDeal, View
from game.scenario.schema.base import Role
from game.telling import Voice
from game.telling.deals import bond_said, keeping, notice, price_of_breaking, promised, word_said
from game.world import quarter_calendar

NOW = quarter_calendar.parse("2014Q1")
TERMS = Terms(
    offerer="unions",
    other="secretary",
    clauses=(
        Abstain(by="unions", until="2014Q2", tag="strike"),
        PayMoney(by="secretary", until="2014Q1", money_m=60, to="staff"),
    ),
    bond=1,
)


def seen(word: float = 3.0, *, to_go: int = 5, called: int | None = None) -> View:
    """What of a view the price of a deal is read from, ``to_go`` quarters before the last."""
    offices = [SimpleNamespace(role=r, word=word) for r in ("unions", "secretary")]
    at = {"quarter": NOW, "last": NOW + to_go, "called": called}
    return cast(View, SimpleNamespace(offices=offices, **at))


@pytest.mark.parametrize(
    ("word", "told"),
    [
        (0, "your bond of 2 clout goes to the Health Secretary and the front page brings three"),
        (1, "your bond of 1 clout goes to the Health Secretary, one Word goes (1 becomes 0) and"),
        (0.5, "half a Word goes (0.5 becomes 0)"),
        (3, "one Word goes (3 becomes 2) and the front page brings three media heat."),
        (4, "If you break it: one Word goes (4 becomes 3) and the front page brings three"),
    ],
)
def test_the_price_of_breaking_a_deal_follows_word(voice: Voice, word: float, told: str) -> None:
    assert told in price_of_breaking(voice, seen(word), TERMS, "unions")


@pytest.mark.parametrize(
    ("to_go", "told"),
    [
        (5, ""),
        (2, "8 points of your score go if it is in the last two quarters."),
        (1, "8 points of your score go, so near the end."),
        (0, "8 points of your score go, so near the end."),
    ],
)
def test_late_quarters_are_part_of_the_price(voice: Voice, to_go: int, told: str) -> None:
    price = price_of_breaking(voice, seen(to_go=to_go), TERMS, "unions")
    assert told in price
    assert ("score" in price) == bool(told)


def test_an_early_election_brings_the_late_quarters_near(voice: Voice) -> None:
    assert "so near the end" in price_of_breaking(voice, seen(called=NOW), TERMS, "unions")


def test_the_bond_of_a_deal_that_runs_is_what_was_put_up(voice: Voice) -> None:
    """Word that has risen or fallen since changes nothing of it."""
    runs = SeenDeal(1, TERMS, "live", NOW, bonds=(("unions", 2.0), ("secretary", 0.0)))
    assert "bond of 2 clout" in price_of_breaking(voice, seen(4), TERMS, "unions", runs)
    assert bond_said(seen(4), TERMS, "unions", runs) == "bond of 2 clout"
    assert bond_said(seen(0), TERMS, "secretary", runs) == "no bond"


def test_what_one_promised_is_said_as_english_is(voice: Voice) -> None:
    abstains = Abstain(by="secretary", until="2014Q2", tag="bail_out")
    mixed = Terms(offerer="unions", other="secretary", clauses=(*TERMS.clauses, abstains))
    assert promised(voice, mixed, "unions").startswith("not to use ")
    said = promised(voice, mixed, "secretary")
    assert said.startswith("to ") and " and not to " in said
    assert promised(voice, mixed, "monitor") == ""


def test_what_is_given_at_once_cannot_be_broken(voice: Voice) -> None:
    assert "can't break this one" in price_of_breaking(voice, seen(), TERMS, "secretary")


def test_bonds_and_word_in_words() -> None:
    said = [bond_said(seen(word), TERMS, "unions") for word in (0, 1, 4)]
    assert said == [
        "bond of 2 clout: its Word is spent, so bonds double",
        "bond of 1 clout",
        "no bond: its Word is enough",
    ]
    assert [word_said(w) for w in (0, 1, 3, 4)][1:3] == ["doubted", "as good as most"]


def test_only_a_deal_that_takes_keeping_on_both_sides_is_rewarded() -> None:
    assert keeping(TERMS) == (
        "bonds come back, one clout and half a Word each, for a promise not to do something only "
        "if it was tempted"
    )
    gift = Terms(offerer="unions", other="secretary", clauses=TERMS.clauses[:1])
    assert "nothing more" in keeping(gift)


@pytest.mark.parametrize(
    ("move", "by", "reader", "said"),
    [
        ("offered", "unions", "secretary", "The Unions offer you a deal."),
        ("offered", "unions", "monitor", "The Unions offer the Health Secretary a deal."),
        ("accepted", "secretary", "unions", "The Health Secretary accepts your offer."),
        ("declined", "secretary", "unions", "The Health Secretary declines your offer."),
        ("declined", "secretary", "number10", "declines the offer of the Unions."),
        ("withdrawn", "unions", "secretary", "The Unions withdraw an offer to you."),
        ("broken", "secretary", "unions", "The Health Secretary breaks a deal with you."),
        ("kept", None, "unions", ""),
    ],
)
def test_a_notice_of_a_deal_speaks_to_whom_it_concerns(
    voice: Voice, move: DealMove, by: Role | None, reader: Role, said: str
) -> None:
    deal = SeenDeal(number=6065, terms=TERMS, state="offered", quarter=NOW)
    fact = DealMoved(quarter=NOW, deal=6065, move=move, by=by)
    told = notice(voice, fact, (deal,), reader)
    assert told.endswith(said) and bool(told) == bool(said)
    assert "6065" not in told
    assert notice(voice, fact, (), reader) == "", "of a deal that it can't know it hears nothing"
