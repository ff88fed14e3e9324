"""Commands of the lab that measure the game's balance: bands, levers, deals, agendas."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from game.cli import kept_runs

if TYPE_CHECKING:
    from pathlib import Path

    from game.cli.kept_runs import KeptRunAsked


def begun(asked: KeptRunAsked, kind: Any, **more: Any) -> Any:
    """Return what begins a run of a kind, as it was asked for, once told where to keep it."""
    where = asked.scenario, asked.games, asked.seed
    return lambda keep: kind(*where, keep, resume=asked.resume, **more)


@click.command()
@kept_runs.kept_run(100, 4)
def balance(asked: KeptRunAsked) -> None:
    """Measure the bands in which the game is meant to lie, each with its interval."""
    from game.lab.balance import Balance
    from game.telling.balance_report import page, report

    command = asked.command("balance", {})
    kept_runs.carry_out(asked, begun(asked, Balance), report, page, command)


@click.command()
@kept_runs.kept_run(40, 2)
@click.option("--lever", "levers", multiple=True, metavar="ID", help="Only this (again: these).")
@click.option("--tag", metavar="TAG", help="Only levers with this tag, such as price.")
def always(asked: KeptRunAsked, levers: tuple[str, ...], tag: str | None) -> None:
    """Press each lever whenever it may be pressed, and see what that is worth to its owner."""
    from game.lab.always_pressed import AlwaysPressed
    from game.telling.lever_reports import always_page, always_report

    command = asked.command("always", {"--lever": levers, "--tag": tag})

    def begin(keep: Path | None) -> AlwaysPressed:
        resume, seed = asked.resume, asked.seed
        return AlwaysPressed(
            asked.scenario, levers, asked.games, seed, keep, tag=tag, resume=resume
        )

    kept_runs.carry_out(asked, begin, always_report, always_page, command)


@click.command()
@kept_runs.kept_run(20, 2)
@click.option("--lever", "levers", multiple=True, metavar="ID", help="Only this (again: these).")
@click.option(
    "--level", default="persona", metavar="KIND", show_default=True, help="Whose use is counted."
)
def levers(asked: KeptRunAsked, levers: tuple[str, ...], level: str) -> None:
    """Take each lever away, press it once as soon as may be, and count how often it is used.

    What it is worth is counted in games of personas; how often a lever that may be ordered is
    ordered, in as many games of four players of --level.
    """
    from game.lab.lever_worth import LeverWorth
    from game.telling.lever_reports import levers_page, levers_report

    command = asked.command("levers", {"--lever": levers, "--level": level})
    begin = begun(asked, LeverWorth, levers=levers, level=level)
    kept_runs.carry_out(asked, begin, levers_report, levers_page, command)


@click.command()
@kept_runs.kept_run(60, 2)
def deals(asked: KeptRunAsked) -> None:
    """Find what deals are worth to both their sides, and to each office, against silent talks."""
    from game.lab.deal_runs import DealRuns
    from game.telling.deals_report import page, report

    command = asked.command("deals", {})
    kept_runs.carry_out(asked, begun(asked, DealRuns), report, page, command)


@click.command()
@kept_runs.kept_run(40, 4)
def agendas(asked: KeptRunAsked) -> None:
    """Find levels of agendas' steps from games that keep each, and what agendas add to scores."""
    from game.lab.agenda_levels import AgendaLevels
    from game.telling.agendas_report import page, report

    command = asked.command("agendas", {})
    kept_runs.carry_out(asked, begun(asked, AgendaLevels), report, page, command)


#: All of them.
COMMANDS = (balance, always, levers, deals, agendas)
