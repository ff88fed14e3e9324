"""Commands of the lab: check the model and the game's balance by many runs."""

from __future__ import annotations

from pathlib import Path

import click

from game.cli import completion, kept_runs
from game.cli.chart_output import ChartFile, chart_option
from game.cli.output import Output, json_writer, refuse, text_writer
from game.cli.shared import SEEDS, ai_kinds, cluster_option, progress, scenario_option, whole_number
from game.cli.tables import Tables, csv_option


@click.group(no_args_is_help=False)
def lab() -> None:
    """Check the model and the balance of the game by many runs."""


@lab.command()
@scenario_option
@click.option("--games", default=200, type=click.IntRange(2, 1_000_000), show_default=True)
@click.option("--seed", default=1, type=SEEDS, metavar="N", show_default=True)
@click.option("--write", "keep", is_flag=True, help="Write par.yaml beside the scenario.")
def par(scenario: str, games: int, seed: int, keep: bool) -> None:
    """Find par and spread, for the role of the match, from games of personas."""
    from game.lab import par as lab_par

    with progress(games, "games") as advance:
        found = lab_par.measure(scenario, games, seed, advance)
    if keep:
        try:
            click.echo(lab_par.write(found, scenario))
        except OSError as fault:
            refuse(Path(scenario) / "par.yaml", fault)
    else:
        click.echo(found.yaml(), nl=False)


@lab.command()
@scenario_option
@click.option("--games", default=16, type=click.IntRange(1, 1000), show_default=True)
@click.option("--seed", default=1, type=SEEDS, metavar="N", show_default=True)
@click.option("--write", "keep", is_flag=True, help="Write course.yaml beside the scenario.")
def course(scenario: str, games: int, seed: int, keep: bool) -> None:
    """Find the idle course, by which quarters count that an early election leaves unplayed."""
    from game.lab import idle_course

    with progress(idle_course.steps(scenario), "quarters") as advance:
        found = idle_course.measure(scenario, games, seed, advance)
    if keep:
        try:
            click.echo(idle_course.write(found, scenario))
        except OSError as fault:
            refuse(Path(scenario) / "course.yaml", fault)
    else:
        click.echo(found.yaml(), nl=False)


@lab.command()
@scenario_option
@click.option("--games", default=64, type=click.IntRange(1, 1_000_000), show_default=True)
@click.option(
    "--seats",
    shell_complete=completion.seats,
    default="all=persona",
    metavar="SEATS",
    show_default=True,
)
@click.option("--seed", default=1, type=SEEDS, metavar="N", show_default=True)
def coverage(scenario: str, games: int, seats: str, seed: int) -> None:
    """Count which levers and events play reaches, and the choice each role has."""
    from game.lab import coverage as lab_coverage
    from game.lab.simulate import seed_of
    from game.scenario.loader import load

    pack, kinds = load(scenario), ai_kinds(seats)
    with progress(games, "games") as advance:
        seeds = (seed_of(seed, i) for i in range(games))
        found = lab_coverage.cover(pack, kinds, seeds, advance)
    click.echo("\n".join(lab_coverage.lines(pack, found)))


@lab.command()
@scenario_option
@click.option("--games", default=1, type=click.IntRange(1, 10_000), show_default=True)
@click.option("--draws", default=4, type=click.IntRange(1, 10_000), show_default=True)
@click.option("--seed", default=1, type=SEEDS, metavar="N", show_default=True)
@click.option("--json", "out", metavar="FILE|-", help="Write the whole result as JSON.")
def choices(scenario: str, games: int, draws: int, seed: int, out: str | None) -> None:
    """Try every lawful lever in every quarter, and see how often the best choice changes."""
    from game.lab import lever_trials
    from game.lab.simulate import length
    from game.scenario.loader import load

    write = json_writer(out)
    pack = load(scenario)
    with progress(games * length(pack.scenario), "positions") as advance:
        found = lever_trials.run_trials(scenario, games, draws, seed, advance)
    result = lever_trials.as_json(found, pack.scenario.id, draws, seed)
    if write is not None:
        write(result)
    else:
        from game.telling.lab_reports import choices as told

        click.echo("\n".join(told(result)))


