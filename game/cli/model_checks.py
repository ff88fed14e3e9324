"""Commands of the lab that run the model alone: history, facts, parameters, causes, the guide."""

from __future__ import annotations

import click

from game.cli import completion, kept_runs
from game.cli.chart_output import ChartFile, chart_option
from game.cli.output import json_writer, text_writer
from game.cli.shared import SEEDS, cluster_option, jobs_option, progress, whole_number
from game.cli.tables import Tables, csv_option


@click.command()
@click.option("--draws", default=16, type=click.IntRange(2, 100_000), show_default=True)
@click.option("--seed", default=1, type=SEEDS, metavar="N", show_default=True)
@click.option("--json", "out", metavar="FILE|-", help="Write the table as JSON.")
@click.option("--chart", metavar="FILE|-", help="Write a picture (SVG) against what was published.")
def history(draws: int, seed: int, out: str | None, chart: str | None) -> None:
    """Run 2009/10 to 2017/18 with actual budgets, prices and decisions, and nobody playing."""
    from game.lab import historical_run

    write, draw = json_writer(out), text_writer(chart)
    with progress(draws * historical_run.quarters(), "quarters") as advance:
        found = historical_run.compare_series(historical_run.run(draws, seed, advance))
    result = historical_run.as_json(found, draws, seed)
    if draw is not None:
        draw(historical_run.chart(found))
    if write is not None:
        write(result)
    if write is None and chart != "-":
        from game.telling.lab_reports import history as told

        click.echo("\n".join(told(result)))


@click.command()
@click.option("--draws", default=64, type=click.IntRange(2, 100_000), show_default=True)
@click.option("--seed", default=1, type=SEEDS, metavar="N", show_default=True)
@click.option("--only", metavar="N,…", help="Only these targets.")
@jobs_option
@cluster_option
@click.option("--json", "out", metavar="FILE|-", help="Write the table as JSON.")
@click.option("--page", metavar="FILE|-", help="Write the table as Markdown.")
@csv_option
@chart_option
def fidelity(
    draws: int,
    seed: int,
    only: str | None,
    jobs: int,
    cluster: str | None,
    out: str | None,
    page: str | None,
    sheet: str | None,
    parquet: str | None,
    chart: str | None,
) -> None:
    """Measure every published fact that the model must reproduce: pass or miss.

    Without --only, published facts that are no target are measured too, and told whether they
    agree: those that nothing has touched lead. Ctrl-C tells what is measured.
    """
    from game.lab.fidelity import held_out, published_targets
    from game.telling import fidelity_report, lab_charts

    numbers = [whole_number(text, "--only") for text in only.split(",")] if only else []
    write, write_page = json_writer(out), text_writer(page)
    tables, drawing = Tables(sheet, parquet), ChartFile(chart)
    measured = published_targets.run(draws, seed, numbers, jobs, cluster)
    made = kept_runs.until_stopped(measured, published_targets.count(numbers), "targets")
    facts = []
    if not numbers and not made.stopped:
        facts = held_out.measure(draws, seed)
    found = published_targets.as_json(made.results, draws, seed, facts)
    if made.stopped:
        if made.results:
            click.echo("\n".join(fidelity_report.fidelity(found)))
        made.end()
    tables.write(lab_charts.fidelity_rows(found))
    drawing.write("What the model reproduces", lambda: lab_charts.fidelity_charts(found))
    if write is not None:
        write(found)
    if write_page is not None:
        write_page(fidelity_report.fidelity_page(found, published_targets.COMMAND))
    if write is None and write_page is None and "-" not in (sheet, chart):
        click.echo("\n".join(fidelity_report.fidelity(found)))


