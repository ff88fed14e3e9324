"""The printed kit: a whole game on paper, from the same scenario as the screen."""

from __future__ import annotations

import secrets
import shutil
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, Final

from game.errors import InputError
from game.files import cut, reason, replace, there_is
from game.scenario.schema.base import ROLES
from game.telling.formatting import clean
from game.workshop.kit_stamp import STAMP_FILE, KitStamp
from game.workshop.plan import fit
from game.workshop.press.facilitator_pack import (
    closing_pack,
    facilitator_pack,
    script,
    spare_pack,
)
from game.workshop.press.game_start import Opening
from game.workshop.press.office_pack import office_pack
from game.workshop.press.paper import Document, PaperSheet, Stamp, html, printed
from game.workshop.press.phrases import Wording
from game.workshop.press.table_pack import table_pack

#: The file that holds everything, and the slides.
WHOLE: Final = "kit.html"
SLIDES: Final = "slides.html"
#: What is in each part, for the cover; an office's pack under "office".
_HOLDS: Final = {
    "facilitator": "Preparation, script, inject cards, answers, remedies, rehearsal, neutrality",
    "table": "Rules, cases, stakes, glossary, causal map, timeline board, events, hospitals, seats",
    "office": "Brief, two sealed agendas, strategy, cards, order sheets, deals, predictions",
    "spare": "Press-and-patients desk, observer's sheet",
    "end": "Commitment cards",
}


def documents(opening: Opening, wording: Wording) -> list[Document]:
    """Return all parts of the kit, its cover first."""
    rounds = fit(wording.plan, opening.public.first, opening.public.last).played
    parts = [
        facilitator_pack(opening, wording),
        table_pack(opening, wording, rounds),
        *(office_pack(opening, wording, role, rounds) for role in ROLES),
        spare_pack(opening, wording, rounds),
        closing_pack(opening),
    ]
    return [_cover(opening, wording, parts), *parts]


def _cover(opening: Opening, wording: Wording, parts: Sequence[Document]) -> Document:
    scenario, view = opening.voice.scenario, opening.public
    rows = [
        {
            "title": part.title,
            "copies": part.copies,
            "pages": len(part.sheets),
            "holds": _HOLDS.get(part.name, _HOLDS["office"]),
        }
        for part in parts
    ]
    shows = {
        "headline": clean(scenario.headline, 200),
        "span": f"{opening.voice.quarter(view.first)} to {opening.voice.quarter(view.last)}",
        "plan": wording.plan.title,
        "seed": opening.seed,
        "parts": rows,
    }
    return Document("cover", "Cover", "one", (PaperSheet("cover", scenario.title, shows),))


def slides(opening: Opening, wording: Wording) -> str:
    """Return the opening slides as one HTML file."""
    scenario, voice = opening.voice.scenario, opening.voice
    steps = [(step.begins, step.title) for step in script(opening, wording)]
    offices = [
        (voice.title_of(role), wording.office(role)["holds"], wording.office(role)["fears"])
        for role in ROLES
    ]
    shown: list[Mapping[str, Any]] = [
        {"title": scenario.title, "lines": (clean(scenario.headline, 200),), "rows": ()},
        {"title": "Today", "lines": (), "rows": steps},
        {"title": "Four offices", "lines": (), "rows": [(o, holds) for o, holds, _ in offices]},
        {"title": "What each of them fears", "lines": (), "rows": [(o, f) for o, _, f in offices]},
        {
            "title": "The model is arguable",
            "lines": (
                "Every figure says where it comes from, and why it moved.",
                "Keep your objections: at the end we change one, and play your game again.",
            ),
            "rows": (),
        },
        {
            "title": "A round",
            "lines": wording.step("rounds").say,
            "rows": (),
        },
        {"title": "Our question for today", "lines": ("…",), "rows": ()},
    ]
    return printed("kit/slides.html", title=scenario.title, slides=shown)


def files(opening: Opening, wording: Wording) -> dict[str, str]:
    """Return the kit's files by name: everything, each part alone, and the slides."""
    stamp = Stamp.of(opening.voice.scenario, opening.seed)
    parts = documents(opening, wording)
    title = f"{opening.voice.scenario.title}: the kit"
    found = {WHOLE: html(parts, stamp, title)}
    for part in parts[1:]:
        found[f"{part.name}.html"] = html([part], stamp, f"{part.title} – {stamp.scenario}")
    found[SLIDES] = slides(opening, wording)
    return found


def stamp(opening: Opening, wording: Wording) -> dict[str, str]:
    """Return the file, by its name, that says what the kit is of."""
    own = KitStamp.of(opening.pack.scenario, wording.source, opening.seed, wording.plan)
    return {STAMP_FILE: own.text}


def try_folder(out: Path) -> None:
    """Raise InputError if ``write_folder`` would, as far as that can be known; nothing is left."""
    try:
        if there_is(out, "written") and (not out.is_dir() or any(out.iterdir())):
            raise InputError(
                f"{cut(out)} can't be written: it is there already; name a new folder for the kit."
            )
        scratch = _beside(out)
        scratch.mkdir()
        scratch.rmdir()
    except OSError as fault:
        raise InputError(f"{cut(out)} can't be written: {reason(fault)}.") from None


def _beside(out: Path) -> Path:
    """Where files wait until all are written."""
    return out.with_name(f".{out.name[:32]}.{secrets.token_hex(4)}.new")


def write_folder(out: Path, texts: Mapping[str, str]) -> None:
    """Write files into a new folder: all of them, or none.

    Raises InputError if there is something already, or it can't be written.
    """
    try_folder(out)
    scratch = _beside(out)
    try:
        scratch.mkdir()
        for name, text in texts.items():
            replace(scratch / name, text)
        if out.is_dir():
            out.rmdir()
        scratch.rename(out)
    except OSError as fault:
        raise InputError(f"{cut(out)} can't be written: {reason(fault)}.") from None
    finally:
        shutil.rmtree(scratch, ignore_errors=True)
