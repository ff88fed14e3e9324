"""The campaign and the vote: acts move opinion, the night decides, the inheritance is read.

In the campaign there is no market quarter: acts shock gauges (a push counts by its gauge's
rate), opinion is asked once more, and the night is drawn with the game's own luck.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from game.rules.cache import per_pack
from game.rules.cards.index import card_index
from game.rules.constants import COALITION_VOTE_LOSS
from game.rules.effects.knob_settings import knobs_of_many
from game.rules.effects.modifiers import causes
from game.rules.election import long_run
from game.rules.election.inheritance import inherited
from game.rules.explanations import audience, split
from game.rules.orders import contests
from game.rules.scoring import score
from game.rules.state.facts import ElectionHeld, Fact, GaugeMoved, PhaseBegan, Projected
from game.rules.state.figures import remember
from game.rules.state.position import Board, Position
from game.rules.state.replace import replace
from game.scenario.pack import Pack
from game.world.election.election_night import Night, night
from game.world.election.hospital_effects import campaigned
from game.world.election.opinion import opinion
from game.world.figure_names import GAUGES, METRIC_INDEX, NATIONS, PARTIES, REGIONS
from game.world.health_map import I
from game.world.random_streams import Luck
from game.world.world_state import World

_TOP = 100_000
_NORTHERN_IRELAND = len(REGIONS) + NATIONS.index("NI")


@dataclass(frozen=True, slots=True)
class Ballot:
    """A game whose polls have closed: the campaign's acts are done, the night is not drawn.

    ``world`` is as it was when the campaign began, ``gauge`` (G, 1) what its gauges are now;
    ``boost`` (P,) are points of the vote that the rules themselves add or take.
    """

    board: Board
    world: World
    gauge: I
    told: tuple[Fact, ...]
    boost: NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Count:
    """What a game's ballot came to, worlds and night batches of one: the world that voted,
    the night, the inheritance, and the projection where one is asked for."""

    world: World
    night: Night
    later: World
    run_on: Projected | None


def vote(pack: Pack, position: Position) -> tuple[Position, tuple[Fact, ...]]:
    """Move from the last sealed campaign sheet to the end of the game."""
    ballot = before_night(pack, position)
    (counted,) = night_of(pack, [ballot])
    return after_night(pack, ballot, counted)


def before_night(pack: Pack, position: Position) -> Ballot:
    """Reveal the campaign's acts; return the country that votes after them."""
    board, told = contests.reveal(pack, position)
    gauge, moved = after_acts(pack, board, position.world)
    return Ballot(board, position.world, gauge, (*told, *moved), boost_of(pack, board))


def night_of(pack: Pack, ballots: Sequence[Ballot]) -> list[Count]:
    """Return the nights, inheritances and projections of games that vote in the same quarter."""
    boards = [ballot.board for ballot in ballots]
    world, drawn = polled(pack, ballots)
    later, run_on = inherited(pack, boards, world), long_run.project(pack, boards, world)
    voted, left = world.each(), later.each()
    remember(voted, world)
    remember(left, later)
    return [
        Count(voted[b], drawn.draw(b), left[b], projected) for b, projected in enumerate(run_on)
    ]


def recounted(pack: Pack, boards: Sequence[Board], world: World) -> list[tuple[World, Night]]:
    """Return what games would vote like: each its world after the campaign's acts, and its night.

    ``world`` holds theirs side by side as the campaign began; nothing is told and nothing scored.
    """
    gauge = [after_acts(pack, b, w)[0] for b, w in zip(boards, world.each(), strict=True)]
    world = world.changed(gauge=np.concatenate(gauge, axis=1))
    _poll(pack, boards, world)
    boost = np.stack([boost_of(pack, board) for board in boards], axis=1)
    luck = Luck([board.seed for board in boards])
    drawn = night(pack.model, world, luck, boost=boost if boost.any() else None)
    return [(one, drawn.draw(b)) for b, one in enumerate(world.each())]


def polled(pack: Pack, ballots: Sequence[Ballot]) -> tuple[World, Night]:
    """Return the worlds that vote, and their nights, of games that vote in the same quarter."""
    boards = [ballot.board for ballot in ballots]
    world = World.together([ballot.world for ballot in ballots])
    world = world.changed(gauge=np.concatenate([ballot.gauge for ballot in ballots], axis=1))
    _poll(pack, boards, world)
    luck = Luck([board.seed for board in boards])
    boost = np.stack([ballot.boost for ballot in ballots], axis=1)
    return world, night(pack.model, world, luck, boost=boost if boost.any() else None)


