"""Forecast arrows: what the model, looked ahead on guessed positions, makes of cards.

A reader's view is guessed whole twice (``determinisation``), each card's effects are put in force
there, and the market is stepped with and without them under the same luck. The figures that the
reader may see and that differ at the quarter's end are the card's arrows: +2 … −2, sure where both
guesses agree and nothing else must come true. Effects that begin later are tried as if they began
now, and said to come later; a price that is set waits for its April. What shows nothing at once
is looked at for up to a year.

Everything follows from the view, so the arrows tell its reader nothing that it may not know.
The work is done in pieces (``Forecast.think``), so that a screen need not wait for it.
"""

from __future__ import annotations

import time
from collections.abc import Generator, Iterator, Mapping
from typing import Final

from game.rules.cache import Memo
from game.rules.cards.index import card_index
from game.rules.cards.rules_of_thumb import OF_ITS_OWN
from game.rules.cases import ways_out
from game.rules.effects import look_ahead
from game.rules.effects.look_ahead import Change, Trial
from game.rules.effects.modifiers import Enactment, modifiers_of
from game.rules.orders import lever_menu
from game.rules.phase_table import PHASE_TABLE
from game.rules.state.position import Modifier, Position
from game.rules.state.replace import replace
from game.rules.state.view import Arrow, Given, SeenCase, SeenWay, View
from game.rules.views.arrow_sizes import Scale, ShownArrow, TrialPart, best
from game.rules.views.determinisation import determinise
from game.rules.views.guessed_world import prior
from game.scenario.pack import Pack
from game.scenario.schema.base import SPECTATOR
from game.scenario.schema.conditions import Condition
from game.scenario.schema.effects import (
    Effect,
    KnobSetting,
    Special,
)
from game.world.knobs import NATIONAL
from game.world.world_state import World

#: Guessed positions that each card is tried in.
GUESSES: Final = 2
#: Trials stepped at once. A piece is a quarter of theirs, some five milliseconds' work: a picture
#: may have to wait for one, and for longer while an AI thinks beside it.
_TRIALS: Final = 10


class Forecast(Mapping[str, tuple[Arrow, ...]]):
    """The arrows of a view's cards by source: levers on its menu, "event/option", and the ways out
    of cases that fall due, by ``of_way``."""

    def __init__(self, pack: Pack, view: View) -> None:
        self._found: dict[str, tuple[Arrow, ...]] = {}
        self._work: Iterator[None] | None
        self._sources = tuple(_sources(pack, view))
        self._work = self._done(pack, view) if self._sources else None

    @property
    def ready(self) -> bool:
        """Whether all has been worked out."""
        return self._work is None

    def think(self, seconds: float) -> bool:
        """Work for about so long (a piece at least); return whether it is now ready."""
        until = time.perf_counter() + seconds
        while self._work is not None:
            if next(self._work, self) is self:
                self._work = None
            elif time.perf_counter() >= until:
                break
        return self.ready

    def so_far(self, source: str) -> tuple[Arrow, ...]:
        """Return a card's arrows if they are known already, without working for them."""
        return self._found.get(source, ())

    def __getitem__(self, source: str) -> tuple[Arrow, ...]:
        if source not in self._sources:
            raise KeyError(source)
        while source not in self._found:
            self.think(1.0)
        return self._found[source]

    def __iter__(self) -> Iterator[str]:
        return iter(self._sources)

    def __len__(self) -> int:
        return len(self._sources)

    def _done(self, pack: Pack, view: View) -> Iterator[None]:
        """Do the work, yielding after each piece."""
        for quarter in range(view.first, view.quarter):  # where many were never asked for
            prior(pack, quarter)
            if quarter % 4 == 0:
                yield
        guesses = []
        for key in range(GUESSES):
            guesses.append(determinise(pack, view, key))
            yield
        starts: dict[tuple[int, int, Given], World] = {}
        parts: dict[TrialPart, list[Trial]] = {}
        for source in self._sources:
            for guess, position in enumerate(guesses):
                for part, trial in _trials(pack, view, source, position):
                    begun = (guess, part.quarter, part.given)
                    if begun not in starts:
                        world = look_ahead.before(pack, position.world, *begun[1:])
                        starts[begun] = world
                    parts.setdefault(part, []).append(trial._replace(start=starts[begun]))
            yield
        seen = Scale(pack, view.figures)
        shown: dict[str, list[ShownArrow]] = {source: [] for source in self._sources}
        silent: list[TrialPart] = []
        for some in _together(parts):
            changed = yield from _changed(pack, parts, some, 1)
            for part, changes in zip(some, changed, strict=True):
                told = seen.shown(part, [c[0] for c in changes], 0)
                shown[part.source] += told
                if not told:
                    silent.append(part)
        for some in _together({part: parts[part] for part in silent}):
            changed = yield from _changed(pack, parts, some, look_ahead.HORIZON)
            for part, changes in zip(some, changed, strict=True):
                shown[part.source] += seen.first_shown(part, changes)
                yield
        for source in self._sources:
            specials = [
                ShownArrow(Arrow(figure, by, not e.uncertain and e.when is None, e.after), abs(by))
                for enactment in _enactments(pack, view, source, guesses[0])
                for e in card_index(pack).effects_of(enactment.source)
                if isinstance(e, Special)
                for figure, by in OF_ITS_OWN[e.act]
            ]
            self._found[source] = best(shown[source] + specials, _priced(pack, view, source))


