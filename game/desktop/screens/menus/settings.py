"""Settings: text, contrast, motion, sound, window."""

from __future__ import annotations

from functools import partial

from game.desktop.kit.buttons import Button, Toggle
from game.desktop.kit.choices import Slider
from game.desktop.kit.layout import Grid, Panel
from game.desktop.kit.lines import Column, Row
from game.desktop.kit.node import Node
from game.desktop.kit.scroll import Scroll
from game.desktop.kit.words import Heading, Note, Rich, Text
from game.desktop.screens.console.pin_screen import ask_to_forget
from game.desktop.screens.parts.page import menu_page
from game.desktop.screens.screen import Screen, ScreenContext

#: Keys that work everywhere, for the list.
KEYS = (
    ("Tab · Shift+Tab", "next and previous control"),
    ("Arrows", "to the control that lies that way; within lists, tables and the map"),
    ("Enter · Space", "press what has the ring"),
    ("Esc", "close, back"),
    ("Ctrl + · Ctrl −", "larger and smaller text"),
    ("Ctrl M", "sound off and on"),
    ("F1", "help and glossary"),
    ("F11", "full screen"),
)


class SettingsScreen(Screen):
    """Every setting works at once and is kept."""

    title = "Settings"

    def build(self, c: ScreenContext) -> Node:
        """Build three boards."""
        s = c.settings
        seeing = Column(
            Heading("Seeing"),
            Slider(
                "Text size",
                s.text_scale,
                lambda v: c.change(s.with_(text_scale=v)),
                low=0.9,
                high=2.0,
                step=0.1,
                show=lambda v: f"{v:.0%}",
                key="text-scale",
            ),
            Toggle("High contrast", s.contrast, lambda v: c.change(s.with_(contrast=v))),
            Toggle(
                "Motion",
                s.motion,
                lambda v: c.change(s.with_(motion=v)),
                tip="Short movements that show what changed. Off: everything stands still.",
            ),
            Toggle("Full screen", s.fullscreen, c.set_fullscreen, hotkey="f11"),
            Toggle(
                "Compatible drawing",
                s.compatible,
                lambda v: c.change(s.with_(compatible=v)),
                tip="Software frame buffer, for remote and virtual displays. "
                "Takes effect at the next start.",
            ),
            Rich("[b]Sample:[/] 35 trusts at risk [bad]▲ 3[/] · waits [good]▼ 1.4[/]", size="body"),
            gap=12,
        )
        hearing = Column(
            Heading("Hearing and help"),
            Toggle("Sounds", s.sound, lambda v: c.change(s.with_(sound=v)), hotkey="ctrl+m"),
            Slider(
                "Volume",
                s.volume,
                lambda v: c.change(s.with_(volume=v)),
                show=lambda v: f"{v:.0%}",
                enabled=s.sound,
            ),
            Toggle(
                "Ambience",
                s.ambience,
                lambda v: c.change(s.with_(ambience=v)),
                enabled=s.sound,
                tip="The quiet sound of an office's room, and its few notes.",
            ),
            Toggle(
                "Screen reader",
                s.reader,
                lambda v: c.change(s.with_(reader=v)),
                tip="Tells the system's reader what is on the screen. Needs the extra "
                "failure-regime[[speech]; takes effect at the next start.",
            ),
            Toggle(
                "Coach",
                s.coach,
                lambda v: c.change(s.with_(coach=v)),
                tip="Suggested first levers, and the price of breaking a deal before you do.",
            ),
            Toggle(
                "Advice on drafts",
                s.advice,
                lambda v: c.change(s.with_(advice=v)),
                tip="A button on the order sheet that asks the coach what your draft may bring.",
                key="advice",
            ),
            Button(
                "Forget the PIN of the console",
                partial(ask_to_forget, c),
                icon="unlock",
                kind="quiet",
                key="forget-pin",
            )
            if s.console_pin
            else None,
            gap=12,
        )
        keys = Column(
            Heading("Keys"),
            *(
                Row(
                    Text(k, weight="semibold", size="small", min_w=130, max_w=130),
                    Note(v, grow=1),
                    gap=10,
                )
                for k, v in KEYS
            ),
            gap=6,
        )
        return menu_page(
            c,
            "Settings",
            Scroll(
                Grid(Panel(seeing), Panel(hearing), Panel(keys), min_column=330, gap=14),
                key="settings",
            ),
            gap=16,
        )
