"""What an office may put on its sheet about cases: lines of those it decides, stakes on others."""

from __future__ import annotations

from game.rules.cases import clock, ways_out
from game.rules.knowledge.purse import purse_left_k
from game.rules.orders import legality, lever_menu
from game.rules.state.commands import CaseLine, Seal, Stake
from game.rules.state.position import Case, Position
from game.scenario.pack import Pack
from game.scenario.schema.base import Role


def reasons(pack: Pack, position: Position, sheet: Seal) -> tuple[str, ...]:
    """Return why the sheet may not be sealed: its orders' reasons, then those of its cases."""
    found = list(lever_menu.sheet_reasons(pack, position, sheet.role, sheet.orders))
    if not sheet.lines and not sheet.stakes:
        return tuple(found)
    due = {case.number: case for case in clock.due(position.board)}
    for line in sheet.lines:
        found += _line(pack, position, sheet.role, line, due)
    for stake in sheet.stakes:
        found += _stake(pack, position, sheet.role, stake, due)
    for noun, some in (("a line", sheet.lines), ("a stake", sheet.stakes)):
        if len({x.case for x in some}) < len(some):
            found.append(f"A case has {noun} once on a sheet.")
    return tuple(found) or _means(pack, position, sheet)


def line_reasons(
    pack: Pack, position: Position, role: Role, case: Case, way: str
) -> tuple[str, ...]:
    """Return why the decider may not take the way out now, by what it knows."""
    board, world = position.board, position.world
    known = {w.id: w for w in ways_out.open_ways(pack, world, case, board.quarter)}
    if way not in known:
        return (f"There is no way out '{way}' for this case.",)
    left = purse_left_k(pack, position, role)
    return ways_out.reasons(pack, board, world, case, known[way], left)


def _line(
    pack: Pack, position: Position, role: Role, line: CaseLine, due: dict[int, Case]
) -> tuple[str, ...]:
    case = due.get(line.case)
    if case is None:
        return (f"Case {line.case} is not due this quarter.",)
    if case.decider != role:
        return (f"Case {line.case} is for another office to decide.",)
    return line_reasons(pack, position, role, case, line.way)


def _stake(
    pack: Pack, position: Position, role: Role, stake: Stake, due: dict[int, Case]
) -> tuple[str, ...]:
    case = due.get(stake.case)
    if case is None:
        return (f"Case {stake.case} is not due this quarter.",)
    if case.decider == role:
        return (f"Case {stake.case} is yours to decide: put your clout behind your own line.",)
    if all(way.id != stake.way for way in ways_out.on_the_table(pack, position, case)):
        return (f"There is no way out '{stake.way}' for this case.",)
    return ()


def _means(pack: Pack, position: Position, sheet: Seal) -> tuple[str, ...]:
    """Return why the office can't pay for all of the sheet together."""
    board, role = position.board, sheet.role
    clout = sum(
        legality.price(pack, board, order.lever) + 100 * order.bid for order in sheet.orders
    )
    clout += 100 * sum(line.backing for line in sheet.lines)
    clout += 100 * sum(stake.clout for stake in sheet.stakes)
    have = board.office(role).clout
    found: list[str] = []
    if clout > have:
        found.append(
            f"The sheet costs {legality.points(clout)} clout and you have {legality.points(have)}."
        )
    ways = pack.scenario.cases
    money = sum(round(pack.scenario.lever(o.lever).purse_m * 1000) for o in sheet.orders)
    of_lines = sum(round(ways.way(line.way).purse_m * 1000) for line in sheet.lines)
    left = purse_left_k(pack, position, role)
    if of_lines and left is not None and money + of_lines > left:
        found.append(
            f"The sheet costs £{(money + of_lines) // 1000}m and the purse holds "
            f"£{max(0, left) // 1000}m."
        )
    return tuple(found)
