"""Talks in text: an offer of one's own, and every question of it can be left."""

from __future__ import annotations

import io

import pytest

from game.match import Match
from game.scenario.pack import Pack
from game.terminal import talks
from game.terminal.play import play
from game.terminal.prompts import Console, StoppedError
from tests.terminal.typists import FOUR, Obliging


def test_an_offer_of_ones_own_can_be_written(pack: Pack) -> None:
    match = Match.new(pack, FOUR, 3)
    shown = io.StringIO()
    script = iter(["1", "", "__last__", "1", "4", "2", "__enter__", "2", "1", "__enter__", "quit"])

    class Writing(Obliging):
        def readline(self) -> str:
            text = shown.getvalue()
            if "== Talks ==" not in text:
                return super().readline()
            line = next(script)
            if line == "__last__":
                numbers = [x.split(".")[0] for x in text.split("\n") if "Write an offer" in x]
                return f"{numbers[-1]}\n"
            return "\n" if line in ("__enter__", "") else f"{line}\n"

    with match:
        play(match, Writing(shown), shown, screen=False)  # type: ignore[arg-type]
        offered = [d for d in match.view("secretary").deals if d.terms.offerer == "secretary"]
    assert len(offered) == 1
    assert offered[0].terms.clauses[0].kind == "pay_clout"
    assert offered[0].terms.bond == 1
    assert not offered[0].terms.secret


def test_every_question_of_an_offer_can_be_left(pack: Pack) -> None:
    """Enter goes back to the kind of promise, from there on, and never into a promise."""
    match = Match.new(pack, FOUR, 3)
    kinds = [line for kind in "123456" for line in (kind, "")]
    typed_lines = ["1", "1", *kinds, "", "", "left"]
    reader, out = io.StringIO("".join(f"{x}\n" for x in typed_lines)), io.StringIO()
    console = Console(reader, out, screen=False)
    console.commands = lambda line: line == "left" and bool(out.write("heard\n"))
    with pytest.raises(StoppedError):
        talks.talk(match, console, "secretary", "finish")
    shown = out.getvalue()
    assert shown.count("or press Enter to go back") >= 4
    assert shown.index("An offer without a promise is none.") < shown.index("heard")
    assert not match.view("secretary").deals