@lab.command()
@click.option(
    "--scenario",
    shell_complete=completion.scenario_ids,
    default="december-2013",
    metavar="ID",
    show_default=True,
)
@click.option("--games", default=100, type=click.IntRange(4, 100_000), show_default=True)
@click.option("--seed", default=1, type=SEEDS, metavar="N", show_default=True)
@click.option("--json", "out", metavar="FILE|-", help="Write the whole result as JSON.")
@click.option("--page", metavar="FILE", help="Write the bands as a Markdown page.")
@click.option("--resume", is_flag=True, help="Go on with a run to --json FILE that was stopped.")
def balance(
    scenario: str, games: int, seed: int, out: str | None, page: str | None, resume: bool
) -> None:
    """Measure the bands in which the game is meant to lie, each with its interval.

    With --json FILE the games that are finished are kept in FILE.part until all are; Ctrl-C stops
    it, and the same command with --resume goes on.
    """
    from game.lab.balance import Balance
    from game.telling.balance_report import page as told_page
    from game.telling.balance_report import report

    output = None if out is None else Output(out)
    written = None if page is None else text_writer(page)
    keep = kept_runs.checkpoint(output, resume=resume)
    with Balance(scenario, games, seed, keep, resume=resume) as run:
        result = kept_runs.result(run, keep)
        if output is not None:
            output.write_json(result)
        if written is not None:
            command = f"failure-regime lab balance --scenario {scenario} --games {games}"
            written(told_page(result, f"{command} --seed {seed} --page {page}"))
        if output is None and written is None:
            click.echo("\n".join(report(result)))
        run.close(written=True)


@lab.command()
@scenario_option
@click.option("--lever", "levers", multiple=True, metavar="ID", help="Only this (again: these).")
@click.option("--tag", metavar="TAG", help="Only levers with this tag, such as price.")
@click.option("--games", default=40, type=click.IntRange(2, 100_000), show_default=True)
@click.option("--seed", default=1, type=SEEDS, metavar="N", show_default=True)
@click.option("--json", "out", metavar="FILE|-", help="Write the whole result as JSON.")
@click.option("--resume", is_flag=True, help="Go on with a run to --json FILE that was stopped.")
def always(
    scenario: str,
    levers: tuple[str, ...],
    tag: str | None,
    games: int,
    seed: int,
    out: str | None,
    resume: bool,
) -> None:
    """Press each lever whenever it may be pressed, and see what that is worth to its owner.

    With --json FILE the games that are finished are kept in FILE.part until all are; Ctrl-C stops
    it, and the same command with --resume goes on.
    """
    from game.lab.always_pressed import AlwaysPressed

    output = None if out is None else Output(out)
    keep = kept_runs.checkpoint(output, resume=resume)
    with AlwaysPressed(scenario, levers, games, seed, keep, tag=tag, resume=resume) as run:
        result = kept_runs.result(run, keep)
        if output is not None:
            output.write_json(result)
        else:
            from game.telling.lab_reports import always as told

            click.echo("\n".join(told(result)))
        run.close(written=True)


@lab.command()
@scenario_option
@click.option("--games", default=210, type=click.IntRange(14, 1_000_000), show_default=True)
@click.option("--seed", default=1, type=SEEDS, metavar="N", show_default=True)
def noise(scenario: str, games: int, seed: int) -> None:
    """Measure how much of the vote is election night's own chance."""
    from game.lab import vote_noise

    with progress(games, "games") as advance:
        found = vote_noise.measure(scenario, games, seed, advance)
    click.echo("\n".join(found.lines()))


@lab.command()
@click.option(
    "--scenario",
    "scenarios",
    multiple=True,
    shell_complete=completion.scenario_ids,
    metavar="ID",
    help="Only this (again: these).",
)
@click.option("--games", default=40, type=click.IntRange(2, 100_000), show_default=True)
@click.option("--seed", default=1, type=SEEDS, metavar="N", show_default=True)
@click.option("--jobs", default=1, type=click.IntRange(1, 256), metavar="N", show_default=True)
@click.option("--json", "out", metavar="FILE|-", help="Write the tables as JSON.")
@click.option("--page", metavar="FILE|-", help="Write the tables as Markdown.")
def ends(
    scenarios: tuple[str, ...], games: int, seed: int, jobs: int, out: str | None, page: str | None
) -> None:
    """Tell where games of personas end, beside what the service has been seen to be."""
    from game.lab import ends as lab_ends
    from game.telling import ends_report

    write, write_page = json_writer(out), text_writer(page)
    names = scenarios or tuple(lab_ends.shipped())
    with progress(lab_ends.count(names, games), "games") as advance:
        found = lab_ends.measure(names, games, seed, jobs, advance)
    if write is not None:
        write(found)
    if write_page is not None:
        write_page(ends_report.ends_page(found, lab_ends.COMMAND))
    if write is None and write_page is None:
        click.echo("\n".join(ends_report.ends(found)))


@lab.command()
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


