"""Each kind of effect, alone on a lever, changes something that somebody may see."""

from __future__ import annotations

from dataclasses import fields
from typing import Any, get_args

import pytest

from game.journal.public_file import plain
from game.rules.state.commands import Order, Seal
from game.rules.state.view import Who
from game.rules.views.builder import view
from game.scenario.schema.base import ROLES, SPECTATOR
from game.scenario.schema.cards import Lever
from game.scenario.schema.effects import EFFECT_KINDS, SpecialAct
from tests.rules import fixtures, small_cards
from tests.rules.fixtures import Game
from tests.rules.small_cards import knob, lever, shock, special, trusts

#: Of each kind one that does something, in the words of a scenario.
EXAMPLES: dict[str, dict[str, Any]] = {
    "shock": shock("morale", 9),
    "push": {"do": "push", "gauge": "morale", "by": 20, "quarters": 4},
    "knob": knob("activity_pct", -8),
    "trusts": trusts("support_k", 20_000, {"among": "all", "n": 3}),
    "bar": {"do": "bar", "levers": ["organise"], "quarters": 4},
    "flag": {"do": "flag", "flag": "balloted", "quarters": 4},
    "clout": {"do": "clout", "role": "unions", "by": -2},
    "cheaper": {"do": "cheaper", "lever": "organise", "by": 1, "quarters": 4},
    "case_clock": {"do": "case_clock", "by": 1, "on": {"among": "at_risk"}},
    "special": special("dissolve"),
}
TARGETS: dict[str, dict[str, Any]] = {
    "summon_secretary": {"kind": "tag", "tags": ["money"]},
    "open_books": {"kind": "role", "roles": ["secretary"]},
    "reveal_quality": {"kind": "trusts", "n": 1},
}


def test_every_kind_has_an_example_of_its_own() -> None:
    assert set(EXAMPLES) == set(EFFECT_KINDS)


@pytest.mark.parametrize("kind", EFFECT_KINDS)
def test_an_effect_of_each_kind_shows(kind: str) -> None:
    assert shows(lever("probe", "number10", 0, EXAMPLES[kind]))


@pytest.mark.parametrize("act", get_args(SpecialAct))
def test_each_consequence_with_a_rule_of_its_own_shows(act: SpecialAct) -> None:
    when = "campaign" if act == "cash_repeal_pledge" else "lever"
    more = {"target": TARGETS[act]} if act in TARGETS else {}
    assert shows(lever("probe", "number10", 0, special(act, quarters=None), kind=when, **more))


def test_the_harness_sees_nothing_in_an_effect_that_does_nothing() -> None:
    assert not shows(lever("probe", "number10", 0, shock("morale", 0)))


def shows(probe: Lever) -> bool:
    """Whether some reader of a game sees a difference that only the lever's effects make.

    The orders themselves, what is in force and forecasts are left out: they are read from the
    card, whether or not anything obeys it.
    """
    cases = any(effect.do == "case_clock" for effect in probe.effects)
    bare = probe.model_copy(update={"effects": ()})
    games = [with_lever(probe, cases=cases), with_lever(bare, cases=cases)]
    target = probe.target
    order = Order(
        lever="probe",
        to_role="secretary" if target is not None and target.kind == "role" else None,
        tag="money" if target is not None and target.kind == "tag" else None,
        trusts=("t000",) if target is not None and target.kind == "trusts" else (),
    )
    for game in games:
        if probe.kind == "campaign":
            game.to("campaign").do(Seal(role="number10", orders=(order,)))
        else:
            game.orders(number10=order, unions="attack")  # which support for the reform loses by
    while True:
        one, other = games
        if one.board.phase != other.board.phase:
            return True
        for who in (*ROLES, SPECTATOR):
            if seen(one, who) != seen(other, who):
                return True
        if one.board.phase == "ended":
            return False
        for game in games:
            game.do(game.simplest())


def with_lever(probe: Lever, *, cases: bool) -> Game:
    """A game of the tests' scenario that has the lever besides."""
    return Game(fixtures.pack(levers=(*small_cards.LEVERS, probe), cases=cases))


def seen(game: Game, who: Who) -> dict[str, Any]:
    """What the reader's view shows of a game, without what merely repeats the cards."""
    shown = view(game.pack, game.position, who)
    kept = {
        f.name: plain(getattr(shown, f.name))
        for f in fields(shown)
        if f.name not in ("orders", "in_force", "menu")
    }
    menu = [(o.lever, o.clout, o.reasons, o.trusts) for o in shown.menu if o.lever != "probe"]
    return {**kept, "menu": menu}
