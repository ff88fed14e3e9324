"""Compile conditions (``schema.conditions``) to functions of what is asked.

A condition is asked of the truth (triggers, effects, agendas at the end), of what a role knows
(prerequisites), or of a view (personas), so the same data never tells a role what it may not
see.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from typing import Final, assert_never

from game.rules.cache import MANY, Memo
from game.rules.cards.index import CardIndex, card_index
from game.rules.effects.in_force import in_force
from game.rules.knowledge import visibility
from game.rules.state.figures import COUNTS, all_values, start_of
from game.rules.state.position import Board, Outcome, Position
from game.rules.state.view import View
from game.scenario.pack import Pack
from game.scenario.schema.base import Role
from game.scenario.schema.conditions import AskedPath, Condition
from game.scenario.schema.effects import Flag
from game.world.figure_names import FIGURE_INDEX
from game.world.quarter_calendar import closes_financial_year, parse
from game.world.world_state import World


class Question:
    """A game as it is asked.

    ``figure`` gives the value of a figure or count, or None if it isn't known; ``start`` that
    of the game's start, or None for as it is now; ``events`` are (event, answer, quarter).
    What took effect and which flags are up is looked up when it is asked for. ``coming`` gives
    what a path brings in the next April, which everybody knows.
    """

    __slots__ = ("_flags", "_uses", "coming", "events", "figure", "quarter", "start")

    def __init__(
        self,
        quarter: int,
        figure: Callable[[str], float | None],
        start: Callable[[str], float | None],
        uses: Callable[[], _Uses],
        flags: Callable[[], Collection[str]],
        events: tuple[tuple[str, str, int], ...],
        coming: Callable[[AskedPath], float | None],
    ) -> None:
        self.quarter = quarter
        self.coming = coming
        self.figure = figure
        self.start = start
        self.events = events
        self._uses = uses
        self._flags = flags

    @property
    def uses(self) -> _Uses:
        """Return what took effect so far, and when last."""
        return self._uses()

    @property
    def flags(self) -> Collection[str]:
        """Return the flags that are up."""
        return self._flags()


Test = Callable[[Question], bool]


def truth(pack: Pack, board: Board, world: World) -> Question:
    """Return the game as it is."""
    values, counts = all_values(world), dict(board.past.counts)

    def figure(name: str) -> float | None:
        if name in COUNTS:
            return counts.get(name, 0.0)
        return values[FIGURE_INDEX[name]]

    return of_board(card_index(pack), board, figure)


def known(pack: Pack, position: Position, role: Role) -> Question:
    """Return the game as the role knows it; a figure that it doesn't know is None."""
    figures = visibility.known(pack, position, role)

    def figure(name: str) -> float | None:
        if name in COUNTS:
            return visibility.figure_for(pack, position, role, name)
        found = figures.of(name)
        return None if found is None else found[0]

    return of_board(card_index(pack), position.board, figure)


def of_board(cards: CardIndex, board: Board, figure: Callable[[str], float | None]) -> Question:
    """Return the game on a board, its figures as ``figure`` gives them."""
    return Question(
        board.quarter,
        figure,
        lambda name: start_of(board).get(name, 0.0),
        lambda: _uses(cards, board.past.orders),
        lambda: in_force(cards, board).flags,
        board.past.events,
        lambda path: cards.coming(path, board.quarter),
    )


def of_view(pack: Pack, view: View) -> Question:
    """Return the game as a view's reader sees it.

    A count is known where a figure of the view tells it, or as the number of the turn.
    """
    cards = card_index(pack)

    def figure(name: str) -> float | None:
        return float(view.quarter - view.first) if name == "turn" else view.figures.value(name)

    def start(name: str) -> float | None:
        history = () if name == "turn" else view.figures[name].history
        return history[0][1] if history else None

    def flags() -> set[str]:
        live = (m for m in view.in_force if m.effect >= 0 and m.first <= view.quarter)
        effects = (cards.effects_of(m.source)[m.effect] for m in live)
        return {effect.flag for effect in effects if isinstance(effect, Flag)}

    def uses() -> _Uses:
        return _Uses(cards, ((o.lever, o.quarter, o.outcome) for o in view.orders))

    return Question(
        view.quarter,
        figure,
        start,
        uses,
        flags,
        view.answered,
        lambda path: cards.coming(path, view.quarter),
    )


def holds(condition: Condition | None, asked: Question) -> bool:
    """Return whether the condition holds; no condition always does.

    A figure that is not known neither exceeds nor falls short of anything.
    """
    return condition is None or test(condition)(asked)


