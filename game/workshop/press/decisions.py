"""What was decided: cases and deals, and what had come of each office's dearest decision else."""

from __future__ import annotations

from typing import Final

from game.errors import InputError
from game.journal.timeline import marks
from game.lab.deal_worth import deal_worth
from game.lab.held_course import Answered, Change, Dropped
from game.rules.cards.index import card_index
from game.rules.counterfactual import Deed, decisive_of
from game.rules.state.case_facts import CaseSettled
from game.rules.state.deal_terms import Terms
from game.rules.state.position import Position
from game.scenario.schema.base import ROLES, Role
from game.telling.charts import ChartSeries, line_chart
from game.telling.choices import beside_best
from game.telling.deals import STATES, contract
from game.telling.formatting import number, plural
from game.telling.why import signed
from game.workshop import other_courses
from game.workshop.ai_decisions import ai_decisions
from game.workshop.kept_game import KeptGame
from game.workshop.press.passages import Passage, PressTable, Section
from game.world.figure_names import FIGURE_INDEX

_OUTCOMES: Final = {
    "": "still open",
    "done": "done",
    "half": "done by half",
    "recovered": "came off the list",
    "overtaken": "overtaken",
}
#: What the last column of the deals says.
_WORTH: Final = (
    "Worth: the points of its own score that a deal would have brought each office, as a player of "
    "the computer in that seat reckons from what the office could know as the quarter began."
)

#: How wide a what-if's chart is drawn: two stand side by side on A4, and are read there.
_BESIDE: Final = 440


def ready_what_ifs(game: KeptGame) -> Section:
    """Return a what-if of each office's dearest decision, and how to make one live."""
    parts = []
    for role, deed in dearest(game):
        changes = otherwise(game, role, deed)
        if not changes:
            continue
        try:
            course = other_courses.play(game, changes)
        except InputError as refusal:  # rules have changed since: the rest can still be told
            parts.append(Passage(lines=(refusal.sentence,)))
            break
        found = course.found
        quarters = sorted(set(found.played.track) & set(found.changed.track))
        row = FIGURE_INDEX["trusts_at_risk"]
        both = [
            ChartSeries(name, tuple(c.track[q][row] for q in quarters))
            for name, c in (("as played", found.played), ("what if", found.changed))
        ]
        labels = [game.voice.quarter(q) for q in quarters]
        title = game.voice.figure("trusts_at_risk")
        chart = line_chart(title, labels, both, said=course.sentence, width=_BESIDE, height=200)
        heads = ("", "as played", "what if", "difference")
        table = PressTable("Both courses", heads, tuple(course.rows(game.voice)))
        parts.append(Passage(chart=chart, table=table))
        if lost := course.lost(game):
            parts.append(Passage(title="What could not be held", lines=lost, folded=True))
    name = game.path.name
    live = f"One made live: failure-regime whatif {name} --drop QUARTER:ROLE:LEVER (or --answer …)."
    return Section(
        "What if",
        "Which one decision would you take back? Guess first.",
        (Passage(lines=(live,)), *parts),
        paired=True,
    )


def reasons(game: KeptGame) -> Section | None:
    """Return why the computer's offices answered and sealed as they did, by quarter: each decision
    beside the two next best, and what told them apart. None where people played alone."""
    made: dict[int, list[tuple[str, ...]]] = {}
    for one in ai_decisions(game):
        if one.phase == "talks":
            continue
        rows = made.setdefault(one.quarter, [])
        who = f"{game.voice.title_of(one.role)} ({one.player})"
        for n, choice in enumerate(one.choices):
            first = (who, one.did) if n == 0 else ("", "")
            beside = beside_best(one.choices, choice)
            named = f"{choice.place}: {choice.what}"
            rows.append((*first, named, beside, "; ".join(choice.reasons)))
    if not made:
        return None
    heads = ("Office", "What it did", "What it weighed", "Beside the best", "Why")
    parts = [
        Passage(
            title=game.voice.quarter(quarter),
            table=PressTable(
                f"What was weighed in {game.voice.quarter(quarter)}", heads, tuple(rows)
            ),
            folded=True,
        )
        for quarter, rows in sorted(made.items())
    ]
    return Section(
        "Why the computer's offices did it",
        "What would you have done in its place? What did it not see?",
        tuple(parts),
    )


def dearest(game: KeptGame) -> list[tuple[Role, Deed]]:
    """Return of each office the decision that changed most for it and could be otherwise."""
    if not game.ended:
        return []
    found = []
    deeds = decisive_of(game.pack, game.position, game.facts, ROLES)
    for role in ROLES:
        best = next((d for d in deeds[role] if otherwise(game, role, d)), None)
        if best is not None:
            found.append((role, best))
    return found


