"""Help and glossary: how to play, and every term with its source."""

from __future__ import annotations

from typing import Final

from game.desktop.kit.choices import Dropdown, Tabs
from game.desktop.kit.layout import Flow, Grid, Panel
from game.desktop.kit.lines import Column, Level, Row
from game.desktop.kit.meters import Chip
from game.desktop.kit.node import Node
from game.desktop.kit.scroll import Scroll
from game.desktop.kit.text_input import TextInput
from game.desktop.kit.words import Heading, Icon, Note, Rich, Text, esc
from game.desktop.screens.parts.page import menu_page
from game.desktop.screens.screen import Screen, ScreenContext
from game.scenario import loader
from game.telling import Voice
from game.telling.glossary import GlossaryEntry as Term
from game.telling.glossary import entries
from game.telling.rulebook import filled
from game.telling.typography import sought

KINDS: Final[dict[str, str]] = {
    "all": "Everything",
    "word": "Words of the game",
    "figure": "Figures",
    "lever": "Levers",
    "event": "Events",
    "agenda": "Secret aims",
}
HOW: Final[tuple[tuple[str, str, str], ...]] = (
    (
        "target",
        "What you are after",
        (
            "Each office scores 0–100 on its own aims, plus {step_points} for the steps of its "
            "secret one, each told to all when it is reached. Part of what says how things stand "
            "is banked each April, the rest counts at the end. Half of the national result is "
            "measured {idle_quarters} after the vote, so looting the future doesn't pay. Who won "
            "the election and what happened to patients are two verdicts."
        ),
    ),
    (
        "calendar",
        "A quarter",
        (
            "[b]Bulletin[/]: last quarter's public figures, late and rounded. [b]Event[/]: one "
            "office answers in the open. [b]Talks[/]: deals are written. [b]Orders[/]: each "
            "office seals {sheet} of its levers in secret. [b]Reveal[/]: all at once. Then "
            "the market runs, and the [b]papers[/] come out."
        ),
    ),
    (
        "clout",
        "Paying",
        (
            "You start with {clout_start} [?clout]clout[/], get {clout_income} a quarter and can "
            "hold {clout_cap}. Money comes from the Department's [?purse]purse[/], which everyone "
            "who may spend shares."
        ),
    ),
    (
        "scales",
        "Contests",
        (
            "A counter meets its target when both are revealed together: price plus secret "
            "[?bid]bid[/] are compared. A higher counter cancels, an equal one leaves {half} "
            "the effect, a lower one does nothing. There are no dice."
        ),
    ),
    (
        "clock",
        "Cases",
        (
            "Hospitals on the failing list come up as [?case]cases[/], each with an office that "
            "decides and a clock. When it runs out the decider takes a way out on its sheet, "
            "beside its orders, and every other office may [?stake]stake[/] up to {stake_max} "
            "clout in secret for or against one way. Nobody decides: what follows by itself "
            "follows."
        ),
    ),
    (
        "deal",
        "Deals",
        (
            "Typed promises with a [?bond]bond[/]; the game checks them. Breaking one costs the "
            "bond, {word_lost} and a front page; [?word]Word[/] is what promises are worth. Talk "
            "alone binds nobody."
        ),
    ),
    (
        "map",
        "The map",
        (
            "One hex a constituency. A circle is an NHS trust, a square a foundation trust, a "
            "cross one in administration. Large red tokens with an exclamation mark are on the "
            "failing list; a gold ring means a government marginal."
        ),
    ),
    (
        "help",
        "Why did this move?",
        (
            "Every gauge keeps the terms of its move, and they add up exactly. Choose a gauge to "
            "see them; point at a dotted term anywhere to read what it means."
        ),
    ),
    (
        "whistle",
        "The coach",
        (
            "On the order sheet, the whistle (K) asks what your draft may bring beside an empty "
            "sheet, what may go wrong, what others may do, and whether one change is better: from "
            "what your office knows alone. While a player of the computer thinks, the top says "
            "who; X has it take the best so far."
        ),
    ),
)


class Help(Screen):
    """Two tabs: how to play, and the glossary."""

    title = "Help and glossary"

    def __init__(self, term: str = "", voice: Voice | None = None) -> None:
        self.tab = "glossary" if term else "how"
        self.wanted = term.replace("_", " ")
        self.kind = "all"
        self.known = loader.available()
        self.scenario = self.known[0][0] if self.known else ""
        self.voice = voice
        self._terms: list[Term] | None = None

    def build(self, c: ScreenContext) -> Node:
        """Build the tabs over their page."""
        page = self._how() if self.tab == "how" else self._glossary()
        return menu_page(
            c,
            "Help and glossary",
            Tabs(
                [("how", "How to play"), ("glossary", "Glossary and sources")],
                self.tab,
                lambda v: setattr(self, "tab", v),
                key="help-tabs",
            ),
            page,
            gap=12,
        )

    def _how(self) -> Node:
        cards = [
            Panel(
                Row(
                    Icon(icon, size=26, colour="ink"),
                    Column(Heading(head, size="lead"), Rich(filled(words)), gap=4, grow=1),
                    gap=12,
                    align="start",
                ),
                fill="paper",
                grow=1,
            )
            for icon, head, words in HOW
        ]
        return Scroll(Grid(*cards, min_column=420, gap=12), key="how")

    def terms(self) -> list[Term]:
        """Return every term of the scenario, loaded when first asked for."""
        if self._terms is None:
            if self.voice is None:
                if not self.scenario:
                    return []
                self.voice = Voice(loader.load(self.scenario).scenario)
            self._terms = entries(self.voice)
        return self._terms

    def found(self) -> list[Term]:
        """Return those that fit what is typed and the kind chosen."""
        wanted = sought(self.wanted)
        kept = [t for t in self.terms() if self.kind in ("all", t.kind)]
        if not wanted:
            return sorted(kept, key=lambda t: t.term)
        ranked = [(rank, t.term, t) for t in kept for rank in [_rank(t, wanted)] if rank < 4]
        return [t for _, _, t in sorted(ranked, key=lambda x: (x[0], x[1]))]

    def _glossary(self) -> Node:
        found = self.found()
        shown = found[:60]
        head = Level(
            TextInput(
                "Search",
                self.wanted,
                lambda v: setattr(self, "wanted", v),
                icon="search",
                hint="Search a term, a lever, a figure",
                grow=1,
                key="search",
            ),
            Dropdown("Kind", list(KINDS.items()), self.kind, lambda v: setattr(self, "kind", v)),
            Note(f"{len(found)} found"),
            gap=12,
        )
        rows = [
            Panel(
                Column(
                    Level(
                        Heading(t.term, size="lead", grow=1), Chip(KINDS[t.kind].removesuffix("s"))
                    ),
                    Text(t.text),
                    Flow(*(Chip(esc(s)) for s in t.sources[:6] if len(s) < 40), gap=5)
                    if t.sources
                    else None,
                    *(Note(s) for s in t.sources if len(s) >= 40),
                    gap=5,
                ),
                pad=(16, 11),
            )
            for t in shown
        ]
        more = len(found) - len(shown)
        return Column(
            head,
            Scroll(
                Column(
                    *rows, Text(f"and {more} more: search for one", colour="soft") if more else None
                ),
                key="terms",
            ),
            gap=10,
            grow=1,
        )


def _rank(term: Term, wanted: str) -> int:
    names = (sought(term.id), sought(term.id.replace("_", " ")), sought(term.term))
    if wanted in names:
        return 0
    if any(n.startswith(wanted) for n in names):
        return 1
    if any(wanted in n for n in names):
        return 2
    return 3 if wanted in sought(term.text) else 4
