"""Cases in words: the card, the story of a rescue, a closure, a block and a default."""

from __future__ import annotations

from dataclasses import replace

import pytest

from game.rules.state.case_facts import CaseSettled
from game.rules.views.builder import view
from game.scenario.assembly import assemble
from game.scenario.schema.base import ROLES
from game.scenario.source_files import shipped_ids
from game.telling import Voice, front_page, log
from game.telling.cases import case_card, clock_said, met_nothing, outcome_said, story_of, tell_case
from tests.rules.cases.tables import against, at_orders, due, seal, take
from tests.rules.fixtures import Game


def voice_of(game: Game) -> Voice:
    return Voice.of(game.pack.scenario, view(game.pack, game.position, "spectator"))


def story(game: Game, number: int) -> list[str]:
    seen = view(game.pack, game.position, "unions")
    case = next(c for c in seen.cases if c.number == number)
    return [*case_card(voice_of(game), seen, case).story, outcome_said(voice_of(game), case)]


def test_a_rescue_a_closure_a_block_and_a_default_are_told() -> None:
    """One hospital, decided in four ways: what its card keeps of each."""
    kept = {}
    for name, lines, stakes in (
        ("rescue", "pay", None),
        ("closure", "close", None),
        ("block", "close", 2),
        ("default", None, None),
    ):
        game = at_orders()
        case = due(game)
        seal(
            game,
            take(game, lines) if lines else None,
            against(game, "close", stakes) if stakes else None,
        )
        kept[name] = story(game, case.number)
    opened = "Q3 2013/14: it became a case."
    assert kept == {
        "rescue": [
            opened,
            "Q3 2013/14: the Health Secretary: pay its bills for a year.",
            "still open",
        ],
        "closure": [opened, "Q3 2013/14: the Health Secretary: close it.", "ended: close it"],
        "block": [
            opened,
            "Q3 2013/14: the Health Secretary: close it, blocked.",
            "still open",
        ],
        "default": [
            opened,
            "Q3 2013/14: nobody decided: an emergency loan at the Treasury's price.",
            "still open",
        ],
    }


def test_the_papers_and_the_log_tell_a_fight() -> None:
    game = at_orders()
    case = due(game)
    told = seal(game, take(game, "close", backing=1), against(game, "close", 2))
    voice, name = voice_of(game), game.pack.model.place.trust_name[case.trust]
    fact = next(f for f in told if isinstance(f, CaseSettled))
    assert log.tell(voice, fact) == (
        f"The Health Secretary takes “Close it” for {name}, 2 behind and 2 against (the Unions 2 "
        "against): it is done by half."
    )
    page = front_page.front_page(
        voice, view(game.pack, game.position, "spectator"), told, fact.quarter
    )
    (news,) = (s for s in page if name in s.headline)
    half = voice.scenario.cases.way("close").half
    assert half is not None
    said = {
        (x.headline.replace("{hospital}", name), x.standfirst.replace("{hospital}", name))
        for x in half.told.versions
    }
    assert (news.headline, news.sentence) in said


def test_two_cases_that_end_alike_are_not_told_alike() -> None:
    voice = voice_of(at_orders())
    told = [
        story_of(
            voice,
            CaseSettled(
                quarter=8055, case=case, trust=3, decider="monitor", way="local_price",
                chosen=True, move="done", held=False, backing=0, behind=1, against=0,
            ),
        )
        for case in (6, 7, 8)
    ]  # fmt: skip
    assert len({head for head, _ in told}) == 3
    assert all(voice.trust(3) in head for head, _ in told)
    assert not any("{" in text for story in told for text in story)


def test_a_card_says_who_decides_when_and_what_comes_of_itself() -> None:
    game = at_orders()
    case = due(game)
    cards = {}
    for who in (*ROLES, "spectator"):
        seen = view(game.pack, game.position, who)
        mine = next(c for c in seen.cases if c.number == case.number)
        cards[who] = case_card(voice_of(game), seen, mine, game.pack.model.country.seat_name)
    assert cards["secretary"].decides == "you decide"
    assert cards["unions"].decides == "the Health Secretary decides"
    assert cards["unions"].clock == "due with this quarter's sheets"
    assert cards["unions"].default == "if nobody decides: an emergency loan at the Treasury's price"
    assert cards["unions"].fails.startswith("fails on ")
    assert "quarters" in cards["monitor"].cash or "gone" in cards["monitor"].cash
    assert cards["unions"].cash.startswith("by its published accounts ")
    ways = {way.way: way for way in cards["unions"].ways}
    assert ways["close"].gains and ways["close"].loses and ways["close"].forecast
    assert ways["loan"].may_choose is False


