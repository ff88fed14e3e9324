"""Find what a strong player would choose: each lever tried against not ordering it.

In games of personas each position at which the order sheets open is kept. There each lawful lever
of each role is ordered alone, with the targets that the role's persona would name, and played on to
the end by personas; and so is an empty sheet. Both have the same luck from there on, in several
draws of it. A lever is worth the difference in the role's own final score.

The best lever is the one worth most. A change of the best between two quarters of a game is *sure*
where the earlier best is closed in the later quarter, or is worth less there than the new best by
more than the standard error of their difference: the rest may be luck.
"""

from __future__ import annotations

import math
import statistics
from collections import Counter
from collections.abc import Generator, Iterator, Sequence
from dataclasses import dataclass, field
from functools import partial
from itertools import pairwise
from typing import Any, Final

from game import __version__
from game.lab.batch import TILE, Game, play, play_on, seldom
from game.lab.shared_work import shared
from game.lab.simulate import pack_of, seed_of
from game.match.seats import player_seed
from game.players.persona.persona import Persona
from game.players.persona.priorities import DEFAULT_PERSONA
from game.rules import engine
from game.rules.state.commands import Seal
from game.rules.state.position import Position
from game.rules.state.replace import replace
from game.rules.views.builder import view
from game.scenario import loader
from game.scenario.pack import Pack
from game.scenario.schema.base import ROLES, Role
from game.world import quarter_calendar

_PERSONAS: Final[dict[Role, str]] = dict.fromkeys(ROLES, "persona")


@dataclass(frozen=True, slots=True)
class LeverTrial:
    """One role's levers in one position: ``gains`` are points of own score, one for each draw."""

    game: int
    quarter: int
    role: Role
    gains: dict[str, tuple[float, ...]]

    @property
    def best(self) -> str:
        """The lever worth most; of equals the first by name."""
        return min(self.gains, key=lambda lever: (-statistics.fmean(self.gains[lever]), lever))

    def beats(self, lever: str) -> bool:
        """Tell whether the best is surely better than that lever, or the lever is closed here."""
        if lever not in self.gains:
            return True
        apart = [a - b for a, b in zip(self.gains[self.best], self.gains[lever], strict=True)]
        if len(apart) < 2:
            return False
        return statistics.fmean(apart) > statistics.stdev(apart) / math.sqrt(len(apart))


@dataclass(slots=True)
class BestChoices:
    """How one role's best choice changes over the quarters of all games."""

    best: dict[int, Counter[str]] = field(default_factory=dict)  # by quarter
    pairs: int = 0
    changed: int = 0
    sure: int = 0
    lawful: Counter[str] = field(default_factory=Counter)
    won: Counter[str] = field(default_factory=Counter)

    @property
    def rate(self) -> float:
        """Share of consecutive quarters between which the best choice changed, 0–1."""
        return self.changed / max(1, self.pairs)

    @property
    def sure_rate(self) -> float:
        """The same share, of changes that are more than luck."""
        return self.sure / max(1, self.pairs)

    @property
    def never(self) -> list[str]:
        """Levers that were lawful somewhere and best nowhere."""
        return sorted(x for x in self.lawful if not self.won[x])

    @property
    def always(self) -> list[str]:
        """Levers that were best wherever they were lawful, three times or more."""
        return sorted(x for x, n in self.lawful.items() if n >= 3 and self.won[x] == n)


def positions(pack: Pack, seeds: Sequence[int]) -> Iterator[tuple[int, Position]]:
    """Yield (number of the game, position) wherever order sheets open in games of personas."""
    kept: list[Position] = []

    def look(position: Position) -> None:
        if position.board.phase == "orders":
            kept.append(position)

    for _ in play(pack, _PERSONAS, seeds, sealing=look):
        pass
    number = {seed: i for i, seed in enumerate(seeds)}
    yield from ((number[p.board.seed], p) for p in kept)


def run_trials(
    scenario: str,
    games: int = 1,
    draws: int = 4,
    seed: int = 1,
    jobs: int = 1,
    cluster: str | None = None,
) -> Generator[list[LeverTrial]]:
    """Try every lawful lever of every role in every quarter of that many games.

    Yields the trials of each position. Raises InputError for a scenario that won't load.
    """
    pack = loader.load(scenario)
    asked = list(positions(pack, [seed_of(seed, i) for i in range(games)]))
    work, here = partial(_worker_trials, scenario, draws), partial(_trials, pack, draws)
    with shared(work, asked, jobs, cluster, here) as made:
        yield from made


