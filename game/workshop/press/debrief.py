"""The debrief: one HTML file of a kept game, or several, that needs nothing else; CSV beside it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from game import __version__
from game.errors import InputError
from game.files import cut, reason, replace
from game.journal.timeline import strategies
from game.rules.counterfactual import COMPARED
from game.telling.formatting import clean
from game.workshop.ai_decisions import ai_decisions
from game.workshop.kept_game import KeptGame, alike
from game.workshop.press import chronicle, decisions, sections
from game.workshop.press.chronicle import Chronicle
from game.workshop.press.comparison import compared
from game.workshop.press.paper import printed
from game.workshop.press.passages import Section
from game.workshop.press.sheets_of_data import DataSheet, Row, sheet
from game.world import quarter_calendar
from game.world.figure_names import FIGURE_INDEX

#: What a debrief holds about people: its first lines say so.
HOLDS: Final = (
    "This file holds what each office did and when, secret aims, deals and orders with it, and the "
    "notes that were typed. It holds nobody's name unless a note has one. Keep it as you would "
    "minutes of the meeting."
)


@dataclass(frozen=True, slots=True)
class DebriefTable:
    """One table's part of a debrief: its name, its sections, what its reader should know."""

    name: str
    versions: str
    notices: tuple[str, ...]
    sections: tuple[Section, ...]


def debrief(games: Sequence[KeptGame]) -> dict[str, str]:
    """Return the texts of a debrief's files by the end of their names; the page's is ``html``.

    Raises InputError if the games are of several scenarios, or nothing was played in one.
    """
    alike(games)
    told = [chronicle.chronicle(game) for game in games]
    alone = len(games) == 1
    tables = [_table(game, t, alone=alone) for game, t in zip(games, told, strict=True)]
    shared = () if alone else (compared(games, told),)
    asked = next((q for q in map(chronicle.question, games) if q), "")
    scenario = games[0].pack.scenario
    page = printed(
        "debrief.html",
        title=f"Debrief: {clean(scenario.title)}",
        lesson=clean(scenario.lesson, 900),
        question=clean(asked, 2000),
        holds=HOLDS,
        version=__version__,
        shared=shared,
        tables=tables,
    )
    files = {"html": page}
    for game, t in zip(games, told, strict=True):
        before = "" if alone else f"{game.path.stem}-"
        files |= {f"{before}{made.name}.csv": made.text for made in data(game, t)}
    return files


def _table(game: KeptGame, told: Chronicle, *, alone: bool) -> DebriefTable:
    notices = list(game.notices)
    if not game.ended:
        notices.append("This game has not ended: what can be told so far is told.")
    return DebriefTable(
        game.path.stem, chronicle.versions(game), tuple(notices), tuple(_told(game, told, alone))
    )


def _told(game: KeptGame, told: Chronicle, alone: bool) -> Iterator[Section]:
    """Yield the sections in the order of the debrief."""
    yield sections.a_word_each(game)
    yield sections.timeline(game, told)
    yield sections.first_list(game)
    if told.figures and max(told.figures) >= game.pack.model.first:
        yield sections.splits(game)
        if alone:
            yield decisions.ready_what_ifs(game)
    yield decisions.cases(game)
    yield decisions.deals(game)
    reasons = decisions.reasons(game)
    if reasons is not None:
        yield reasons
    yield sections.agendas(game)
    yield sections.foretold(game)
    yield sections.minutes(game, told)
    yield sections.sources(game)
    as_it_was = sections.as_in_life(game, told)
    if as_it_was is not None:
        yield as_it_was
    yield sections.commitments()


def data(game: KeptGame, told: Chronicle) -> Iterator[DataSheet]:
    """Yield the tables of data of one game; what people wrote is in ``strategy`` and ``notes``."""
    label = quarter_calendar.label

    def when(quarter: int, phase: str = "", author: str = "") -> Row:
        return label(quarter), told.turns.get(quarter, 0), phase, author

    happened = [(label(e.quarter), e.turn, e.phase, e.author, e.kind, e.said) for e in told.events]
    yield sheet("decisions", ("kind", "what"), happened)
    yield sheet(
        "figures",
        ("figure", "value"),
        [
            (*when(quarter, "papers", "model"), figure, values[FIGURE_INDEX[figure]])
            for quarter, values in sorted(told.figures.items())
            for figure in COMPARED
        ],
    )
    end = game.position.board.quarter
    rows = sections.first_list_rows(game)
    first = when(game.pack.model.first)
    yield sheet(
        "first-list", ("hospital", "became", "support", "seat"), [(*first, *row) for row in rows]
    )
    if told.figures and max(told.figures) >= game.pack.model.first:
        shares: list[Row] = []
        for split in game.attribution.splits():
            shares.append((*when(end, "", "nobody"), split.figure, float(split.drift), 0.0, 0.0))
            shares += [
                (*when(end, "", s.who), split.figure, *map(float, (s.whole, s.answers, s.orders)))
                for s in split.shares
            ]
        yield sheet("shares", ("figure", "share", "answers", "orders"), shares)
    yield sheet(
        "deals",
        ("deal", "other", "state", "broken_by"),
        [
            (
                *when(d.quarter, "talks", d.terms.offerer),
                d.number,
                d.terms.other,
                d.state,
                d.broken_by or "",
            )
            for d in game.position.board.deals
        ],
    )
    yield sheet(
        "reasons",
        ("decision", "place", "choice", "worth", "why"),
        [
            (
                *when(d.quarter, d.phase, d.role),
                d.did,
                choice.place,
                choice.what,
                "" if choice.worth is None else choice.worth,
                "; ".join(choice.reasons),
            )
            for d in ai_decisions(game)
            for choice in d.choices
        ],
    )
    yield sheet(
        "predictions",
        ("figure", "direction", "confidence"),
        [
            (*when(p.quarter, "orders", p.role), p.figure, p.direction, p.confidence)
            for p in chronicle.predictions(game)
        ],
    )
    yield sheet(
        "strategy",
        ("wants", "fears", "trades"),
        [
            (
                *when(game.pack.model.first, "", s.author),
                clean(s.wants),
                clean(s.fears),
                clean(s.trades),
            )
            for s in strategies(game.entries).values()
        ],
    )
    yield sheet(
        "minutes",
        ("minutes",),
        [
            (*when(end, phase, office), round(seconds / 60, 3))
            for (office, phase), seconds in told.seconds.items()
        ],
    )
    yield sheet(
        "notes",
        ("category", "text"),
        [
            (*when(n.quarter, "", n.author), n.kind, clean(n.said, 2000))
            for n in chronicle.notes(game)
        ],
    )


def write(out: Path, files: dict[str, str]) -> list[Path]:
    """Write a debrief's files: the page to ``out``, the tables beside it; return their paths.

    Each takes its place whole. Raises InputError if one can't be written.
    """
    made = []
    for ending, text in files.items():
        path = out if ending == "html" else out.with_name(f"{out.stem}-{ending}")
        try:
            replace(path, text)
        except OSError as fault:
            raise InputError(f"{cut(path)} can't be written: {reason(fault)}.") from None
        made.append(path)
    return made
