"""The facilitator's guide: the script with the scenario's names, figures and minutes."""

from __future__ import annotations

from game.telling.formatting import clean
from game.workshop.press.facilitator_pack import about_rounds, facilitator_pack, script
from game.workshop.press.game_start import Opening
from game.workshop.press.paper import Stamp, html
from game.workshop.press.phrases import Wording, words


def as_html(opening: Opening, wording: Wording) -> str:
    """Return the guide as pages to print: what is in the kit for the facilitator."""
    stamp = Stamp.of(opening.voice.scenario, opening.seed)
    return html([facilitator_pack(opening, wording)], stamp, f"Guide – {stamp.scenario}")


def as_text(opening: Opening, wording: Wording) -> str:
    """Return the guide as plain text."""
    scenario = opening.voice.scenario
    kit = words()
    lines = [
        f"{scenario.title}: a workshop of {wording.plan.title.lower()}",
        clean(scenario.headline, 200),
        "",
        "BEFORE",
        *_listed(wording.all(kit.prepare)),
        "",
        "THE ROUNDS",
        *_listed(about_rounds(opening, wording)),
        "",
        "SCRIPT",
    ]
    for step in script(opening, wording):
        lines += ["", f"{step.begins}  {step.title} ({step.minutes})"]
        lines += [f"  “{line}”" for line in step.say]
        lines += [f"  - {line}" for line in step.do]
        if step.wall:
            lines.append(f"  On the wall: {step.wall}")
    lines += ["", "WHEN SOMETHING GOES WRONG"]
    lines += [f"  {remedy.when}: {remedy.do}" for remedy in kit.trouble]
    lines += ["", "REHEARSAL IN TEN MINUTES", *(f"  {x}" for x in wording.all(kit.rehearsal))]
    lines += ["", "NEUTRALITY", *(f"  {x}" for x in wording.all(kit.neutrality))]
    return "\n".join(lines) + "\n"


def _listed(lines: list[str]) -> list[str]:
    return [f"  {n}. {line}" for n, line in enumerate(lines, 1)]
