"""The quick AI: a character with priorities, a little noise, and some arithmetic.

A lever is worth what it brings the seat's score (``worth``), plus what the persona's
priorities say while their conditions hold, plus noise of its own, less its price. Counters
are worth what they would stop, times how likely it is to come.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from game.players import stakes, targets, worth
from game.players.base import TOLD, Choice, Seat, clout_of, purse_of, told, waiting
from game.players.dealing import Reading
from game.players.priorities import Character, Priority, characters, holds
from game.players.worth import Judge
from game.rules.commands import (
    AnswerEvent,
    ChooseAgenda,
    Leak,
    OfferDeal,
    Order,
    ReplyDeal,
    Seal,
)
from game.rules.memo import per_pack
from game.rules.tables import tables
from game.scenario.conditions import Condition
from game.world import calendar

if TYPE_CHECKING:
    from game.rules.views import Figures, LegalOrder, View
    from game.scenario.base import Role
    from game.scenario.pack import Pack

#: Points under which a lever is left alone, and what £100m of the purse is worth.
LEAST: Final = 0.25
PER_100M: Final = 0.35
#: Points for doing what is promised, or what one is summoned to do.
PROMISED: Final = 3.0
SUMMONED: Final = 2.0
#: Points that an agenda adds for an arrow the right way, or takes for a lever that spoils it.
AGENDA: Final = 0.6
SPOILS: Final = 4.0
#: Clout that deals must leave for the orders: who comes with nothing can only watch.
KEEPS: Final = 2.0
#: Points for the best lever not yet ordered, above which a bid is worth its clout.
WORTH_A_BID: Final = 1.2


class Persona(Seat):
    """A seat played by a character of ``personas.yaml``."""

    def __init__(self, pack: Pack, role: Role, seed: int, name: str) -> None:
        super().__init__(role, seed)
        self.pack = pack
        self.name = name
        self.character: Character = characters().personas[name]
        self._wants = worth.wanted_by(pack, role, name)
        self._levers = _lever_ids(pack)[role]
        self._wanted: dict[str | None, dict[str, float]] = {}  # by agenda
        self._spoilt: dict[str | None, dict[str, float]] = {}  # by agenda and lever
        self._priorities = _priorities(pack)[name]
        self._held: tuple[tuple[object, ...], dict[int, bool]] = ((None, None, None), {})
        self._judged: tuple[Figures, str | None, Judge] | None = None
        self._read: tuple[tuple[object, ...], Reading] | None = None
        self._silent: tuple[object, ...] = ()  # what it saw when it last had nothing to say

    # -- wants ------------------------------------------------------------------------

    def wants(self, view: View) -> dict[str, float]:
        """What an arrow on each figure is worth now, the agenda included."""
        found = self._wanted.get(view.agenda)
        if found is None:
            found = self._wanted[view.agenda] = self._with_agenda(view.agenda)
        return found

    def _with_agenda(self, agenda: str | None) -> dict[str, float]:
        if agenda is None:
            return self._wants
        card = self.pack.scenario.agenda(agenda)
        wanted = dict(self._wants)
        for c in _leaves(card.at_end or card.throughout):
            if c.figure is not None:
                sign = 1.0 if c.above is not None else -1.0
                wanted[c.figure] = wanted.get(c.figure, 0.0) + sign * AGENDA
        return wanted

    def judge(self, view: View) -> Judge:
        """The seat's own eye on the figures (remembered while it sees the same ones)."""
        known = self._judged
        if known is None or known[0] is not view.figures or known[1] != view.agenda:
            judge = Judge(self.pack, view, self.role, self.wants(view))
            known = self._judged = view.figures, view.agenda, judge
        return known[2]

    def reading(self, view: View) -> Reading:
        """The view as this seat reads it (remembered while it sees nothing new)."""
        own = self.judge(view)
        live = [id(d.terms) for d in view.deals if d.state == "live"]
        seen = (own, view.quarter, view.orders, view.answered, live, [o.word for o in view.offices])
        if self._read is None or self._read[0] != seen:
            fancies: dict[str, float] = {}

            def fancy(lever: str) -> float:
                known = fancies.get(lever)
                if known is None:
                    known = fancies[lever] = sum([w for w, _ in self._fancied(view, lever)])
                return known

            self._read = (seen, Reading(self.pack, view, own, self.character.thrift, fancy))
        return self._read[1]

    def _fancied(self, view: View, lever: str) -> list[tuple[float, str]]:
        """What the priorities that hold now say of a lever: points and why."""
        mine = self._priorities.get(lever)
        if not mine:
            return []
        # flags are set by orders and answers alone, so these tell all that conditions ask for
        orders, answered, figures = view.orders, view.answered, view.figures
        asked, held = self._held
        if asked[0] is not orders or asked[1] is not answered or asked[2] is not figures:
            held = {}
            self._held = ((orders, answered, figures), held)
        found = []
        for p in mine:
            holding = held.get(id(p))
            if holding is None:
                holding = held[id(p)] = holds(self.pack, view, p.when)
            if holding:
                found.append((p.weight, p.why))
        return found

    def _spoils(self, agenda: str | None) -> dict[str, float]:
        """Points for levers that the agenda asks for, or (negative) forbids."""
        known = self._spoilt.get(agenda)
        if known is None:
            levers = () if agenda is None else self._levers
            points = {lever: self._spoil(agenda or "", lever) for lever in levers}
            known = self._spoilt[agenda] = {lever: p for lever, p in points.items() if p}
        return known

    def _spoil(self, agenda: str, lever: str) -> float:
        card = self.pack.scenario.agenda(agenda)
        table = tables(self.pack).levers[lever]
        total = 0.0
        condition = card.at_end or card.throughout
        for c in _leaves(condition):
            asked = c.used in table.words or c.tagged in table.words or c.count in table.counts
            if asked:
                wanted = c.above is not None or (c.count is None and not _denied(condition, c))
                total += AGENDA * 2 if wanted else -SPOILS
        return total

    # -- decisions --------------------------------------------------------------------

    def agenda(self, view: View) -> ChooseAgenda:
        """The agenda that its wants already lean to."""
        draws = self.luck.normal(view, "agenda", len(view.agendas_dealt))
        choices = []
        for name, z in zip(view.agendas_dealt, draws, strict=True):
            card = self.pack.scenario.agenda(name)
            value = self.character.noise * z
            for c in _leaves(card.at_end or card.throughout):
                if c.figure is not None:
                    sign = 1.0 if c.above is not None else -1.0
                    value += sign * self._wants.get(c.figure, 0.0)
            if holds(self.pack, view, card.at_end or card.throughout):
                value += 1.0
            choices.append((value, name, card.title))
        self._why = told([Choice(title, v, ("it suits the seat",)) for v, _, title in choices])
        return ChooseAgenda(role=self.role, agenda=max(choices)[1])

    def answer(self, view: View) -> AnswerEvent:
        """The option worth most at its price."""
        event_id = waiting(view, self.role)
        options = next(e.options for e in view.events if e.event == event_id)
        draws = self.luck.normal(view, f"answer/{event_id}", len(options))
        judge = self.judge(view)
        titles = {o.id: o.title for o in tables(self.pack).events[event_id].options}
        found: list[tuple[float, str]] = []
        choices: list[Choice] = []
        for (option, clout, money, closed), z in zip(options, draws, strict=True):
            if closed:
                continue
            source = f"{event_id}/{option}"
            value = judge.value(source)
            value += self.character.noise * z - clout * self.character.thrift
            value -= PER_100M * money / 100
            found.append((value, option))
            choices.append(Choice(titles[option], value, self._words(judge.parts(source))))
        self._why = told(choices)
        return AnswerEvent(role=self.role, event=event_id, option=max(found)[1])

    def seal(self, view: View) -> Seal:
        """The best one or two orders that it can pay for, with bids where it fears a counter."""
        ranked = self.rank(view)
        clout, purse = clout_of(view), purse_of(view)
        chosen: list[tuple[float, LegalOrder]] = []
        for value, order, _ in ranked:
            if value < LEAST or len(chosen) == 2:
                break
            if order.clout <= clout and order.purse_m <= purse:
                chosen.append((value, order))
                clout -= order.clout
                purse -= order.purse_m
        judge = self.judge(view)
        self._why = told(
            [
                Choice(
                    tables(self.pack).levers[order.lever].title(view.quarter),
                    value,
                    (*reasons, *(() if reasons[2:] else self._words(judge.parts(order.lever)))),
                )
                for value, order, reasons in ranked[:TOLD]
            ]
        )
        orders = []
        for value, order in chosen:
            bid = min(self._bid(view, order, value), int(clout))
            clout -= bid
            orders.append(self._order(view, order, bid))
        return Seal(role=self.role, orders=tuple(orders))

    def _order(self, view: View, order: LegalOrder, bid: int) -> Order:
        judge = self.judge(view)
        first = self.character.marginals_first
        return targets.order(self.pack, view, order, bid, judge, marginals_first=first)

    def rank(self, view: View) -> list[tuple[float, LegalOrder, tuple[str, ...]]]:
        """The lawful levers on the menu by worth, best first, with reasons."""
        reading, judge = self.reading(view), self.judge(view)
        levers = tables(self.pack).levers
        noise = dict(zip(self._levers, self.luck.steady(view, "levers", len(self._levers)),
                         strict=True))  # fmt: skip
        mine = [c for d in stakes.live(view) for c in d.terms.clauses if c.by == self.role]
        due = {
            c.lever or c.tag
            for c in mine
            if c.kind == "do" and calendar.parse(c.until) >= view.quarter
        }
        forsworn = stakes.forsworn(view) if mine else []
        summoned = view.summons[0] if view.summons and self.role == "secretary" else None
        thrift, unsure = self.character.thrift, self.character.noise
        spoils = self._spoils(view.agenda)
        out: list[tuple[float, LegalOrder, tuple[str, ...]]] = []
        for order in view.menu.open:
            table = levers[order.lever]
            if forsworn and stakes.covered(forsworn, table):
                continue
            value = 0.0 if table.only_met else judge.value(order.lever)
            reasons: list[str] = []
            if table.meets:
                stopped, what = reading.stops(table)
                if stopped > 0:
                    value += stopped
                    reasons.append(f"it would stop {what}")
            for weight, why in self._fancied(view, order.lever):
                value += weight
                reasons.append(why)
            if due and not table.words.isdisjoint(due):
                value += PROMISED
                reasons.append("it is promised")
            if summoned in table.words:
                value += SUMMONED
                reasons.append("No 10 has asked for it")
            value += spoils.get(order.lever, 0.0)
            value += unsure * noise[order.lever]
            value -= order.clout * thrift + PER_100M * order.purse_m / 100
            out.append((value, order, tuple(reasons)))
        out.sort(key=lambda x: (-x[0], x[1].lever))
        return out

    def _bid(self, view: View, order: LegalOrder, value: float) -> int:
        """0–2 clout more where somebody may well counter, by how much is at stake."""
        risk = self.reading(view).countered(tables(self.pack).levers[order.lever])
        fear = risk * self.character.bids * value
        return 2 if fear > 2 * WORTH_A_BID else 1 if fear > WORTH_A_BID / 2 else 0

    def _words(self, parts: list[tuple[float, str]]) -> tuple[str, ...]:
        """The largest parts of a worth in words."""
        out = []
        for part, figure in parts[:2]:
            if figure == "clout":
                name = "clout"
            else:
                name = _titles(self.pack).get(figure) or figure.replace("_", " ")
            out.append(f"{name}: {part:+.1f} points")
        return tuple(out)

    # -- talks ------------------------------------------------------------------------

    def talk(self, view: View) -> OfferDeal | ReplyDeal | Leak | None:
        """Answers offers by their worth; in the talks makes the one that suits both best."""
        for deal in stakes.to_me(view):
            value, reasons = self.reading(view).worth(deal.terms)
            yes = (
                value > 0
                and stakes.affordable(view, deal.terms)
                and stakes.leaves(view, deal.terms, KEEPS)
                and stakes.room(view, deal.terms)
            )
            said = "accept" if yes else "decline"
            self._why = told([Choice(f"{said} the offer", value, tuple(reasons[:3]))])
            return ReplyDeal(role=self.role, deal=deal.number, reply="accept" if yes else "decline")
        if view.phase != "talks":
            return None
        return self._offer(view)

    def _offer(self, view: View) -> OfferDeal | None:
        if not stakes.may_offer(view) or any(
            d.quarter == view.quarter and d.terms.offerer == self.role for d in view.deals
        ):
            return None
        seen = (view.quarter, view.offers, view.figures, view.deals, view.offices)
        if self._silent == seen:
            return None
        reading = self.reading(view)
        best: tuple[float, OfferDeal] | None = None
        choices: list[Choice] = []
        means = stakes.means(view)
        for terms in view.offers:
            if not (means.cover(terms) and means.leaves(terms, KEEPS)):
                continue
            value, reasons = reading.worth(terms)
            if value <= LEAST:
                continue
            theirs = reading.theirs(terms)
            if theirs > 0:
                choices.append(Choice(f"offer a deal to {terms.other}", value, tuple(reasons[:3])))
                joint = min(value, theirs)
                if best is None or joint > best[0]:
                    best = (joint, OfferDeal(role=self.role, terms=terms))
        self._why = told(choices)
        self._silent = () if best else seen
        return None if best is None else best[1]


