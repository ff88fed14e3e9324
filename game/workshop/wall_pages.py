"""The pages that the wall turns through in each phase, in the words of ``game.telling``."""

from __future__ import annotations

from typing import Final, assert_never

from game.rules.state.view import View
from game.scenario.schema.base import ROLES
from game.telling import deals, reveal, verdicts
from game.telling.cards import options
from game.telling.figures import FIRST, all_told, first_of
from game.telling.formatting import clean, number, plural
from game.telling.front_page import edition
from game.telling.gauge_changes import Move, moves
from game.telling.names import Voice
from game.telling.papers import standings
from game.telling.rulebook import filled
from game.telling.why import signed
from game.workshop.wall import NO_GAME, WallPage, WallState

#: Moves, deals and orders that a page has room for.
_MOVES, _DEALS, _ORDERS = 3, 4, 5
#: What a trust's status says of one that is in administration, and of one that is gone.
_IN_ADMINISTRATION, _GONE = 2, 3
#: What the signs on the map of hospitals mean, for a room that has no legend in its hand.
MAP_SIGNS: Final = (
    "Red with an exclamation mark: on the failing list.",
    "Gold ring: in a marginal seat.",
    "Circle: an NHS trust. Square: a foundation trust. Cross: in administration.",
)
_GOOD: Final = {"better": True, "worse": False, "same": None, "neither": None}


def pages(state: WallState) -> tuple[WallPage, ...]:
    """Return what the wall shows now, one page after the other."""
    if state.blank:
        return (WallPage("blank", ""),)
    view, voice = state.view, state.voice
    if state.code:
        return (_code(state),)
    if view is None:
        return (WallPage("words", state.title or NO_GAME, state.question),)
    if voice is None:
        return (_unnamed(state, view),)
    if state.night.clock and not _told(state):
        return (WallPage("night", "Election night", "", state.night.said),)
    return (*_paused(state), *_of_phase(state, voice, view))


def _paused(state: WallState) -> tuple[WallPage, ...]:
    """At each pause the exam question comes first."""
    if state.clock is None or not (state.clock.paused and state.question):
        return ()
    return (WallPage("words", "Paused", state.question),)


def _of_phase(state: WallState, voice: Voice, view: View) -> tuple[WallPage, ...]:
    match view.phase:
        case "agendas":
            return (_opening(state, voice),)
        case "bulletin":
            return _bulletin(state, voice, view)
        case "event":
            return _events(state, voice, view)
        case "talks":
            return _talks(state, voice, view)
        case "orders" | "campaign":
            return (_sheets(state, voice, view),)
        case "reveal":
            return _reveal(state, voice, view)
        case "papers":
            return _papers(state, voice, view)
        case "ended":
            return _ended(state, voice, view)
        case _:
            assert_never(view.phase)


def _code(state: WallState) -> WallPage:
    lines = (
        "Type this word at the console. If the console shows it too, this screen is the wrong one.",
    )
    return WallPage("words", state.code, "", lines)


def _unnamed(state: WallState, view: View) -> WallPage:
    """What the lines themselves say, where the scenario isn't on this machine."""
    rows = tuple(
        (clean(name.replace("_", " "), 40), number(seen.value, 2), None)
        for name, seen in view.figures.items()
        if name in FIRST
    )
    note = f"The scenario '{state.scenario}' isn't here; --scenario says where it is."
    return WallPage("table", state.title, clean(view.phase, 20), (), rows, note)


def _opening(state: WallState, voice: Voice) -> WallPage:
    offices = tuple(voice.title_of(role) for role in ROLES)
    lead = state.question or clean(voice.scenario.headline, 200)
    return WallPage("words", state.title, lead, offices)


def _quarter(voice: Voice, view: View) -> str:
    return f"{voice.quarter(view.quarter)} · {voice.phase(view.phase)}"


def _figures(voice: Voice, view: View) -> tuple[tuple[str, str, bool | None], ...]:
    told = all_told(voice, view, first_of(voice))
    rows = []
    for one in told:
        about = "" if one.exact else "about "
        moved = f"  {one.change}" if one.change else ""
        rows.append((one.title, f"{about}{one.value}{moved}", _GOOD[one.good]))
    return tuple(rows)


def _bulletin(state: WallState, voice: Voice, view: View) -> tuple[WallPage, ...]:
    head = _quarter(voice, view)
    first = view.quarter == view.first
    lead = clean(voice.scenario.headline, 200) if first else state.question
    page = WallPage("table", head, lead, (), _figures(voice, view))
    return (page, _listed(view))


def _listed(view: View) -> WallPage:
    lead = f"{number(float(view.trusts.listed.sum()))} hospitals are on it."
    return WallPage("map", "The failing list", lead, MAP_SIGNS)


def _events(state: WallState, voice: Voice, view: View) -> tuple[WallPage, ...]:
    found = []
    for item in view.events:
        told = options(voice, item, {})
        prose = clean(voice.scenario.event(item.event).prose, 420)
        lines = tuple(f"{answer.title}" for answer in told)
        verb = voice.verb(item.answers, "answers", "answer")
        by = f"{voice.office(item.answers, start=True)} {verb}."
        found.append(WallPage("paper", voice.event(item.event), prose, lines, (), by))
    return tuple(found) or (WallPage("words", _quarter(voice, view), state.question),)


