"""``watch`` tells the public side of a game from its public file alone."""

from __future__ import annotations

import io
from pathlib import Path

from game.match import Match
from game.scenario import loader
from game.scenario.schema.base import ROLES
from game.terminal.watch import watch


def test_the_wall_follows_a_game_without_its_journal(tmp_path: Path) -> None:
    path = tmp_path / "game.jsonl"
    with Match.new(loader.load("december-2013"), dict.fromkeys(ROLES, "ai:persona"), 4, path) as t:
        for _ in range(40):
            t.step_ai()
        quarter = t.view("spectator").quarter
        log = t.log
    path.unlink()
    out = io.StringIO()
    assert watch(path, out, once=True, interval=1) == 0
    shown = out.getvalue()
    assert "Q3 2013/14: Bulletin ==" in shown
    assert "Trusts on the failing list: " in shown
    assert quarter > 0
    told = {h.agenda for h in log if h.kind == "agenda_step"}  # a step reached is public
    agendas = [h.agenda for h in log if h.kind == "agenda" and h.agenda not in told]
    titles = [loader.load("december-2013").scenario.agenda(a).title for a in agendas]
    assert titles
    assert not any(f"“{title}”" in shown for title in titles)


def test_lines_that_make_no_sense_are_passed_over(tmp_path: Path) -> None:
    public = tmp_path / "game.public.jsonl"
    public.write_text(
        '{"kind":"game","scenario":"december-2013","title":"A \\u001b[2Jtitle"}\n'
        '{"kind":"now","view":{}}\nnot json\n{"kind":"now","happenings":3,"view":{"quarter":"x"}}\n'
    )
    out = io.StringIO()
    assert watch(public, out, once=True, interval=1) == 0
    assert out.getvalue() == "A [2Jtitle\n"
