"""The command line. A command imports what it needs of the game when it runs."""

from __future__ import annotations

import click

from game import __version__
from game.cli import balance_commands, crash_report, model_checks
from game.cli.debrief_commands import attribute, debrief, whatif
from game.cli.diagnosis import doctor
from game.cli.election_command import election
from game.cli.examples import attach
from game.cli.lab_commands import lab
from game.cli.ladder_command import ladder
from game.cli.manual import man
from game.cli.model_checks import causes, fidelity, history, sensitivity
from game.cli.model_commands import experiment, simulate
from game.cli.play_commands import desktop, play, replay, watch
from game.cli.scenario_commands import new, scenario, scenarios, schema, validate
from game.cli.workshop_commands import guide, kit, pulse


@click.group(
    invoke_without_command=True,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)
@click.version_option(__version__, prog_name="failure-regime")
@click.pass_context
def cli(context: click.Context) -> int | None:
    """Four offices, one health service, and an election.

    Without a command the game opens on the desktop.
    """
    if context.invoked_subcommand is None:
        return desktop(None, None, None, None)
    return None


for _command in (play, replay, watch, scenario, scenarios, validate, new, schema, doctor):
    cli.add_command(_command)
for _command in (attribute, whatif, debrief):
    cli.add_command(_command)
for _command in (simulate, experiment, election, lab):
    cli.add_command(_command)
for _command in (causes, fidelity, history, ladder, model_checks.guide, sensitivity):
    lab.add_command(_command)
for _command in balance_commands.COMMANDS:
    lab.add_command(_command)
for _command in (kit, guide, pulse):
    cli.add_command(_command)
cli.add_command(man)
attach(cli)
crash_report.COMMANDS.update(cli.commands)
