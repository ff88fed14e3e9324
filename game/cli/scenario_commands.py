"""Commands about scenarios: list, check, describe."""

from __future__ import annotations

import shutil
from pathlib import Path

import click

from game.cli.output import refuse
from game.cli.shared import folder_path
from game.errors import InputError


@click.command()
def scenarios() -> None:
    """List the scenarios."""
    from game.scenario.loader import available

    for name, title, tagline, _ in available():
        click.echo(f"{name:<18}{title} – {tagline}")


@click.command()
@click.argument("path", type=click.Path(path_type=Path))
@click.option("--cites", is_flag=True, help="Say what each item cites, and what carries a claim.")
def validate(path: Path, cites: bool) -> None:
    """Check a scenario folder and report on it."""
    from dataclasses import replace

    from game.scenario.validate import validate as check

    report = check(path)
    if report.fine:
        report = replace(report, errors=_silent(path))
    click.echo("\n".join(report.lines(cited=cites)))
    if not report.fine:
        raise InputError(report.errors[0])


def _silent(path: Path) -> tuple[str, ...]:
    """Return a sentence, with file and line, for each effect that nobody can see."""
    from game.rules.views.silent_effects import silent_effects
    from game.scenario.assembly import assemble
    from game.scenario.checks.common import Problem
    from game.scenario.loader import load

    content = assemble(path)
    found = silent_effects(load(path))
    return tuple(str(content.error(Problem(x.kind, x.key, x.path, x.sentence))) for x in found)


@click.command()
@click.argument("folder", type=folder_path, metavar="FOLDER")
def new(folder: Path) -> None:
    """Begin a scenario of one's own: copy the example, a small whole one, to a new folder."""
    from game.paths import scenarios_dir

    try:
        folder.mkdir(parents=True)
    except OSError as fault:
        refuse(folder, fault)
    try:
        shutil.copytree(scenarios_dir() / "common" / "example", folder, dirs_exist_ok=True)
    except OSError as fault:
        shutil.rmtree(folder, ignore_errors=True)  # half a scenario is none
        refuse(folder, fault)
    click.echo(f"{folder} is a scenario that can be played: change it, and check it with validate.")


@click.command()
@click.option("--out", required=True, type=folder_path, metavar="FOLDER")
def schema(out: Path) -> None:
    """Write JSON Schemas of the scenario files, for editors."""
    from game.scenario.schema_export import export

    try:
        for path in export(out):
            click.echo(path)
    except (OSError, ValueError) as fault:
        refuse(out, fault)
