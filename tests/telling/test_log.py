"""Every happening has a sentence, and a reader hears only what it may know."""

from __future__ import annotations

import typing
from dataclasses import replace

import pytest

from game.rules.state import facts as h
from game.rules.state.case_facts import CaseClockMoved, CaseEnded, CaseOpened, CaseSettled
from game.rules.state.deal_terms import Abstain, Consent, Do, Keep, PayClout, PayMoney, Tell, Terms
from game.rules.state.facts import Fact
from game.rules.state.position import Outcome
from game.rules.state.view import SeenDeal
from game.scenario.schema.base import Role
from game.telling import Voice, log
from game.telling.deals import clause, contract, deal
from game.world import quarter_calendar

Q = quarter_calendar.parse("2014Q1")
TERMS = Terms(
    offerer="unions",
    other="secretary",
    clauses=(
        Abstain(by="unions", until="2014Q2", tag="strike"),
        PayMoney(by="secretary", until="2014Q1", money_m=60, to="staff"),
    ),
    bond=2,
    secret=True,
)
DEAL = SeenDeal(number=4, terms=TERMS, state="broken", quarter=Q, broken_by="unions")

FACTS: list[tuple[Fact, str]] = [
    (h.PhaseBegan(quarter=Q, phase="talks"), "Q4 2013/14: Talks."),
    (h.Sealed(quarter=Q, role="unions"), "The Unions have sealed."),
    (h.Sealed(quarter=Q, role="number10", withdrawn=True), "No 10 takes the sheet back."),
    (
        h.OrderRevealed(
            quarter=Q,
            role="secretary",
            lever="bail_out",
            bid=1,
            strength=2,
            outcome="half",
            met_by=(("unions", "no_such_lever"),),
        ),
        "with 1 extra clout, met by the Unions with “No such lever”; it takes half effect.",
    ),
    (
        h.OrderRevealed(
            quarter=Q,
            role="unions",
            lever="no_such_lever",
            bid=0,
            strength=1,
            outcome="fizzled",
            trusts=(0, 1, 2, 3, 4),
            why="it was barred.",
        ),
        "and 2 more; it comes to nothing: it was barred.",
    ),
    (
        h.DealMoved(quarter=Q, deal=4, move="broken", by="unions"),
        (
            "The Unions break a deal with the Health Secretary: "
            "The Unions will not use strike orders until the end of Q1 2014/15; the Health "
            "Secretary will pay £60m of the purse to training and childcare for staff (secret, a "
            "bond of 2 clout each)."
        ),
    ),
    (h.DealMoved(quarter=Q, deal=9, move="kept"), "A deal is kept."),
    (
        h.FigureTold(quarter=Q, by="monitor", figure="morale", value=41.2, leaked=True),
        "certified: 41.",
    ),
    (
        h.GaugeMoved(
            quarter=Q, gauge="morale", before=50_000, after=48_500, terms=(("base", -1500),)
        ),
        "50 to 48.5 (−1.5).",
    ),
    (
        CaseOpened(quarter=Q, case=1, trust=3, decider="monitor", due=Q + 2),
        "becomes a case: Monitor and the Board decide by Q2 2014/15.",
    ),
    (
        CaseClockMoved(
            quarter=Q, case=1, trust=3, quarters=2, due=Q + 2, by="bail_out", role="secretary"
        ),
        " back: it is due in Q2 2014/15.",
    ),
    (
        CaseSettled(
            quarter=Q,
            case=1,
            trust=3,
            decider="secretary",
            way="close",
            chosen=True,
            move="blocked",
            held=True,
            backing=1,
            behind=2,
            against=3,
            stakes=(("unions", "close", "against", 2), ("number10", "close", "against", 1)),
        ),
        (
            "2 behind and 3 against (the Unions 2 against and No 10 1 against): it is blocked; the "
            "case waits."
        ),
    ),
    (
        CaseEnded(quarter=Q, case=1, trust=3, how="recovered"),
        "ends: it came off the list.",
    ),
    (h.MoneyMoved(quarter=Q, source="purse", target="staff", amount_k=60_000), "staff: £60m."),
    (h.Sacked(quarter=Q, by="standing", times=2), "the second to go"),
    (h.ElectionCalled(quarter=Q, by="coalition"), "the coalition has come apart"),
    (
        h.ElectionHeld(
            quarter=Q,
            seats=(("con", 300), ("lab", 320), ("ld", 0)),
            vote=(("con", 34.0),),
            government_wins=False,
        ),
        "The government falls. Seats: Labour 320 and Conservative 300.",
    ),
    (
        h.Collapsed(quarter=Q, shares=(("secretary", 0.7), ("unions", 0.3))),
        "The blame: the Health Secretary 70% and the Unions 30%.",
    ),
    (
        h.Nearing(quarter=Q, end="collapse", level=58, quarters=1),
        (
            "The index of collapse stands at 58: one more quarter at 57 or above and the service "
            "collapses."
        ),
    ),
    (
        h.Nearing(
            quarter=Q,
            end="collapse",
            level=53,
            quarters=2,
            weighs=("Waits", "Care", "A Board ordered about"),
        ),
        (
            "The index of collapse stands at 53; the service collapses from 57 on. What weighs "
            "most in it: waits, care and a Board ordered about."
        ),
    ),
    (
        h.AgendaStepped(quarter=Q, role="unions", agenda="well_full", step=1),
        "The Unions have kept to “The well”, step 2 of 3: goodwill above ",
    ),
    (
        h.YearBanked(
            quarter=Q,
            parts=(("secretary", 6), ("number10", 4), ("monitor", 7), ("unions", 5)),
            most=(("secretary", 9.5), ("number10", 8.0), ("monitor", 9.0), ("unions", 9.2)),
        ),
        (
            "The year's account is closed. Banked: the Health Secretary 6 of 10 points, No 10 4 "
            "of 8 points, Monitor and the Board 7 of 9 points and the Unions 5 of 9 points."
        ),
    ),
    (
        h.Scored(
            quarter=Q, role="unions", score=71.4, terms=(), agenda="a_pay_deal", agenda_met=True
        ),
        "The Unions score 71.4 – triumph.",
    ),
    (
        h.Projected(
            quarter=Q,
            years=(2011, 2012),
            failures=(3.0, 7.0),
            assumed=(5.6, 11.1),
            trusts=(263.0, 259.0),
            at_risk=(12.0, 14.0),
            hhi=(0.3, 0.31),
        ),
        "run on for 2 years: 7 trusts fail, where the assumed rate makes 11; 259 are left, 14 of",
    ),
    (h.Concluded(quarter=Q, outcome="no_such_end"), "No such end."),
    (
        h.CommissionersRegrouped(quarter=quarter_calendar.parse("2013Q2"), before=152, after=211),
        "From now on 211 consortia buy where 152 consortia did",
    ),
    (h.FiguresPublished(quarter=Q, of_quarter=Q - 1), "The figures of Q3 2013/14 are published."),
    (h.AgendaChosen(quarter=Q, role="unions", agenda="no_such"), "The Unions keep the agenda"),
    (h.EventDrawn(quarter=Q, event="no_such", answers="unions"), "the Unions answer in the open."),
    (
        h.EventAnswered(quarter=Q, role="monitor", event="no_such", option="say_no"),
        "“Say no” to “No such”.",
    ),
    (h.TrustChanged(quarter=Q, trust=0, change="closed"), "closes."),
    (
        h.TrustChanged(quarter=Q, trust=0, change="downgraded"),
        "up to a quarter of its capacity goes",
    ),
    (h.DealMoved(quarter=Q, deal=3, move="lapsed"), "A deal lapses unanswered."),
    (
        h.EventInjected(quarter=Q, event="no_such", when="next"),
        "The facilitator lets “No such” come up next quarter.",
    ),
    (
        h.GaugeOverridden(quarter=Q, gauge="media_heat", to=80_000, reason="A scandal"),
        "The facilitator sets media heat to 80: A scandal.",
    ),
]


