"""Writing a contract of one's own from typed clauses: one promise after another."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from game.desktop.kit.buttons import Button, Toggle
from game.desktop.kit.choices import Dropdown, Slider, Tabs
from game.desktop.kit.layout import Flow, Panel, Spacer
from game.desktop.kit.lines import Column, Level, Row
from game.desktop.kit.node import Node
from game.desktop.kit.text_input import TextInput
from game.desktop.kit.words import Icon, Note, Rich, Text, esc
from game.desktop.screens.parts.contract import contract, empty
from game.desktop.screens.quarter.deal_draft import MOST, DealDraft, DraftPromise
from game.desktop.screens.screen import ScreenContext
from game.rules.constants import CLOUT_PAID_MAX, MONEY_PAID_MAX_M, MONEY_PAID_MIN_M
from game.rules.state.deal_terms import Terms
from game.scenario.schema.base import ROLES, Role
from game.telling.deals import clause as in_words
from game.telling.formatting import quantity
from game.telling.rulebook import bonds, filled


def writing_page(w: DealDraft, c: ScreenContext, on_offer: Callable[[Terms], object]) -> Node:
    """Return the whole page of the deal writer."""
    voice = w.session.voice
    whom = Tabs(
        [(r, voice.title_of(r)) for r in ROLES if r != w.role],
        w.other,
        w.turn_to,  # type: ignore[arg-type]
        key="writer-whom",
        label="Write to",
    )
    terms = w.terms()
    full = len(w.kept) >= MOST
    parts: list[Node] = [Level(Text("To", colour="soft"), whom, gap=10)]
    if w.now is None:
        parts.append(
            Flow(
                Button(
                    "I promise…",
                    partial(_start, w, w.role),
                    icon="plus",
                    enabled=not full,
                    key="i-promise",
                    hotkey="p",
                    show_key=True,
                ),
                Button(
                    f"{voice.title_of(w.other)} {voice.verb(w.other, 'promises', 'promise')}…",
                    partial(_start, w, w.other),
                    icon="plus",
                    enabled=not full,
                    key="they-promise",
                    hotkey="o",
                    show_key=True,
                ),
            )
        )
    else:
        parts.append(_wording(w, w.now))
    if terms is None:
        parts.append(
            empty(
                "pencil",
                "Nothing is written yet",
                filled("A contract holds one to {promises_max} promises. ")
                + "The engine checks them: free talk binds nobody, a contract does.",
            )
        )
    else:
        parts += _whole(w, c, terms, on_offer)
    return Column(*parts, gap=12)


def _start(w: DealDraft, by: Role) -> None:
    w.now, w.problem = w.begin(by), ""


def _wording(w: DealDraft, p: DraftPromise) -> Node:
    voice = w.session.voice
    view = w.session.view
    you = p.by == w.role
    lead = "You" if you else voice.office(p.by, start=True)
    made = w.clause(p)
    preview = in_words(voice, made, subject=False) if made else "…"
    fields: list[Node] = [
        Dropdown(
            "DraftPromise", w.kinds(p.by), p.kind, lambda v: w.change(kind=v), key="promise-kind"
        )
    ]
    if p.kind in ("do", "abstain", "consent"):
        levers = w.signable(p.by) if p.kind == "consent" else w.levers(p.by)
        names = [(x.id, voice.lever(x.id, view.quarter)) for x in levers]
        fields.append(
            Dropdown("Order", names, p.lever, lambda v: w.change(lever=v), key="promise-lever")
        )
    if p.kind in ("keep", "tell"):
        figures = w.tellable(p.by) if p.kind == "tell" else w.figures()
        fields.append(
            Dropdown(
                "Figure",
                [(f, voice.figure(f)) for f in figures],
                p.figure,
                lambda v: w.change(figure=v, bound=""),
                key="promise-figure",
            )
        )
    if p.kind == "keep":
        seen = view.figures[p.figure]
        unit = voice.unit(p.figure)
        fields += [
            Dropdown(
                "Side",
                [("below", "below"), ("above", "above")],
                "above" if p.above else "below",
                lambda v: w.change(above=v == "above"),
                key="promise-side",
            ),
            TextInput(
                "Threshold",
                p.bound,
                lambda v: w.change(bound=v),
                allowed="0123456789.,-−",
                limit=10,
                max_w=110,
                key="promise-bound",
            ),
            Note(f"now about {quantity(seen.value, unit)}"),
        ]
    if p.kind == "pay_clout":
        fields.append(
            Slider(
                "Clout",
                p.clout,
                lambda v: w.change(clout=round(v)),
                low=1,
                high=CLOUT_PAID_MAX,
                step=1,
                show=lambda v: f"{v:.0f}",
                key="promise-clout",
            )
        )
    if p.kind == "pay_money":
        fields += [
            Slider(
                "Money",
                p.money_m,
                lambda v: w.change(money_m=round(v)),
                low=MONEY_PAID_MIN_M,
                high=MONEY_PAID_MAX_M,
                step=10,
                show=lambda v: f"£{v:.0f}m",
                key="promise-money",
            ),
            Dropdown(
                "For",
                [("staff", "training and childcare for staff"), ("commissioners", "commissioners")],
                p.to,
                lambda v: w.change(to=v),
                key="promise-to",
            ),
        ]
    if p.kind in ("do", "abstain", "keep", "consent"):
        quarters = range(view.quarter, min(view.last, view.quarter + 6) + 1)
        fields.append(
            Dropdown(
                "Until",
                [(str(q), f"to the end of {voice.quarter(q)}") for q in quarters],
                str(p.until),
                lambda v: w.change(until=int(v)),
                key="promise-until",
            )
        )
    return Panel(
        Column(
            Text(f"{lead} will…", weight="semibold"),
            Flow(*fields, gap=10),
            Rich(f"[soft]In words:[/] {esc(lead)} will {esc(preview)}.", size="small"),
            Text(w.problem, colour="bad", size="small", role="status") if w.problem else None,
            Flow(
                Button("Leave it out", lambda: setattr(w, "now", None), kind="quiet"),
                Button(
                    "Put it in the contract",
                    w.add,
                    kind="primary",
                    icon="check",
                    key="promise-add",
                    hotkey="ctrl+return",
                ),
                align="end",
            ),
            gap=10,
        ),
        fill="raised",
        accent=p.by,
        pad=(18, 12),
    )


def _whole(
    w: DealDraft, c: ScreenContext, terms: Terms, on_offer: Callable[[Terms], object]
) -> list[Node]:
    voice = w.session.voice
    struck = [
        Button(
            f"Strike out: {in_words(voice, item)}",
            partial(w.kept.remove, item),
            icon="trash",
            kind="quiet",
            size="small",
            align="left",
        )
        for item in w.kept
    ]
    settings = Flow(
        Dropdown(
            "Bond",
            [(str(n), said) for n, said in enumerate(bonds())],
            str(w.bond),
            lambda v: setattr(w, "bond", int(v)),
            key="writer-bond",
        ),
        Toggle(
            filled("Keep it secret ({secret_out} a quarter that it comes out)"),
            w.secret,
            lambda v: setattr(w, "secret", v),
            key="writer-secret",
        ),
        gap=16,
    )
    offer = Button(
        f"Offer it to {voice.office(w.other)}",
        lambda: on_offer(terms),
        kind="primary",
        icon="deal",
        key="writer-offer",
    )
    return [
        settings,
        contract(w.session, c, w.session.view, terms, offer, title="Your draft"),
        Column(
            Row(Icon("pencil", size=15, colour="soft"), Note("Change your mind"), Spacer(), gap=6),
            *struck,
            gap=2,
        ),
    ]
