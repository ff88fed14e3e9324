"""What could command a terminal, by every field that people write and every way out.

The gate refuses such text in files (``tests.scenario.test_characters``). Here it is inside all
the same, in every name and sentence of a scenario at once, in notes and in files edited by hand,
and no way out lets it through.
"""

from __future__ import annotations

import io
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from pydantic import BaseModel

from game.__main__ import main
from game.cli.crash_report import failed
from game.journal.format import NoteEntry
from game.journal.public_file import public_path
from game.match import Match
from game.paths import scenarios_dir
from game.rules.state.replace import replace
from game.scenario import loader
from game.scenario.characters import stray
from game.scenario.pack import Pack
from game.scenario.schema.base import ROLES, SPECTATOR
from game.telling import Voice, front_page
from game.telling.log import log_lines
from game.telling.transcript import transcript
from game.terminal.play import play
from game.terminal.watch import watch
from tests.desktop.driver import Driver
from tests.desktop.people import Room, seats

#: Each stands for its kind: escape, bell, nought, erase, an eight-bit escape, right-to-left
#: override, isolate, a letter without width, byte-order mark, line separator, private use.
STRAY = "\x1b]0;owned\x07\x00\x7f\x9b2J\u202e\u2066\u200b\ufeff\u2028\ue000"
#: Keys of the scenario's models that are prose or names, and no ids.
_WRITTEN = {
    *("title", "tagline", "headline", "background", "lesson", "prose", "short", "glossary"),
    *("press", "why", "about", "name", "source"),
}


def poisoned(value: Any) -> Any:
    """The value with stray characters in every text that a person wrote."""
    if isinstance(value, BaseModel):
        changed = {}
        for name in type(value).model_fields:
            old = getattr(value, name)
            if isinstance(old, str):
                changed[name] = old + STRAY if name in _WRITTEN else old
            else:
                changed[name] = poisoned(old)
        return value.model_copy(update=changed)
    if isinstance(value, tuple):
        return tuple(poisoned(item) for item in value)
    if isinstance(value, dict):
        return {key: poisoned(item) for key, item in value.items()}
    return value


@pytest.fixture(scope="module")
def pack() -> Pack:
    """The example as if its gate had been open."""
    good = loader.load(scenarios_dir() / "common" / "example")
    model = good.model
    place = replace(model.place, trust_name=tuple(n + STRAY for n in model.place.trust_name))
    country = replace(model.country, seat_name=tuple(n + STRAY for n in model.country.seat_name))
    scenario = poisoned(good.scenario)
    names = {role: f"the {role}{STRAY}" for role in ROLES}
    scenario = scenario.model_copy(update={"office_names": names})
    return Pack(scenario, replace(model, place=place, country=country))


class Persistent:
    """A person who asks for everything, and answers with what is simplest."""

    ASKED = ("help", "figures", "trusts", "deals", "log 300", "why morale", "notes", "turns",
             "source morale", "menu", "closed", "show 1")  # fmt: skip

    def __init__(self, shown: io.StringIO) -> None:
        self._shown, self._asked, self._left = shown, list(self.ASKED), 220

    def readline(self) -> str:
        self._left -= 1
        if not self._left:
            return ""
        if self._asked and self._left % 2:
            return self._asked.pop(0) + "\n"
        prompt = self._shown.getvalue()[-300:]
        if "or seal." in prompt:
            self._asked = self._asked or list(self.ASKED)
            return "seal\n"
        return "1\n" if "Type 1" in prompt and "press Enter" not in prompt else "\n"


def clean(text: str) -> bool:
    """Whether nothing in it could command a terminal, the game's own clearing apart."""
    return stray(text.replace("\x1b[H\x1b[2J\x1b[3J", "")) is None and "\r" not in text


def at_a_terminal(pack: Pack, folder: Path) -> str:
    out = io.StringIO()
    match = Match.new(pack, {**dict.fromkeys(ROLES, "ai:persona"), "unions": "human"}, 3)
    match.journal.append(NoteEntry(text=STRAY))
    play(match, Persistent(out), out, screen=True)  # type: ignore[arg-type]
    assert "The end" in out.getvalue() or "Your levers" in out.getvalue()
    return out.getvalue()