@pytest.mark.parametrize(("fact", "said"), FACTS, ids=lambda v: getattr(v, "kind", ""))
def test_a_happening_has_a_sentence(voice: Voice, fact: Fact, said: str) -> None:
    told = log.tell(voice, fact, (DEAL,))
    assert said in told
    assert told[0].isupper() or told[0] == "“"
    assert told.endswith(".")


def test_every_kind_of_happening_is_spoken_of_here() -> None:
    assert {type(fact) for fact, _ in FACTS} == set(typing.get_args(h.Fact))


def test_every_change_of_a_trust_has_words(voice: Voice) -> None:
    changes = typing.get_args(typing.get_type_hints(h.TrustChanged)["change"])
    said = {log.tell(voice, h.TrustChanged(quarter=Q, trust=3, change=c)) for c in changes}
    assert len(said) == len(changes)
    assert all(voice.trust(3) in s for s in said)


def test_a_reader_hears_only_what_it_may_know() -> None:
    secret = h.AgendaChosen(quarter=Q, role="unions", agenda="x", seen_by=("unions",))
    public = h.PhaseBegan(quarter=Q, phase="talks")
    assert log.heard([secret, public], "unions") == [secret, public]
    assert log.heard([secret, public], "monitor") == [public]
    assert log.heard([secret, public], "spectator") == [public]


