"""Commands of a facilitator: what is printed and read before a workshop."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from game.cli.shared import SEEDS, folder_path, output_stream, usual_scenario_option
from game.errors import InputError

if TYPE_CHECKING:
    from game.workshop.press.game_start import Opening
    from game.workshop.press.phrases import Wording

_plan = click.option(
    "--plan", metavar="PLAN", help="60, 90, 120 or 180 minutes, or a YAML file. Usually 90."
)
_seed = click.option(
    "--seed",
    type=SEEDS,
    default=1,
    show_default=True,
    metavar="N",
    help="The luck of the game that will be played: it deals the agendas and the first cases.",
)


@click.command()
@usual_scenario_option
@_plan
@_seed
@click.option("--out", required=True, metavar="DIR", help="A new folder for the kit.")
def kit(scenario: str, plan: str | None, seed: int, out: str) -> None:
    """Print a whole game on paper: briefs, cards, sheets, cases, script.

    A4 HTML with cut marks, fit for black and white; a PDF beside it where a Chromium is present.
    """
    from game.workshop.press import kit as press
    from game.workshop.press import pdf

    folder = folder_path(out)
    press.try_folder(folder)
    opening, wording = _made(scenario, plan, seed)
    texts = press.files(opening, wording) | press.stamp(opening, wording)
    press.write_folder(folder, texts)
    said = pdf.print_pdf(folder / press.WHOLE, folder / "kit.pdf")
    said = said or "kit.pdf is the same, to be printed."
    click.echo(f"The kit is in {folder}: begin with {press.WHOLE}. {said}")


@click.command()
@usual_scenario_option
@_plan
@_seed
@click.option("--out", metavar="FILE", help="HTML to print, to a file or - instead of plain text.")
def guide(scenario: str, plan: str | None, seed: int, out: str | None) -> None:
    """Say how a workshop is prepared and run, with this scenario's names and minutes."""
    from game.cli.output import Output
    from game.workshop.press import guide as press

    output = Output(out) if out is not None else None
    opening, wording = _made(scenario, plan, seed)
    if output is None:
        click.echo(press.as_text(opening, wording), nl=False)
    else:
        output.write(press.as_html(opening, wording))


@click.command()
@click.argument("folder", type=folder_path, metavar="DIR")
@click.option("--hold", metavar="QUARTER", help="Have all tables wait before it, such as 2014Q3.")
@click.option("--release", is_flag=True, help="Let the tables go on.")
@click.option("--text", is_flag=True, help="In the terminal instead of a window.")
@click.option("--once", is_flag=True, help="Print how they stand, and stop.")
@click.option(
    "--interval",
    default=1.0,
    type=click.FloatRange(0.05, 60),
    metavar="SECONDS",
    show_default=True,
    help="How often the text looks at the folder.",
)
def pulse(
    folder: Path, hold: str | None, release: bool, text: bool, once: bool, interval: float
) -> int:
    """See how every table of a folder stands: quarter, whom it waits for, minutes behind.

    The tables keep their journals in the folder; only their public files are read.
    """
    from game.workshop import tables

    if hold is not None and release:
        raise InputError("Either --hold or --release: the tables can't wait and go on.")
    tables.Pulse(folder)  # that there is such a folder
    if hold is not None or release:
        tables.hold(folder, hold)
    if text or once:
        from game.terminal.pulse import pulse as follow

        return follow(folder, output_stream(), once=once, interval=interval)
    from game.cli.crash_report import log_kept
    from game.desktop.app import startup

    with log_kept("pulse"):
        settings = startup.prepare(startup.NO_DISPLAY_FOR_THE_PULSE)
        from game.desktop.app import pulse_window

        return pulse_window.run(settings, folder)


def _made(scenario: str, plan: str | None, seed: int) -> tuple[Opening, Wording]:
    """Return the scenario at its start, and the words for it. Raises InputError."""
    from game.scenario import loader
    from game.workshop.plan import plan_of
    from game.workshop.press.game_start import Opening
    from game.workshop.press.phrases import Wording

    kept = plan_of(plan)
    opening = Opening.of(loader.load(scenario), seed)
    return opening, Wording(opening.voice, kept, seed, scenario)
