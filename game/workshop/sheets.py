"""Order sheets on paper, as a facilitator types them: ``S4+1 T107 C3 W2``.

A line is a row of words. A lever's code (``S4``) begins an order, ``+1`` behind it is a bid; what
the order names follows: trusts (``T107``), an office (``N``) or a kind (``K2``, as the card counts
them). A case (``C3``) and a way out (``W2``) are the decider's line, with ``+1`` for clout behind
it; from other offices ``W2+2`` is a stake for the way and ``W2-2`` one against it. A dash is an
empty sheet.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any, Final

from game.rules.constants import BID_MAX, ORDERS_A_SHEET, STAKE_MAX
from game.rules.state.commands import CaseLine, Order, Seal, Stake
from game.rules.state.menu import LegalOrder
from game.rules.state.view import SeenCase, View
from game.scenario.card_codes import KIND_CODE, LETTERS, ROLE_OF, way_codes
from game.scenario.schema.base import Role
from game.telling.formatting import clean, listed, number, plural, sentence
from game.telling.names import Voice, humanised

_LEVER: Final = re.compile(r"([SNMU]\d{1,3})(?:\+(\d))?")
_WAY: Final = re.compile(r"(W\d{1,2})(?:([+-])(\d))?")
_CASE: Final = re.compile(r"C(\d{1,3})")
_BREAKS: Final = str.maketrans({",": " ", ";": " ", "–": "-", "−": "-", "\n": " "})
#: What stands for a sheet without orders.
EMPTY: Final = ("-", "NONE")


@dataclass(frozen=True, slots=True)
class TypedSheet:
    """What a typed line says: the command to seal it, in words, and a sentence for each fault.

    ``seal`` is None while there is a fault.
    """

    seal: Seal | None
    said: tuple[str, ...]
    faults: tuple[str, ...]


@dataclass(slots=True)
class _Entry:
    """An order being read."""

    legal: LegalOrder
    code: str
    bid: int = 0
    trusts: list[str] = field(default_factory=list)
    to_role: Role | None = None
    tag: str | None = None

    @property
    def order(self) -> Order:
        return Order(
            lever=self.legal.lever,
            bid=self.bid,
            trusts=tuple(self.trusts),
            to_role=self.to_role,
            tag=self.tag,
        )


def read_sheet(voice: Voice, view: View, text: str) -> TypedSheet:
    """Return what a line typed from an office's paper sheet says. ``view`` is the office's."""
    if view.who == "spectator":
        raise ValueError("a spectator seals no sheet")
    reader = _Reader(voice, view, view.who)
    typed = clean(text, 300).upper().translate(_BREAKS)
    words = re.sub(r"\s*([+-])\s*(?=\d)", r"\1", typed).split()
    if not words:
        return TypedSheet(None, (), ())
    if len(words) > 1 or words[0] not in EMPTY:
        for word in words:
            reader.read(word)
    return reader.result()


class _Reader:
    """Takes a sheet's words one by one."""

    def __init__(self, voice: Voice, view: View, role: Role) -> None:
        self._voice, self._view, self._role = voice, view, role
        self._codes = {voice.code(order.lever): order for order in view.menu}
        self._ways = {code: way for way, code in way_codes(voice.scenario).items()}
        self._rows = {trust.upper(): row for row, trust in enumerate(view.trusts.id)}
        self._orders: list[_Entry] = []
        self._lines: list[CaseLine] = []
        self._stakes: list[Stake] = []
        self._case: SeenCase | None = None
        self._told_case = False
        self._lost = False  # the words that follow belong to what could not be read
        self._faults: list[str] = []

    def read(self, word: str) -> None:
        """Take one word."""
        if match := _LEVER.fullmatch(word):
            self._close_case()
            self._lever(match[1], int(match[2] or 0))
        elif match := _CASE.fullmatch(word):
            self._close_case()
            self._open_case(int(match[1]))
        elif match := _WAY.fullmatch(word):
            self._way(match[1], match[2] or "", int(match[3] or 0))
        elif word in self._rows or re.fullmatch(r"T\d{1,4}", word):
            self._trust(word)
        elif match := KIND_CODE.fullmatch(word):
            self._kind(int(match[1]))
        elif word in ROLE_OF:
            self._office(ROLE_OF[word])
        else:
            self._fault(f"“{word[:20]}” is no code: orders are typed as {self._example()}.")

    def result(self) -> TypedSheet:
        """Return the sheet as it was read."""
        self._close_case()
        for entry in self._orders:
            self._complete(entry)
        self._afford()
        if self._faults:
            return TypedSheet(None, self._said(), tuple(dict.fromkeys(self._faults)))
        orders = tuple(entry.order for entry in self._orders)
        seal = Seal(
            role=self._role, orders=orders, lines=tuple(self._lines), stakes=tuple(self._stakes)
        )
        return TypedSheet(seal, self._said(), ())

    def _fault(self, text: str) -> None:
        self._faults.append(sentence(text))

    def _example(self) -> str:
        return f"{next(iter(self._codes), LETTERS[self._role] + '1')}+1 T107"

    def _lever(self, code: str, bid: int) -> None:
        self._lost = True
        if ROLE_OF[code[0]] != self._role:
            whose = self._voice.office(ROLE_OF[code[0]])
            self._fault(f"{code} is a card of {whose}")
            return
        legal = self._codes.get(code)
        if legal is None:
            self._fault(f"there is no card {code} in this hand")
            return
        if any(entry.code == code for entry in self._orders):
            self._fault(f"{code} stands on the sheet twice")
            return
        if len(self._orders) == ORDERS_A_SHEET:
            self._fault(f"a sheet holds {plural(ORDERS_A_SHEET, 'order')}, and {code} is one more")
            return
        if legal.reasons:
            self._fault(f"{code}: {clean(legal.reasons[0], 300)}")
        if bid > BID_MAX:
            self._fault(f"{code}: a bid is at most {BID_MAX} clout")
            bid = BID_MAX
        self._orders.append(_Entry(legal, code, bid))
        self._lost = False

    def _last(self, word: str) -> _Entry | None:
        """Return the order that a word belongs to, None (and a fault) where there is none."""
        if self._lost:
            return None  # its order was refused already
        if self._case is not None or not self._orders:
            self._fault(f"{word} stands behind no order")
            return None
        return self._orders[-1]

    def _trust(self, word: str) -> None:
        entry = self._last(word)
        if entry is None:
            return
        if word not in self._rows:
            self._fault(f"there is no hospital {word} on the list")
            return
        trust = self._view.trusts.id[self._rows[word]]
        if not entry.legal.trusts and not entry.legal.n:
            self._fault(f"{entry.code} names no hospital")
        elif trust not in entry.legal.trusts:
            self._fault(f"{entry.code} can't name {self._voice.hospital(trust)}")
        elif len(entry.trusts) >= max(1, entry.legal.n):
            most = plural(max(1, entry.legal.n), "hospital")
            self._fault(f"{entry.code} names at most {most}")
        elif trust not in entry.trusts:
            entry.trusts.append(trust)

    def _office(self, role: Role) -> None:
        entry = self._last(LETTERS[role])
        if entry is None:
            return
        if role not in entry.legal.roles:
            only = listed((LETTERS[r] for r in entry.legal.roles), "or")
            said = f", only {only}" if only else ""
            self._fault(f"{entry.code} can't name {self._voice.office(role)}{said}")
            return
        entry.to_role = role

    def _kind(self, place: int) -> None:
        entry = self._last(f"K{place}")
        if entry is None:
            return
        if not 1 <= place <= len(entry.legal.tags):
            kinds = len(entry.legal.tags)
            said = f"has the kinds K1 to K{kinds}" if kinds else "names no kind"
            self._fault(f"{entry.code} {said}")
            return
        entry.tag = entry.legal.tags[place - 1]

    def _complete(self, entry: _Entry) -> None:
        """Find what an order lacks."""
        if entry.legal.reasons:
            return
        if entry.legal.trusts and not entry.trusts:
            self._fault(f"{entry.code} has to name a hospital, such as {entry.legal.trusts[0]}")
        if entry.legal.roles and entry.to_role is None:
            letters = listed((LETTERS[r] for r in entry.legal.roles), "or")
            self._fault(f"{entry.code} has to name an office: {letters}")
        if entry.legal.tags and entry.tag is None:
            kinds = (
                f"K{n} for {humanised(tag).lower()}" for n, tag in enumerate(entry.legal.tags, 1)
            )
            self._fault(f"{entry.code} has to name a kind: {listed(kinds, 'or')}")

    def _open_case(self, case_number: int) -> None:
        self._lost = False
        self._case = next((c for c in self._view.cases if c.number == case_number), None)
        self._told_case = False
        if self._case is None:
            self._fault(f"there is no case {case_number}")
            self._lost = True
        elif not self._case.falls_due:
            self._fault(f"case {case_number} does not fall due this quarter")
            self._told_case = True

    def _close_case(self) -> None:
        if self._case is not None and not self._told_case:
            self._fault(f"C{self._case.number} needs a way out, such as W1")
        self._case = None

    def _way(self, code: str, sign: str, clout: int) -> None:
        case = self._case
        if self._lost:
            return
        if case is None:
            self._fault(f"{code} stands behind no case: type C and its number first")
            return
        self._told_case = True
        way = next((w for w in case.ways if w.way == self._ways.get(code)), None)
        if way is None:
            self._fault(f"{code} is no way out of case {case.number}")
            return
        if clout > STAKE_MAX:
            self._fault(f"{code}: a stake is at most {STAKE_MAX} clout")
            return
        if not case.falls_due:
            return
        if case.decider == self._role:
            if not way.may_choose or way.reasons:
                why = f": {clean(way.reasons[0], 300)}" if way.reasons else ""
                self._fault(f"{code} is not open in case {case.number}{why}")
            elif sign == "-":
                self._fault(f"{code}: who decides can only stand behind a way, with a plus")
            else:
                self._lines.append(CaseLine(case=case.number, way=way.way, backing=clout))
            return
        if not clout:
            decider = self._voice.office(case.decider)
            self._fault(
                f"case {case.number} is decided by {decider}: stake for with {code}+1 "
                f"or against with {code}-1"
            )
            return
        side: Any = "against" if sign == "-" else "for"
        self._stakes.append(Stake(case=case.number, way=way.way, side=side, clout=clout))

    def _afford(self) -> None:
        own = next((o for o in self._view.offices if o.role == self._role), None)
        if own is None or own.clout is None or self._faults:
            return
        price = sum(entry.legal.clout + entry.bid for entry in self._orders)
        price += sum(line.backing for line in self._lines) + sum(s.clout for s in self._stakes)
        if price > own.clout:
            self._fault(
                f"the sheet costs {number(price, 1)} clout and the office has "
                f"{number(own.clout, 1)}"
            )

    def _said(self) -> tuple[str, ...]:
        """Return what was understood, in words."""
        told = []
        for entry in self._orders:
            named = [self._voice.hospital(t) for t in entry.trusts]
            named += [self._voice.office(entry.to_role)] if entry.to_role else []
            named += [humanised(entry.tag).lower()] if entry.tag else []
            about = f" – {listed(named)}" if named else ""
            bid = f", bid {entry.bid}" if entry.bid else ""
            title = self._voice.lever(entry.legal.lever, self._view.quarter)
            told.append(f"{entry.code} {title}{about}{bid}")
        for line in self._lines:
            backing = f", {line.backing} behind it" if line.backing else ""
            told.append(f"C{line.case} {self._voice.way(line.way)}{backing}")
        told += [
            f"C{stake.case} {stake.clout} {stake.side} “{self._voice.way(stake.way)}”"
            for stake in self._stakes
        ]
        return tuple(told)
