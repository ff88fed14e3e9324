"""The coach's advice in words: every part has its sentence, and sums add up."""

from __future__ import annotations

from dataclasses import replace

import pytest

from game.players.search.advice import Advice, Meeting, Pressure, Swap
from game.rules.state.commands import CaseLine, Order, Seal, Stake
from game.rules.state.view import View
from game.rules.views.builder import view
from game.scenario import loader
from game.telling import Voice
from game.telling.advice import lines, signed, swap_title, told
from tests.rules.fixtures import Game

PACK = loader.load("december-2013")


@pytest.fixture(scope="module")
def seen() -> View:
    game = Game(PACK, 7)
    while game.position.board.phase != "orders":
        game.do(game.simplest())
    return view(PACK, game.position, "secretary")


def voice(seen: View) -> Voice:
    return Voice.of(PACK.scenario, seen)


def advice(seen: View, gains: tuple[float, ...], **more: object) -> Advice:
    first, second = (o.lever for o in list(seen.menu.open)[:2])
    sheet = Seal(role="secretary", orders=(Order(lever=first),))
    mean = sum(gains) / len(gains)
    known: dict[str, object] = {
        "terms": (("Seats", mean + 1.0), ("clout", -1.0)),
        "worst": (("Seats", min(gains) + 1.0), ("clout", -1.0)),
        "meetings": (Meeting("unions", first, second, None, 3, 2),),
        "pressures": (Pressure("monitor", -0.8, (("Seats", -0.9), ("clout", 0.1))),),
        "swap": Swap(
            Seal(role="secretary", orders=(Order(lever=second),)), 1.25, (("Seats", 1.25),)
        ),
        "tried": 20,
        "stage": 3,
    }
    return Advice(sheet, gains, **{**known, **more})  # type: ignore[arg-type]


def test_an_order_that_comes_to_nothing_is_the_main_risk(seen: View) -> None:
    draft = advice(seen, (0.0, 0.0), meetings=())
    lever = draft.sheet.orders[0].lever
    said = "\n".join(lines(voice(seen), seen, replace(draft, fizzles=((lever, 2),))))
    title = voice(seen).lever(lever, seen.quarter)
    assert f"Main risk: “{title}” comes to nothing in 2 of 2 guesses" in said


def test_all_of_it_is_said(seen: View) -> None:
    said = "\n".join(lines(voice(seen), seen, advice(seen, (2.0, -0.5, 3.0, 1.5))))
    assert "Expected of this sheet: 1.5 points more than an empty sheet" in said
    assert "between −0.5 and +3 in 4 guesses" in said
    assert "Of that Seats +2.5 and Clout kept −1." in said
    assert "in 1 of 4 guesses it does worse than an empty sheet, at worst −0.5 points" in said
    assert "chiefly by clout kept (−1)" in said
    assert "in 3 of 4 guesses; in 2 of these yours loses some or all of its effect" in said
    assert "What Monitor and the Board most likely do takes 0.8 points, chiefly seats." in said
    assert ": +1.2 points – seats +1.2." in said


def test_what_never_does_worse_says_what_it_costs(seen: View) -> None:
    text = told(voice(seen), seen, advice(seen, (1.0, 2.0)))
    assert text.better == 1.0
    assert text.risk.endswith("what it costs is clout kept (−1).")
    quiet = advice(seen, (1.0, 2.0), worst=(("Seats", 1.0),))
    assert told(voice(seen), seen, quiet).risk == "nothing that these guesses show."


def test_nobody_against_it_and_no_swap_are_said_too(seen: View) -> None:
    quiet = advice(seen, (1.0,), meetings=(), pressures=(), swap=None)
    text = told(voice(seen), seen, quiet)
    assert text.others == ("In none of 1 guess does anybody act against it.",)
    assert text.swap == "none of 20 single changes that were tried is clearly better."


def test_an_empty_sheet_is_not_measured_by_itself(seen: View) -> None:
    empty = replace(advice(seen, (0.0, 0.0), terms=()), sheet=Seal(role="secretary"))
    said = list(lines(voice(seen), seen, empty))
    assert said[0] == "Expected of this sheet: nothing yet: it is empty."
    assert not any("Main risk" in line or "empty sheet" in line for line in said)
    assert any(line.startswith("A better sheet: ") for line in said)


def test_what_is_not_worked_out_yet_is_not_said(seen: View) -> None:
    text = told(voice(seen), seen, advice(seen, (1.0,), stage=1))
    assert not text.others
    assert not text.swap


def test_parts_add_up_to_the_gain(seen: View) -> None:
    terms = tuple((f"Term {n}", 0.5) for n in range(8))
    text = told(voice(seen), seen, advice(seen, (4.0,), terms=terms))
    assert sum(by for _, by in text.parts) == pytest.approx(4.0)
    assert text.parts[-1][0] == "All else"


def test_points_have_their_sign() -> None:
    assert [signed(x) for x in (0.04, -0.04, 1.0, -2.55)] == ["±0", "±0", "+1", "−2.5"]


def test_every_kind_of_swap_has_its_words(seen: View) -> None:
    a, b = (o.lever for o in list(seen.menu.open)[:2])
    case = seen.cases[0]
    way = case.ways[0].way
    plain = Seal(role="secretary", orders=(Order(lever=a),))
    name = voice(seen).lever(a, seen.quarter)
    other = voice(seen).lever(b, seen.quarter)

    def title(sheet: Seal, beside: Seal = plain) -> str:
        return swap_title(voice(seen), seen, beside, Swap(sheet, 1.0, ()))

    assert title(Seal(role="secretary")) == f"without “{name}”"
    assert (
        title(Seal(role="secretary", orders=(Order(lever=b),))) == f"“{other}” instead of “{name}”"
    )
    both = plain.model_copy(update={"orders": (Order(lever=a), Order(lever=b))})
    assert title(both) == f"“{other}” as well"
    bid = plain.model_copy(update={"orders": (Order(lever=a, bid=2),)})
    assert title(bid) == f"a bid of 2 on “{name}”"
    assert title(plain, bid) == f"no bid on “{name}”"
    line = plain.model_copy(update={"lines": (CaseLine(case=case.number, way=way, backing=2),)})
    assert title(line).endswith(", with 2 clout behind it")
    stake = Stake(case=case.number, way=way, side="against", clout=1)
    staked = plain.model_copy(update={"stakes": (stake,)})
    assert title(staked).startswith("1 clout against ")
    assert title(plain, staked) == "without the stake"
