"""Commands about scenarios: list, begin, check, describe, draw."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import click

from game import files
from game.cli import completion
from game.cli.output import Output, refuse
from game.cli.shared import folder_path
from game.errors import InputError


@click.group()
def scenario() -> None:
    """Write scenarios of your own: new, docs, check, map."""


@click.command()
def scenarios() -> None:
    """List the scenarios: those of the game, then those in your own folder."""
    from game.scenario.loader import available, own_scenarios
    from game.scenario.source_files import own_dir

    for name, title, tagline, _ in available():
        click.echo(f"{name:<18}{title} – {tagline}")
    own = own_scenarios()
    if own:
        click.echo(f"\nYour own, in {own_dir()}:")
    for found in own:
        said = f"can't be read: {found.fault}" if found.fault else found.tagline
        click.echo(f"{Path(found.name).name:<18}{found.title} – {said}")


@click.command()
@click.argument(
    "path", type=click.Path(), metavar="FOLDER|ID", shell_complete=completion.scenario_ids
)
@click.option("--cites", is_flag=True, help="Say what each item cites, and what carries a claim.")
def validate(path: str, cites: bool) -> None:
    """Check a scenario folder: what is wrong with file and line, warnings, then the verdict."""
    from dataclasses import replace

    from game.scenario.validate import validate as check

    report = check(path)
    if report.fine:
        report = replace(report, errors=_silent(path))
    click.echo("\n".join(report.lines(cited=cites)))
    if not report.fine:
        raise InputError(report.errors[0])


def _silent(path: str) -> tuple[str, ...]:
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
@click.option(
    "--from",
    "origin",
    default="example",
    show_default=True,
    metavar="ID",
    help="What to copy: 'example', a shipped scenario, or a folder.",
)
@click.option("--own", is_flag=True, help="Make it in your own folder, which New game lists.")
def new(folder: Path, origin: str, own: bool) -> None:
    """Begin a scenario of one's own: copy a small whole one to a new folder, and name it."""
    from game.scenario.source_files import common_dir, find, shipped_ids

    if own:
        folder = _own_place(folder)
    if folder.name in shipped_ids():
        raise InputError(
            f"'{folder.name}' is a shipped scenario: give your own another name, or it would be "
            "taken for that one."
        )
    source = common_dir() / "example" if origin == "example" else find(origin)
    try:
        folder.mkdir(parents=True)
    except OSError as fault:
        refuse(folder, fault)
    try:
        shutil.copytree(source, folder, dirs_exist_ok=True)
        _named(folder / "scenario.yaml", folder.name)
    except OSError as fault:
        shutil.rmtree(folder, ignore_errors=True)  # half a scenario is none
        refuse(folder, fault)
    click.echo(
        f"{folder} is a scenario that can be played. Change it ('failure-regime scenario docs' "
        "says what may be written), check it with 'failure-regime scenario check', and play it "
        "with 'failure-regime play --scenario'."
    )


def _own_place(folder: Path) -> Path:
    """Where a scenario of that plain name is in the person's own folder. Raises InputError."""
    from game.scenario.source_files import own_dir

    if folder.name != str(folder):
        raise InputError("With --own give a plain name: the folder is made in your own.")
    try:
        return own_dir() / folder.name
    except OSError as fault:
        refuse(folder, fault)


def _named(frame: Path, name: str) -> None:
    """Give a copied scenario the id of its folder, as far as an id can be that."""
    plain = re.sub(r"[^a-z0-9-]+", "-", name.lower()).strip("-")[:40]
    if re.fullmatch(r"[a-z][a-z0-9-]+", plain):
        from game.scenario import source_files

        text = source_files.read_text(frame, source_files.MAX_BYTES)
        files.replace(frame, re.sub(r"^id: .*$", f"id: {plain}", text, count=1, flags=re.MULTILINE))


@click.command()
@click.argument("topic", required=False, metavar="[TOPIC]", shell_complete=completion.topics)
@click.option("--out", metavar="FILE|-", help="Write all topics as a page of HTML, with pictures.")
def docs(topic: str | None, out: str | None) -> None:
    """Say what may be written into a scenario's files: every key, effect, figure and knob."""
    from game.telling import scenario_docs

    if out is not None:
        if topic is not None:
            raise InputError("--out writes all topics: leave the topic out.")
        Output(out).write(scenario_docs.page())
        return
    lines = scenario_docs.listing() if topic is None else scenario_docs.told(topic)
    click.echo("\n".join(lines))


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


@click.command("map")
@click.argument("name", metavar="FOLDER|ID", shell_complete=completion.scenario_ids)
@click.option(
    "--out",
    required=True,
    metavar="FILE|-",
    help="A picture (.svg), a page with the names (.html), or the seats' hexes (.hexjson).",
)
def draw(name: str, out: str) -> None:
    """Draw a scenario's seats and trusts as they were understood, north at the top."""
    from game.cli.chart_output import ending, written
    from game.scenario import hexjson
    from game.scenario.loader import load
    from game.telling.scenario_map import scenario_map

    output, kind = Output(out), ending(out, (".svg", ".html", ".hexjson"))
    pack = load(name)
    if kind == ".hexjson":
        output.write(hexjson.write(pack.model.country))
        return
    chart = scenario_map(f"{pack.scenario.title}: places", pack.model)
    output.write(written(kind, pack.scenario.title, [], [chart]))


scenario.add_command(new)
scenario.add_command(draw)
scenario.add_command(validate, "check")
scenario.add_command(docs)
scenario.add_command(schema)
scenario.add_command(scenarios, "list")
