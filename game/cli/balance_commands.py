"""Commands of the lab that measure the game's balance: bands, levers, deals, agendas."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

import click

from game.cli import kept_runs

if TYPE_CHECKING:
    from game.cli.kept_runs import KeptRunOptions
    from game.lab.lever_worth import Measured


@click.command()
@kept_runs.kept_run(100, 4)
def balance(options: KeptRunOptions) -> None:
    """Measure the bands in which the game is meant to lie, each with its interval."""
    from game.lab.balance import Balance
    from game.telling.balance_report import page, report

    command = options.command("balance", {})
    kept_runs.carry_out(options, Balance, report, page, command)


@click.command()
@kept_runs.kept_run(40, 2)
@click.option("--lever", "levers", multiple=True, metavar="ID", help="Only this (again: these).")
@click.option("--tag", metavar="TAG", help="Only levers with this tag, such as price.")
def always(options: KeptRunOptions, levers: tuple[str, ...], tag: str | None) -> None:
    """Press each lever whenever it may be pressed, and see what that is worth to its owner."""
    from game.lab.always_pressed import AlwaysPressed
    from game.telling.lever_reports import always_page, always_report

    command = options.command("always", {"--lever": levers, "--tag": tag})
    begin = partial(AlwaysPressed, levers=levers, tag=tag)
    kept_runs.carry_out(options, begin, always_report, always_page, command)


@click.command()
@kept_runs.kept_run(20, 2)
@click.option("--lever", "levers", multiple=True, metavar="ID", help="Only this (again: these).")
@click.option(
    "--level", default="persona", metavar="KIND", show_default=True, help="Whose use is counted."
)
@click.option("--only", type=click.Choice(["worth", "use"]), help="Measure this alone; else both.")
@click.option(
    "--use-games",
    type=click.IntRange(2, 100_000),
    help="Games of --level, if other than --games.",
)
def levers(
    options: KeptRunOptions,
    levers: tuple[str, ...],
    level: str,
    only: Measured | None,
    use_games: int | None,
) -> None:
    """Take each lever away, press it once as soon as may be, and count how often it is used.

    What it is worth is counted in games of personas; how often a lever that may be ordered is
    ordered, in as many games of four players of --level.
    """
    from game.lab.lever_worth import LeverWorth
    from game.telling.lever_reports import levers_page, levers_report

    more = {"--lever": levers, "--level": level, "--only": only}
    more["--use-games"] = None if use_games is None else str(use_games)
    command = options.command("levers", more)
    begin = partial(LeverWorth, levers=levers, level=level, only=only, use_games=use_games)
    kept_runs.carry_out(options, begin, levers_report, levers_page, command)


@click.command()
@kept_runs.kept_run(60, 2)
def deals(options: KeptRunOptions) -> None:
    """Find what deals are worth to both their sides, and to each office, against silent talks."""
    from game.lab.deal_runs import DealRuns
    from game.telling.deals_report import page, report

    command = options.command("deals", {})
    kept_runs.carry_out(options, DealRuns, report, page, command)


@click.command()
@kept_runs.kept_run(40, 4)
def agendas(options: KeptRunOptions) -> None:
    """Find levels of agendas' steps from games that keep each, and what agendas add to scores."""
    from game.lab.agenda_levels import AgendaLevels
    from game.telling.agendas_report import page, report

    command = options.command("agendas", {})
    kept_runs.carry_out(options, AgendaLevels, report, page, command)


#: All of them.
COMMANDS = (balance, always, levers, deals, agendas)
