"""Cards in words: forecasts say where, when and if what happens, of answers to events too."""

from __future__ import annotations

import re

from game.rules.state.view import Arrow, PendingEvent
from game.rules.views.builder import view
from game.scenario import loader
from game.scenario.schema.base import ROLES
from game.scenario.schema.effects import CaseClock
from game.scenario.texts import claims, texts
from game.telling import Voice
from game.telling.cards import cards, options, sources
from game.telling.figures import arrow, arrow_said
from tests.rules.fixtures import Game

PACK = loader.load("december-2013")
GAME = Game(PACK).position
VOICE = Voice.of(PACK.scenario, view(PACK, GAME, "spectator"))


def test_a_forecast_says_when_where_and_if_what_happens() -> None:
    there = Arrow("quality", 2, True, 1, there=True)
    assert arrow_said(VOICE, there).startswith(f"{VOICE.figure('quality')} there ")
    assert "next quarter" in arrow_said(VOICE, there)
    assert " there" in arrow(VOICE, there)
    for given, words in (("closure", "if a hospital closes"), ("administration", "falls due")):
        assert words in arrow_said(VOICE, Arrow("closures", -1, True, 0, given))  # type: ignore[arg-type]
        assert words in arrow(VOICE, Arrow("closures", -1, True, 0, given))  # type: ignore[arg-type]


def test_answers_come_with_their_own_arrows() -> None:
    spec = PACK.scenario.event("twenty_consortia")
    asked = tuple((o.id, o.clout, o.purse_m, ()) for o in spec.options)
    item = PendingEvent(spec.id, spec.answers, asked)
    first = spec.options[0].id
    rows = options(VOICE, item, {f"{spec.id}/{first}": (Arrow("morale", -1, True),)})
    assert [row.option for row in rows] == [o.id for o in spec.options]
    assert [len(row.spoken) for row in rows] == [1] + [0] * (len(rows) - 1)


def test_a_counter_says_where_it_must_meet_over_the_same_hospital() -> None:
    said = {c.lever: c.counters for role in ROLES for c in cards(VOICE, view(PACK, GAME, role))}
    assert said["save_hospital"].endswith("over a hospital that both name")
    assert "both name" not in said["judicial_review"] + said["pm_speech"]


def test_every_lever_that_moves_a_clock_says_so_on_its_card() -> None:
    told: dict[str, str] = {}
    for who in ROLES:
        menu = cards(VOICE, view(PACK, Game(PACK).to("orders").position, who))
        told |= {card.lever: card.asks for card in menu}
    moving = {
        lever.id: e.by
        for lever in PACK.scenario.levers
        for e in lever.effects
        if isinstance(e, CaseClock) and lever.id in told
    }
    assert len(moving) >= 6
    for lever, by in moving.items():
        assert ("later" if by > 0 else "sooner") in told[lever]
    assert not any("falls due" in asks for lever, asks in told.items() if lever not in moving)


def test_a_reader_is_told_a_text_that_can_be_looked_up_and_no_claims_number() -> None:
    for claim, row in claims().items():
        (text,) = sources((claim,), "")
        assert claim not in text and row["text"] not in text
        assert re.search(r"20\d\d", text), "a text is known by its title or subject and its year"
    assert len(sources(("001.6", "001.10", "000.4"), "Hansard, 2013")) == 3, (
        "each text is said once"
    )


def test_a_scenario_of_a_text_names_it_as_its_cards_do() -> None:
    own = {"if-it-works": "000", "december-2013": "001", "honeymoon": "002"}
    own |= {"culling-the-herd": "003", "saving-stps": "004"}
    for scenario, text in own.items():
        assert loader.load(scenario).scenario.sources[0] == texts()[text]
