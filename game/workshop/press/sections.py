"""What a debrief tells of one kept game, section by section: what happened, and why."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from game.journal.timeline import strategies
from game.lab.attribution import ListSplit
from game.rules.cards.index import card_index
from game.rules.counterfactual import COMPARED
from game.rules.state.facts import TrustChanged
from game.rules.state.position import Case
from game.rules.views.builder import view
from game.scenario.schema.base import ROLES, SPECTATOR, Role
from game.telling import cards, scores
from game.telling import cases as cases_told
from game.telling.attribution import (
    HELD,
    dependence_said,
    list_lines,
    split_figure,
    split_rows,
    split_said,
)
from game.telling.charts import Amount, Chart, ChartSeries, bar_chart, line_chart
from game.telling.formatting import clean, listed, number, plural, quantity
from game.telling.historical_overlay import as_it_was
from game.telling.names import Voice
from game.telling.seat_cards import party, seat_winner
from game.telling.why import signed
from game.workshop.kept_game import KeptGame
from game.workshop.predictions import calibration, outcomes
from game.workshop.press.chronicle import Chronicle, notes, predictions
from game.workshop.press.passages import Passage, PressTable, Section
from game.world.figure_names import FIGURE_INDEX

#: Who else took time, where a phase is ended by no office.
_OTHERS: Final = {"human": "People together", "table": "The table", "facilitator": "Facilitator"}
#: How high the chart of the course is drawn: its letters are then large enough on A4.
_PRINTED_HEIGHT: Final = 240
#: Figures whose split is printed; the others are there to be opened on the screen.
PRINTED: Final = ("trusts_at_risk", "waits", "seats_government")


def a_word_each(game: KeptGame) -> Section:
    """Return the opening: how people feel before what happened is told."""
    who = tuple((game.voice.title_of(role), "") for role in ROLES)
    table = PressTable("One word from each office", ("Office", "Word"), who)
    return Section(
        "A word each", "How do you feel? One word, no reasons yet.", (Passage(table=table),)
    )


def timeline(game: KeptGame, told: Chronicle) -> Section:
    """Return what happened by quarter, with bookmarks, and the course of the failing list."""
    voice = game.voice
    made = {quarter: list[str]() for quarter in sorted(told.turns)}
    for note in notes(game):
        by = voice.title_of(_role(note.author)) if note.author in ROLES else note.author
        made.setdefault(note.quarter, []).append(f"Note ({by}, {note.kind}): {clean(note.said)}")
    for quarter, roles in told.by_computer.items():
        made.setdefault(quarter, []).append(_played_for(voice, roles))
    for event in told.events:
        made.setdefault(event.quarter, []).append(event.said)
    parts = [
        Passage(title=voice.quarter(quarter), lines=tuple(lines))
        for quarter, lines in sorted(made.items())
        if lines
    ]
    return Section(
        "What happened",
        "Where did it turn? What did you believe then?",
        (Passage(chart=course(game, told, "trusts_at_risk")), *parts),
        scrubbed=True,
    )


def _played_for(voice: Voice, roles: set[Role]) -> str:
    """Return whose sheets the computer filled in, where people sat."""
    whose = listed(voice.office(role) for role in ROLES if role in roles)
    return f"The computer played this quarter for {whose}."


def _role(text: str) -> Role:
    return next(role for role in ROLES if role == text)


def course(game: KeptGame, told: Chronicle, figure: str) -> Chart:
    """Return a figure's true course, with bookmarks on it."""
    quarters = sorted(told.figures)
    labels = [game.voice.quarter(q) for q in quarters]
    row = FIGURE_INDEX[figure]
    values = tuple(told.figures[q][row] for q in quarters)
    kinds: dict[int, list[str]] = {}
    for n in notes(game):
        if n.quarter in quarters and n.kind not in kinds.setdefault(n.quarter, []):
            kinds[n.quarter].append(n.kind)
    marked = [(quarters.index(q), ", ".join(kind)) for q, kind in kinds.items()]
    title = game.voice.figure(figure)
    series = [ChartSeries("as played", values)]
    until = quarters[-1]
    was = as_it_was(game.voice, figure, until)
    if was is not None and any(q in quarters for q, _ in was.points):
        kept = dict(was.points)
        series.append(ChartSeries("as it was", tuple(kept.get(q) for q in quarters), dots=True))
    said = "At each quarter's end"
    return line_chart(title, labels, series, marks=marked[:8], said=said, height=_PRINTED_HEIGHT)


