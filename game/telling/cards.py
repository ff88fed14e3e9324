"""Levers and answers to events, as they are read before one chooses."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from game.rules.state.menu import LegalOrder
from game.rules.state.view import Arrow, PendingEvent, View
from game.scenario.schema.effects import CaseClock
from game.scenario.texts import texts
from game.telling.figures import arrow, arrow_said
from game.telling.formatting import clean, listed, money, number, plural, sentence
from game.telling.names import Voice, humanised


@dataclass(frozen=True, slots=True)
class CardText:
    """A lever ready to be read."""

    lever: str
    code: str  # on paper: S4
    title: str
    price: str
    prose: str
    arrows: tuple[str, ...]
    spoken: tuple[str, ...]  # the arrows without signs
    reasons: tuple[str, ...]  # why it can't be ordered now; empty if it can
    asks: str  # what the order must name
    counters: str
    sources: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class AnswerText:
    """An event's answer ready to be read."""

    option: str
    title: str  # with its price
    prose: str
    reasons: tuple[str, ...]  # why it is closed; empty if it is open
    arrows: tuple[Arrow, ...]
    spoken: tuple[str, ...]  # the arrows without signs


def price(clout: float, purse_m: float) -> str:
    """Return a price in words: "2 clout and £50m"; "free"."""
    parts = [f"{number(clout, 1)} clout"] if clout else []
    if purse_m:
        parts.append(money(purse_m))
    return listed(parts) or "free"


def card(voice: Voice, order: LegalOrder, quarter: int, arrows: tuple[Arrow, ...] = ()) -> CardText:
    """Return a lever of a view's menu, in words, with the arrows that are forecast of it."""
    lever = voice.scenario.lever(order.lever)
    return CardText(
        lever=order.lever,
        code=voice.code(order.lever),
        title=voice.lever(order.lever, quarter),
        price=price(order.clout, order.purse_m),
        prose=clean(lever.prose, 800),
        arrows=tuple(arrow(voice, a) for a in arrows),
        spoken=tuple(arrow_said(voice, a) for a in arrows),
        reasons=tuple(sentence(clean(r, 300)) for r in order.reasons),
        asks=_asks(voice, order),
        counters=_counters(voice, order.lever, quarter),
        sources=sources(lever.claims, lever.source),
    )


def cards(voice: Voice, view: View) -> list[CardText]:
    """Return the reader's whole menu, what may be ordered now first."""
    made = [card(voice, order, view.quarter) for order in view.menu]
    return sorted(made, key=lambda c: bool(c.reasons))


def options(
    voice: Voice, item: PendingEvent, forecast: Mapping[str, tuple[Arrow, ...]]
) -> list[AnswerText]:
    """Return an event's answers in words; ``forecast`` has their arrows by "event/option"."""
    said = {o.id: o for o in voice.scenario.event(item.event).options}
    rows = []
    for option, clout, purse_m, reasons in item.options:
        cost = price(clout, purse_m)
        title = f"{voice.option(item.event, option)} ({cost})"
        closed = tuple(sentence(clean(r, 300)) for r in reasons)
        arrows = forecast.get(f"{item.event}/{option}", ())
        spoken = tuple(arrow_said(voice, a) for a in arrows)
        prose = clean(said[option].prose, 400)
        rows.append(AnswerText(option, title, prose, closed, arrows, spoken))
    return rows


def answered(voice: Voice, event: str, option: str) -> list[tuple[str, str, bool]]:
    """Return an answered event's options as (title, prose, whether it was the answer)."""
    return [
        (voice.option(event, o.id), clean(o.prose, 400), o.id == option)
        for o in voice.scenario.event(event).options
    ]


def sources(claims: tuple[str, ...], source: str) -> tuple[str, ...]:
    """Return where something comes from: the texts whose claims it carries, each once, in the
    order of its claims; then a published source."""
    found = list(dict.fromkeys(texts()[c.partition(".")[0]] for c in claims))
    if source:
        found.append(clean(source, 300))
    return tuple(found)


def _asks(voice: Voice, order: LegalOrder) -> str:
    if order.trusts:
        return f"names up to {plural(order.n or 1, 'trust')}{_clock(voice, order.lever)}"
    if order.roles:
        return f"names an office: {listed((voice.office(r) for r in order.roles), 'or')}"
    if order.tags:
        return f"names a kind: {listed((humanised(t).lower() for t in order.tags), 'or')}"
    return ""


def _clock(voice: Voice, lever: str) -> str:
    """Return what the lever does to the clocks of what is due at the trusts that it names."""
    by = sum(e.by for e in voice.scenario.lever(lever).effects if isinstance(e, CaseClock))
    if not by:
        return ""
    when = "later" if by > 0 else "sooner"
    return f"; what is due there falls due {plural(abs(by), 'quarter')} {when}"


def _counters(voice: Voice, lever: str, quarter: int) -> str:
    meets = voice.scenario.lever(lever).counters
    if meets is None:
        return ""
    names = [f"“{voice.lever(x, quarter)}”" for x in meets.levers]
    names += [voice.tag(t) for t in meets.tags]
    if not names:
        return ""
    over = ", over a hospital that both name" if _both_name(voice, lever) else ""
    return f"{'bars' if meets.mode == 'bar' else 'meets'} {listed(names)}{over}"


def _both_name(voice: Voice, lever: str) -> bool:
    """Return whether a counter and all that it meets name hospitals (``contests.same_ground``)."""
    card = voice.scenario.lever(lever)
    named = () if card.counters is None else card.counters.levers
    met = [other for other in voice.scenario.levers if other.id in named]
    targets = [x.target for x in (card, *met)]
    return bool(met) and all(t is not None and t.kind == "trusts" for t in targets)
