"""The report's page of hospitals: what happened to each, on the map and in lines."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Final

from game.desktop import map as maps
from game.desktop.kit.layout import Panel
from game.desktop.kit.lines import Column, Row
from game.desktop.kit.node import Node
from game.desktop.kit.scroll import Scroll
from game.desktop.kit.words import Icon, Note, Text, esc
from game.desktop.match_session import Session
from game.desktop.screens.boards import geometry
from game.desktop.screens.boards import tokens as all_tokens
from game.desktop.screens.screen import ScreenContext
from game.rules.state.facts import TrustChanged
from game.telling.formatting import plural
from game.telling.log import tell
from game.world.figure_names import REGIONS

_BAD: Final = ("at_risk", "named", "administration", "closed", "downgraded", "taken_over")


def changes(s: Session) -> list[TrustChanged]:
    """Return what happened to trusts this quarter, as the reader may know."""
    quarter = s.view.quarter
    return [f for f in s.heard() if isinstance(f, TrustChanged) and f.quarter == quarter]


def hospitals_page(
    c: ScreenContext, s: Session, chosen: str, choose: Callable[[str], object]
) -> Node:
    """Return the map with the trusts that changed, and what happened to each."""
    found = changes(s)
    trusts, g = s.view.trusts, geometry(s)
    bad = {f.trust for f in found if f.change in _BAD}
    changed = [
        maps.Token(
            trusts.id[i],
            trusts.name[i],
            int(trusts.seat[i]),
            "diamond" if i in bad else "circle",
            "danger" if i in bad else "good",
            strong=True,
            ringed=bool(trusts.marginal[i]),
            tip="\n".join(esc(tell(s.voice, f)) for f in found if f.trust == i),
        )
        for i in dict.fromkeys(f.trust for f in found)
    ]
    known = {t.id for t in changed}
    still = [replace(t, strong=False) for t in all_tokens(s) if t.id not in known]
    tokens = [*changed, *still]
    england = [i for i in range(len(g.x)) if int(g.region[i]) < len(REGIONS)]
    picture = maps.HexMap(
        "Hospitals that changed",
        g,
        maps.region_paints(c.theme, g),
        shown=england,
        tokens=tokens,
        chosen=chosen,
        on_choose=choose,
        labels=c.ems > 80,
        key="changed-map",
        grow=1,
        basis=0,
        min_h=240,
    )
    rows: list[Node] = [
        Row(
            Icon(
                "at-risk" if f.change in _BAD else "check",
                size=17,
                colour="bad" if f.change in _BAD else "good",
            ),
            Text(
                tell(s.voice, f),
                grow=1,
                weight="semibold" if trusts.id[f.trust] == chosen else "regular",
                size="small",
            ),
            gap=9,
            align="start",
        )
        for f in sorted(found, key=lambda f: (f.change not in _BAD, f.change))
    ]
    if not rows:
        rows = [
            Text("No hospital was listed, rescued, closed or taken over.", weight="semibold"),
            *_failing(s),
        ]
    listed = Column(
        *rows,
        Note(
            "Large tokens changed: a red diamond is worse off, a green circle better; a gold ring "
            "is a government marginal."
        )
        if found
        else None,
        gap=7,
    )
    if c.ems > 66:
        return Row(
            Panel(picture, share=1, pad=8),
            Panel(Scroll(listed, key="changed"), share=1),
            gap=10,
            grow=1,
        )
    return Column(Panel(listed), Panel(picture, min_h=300), gap=10)


def _failing(s: Session) -> list[Node]:
    """Return the failing list as it stands, for a quarter in which nothing changed."""
    t = s.view.trusts
    rows = [i for i in range(len(t.id)) if t.listed[i] and t.status[i] < 3]
    if not rows:
        return []
    rows.sort(key=lambda i: (int(t.region[i]), t.name[i]))
    return [
        Note(f"{plural(len(rows), 'hospital')} on the failing list"),
        *(
            Row(
                Icon("at-risk", size=15, colour="bad"),
                Text(t.name[i], size="small", grow=1),
                Note(maps.REGION_NAMES[REGIONS[int(t.region[i])]]),
            )
            for i in rows
        ),
    ]
