"""Deals about cases: what may be promised, and how a settled case judges it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from game.errors import IllegalCommandError
from game.players import QUICK_KINDS, make
from game.rules import engine
from game.rules.deals import case_offers, promises
from game.rules.deals.temptation import earns
from game.rules.knowledge.purse import purse_left_k
from game.rules.state.case_facts import CaseSettled
from game.rules.state.commands import CaseLine, OfferDeal, ReplyDeal, Seal, Stake
from game.rules.state.deal_terms import Decide, StayOut, Terms
from game.rules.state.facts import DealMoved
from game.rules.state.position import Case, Modifier
from game.rules.views.builder import view
from game.scenario import loader
from game.scenario.schema.base import ROLES, Role
from game.world import quarter_calendar
from tests.rules.fixtures import Game


def due_now() -> tuple[Game, Case, Role]:
    """A game at its talks in which a case falls due, that case, and an office beside it."""
    game = Game(loader.load("december-2013")).to("talks")
    case = replace(game.board.cases[0], due=game.board.quarter)
    cases = (case, *game.board.cases[1:])
    game.position = replace(game.position, board=replace(game.board, cases=cases))
    return game, case, "number10"


def terms(game: Game, case: Case, asker: Role, way: str) -> Terms:
    trust = game.pack.model.place.trust_id[case.trust]
    until = quarter_calendar.label(game.board.quarter)
    return Terms(
        offerer=asker,
        other=case.decider,
        clauses=(
            Decide(by=case.decider, until=until, case=case.number, trust=trust, way=way),
            StayOut(by=asker, until=until, case=case.number, trust=trust),
        ),
    )


def played(line: str | None, *, staked: bool = False) -> tuple[Game, list[DealMoved]]:
    """A game with a deal that the case be paid for, once all sheets are opened."""
    game, case, asker = due_now()
    game.do(OfferDeal(role=asker, terms=terms(game, case, asker, "pay")))
    game.do(ReplyDeal(role=case.decider, deal=game.board.deals[-1].number, reply="accept"))
    game.to("orders")
    told: list[DealMoved] = []
    for role in ROLES:
        lines = (CaseLine(case=case.number, way=line),) if line and role == case.decider else ()
        stakes = (
            (Stake(case=case.number, way="pay", side="against", clout=1),)
            if staked and role == asker
            else ()
        )
        facts = game.do(Seal(role=role, lines=lines, stakes=stakes))
        told += [f for f in facts if isinstance(f, DealMoved)]
    return game, told


def test_a_decider_that_takes_the_promised_way_keeps_its_word_and_both_are_paid() -> None:
    game, told = played("pay")
    assert told == []
    deal = game.board.deals[-1]
    assert deal.state == "live" and deal.tempted == (0, 1)
    assert earns(deal, "number10") and earns(deal, deal.terms.other)
    assert [f.move for f in game.market() if isinstance(f, DealMoved)] == ["kept"]


@pytest.mark.parametrize("line", ["hold", None])
def test_a_decider_that_takes_another_way_or_none_breaks_it(line: str | None) -> None:
    game, told = played(line)
    assert [f.move for f in told] == ["broken"]
    assert game.board.deals[-1].broken_by == game.board.deals[-1].terms.other


def test_who_stakes_on_what_it_promised_to_stay_out_of_breaks_it() -> None:
    game, told = played("pay", staked=True)
    assert [(f.move, f.by) for f in told] == [("broken", "number10")]
    assert game.board.office("number10").word == 200


def test_a_decider_that_was_blocked_has_kept_its_word() -> None:
    game, case, asker = due_now()
    game.do(OfferDeal(role=asker, terms=terms(game, case, asker, "pay")))
    game.do(ReplyDeal(role=case.decider, deal=game.board.deals[-1].number, reply="accept"))
    blocked = CaseSettled(
        quarter=game.board.quarter, case=case.number, trust=case.trust, decider=case.decider,
        way="pay", chosen=True, move="blocked", held=True, backing=0, behind=1, against=2,
        stakes=(("unions", "pay", "against", 2),),
    )  # fmt: skip
    after, told = promises.after_reveal(game.pack, game.position, (blocked,))
    assert told == () and after.board.deals[-1].state == "live"


def test_promises_that_make_no_sense_are_refused_in_a_sentence() -> None:
    game, case, asker = due_now()
    good = terms(game, case, asker, "pay")
    decide, out = good.clauses
    assert isinstance(decide, Decide) and isinstance(out, StayOut)
    poor = {
        "no open case": decide.model_copy(update={"case": 99}),
        "another hospital": decide.model_copy(update={"trust": "T000"}),
        "Only who decides": decide.model_copy(update={"by": asker}),
        "no such way": decide.model_copy(update={"way": "never"}),
        "can't stay out": out.model_copy(update={"by": case.decider}),
    }
    for words, clause in poor.items():
        bad = good.model_copy(update={"clauses": (clause,)})
        with pytest.raises(IllegalCommandError, match=words):
            game.do(OfferDeal(role=asker, terms=bad))


def test_offers_about_cases_are_of_cases_due_soon_between_decider_and_who_gains() -> None:
    game, _, _ = due_now()
    found = [
        t
        for role in ROLES
        for other in ROLES
        if role != other
        for t in case_offers.offers(game.pack, game.position, role)[other]
    ]
    assert found
    ways = {w.id: w for w in game.pack.scenario.cases.ways}
    for offer in found:
        decide, out = offer.clauses
        assert isinstance(decide, Decide) and isinstance(out, StayOut)
        about = next(c for c in game.board.cases if c.number == decide.case)
        assert about.decider == decide.by != out.by
        assert about.due < game.board.quarter + case_offers.AHEAD
        assert out.by in ways[decide.way].gains
        game.do(OfferDeal(role=offer.offerer, terms=offer))
        game.do(ReplyDeal(role=offer.offerer, deal=game.board.deals[-1].number, reply="withdraw"))


def _offered_ways(game: Game) -> set[tuple[int, str]]:
    return {
        (clause.case, clause.way)
        for role in ROLES
        for other in ROLES
        if role != other
        for offer in case_offers.offers(game.pack, game.position, role)[other]
        for clause in offer.clauses
        if isinstance(clause, Decide)
    }


def test_nobody_is_offered_a_way_out_that_may_not_be_taken_today() -> None:
    """People were spared such offers and computers made and got them."""
    game, case, _ = due_now()
    before = _offered_ways(game)
    closing = {(case.number, way) for way in ("service", "close")} & before
    assert closing
    lever = game.pack.scenario.lever("save_hospital")
    place = next(i for i, e in enumerate(lever.effects) if getattr(e, "knob", "") == "protected")
    quarter = game.board.quarter
    pledge = Modifier(lever.id, "number10", place, quarter, quarter + 3, trusts=(case.trust,))
    game.position = replace(game.position, board=replace(game.board, modifiers=(pledge,)))
    assert _offered_ways(game) & closing == set()
    assert _offered_ways(game) - closing  # what a pledge allows is offered still


@pytest.mark.parametrize("left_k", [-5_000, 12_000, 21_600, 33_000, 45_000])
def test_an_ai_pays_for_no_more_than_the_purse_holds_whatever_it_has_promised(left_k: int) -> None:
    """A promise for more than is left counted as money: one game of ``honeymoon`` ended by it."""
    game, case, asker = due_now()
    others = [c for c in game.board.cases if c.decider == case.decider and c is not case]
    assert others
    due = [replace(c, due=game.board.quarter) if c in others else c for c in game.board.cases]
    game.position = replace(game.position, board=replace(game.board, cases=tuple(due)))
    game.do(OfferDeal(role=asker, terms=terms(game, case, asker, "pay")))
    game.do(ReplyDeal(role=case.decider, deal=game.board.deals[-1].number, reply="accept"))
    game.to("orders")
    left = purse_left_k(game.pack, game.position, case.decider)
    assert left is not None
    spent = replace(game.board, committed_k=game.board.committed_k + left - left_k)
    game.position = replace(game.position, board=spent)
    for seed in range(6):
        for kind in QUICK_KINDS:
            player = make(kind, case.decider, game.pack, seed)
            seen = view(game.pack, game.position, case.decider)
            engine.check(game.pack, game.position, player.act(seen, "seal"))
