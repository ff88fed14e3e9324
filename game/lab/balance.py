"""Measure the bands in which the game is meant to lie, from many games of AI players.

A scenario is played by four personas, by four random players, by personas whose No 10 calls an
election in the first quarter where it may, and by personas of whom one, whom the seed chooses,
seals one random sheet in a quarter that it chooses too. ``BANDS`` says what must hold; ``result``
gives each measure with its 95% interval. **Score so far** is a role's score as if the vote were
now: what is banked, the true figures as they stand, seats by the published polls, steps of the
agenda. Whose score so far is the rarest, by percentile rank among all games' of its office in that
quarter, **leads**; who wins is said by ``rules.percentile_ranks``, as on the end card.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final

from game.lab.balance_bands import BANDS, judged, measures
from game.lab.batch import Game, begin, play_on, seldom
from game.lab.kept_run import KeptRun, RunAsked, Wanted
from game.match.seats import player_seed
from game.players.persona.order_values import OrderValues
from game.players.persona.persona import Persona
from game.players.persona.priorities import DEFAULT_PERSONA
from game.players.random_player import RandomPlayer
from game.rules import agendas, banked_scores
from game.rules.cards.index import card_index
from game.rules.constants import SACKING_POINTS
from game.rules.knowledge.visibility import known
from game.rules.score_terms import of_state, points
from game.rules.state.case_facts import CaseSettled
from game.rules.state.commands import Order, Seal
from game.rules.state.facts import OrderRevealed
from game.rules.state.position import Position
from game.rules.state.view import View
from game.rules.views.press_ratings import polled
from game.scenario.pack import Pack
from game.scenario.schema.base import ROLES, SPECTATOR, Role
from game.world.exact_sums import in_order
from game.world.figure_names import FIGURES

#: How games are played: by four personas, four random players, with a snap election at once, or
#: with one sheet of one office swapped for a random one.
KINDS: Final = ("persona", "random", "snap", "swap")
#: Games that are played side by side, and kept as one.
_TILE: Final = 32
_SNAP: Final = "go_to_country"
#: The way out of a case that keeps the hospital and cuts its service.
_SERVICE: Final = "service"


class Snapping(Persona):
    """A persona in No 10 that calls an election in the first quarter, if it may."""

    def sheet(self, view: View, of: OrderValues) -> Seal:
        """Return the persona's sheet, or in the first quarter the call alone."""
        if view.quarter == view.first and view.menu.may(_SNAP) is not None:
            return Seal(role=self.role, orders=(Order(lever=_SNAP),))
        return super().sheet(view, of)


class Swapping(Persona):
    """A persona that seals a random sheet in one quarter."""

    def __init__(self, pack: Pack, role: Role, seed: int, quarter: int) -> None:
        super().__init__(pack, role, seed, DEFAULT_PERSONA[role])
        self._quarter = quarter
        self._random = RandomPlayer(role, seed)

    def sheet(self, view: View, of: OrderValues) -> Seal:
        """Return the persona's sheet, or in its one quarter a random one."""
        if view.quarter == self._quarter:
            return self._random.seal(view)
        return super().sheet(view, of)


def swapped(pack: Pack, seed: int) -> tuple[Role, int]:
    """Return whose sheet is swapped in a game, and in which quarter: any alike, by its seed."""
    later = seed // len(ROLES) % banked_scores.planned(pack)
    return ROLES[seed % len(ROLES)], card_index(pack).first + later


def so_far(pack: Pack, position: Position) -> dict[Role, float]:
    """Return each role's score as if the vote were now, from the true figures."""
    board = position.board
    now = banked_scores.points_now(pack, board, position.world)
    banked, quarters = dict(board.banked), max(1, board.banked_quarters)
    polls = polled(pack, board, known(pack, position, SPECTATOR))
    share, found = pack.scenario.scoring.on_the_way, {}
    for role in ROLES:
        office, parts = board.office(role), [agendas.points(board.office(role))]
        for term in pack.scenario.scoring.roles.get(role, ()):
            if of_state(term.value):
                key = banked_scores.key_of(role, term)
                way = banked.get(key, 0.0) / quarters
                parts.append(share * way + (1.0 - share) * now[key])
            else:
                parts.append(points(term, polls.get(term.value, 0.0)))
        if role == "secretary":
            parts.append(-SACKING_POINTS * (office.terms_served - 1))
        found[role] = in_order(parts)
    return found


