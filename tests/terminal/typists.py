"""People at a terminal: one who types a script, one who answers whatever is asked."""

from __future__ import annotations

import io

from game.match import Match
from game.rules.state.commands import Advance, ChooseAgenda
from game.scenario.pack import Pack
from game.scenario.schema.base import ROLES, Role
from game.terminal.play import play

ALONE: dict[Role, str] = {r: "human" if r == "secretary" else "ai:persona" for r in ROLES}


FOUR: dict[Role, str] = dict.fromkeys(ROLES, "human")


def typed(match: Match, *lines: str, screen: bool = False) -> str:
    """What is shown when those lines are typed, until the input ends."""
    out = io.StringIO()
    with match:
        assert play(match, io.StringIO("".join(f"{x}\n" for x in lines)), out, screen=screen) == 0
    return out.getvalue()


class Obliging:
    """A person who answers whatever is asked with the plainest answer, for ever."""

    def __init__(self, shown: io.StringIO, limit: int = 5000) -> None:
        self._shown = shown
        self._left = limit

    def readline(self) -> str:
        self._left -= 1
        assert self._left, "the game never ends"
        asked = self._shown.getvalue()[-400:].rsplit("\n", 3)[-3:]
        prompt = " ".join(asked)
        if "or seal." in prompt:
            return "seal\n"
        if "Type 1" in prompt and "press Enter" not in prompt:
            return "1\n"
        return "\n"


def whole(match: Match) -> str:
    """A whole game, played by obliging people."""
    shown = io.StringIO()
    with match:
        play(match, Obliging(shown), shown, screen=False)  # type: ignore[arg-type]
        assert match.ended
    return shown.getvalue()


def at_orders(pack: Pack) -> Match:
    """A match whose one person is asked for its first sheet."""
    match = Match.new(pack, ALONE, 3)
    while match.view("secretary").phase != "orders":
        if match.step_ai():
            continue
        kind = match.pending()[0].kind
        if kind == "agenda":
            agenda = match.view("secretary").agendas_dealt[0]
            match.submit(ChooseAgenda(role="secretary", agenda=agenda))
        elif kind == "answer":
            match.hand("secretary", "ai:idle")
            match.step_ai()
            match.hand("secretary", "human")
        else:
            match.submit(Advance())
    return match
