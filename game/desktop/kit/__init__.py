"""The widget kit: how to write a screen.

A screen is a class with ``build(c)`` that returns a tree of nodes. It is built anew when
something changed (``c.dirty()``; every callback of a widget does that by itself), so a
screen keeps its own few fields and never touches widgets. ``c`` is the ``App``::

    from game.desktop.kit import Button, Column, Heading, Panel, Rich, Row, Scroll, Spacer, Veil

    class Reveal(Screen):
        title = "Reveal"                                   # log and semantic tree

        def __init__(self, table): self.table, self.which = table, 0

        def build(self, c):
            c.hotkeys({"h": lambda: c.help("reveal")})     # keys with no button
            return Veil(Column(                            # Veil: the ground (table or paper)
                Row(Heading("The reveal"), Spacer(),
                    Button("Go on", self.next, kind="primary", hotkey="return", show_key=True)),
                Scroll(Column(*(self.card(x) for x in self.table.log), gap=10), grow=1),
                gap=12, pad=16))

        def card(self, x):
            return Panel(Rich(f"[b]No 10[/] — [?momentum]momentum[/] [good]▲ 4[/] [icon clock]"),
                         fill="paper", accent="number10", tip="Who countered it.", grow=1)

        def next(self): self.which += 1                    # dirty() follows by itself

        def tick(self, c): return False                    # True: draw again (animation, AI)

Layout: ``Row Level Column Grid Flow Layers Centre Panel Scroll Spacer Rule``. Along a line
every child gets its natural size; ``grow=1`` takes what is left, ``basis=0, grow=2`` takes
shares; what does not fit shrinks to its least size, so put long things in ``Scroll``.
Lengths are design units: gaps and pads scale with the window, ``min_w`` … ``max_h`` with
the letters too. Choose between layouts by ``c.ems`` and ``c.lines`` (the window in
letters), never by pixels. Words: ``Text`` (plain), ``Excerpt`` (what fits), ``Rich``
(markup, see ``kit.markup``; ``esc`` any data), ``Heading``, ``Note`` (small and soft),
``Icon``, ``RoleMark``. Controls: ``Button Toggle Slider Dropdown TextInput Tabs RoleButton
Card Table`` (the game itself is ``game.match.Match``). Meters: ``Bar Pips Spark Chip``;
charts in ``desktop.charts``.
Anything may have ``tip`` (markup), ``key`` (a name that state and focus follow), ``label``.
Colours are tokens, per tone: ink soft good bad warn link and the four roles; strong fills
are primary danger good warn seal, the roles and the parties.

Asking the app: ``c.push(screen) c.pop() c.replace(screen)``, ``c.open(build, key=…)`` for a
modal (usually a ``Dialog``) and ``c.close()``, ``c.confirm(title, body, yes, on_yes)`` before
what can't be undone, ``c.toast(markup, icon)``, ``c.help(term)``, ``c.sound(name)``,
``c.settings``, ``c.now``, ``c.wake(at)``. Catch ``InputError`` from the table and toast its
sentence. Nothing reads the mouse or the clock but through events and ``c.now``.

Own painting: subclass ``Node``, give ``_widths``, ``_heights``, ``_paint``; draw text with
``b.text`` so that the check for clipped and overlapping text sees it.
"""

from game.desktop.kit.buttons import Button, Pressable, RoleButton, Toggle
from game.desktop.kit.cards import Card
from game.desktop.kit.choices import Dropdown, Slider, Tabs
from game.desktop.kit.layout import Centre, Flow, Grid, Layers, Panel, Rule, Spacer
from game.desktop.kit.lines import Column, Level, Row
from game.desktop.kit.meters import Bar, Chip, Pips, Spark
from game.desktop.kit.node import Ctx, Node, Sem
from game.desktop.kit.paint import Brush
from game.desktop.kit.popups import Dialog, Veil, curtain
from game.desktop.kit.scroll import Scroll
from game.desktop.kit.table import Col, Table
from game.desktop.kit.text_input import TextInput
from game.desktop.kit.words import Excerpt, Heading, Icon, Note, Rich, RoleMark, Text, esc, plain

__all__ = [
    "Bar",
    "Brush",
    "Button",
    "Card",
    "Centre",
    "Chip",
    "Col",
    "Column",
    "Ctx",
    "Dialog",
    "Dropdown",
    "Excerpt",
    "Flow",
    "Grid",
    "Heading",
    "Icon",
    "Layers",
    "Level",
    "Node",
    "Note",
    "Panel",
    "Pips",
    "Pressable",
    "Rich",
    "RoleButton",
    "RoleMark",
    "Row",
    "Rule",
    "Scroll",
    "Sem",
    "Slider",
    "Spacer",
    "Spark",
    "Table",
    "Tabs",
    "Text",
    "TextInput",
    "Toggle",
    "Veil",
    "curtain",
    "esc",
    "plain",
]