class Balance(KeptRun):
    """A run of games of one scenario, kept tile by tile, and what they come to."""

    name = "balance"
    tile = _TILE
    mixed = False

    def __init__(self, asked: RunAsked) -> None:
        """Begin a run of so many games of each kind.

        Raises InputError for a scenario or a file that isn't right.
        """
        super().__init__(asked, asked.of_each(KINDS))

    @staticmethod
    def played(pack: Pack, wanted: Sequence[Wanted]) -> Iterator[dict[str, Any]]:
        """Play games of one kind side by side and yield what is kept of each."""
        return _played(pack, wanted[0][0], [seed for _, seed in wanted])

    def result(self) -> dict[str, Any]:
        """Return the whole JSON of a run that has been played: each band's measure."""
        rows = self.rows()
        found = measures(self.pack, {k: [r for r in rows if r["kind"] == k] for k in KINDS})
        return {
            **self.about(),
            "bands": [
                {
                    "name": band.name,
                    "title": band.title,
                    "low": band.low,
                    "high": band.high,
                    "percent": band.percent,
                    **judged(band, found.bands.get(band.name)),
                }
                for band in BANDS
            ],
            "scores": found.scores,
            "agendas": found.agendas,
        }


def _played(pack: Pack, kind: str, seeds: Sequence[int]) -> Iterator[dict[str, Any]]:
    """Play games side by side and yield what is kept of each."""
    with seldom():
        games = begin(
            pack, dict.fromkeys(ROLES, "random" if kind == "random" else "persona"), seeds
        )
        if kind == "snap":
            for game, seed in zip(games, seeds, strict=True):
                own = player_seed(seed, "number10")
                game.players["number10"] = Snapping(
                    pack, "number10", own, DEFAULT_PERSONA["number10"]
                )
        if kind == "swap":
            for game, seed in zip(games, seeds, strict=True):
                role, quarter = swapped(pack, seed)
                game.players[role] = Swapping(pack, role, player_seed(seed, role), quarter)
        course: list[list[dict[Role, float]]] = [[] for _ in games]
        for n in range(1, banked_scores.planned(pack)):
            play_on(pack, games, n)
            for game, kept in zip(games, course, strict=True):
                if len(game.track) == n + 1 and not game.ended:
                    kept.append(so_far(pack, game.position))
        play_on(pack, games)
    for game, kept in zip(games, course, strict=True):
        row = _kept(pack, kind, game, kept)
        if kind == "swap":
            row["swapped"] = swapped(pack, game.seed)[0]
        yield row


def _kept(
    pack: Pack, kind: str, game: Game, course: Sequence[Mapping[Role, float]]
) -> dict[str, Any]:
    board = game.position.board
    counts, result = dict(board.past.counts), dict(board.result)
    closures = float(game.track[-1][FIGURES.index("closures")])
    cut = [c for c in board.cases if c.way == _SERVICE and c.outcome in ("done", "half")]
    levers = {lever.id: lever for lever in pack.scenario.levers}
    ruled = {case.number for case in board.cases if case.about != "failing"}
    named: set[int] = set()
    contested: set[int] = set()
    for f in game.happenings:
        if isinstance(f, OrderRevealed):
            target = levers[f.lever].target
            if target is not None and target.kind == "trusts":
                named.update(f.trusts)
            if f.met_by:
                contested.add(f.quarter)
        elif isinstance(f, CaseSettled):
            if f.case not in ruled:  # which a failure order is not
                named.add(f.trust)
            if f.against or len({(way, side) for _, way, side, _ in f.stakes}) > 1:
                contested.add(f.quarter)
    over = [d for d in board.deals if d.state in ("kept", "broken")]
    return {
        "kind": kind,
        "ending": board.ending,
        "government": result.get("government_wins"),
        "held": result.get("marginals_held"),
        "scores": {role: float(score) for role, score in board.scores},
        "aims": {o.role: agendas.points(o) for o in board.offices},
        "agendas": {o.role: [o.agenda, len(o.steps)] for o in board.offices},
        "course": [[round(one[role], 4) for role in ROLES] for one in course],
        "quarters": len(game.track) - 1,
        "lost": closures + len(cut),
        "lost_in_marginals": counts.get("closures_in_marginals", 0.0),
        "closures": closures,
        "named": sorted(int(t) for t in named),
        "contested": len(contested),
        "deals": len(over),
        "tempted": sum(bool(d.tempted) for d in over),
        "broken": sum(d.state == "broken" for d in over),
    }