@click.command()
@click.argument("parameters", nargs=-1, metavar="[PARAMETER]…")
@click.option("--draws", default=8, type=click.IntRange(2, 10_000), show_default=True)
@click.option("--seed", default=1, type=SEEDS, metavar="N", show_default=True)
@jobs_option
@cluster_option
@click.option("--json", "out", metavar="FILE|-", help="Write the table as JSON.")
@click.option("--page", metavar="FILE|-", help="Write the table as Markdown.")
@csv_option
@chart_option
def sensitivity(
    parameters: tuple[str, ...],
    draws: int,
    seed: int,
    jobs: int,
    cluster: str | None,
    out: str | None,
    page: str | None,
    sheet: str | None,
    parquet: str | None,
    chart: str | None,
) -> None:
    """Move each parameter (or those named) by a fifth, down and up, and see what follows.

    Ctrl-C tells what is measured.
    """
    from game.lab import sensitivity as lab_sensitivity
    from game.telling import lab_charts, lab_reports

    write, write_page = json_writer(out), text_writer(page)
    tables, drawing = Tables(sheet, parquet), ChartFile(chart)
    total = lab_sensitivity.count(parameters)
    base = lab_sensitivity.unmoved(draws, seed)
    moved = lab_sensitivity.run(draws, seed, parameters, jobs, cluster)
    made = kept_runs.until_stopped(moved, total, "parameters")
    found = lab_sensitivity.as_json(base, made.results)
    if made.stopped:
        if made.results:
            click.echo("\n".join(lab_reports.sensitivity(found)))
        made.end()
    tables.write(lab_charts.sensitivity_rows(found))
    drawing.write("What hangs on which parameter", lambda: lab_charts.sensitivity_charts(found))
    if write is not None:
        write(found)
    if write_page is not None:
        write_page(lab_reports.sensitivity_page(found, lab_sensitivity.COMMAND))
    if write is None and write_page is None and "-" not in (sheet, chart):
        click.echo("\n".join(lab_reports.sensitivity(found)))


@click.command()
@click.option(
    "--scenario",
    shell_complete=completion.scenario_ids,
    metavar="ID",
    help="A scenario's own start in place of the periods.",
)
@click.option(
    "--period", "periods", multiple=True, metavar="YEAR", help="Only this period; may be repeated."
)
@click.option("--only", metavar="PULL,…", help="Only these pulls; see --list.")
@click.option("--list", "listing", is_flag=True, help="Every pull, and what it sets.")
@click.option("--draws", default=16, type=click.IntRange(2, 10_000), show_default=True)
@click.option("--seed", default=1, type=SEEDS, metavar="N", show_default=True)
@jobs_option
@cluster_option
@click.option("--json", "out", metavar="FILE|-", help="Write the table as JSON.")
@click.option("--page", metavar="FILE|-", help="Write the table as Markdown.")
@csv_option
@chart_option
def causes(
    scenario: str | None,
    periods: tuple[str, ...],
    only: str | None,
    listing: bool,
    draws: int,
    seed: int,
    jobs: int,
    cluster: str | None,
    out: str | None,
    page: str | None,
    sheet: str | None,
    parquet: str | None,
    chart: str | None,
) -> None:
    """Pull one thing at a time, in every period, and hold sign and size against their sources.

    Extremes turn knobs as far as they go, and must stay physical. Ctrl-C tells what is measured.
    """
    from game.lab import cause_list
    from game.lab import causes as lab_causes
    from game.telling import causes_report, lab_charts

    pulls = cause_list.chosen_pulls(tuple(name for name in (only or "").split(",") if name))
    if listing:
        click.echo("\n".join(causes_report.listing(pulls)))
        return
    todo = lab_causes.tasks(cause_list.chosen_periods(periods, scenario), pulls)
    write, write_page = json_writer(out), text_writer(page)
    tables, drawing = Tables(sheet, parquet), ChartFile(chart)
    tried = lab_causes.run(todo, draws, seed, jobs, cluster)
    made = kept_runs.until_stopped(tried, len(todo), "pulls")
    result = lab_causes.as_json(made.results, draws, seed)
    if made.stopped:
        if made.results:
            click.echo("\n".join(causes_report.causes(result)))
        made.end()
    tables.write(lab_charts.causes_rows(result))
    drawing.write("Signs and sizes", lambda: lab_charts.causes_charts(result))
    if write is not None:
        write(result)
    if write_page is not None:
        write_page(causes_report.causes_page(result, lab_causes.COMMAND))
    if write is None and write_page is None and "-" not in (sheet, chart):
        click.echo("\n".join(causes_report.causes(result)))


@click.command()
@click.option("--out", default="-", metavar="FILE|-", help="Where to write the Markdown.")
def guide(out: str) -> None:
    """Write the model guide: causal map, parameters with sources, what is left out."""
    from game.lab.model_guide import guide as made

    write = text_writer(out)
    if write is not None:
        write(made())
