"""The papers speak English: a headline's verb agrees with who did it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from game.rules.state.case_facts import CaseSettled
from game.rules.state.facts import (
    CommissionersRegrouped,
    Fact,
    Nearing,
    OrderRevealed,
    Projected,
    TrustChanged,
    YearBanked,
)
from game.rules.state.view import View
from game.scenario.schema.base import Role
from game.telling import Voice
from game.telling.front_page import edition, front_page
from game.telling.log import tell


@pytest.mark.parametrize(
    ("by", "said"),
    [
        ((), "The law stops"),
        (("number10",), "No 10 stops"),
        (("unions",), "Unions stop"),
        (("number10", "unions"), "No 10 and Unions stop"),
        (("unions", "unions"), "Unions stop"),
    ],
)
def test_who_stops_an_order_does_so_in_the_right_number(
    voice: Voice, opening: View, by: tuple[Role, ...], said: str
) -> None:
    lever = next(t for t in voice.scenario.levers if t.role == "monitor")
    counters = tuple((role, "judicial-review") for role in by)
    fact = OrderRevealed(
        quarter=opening.quarter, role="monitor", lever=lever.id, bid=0, strength=1.0,
        outcome="cancelled", met_by=counters,
    )  # fmt: skip
    (story,) = front_page(voice, opening, [fact], opening.quarter)
    assert story.headline.startswith(said)
    assert story.headline.endswith(f"“{voice.lever(lever.id, opening.quarter)}”")


def test_who_takes_over_tomorrow_is_in_the_papers_of_the_day_before(
    voice: Voice, opening: View
) -> None:
    fact = CommissionersRegrouped(quarter=opening.quarter + 1, before=152, after=211)
    (story,) = front_page(voice, opening, [fact], opening.quarter)
    assert story.headline.startswith("211 ") and story.headline.endswith(" take over")
    (later,) = front_page(voice, opening, [fact], opening.quarter + 1)
    assert later.headline != story.headline


def test_an_order_is_printed_as_its_card_has_it_with_whose_it_is_and_where(
    voice: Voice, opening: View
) -> None:
    card = voice.scenario.lever("administration")
    fact = OrderRevealed(
        quarter=opening.quarter, role="secretary", lever=card.id, bid=0, strength=1.0,
        outcome="full", trusts=(0, 3),
    )  # fmt: skip
    (story,) = front_page(voice, opening, [fact], opening.quarter)
    assert story.headline == card.headline
    assert story.sentence.startswith(card.standfirst)
    assert story.sentence.endswith(f"(Health Secretary: {voice.trust(0)} and {voice.trust(3)}.)")


def test_a_projection_says_what_became_of_choice_and_of_the_herd(voice: Voice) -> None:
    fact = Projected(
        quarter=8041, years=(2011, 2012, 2013, 2014), failures=(3.0, 6.0, 7.0, 8.0),
        assumed=(5.0, 10.0, 15.0, 20.0), trusts=(260.0, 258.0, 257.0, 256.0),
        at_risk=(9.0, 8.0, 7.0, 6.0), hhi=(0.42, 0.44, 0.46, 0.5), began=(264.0, 0.4),
    )  # fmt: skip
    said = tell(voice, fact)
    assert "In the first half of those years 6 fail and in the second 2" in said
    assert "leaves fewer to fail" in said
    assert "chose between what amounts to 2.5 equal owners has 2" in said
    same = tell(voice, replace(fact, failures=(2.0, 4.0, 6.0, 8.0), hhi=(0.4,) * 4))
    assert "has not made the rest better" in same
    assert "a patient chooses, as before, between what amounts to 2.5 equal owners" in same


def test_a_compromise_about_a_hospital_is_one_story_and_no_administrators_plan(
    voice: Voice, opening: View
) -> None:
    settled = CaseSettled(
        quarter=opening.quarter, case=1, trust=4, decider="secretary", way="close", chosen=True,
        move="half", held=False, backing=0, behind=1, against=1,
    )  # fmt: skip
    cut = TrustChanged(
        quarter=opening.quarter, trust=4, change="downgraded", role="secretary", by="case/close"
    )
    (story,) = front_page(voice, opening, [settled, cut], opening.quarter)
    half = voice.scenario.cases.way("close").half
    assert half is not None
    saved = {x.headline.replace("{hospital}", voice.trust(4)) for x in half.told.versions}
    assert story.headline in saved
    later = replace(cut, quarter=opening.quarter + 1)
    (story,) = front_page(voice, opening, [later], opening.quarter + 1)
    assert voice.scenario.newspaper is not None
    texts = voice.scenario.newspaper.hospitals["downgraded"].one.versions
    assert story.headline in {x.headline.replace("{hospital}", voice.trust(4)) for x in texts}


def test_cases_that_end_alike_are_not_printed_alike_on_one_page(
    voice: Voice, opening: View
) -> None:
    versions = voice.scenario.cases.way("partner").done.told.versions
    settled = [
        CaseSettled(
            quarter=opening.quarter, case=1 + i * len(versions), trust=4, decider="secretary",
            way="partner", chosen=True, move="done", held=False, backing=0, behind=1, against=0,
        )
        for i in range(len(versions) + 1)
    ]  # fmt: skip
    page = front_page(voice, opening, settled[:-1], opening.quarter)
    assert len({s.sentence for s in page}) == len(versions)
    assert front_page(voice, opening, settled, opening.quarter), "and none is left out for it"


def test_the_papers_keep_no_score(voice: Voice, opening: View) -> None:
    banked = YearBanked(quarter=opening.quarter, parts=(("unions", 4),), most=(("unions", 9),))
    assert "points" in tell(voice, banked)
    (story,) = front_page(voice, opening, [banked], opening.quarter)
    assert "points" not in story.sentence and "Banked" not in story.sentence


def test_a_merged_hospitals_town_has_its_say_under_the_news_of_it(
    voice: Voice, opening: View
) -> None:
    settled = CaseSettled(
        quarter=opening.quarter, case=1, trust=3, decider="secretary", way="partner", chosen=True,
        move="done", held=False, backing=0, behind=0, against=0,
    )  # fmt: skip
    changed = TrustChanged(quarter=opening.quarter, trust=3, change="taken_over", by="case/partner")
    paper = edition(voice, opening, [settled, changed], opening.quarter)
    assert voice.trust(3) in paper.speaker


def test_nobody_speaks_of_quiet_weeks_under_a_service_near_collapse(
    voice: Voice, opening: View
) -> None:
    near = Nearing(quarter=opening.quarter, end="collapse", level=60, quarters=2)
    paper = edition(voice, opening, [near], opening.quarter)
    assert not paper.quotation and not paper.speaker
    assert edition(voice, opening, [], opening.quarter).speaker, "a quiet page has a voice"


def test_a_closed_hospital_is_bigger_news_than_one_that_is_turned_down(
    voice: Voice, opening: View
) -> None:
    at = opening.quarter

    def settled(trust: int, way: str) -> CaseSettled:
        return CaseSettled(
            quarter=at, case=trust, trust=trust, decider="secretary", way=way, chosen=True,
            move="done", held=False, backing=0, behind=0, against=0,
        )  # fmt: skip

    facts: list[Fact] = [
        settled(3, "partner"),
        settled(4, "close"),
        TrustChanged(quarter=at, trust=3, change="taken_over", by="case/partner"),
        TrustChanged(quarter=at, trust=4, change="closed", by="case/close"),
    ]
    assert [s.trust for s in front_page(voice, opening, facts, at)] == [4, 3]
    assert [s.trust for s in front_page(voice, opening, facts[::-1], at)] == [4, 3]