def first_list(game: KeptGame) -> Section:
    """Return the hospitals that failed at the start, and what became of each."""
    rows = [(name, *what) for name, *what in first_list_rows(game)]
    table = PressTable(
        "The first list", ("Hospital", "What became of it", "Support", "Its seat"), tuple(rows)
    )
    return Section(
        "The first list",
        "The names that failed when you began. Whom did you save, and what for?",
        (Passage(table=table),),
    )


def first_list_rows(game: KeptGame) -> list[tuple[str, str, str, str]]:
    """Return (hospital, what became of it, what it was paid, its seat on the night)."""
    position, pack = game.position, game.pack
    start = game.position_of(0)
    world, place = position.world, pack.model.place
    cases = {case.trust: case for case in position.board.cases}
    paid: dict[int, int] = {}
    for fact in game.facts:
        if isinstance(fact, TrustChanged) and fact.change == "bailed_out":
            paid[fact.trust] = paid.get(fact.trust, 0) + 1
    seats = _seats(game)
    rows = []
    for entry in start.board.listed:
        t = entry.trust
        if not bool(world.open[t, 0]):
            owner = int(world.absorbed_by[t, 0])
            became = f"taken over by {game.voice.trust(owner)}" if owner >= 0 else "closed"
        elif bool(world.admin_stage[t, 0] > 0):
            became = "in administration"
        elif bool(world.downgraded[t, 0]):
            became = "cut back by an administrator's plan"
        elif bool(world.at_risk[t, 0]):
            became = "still on the list"
        else:
            became = "off the list"
        became += _case_said(game, cases.get(t))
        support = plural(paid[t], "payment") if t in paid else "none"
        rows.append((game.voice.trust(t), became, support, seats.get(int(place.trust_seat[t]), "")))
    return rows


def _case_said(game: KeptGame, case: Case | None) -> str:
    if case is None or case.way is None:
        return ""
    return f" (its case: {cases_told.way_inside(game.voice, case.way)})"


def _seats(game: KeptGame) -> dict[int, str]:
    """Return by seat who won it on the night; none where there was no vote."""
    if game.night is None:
        return {}
    names, night = game.pack.model.country.seat_name, game.night
    return {s: f"{names[s]}: {party(seat_winner(night, s))}" for s in range(len(names))}


def splits(game: KeptGame) -> Section:
    """Return whose doing each figure's change was."""
    voice, found = game.voice, game.attribution
    parts = [Passage(lines=(HELD,))]
    for split in found.splits():
        rows = split_rows(voice, split)
        amounts = [Amount(row.who, row.milli / 1000) for row in rows]
        title = split_figure(voice, split.figure)
        chart = bar_chart(title, amounts, said=split_said(voice, split, found.quarter))
        cells = tuple(
            (row.who, signed(row.milli), *_inside(row.answers, row.orders)) for row in rows
        )
        head = ("Whose doing", "Share", "by answers", "by orders")
        table = PressTable(f"{title}: {signed(sum(r.milli for r in rows))}", head, cells)
        folded = split.figure not in PRINTED
        parts.append(Passage(title=title, chart=chart, table=table, folded=folded))
    moved = [one for one in found.at_risk if one.ended != bool(one.drift)]
    if moved:
        parts.append(_list_part(game, moved))
    if found.depends:
        said = tuple(dependence_said(voice, one) for one in found.depends)
        title = "What could not have been done without another"
        parts.append(Passage(title=title, lines=said, folded=True))
    return Section("Why", "Was that us, or luck? Choose a figure.", tuple(parts))


def _inside(answers: int | None, orders: int | None) -> tuple[str, str]:
    return ("", "") if answers is None or orders is None else (signed(answers), signed(orders))


def _list_part(game: KeptGame, moved: Sequence[ListSplit]) -> Passage:
    lines = tuple(list_lines(game.voice, moved))
    return Passage(title="On the list, or off it, by somebody's doing", lines=lines, folded=True)


def agendas(game: KeptGame) -> Section:
    """Return the secret agendas opened, and the scores in parts."""
    voice, board = game.voice, game.position.board
    kept = [
        (
            voice.title_of(o.role),
            voice.agenda(o.agenda) if o.agenda else "none",
            f"{len(o.steps)} of 3",
        )
        for o in board.offices
    ]
    parts = [
        Passage(table=PressTable("Agendas", ("Office", "Agenda", "Steps reached"), tuple(kept))),
        Passage(
            title="Strategy slips",
            lines=("Open them now: what you wanted, what you feared, what you would have traded.",),
            table=PressTable(
                "Slips",
                ("Office", "Wanted", "Feared", "Would have traded"),
                tuple((voice.title_of(role), *_strategy(game, role)) for role in ROLES),
            ),
        ),
    ]
    seen = view(game.pack, game.position, SPECTATOR)
    lines = [line for card in scores.cards(voice, seen, game.facts) for line in card.lines(voice)]
    if lines:
        parts.append(Passage(title="Scores", lines=tuple(lines), folded=True))
    return Section("Agendas opened", "Whom did you suspect of what?", tuple(parts))


