"""Names, cards, figures, papers and the glossary of a real scenario."""

from __future__ import annotations

import re

import pytest

from game.rules import engine
from game.rules.state import facts as h
from game.rules.state.commands import ChooseAgenda
from game.rules.state.position import Position
from game.rules.state.view import View
from game.rules.views.builder import view
from game.scenario import loader
from game.scenario.pack import Pack
from game.scenario.schema.base import ROLES
from game.telling import Voice, figures, front_page, glossary, names
from game.telling import cards as card_texts
from game.telling.log import tell
from game.world import quarter_calendar

Q = quarter_calendar.parse("2014Q1")


def in_talks(pack: Pack) -> Position:
    position, _ = engine.start(pack, 1)
    for role in ROLES:
        dealt = position.board.office(role).agendas_dealt
        if dealt:
            command = ChooseAgenda(role=role, agenda=dealt[0])
            position, _ = engine.apply(pack, position, command)
    return position


def test_offices_take_the_article_and_verb_they_need(voice: Voice) -> None:
    assert voice.office("secretary") == "the Health Secretary"
    assert voice.office("unions", start=True) == "The Unions"
    assert voice.title_of("unions") == "Unions"
    assert voice.verb("unions", "keeps", "keep") == "keep"
    assert voice.verb("number10", "keeps", "keep") == "keeps"


def test_only_who_is_summoned_is_told_that_it_is(voice: Voice) -> None:
    told = {r: names.summons_said(voice, ("competition", Q), r) for r in ROLES}
    assert told["secretary"].startswith("No 10 has summoned you: ")
    assert told["number10"].startswith("You have summoned the Health Secretary")
    assert told["monitor"] == told["unions"]
    assert "you" not in told["unions"].lower().split()


def test_an_office_is_known_by_a_few_letters(voice: Voice) -> None:
    assert voice.role_named("uni") == "unions"
    assert voice.role_named("Secretary") == "secretary"
    assert voice.role_named("") is None
    assert voice.role_named("n") != "monitor"


def test_every_cause_of_the_scenario_has_a_name_without_underscores(voice: Voice) -> None:
    for rule in voice.scenario.politics:
        for term in rule.terms:
            assert "_" not in voice.cause(term.cause, Q, rule.gauge)


def test_everyone_sees_five_figures_and_two_of_their_own(pack: Pack, voice: Voice) -> None:
    position, _ = engine.start(pack, 1)
    for role in ROLES:
        told = figures.first_figures(voice, view(pack, position, role))
        assert [t.figure for t in told][:5] == list(figures.FIRST)
        assert set(figures.OWN[role]) <= {t.figure for t in told}
    public = figures.first_figures(voice, view(pack, position, "spectator"))
    assert len(public) == 5


def test_a_published_figure_says_about(voice: Voice, opening: View) -> None:
    told = figures.told(voice, opening.figures["trusts_warned"])
    assert not told.exact
    assert told.line.startswith("Trusts about to be listed: about ")


def test_every_lever_of_every_menu_has_a_card(pack: Pack, voice: Voice) -> None:
    position = in_talks(pack)
    for role in ROLES:
        seen = view(pack, position, role)
        cards = card_texts.cards(voice, seen)
        assert len(cards) == len(seen.menu) > 0
        assert all(c.title and c.prose and c.price for c in cards)


def test_papers_are_never_blank_and_put_the_greatest_first(voice: Voice, opening: View) -> None:
    assert len(front_page.front_page(voice, opening, [], Q)) == 1
    facts = [
        h.TrustChanged(quarter=Q, trust=1, change="recovered"),
        h.TrustChanged(quarter=Q, trust=2, change="closed"),
        h.TrustChanged(quarter=Q - 1, trust=3, change="closed"),
        h.Sacked(quarter=Q, by="standing", times=1),
    ]
    page = front_page.front_page(voice, opening, facts, Q)
    assert page[0].headline == "Health Secretary is out"
    told = [(s.occasion, s.trust, voice.trust(s.trust or 0) in s.headline) for s in page[1:]]
    assert told == [("closed", 2, True), ("recovered", 1, True)]


def test_papers_print_nothing_that_is_secret(voice: Voice, opening: View) -> None:
    secret = h.TrustChanged(quarter=Q, trust=2, change="closed", seen_by=("monitor",))
    assert voice.trust(2) not in front_page.front_page(voice, opening, [secret], Q)[0].headline


def test_the_glossary_names_every_item_and_finds_them(voice: Voice) -> None:
    scenario = voice.scenario
    made = glossary.entries(voice)
    assert len(made) == len(glossary.words()) + sum(
        map(len, (scenario.figures, scenario.levers, scenario.events, scenario.agendas))
    )
    assert glossary.look_up(voice, "MORALE")[0].id == "morale"
    assert glossary.look_up(voice, "clout")[0].kind == "word"
    assert glossary.look_up(voice, "") == []
    assert all(e.text and e.term for e in made)


def test_hostile_names_are_made_harmless(pack: Pack) -> None:
    scenario = pack.scenario.model_copy(update={"office_names": {"unions": "\x1b[2JUn\u202eions"}})
    said = Voice(scenario, ("a\x07b",))
    assert said.office("unions") == "the [2JUnions"
    assert said.trust(0) == "ab"


def test_an_answer_is_printed_as_its_card_has_it_for_whoever_reads() -> None:
    pack = loader.load("saving-stps")
    start = view(pack, engine.start(pack, 1)[0], "spectator")
    card = pack.scenario.event("winter_2017")
    chosen = card.options[0]
    fact = h.EventAnswered(quarter=Q, role=card.answers, event=card.id, option=chosen.id)
    voice = Voice(pack.scenario)
    (story,) = front_page.front_page(voice, start, [fact], Q)
    assert (story.headline, story.sentence) == (chosen.headline, chosen.standfirst)
    assert tell(voice, fact).endswith(chosen.standfirst)


@pytest.mark.parametrize(
    ("event", "headline"),
    [
        ("winter_2017", "A humanitarian crisis? “"),
        ("clinicians_never_heard", "Most clinicians have not heard of it: “"),
    ],
)
def test_an_answer_of_an_older_scenario_is_named_by_its_titles(event: str, headline: str) -> None:
    """A journal may hold an answer that the scenario of today no longer has."""
    pack = loader.load("saving-stps")
    start = view(pack, engine.start(pack, 1)[0], "spectator")
    role = pack.scenario.event(event).answers
    fact = h.EventAnswered(quarter=Q, role=role, event=event, option="as_it_was")
    (story,) = front_page.front_page(Voice(pack.scenario), start, [fact], Q)
    assert story.headline == f"{headline}As it was”"


@pytest.mark.parametrize("scenario", [row[0] for row in loader.available()])
def test_what_every_office_reads_speaks_to_none_of_them(scenario: str) -> None:
    about = loader.load(scenario).scenario
    for said in (about.headline, about.tagline):
        assert not re.search(r"\byou(r|rs)?\b", said, re.IGNORECASE), said


def test_what_is_good_is_good_for_the_reader(voice: Voice) -> None:
    delivered = "reform_delivered"  # the Secretary scores by it, the Unions against it
    assert figures.good_way(voice, delivered, "secretary") == "up"
    assert figures.good_way(voice, delivered, "unions") == "down"
    for role, terms in voice.scenario.scoring.roles.items():
        for term in terms:
            if term.value == "marginals_safe":
                assert figures.good_way(voice, "marginals_at_risk", role) == "down"
    assert figures.good_way(voice, "waits") == "down"
    assert figures.good_way(voice, "no_such_figure") == "none"
