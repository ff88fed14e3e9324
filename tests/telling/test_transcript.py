"""Each kind of command is a line of the transcript that says what was done."""

from __future__ import annotations

from pathlib import Path
from typing import get_args

import pytest

from game.match import Match
from game.rules.state import commands as c
from game.rules.state.deal_terms import Abstain, Terms
from game.scenario import loader
from game.scenario.schema.base import ROLES, SPECTATOR
from game.telling import Voice
from game.telling.figures import told
from game.telling.transcript import command, transcript
from game.world import quarter_calendar

Q = quarter_calendar.parse("2014Q1")
TERMS = Terms(
    offerer="unions",
    other="secretary",
    clauses=(Abstain(by="unions", until="2014Q2", tag="strike"),),
)
SAID: list[tuple[c.Command, str]] = [
    (c.ChooseAgenda(role="unions", agenda="no_such"), "Unions: keep the agenda “No such”"),
    (c.Advance(), "The table moves on"),
    (
        c.AnswerEvent(role="monitor", event="none", option="say_no"),
        "Monitor and the Board: answer “Say no”",
    ),
    (c.OfferDeal(role="unions", terms=TERMS), "Unions: offer – The Unions will not use strike"),
    (c.ReplyDeal(role="secretary", deal=3, reply="decline"), "Health Secretary: decline deal 3"),
    (c.Leak(role="unions", figure="morale"), "Unions: leak staff morale"),
    (c.Seal(role="unions"), "Unions: seal nothing"),
    (
        c.Seal(role="unions", orders=(c.Order(lever="no_such", bid=1),)),
        "Unions: seal “No such” +1",
    ),
    (c.Unseal(role="unions"), "Unions: take the sheet back"),
    (c.Inject(event="none"), "The facilitator: let “None” come up"),
    (
        c.Override(figure="morale", to=40, reason="a hard winter"),
        "The facilitator: set staff morale",
    ),
]


def test_every_kind_of_command_is_described_here() -> None:
    (kinds, _) = get_args(c.Command)
    assert {type(given) for given, _ in SAID} == set(get_args(kinds))


@pytest.mark.parametrize(("given", "said"), SAID, ids=lambda v: getattr(v, "do", ""))
def test_a_command_is_one_line(voice: Voice, given: c.Command, said: str) -> None:
    assert command(voice, given, Q).startswith(said)


def test_what_a_sheet_says_of_a_case_is_told_by_its_hospital(voice: Voice) -> None:
    sheet = c.Seal(
        role="unions",
        lines=(c.CaseLine(case=13, way="pay", backing=1),),
        stakes=(c.Stake(case=14, way="close", side="against", clout=2),),
    )
    assert command(voice, sheet, Q, {}, {13: "Ixing Royal"}) == (
        "Unions: seal “Pay its bills for a year” +1 for Ixing Royal and 2 against “Close it” for "
        "case 14"
    )


def test_what_an_order_is_about_is_told_by_name(voice: Voice) -> None:
    about = c.Order(lever="no_such", trusts=("T001", "T009"), to_role="monitor", tag="strike")
    said = command(voice, c.Seal(role="unions", orders=(about,)), Q, {"T001": "Ixing Royal"})
    assert said == (
        "Unions: seal “No such” on Ixing Royal, T009, Monitor and the Board and strike orders"
    )


def test_with_figures_each_quarter_begins_with_what_had_been_read(tmp_path: Path) -> None:
    path = tmp_path / "game.jsonl"
    with Match.new(loader.load("december-2013"), dict.fromkeys(ROLES, "ai:idle"), 3, path) as match:
        while match.turn < 3:
            match.step_ai()
        read = match.history_view(2, SPECTATOR).figures
        voice = Voice.of(match.pack.scenario, match.view(SPECTATOR))
    lines = list(transcript(path, figures=True))
    began = next(n for n, line in enumerate(lines) if line.startswith("-- Turn 2:"))
    after = lines[began + 1 : began + 1 + len(read)]
    shown = [read.get(spec.figure) for spec in voice.scenario.figures]
    assert after == [f"  {told(voice, figure).line}" for figure in shown if figure is not None]
    plain = list(transcript(path))
    assert len(plain) < len(lines)
    assert [line for line in lines if line in plain] == plain


def test_what_a_command_says_is_not_said_again_beneath_it(tmp_path: Path) -> None:
    path = tmp_path / "game.jsonl"
    with Match.new(
        loader.load("december-2013"), dict.fromkeys(ROLES, "ai:persona"), 3, path
    ) as match:
        while match.turn < 3:
            match.step_ai()
    everything = list(transcript(path, who="all"))
    heard = list(transcript(path))
    assert any(line.startswith("> ") and ": seal" in line for line in everything)
    assert not any("sealed." in line or "keeps the agenda" in line for line in everything)
    assert any("have sealed." in line for line in heard)  # a reader who saw no command
    for lines in (everything, heard):
        terms = [x.split("will ", 1)[1] for x in lines if "until the end of" in x and " will " in x]
        assert terms
        assert not any("is declined" in x and " will " in x for x in lines)
