"""A screen that shows every widget: for looking at, and for the tests of the kit."""

from __future__ import annotations

from game.desktop.app.app import App
from game.desktop.charts import (
    BarPart,
    Bars,
    ChartLine,
    Dial,
    LineChart,
    SeatBar,
    Swingometer,
    Waterfall,
)
from game.desktop.kit.buttons import Button, RoleButton, Toggle
from game.desktop.kit.cards import Card
from game.desktop.kit.choices import Dropdown, Slider, Tabs
from game.desktop.kit.layout import Flow, Grid, Panel, Rule, Spacer
from game.desktop.kit.lines import Column, Row
from game.desktop.kit.meters import Bar, Chip, Pips, Spark
from game.desktop.kit.node import Node
from game.desktop.kit.paint import icon_names
from game.desktop.kit.popups import Dialog, Ground
from game.desktop.kit.scroll import Scroll
from game.desktop.kit.table import Col, Table
from game.desktop.kit.text_input import TextInput
from game.desktop.kit.words import Heading, Icon, Rich, RoleMark, Text
from game.desktop.screens.screen import Screen
from tests.desktop.driver import Driver

ROWS = [(f"trust {i:03d}", (i * 37) % 101 - 50, (i * 13) % 29) for i in range(200)]


class Gallery(Screen):
    title = "Gallery"

    def __init__(self) -> None:
        self.on = False
        self.value = 0.5
        self.choice = "con"
        self.typed = ""
        self.tab = "controls"
        self.pressed = 0
        self.picked = ""
        self.card = -1

    def build(self, c: App) -> Node:
        self.app = c
        return Ground(
            Column(
                Row(
                    Heading("Gallery", size="head"),
                    Spacer(),
                    Text(f"pressed {self.pressed}"),
                    Button("Close the gallery", c.pop, icon="close", bare=True, hotkey="ctrl+w"),
                    align="centre",
                ),
                Tabs(
                    [
                        ("controls", "Controls"),
                        ("words", "Words"),
                        ("charts", "Charts"),
                        ("cards", "Cards"),
                        ("table", "Table"),
                    ],
                    self.tab,
                    self._tab,
                    key="tabs",
                ),
                Scroll(getattr(self, self.tab)(c), key="page"),
                pad=16,
                gap=12,
            )
        )

    def _tab(self, value: str) -> None:
        self.tab = value

    def press(self) -> None:
        self.pressed += 1

    def controls(self, c: App) -> Node:
        return Column(
            Flow(
                Button("Plain", self.press, key="plain", tip="A [b]tip[/] [icon clock]"),
                Button("Main", self.press, kind="primary", hotkey="m", show_key=True),
                Button("Quiet", self.press, kind="quiet", hotkey="q"),
                Button("Danger", self.press, kind="danger", icon="at-risk"),
                Button("Seal the orders", self.press, kind="seal", icon="seal", size="lead"),
                Button("Dead", self.press, enabled=False),
                Button("Help", self.press, icon="help", bare=True),
                Button("With a note", self.press, note="and a [b]second[/] line", icon="book"),
            ),
            Flow(
                *(
                    RoleButton(r, r, self.press, note="seat")
                    for r in ("secretary", "number10", "monitor", "unions")
                )
            ),
            Grid(
                Panel(
                    Column(
                        Toggle("Reduced motion", self.on, lambda v: setattr(self, "on", v)),
                        Slider(
                            "Volume",
                            self.value,
                            lambda v: setattr(self, "value", v),
                            show=lambda v: f"{v:.0%}",
                        ),
                        Dropdown(
                            "Party",
                            [
                                ("con", "Conservative"),
                                ("lab", "Labour"),
                                ("ld", "Liberal Democrat"),
                            ],
                            self.choice,
                            lambda v: setattr(self, "choice", v),
                        ),
                        TextInput(
                            "Name",
                            self.typed,
                            lambda v: setattr(self, "typed", v),
                            hint="Type a name",
                            icon="search",
                        ),
                        gap=12,
                    )
                ),
                Panel(
                    Column(
                        Bar(0.62, colour="good", mark=0.5),
                        Pips(2.5, 8, colour="secretary"),
                        Row(Spark([5, 6, 4, 7, 9, 8]), Spark([3, 3, 3]), Spark([1])),
                        Flow(
                            Chip("at risk", fill="danger"), Chip("FT"), Chip("[icon lock] sealed")
                        ),
                        Row(*(RoleMark(r) for r in ("secretary", "number10", "monitor", "unions"))),
                        Row(Button("Open a dialog", self._open), Button("Ask", self._ask)),
                        gap=12,
                    ),
                    fill="paper",
                    accent="unions",
                ),
                min_column=280,
            ),
            gap=14,
        )

    def _open(self) -> None:
        self.app.open(
            lambda: Dialog(
                "A dialog",
                Rich("Some [b]words[/]. " * 30),
                Button("Fine", self.app.close, kind="primary"),
                on_close=self.app.close,
                icon="info",
            ),
            key="dialog",
        )

    def _ask(self) -> None:
        self.app.confirm("Sure?", "It [b]can't[/] be undone.", "Do it", self.press, "danger")

    def words(self, c: App) -> Node:
        return Column(
            Text("Display", size="display", weight="bold"),
            Heading("A heading of the size head", size="head"),
            Heading("A title"),
            Rich(
                "Body text with [b]bold[/], [i]italic[/], [good]▲ good[/], [bad]▼ bad[/], "
                "[warn]warning[/], an icon [icon hospital] and a term, [?waits]waits[/]. " * 3
            ),
            Text("Small print, and digits 0123456789 0123456789", size="small", colour="soft"),
            Panel(
                Rich(
                    "On paper: [secretary]Secretary[/] [number10]No 10[/] [monitor]Monitor[/] "
                    "[unions]Unions[/] [soft]soft[/] [good]good[/] [bad]bad[/] [warn]warn[/]"
                ),
                fill="paper",
            ),
            Rule(),
            Flow(*(Icon(n, size=26, label=n, tip=n) for n in sorted(icon_names())), gap=12),
            gap=10,
        )

    def charts(self, c: App) -> Node:
        lines = [
            ChartLine("Waits", ((0, 50), (1, 54), (2, 51), (3, 60)), "warn"),
            ChartLine("Quality", ((0, 60), (1, 58), (2, 59), (3, 61)), "good", dashed=True),
        ]
        return Grid(
            Panel(LineChart("Waits and quality", lines, x_name=lambda x: f"Q{x:.0f}")),
            Panel(
                Waterfall(
                    "Why it moved",
                    50.0,
                    [
                        BarPart("Pay settlement", 4.2, "unions"),
                        BarPart("Winter", -7.5),
                        BarPart("Drift", 1.0),
                    ],
                ),
                fill="paper",
            ),
            Panel(
                Bars(
                    "Scores",
                    [
                        ("Secretary", 61, "secretary"),
                        ("No 10", 44, "number10"),
                        ("Monitor", 72, "monitor"),
                        ("Unions", 38, "unions"),
                    ],
                    top=100,
                    mark={"Unions": 50},
                )
            ),
            Panel(Row(Dial("Waits", 63, "tense", colour="warn"), Dial("Morale", 41, "low"))),
            Panel(
                Column(
                    SeatBar(
                        "The House",
                        [
                            ("con", "Con", 306),
                            ("ld", "LD", 57),
                            ("oth", "Oth", 29),
                            ("lab", "Lab", 258),
                        ],
                    ),
                    Swingometer(
                        "Swing",
                        -2.4,
                        ("lab", "Lab"),
                        ("con", "Con"),
                        changes=[("ld", "LD", -15.1), ("ukip", "UKIP", 9.6)],
                    ),
                )
            ),
            min_column=360,
        )

    def cards(self, c: App) -> Node:
        return Grid(
            *(
                Card(
                    f"Card {i}",
                    Heading(f"Card {i}"),
                    Rich("Adds [b]+240[/] capacity to each acute trust in one region."),
                    Spacer(),
                    Row(Icon("clout"), Text("2"), Spacer(), Text("▲ Quality", colour="good")),
                    accent=("secretary", "number10", "monitor", "unions")[i % 4],
                    on_press=lambda i=i: setattr(self, "card", i),  # type: ignore[misc]
                    chosen=self.card == i,
                    barred=i == 2,
                    key=f"card{i}",
                )
                for i in range(9)
            ),
            min_column=200,
        )

    def table(self, c: App) -> Node:
        return Table(
            "Trusts",
            [
                Col("Trust", lambda r: r[0], lambda r: r[0], grow=1, rank=9),
                Col(
                    "Surplus, £m",
                    lambda r: f"[{'bad' if r[1] < 0 else 'good'}]{r[1]:+d}[/]",
                    lambda r: r[1],
                    align="right",
                    rank=7,
                ),
                Col("Rank", lambda r: str(r[2]), lambda r: r[2], align="right", rank=3),
            ],
            ROWS,
            row_key=lambda r: r[0],
            chosen=self.picked,
            on_choose=lambda r: setattr(self, "picked", r[0]),
            key="trusts",
            max_h=420,
        )


def page(driver: Driver) -> Gallery:
    screen = driver.app.screen
    assert isinstance(screen, Gallery)
    return screen


def state(driver: Driver, label: str, role: str = "") -> dict[str, object]:
    return driver.find(label, role).state
