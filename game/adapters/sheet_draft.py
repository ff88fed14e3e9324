"""A sheet filled by one question at a time: ways out, stakes, orders, and what each of them names.

A way out is followed by the clout behind it, a stake by how much, an order by the trusts, the
office or the tag that it names and by what is bid on it. What leaves no choice is not asked.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import Final, Literal, assert_never, cast

from game.players.persona import affordability
from game.rules.constants import BID_MAX, ORDERS_A_SHEET, STAKE_MAX
from game.rules.state.commands import CaseLine, Order, Seal, Stake
from game.rules.state.menu import LegalOrder
from game.rules.state.view import SeenCase, View
from game.scenario.pack import Pack
from game.scenario.schema.base import ROLES, Role

SheetKind = Literal["case", "stake", "order", "trust", "office", "tag", "clout"]
SHEET_KINDS: Final[tuple[SheetKind, ...]] = (
    *("case", "stake", "order", "trust", "office", "tag", "clout"),
)
PASS: Final = "pass"
#: What is put on a sheet: a line, a stake, an order still without names, a name, clout, or nothing.
SheetChoice = CaseLine | Stake | LegalOrder | str | int | None
#: A question's kind, and by the name of each open action what it does.
SheetQuestion = tuple[SheetKind, dict[str, SheetChoice]]
_SIDES: Final[tuple[Literal["for", "against"], ...]] = ("for", "against")


def sheet_actions(pack: Pack) -> list[str]:
    """Return the names of all actions that fill a sheet."""
    s = pack.scenario
    targets = [lever.target for lever in s.levers if lever.target is not None]
    tags = dict.fromkeys(tag for target in targets for tag in target.tags)
    named = [f"way {way.id}" for way in s.cases.ways]
    named += [f"{side} {way.id}" for side in _SIDES for way in s.cases.ways]
    named += [f"order {lever.id}" for lever in s.levers]
    named += [f"trust {trust}" for trust in pack.model.place.trust_id]
    named += [f"office {role}" for role in ROLES]
    named += [f"tag {tag}" for tag in tags]
    return named + [f"clout {n}" for n in range(max(BID_MAX, STAKE_MAX) + 1)]


@dataclass(slots=True)
class SheetDraft:
    """What is on a sheet so far, what its office has left, and what is still to be asked."""

    role: Role
    decides: list[int]
    others: list[int]
    clout: float
    purse: float
    lines: list[CaseLine] = field(default_factory=list)
    stakes: list[Stake] = field(default_factory=list)
    orders: list[Order] = field(default_factory=list)
    done: bool = False  # no more orders
    part: CaseLine | Stake | None = None  # still without its clout
    ordered: LegalOrder | None = None  # still without names or a bid
    dropped: list[str] = field(default_factory=list)  # levers that proved unlawful as named
    trusts: list[str] = field(default_factory=list)
    all_named: bool = False
    office: Role | None = None
    tag: str | None = None

    @classmethod
    def of(cls, role: Role, seen: View) -> SheetDraft:
        """Return an empty sheet of the office."""
        due = [case for case in seen.cases if case.falls_due]
        purse = seen.purse_left_m
        return cls(
            role,
            [case.number for case in due if case.decider == role],
            [case.number for case in due if case.decider != role],
            affordability.means(seen).clout,
            1e9 if purse is None else purse,
        )

    def copy(self) -> SheetDraft:
        """Return a draft that goes its own way."""
        return replace(
            self,
            decides=list(self.decides),
            others=list(self.others),
            lines=list(self.lines),
            stakes=list(self.stakes),
            orders=list(self.orders),
            trusts=list(self.trusts),
            dropped=list(self.dropped),
        )

    def seal(self, *, with_part: int | None = None) -> Seal:
        """Return the sheet as it stands; ``with_part`` puts what is half filled on it, with so
        much clout."""
        lines, stakes, orders = list(self.lines), list(self.stakes), list(self.orders)
        if with_part is not None:
            match self.part:
                case CaseLine():
                    lines.append(self.part.model_copy(update={"backing": with_part}))
                case Stake():
                    stakes.append(self.part.model_copy(update={"clout": with_part}))
                case None:
                    assert self.ordered is not None
                    orders.append(self._order(self.ordered, with_part))
                case _:
                    assert_never(self.part)
        return Seal(role=self.role, lines=tuple(lines), stakes=tuple(stakes), orders=tuple(orders))

    def question(self, seen: View, lawful: Callable[[Seal], bool]) -> SheetQuestion | None:
        """Return what is asked next, None when the sheet is full. What has one answer is taken."""
        while (asked := self._next(seen, lawful)) is not None:
            kind, choices = asked
            if kind in ("case", "stake", "order") or len(choices) > 1:
                return asked
            (choice,) = choices.values() or (None,)
            self.take(kind, choice)
        return None

    def take(self, kind: SheetKind, choice: SheetChoice) -> None:
        """Put an answer on the sheet."""
        match kind:
            case "case":
                self.decides.pop(0)
                self.part = cast("CaseLine | None", choice)
            case "stake":
                self.others.pop(0)
                self.part = cast("Stake | None", choice)
            case "order":
                self.ordered = cast("LegalOrder | None", choice)
                self.done = choice is None
                self.trusts, self.all_named, self.office, self.tag = [], False, None, None
            case "trust":
                if choice is None:
                    self.all_named = True
                else:
                    self.trusts.append(str(choice))
            case "office":
                self.office = cast("Role", choice)
            case "tag":
                self.tag = str(choice)
            case "clout":
                self._finish(cast("int | None", choice))
            case _:
                assert_never(kind)

    def _finish(self, clout: int | None) -> None:
        """Put what is half filled on the sheet with its clout; None leaves it out."""
        if clout is not None:
            whole = self.seal(with_part=clout)
            self.clout -= clout
            if self.part is None and self.ordered is not None:
                self.clout -= self.ordered.clout
                self.purse -= self.ordered.purse_m
            self.lines, self.stakes = list(whole.lines), list(whole.stakes)
            self.orders = list(whole.orders)
        elif self.part is None and self.ordered is not None:
            self.dropped.append(self.ordered.lever)
        self.part = self.ordered = None

    def _next(self, seen: View, lawful: Callable[[Seal], bool]) -> SheetQuestion | None:
        if self.part is not None:
            least = 1 if isinstance(self.part, Stake) else 0
            return "clout", self._amounts(least, STAKE_MAX, self.clout, lawful)
        if self.ordered is not None:
            return self._about_order(self.ordered, lawful)
        if self.decides:
            return "case", self._ways(_case(seen, self.decides[0]), lawful)
        while self.others:
            sides = self._sides(_case(seen, self.others[0]), lawful)
            if len(sides) > 1:
                return "stake", sides
            self.others.pop(0)
        if self.done or len(self.orders) == ORDERS_A_SHEET:
            return None
        return "order", self._levers(seen, lawful)

    def _amounts(
        self, least: int, most: int, clout: float, lawful: Callable[[Seal], bool]
    ) -> dict[str, SheetChoice]:
        amounts = range(least, min(most, int(clout)) + 1)
        return {f"clout {n}": n for n in amounts if lawful(self.seal(with_part=n))}

    def _about_order(self, order: LegalOrder, lawful: Callable[[Seal], bool]) -> SheetQuestion:
        """What an order still has to name, then its bid."""
        left = [trust for trust in order.trusts if trust not in self.trusts]
        if left and len(self.trusts) < order.n and not self.all_named:
            trusts: dict[str, SheetChoice] = {PASS: None} if self.trusts else {}
            return "trust", trusts | {f"trust {trust}": trust for trust in left}
        if order.roles and self.office is None:
            return "office", {f"office {role}": role for role in order.roles}
        if order.tags and self.tag is None:
            return "tag", {f"tag {tag}": tag for tag in order.tags}
        return "clout", self._amounts(0, BID_MAX, self.clout - order.clout, lawful)

    def _ways(self, case: SeenCase, lawful: Callable[[Seal], bool]) -> dict[str, SheetChoice]:
        ways: dict[str, SheetChoice] = {PASS: None}
        for way in case.ways:
            if way.may_choose and not way.reasons and way.purse_m <= self.purse:
                line = CaseLine(case=case.number, way=way.way)
                if lawful(replace(self, part=line).seal(with_part=0)):
                    ways[f"way {way.way}"] = line
        return ways

    def _sides(self, case: SeenCase, lawful: Callable[[Seal], bool]) -> dict[str, SheetChoice]:
        sides: dict[str, SheetChoice] = {PASS: None}
        if self.clout < 1:
            return sides
        for way in case.ways:
            for side in _SIDES:
                stake = Stake(case=case.number, way=way.way, side=side, clout=1)
                if lawful(replace(self, part=stake).seal(with_part=1)):
                    sides[f"{side} {way.way}"] = stake
        return sides

    def _levers(self, seen: View, lawful: Callable[[Seal], bool]) -> dict[str, SheetChoice]:
        levers: dict[str, SheetChoice] = {PASS: None}
        taken = {*self.dropped, *(order.lever for order in self.orders)}
        alone = not (self.orders or self.lines or self.stakes)  # then it is what the menu says
        for order in seen.menu.open:
            affordable = order.clout <= self.clout and order.purse_m <= self.purse
            if not affordable or order.lever in taken:
                continue
            if alone or lawful(self._with_first_names(order)):
                levers[f"order {order.lever}"] = order
        return levers

    def _with_first_names(self, order: LegalOrder) -> Seal:
        """The sheet with one more order, which names what it may first."""
        return replace(
            self,
            ordered=order,
            trusts=list(order.trusts[: min(order.n, 1)]),
            office=order.roles[0] if order.roles else None,
            tag=order.tags[0] if order.tags else None,
        ).seal(with_part=0)

    def _order(self, order: LegalOrder, bid: int) -> Order:
        return Order(
            lever=order.lever,
            bid=bid,
            trusts=tuple(self.trusts),
            to_role=self.office,
            tag=self.tag,
        )


def _case(seen: View, number: int) -> SeenCase:
    """The case of the number."""
    return next(case for case in seen.cases if case.number == number)
