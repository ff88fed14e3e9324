"""Sheets to try: what an office might seal, as its own view and its own persona allow."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations
from typing import Final

from game.players.persona.persona import Persona
from game.rules.constants import BID_MAX, ORDERS_A_SHEET, STAKE_MAX
from game.rules.state.commands import CaseLine, Order, Seal, Stake
from game.rules.state.view import SeenCase, View
from game.world.exact_sums import in_order

#: Ways out of another's case on which a stake is tried: those that the persona thinks likeliest.
_LIKELIEST: Final = 2
#: Levers that a first look tries in the order of their ranking; and how many single orders it tries
#: for each change of a line or stake. In 54 positions of December 2013 the best sheet found so was
#: worth as much as with all levers by rank (+.04 ± .17 points, in six guesses and by courses of a
#: year), and 27 levers were ordered instead of 23.
_RANKED: Final = 6
_SINGLES: Final = 2
#: Changes of lines or stakes that are put beside other orders.
_CHANGES: Final = 2


class SheetMaker:
    """Makes sheets from parts, keeping to what the view's reader can pay."""

    def __init__(self, view: View, own: Persona, usual: Seal) -> None:
        self.view, self._own, self.usual = view, own, usual
        self._menu = {order.lever: order for order in view.menu.open}
        clout, purse = view.menu.means
        self._clout, self._purse = clout, max(0.0, purse or 0.0)
        self._due = [case for case in view.cases if case.falls_due]

    def fits(self, sheet: Seal) -> bool:
        """Return whether the reader can pay for the sheet, by what it knows."""
        if len(sheet.orders) > ORDERS_A_SHEET:
            return False
        if len({o.lever for o in sheet.orders}) < len(sheet.orders):
            return False
        levers = [self._menu.get(order.lever) for order in sheet.orders]
        if None in levers:
            return False
        clout = in_order([lever.clout for lever in levers if lever is not None])
        clout += sum(order.bid for order in sheet.orders)
        clout += sum(line.backing for line in sheet.lines)
        clout += sum(stake.clout for stake in sheet.stakes)
        money = in_order([lever.purse_m for lever in levers if lever is not None])
        ways = {(case.number, way.way): way.purse_m for case in self._due for way in case.ways}
        money += in_order([ways[line.case, line.way] for line in sheet.lines])
        return clout <= self._clout + 1e-9 and (money <= self._purse + 1e-9 or money <= 0.0)

    def order(self, lever: str) -> Order:
        """Return the order of a lever on the menu, named as the persona names it."""
        return self._own.order(self.view, self._menu[lever])

    def empty(self) -> Seal:
        """Return the usual sheet without its orders."""
        return self.usual.model_copy(update={"orders": ()})

    def singles(self) -> list[Seal]:
        """Return a sheet with each lawful order alone, beside the usual lines; stakes are dropped
        where they can't be paid beside it."""
        sheets = [self.of_levers([lever]) for lever in self._menu]
        return [sheet for sheet in sheets if sheet is not None]

    def of_levers(self, levers: Sequence[str]) -> Seal | None:
        """Return a sheet with the levers' orders beside the usual lines; stakes are dropped where
        they can't be paid beside them. None if it can't be paid even so."""
        return next(self.ever_cheaper(levers), None)

    def ever_cheaper(self, levers: Sequence[str]) -> Iterator[Seal]:
        """Yield the sheets with the levers' orders that can be paid: beside the usual lines and
        stakes, then without stakes, then without backing either."""
        if any(lever not in self._menu for lever in levers):
            return
        orders = tuple([self.order(lever) for lever in levers])
        for sheet in (
            self.usual.model_copy(update={"orders": orders}),
            self.usual.model_copy(update={"orders": orders, "stakes": ()}),
            Seal(role=self.usual.role, orders=orders, lines=self._bare(self.usual.lines)),
        ):
            if self.fits(sheet):
                yield sheet

    def first_tried(self, ranked: Sequence[str], drawn: Sequence[float]) -> list[Seal]:
        """Return the sheets of a first look: the usual and the empty one, then, turn about, single
        orders and changes of lines and stakes.

        Of single orders the first few levers that are ``ranked`` come first, the others by luck
        (``drawn``, one for each lever on the menu): a first look that ends before all are tried
        would else never get to what the ranking misjudges.
        """
        place = {lever: n for n, lever in enumerate(ranked[:_RANKED])}
        luck = dict(zip(self._menu, drawn, strict=True))

        def turn(sheet: Seal) -> tuple[int, float]:
            lever = sheet.orders[0].lever
            return place.get(lever, _RANKED), luck[lever]

        singles, changes = sorted(self.singles(), key=turn), self.of_cases()
        found = [self.usual, self.empty()]
        for n in range(max(len(singles), len(changes))):
            found += [*singles[_SINGLES * n : _SINGLES * (n + 1)], *changes[n : n + 1]]
        return list(dict.fromkeys(found))

    def combined(self, worth: Mapping[Seal, float], most: int) -> list[Seal]:
        """Return sheets put together from what did well by itself, the most promising first.

        ``worth`` are points beside the usual sheet; what parts bring is taken to add up.
        """
        usual, bare = self.usual, worth.get(self.empty(), 0.0)
        singles = self.alone(worth)
        best = sorted(singles.values(), key=lambda one: -one[0])[: 2 + most // 2]
        changes = [s for s in worth if s.orders == usual.orders and s != usual]
        changes = sorted(changes, key=lambda s: -worth[s])[:_CHANGES]
        hoped: dict[Seal, float] = {}
        for cases in [usual, *(s for s in changes if worth[s] > 0.0)]:
            for pair in self.joined([order for _, order in best], cases):
                parts = [singles[order.lever][0] for order in pair.orders]
                hoped.setdefault(pair, worth[cases] + bare + in_order(parts))
            for single in [s for s in worth if len(s.orders) == 1]:
                mixed = self.with_cases_of(single, cases)
                if mixed is not None:
                    hoped.setdefault(mixed, worth[cases] + worth[single])
            hoped.setdefault(cases, worth[cases])
        ranked = sorted(hoped, key=lambda s: -hoped[s])[:most]
        return list(dict.fromkeys([usual, self.empty(), *ranked]))

    def alone(self, worth: Mapping[Seal, float]) -> dict[str, tuple[float, Order]]:
        """Return what each lever that was tried alone brings over no order, and its order."""
        bare = worth.get(self.empty(), 0.0)
        return {
            sheet.orders[0].lever: (points - bare, sheet.orders[0])
            for sheet, points in worth.items()
            if len(sheet.orders) == 1 and sheet.lines == self.usual.lines
        }

    def of_cases(self) -> list[Seal]:
        """Return the usual orders with another line or stake, one changed at a time."""
        found = []
        for case in self._due:
            if case.decider == self.usual.role:
                found += [self._with_line(line) for line in self._lines(case)]
            else:
                found += [self._with_stake(case.number, stake) for stake in self._stakes(case)]
        return [sheet for sheet in found if self.fits(sheet)]

    def changed(self) -> list[Seal]:
        """Return the lawful sheets that differ from the usual one in one thing, changes of orders
        and of cases turn about."""
        orders, cases = list(self._other_orders()), self.of_cases()
        found: list[Seal] = []
        for n in range(max(len(orders), len(cases))):
            found += [*orders[n : n + 1], *cases[n : n + 1]]
        return [s for s in dict.fromkeys(found) if s != self.usual and self.fits(s)]

    def joined(self, orders: Sequence[Order], like: Seal) -> Iterator[Seal]:
        """Yield sheets with each pair of the orders, beside the lines and stakes of ``like``."""
        for pair in combinations(orders, ORDERS_A_SHEET):
            sheet = like.model_copy(update={"orders": pair})
            if self.fits(sheet):
                yield sheet
                continue
            sheet = like.model_copy(update={"orders": pair, "stakes": ()})
            if self.fits(sheet):
                yield sheet

    def with_cases_of(self, sheet: Seal, cases: Seal) -> Seal | None:
        """Return a sheet's orders beside another's lines and stakes, None if it can't be paid."""
        found = sheet.model_copy(update={"lines": cases.lines, "stakes": cases.stakes})
        return found if self.fits(found) else None

    def _other_orders(self) -> Iterator[Seal]:
        """Yield the usual sheet with an order dropped, bid for otherwise, replaced or put beside
        the others; levers by the persona's ranking."""
        orders = self.usual.orders
        for n, order in enumerate(orders):
            yield self._ordering(orders[:n] + orders[n + 1 :])
            for bid in (0, BID_MAX):
                if bid != order.bid:
                    other = order.model_copy(update={"bid": bid})
                    yield self._ordering((*orders[:n], other, *orders[n + 1 :]))
        for _, legal in self._own.rank(self.view):
            if any(o.lever == legal.lever for o in orders):
                continue
            order = self.order(legal.lever)
            if len(orders) < ORDERS_A_SHEET:
                yield self._ordering((*orders, order))
            for n in range(len(orders)):
                yield self._ordering((*orders[:n], order, *orders[n + 1 :]))

    def _ordering(self, orders: tuple[Order, ...]) -> Seal:
        return self.usual.model_copy(update={"orders": orders})

    def _bare(self, lines: Sequence[CaseLine]) -> tuple[CaseLine, ...]:
        return tuple(line.model_copy(update={"backing": 0}) for line in lines)

    def _lines(self, case: SeenCase) -> Iterator[CaseLine]:
        usual = next((x for x in self.usual.lines if x.case == case.number), None)
        for way in case.ways:
            if not way.may_choose or way.reasons:
                continue
            for backing in (0, STAKE_MAX):
                line = CaseLine(case=case.number, way=way.way, backing=backing)
                if line != usual:
                    yield line

    def _stakes(self, case: SeenCase) -> Iterator[Stake | None]:
        usual = next((x for x in self.usual.stakes if x.case == case.number), None)
        if usual is not None:
            yield None
        values = self._own.valuation(self.view).assessment.case_values
        likely = sorted(values.chances(case), key=lambda one: -one[1])
        for way, _ in likely[:_LIKELIEST]:
            for stake in (
                Stake(case=case.number, way=way.way, side="for", clout=STAKE_MAX),
                Stake(case=case.number, way=way.way, side="against", clout=1),
                Stake(case=case.number, way=way.way, side="against", clout=STAKE_MAX),
            ):
                if stake != usual:
                    yield stake

    def _with_line(self, line: CaseLine) -> Seal:
        lines = (*(x for x in self.usual.lines if x.case != line.case), line)
        return self.usual.model_copy(update={"lines": lines})

    def _with_stake(self, case: int, stake: Stake | None) -> Seal:
        kept = tuple(x for x in self.usual.stakes if x.case != case)
        stakes = kept if stake is None else (*kept, stake)
        return self.usual.model_copy(update={"stakes": stakes})