def _talks(state: WallState, voice: Voice, view: View) -> tuple[WallPage, ...]:
    live = [d for d in view.deals if d.state in ("offered", "live")][-_DEALS:]
    lines = tuple(clean(deals.deal(voice, d), 220) for d in live)
    first = _sheets(state, voice, view)
    return (first, WallPage("words", "Deals in the open", "", lines)) if lines else (first,)


def _sheets(state: WallState, voice: Voice, view: View) -> WallPage:
    rows = tuple(
        (voice.title_of(o.role), "sealed" if o.sealed else "not yet", True if o.sealed else None)
        for o in view.offices
    )
    return WallPage("table", _quarter(voice, view), state.question, (), rows)


def _reveal(state: WallState, voice: Voice, view: View) -> tuple[WallPage, ...]:
    """Return the orders that were revealed, an office's together, on as many pages as they take."""
    good = {"full": True, "half": None, "cancelled": False, "fizzled": False}
    pages: list[list[tuple[str, str, bool | None]]] = [[]]
    for role, orders in reveal.by_role(voice, state.facts, view.quarter):
        office = voice.title_of(role)
        rows: list[tuple[str, str, bool | None]] = [
            (office, f"{order.title} – {reveal.SHORT[order.outcome]}", good[order.outcome])
            for order in orders
        ]
        if len(pages[-1]) + len(rows) > _ORDERS:
            pages.append([])
        pages[-1] += rows or [(office, "no order", None)]
    when = _quarter(voice, view)
    return tuple(WallPage("table", when, "", (), tuple(rows)) for rows in pages)


def _papers(state: WallState, voice: Voice, view: View) -> tuple[WallPage, ...]:
    paper = edition(voice, view, state.facts, view.quarter)
    lead = paper.lead
    others = tuple(story.headline for story in paper.second)
    if paper.quotation:
        speaker = f" – {paper.speaker}" if paper.speaker else ""
        others = (*others, f"“{paper.quotation}”{speaker}")
    when = f"{paper.masthead}, {paper.when}"
    found = [WallPage("paper", lead.headline, lead.sentence, others, (), when)]
    moved = moves(voice, state.facts, view.quarter)[:_MOVES]
    if moved:
        lines = tuple(map(_why, moved))
        rows = tuple((m.title, signed(m.by), m.good) for m in moved)
        found.append(WallPage("table", "What moved most", "", lines, rows))
    found.append(WallPage("table", "The public figures", "", (), _figures(voice, view)))
    rated = tuple((s.office, s.band, s.good) for s in standings(voice, view))
    if rated:
        found.append(WallPage("table", "The papers' reckoning so far", "", (), rated))
    found.append(_listed(view))
    return tuple(found)


def _why(move: Move) -> str:
    if not move.terms:
        return f"{move.title}: nothing is said of why."
    along = [term for term in move.terms if term.milli * move.by > 0]
    greatest = (along or list(move.terms))[0]
    return f"{move.title}: most by {greatest.name} ({signed(greatest.milli)})."


def _told(state: WallState) -> bool:
    """Return whether the result is out: the table has seen its night, or there was none."""
    return state.view is not None and state.view.phase == "ended"


def _ended(state: WallState, voice: Voice, view: View) -> tuple[WallPage, ...]:
    won = WallPage("words", verdicts.who_won(view), verdicts.lesson(view))
    rows = tuple(
        (c.title, f"{c.first} → {c.last}" + (f" → {c.later}" if c.later else ""), c.good)
        for c in verdicts.courses(voice, view)
    )
    then = "From the start to the vote"
    if any(c.later for c in verdicts.courses(voice, view)):
        then = filled("Start → vote → {idle_time} on, nobody acting")
    became = WallPage("table", verdicts.what_became(view), then, (), rows)
    scores = tuple((voice.title_of(role), f"{score:.1f}", None) for role, score in view.scores)
    last = WallPage("table", "The offices", state.question, (), scores)
    first = _first_list(state, view)
    return (won, became, *first, last)


def _first_list(state: WallState, view: View) -> tuple[WallPage, ...]:
    """What became of the hospitals that failed as the game began, counted."""
    t = view.trusts
    rows = [row for row, trust in enumerate(t.id) if trust in state.first_list]
    if not rows:
        return ()
    gone = [row for row in rows if int(t.status[row]) == _GONE]
    led = [row for row in rows if int(t.status[row]) == _IN_ADMINISTRATION]
    still = [row for row in rows if bool(t.listed[row]) and row not in (*gone, *led)]
    off = len(rows) - len(gone) - len(led) - len(still)
    told = (
        ("Off the list", off, True),
        ("Still on it", len(still), False),
        ("In administration", len(led), False),
        ("Closed or taken over", len(gone), False),
    )
    shown = tuple((what, number(count), good if count else None) for what, count, good in told)
    head = f"The first list: {plural(len(rows), 'hospital')}"
    return (
        WallPage("table", head, "The names that failed when you began", (), shown),
        _listed(view),
    )
