"""Commands about scenarios: list, check, describe."""

from __future__ import annotations

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
def validate(path: Path) -> None:
    """Check a scenario folder and report on it."""
    from game.scenario.validate import validate as check

    report = check(path)
    click.echo("\n".join(report.lines()))
    if not report.fine:
        raise InputError(report.errors[0])


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