def of_way(case: int, way: str) -> str:
    """Return the source under which a forecast has a case's way out."""
    return f"case/{case}/{way}"


def _way_of(view: View, source: str) -> tuple[SeenCase, SeenWay] | None:
    """Return the case and the way out that a source is of, None for any other source."""
    return next(
        (
            (case, way)
            for case in view.cases
            for way in case.ways
            if of_way(case.number, way.way) == source
        ),
        None,
    )


def _priced(pack: Pack, view: View, source: str) -> bool:
    """Return whether the card has a price in £m, which is told beside its arrows."""
    cards = card_index(pack)
    if source in cards.levers:
        return cards.levers[source].money_k > 0
    found = _way_of(view, source)
    if found is not None:
        return found[1].purse_m > 0
    event, _, option = source.partition("/")
    return cards.options[event, option].purse_m > 0


def _sources(pack: Pack, view: View) -> Iterator[str]:
    """Yield the sources whose arrows the view's reader may ask for."""
    for event in view.events:
        for option, _, _, _ in event.options:
            yield f"{event.event}/{option}"
    if view.who != SPECTATOR and PHASE_TABLE[view.phase].drafts:
        for row in lever_menu.belonging(pack, view.who, campaign=view.phase == "campaign"):
            yield row.id
        for case in view.cases:
            if case.falls_due:
                for way in case.ways:
                    yield of_way(case.number, way.way)


def _enactments(pack: Pack, view: View, source: str, guess: Position) -> list[Enactment]:
    """Return what is put in force by a card in a guessed position."""
    cards, board = card_index(pack), guess.board
    lever = cards.levers.get(source)
    if lever is not None:
        tired = dict(board.office(lever.role).fatigue).get(source, 1000)
        return [Enactment(source, lever.role, tired, met=True)]
    found = _way_of(view, source)
    if found is None:
        answers = cards.events[source.partition("/")[0]].answers
        return [Enactment(source, answers, 1000, met=True)]
    case, way = found
    done, role, rows = ways_out.source(way.way), case.decider, (cards.trust_row[case.trust],)
    money = round(1000 * way.purse_m)
    made = [Enactment(done, role, 1000, trusts=rows, paid_k=money)]
    if way.hold:
        made.append(Enactment(ways_out.held_source(role), role))
    if case.marginal:
        made.append(Enactment(f"{done}/marginal", role, 1000, trusts=rows))
    return made