def _strategy(game: KeptGame, role: Role) -> tuple[str, str, str]:
    """Return what an office's slip says, as it was kept; blanks to write in where none was."""
    kept = strategies(game.entries).get(role)
    if kept is None:
        return "", "", ""
    return clean(kept.wants), clean(kept.fears), clean(kept.trades)


def foretold(game: KeptGame) -> Section:
    """Return predictions, hit rate and calibration."""
    voice = game.voice
    seen = view(game.pack, game.position, SPECTATOR)
    found = outcomes(voice, predictions(game), seen)
    if not found:
        return Section("Predictions", "", (Passage(lines=("None were made.",)),))
    rows = tuple(
        (
            voice.title_of(o.prediction.role),
            voice.quarter(o.prediction.quarter),
            voice.figure(o.prediction.figure),
            o.prediction.direction,
            f"{o.prediction.confidence}%",
            o.moved or "not out",
            "right" if o.hit else "wrong",
        )
        for o in found
    )
    head = ("Office", "Quarter", "Figure", "Expected", "Sure", "Came", "")
    bands = tuple(
        (f"{b.least}–{b.most}%", str(b.count), f"{number(b.confidence)}%", f"{number(b.hit_rate)}%")
        for b in calibration(found)
    )
    heads = ("Band", "Predictions", "Sure on average", "Right")
    return Section(
        "Predictions",
        "How sure were you, and how often right?",
        (
            Passage(table=PressTable("Predictions", head, rows)),
            Passage(table=PressTable("Calibration", heads, bands)),
        ),
    )


def minutes(game: KeptGame, told: Chronicle) -> Section:
    """Return how long each office took, by phase."""
    who = list(dict.fromkeys(office for office, _ in told.seconds))
    phases = list(dict.fromkeys(phase for _, phase in told.seconds))
    rows = tuple(
        (
            game.voice.title_of(_role(office)) if office in ROLES else _OTHERS.get(office, office),
            *(number(told.seconds.get((office, phase), 0.0) / 60, 1) for phase in phases),
        )
        for office in who
    )
    table = PressTable("Minutes", ("Office", *phases), rows)
    return Section("Minutes", "Who waited for whom?", (Passage(table=table),))


def sources(game: KeptGame) -> Section:
    """Return every event that came up with what it goes back to."""
    voice, index = game.voice, card_index(game.pack)
    rows = []
    for event, option, quarter in game.position.board.past.events:
        card = index.events.get(event)
        if card is None:
            continue
        beyond = "goes beyond the texts" if card.extension and not card.claims else ""
        rows.append(
            (
                voice.quarter(quarter),
                voice.event(event),
                voice.option(event, option),
                "; ".join(filter(None, (beyond, *cards.sources(card.claims, card.source)))),
            )
        )
    table = PressTable("Events", ("Quarter", "Event", "Answer", "Goes back to"), tuple(rows))
    return Section("Sources", "Which real rule produced this?", (Passage(table=table),))


def as_in_life(game: KeptGame, told: Chronicle) -> Section | None:
    """Return the figures beside what they were in life, where the scenario knows; else None."""
    known = [f for f in COMPARED if as_it_was(game.voice, f, max(told.figures)) is not None]
    if not known:
        return None
    parts = tuple(Passage(chart=course(game, told, figure)) for figure in known[:3])
    return Section("As it was", "Where did your service part from history?", parts)


def commitments() -> Section:
    """Return the close: what people take away."""
    head = ("When …", "I will …", "by", "with")
    table = PressTable("Commitments", head, (("", "", "", ""),) * 4)
    return Section(
        "Commitments", "Date and person, or it will not happen.", (Passage(table=table),)
    )


def figure_rows(game: KeptGame, told: Chronicle) -> list[tuple[str, ...]]:
    """Return the compared figures at the start and at the end, as they were truly."""
    quarters = sorted(told.figures)
    rows = []
    for figure in COMPARED:
        unit, row = game.voice.unit(figure), FIGURE_INDEX[figure]
        both = (quantity(told.figures[q][row], unit) for q in (quarters[0], quarters[-1]))
        rows.append((game.voice.figure(figure), *both))
    return rows