@lab.command()
@click.option("--draws", default=64, type=click.IntRange(2, 100_000), show_default=True)
@click.option("--seed", default=1, type=SEEDS, metavar="N", show_default=True)
@click.option("--only", metavar="N,…", help="Only these targets.")
@click.option("--json", "out", metavar="FILE|-", help="Write the table as JSON.")
@click.option("--page", metavar="FILE|-", help="Write the table as Markdown.")
@csv_option
@chart_option
def fidelity(
    draws: int,
    seed: int,
    only: str | None,
    out: str | None,
    page: str | None,
    sheet: str | None,
    parquet: str | None,
    chart: str | None,
) -> None:
    """Measure every published fact that the model must reproduce: pass or miss.

    Without --only, published facts that are no target are measured too, and told whether they
    agree: those that nothing has touched lead.
    """
    from game.lab.fidelity import held_out, published_targets
    from game.telling import fidelity_report, lab_charts

    numbers = [whole_number(text, "--only") for text in only.split(",")] if only else []
    write, write_page = json_writer(out), text_writer(page)
    tables, drawing = Tables(sheet, parquet), ChartFile(chart)
    results = []
    with progress(published_targets.count(numbers) + (not numbers), "targets") as advance:
        for result in published_targets.run(draws, seed, numbers):
            results.append(result)
            advance(1)
        facts = [] if numbers else held_out.measure(draws, seed)
        advance(not numbers)
    found = published_targets.as_json(results, draws, seed, facts)
    tables.write(lab_charts.fidelity_rows(found))
    drawing.write("What the model reproduces", lambda: lab_charts.fidelity_charts(found))
    if write is not None:
        write(found)
    if write_page is not None:
        write_page(fidelity_report.fidelity_page(found, published_targets.COMMAND))
    if write is None and write_page is None and "-" not in (sheet, chart):
        click.echo("\n".join(fidelity_report.fidelity(found)))


@lab.command()
@click.argument("parameters", nargs=-1, metavar="[PARAMETER]…")
@click.option("--draws", default=8, type=click.IntRange(2, 10_000), show_default=True)
@click.option("--seed", default=1, type=SEEDS, metavar="N", show_default=True)
@click.option("--json", "out", metavar="FILE|-", help="Write the table as JSON.")
@click.option("--page", metavar="FILE|-", help="Write the table as Markdown.")
@csv_option
@chart_option
def sensitivity(
    parameters: tuple[str, ...],
    draws: int,
    seed: int,
    out: str | None,
    page: str | None,
    sheet: str | None,
    parquet: str | None,
    chart: str | None,
) -> None:
    """Move each parameter (or those named) by a fifth, down and up, and see what follows."""
    from game.lab import sensitivity as lab_sensitivity
    from game.telling import lab_charts, lab_reports

    write, write_page = json_writer(out), text_writer(page)
    tables, drawing = Tables(sheet, parquet), ChartFile(chart)
    with progress(lab_sensitivity.steps(parameters, draws), "quarters") as advance:
        found = lab_sensitivity.sensitivity(draws, seed, parameters, advance)
    tables.write(lab_charts.sensitivity_rows(found))
    drawing.write("What hangs on which parameter", lambda: lab_charts.sensitivity_charts(found))
    if write is not None:
        write(found)
    if write_page is not None:
        write_page(lab_reports.sensitivity_page(found, lab_sensitivity.COMMAND))
    if write is None and write_page is None and "-" not in (sheet, chart):
        click.echo("\n".join(lab_reports.sensitivity(found)))


@lab.command()
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
@click.option("--jobs", default=1, type=click.IntRange(1, 256), metavar="N", show_default=True)
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
    tried, stopped = [], False
    try:
        with progress(len(todo), "pulls") as advance:
            for found in lab_causes.run(todo, draws, seed, jobs, cluster):
                tried.append(found)
                advance(1)
    except KeyboardInterrupt:
        stopped = True
    result = lab_causes.as_json(tried, draws, seed)
    if not stopped:
        tables.write(lab_charts.causes_rows(result))
        drawing.write("Signs and sizes", lambda: lab_charts.causes_charts(result))
    if not stopped and write is not None:
        write(result)
    if not stopped and write_page is not None:
        write_page(causes_report.causes_page(result, lab_causes.COMMAND))
    if tried and write is None and write_page is None and "-" not in (sheet, chart):
        click.echo("\n".join(causes_report.causes(result)))
    if stopped:
        raise KeyboardInterrupt(f"{len(tried):,} of {len(todo):,} pulls are measured.")


@lab.command()
@click.option("--out", default="-", metavar="FILE|-", help="Where to write the Markdown.")
def guide(out: str) -> None:
    """Write the model guide: causal map, parameters with sources, what is left out."""
    from game.lab.model_guide import guide as made

    write = text_writer(out)
    if write is not None:
        write(made())
