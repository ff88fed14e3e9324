"""Find effects that nobody can see: each knob of each card, looked ahead from the scenario's start.

A card must not act in secret even from its owner. So every knob that a lever or an answer turns is
tried by itself in idle futures of the scenario, in the first quarter and the last in which the card
can be used there; at least one figure that somebody may see must answer, or something of the trusts
that it reaches. A validated scenario has none that don't.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final, Literal

from game.rules.cards.index import card_index, span
from game.rules.effects import look_ahead, targets
from game.rules.effects.look_ahead import HORIZON, Change, Trial
from game.rules.state.position import Modifier
from game.rules.views.arrow_sizes import Scale, TrialPart
from game.rules.views.forecast import until_april
from game.rules.views.guessed_world import PRIORS, prior
from game.scenario.pack import Pack
from game.scenario.schema.base import Period
from game.scenario.schema.effects import Effect, KnobSetting, Select, TrustKnobSetting
from game.world.world_state import World

#: Knobs whose doing stands in the public register of trusts: who is named, and what each is.
REGISTERED: Final = frozenset({"list", "authorise"})
_FUTURES: Final = 2
#: More of them where what shows is odds: their mean is looked at.
_ODDS: Final = 8
_AT_ONCE: Final = 64


@dataclass(frozen=True, slots=True)
class SilentEffect:
    """An effect that moves nothing: of which card, and where in it."""

    kind: Literal["lever", "event"]
    key: str
    path: tuple[str | int, ...]
    knob: str

    @property
    def sentence(self) -> str:
        """Return what is wrong with it."""
        return (
            f"The knob {self.knob!r} moves nothing here that anybody can see, in {HORIZON} "
            "quarters: an effect without an arrow."
        )


def silent_effects(pack: Pack) -> tuple[SilentEffect, ...]:
    """Return the effects of the scenario's cards that move nothing that a person can see."""
    seen = Scale(pack, _visible(pack))
    left = {effect: (source, at, turns) for effect, source, at, turns in _asked(pack)}
    for turn in (0, 1):
        asked = [(effect, source, at, turns[turn]) for effect, (source, at, turns) in left.items()]
        by_quarter: dict[int, list[tuple[SilentEffect, TrialPart, list[Trial]]]] = {}
        for effect, source, at, quarter in asked:
            part, trials = _trials(pack, source, at, quarter)
            if not trials:
                continue
            by_quarter.setdefault(part.quarter, []).append((effect, part, trials))
        for quarter, some in by_quarter.items():
            for i in range(0, len(some), _AT_ONCE // _ODDS):
                piece = some[i : i + _AT_ONCE // _ODDS]
                trials = [trial for _, _, of in piece for trial in of]
                found = iter(look_ahead.changes(pack, trials, quarter, HORIZON))
                for effect, part, of in piece:
                    futures = [next(found) for _ in of]
                    if part.given == "administration":
                        futures = [_mean(futures)]
                    if seen.first_shown(part, futures):
                        del left[effect]
    return tuple(left)


def _mean(futures: list[list[Change]]) -> list[Change]:
    """Return the mean of several futures' changes, quarter by quarter."""
    n = len(futures)
    return [
        Change(
            sum((c.figures for c in of[1:]), of[0].figures) / n,
            sum(c.quality for c in of) / n,
            sum(c.result for c in of) / n,
            sum(c.votes for c in of) / n,
        )
        for of in zip(*futures, strict=True)
    ]


def _visible(pack: Pack) -> frozenset[str]:
    """Return the figures that some office, or everybody, may see."""
    return frozenset(
        spec.figure
        for spec in pack.scenario.figures
        if spec.visibility.public != "hidden" or spec.visibility.exact_to
    )


def _asked(pack: Pack) -> Iterator[tuple[SilentEffect, str, int, tuple[int, int]]]:
    """Yield the knobs that cards turn: source, which effect, first and last quarter of use."""
    for lever in pack.scenario.levers:
        for i, effect in enumerate(lever.effects):
            turns = _turns(pack, lever.period)
            knob = _knob(effect)
            if turns is not None and knob is not None:
                yield (
                    SilentEffect("lever", lever.id, ("effects", i, "knob"), knob),
                    lever.id,
                    i,
                    turns,
                )
    for event in pack.scenario.events:
        turns = _turns(pack, event.period)
        for o, option in enumerate(event.options):
            for i, effect in enumerate(option.effects):
                knob, path = _knob(effect), ("options", o, "effects", i, "knob")
                if turns is not None and knob is not None:
                    place = SilentEffect("event", event.id, path, knob)
                    yield place, f"{event.id}/{option.id}", i, turns


def _knob(effect: Effect) -> str | None:
    """Return the knob that an effect turns, None if none, or one that is only registered."""
    if isinstance(effect, KnobSetting | TrustKnobSetting) and effect.knob not in REGISTERED:
        return effect.knob
    return None


def _turns(pack: Pack, period: Period) -> tuple[int, int] | None:
    """Return the first and last quarter in which a card can be used, None if in none."""
    cards = card_index(pack)
    first, last = span(period)
    first, last = max(first, cards.first), min(last, cards.last)
    return (first, last) if first <= last else None


def _trials(pack: Pack, source: str, at: int, quarter: int) -> tuple[TrialPart, list[Trial]]:
    """Return an effect's trials in idle futures, as if its conditions held."""
    effect = card_index(pack).effects_of(source)[at]
    assert isinstance(effect, KnobSetting | TrustKnobSetting)
    acts = quarter + until_april(effect, quarter)
    happens = look_ahead.given(effect)
    lasts = None if effect.quarters is None else acts + effect.quarters - 1
    trials = []
    for future in range(_ODDS if happens == "administration" else _FUTURES):
        world = prior(pack, quarter - 1).row(future % PRIORS)
        start = look_ahead.before(pack, world, acts, happens)
        rows: tuple[int, ...] = ()
        if isinstance(effect, TrustKnobSetting):
            rows = _reached(pack, start, effect.on)
            if not rows:
                break
        more = Modifier(source, None, at, acts, lasts, rows)
        own = rows if 2 * len(rows) <= pack.model.place.trusts else ()
        trials.append(Trial(start, (), (more,), future + 1, happens, own))
    return TrialPart(source, effect.knob, effect.after, acts, True, happens), trials


def _reached(pack: Pack, world: World, select: Select) -> tuple[int, ...]:
    """Return the trusts that the effect would reach, among all of its kind if none is so now."""
    found = targets.reached(pack, world, select)
    if not found and select.among != "all":
        found = targets.reached(pack, world, select.model_copy(update={"among": "all", "n": 3}))
    return found
