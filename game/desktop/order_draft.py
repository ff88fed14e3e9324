"""A draft: what a person has put on its sheet and not yet sealed."""

from __future__ import annotations

from dataclasses import dataclass, field

from game.rules.state.commands import CaseLine, Order, Seal, Stake
from game.scenario.schema.base import Role


@dataclass(slots=True)
class Draft:
    """What a person has put on its sheet and not yet sealed: orders, lines of cases, stakes."""

    orders: list[Order] = field(default_factory=list)
    lines: list[CaseLine] = field(default_factory=list)
    stakes: list[Stake] = field(default_factory=list)
    undone: list[tuple[list[Order], list[CaseLine], list[Stake]]] = field(default_factory=list)

    def _keep(self) -> None:
        self.undone.append((list(self.orders), list(self.lines), list(self.stakes)))

    def put(self, order: Order) -> None:
        """Put an order on the sheet, or change the one of the same lever."""
        self._keep()
        kept = [o for o in self.orders if o.lever != order.lever]
        self.orders = [*kept, order]

    def take(self, lever: str) -> None:
        """Take an order off the sheet."""
        self._keep()
        self.orders = [o for o in self.orders if o.lever != lever]

    def decide(self, line: CaseLine) -> None:
        """Put one's line for a case on the sheet, or change it."""
        self._keep()
        self.lines = [*(x for x in self.lines if x.case != line.case), line]

    def stake(self, stake: Stake) -> None:
        """Put a stake on another office's case on the sheet, or change it."""
        self._keep()
        self.stakes = [*(x for x in self.stakes if x.case != stake.case), stake]

    def leave(self, case: int) -> None:
        """Take off the sheet what it says of a case."""
        self._keep()
        self.lines = [x for x in self.lines if x.case != case]
        self.stakes = [x for x in self.stakes if x.case != case]

    def undo(self) -> bool:
        """Go back to before the last change. False if there was none."""
        if not self.undone:
            return False
        self.orders, self.lines, self.stakes = self.undone.pop()
        return True

    def clear(self) -> None:
        """Begin with an empty sheet."""
        self.orders, self.lines, self.stakes, self.undone = [], [], [], []

    def sheet(self, role: Role) -> Seal:
        """Return it as the office would seal it."""
        return Seal(
            role=role,
            orders=tuple(self.orders),
            lines=tuple(self.lines),
            stakes=tuple(self.stakes),
        )

    def become(self, sheet: Seal) -> None:
        """Put what stands on another sheet in the place of everything; it can be undone."""
        self._keep()
        self.orders, self.lines = list(sheet.orders), list(sheet.lines)
        self.stakes = list(sheet.stakes)

    @property
    def empty(self) -> bool:
        """Whether nothing stands on it."""
        return not (self.orders or self.lines or self.stakes)
