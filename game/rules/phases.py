"""What happens as a phase ends: from the agendas through each quarter to the vote.

Each function takes a position to the next phase and says what happened on the way;
``phase_table`` says which phase may follow which.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import assert_never

from game.errors import InputError
from game.rules import (
    agendas,
    banked_scores,
    contracts,
    endings,
    events,
    explanations,
    pledges,
)
from game.rules.cards.index import card_index
from game.rules.cases import clock, docket
from game.rules.constants import CLOUT_CAP, CLOUT_INCOME, CLOUT_START, FULL, RECOVERY, WORD_START
from game.rules.deals import talks
from game.rules.effects.enacted import enacted
from game.rules.effects.knob_settings import knobs_of_many
from game.rules.effects.modifiers import clout_due, commitments_k, expired
from game.rules.election import campaign
from game.rules.knowledge import publication
from game.rules.orders import contests
from game.rules.phase_table import Phase
from game.rules.scoring import score
from game.rules.state.counts import bumped, having
from game.rules.state.facts import CommissionersRegrouped, Fact, FiguresPublished, PhaseBegan
from game.rules.state.figures import all_values, remember
from game.rules.state.position import Board, Office, Position, Published
from game.rules.state.replace import replace
from game.scenario.pack import Pack
from game.scenario.schema.base import ROLES
from game.world.commissioners import groupings, period
from game.world.figure_names import FIGURES
from game.world.random_streams import Luck
from game.world.world_state import World

Moved = tuple[Position, tuple[Fact, ...]]
_TOP = 2**63


def begin(pack: Pack, seeds: Sequence[int]) -> list[Moved]:
    """Start games of so many seeds: the start's figures out, two agendas dealt to each role.

    Raises InputError for a seed outside 0 … 2⁶³−1.
    """
    from game.world.start import start

    for seed in seeds:
        if not 0 <= seed < _TOP:
            raise InputError(f"The seed {seed} is not a whole number from 0 to {_TOP - 1}.")
    events.foresee(pack, seeds)
    together = start(pack.model, seeds)
    worlds = together.each()
    remember(worlds, together)
    dealt = agendas.deal(pack, seeds)
    boards = [
        _board(pack, seed, world, hands)
        for seed, world, hands in zip(seeds, worlds, dealt, strict=True)
    ]
    begun = []
    for board, world, new in zip(
        boards, worlds, publication.publish_all(pack, boards, worlds, together), strict=True
    ):
        board, opened = docket.at_start(pack, replace(board, published=(new,)), world)
        position, told = _begun(Position(board, world))
        begun.append((position, (*told, *opened)))
    return begun


def _board(pack: Pack, seed: int, world: World, hands: Sequence[tuple[str, ...]]) -> Board:
    """Return the board of a new game, its agendas dealt."""
    first, second, third, fourth = (
        Office(role, CLOUT_START, WORD_START, hand) for role, hand in zip(ROLES, hands, strict=True)
    )
    offices = (first, second, third, fourth)
    begins = card_index(pack).first
    dealt = any(o.agendas_dealt for o in offices)
    board = Board(
        scenario=pack.scenario.id,
        seed=seed,
        quarter=begins,
        phase="agendas" if dealt else "bulletin",
        offices=offices,
        start_figures=tuple(zip(FIGURES, all_values(world), strict=True)),
    )
    made = enacted(pack, board, world)
    committed = commitments_k(card_index(pack), made, begins)
    return replace(board, modifiers=made, committed_k=committed)


def _begun(position: Position) -> Moved:
    board, world = position.board, position.world
    return position, (
        FiguresPublished(quarter=board.quarter, of_quarter=world.quarter),
        _began(board.quarter, board.phase),
    )


def enter(position: Position, phase: Phase, told: tuple[Fact, ...] = ()) -> Moved:
    """Return the position in the phase, and that it began after all that was ``told``."""
    board = replace(position.board, phase=phase)
    return Position(board, position.world), (*told, _began(board.quarter, phase))


@lru_cache(maxsize=1024)
def _began(quarter: int, phase: Phase) -> PhaseBegan:
    """Return the fact that a phase began: the same one serves all games."""
    return PhaseBegan(quarter=quarter, phase=phase)


def after_agenda(position: Position) -> Moved:
    """Move on to the bulletin once every role has kept an agenda."""
    if any(o.agendas_dealt and o.agenda is None for o in position.board.offices):
        return position, ()
    return enter(position, "bulletin")


def leave(pack: Pack, position: Position) -> Moved:
    """Move on from a phase that waits for nobody's answer, agenda or sheet: ``Advance``.

    Raises RuntimeError from a phase that is left in another way, which ``engine.check`` refuses.
    """
    phase = position.board.phase
    match phase:
        case "bulletin":
            return _draw_events(pack, position)
        case "event":
            return enter(position, "talks")
        case "talks":
            return _begin_orders(pack, position)
        case "reveal":
            (moved,) = markets(pack, [position])
            return moved
        case "papers":
            return _next_quarter(pack, position)
        case "agendas" | "orders" | "campaign" | "ended":
            raise RuntimeError(f"Nobody moves on from {phase} by advancing.")
        case _:
            assert_never(phase)


def _draw_events(pack: Pack, position: Position) -> Moved:
    """Move from the bulletin to the event, or straight to the talks when none comes up."""
    board, told = events.draw(pack, position)
    return enter(Position(board, position.world), "event" if board.events else "talks", told)


def _begin_orders(pack: Pack, position: Position) -> Moved:
    """Let open offers lapse, and open the sheets."""
    position, told = talks.after_talks(pack, position)
    return enter(position, "orders", told)


def after_seal(pack: Pack, position: Position) -> Moved:
    """Move on once the last sheet is sealed: to the reveal, or from the campaign to the vote."""
    if any(o.sealed is None for o in position.board.offices):
        return position, ()
    if position.board.phase == "campaign":
        return campaign.vote(pack, position)
    board, told = contests.reveal(pack, position)
    position, broken = talks.after_reveal(pack, Position(board, position.world), told)
    moved, phase = enter(position, "reveal")
    return moved, (*phase, *told, *broken)


def markets(pack: Pack, positions: Sequence[Position], *, explained: bool = True) -> list[Moved]:
    """Run the market quarters of games that stand at the reveal, in one batched step.

    From the stepped worlds on to the papers: explanations, deals, sackings, collapse, figures.
    ``explained`` False leaves out what moved gauges, trusts and money, for many games of which
    nobody reads it. Returns for each game what ``engine.apply`` gives for it alone.
    """
    from game.world.quarter import step

    boards = [position.board for position in positions]
    before = World.together([position.world for position in positions])
    knobs = knobs_of_many(pack, [b.modifiers for b in boards], boards[0].quarter, before)
    after, report = step(pack.model, before, knobs, Luck([board.seed for board in boards]))
    worlds = after.each()
    remember(worlds, after)
    changed = explanations.Turnover(before, after)
    boards = _counted(pack, boards, changed, after)
    boards = [docket.relisted(board, world) for board, world in zip(boards, worlds, strict=True)]
    verdicts = endings.judged(pack, boards, before, after, worlds)
    ended = [verdict.board for verdict in verdicts], [verdict.world for verdict in verdicts]
    new = publication.publish_all(pack, *ended, after)  # verdicts leave the trusts alone
    out: list[Moved] = []
    for b, (position, verdict) in enumerate(zip(positions, verdicts, strict=True)):
        told: list[Fact] = []
        if explained:
            gauges = (position.world, verdict.world, report, verdict.also, b)
            told += explanations.gauges_moved(pack, boards[b], *gauges)
            told += explanations.trusts_changed(pack, boards[b], changed.of(b))
            told += explanations.money_moved(pack, boards[b], report, b)
        held, broken = pledges.held_to(pack, verdict.board, changed.lost(b))
        told += broken
        verdict = replace(verdict, board=held) if broken else verdict
        out.append(_to_papers(pack, position, verdict, new[b], told))
    return out


def _counted(
    pack: Pack, boards: Sequence[Board], changed: explanations.Turnover, after: World
) -> list[Board]:
    """Return the boards with what became of trusts, and their support, added to the counts."""
    marginal = card_index(pack).marginal
    counts = {
        "closures_in_marginals": changed.lost_among(marginal),
        "administrations_begun": changed.count("administration"),
        "administrations_upheld": changed.count("upheld"),
        "takeovers": changed.count("taken_over"),
        "reviews_won": changed.count("quashed"),
        "support_paid_m": after.metric_of("support_m"),
    }
    columns = zip(*(column.tolist() for column in counts.values()), strict=True)
    return [
        bumped(board, *zip(counts, amounts, strict=True))
        for board, amounts in zip(boards, columns, strict=True)
    ]


def _to_papers(
    pack: Pack, before: Position, verdict: endings.Verdict, new: Published, told: list[Fact]
) -> Moved:
    """Move a game on from its market quarter: keep its figures, judge its deals, print papers."""
    board = verdict.board
    board = replace(board, published=publication.shelve(board.published, new), committed_k=0)
    board, banked = banked_scores.bank(pack, board, verdict.world)
    board, ended = clock.after_market(board, verdict.world)
    board, lost = contracts.awarded(pack, board, before.world, verdict.world)
    position, deals = talks.after_quarter(pack, before, Position(board, verdict.world))
    told += [
        *deals,
        *ended,
        *lost,
        *verdict.happenings,
        *banked,
        FiguresPublished(quarter=board.quarter, of_quarter=verdict.world.quarter),
    ]
    if verdict.collapsed:
        return _collapse(pack, position, tuple(told))
    moved, phase = enter(position, "papers")
    return moved, (*phase, *told)


def _collapse(pack: Pack, position: Position, told: tuple[Fact, ...]) -> Moved:
    """End the game for everybody, each with its share of the blame."""
    board = replace(position.board, ending="collapse", phase="ended")
    shares = endings.blame(pack, board, position.world)
    board, scored = score(pack, board, position.world, None, {}, shares)
    ended = _began(board.quarter, "ended")
    return Position(board, position.world), (*told, *scored, ended)


def _next_quarter(pack: Pack, position: Position) -> Moved:
    """Move from the papers to the next quarter's bulletin, or to the campaign."""
    board = position.board
    cards = card_index(pack)
    campaigning = board.dissolve is not None or board.quarter >= cards.last
    quarter = board.quarter + 1
    modifiers, spent = expired(board, quarter)
    due = clout_due(cards, modifiers, quarter)
    first, second, third, fourth = [_rested(o, due.get(o.role, 0)) for o in board.offices]
    turn = having(board.past, "turn", quarter - cards.first)
    board = replace(
        board,
        quarter=quarter,
        phase="campaign" if campaigning else "bulletin",
        events=(),
        modifiers=modifiers,
        past=replace(board.past, counts=turn, spent=spent),
        offices=(first, second, third, fourth),
        committed_k=commitments_k(cards, modifiers, quarter),
    )
    told: tuple[Fact, ...] = (_began(quarter, board.phase), *_regrouped(pack, quarter))
    if not campaigning:
        board, opened = docket.filled(pack, Position(board, position.world))
        told = (*told, *opened)
    return Position(board, position.world), told


def _regrouped(pack: Pack, quarter: int) -> tuple[CommissionersRegrouped, ...]:
    """Return the fact that other commissioners begin with the quarter, if they do."""
    found = groupings(pack.model.place)
    was, now = period(pack.model.place, quarter - 1), period(pack.model.place, quarter)
    if was == now:
        return ()
    before, after = len(found[was].id), len(found[now].id)
    return (CommissionersRegrouped(quarter=quarter, before=before, after=after),)


def _rested(office: Office, due: int) -> Office:
    """Return an office as a quarter begins: income, what effects give or take, less fatigue.

    ``due`` is in hundredths of clout, as effects of the quarter give or take it.
    """
    fatigue = office.fatigue and tuple(
        [(lever, factor + (FULL - factor) * RECOVERY // FULL) for lever, factor in office.fatigue]
    )
    # Clout above the cap, come by through deals, is kept but does not grow.
    clout = min(max(CLOUT_CAP, office.clout), max(0, office.clout + CLOUT_INCOME + due))
    return replace(office, sealed=None, lines=(), stakes=(), fatigue=fatigue, clout=clout)
