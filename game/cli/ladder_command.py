"""The command of the lab that holds levels of AI against each other."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from game.cli import kept_runs
from game.errors import InputError

if TYPE_CHECKING:
    from game.lab.kept_run import RunAsked
    from game.lab.ladder import Ladder


@click.command()
@kept_runs.kept_run(4)
@click.option(
    "--rungs",
    metavar="KINDS",
    help="Kinds of AI from the bottom up, such as persona,standard,standard:militant.",
)
@click.option(
    "--without",
    metavar="PARTS",
    help="Parts that the one rung is to be played without too, such as beliefs,second-ply.",
)
def ladder(options: kept_runs.KeptRunOptions, rungs: str | None, without: str | None) -> None:
    """Hold each level of AI against the one below it, a seat at a time, on the same seeds.

    --games are for each kind and seat. With --rungs naming one level and --without parts of it, the
    level is held against itself without each of them: beliefs, horizon, second-ply, deals, aims,
    rounds, style.
    """
    from game.lab.ablation import Ablation
    from game.lab.ladder import RUNGS, Ladder
    from game.telling.ladder_report import page, report

    kinds = RUNGS if rungs is None else [kind.strip() for kind in rungs.split(",")]
    parts = None if without is None else [part.strip() for part in without.split(",")]
    if parts is not None and len(kinds) != 1:
        raise InputError("--without asks for one level in --rungs.")

    def begin(asked: RunAsked) -> Ladder:
        return Ladder(asked, kinds) if parts is None else Ablation(asked, kinds[0], parts)

    command = options.command("ladder", {"--rungs": rungs, "--without": without})
    kept_runs.carry_out(options, begin, report, page, command)