@per_pack
def _titles(pack: Pack) -> dict[str, str]:
    """What figures are called within a sentence."""
    return {f.figure: f.title.lower() for f in pack.scenario.figures}


@per_pack
def _lever_ids(pack: Pack) -> dict[Role, tuple[str, ...]]:
    """Each role's levers, in the order in which their noise is drawn."""
    return {role: tuple(t.lever.id for t in of) for role, of in tables(pack).of_role.items()}


@per_pack
def _priorities(pack: Pack) -> dict[str, dict[str, tuple[Priority, ...]]]:
    """By persona and lever: the priorities that speak of the lever, in their order."""
    return {
        name: {
            lever: tuple(
                p for p in character.priorities if p.lever == lever or p.tag in table.lever.tags
            )
            for lever, table in tables(pack).levers.items()
        }
        for name, character in characters().personas.items()
    }


def _leaves(condition: Condition | None) -> list[Condition]:
    """The single questions in a condition."""
    if condition is None:
        return []
    inner = [*condition.all, *condition.any, *([condition.no] if condition.no else [])]
    return [leaf for part in inner for leaf in _leaves(part)] if inner else [condition]


def _denied(condition: Condition | None, leaf: Condition, *, no: bool = False) -> bool:
    """Whether the leaf stands under a "no"."""
    if condition is None or condition is leaf:
        return no and condition is leaf
    return (condition.no is not None and _denied(condition.no, leaf, no=not no)) or any(
        _denied(part, leaf, no=no) for part in (*condition.all, *condition.any)
    )