def test_promises_are_said_in_full(voice: Voice) -> None:
    said = [
        clause(voice, c)
        for c in (
            Do(by="unions", until="2014Q2", lever="bail_out"),
            Keep(by="secretary", until="2014Q2", figure="rtt_18w_share", above=0.9),
            Keep(by="secretary", until="2014Q2", figure="waits", below=45),
            PayClout(by="monitor", until="2014Q1", clout=2),
            Consent(by="number10", until="2014Q2", lever="bail_out"),
            Tell(by="unions", until="2014Q1", figure="morale"),
        )
    ]
    assert "by Q1 2014/15" in said[0]
    assert "above 90%" in said[1]
    assert "below 45" in said[2]
    assert "will hand over 2 clout at once" in said[3]
    assert "No 10 will countersign “" in said[4]
    assert "as it truly is" in said[5]


def test_a_contract_in_one_sentence(voice: Voice) -> None:
    assert contract(voice, TERMS).count("will") == 2
    assert deal(voice, DEAL).startswith("Deal of Q4 2013/14, broken by the Unions: The Unions will")


def test_a_deal_is_known_by_its_parties_and_its_quarter_and_by_no_number(voice: Voice) -> None:
    for move in typing.get_args(h.DealMove):
        for quarter in (Q, Q + 1):
            by: Role | None = "unions" if move in ("declined", "withdrawn", "broken") else None
            fact = h.DealMoved(quarter=quarter, deal=DEAL.number, move=move, by=by)
            said = log.tell(voice, fact, (DEAL,), terms_known=True)
            assert "the Health Secretary" in said and "nions" in said
            assert f"deal {DEAL.number}" not in said.lower()
            of = "of Q4 2013/14" in said
            assert of == (quarter > Q and move != "offered"), "the quarter of what is past"


def test_a_secret_deal_that_came_out_is_called_leaked(voice: Voice) -> None:
    assert "(secret, a bond of 2 clout each)" in deal(voice, DEAL)
    assert "(leaked, a bond of 2 clout each)" in deal(voice, replace(DEAL, leaked=True))


def test_a_service_that_is_moved_is_no_administrators_plan(voice: Voice) -> None:
    for by, said in (
        ("case/service", "A service of"),
        ("case/close/half", "A service of"),
        ("case/administer", "The administrator's plan"),
        ("administration", "The administrator's plan"),
    ):
        fact = h.TrustChanged(quarter=Q, trust=0, change="downgraded", by=by, role="secretary")
        assert log.tell(voice, fact).startswith(said), by


def test_a_deals_terms_are_read_once_and_again_when_it_is_leaked(voice: Voice) -> None:
    read: set[int] = set()

    def line(move: h.DealMove) -> str:
        fact = h.DealMoved(quarter=Q, deal=4, move=move, by="unions")
        return log.tell(voice, fact, (DEAL,), terms_known=log.told_before(fact, read))

    said = {move: line(move) for move in ("offered", "accepted", "broken", "leaked")}
    assert "The Unions will" in said["offered"]
    assert "will" not in said["accepted"].split(": ")[-1]
    assert "will" not in said["broken"].split(": ")[-1]
    assert "The Unions will" in said["leaked"]


@pytest.mark.parametrize(
    ("met", "outcome", "why", "said"),
    [
        (False, "full", "", "No 10 orders “No such lever”."),
        (True, "full", "", "and it takes full effect all the same."),
        (True, "fizzled", "No such was stopped by X.", "“No such law”; it comes to nothing."),
        (
            False,
            "fizzled",
            "No such lever was barred by X.",
            "it comes to nothing, since it was barred by “X”.",
        ),
        (False, "fizzled", "No money is left.", "it comes to nothing: No money is left."),
    ],
)
def test_an_order_is_told_without_saying_a_thing_twice(
    voice: Voice, met: bool, outcome: Outcome, why: str, said: str
) -> None:
    fact = h.OrderRevealed(
        quarter=Q,
        role="number10",
        lever="no_such_lever",
        bid=0,
        strength=1,
        outcome=outcome,
        met_by=(("unions", "no_such_law"),) if met else (),
        why=why,
    )
    assert log.tell(voice, fact).endswith(said)