def _trials(
    pack: Pack, view: View, source: str, guess: Position
) -> Iterator[tuple[TrialPart, Trial]]:
    """Yield a card's effects in a guessed position, those together that are tried together."""
    parts: dict[TrialPart, list[Modifier]] = {}
    for enactment in _enactments(pack, view, source, guess):
        _parted(pack, view.quarter, source, guess, enactment, parts)
    for part, some in parts.items():
        rows = tuple(sorted({t for m in some for t in m.trusts}))
        if 2 * len(rows) > int(guess.world.open[:, 0].sum()):
            rows = ()
        board = guess.board
        yield part, Trial(guess.world, board.modifiers, tuple(some), board.seed, part.given, rows)


def _parted(
    pack: Pack,
    quarter: int,
    source: str,
    guess: Position,
    enactment: Enactment,
    parts: dict[TrialPart, list[Modifier]],
) -> None:
    """Put what an enactment makes among the parts in which the card is tried."""
    effects = card_index(pack).effects_of(enactment.source)
    for happens in _happenings(effects):
        world = look_ahead.before(pack, guess.world, quarter, happens)
        made = modifiers_of(pack, guess.board, world, enactment)
        for m in made:
            effect = effects[m.effect]
            knob = look_ahead.turns(effect)
            if knob is None:
                continue
            if look_ahead.given(effect) != happens:
                continue
            after = m.first - quarter
            at = quarter + until_april(effect, quarter)
            sure = not (effect.uncertain or effect.met or _depends(effect.when))
            part = TrialPart(source, knob, after + at - quarter, at, sure, happens)
            last = None if m.last is None else m.last - m.first + at
            parts.setdefault(part, []).append(replace(m, first=at, last=last))


def _happenings(effects: tuple[Effect, ...]) -> tuple[Given, ...]:
    return tuple(dict.fromkeys(look_ahead.given(e) for e in effects))


def until_april(effect: Effect, quarter: int) -> int:
    """Return quarters until the effect can act: a price that is set waits for April."""
    if not isinstance(effect, KnobSetting) or effect.knob != "tariff_set_pct":
        return 0
    assert NATIONAL[effect.knob].combine == "set"
    return (1 - quarter - effect.after) % 4


def _depends(when: Condition | None) -> bool:
    """Return whether the condition asks of more than the calendar."""
    if when is None:
        return False
    if when.parts:
        return any(_depends(part) for part in when.parts)
    return when.asks not in ("quarter", "year_end", "path")


def _together(parts: Mapping[TrialPart, list[Trial]]) -> Iterator[list[TrialPart]]:
    """Yield parts that are stepped together: tried in the same quarter, some ``_TRIALS`` trials."""
    for quarter in dict.fromkeys(part.quarter for part in parts):
        some: list[TrialPart] = []
        held = 0
        for part, trials in parts.items():
            if part.quarter != quarter:
                continue
            some.append(part)
            held += len(trials)
            if held >= _TRIALS:
                yield some
                some, held = [], 0
        if some:
            yield some


def _changed(
    pack: Pack, parts: Mapping[TrialPart, list[Trial]], some: list[TrialPart], quarters: int
) -> Generator[None, None, list[list[list[Change]]]]:
    """Return the changes of each of some parts: by guess, by quarter. Yields after each quarter."""
    trials = [trial for part in some for trial in parts[part]]
    ended = []
    for changed in look_ahead.by_quarter(pack, trials, some[0].quarter, quarters):
        ended.append(changed)
        yield
    found = iter([[changed[i] for changed in ended] for i in range(len(trials))])
    return [[next(found) for _ in parts[part]] for part in some]


_FORECASTS: Final[Memo[Forecast]] = Memo(16)


def forecast(pack: Pack, view: View) -> Forecast:
    """Return the arrows of a view's cards, worked out as they are asked for and kept while what
    the view shows of the service and of what is in force stays the same."""
    asked = (
        *(e.event for e in view.events),
        *(of_way(c.number, w.way) for c in view.cases if c.falls_due for w in c.ways),
    )
    drafting, campaign = PHASE_TABLE[view.phase].drafts, view.phase == "campaign"
    return _FORECASTS.get(
        (pack, view.figures, view.trusts, view.orders, view.answered),
        (view.who, view.quarter, drafting, campaign, view.in_force, asked),
        lambda: Forecast(pack, view),
    )