def otherwise(game: KeptGame, role: Role, deed: Deed) -> tuple[Change, ...]:
    """Return how a decision could have been otherwise: not ordered, or the free answer given."""
    cards, act = card_index(game.pack), deed.act
    if act.source in cards.levers:
        return (Dropped(act.quarter, role, act.source),)
    event, _, option = act.source.partition("/")
    if event in cards.events:
        free = (o.id for o in cards.events[event].options if not (o.clout or o.purse_m))
        other = next((o for o in free if o != option), None)
        if other is not None:
            return (Answered(act.quarter, event, other),)
    return ()


def cases(game: KeptGame) -> Section:
    """Return every case: its clock, its stakes, who decided, what came of it."""
    voice, rows = game.voice, []
    settled: dict[int, list[CaseSettled]] = {}
    for fact in game.facts:
        if isinstance(fact, CaseSettled):
            settled.setdefault(fact.case, []).append(fact)
    for case in game.position.board.cases:
        stakes = [
            f"{voice.title_of(role)} {clout} {side} “{voice.way(way)}”"
            for fact in settled.get(case.number, [])
            for role, way, side, clout in fact.stakes
        ]
        outcome = _OUTCOMES[case.outcome]
        way = "" if case.way is None else f"{voice.way(case.way)}: "
        clock = f"{voice.quarter(case.opened)} to {voice.quarter(case.due)}"
        held = f", put off {plural(case.held_over, 'time')}" if case.held_over else ""
        rows.append(
            (
                voice.trust(case.trust),
                clock + held,
                voice.title_of(case.decider),
                "; ".join(stakes) or "none",
                way + outcome,
            )
        )
    head = ("Hospital", "Clock", "Decides", "Stakes", "What came")
    table = PressTable("Cases", head, tuple(rows))
    return Section("Hospitals that fell due", "Who decided, and who paid?", (Passage(table=table),))


def deals(game: KeptGame) -> Section:
    """Return every deal, secret ones with the rest: kept, broken, and what was pledged on it.

    With what it was worth to each of its two parties as it was offered.
    """
    voice, rows = game.voice, []
    began = {q: game.position_of(turn) for q, turn in _first_turns(game).items()}
    for deal in game.position.board.deals:
        terms = deal.terms
        pledged = ", ".join(f"{voice.title_of(r)} {number(b / 100, 1)}" for r, b in deal.bonds if b)
        state = STATES[deal.state]
        if deal.broken_by is not None:
            state += f" by {voice.office(deal.broken_by)}"
        rows.append(
            (
                str(deal.number),
                voice.quarter(deal.quarter),
                contract(voice, terms),
                state + (", leaked" if deal.leaked else ""),
                pledged or "none",
                _worth_said(game, began.get(deal.quarter), deal.terms),
            )
        )
    made = [d for d in game.position.board.deals if d.state in ("kept", "broken", "live", "void")]
    kept = sum(d.state == "kept" for d in made)
    broken = sum(d.state == "broken" for d in made)
    said = f"{plural(len(made), 'deal')} made, {kept} kept, {broken} broken."
    head = ("No.", "Offered", "Terms", "What came", "Pledged (clout)", "Worth then (points)")
    shown = [row for row, d in zip(rows, game.position.board.deals, strict=True) if d in made]
    parts = [Passage(lines=(said, _WORTH), table=PressTable("Deals made", head, tuple(shown)))]
    if len(shown) < len(rows):
        rest = [row for row in rows if row not in shown]
        table = PressTable("Offers that came to nothing", head, tuple(rest))
        parts.append(Passage(title="Offers that came to nothing", table=table, folded=True))
    return Section("Deals", "Which would you sign again?", tuple(parts))


def _first_turns(game: KeptGame) -> dict[int, int]:
    """Return the first turn of every quarter in which deals were offered."""
    quarters = {deal.quarter for deal in game.position.board.deals}
    found: dict[int, int] = {}
    for mark in marks(game.entries):
        if mark.turn > 0 and mark.quarter in quarters:
            found.setdefault(mark.quarter, mark.turn)
    return found


def _worth_said(game: KeptGame, position: Position | None, terms: Terms) -> str:
    if position is None:
        return ""
    found = deal_worth(game.pack, position, terms)
    return ", ".join(
        f"{game.voice.title_of(role)} {signed(round(1000 * points))}" for role, points in found
    )
