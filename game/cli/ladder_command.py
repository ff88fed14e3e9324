"""The command of the lab that holds levels of AI against each other."""

from __future__ import annotations

import click

from game.cli import kept_runs
from game.cli.output import Output, text_writer
from game.cli.shared import SEEDS, cluster_option, jobs_option, usual_scenario_option
from game.errors import InputError


@click.command()
@usual_scenario_option
@click.option("--games", default=4, type=click.IntRange(1, 100_000), show_default=True)
@click.option("--seed", default=1, type=SEEDS, metavar="N", show_default=True)
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
@jobs_option
@cluster_option
@click.option("--json", "out", metavar="FILE|-", help="Write the whole result as JSON.")
@click.option("--page", metavar="FILE", help="Write the rungs as a Markdown page.")
@click.option("--resume", is_flag=True, help="Go on with a run to --json FILE that was stopped.")
def ladder(
    scenario: str,
    games: int,
    seed: int,
    rungs: str | None,
    without: str | None,
    jobs: int,
    cluster: str | None,
    out: str | None,
    page: str | None,
    resume: bool,
) -> None:
    """Hold each level of AI against the one below it, a seat at a time, on the same seeds.

    --games are for each kind and seat. With --rungs naming one level and --without parts of it, the
    level is held against itself without each of them: beliefs, horizon, second-ply, deals, aims,
    rounds, style. With --json FILE the games that are finished are kept in
    FILE.part until all are; Ctrl-C stops it, and the same command with --resume goes on.
    """
    from game.lab.ablation import Ablation
    from game.lab.ladder import RUNGS, Ladder
    from game.telling.ladder_report import page as told_page
    from game.telling.ladder_report import report

    output = None if out is None else Output(out)
    written = None if page is None else text_writer(page)
    keep = kept_runs.checkpoint(output, resume=resume)
    kinds = RUNGS if rungs is None else [kind.strip() for kind in rungs.split(",")]
    run: Ladder
    if without is None:
        run = Ladder(scenario, games, seed, keep, rungs=kinds, resume=resume)
    else:
        if len(kinds) != 1:
            raise InputError("--without asks for one level in --rungs.")
        parts = [part.strip() for part in without.split(",")]
        run = Ablation(scenario, games, seed, keep, level=kinds[0], parts=parts, resume=resume)
    with run:
        result = kept_runs.result(run, keep, jobs, cluster)
        if output is not None:
            output.write_json(result)
        if written is not None:
            command = f"failure-regime lab ladder --scenario {scenario} --games {games}"
            command += "" if rungs is None else f" --rungs {','.join(kinds)}"
            command += "" if without is None else f" --without {','.join(parts)}"
            written(told_page(result, f"{command} --seed {seed} --page {page}"))
        if output is None and written is None:
            click.echo("\n".join(report(result)))
        run.close(written=True)