def in_words(pack: Pack, folder: Path) -> str:
    match = Match.new(pack, dict.fromkeys(ROLES, "ai:persona"), 3)
    match.run_ai()
    match.announce()
    view = match.view(SPECTATOR)
    voice, heard = Voice.of(pack.scenario, view), match.log_for(SPECTATOR)
    told = [s.headline + s.sentence for s in front_page.front_page(voice, view, heard, view.first)]
    return "\n".join([*log_lines(voice, view, heard), *told])


def on_the_wall(pack: Pack, folder: Path) -> str:
    with Match.new(pack, dict.fromkeys(ROLES, "ai:persona"), 3, folder / "g.jsonl") as match:
        match.run_ai()
    public = public_path(folder / "g.jsonl")
    lines = [json.loads(line) for line in public.read_text("utf-8").splitlines()]
    lines[0]["title"] += STRAY  # a hand that edits the file
    lines[0]["scenario"] += STRAY
    for line in lines[1:]:
        line["view"]["phase"] += STRAY if line["view"]["phase"] == "reveal" else ""
    public.write_text("\n".join(map(json.dumps, lines)) + "\n", "utf-8")
    out = io.StringIO()
    watch(folder / "g.jsonl", out, once=True, interval=0)
    return out.getvalue()


def of_a_journal(pack: Pack, folder: Path) -> str:
    path = folder / "kept.jsonl"
    example = str(scenarios_dir() / "common" / "example")
    good = loader.load(example)
    with Match.new(good, dict.fromkeys(ROLES, "ai:persona"), 3, path, scenario=example) as match:
        match.journal.append(NoteEntry(author="unions", text=STRAY))
        match.run_ai()
    return "\n".join(transcript(path, "all", scenario=example))


def in_a_refusal(pack: Pack, folder: Path) -> str:
    said = []
    for args in (["play", "--scenario", "x" + STRAY.replace("\x00", "")], ["x" + STRAY],
                 ["replay", str(folder / ("x" + STRAY.replace("\x00", "")))],
                 ["election", "--shares", "con" + STRAY]):  # fmt: skip
        err = io.StringIO()
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr("sys.stderr", err)
            assert main(args) == 2
        assert err.getvalue().count("\n") == 1
        said.append(err.getvalue())
    return "".join(said)


def of_a_crash(pack: Pack, folder: Path) -> str:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_STATE_HOME", str(folder))
        return failed(RuntimeError(STRAY), ["play", STRAY])


def on_the_desktop(pack: Pack, folder: Path) -> str:
    room = Room.at(Match.new(pack, seats("unions", "secretary"), 3))
    said: list[str] = []

    def look(driver: Driver) -> None:
        said.extend(f"{node.label} {sorted(node.state.items())}" for node in driver.all())

    with room:
        look(room.driver)
        room.agendas()
        room.match.journal.append(NoteEntry(text=STRAY))
        for label in ("Trusts", "Log", "Figures", "Seats", "Menu", "History", "Notes"):
            room.use(label)
            look(room.driver)
        room.use("Back", "button")
        room.to("orders")
        room.visit("unions")
        look(room.driver)
        room.use(room.driver.labels("card")[0], "card")
        look(room.driver)
    return "\n".join(said)


WAYS: dict[str, Callable[[Pack, Path], str]] = {
    "a terminal": at_a_terminal,
    "sentences": in_words,
    "the wall": on_the_wall,
    "a replay": of_a_journal,
    "a refusal": in_a_refusal,
    "a crash": of_a_crash,
    "the desktop": on_the_desktop,
}


@pytest.mark.parametrize("way", WAYS)
def test_nothing_that_could_command_a_screen_comes_out(
    pack: Pack, tmp_path: Path, way: str
) -> None:
    said = WAYS[way](pack, tmp_path)
    assert said
    assert [ascii(line) for line in said.split("\n") if not clean(line)] == []


def test_notes_and_names_were_really_poisoned(pack: Pack) -> None:
    assert pack.scenario.title.endswith(STRAY)
    assert pack.scenario.levers[0].names[0].title.endswith(STRAY)
    assert pack.scenario.events[0].title.endswith(STRAY)
    assert pack.scenario.figures[0].title.endswith(STRAY)