def after_night(pack: Pack, ballot: Ballot, counted: Count) -> tuple[Position, tuple[Fact, ...]]:
    """End one game: who won, the scores."""
    board, world, drawn, projected = ballot.board, counted.world, counted.night, counted.run_on
    results = results_of(pack, drawn)
    early = board.quarter - 1 < card_index(pack).last
    board = replace(board, ending="snap" if early else "election", phase="ended")
    held = ElectionHeld(
        quarter=board.quarter,
        seats=tuple((p, int(drawn.seats[i, 0])) for i, p in enumerate(PARTIES)),
        vote=tuple((p, round(float(drawn.vote[i, 0]), 3)) for i, p in enumerate(PARTIES)),
        government_wins=results["government_wins"] > 0,
    )
    if projected is not None:
        results.update(long_run.results(projected))
    board, scored = score(pack, board, world, counted.later, results)
    ended = PhaseBegan(quarter=board.quarter, phase="ended")
    run_on = () if projected is None else (projected,)
    return Position(board, world), (*ballot.told, held, *run_on, *scored, ended)


def after_acts(pack: Pack, board: Board, world: World) -> tuple[I, tuple[Fact, ...]]:
    """Return a world's gauges (G, 1) as the campaign's acts moved them, and what moved."""
    cards = card_index(pack)
    shocks, pushes = causes(cards, board.modifiers, board.quarter)
    gauge = world.gauge.copy()
    told: list[Fact] = []
    for g in sorted({*shocks, *pushes}):
        parts = dict(shocks.get(g, {}))
        rate = cards.rate.get(g, 1.0)
        for source, asked in split(
            round(sum(pushes.get(g, {}).values()) * rate), pushes.get(g, {}), rate
        ):
            parts[source] = parts.get(source, 0) + asked
        before = int(gauge[g, 0])
        after = min(_TOP, max(0, before + sum(parts.values())))
        clip = after - before - sum(parts.values())
        gauge[g, 0] = after
        terms = [(source, n) for source, n in parts.items() if n]
        if clip:
            terms.append(("clip", clip))
        told.append(
            GaugeMoved(
                quarter=board.quarter,
                seen_by=audience(pack, GAUGES[g]),
                gauge=GAUGES[g],
                before=before,
                after=after,
                terms=tuple(terms),
            )
        )
    return gauge, tuple(told)


def _poll(pack: Pack, boards: Sequence[Board], world: World) -> None:
    """Make the worlds those that vote: what acts do near hospitals, and opinion asked anew.

    ``world`` is written to.

    Acts of these five weeks only: what older orders did to a town's memory has been done.
    """
    quarter = boards[0].quarter
    fresh = [[m for m in board.modifiers if m.first == quarter] for board in boards]
    knobs = knobs_of_many(pack, fresh, quarter, world)
    world.local_effect, world.anger = campaigned(pack.model, world, knobs)
    asked_now = opinion(pack.model, world, Luck([board.seed for board in boards]), campaign=True)
    for name, value in asked_now.items():
        world.metric[METRIC_INDEX[name]] = value


def boost_of(pack: Pack, board: Board) -> NDArray[np.float64]:
    """Return points of the vote, (P,), that the coalition's end costs the leading party."""
    boost = np.zeros(len(PARTIES))
    if dict(board.past.counts).get("coalition_collapsed"):
        boost[PARTIES.index(pack.scenario.government.leading)] = -COALITION_VOTE_LOSS
    return boost


@per_pack
def mainland_seats(pack: Pack) -> int:
    """Return the seats of Great Britain, of which a government needs more than half."""
    return int((pack.model.country.region != _NORTHERN_IRELAND).sum())


def house_of(pack: Pack, winner: I) -> dict[str, float]:
    """Return what a House of Commons means, from the party (S,) that holds each seat.

    The government wins when its parties hold more than half of the seats of Great Britain:
    Northern Ireland's members side with either or stay away.
    """
    government, country = pack.model.government, pack.model.country
    seats = np.bincount(winner, minlength=len(PARTIES))
    ours = winner == government.leading
    if government.partner is not None:
        ours |= winner == government.partner
    marginal = country.marginal
    return {
        "government_wins": float(2 * int(ours.sum()) > mainland_seats(pack)),
        "seats": float(seats[government.leading]),
        "seats_partner": 0.0 if government.partner is None else float(seats[government.partner]),
        "seats_government": float(ours.sum()),
        "seats_opposition": float(seats[government.opposition]),
        "marginals_held": float(ours[marginal].mean()) if marginal.any() else 1.0,
    }


def results_of(pack: Pack, night: Night) -> dict[str, float]:
    """Return what the scores read of the night's first draw."""
    leading = pack.model.government.leading
    return {
        **house_of(pack, night.winner[:, 0]),
        "vote": float(night.vote[leading, 0]),
        "seats_insurgent": float(night.insurgent[:, 0].sum()),
        **{f"seats_{p}": float(night.seats[i, 0]) for i, p in enumerate(PARTIES)},
        **{f"vote_{p}": float(night.vote[i, 0]) for i, p in enumerate(PARTIES)},
    }