def _trials(pack: Pack, draws: int, asked: tuple[int, Position]) -> list[LeverTrial]:
    game, position = asked
    return [try_levers(pack, game, position, role, draws) for role in ROLES]


def _worker_trials(scenario: str, draws: int, asked: tuple[int, Position]) -> list[LeverTrial]:
    return _trials(pack_of(scenario), draws, asked)


def try_levers(pack: Pack, game: int, position: Position, role: Role, draws: int) -> LeverTrial:
    """Try each lawful lever of a role against an empty sheet, in a position with open sheets."""
    board = position.board
    sheets = {r: _persona(pack, board.seed, r).seal(view(pack, position, r)) for r in ROLES}
    mine = _persona(pack, board.seed, role)
    seen = view(pack, position, role)
    arms: list[tuple[str | None, Seal]] = [(None, Seal(role=role, orders=()))]
    arms += [(o.lever, Seal(role=role, orders=(mine.order(seen, o),))) for o in seen.menu.open]
    started = []
    for draw in range(draws):
        luck = replace(position, board=replace(board, seed=seed_of(board.seed, draw)))
        started += [_begun(pack, luck, board.seed, {**sheets, role: own}) for _, own in arms]
    with seldom():
        for i in range(0, len(started), TILE):
            play_on(pack, started[i : i + TILE])
    scores = [dict(g.position.board.scores)[role] for g in started]
    rows = [scores[i : i + len(arms)] for i in range(0, len(scores), len(arms))]
    gains = {
        lever: tuple(row[i] - row[0] for row in rows)
        for i, (lever, _) in enumerate(arms)
        if lever is not None
    }
    return LeverTrial(game, board.quarter, role, gains)


def _persona(pack: Pack, seed: int, role: Role) -> Persona:
    return Persona(pack, role, player_seed(seed, role), DEFAULT_PERSONA[role])


def _begun(pack: Pack, position: Position, seed: int, sheets: dict[Role, Seal]) -> Game:
    """Return a game in which these sheets have been sealed, to be played on by personas."""
    for item in engine.pending(pack, position):
        assert item.role is not None
        position, _ = engine.apply(pack, position, sheets[item.role])
    players = {role: _persona(pack, seed, role) for role in ROLES}
    return Game(seed, position, dict(players))


def best_choices(found: Sequence[LeverTrial]) -> dict[Role, BestChoices]:
    """Return what was best when, how often it changed, and what never or always was."""
    out = {role: BestChoices() for role in ROLES}
    for t in found:
        c = out[t.role]
        c.best.setdefault(t.quarter, Counter())[t.best] += 1
        c.lawful.update(t.gains.keys())
        c.won[t.best] += 1
    in_order = sorted(found, key=lambda t: (t.role, t.game, t.quarter))
    for before, after in pairwise(in_order):
        if (before.role, before.game) == (after.role, after.game):
            c = out[after.role]
            c.pairs += 1
            c.changed += before.best != after.best
            c.sure += before.best != after.best and after.beats(before.best)
    return out


def as_json(found: Sequence[LeverTrial], scenario: str, draws: int, seed: int) -> dict[str, Any]:
    """Return the trials as plain data."""
    quarters = sorted({t.quarter for t in found})
    return {
        "version": __version__,
        "scenario": scenario,
        "seed": seed,
        "games": len({t.game for t in found}),
        "draws": draws,
        "quarters": [quarter_calendar.label(q) for q in quarters],
        "roles": {
            role: {
                "best": [dict(c.best.get(q, Counter()).most_common()) for q in quarters],
                "change_rate": round(c.rate, 4),
                "sure_change_rate": round(c.sure_rate, 4),
                "first_choices": dict(c.won.most_common()),
                "never_best": c.never,
                "always_best": c.always,
            }
            for role, c in best_choices(found).items()
        },
        "tried": [
            {
                "game": t.game,
                "quarter": quarter_calendar.label(t.quarter),
                "role": t.role,
                "gains": {k: round(statistics.fmean(v), 3) for k, v in sorted(t.gains.items())},
            }
            for t in found
        ],
    }
