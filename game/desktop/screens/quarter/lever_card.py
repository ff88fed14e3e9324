"""A lever as a card in the hand, and all that pointing at it tells."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from game.desktop import art
from game.desktop.kit.cards import Card
from game.desktop.kit.layout import Flow
from game.desktop.kit.lines import Column, Level
from game.desktop.kit.meters import Chip
from game.desktop.kit.node import Node
from game.desktop.kit.pictures import Drawing
from game.desktop.kit.words import Excerpt, Heading, Rich, esc
from game.desktop.screens.parts.arrow_lines import ArrowLines
from game.desktop.screens.parts.tiles import arrow_markup
from game.rules.state.menu import LegalOrder
from game.rules.state.view import Arrow
from game.telling import cards as cards_of
from game.telling.formatting import money, number
from game.telling.names import Voice

#: What the arrows mean, once under every hand.
LEGEND = "▲ likely   △ perhaps   ▲▲ strongly"


def price_markup(clout: float, purse_m: float) -> str:
    """Return a price with its icons."""
    out = f"[icon clout] [b]{number(clout, 1)}[/]" if clout else ""
    if purse_m:
        out += f"{'   ' if out else ''}[icon cash] [b]{money(purse_m)}[/]"
    return out or "[good]free[/]"


def when_said(after: int) -> str:
    """Return when an effect comes, if not at once."""
    return {0: "", 1: " next quarter"}.get(after, f" in {after} quarters")


def lever_tip(voice: Voice, order: LegalOrder, quarter: int, arrows: tuple[Arrow, ...]) -> str:
    """Return everything about a lever in a few lines of markup."""
    said = cards_of.card(voice, order, quarter, arrows)
    lines = [f"[b]{esc(said.title)}[/] [soft]{esc(said.price)}[/]", esc(said.prose)]
    whose = voice.scenario.lever(order.lever).role
    lines += [
        f"{arrow_markup(voice, a, whose)}[soft]{when_said(a.after)}"
        f"{'' if a.sure else ', perhaps'}[/]"
        for a in arrows
    ]
    if said.asks:
        lines.append(f"[soft]It {esc(said.asks)}.[/]")
    if said.counters:
        lines.append(f"[soft]It {esc(said.counters)}.[/]")
    return "\n".join(lines)


def lever_card(
    voice: Voice,
    order: LegalOrder,
    quarter: int,
    arrows: tuple[Arrow, ...],
    *,
    accent: str,
    hint: str,
    matter: str = "",
    drafted: bool,
    ready: bool = True,
    on_press: Callable[[], object],
) -> Node:
    """Return the card: name, price, why suggested or barred, what it is and should do."""
    lever = voice.scenario.lever(order.lever)
    title = voice.lever(order.lever, quarter)
    barred = bool(order.reasons)
    chips = [
        Chip("on the sheet", fill="good") if drafted else None,
        Chip("suggested", fill="warn") if hint and not drafted else None,
        Chip("once a game") if lever.kind == "signature" or lever.once else None,
        Chip(f"names {order.n}") if order.trusts and order.n else None,
    ]
    code = f"[soft]{esc(voice.code(order.lever))}[/]"
    price = Rich(f"{code}   {price_markup(order.clout, order.purse_m)}", size="small", wrap=False)
    said: Node
    if barred:
        said = Rich(f"[bad][icon lock][/] {esc(order.reasons[0])}", size="small", grow=1)
    elif hint or matter:
        said = Column(
            Rich(f"[warn][icon info][/] {esc(hint or matter)}", size="small"),
            Excerpt(lever.prose, least=0, most=0, grow=1),
            gap=5,
            grow=1,
        )
    else:
        said = Excerpt(lever.prose, least=2, most=4, grow=1)
    return Card(
        title,
        Level(
            Drawing(partial(art.card_art, art.kind_of(lever.tags)), aspect=1.0, width=44, most=44),
            Column(Heading(title, size="lead"), Flow(price, *chips, gap=8, lead=4), gap=3, grow=1),
            gap=10,
        ),
        said,
        ArrowLines(voice, arrows, lever.role, ready=ready),
        on_press=on_press,
        accent=accent,
        chosen=drafted,
        barred=barred,
        gap=5,
        tip=lever_tip(voice, order, quarter, arrows),
        key=f"lever-{order.lever}",
    )
