"""What a role may order now, at what price, and why not: plain sentences.

Everything here reads only what the role may see: its own clout and sheet, revealed effects,
public trusts, and figures as ``visibility`` gives them to that role. A price in £m is checked
against the purse as the role knows it; the reveal settles it against the purse itself.
"""

from __future__ import annotations

from typing import Final, Literal, assert_never, get_args

from game.rules.cards.index import LeverRow, card_index
from game.rules.deals import talks
from game.rules.effects import predicates, targets
from game.rules.effects.in_force import InForce, in_force
from game.rules.knowledge.purse import purse_left_k
from game.rules.state.position import Board, Position
from game.scenario.pack import Pack
from game.scenario.schema.base import ROLES, Role
from game.scenario.schema.cards import Event, Option
from game.world.quarter_calendar import financial


def price(pack: Pack, board: Board, lever: str) -> int:
    """Return what the lever costs now, in hundredths of clout."""
    cards = card_index(pack)
    return in_force(cards, board).price(cards.levers[lever])


def candidates(pack: Pack, position: Position, row: LeverRow) -> tuple[int, ...]:
    """Return the rows of the trusts that the lever's order may name; none if it names no trusts."""
    if row.select is None:
        return ()
    return targets.nameable(pack, position.world, row.select)


def roles_to_name(row: LeverRow) -> tuple[Role, ...]:
    """Return the roles that the lever's order may name."""
    target = row.lever.target
    if target is None or target.kind != "role":
        return ()
    return target.roles or tuple(r for r in ROLES if r != row.lever.role)


class OrderRights:
    """What all of a role's levers are judged by, looked up once for a menu.

    ``resting`` gives the first quarter in which a lever may be used again. What few levers
    ask for is looked up when one does.
    """

    __slots__ = (
        *("pack", "position", "role", "quarter", "campaign", "office"),
        *("levers", "in_force", "resting", "_asked", "_purse_k"),
    )

    def __init__(self, pack: Pack, position: Position, role: Role) -> None:
        board = position.board
        office = board.office(role)
        self.pack = pack
        self.position = position
        self.role: Role = role
        self.quarter = quarter = board.quarter
        self.campaign = board.phase == "campaign"
        self.office = office
        cards = card_index(pack)
        self.levers = cards.levers
        self.in_force: InForce = in_force(cards, board)
        self.resting = {name: ready for name, ready in office.ready_from if ready > quarter}
        self._asked: predicates.Question | None = None
        self._purse_k: tuple[int | None] | None = None

    @property
    def asked(self) -> predicates.Question:
        """Return the game as the role knows it."""
        if self._asked is None:
            self._asked = predicates.known(self.pack, self.position, self.role)
        return self._asked

    @property
    def purse_k(self) -> int | None:
        """Return £ thousand of the purse not yet committed, None where the role doesn't know it."""
        if self._purse_k is None:
            self._purse_k = (purse_left_k(self.pack, self.position, self.role),)
        return self._purse_k[0]


#: Why a lever may not be ordered, in the order in which it is told; ``worded`` says it.
Refusal = Literal[
    "campaign", "period", "once", "rest", "barred", "needs", "consent", "trusts", "clout", "purse"
]
_ORDER: Final[tuple[Refusal, ...]] = get_args(Refusal)


def refusals(rights: OrderRights, row: LeverRow, *, every: bool = True) -> list[Refusal]:
    """Return why the lever may not be ordered now; nothing if it may.

    Who asks only whether there is any reason (``every`` False) doesn't pay for all.
    """
    found: list[Refusal] = []
    name, quarter, force = row.id, rights.quarter, rights.in_force
    if row.campaign != rights.campaign:
        found.append("campaign")
    if not row.first <= quarter <= row.last:
        found.append("period")
    if row.once and any(used == name for used, _ in rights.office.used):
        found.append("once")
    elif name in rights.resting:
        found.append("rest")
    if name in force.barred:
        found.append("barred")
    cost = force.price(row) if name in force.cheaper else row.cost
    if cost > rights.office.clout:
        found.append("clout")
    if row.money_k:
        left = rights.purse_k
        if left is not None and row.money_k > left:
            found.append("purse")
    if found and not every:
        return found
    needs = row.lever.requires
    if needs is not None and not predicates.holds(needs, rights.asked):
        found.append("needs")
    signer = row.signer(quarter)
    if signer is not None and not talks.consents(rights.position.board, signer, name):
        found.append("consent")
    if row.select is not None and not candidates(rights.pack, rights.position, row):
        found.append("trusts")
    if len(found) > 1:
        found.sort(key=_ORDER.index)
    return found


def worded(why: Refusal, rights: OrderRights, row: LeverRow) -> str:
    """Return a refusal as a sentence."""
    name = row.title(rights.quarter)
    match why:
        case "campaign":
            if row.campaign:
                return f"{name} is for the campaign only."
            return "In the campaign there are no orders, money or law (purdah)."
        case "period":
            if rights.quarter < row.first:
                return f"{name} is open from {financial(row.first)}."
            return f"{name} was open to {financial(row.last)}."
        case "once":
            return f"{name} can be used once in a game, and has been."
        case "rest":
            return f"{name} can be used again from {financial(rights.resting[row.id])}."
        case "barred":
            last = rights.in_force.barred[row.id].last
            if last is None:
                return f"{name} is barred for the rest of the game."
            return f"{name} is barred until the end of {financial(last)}."
        case "needs":
            return _sentence(row.lever.requires_text) or f"What {name} needs does not hold now."
        case "consent":
            signer = row.signer(rights.quarter) or row.role
            who = rights.pack.scenario.office(signer)
            return f"{name} needs the consent of {who}, given in a deal."
        case "trusts":
            return f"There is no trust that {name} could be ordered for."
        case "clout":
            cost = rights.in_force.price(row)
            return f"{name} costs {points(cost)} clout and you have {points(rights.office.clout)}."
        case "purse":
            left = max(0, rights.purse_k or 0) // 1000
            return f"{name} costs £{row.money_k // 1000}m and the purse holds £{left}m."
        case _:
            assert_never(why)


def _sentence(text: str) -> str:
    text = text.strip()
    if not text:
        return ""
    text = text[0].upper() + text[1:]
    return text if text.endswith((".", "!", "?")) else f"{text}."


def points(hundredths: int) -> str:
    """Return clout for people.

    >>> points(400), points(250), points(125)
    ('4', '2.5', '1.25')
    """
    return f"{hundredths / 100:g}"


def option_reasons(pack: Pack, position: Position, event: Event, option: Option) -> tuple[str, ...]:
    """Return why the answering role may not choose the option; empty if it may."""
    found: list[str] = []
    role = event.answers
    if option.requires is not None and not predicates.holds(
        option.requires, predicates.known(pack, position, role)
    ):
        found.append(f"'{option.title}' is not open as things stand.")
    have = position.board.office(role).clout
    cost = round(option.clout * 100)
    if cost > have:
        found.append(f"'{option.title}' costs {points(cost)} clout and you have {points(have)}.")
    if option.purse_m:
        left = purse_left_k(pack, position, role)
        if left is not None and option.purse_m * 1000 > left:
            found.append(
                f"'{option.title}' costs £{option.purse_m:g}m and the purse holds"
                f" £{max(0, left) // 1000}m."
            )
    return tuple(found)
