"""The order of play: from the agendas through each quarter to the vote.

Each function takes a position to the next moment and says what happened on the way.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from game.errors import InputError
from game.rules import bargains, campaign, contests, effects, ends, happen, publishing, reporting
from game.rules.changing import replace
from game.rules.counts import bumped, put
from game.rules.figures import all_values
from game.rules.happenings import FiguresPublished, Happening, PhaseBegan
from game.rules.position import Board, Office, Phase, Position
from game.rules.rulebook import CLOUT_CAP, CLOUT_INCOME, CLOUT_START, FULL, RECOVERY, WORD_START
from game.rules.scoring import score
from game.rules.tables import tables
from game.rules.turning import compile
from game.scenario.base import ROLES
from game.world.knobs import Knobs
from game.world.luck import Luck
from game.world.names import FIGURES

if TYPE_CHECKING:
    from game.scenario.pack import Pack
    from game.world.state import Report, World

Moved = tuple[Position, tuple[Happening, ...]]
_TOP = 2**63


def begin(pack: Pack, seeds: Sequence[int]) -> list[Moved]:
    """New games: the start's figures out, two agendas dealt to each role.

    Raises InputError for a seed outside 0 … 2⁶³−1.
    """
    from game.world.start import start

    for seed in seeds:
        if not 0 <= seed < _TOP:
            raise InputError(f"The seed {seed} is not a whole number from 0 to {_TOP - 1}.")
    worlds = start(pack.model, seeds)
    errors = publishing.luck_of(pack, seeds, worlds.quarter)
    return [
        _begun(pack, seed, worlds.row(b), error)
        for b, (seed, error) in enumerate(zip(seeds, errors, strict=True))
    ]


def _begun(pack: Pack, seed: int, world: World, error: publishing.Error) -> Moved:
    first, second, third, fourth = (
        Office(r, CLOUT_START, WORD_START, ends.deal_agendas(pack, seed, r)) for r in ROLES
    )
    offices = (first, second, third, fourth)
    dealt = any(o.agendas_dealt for o in offices)
    board = Board(
        scenario=pack.scenario.id,
        seed=seed,
        quarter=tables(pack).first,
        phase="agendas" if dealt else "bulletin",
        offices=offices,
        start_figures=tuple(zip(FIGURES, all_values(world), strict=True)),
    )
    board = replace(board, published=(publishing.publish(pack, board, world, error),))
    return Position(board, world), (
        FiguresPublished(quarter=board.quarter, of_quarter=world.quarter),
        PhaseBegan(quarter=board.quarter, phase=board.phase),
    )


def enter(position: Position, phase: Phase, told: tuple[Happening, ...] = ()) -> Moved:
    """The position in the next phase."""
    board = replace(position.board, phase=phase)
    return Position(board, position.world), (*told, PhaseBegan(quarter=board.quarter, phase=phase))


def after_agenda(position: Position) -> Moved:
    """Moves to the bulletin once every role has kept an agenda."""
    if any(o.agendas_dealt and o.agenda is None for o in position.board.offices):
        return position, ()
    return enter(position, "bulletin")


def draw_events(pack: Pack, position: Position) -> Moved:
    """From the bulletin to the event, or straight to the talks when none comes up."""
    board, told = happen.draw(pack, position)
    return enter(Position(board, position.world), "event" if board.events else "talks", told)


def begin_orders(position: Position) -> Moved:
    """Offers lapse; the sheets are open."""
    position, told = bargains.after_talks(position)
    return enter(position, "orders", told)


def after_seal(pack: Pack, position: Position) -> Moved:
    """Once the last sheet is sealed: the reveal, or in the campaign the vote."""
    if any(o.sealed is None for o in position.board.offices):
        return position, ()
    if position.board.phase == "campaign":
        return campaign.vote(pack, position)
    board, told = contests.reveal(pack, position)
    position, broken = bargains.after_reveal(pack, Position(board, position.world))
    moved, phase = enter(position, "reveal")
    return moved, (*phase, *told, *broken)


def before_market(pack: Pack, position: Position) -> tuple[Board, Knobs, tuple[Happening, ...]]:
    """The board that goes into the market quarter and the knobs that it sets (batch 1)."""
    board = position.board
    return board, compile(pack, board, position.world), ()


def after_market(
    pack: Pack,
    board: Board,
    before: World,
    after: World,
    report: Report,
    column: int = 0,
    error: publishing.Error | None = None,
    found: reporting.Changes | None = None,
    *,
    explained: bool = True,
) -> Moved:
    """From the stepped world to the papers: explanations, deals, sackings, collapse, figures.

    ``before`` and ``after`` are batches of one; ``column`` is the game's column in ``report``;
    ``error`` the luck of the publication and ``found`` what became of its trusts, where they
    have been worked out for many games at once. ``explained`` False leaves out what moved
    gauges, trusts and money, for many games of which nobody reads it.
    """
    if found is None:
        found = reporting.changes(before, after)
    marginal = tables(pack).marginal
    board = bumped(
        board,
        (
            "closures_in_marginals",
            int(marginal[found.closed].sum() + marginal[found.downgraded].sum()),
        ),
        ("administrations_begun", len(found.administration)),
        ("administrations_upheld", len(found.upheld)),
        ("takeovers", len(found.taken_over)),
        ("reviews_won", len(found.quashed)),
        ("support_paid_m", float(after.metric_of("support_m")[0])),
    )
    verdict = ends.judge(pack, board, before, after)
    told: list[Happening] = []
    if explained:
        gauges = (before, verdict.world, report, verdict.also, column)
        told += reporting.gauges_moved(pack, board, *gauges)
        told += reporting.trusts_changed(pack, board, found)
        told += reporting.money_moved(pack, board, report, column)
    into = Position(board, before)
    board, world = verdict.board, verdict.world
    new = publishing.publish(pack, board, world, error)
    board = replace(board, published=publishing.shelve(board.published, new))
    position, deals = bargains.after_quarter(pack, into, Position(board, world))
    told += [
        *deals,
        *verdict.happenings,
        FiguresPublished(quarter=board.quarter, of_quarter=world.quarter),
    ]
    if verdict.collapsed:
        return _collapse(pack, position, tuple(told))
    moved, phase = enter(position, "papers")
    return moved, (*phase, *told)


def _collapse(pack: Pack, position: Position, told: tuple[Happening, ...]) -> Moved:
    """The game is over for everybody."""
    board = replace(position.board, ending="collapse", phase="ended")
    shares = ends.blame(pack, board, position.world)
    board, scored = score(pack, board, position.world, None, {}, shares)
    ended = PhaseBegan(quarter=board.quarter, phase="ended")
    return Position(board, position.world), (*told, *scored, ended)


def market(pack: Pack, position: Position) -> Moved:
    """The market quarter of one game."""
    from game.world.quarter import step

    board, knobs, told = before_market(pack, position)
    after, report = step(pack.model, position.world, knobs, Luck([board.seed]))
    moved, more = after_market(pack, board, position.world, after, report)
    return moved, (*told, *more)


def next_quarter(pack: Pack, position: Position) -> Moved:
    """From the papers to the next bulletin, or to the campaign."""
    board = position.board
    table = tables(pack)
    campaigning = board.dissolve is not None or board.quarter >= table.last
    quarter = board.quarter + 1
    board = effects.expire(replace(board, quarter=quarter, events=()))
    due = effects.clout_due(table, board.modifiers, quarter)
    first, second, third, fourth = [_rested(o, due.get(o.role, 0)) for o in board.offices]
    board = replace(
        put(board, "turn", quarter - table.first),
        offices=(first, second, third, fourth),
        committed_k=effects.commitments_k(table, board.modifiers, quarter),
    )
    return enter(Position(board, position.world), "campaign" if campaigning else "bulletin")


def _rested(office: Office, due: int) -> Office:
    """An office as a quarter begins: income, what effects give or take, fatigue recovering."""
    fatigue = tuple(
        [(lever, factor + (FULL - factor) * RECOVERY // FULL) for lever, factor in office.fatigue]
    )
    # Clout above the cap, come by through deals, is kept but does not grow.
    clout = min(max(CLOUT_CAP, office.clout), max(0, office.clout + CLOUT_INCOME + due))
    return replace(office, sealed=None, fatigue=fatigue, clout=clout)
