"""Commands that play a game, follow one, or read one again."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from game.cli import completion
from game.cli.shared import SEEDS, file_path, folder_path, output_stream
from game.cli.tables import Tables, csv_option
from game.errors import InputError

if TYPE_CHECKING:
    from game.workshop.plan import Plan


@click.command()
@click.option(
    "--scenario",
    shell_complete=completion.scenario_ids,
    metavar="ID",
    help="A scenario's id, or a folder of your own.",
)
@click.option(
    "--seats",
    shell_complete=completion.seats,
    metavar="SEATS",
    help="Who plays, such as unions=human,number10=militant,monitor=hard. AI levels: learner, "
    "standard, hard, expert, also in a style (hard:militant). Seats not named: AI; the Secretary's "
    "is yours if no person is named.",
)
@click.option("--seed", type=SEEDS, metavar="N", help="The game's luck. The same seed, the same.")
@click.option(
    "--journal",
    type=file_path,
    metavar="FILE",
    help="Keep the game here; go on if it exists. All secrets are in it, for your account alone.",
)
@click.option(
    "--kit",
    type=folder_path,
    metavar="DIR",
    help="The game of a printed kit: its scenario, luck and plan. Another game is refused.",
)
@click.option("--text", is_flag=True, help="Play in this terminal instead of on the desktop.")
def play(
    scenario: str | None,
    seats: str | None,
    seed: int | None,
    journal: Path | None,
    kit: Path | None,
    text: bool,
) -> int:
    """Play a game, alone or at one computer with others."""
    plan = None
    if kit is not None:
        from game.workshop.kit_stamp import agreed, kit_stamp

        stamp = kit_stamp(kit)
        scenario, seed = agreed(stamp, scenario, seed, journal)
        plan = stamp.plan
    if not text:
        return desktop(scenario, seats, seed, journal, plan)
    from game.cli.crash_report import log_kept
    from game.match.setup import open_match
    from game.terminal.play import play as play_in_text

    writer = output_stream()
    with log_kept("play --text"):
        # whoever types at a terminal wants the game kept; a script says so with --journal
        match = open_match(scenario, seats, seed, journal, keep=sys.stdin.isatty())
        with match:
            return play_in_text(match, sys.stdin, writer, screen=writer.isatty())


def desktop(
    scenario: str | None,
    seats: str | None,
    seed: int | None,
    journal: Path | None,
    plan: Plan | None = None,
) -> int:
    """Open the window; None leaves a choice to the person. Returns the exit code.

    ``plan`` is what the facilitator's console begins with.
    """
    from game.cli.crash_report import log_kept
    from game.desktop.app import startup

    with log_kept("desktop"):
        settings = startup.prepare()
        from game.desktop.app import window  # loads pygame, which reads the environment

        return window.run(settings, scenario, seats, seed, journal, plan)


@click.command()
@click.argument("journal", type=file_path)
@click.option("--verify", is_flag=True, help="Play it again and compare every quarter.")
@click.option(
    "--scenario",
    shell_complete=completion.scenario_ids,
    metavar="ID",
    help="Where its scenario is, if that has moved.",
)
@click.option(
    "--who",
    default="spectator",
    type=click.Choice(["spectator", "secretary", "number10", "monitor", "unions", "all"]),
    show_default=True,
    help="Whose knowledge the transcript shows.",
)
@click.option("--figures", is_flag=True, help="Begin every quarter with its figures as read then.")
@click.option("--why", is_flag=True, help="Follow each AI's command by its best choices and why.")
@csv_option
def replay(
    journal: Path,
    verify: bool,
    scenario: str | None,
    who: str,
    figures: bool,
    why: bool,
    sheet: str | None,
    parquet: str | None,
) -> int:
    """Read a kept game as a transcript, or check that it comes out the same.

    With --csv or --parquet its figures are written, a row for each turn, as --who knew them.
    """
    tables = Tables(sheet, parquet)
    if tables.asked:
        from game.telling.game_figures import figure_rows

        tables.write(figure_rows(journal, who, scenario=scenario))
        return 0
    if verify:
        from game.journal.verification import verify as check

        verdict = check(journal, scenario=scenario)
        if verdict.difference:
            raise InputError(f"{journal.name} does not replay: {verdict.difference}")
        click.echo(
            f"{journal.name} replays exactly: {verdict.commands} commands, {verdict.turns} kept "
            f"turns, digest {verdict.digest[:16]}."
        )
        return 0
    from game.telling.transcript import transcript

    for line in transcript(journal, who, scenario=scenario, figures=figures, why=why):
        click.echo(line)
    return 0


@click.command()
@click.argument("journal", type=file_path)
@click.option("--text", is_flag=True, help="Follow in this terminal instead of in a window.")
@click.option("--once", is_flag=True, help="Print what there is, in text, and stop.")
@click.option(
    "--scenario",
    shell_complete=completion.scenario_ids,
    metavar="ID",
    help="Where its scenario is, if that has moved.",
)
@click.option(
    "--interval",
    default=0.5,
    type=click.FloatRange(0.05, 60),
    metavar="SECONDS",
    help="How often the text looks at the file.",
)
def watch(journal: Path, text: bool, once: bool, scenario: str | None, interval: float) -> int:
    """Show a game's public side on a wall while it is played elsewhere.

    Reads only the public file that the game writes beside its journal.
    """
    from game.journal.public_file import check_public, public_path

    public = journal if journal.name.endswith(".public.jsonl") else public_path(journal)
    check_public(public)
    if text or once:
        from game.terminal.watch import watch as follow

        return follow(journal, output_stream(), once=once, interval=interval, scenario=scenario)
    from game.cli.crash_report import log_kept
    from game.desktop.app import startup
    from game.scenario import loader

    pack = loader.load(scenario) if scenario is not None else None
    with log_kept("watch"):
        settings = startup.prepare(startup.NO_DISPLAY_FOR_THE_WALL)
        from game.desktop.app import wall_window

        return wall_window.run(settings, public, pack)