def of_figures(condition: Condition) -> bool:
    """Return whether the condition asks of figures and the time alone.

    No order changes these before the market quarter.
    """
    asks = condition.asks
    match asks:
        case "figure":
            return condition.figure not in COUNTS
        case "quarter" | "year_end" | "path":
            return True
        case "count" | "used" | "tagged" | "flag" | "event":
            return False
        case "all" | "any" | "no":
            return all(of_figures(part) for part in condition.parts)
        case _:
            assert_never(asks)


_TESTS: Final[Memo[Test]] = Memo(4096)


def test(condition: Condition) -> Test:
    """Return the condition as a function, compiled when it is first asked for."""
    return _TESTS.of(condition, _compiled)


def _compiled(c: Condition) -> Test:
    asks = c.asks
    match asks:
        case "figure" | "count":
            return _bounded(c)
        case "all" | "any":
            return _every([_compiled(part) for part in c.parts], on=asks == "all")
        case "no":
            (denied,) = [_compiled(part) for part in c.parts]
            return lambda asked: not denied(asked)
        case "path":
            return _on_path(c)
        case "used" | "tagged":
            return _used(c)
        case "flag":
            return lambda asked: c.flag in asked.flags
        case "event":
            return _happened(c)
        case "year_end":
            return lambda asked: closes_financial_year(asked.quarter) == c.year_end
        case "quarter":
            return _within(c)
        case _:
            assert_never(asks)


def _within(c: Condition) -> Test:
    """Return the test whether the quarter lies between the condition's first and last."""
    first = 0 if c.from_quarter is None else parse(c.from_quarter)
    last = None if c.to_quarter is None else parse(c.to_quarter)
    return lambda asked: first <= asked.quarter and (last is None or asked.quarter <= last)


def _every(parts: list[Test], *, on: bool) -> Test:
    """Return the test whether all parts hold (``on``), or any of them does."""

    def every(asked: Question) -> bool:
        for part in parts:
            if part(asked) is not on:
                return not on
        return on

    return every


def _bounded(c: Condition) -> Test:
    """Return the test whether a figure, its change or its ratio lies strictly within bounds."""
    name = c.figure if c.figure is not None else c.count
    assert name is not None
    above, below, change, ratio = c.above, c.below, c.change, c.ratio

    def bounded(asked: Question) -> bool:
        value = asked.figure(name)
        if value is None:
            return False
        if change or ratio:
            begun = asked.start(name)
            start = value if begun is None else begun
            if change:
                value -= start
            else:
                value = value / start if start else 1.0
        return (above is None or value > above) and (below is None or value < below)

    return bounded


def _on_path(c: Condition) -> Test:
    """Return the test whether what the next April brings lies strictly within bounds."""
    path, above, below = c.path, c.above, c.below
    assert path is not None

    def on_path(asked: Question) -> bool:
        value = asked.coming(path)
        return (
            value is not None
            and (above is None or value > above)
            and (below is None or value < below)
        )

    return on_path


def _used(c: Condition) -> Test:
    """Return the test whether a lever with the id (``used``) or tag (``tagged``) took effect."""
    name, tag, within = c.used or "", c.tagged, c.within

    def used(asked: Question) -> bool:
        last = asked.uses
        quarter = last.levers.get(name) if tag is None else last.words.get(tag)
        return quarter is not None and (within is None or quarter > asked.quarter - within)

    return used


def _happened(c: Condition) -> Test:
    """Return the test whether an event happened, and was answered so."""
    name, option, within = c.event, c.option, c.within

    def happened(asked: Question) -> bool:
        since = -1 if within is None else asked.quarter - within + 1
        return any(
            event == name and quarter >= since and (option is None or answer == option)
            for event, answer, quarter in asked.events
        )

    return happened


class _Uses:
    """The last quarter in which each lever, and one with each word, took effect."""

    __slots__ = ("_cards", "_words", "levers")

    def __init__(self, cards: CardIndex, orders: Iterable[tuple[str, int, Outcome]]) -> None:
        self.levers: dict[str, int] = {  # oldest first: the last stays
            lever: quarter for lever, quarter, outcome in orders if outcome in ("full", "half")
        }
        self._cards = cards
        self._words: dict[str, int] | None = None

    @property
    def words(self) -> dict[str, int]:
        """Return the same by word, put together when it is first asked for."""
        if self._words is None:
            self._words = {}
            for lever, quarter in self.levers.items():
                if lever in self._cards.levers:
                    for word in self._cards.levers[lever].words:
                        self._words[word] = max(quarter, self._words.get(word, quarter))
        return self._words


_USES: Memo[_Uses] = Memo(MANY)


def _uses(cards: CardIndex, past: tuple[tuple[Role, str, int, Outcome], ...]) -> _Uses:
    return _USES.get((cards, past), None, lambda: _Uses(cards, (order[1:] for order in past)))
