"""What one office's doings changed: the service as it is, and as it would be without them.

All of an office's doings at once (``unmade``), or each of its acts by itself (``decisive``).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from game.errors import InputError
from game.rules import reruns
from game.rules.election.campaign import recounted, results_of
from game.rules.score_terms import national, points, reader, safe_share
from game.rules.state import figures
from game.rules.state.case_facts import CaseSettled
from game.rules.state.facts import EventAnswered, Fact, OrderRevealed
from game.rules.state.position import Board, Modifier, Position
from game.rules.state.replace import replace
from game.scenario.pack import Pack
from game.scenario.schema.base import Role
from game.world.exact_sums import in_order
from game.world.world_state import World

#: What a game comes to: results of its night, and the world that voted.
_End = tuple[dict[str, float], World]
#: Figures that the end card compares.
COMPARED: Final[tuple[str, ...]] = (
    "trusts_at_risk",
    "waits",
    "quality",
    "net_surplus_m",
    "support_m",
    "morale",
    "new_entrant_share",
    "nhs_satisfaction",
    "reform_delivered",
)


def unmade(pack: Pack, position: Position, role: Role) -> tuple[tuple[str, float, float], ...]:
    """Return (figure, as it came, without the role's orders, answers and money), by the same luck.

    What the others did is held as it was played. Raises InputError before the game has ended.
    """
    board, world = position.board, position.world
    if board.phase != "ended":
        raise InputError("What an office changed is told when the game has ended.")
    all_done = (*board.past.spent, *board.modifiers)
    theirs = tuple(m for m in all_done if m.role != role)
    both = reruns.run_many(pack, board.seed, [all_done, theirs], world.quarter, world.endowment)
    as_it_was, without = both.each()
    return tuple(
        (name, figures.value(board, as_it_was, name), figures.value(board, without, name))
        for name in COMPARED
    )


@dataclass(frozen=True, slots=True)
class OfficeAct:
    """Something that an office did: ``source`` is a lever, "event/option" or "case/way"."""

    source: str
    quarter: int
    trusts: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Deed:
    """An act and what it changed by itself, by the same luck.

    ``points`` are those of the office's own scoring terms as things stood at the vote, ``seats``
    the governing parties' (0 where there was no vote), ``changed`` (figure, as it came, without).
    """

    act: OfficeAct
    points: float
    seats: float
    changed: tuple[tuple[str, float, float], ...]


def acts(facts: Iterable[Fact], role: Role) -> tuple[OfficeAct, ...]:
    """Return what an office did, in the order of the game: orders that were carried out in full
    or in part, answers, and ways out of cases that it chose. The same on several trusts is one."""
    found: dict[tuple[str, int], tuple[int, ...]] = {}
    for f in facts:
        if isinstance(f, OrderRevealed) and f.role == role and f.outcome in ("full", "half"):
            key, trusts = (f.lever, f.quarter), f.trusts
        elif isinstance(f, EventAnswered) and f.role == role:
            key, trusts = (f"{f.event}/{f.option}", f.quarter), ()
        elif isinstance(f, CaseSettled) and f.decider == role and f.chosen and f.move != "blocked":
            key, trusts = (f"case/{f.way}", f.quarter), (f.trust,)
        else:
            continue
        found[key] = (*found.get(key, ()), *trusts)
    return tuple(OfficeAct(source, quarter, trusts) for (source, quarter), trusts in found.items())


def decisive(pack: Pack, position: Position, facts: Iterable[Fact], role: Role) -> tuple[Deed, ...]:
    """Return an office's acts with what each changed by itself, the weightiest first.

    What weighs is the office's own points, then seats. Raises InputError before the end.
    """
    return decisive_of(pack, position, facts, (role,))[role]


def decisive_of(
    pack: Pack, position: Position, facts: Iterable[Fact], roles: Sequence[Role]
) -> dict[Role, tuple[Deed, ...]]:
    """Return what ``decisive`` does of several offices, whose games are run in one batch."""
    board = position.board
    if board.phase != "ended":
        raise InputError("What an office changed is told when the game has ended.")
    told = tuple(facts)
    done = {role: acts(told, role) for role in roles}
    if not any(done.values()):
        return dict.fromkeys(roles, ())
    every = (*board.past.spent, *board.modifiers)
    games = [every]
    games += [without(every, done[role], act, role) for role in roles for act in done[role]]
    came, *rest = _ends(pack, position, games)
    found: dict[Role, tuple[Deed, ...]] = {}
    for role in roles:
        own, rest = rest[: len(done[role])], rest[len(done[role]) :]
        found[role] = _deeds(pack, board, role, done[role], came, own)
    return found


def _deeds(
    pack: Pack, board: Board, role: Role, done: Sequence[OfficeAct], came: _End, ends: list[_End]
) -> tuple[Deed, ...]:
    """Return an office's acts by weight; ``ends`` are those of the games without each."""
    terms = pack.scenario.scoring.roles.get(role, ())
    came_results, came_world = came

    def worth(results: dict[str, float], left: World) -> float:
        value = reader(board, left, None, results)
        return in_order(points(t, value(t.value)) for t in terms)

    own = worth(came_results, came_world)
    deeds = [
        Deed(
            act,
            own - worth(results, left),
            came_results.get("seats_government", 0.0) - results.get("seats_government", 0.0),
            tuple(
                (f, figures.value(board, came_world, f), figures.value(board, left, f))
                for f in COMPARED
            ),
        )
        for act, (results, left) in zip(done, ends, strict=True)
    ]
    return tuple(sorted(deeds, key=lambda d: (-abs(d.points), -abs(d.seats), d.act.quarter)))


def without(
    every: Sequence[Modifier], done: Sequence[OfficeAct], act: OfficeAct, role: Role
) -> tuple[Modifier, ...]:
    """Return the modifiers less those of one act: of its source, begun before the next like it.

    ``done`` are all of the office's acts (``acts``).
    """
    later = [a.quarter for a in done if a.source == act.source and a.quarter > act.quarter]
    ends = min(later, default=None)
    within = f"{act.source}/"

    def of_it(m: Modifier) -> bool:
        in_time = m.first >= act.quarter and (ends is None or m.first < ends)
        return in_time and (m.source == act.source or m.source.startswith(within))

    return tuple([m for m in every if m.role != role or not of_it(m)])


def _ends(pack: Pack, position: Position, games: Sequence[tuple[Modifier, ...]]) -> list[_End]:
    """Return what each of the games comes to: results of its night, and the world that voted."""
    board, played = position.board, position.world
    worlds = reruns.run_many(pack, board.seed, games, played.quarter, played.endowment)
    marginals = int(pack.model.country.marginal.sum())
    if board.ending in ("election", "snap"):
        boards = [replace(board, modifiers=game) for game in games]
        ended = [
            (world, results_of(pack, drawn)) for world, drawn in recounted(pack, boards, worlds)
        ]
    else:
        ended = [(world, dict[str, float]()) for world in worlds.each()]
    out = []
    for world, results in ended:
        at_risk = figures.value(board, world, "marginals_at_risk")
        results["marginals_safe"] = safe_share(at_risk, marginals)
        results["terms_served"] = float(board.office("secretary").terms_served)
        value = reader(board, world, None, results)
        results["national"] = national(pack.scenario.scoring.national, value)
        out.append((results, world))
    return out
