"""The commands that work at every prompt: help, why, trusts, figures, deals, log, source."""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Final

from game.match import Match
from game.rules.cards import rules_of_thumb
from game.rules.state.view import View
from game.scenario import numerals
from game.scenario.title_case import inside
from game.telling import Voice, figures, glossary, log
from game.telling import deals as of_deals
from game.telling.formatting import clean, money, number
from game.telling.historical_overlay import as_it_was
from game.telling.names import REGION_NAMES, STATUS
from game.telling.typography import sought
from game.telling.why import why
from game.terminal.prompts import Console
from game.world.figure_names import REGIONS

HELP: Final = (
    ("a number", "makes that choice"),
    ("figures", "every figure you may know"),
    ("why FIGURE", "why it moved last"),
    ("trusts [REGION or part of a name]", "hospitals, worst first"),
    ("deals", "deals you know of"),
    ("menu", "your levers and what they would do"),
    ("log", "what has happened"),
    ("source ITEM", "what a figure, lever, event or word is, and where it comes from"),
    ("turns", "the quarters that can be gone back to"),
    ("rewind N", "go back to the beginning of turn N"),
    ("withdraw [OFFICE]", "take a sealed sheet back before the last seal"),
    ("note TEXT", "keep a bookmark for the debrief"),
    ("notes", "what has been noted"),
    ("save", "say where the game is kept"),
    ("quit", "leave; the journal keeps the game"),
)


class Lookup:
    """Answers questions without changing anything. ``reader`` gives the view to answer from."""

    def __init__(self, match: Match, console: Console, reader: Callable[[], View]) -> None:
        self._match = match
        self._console = console
        self._reader = reader

    def answers(self, word: str, rest: str) -> bool:
        """Answer the line if it is a question; return whether it was."""
        asked: dict[str, Callable[[str], None]] = {
            "help": self._help,
            "?": self._help,
            "figures": self._figures,
            "why": self._why,
            "trusts": self._trusts,
            "deals": self._deals,
            "log": self._log,
            "source": self._source,
            "turns": self._turns,
            "notes": self._notes,
        }
        if word not in asked:
            return False
        asked[word](rest)
        return True

    def _voice(self, view: View) -> Voice:
        return Voice.of(self._match.pack.scenario, view)

    def _help(self, rest: str) -> None:
        self._console.heading("Help")
        self._console.say(*(f"{word}: {what}." for word, what in HELP))

    def _figures(self, rest: str) -> None:
        view = self._reader()
        self._console.heading("Figures")
        for told in figures.all_told(self._voice(view), view):
            self._console.say(f"{told.line}. {told.when}.")

    def _why(self, rest: str) -> None:
        view = self._reader()
        voice = self._voice(view)
        name = find_figure(voice, rest)
        if name is None:
            self._console.say("Type why and a figure's name, such as: why morale.")
            return
        thumb = rules_of_thumb.by_source(self._match.pack)
        heard = self._match.log_for(view.who)
        answer = why(voice, heard, name, view, lambda source: thumb.get(source, ()))
        self._console.heading(f"Why: {voice.figure(name)}")
        self._console.say(answer.summary, *(b.line for b in answer.causes), *answer.also)
        was = as_it_was(voice, name, view.quarter - 1)
        if was is not None:
            self._console.say(was.said)

    def _trusts(self, rest: str) -> None:
        view = self._reader()
        self._console.heading("Trusts")
        self._console.say(*trust_lines(view, rest))

    def _deals(self, rest: str) -> None:
        view = self._reader()
        voice = self._voice(view)
        self._console.heading("Deals")
        if not view.deals:
            self._console.say("No deal has been offered that you know of.")
        for deal in view.deals:
            self._console.say(of_deals.deal(voice, deal))

    def _log(self, rest: str) -> None:
        view = self._reader()
        self._console.heading("Log")
        lines = log.log_lines(self._voice(view), view, self._match.log_for(view.who))
        self._console.say(*lines[-(numerals.whole(rest) or 40) :])

    def _source(self, rest: str) -> None:
        found = glossary.look_up(self._voice(self._reader()), rest)
        if not found:
            self._console.say("Nothing is called that. Try: source morale.")
        for entry in found[:3]:
            came = "; ".join(entry.sources) or "a rule of the game"
            self._console.say(f"{entry.term} ({entry.kind}): {entry.text} Source: {came}.")

    def _turns(self, rest: str) -> None:
        voice = self._voice(self._reader())
        for mark in self._match.turns:
            when = "the start" if mark.turn == 0 else voice.quarter(mark.quarter)
            self._console.say(f"Turn {mark.turn}: {when}.")

    def _notes(self, rest: str) -> None:
        view = self._reader()
        voice = self._voice(view)
        self._console.heading("Notes")
        kept = self._match.notes(view.who)
        self._console.say(*(f"{voice.quarter(q)}: {clean(note.text)}" for q, note in kept))
        if not kept:
            self._console.say("Nothing has been noted yet; type note and a text.")


def find_figure(voice: Voice, text: str) -> str | None:
    """Return the figure that a person means, by id, title or short name."""
    wanted = sought(text)
    if not wanted:
        return None
    specs = voice.scenario.figures
    for spec in specs:
        if wanted in (spec.figure, spec.figure.replace("_", " "), sought(spec.title)):
            return spec.figure
    fit = [s for s in specs if wanted in sought(s.title) or wanted in sought(s.short)]
    return fit[0].figure if fit else None


def trust_lines(view: View, text: str = "", limit: int = 25) -> list[str]:
    """Return trusts as lines, those at risk (where known), named or losing money first."""
    columns = view.trusts
    wanted = sought(text)
    rows = []
    for row, name in enumerate(columns.name):
        region = REGIONS[int(columns.region[row])]
        if (
            wanted
            and wanted not in (region.lower(), REGION_NAMES[region].lower())
            and (wanted not in sought(name))
        ):
            continue
        surplus = float(columns.surplus_m[row])
        worst = (
            0 if columns.listed[row] else 1,
            surplus if math.isfinite(surplus) else math.inf,
            name,
        )
        rows.append((worst, row, region))
    rows.sort()
    lines = [trust_line(view, row, region) for _, row, region in rows[:limit]]
    if len(rows) > limit:
        lines.append(f"And {len(rows) - limit} more; give a region or part of a name.")
    return lines or ["No trust fits."]


def trust_line(view: View, row: int, region: str = "") -> str:
    """Return one trust with what the reader may know of it."""
    columns = view.trusts
    notes = [region or REGIONS[int(columns.region[row])], inside(STATUS[int(columns.status[row])])]
    notes += ["on the failing list"] if columns.listed[row] else []
    notes += ["in a marginal seat"] if columns.marginal[row] else []
    notes += ["private finance"] if columns.pfi[row] else []
    notes += ["pledged"] if columns.pledged[row] else []
    if columns.warned[row] == 1:
        notes.append("about to be listed")
    for label, value in (("result", columns.surplus_m[row]), ("cash", columns.cash_m[row])):
        if math.isfinite(value):
            notes.append(f"{label} {money(float(value))}")
    if math.isfinite(columns.rating[row]):
        notes.append(f"quality band {number(float(columns.rating[row]) + 1)} of 4")
    return f"{columns.name[row]}: {', '.join(notes)}."
