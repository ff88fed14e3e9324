"""Commands that run the model: many games, and experiments."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from game.cli import completion, kept_runs
from game.cli.chart_output import ChartFile, chart_option
from game.cli.output import Output, text_writer
from game.cli.shared import (
    SEEDS,
    ai_kinds,
    cluster_option,
    jobs_option,
    progress,
    scenario_option,
)
from game.cli.tables import Tables, csv_option
from game.errors import InputError

if TYPE_CHECKING:
    from game.lab.simulate import Simulation


@click.command()
@scenario_option
@click.option("--games", required=True, type=click.IntRange(1, 10_000_000), metavar="N")
@click.option(
    "--seats",
    shell_complete=completion.seats,
    default="all=persona",
    metavar="SEATS",
    show_default=True,
)
@click.option("--seed", default=1, type=SEEDS, metavar="N", show_default=True)
@click.option("--quarters", type=click.IntRange(1, 80), metavar="N", help="Stop after so many.")
@jobs_option
@cluster_option
@click.option("--json", "out", metavar="FILE|-", help="Write the whole result as JSON.")
@click.option("--resume", is_flag=True, help="Go on with a run to --json FILE that was stopped.")
@csv_option
@chart_option
def simulate(
    scenario: str,
    games: int,
    seats: str,
    seed: int,
    quarters: int | None,
    jobs: int,
    cluster: str | None,
    out: str | None,
    resume: bool,
    sheet: str | None,
    parquet: str | None,
    chart: str | None,
) -> None:
    """Run many games of AI players and measure every figure.

    With --json FILE the games that are finished are kept in FILE.part until all are. Ctrl-C stops
    it; the same command with --resume goes on from there. --csv has a row for each figure and
    quarter, --chart how the main figures went with their bands.
    """
    from game.lab.simulate import Simulation
    from game.scenario.loader import load

    kinds = ai_kinds(seats)
    tables = Tables(sheet, parquet)
    drawing = ChartFile(chart)
    output = None if out is None else Output(out)
    keep = kept_runs.checkpoint(output, resume=resume)
    with Simulation(scenario, kinds, games, seed, quarters, keep, resume=resume) as run:
        stopped = False
        try:
            with progress(games, "games") as advance:
                run.play(jobs, advance, cluster)
        except KeyboardInterrupt:
            stopped = True
        except InputError as fault:
            raise kept_runs.lost(fault, run.finished, games, keep) from None
        if not stopped or (keep is None and run.finished):
            if tables.asked or drawing.asked:
                from game.telling import lab_charts

                about, metrics = run.about(), run.metrics()
                tables.write(lab_charts.simulation_rows(about, metrics))
                drawing.write(
                    f"{run.finished:,} games of {scenario}",
                    lambda: lab_charts.simulation_charts(about, metrics, load(scenario).scenario),
                )
            if output is not None or not (sheet == "-" or chart == "-"):
                _told(run, output)
            run.close(written=True)
        if stopped:
            raise KeyboardInterrupt(kept_runs.stopped(run.finished, games, keep))


def _told(run: Simulation, output: Output | None) -> None:
    """Writes what a run came to, or prints it."""
    if output is None:
        from game.telling.lab_reports import simulation

        click.echo("\n".join(simulation(run.about(), run.results(), run.metrics())))
        return
    with output.open() as write:
        run.write(write)


@click.command()
@click.option("--list", "listing", is_flag=True, help="Everything that can be set, with its range.")
@click.option(
    "--scenario",
    shell_complete=completion.scenario_ids,
    metavar="ID",
    help="A scenario's id or folder.",
)
@click.option(
    "--set", "settings", multiple=True, metavar="KEY=VALUE", help="Replace something; see --list."
)
@click.option(
    "--order",
    "orders",
    multiple=True,
    metavar="ROLE:QUARTER:LEVER",
    help="A lever's full effect in a quarter.",
)
@click.option(
    "--quarters", type=click.IntRange(1, 100), metavar="N", help="How long; 80: 20 years."
)
@click.option("--draws", default=32, type=click.IntRange(1, 1_000_000), show_default=True)
@click.option("--seed", default=1, type=SEEDS, metavar="N", show_default=True)
@jobs_option
@cluster_option
@click.option("--json", "out", metavar="FILE|-", help="Write the whole result as JSON.")
@click.option("--resume", is_flag=True, help="Go on with a run to --json FILE that was stopped.")
@click.option("--csv", "sheet", metavar="FILE|-", help="Write the whole result as CSV.")
def experiment(
    listing: bool,
    scenario: str | None,
    settings: tuple[str, ...],
    orders: tuple[str, ...],
    quarters: int | None,
    draws: int,
    seed: int,
    jobs: int,
    cluster: str | None,
    out: str | None,
    resume: bool,
    sheet: str | None,
) -> None:
    """Run the market with something replaced, against itself, on the same luck.

    With --json FILE the draws that are finished are kept in FILE.part until all are. Ctrl-C stops
    it; the same command with --resume goes on from there.
    """
    if listing:
        from game.lab.overrides import entries
        from game.telling.lab_reports import listing as told

        click.echo("\n".join(told(entries(scenario))))
        return
    if scenario is None:
        raise InputError("Name a scenario with --scenario, or see what can be set with --list.")
    from game.lab.experiment import Experiment, table

    output = None if out is None else Output(out)
    write_sheet = text_writer(sheet)
    keep = kept_runs.checkpoint(output, resume=resume)
    with Experiment(scenario, settings, orders, quarters, draws, seed, keep, resume=resume) as run:
        try:
            with progress(run.steps, "quarters") as advance:
                run.play(jobs, advance, cluster)
        except KeyboardInterrupt:
            said = kept_runs.stopped(run.finished, draws, keep, "draws")
            raise KeyboardInterrupt(said) from None
        except InputError as fault:
            raise kept_runs.lost(fault, run.finished, draws, keep, "draws") from None
        result = run.result()
        if output is not None:
            output.write_json(result)
        if write_sheet is not None:
            write_sheet(table(result))
        run.close(written=True)
    if output is None and write_sheet is None:
        from game.telling.lab_reports import experiment as told_result

        click.echo("\n".join(told_result(result)))