@pytest.mark.parametrize(
    ("left", "said"),
    [(0, "due with this quarter's sheets"), (1, "due next quarter"), (3, "due in 3 quarters")],
)
def test_a_clock_is_told_in_the_words_of_what_ripens(left: int, said: str) -> None:
    game = at_orders()
    seen = view(game.pack, game.position, "unions")
    case = next(c for c in seen.cases if c.number == due(game).number)
    voice = voice_of(game)
    later = replace(case, due=seen.quarter + left)
    when = f", {voice.quarter(later.due)}" if left else ""
    assert clock_said(voice, seen, later) == said + when


def test_the_seat_of_a_hospital_is_called_one() -> None:
    game = at_orders()
    seen = view(game.pack, game.position, "unions")
    case, seats = seen.cases[0], game.pack.model.country.seat_name
    voice = voice_of(game)
    for marginal, rest in ((True, ", a government marginal"), (False, "")):
        card = case_card(voice, seen, replace(case, marginal=marginal), seats)
        assert card.where == f"in the seat of {seats[case.seat]}{rest}"


@pytest.mark.parametrize("name", sorted(shipped_ids()))
def test_every_outcome_of_every_way_out_has_a_headline_in_the_third_person(name: str) -> None:
    scenario = assemble(name).scenario
    voice = Voice(scenario, ("Ixing Hospitals",))
    for way in scenario.cases.ways:
        heads = set()
        for move in ("done", "half", "blocked"):
            fact = CaseSettled(
                quarter=8055, case=1, trust=0, decider="secretary", way=way.id, chosen=True,
                move=move, held=False, backing=0, behind=1, against=0,
            )  # fmt: skip
            head, stand = story_of(voice, fact)
            heads.add(head)
            for text in (head, stand):
                words = text.lower().replace("’", "'").split()
                assert "ixing" in text.lower() or text is stand
                assert not {"you", "your", "we", "our", "i"} & set(words)
                assert "{" not in text
        assert len(heads) >= 2


def test_stakes_on_a_way_that_was_not_taken_are_told() -> None:
    voice = voice_of(at_orders())
    fact = CaseSettled(
        quarter=8055, case=1, trust=0, decider="monitor", way="close", chosen=True, move="done",
        held=False, backing=0, behind=1, against=1,
        stakes=(("unions", "close", "against", 1), ("secretary", "pay", "for", 2)),
    )  # fmt: skip
    said = met_nothing(voice, fact)
    assert voice.office("secretary") in said and "2 for" in said
    assert voice.office("unions") not in said
    assert met_nothing(voice, replace(fact, stakes=fact.stakes[:1])) == ""


@pytest.mark.parametrize("scenario", shipped_ids())
def test_what_comes_of_itself_is_told_of_two_hospitals_in_different_words(scenario: str) -> None:
    """Two that nobody decides fall due in one quarter, and both stand on its front page."""
    cases = assemble(scenario).scenario.cases
    for way in {regime.default for regime in cases.regimes}:
        assert len(cases.way(way).done.told.versions) > 2, way


def test_a_case_that_an_order_settled_names_the_order_and_all_stakes_met_nothing() -> None:
    voice = voice_of(at_orders())
    fact = CaseSettled(
        quarter=8055, case=1, trust=0, decider="secretary", way="administer", chosen=True,
        move="done", held=False, backing=0, behind=1, against=0,
        stakes=(("unions", "administer", "against", 2),), order="administration",
    )  # fmt: skip
    said = tell_case(voice, fact)
    assert "Send in a special administrator" in said and "settles the case" in said
    assert voice.office("unions") in met_nothing(voice, fact)
