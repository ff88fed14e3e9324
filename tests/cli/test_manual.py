"""Help with examples, the manual page, and what the shell completes: all from the commands."""

from __future__ import annotations

import shlex
import shutil
import subprocess
from pathlib import Path

import click
import pytest
from click.shell_completion import ShellComplete

from game.__main__ import main
from game.cli import cli
from game.cli.examples import EXAMPLES, commands
from game.cli.manual import page
from game.paths import scenarios_dir

ALL = dict(commands(cli))
SEATS = scenarios_dir() / "common" / "example" / "constituencies.csv"


def completed(*words: str) -> list[str]:
    """What the shell offers for the last of the words."""
    *before, begun = words
    found = ShellComplete(cli, {}, "failure-regime", "_X").get_completions([*before], begun)
    return [item.value for item in found]


@pytest.mark.parametrize("words", [w for w in ALL if w])
def test_every_command_has_an_example_beneath_its_help(
    words: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main([*words.split(), "--help"]) == 0
    shown = capsys.readouterr().out
    assert "Examples:" in shown
    assert "  failure-regime" in shown.partition("Examples:")[2]


@pytest.mark.parametrize("line", [x for lines in EXAMPLES.values() for x in lines])
def test_an_example_has_the_commands_own_words_and_options(line: str) -> None:
    words = shlex.split(line)
    if words[0] != "failure-regime":
        return
    command: click.Command = cli
    rest = words[1:]
    while isinstance(command, click.Group) and rest and rest[0] in command.commands:
        command = command.commands[rest.pop(0)]
    options = {name for parameter in command.params for name in parameter.opts} | {"--help"}
    assert {word for word in rest if word.startswith("--")} <= options


def test_no_example_is_of_a_command_that_there_is_not() -> None:
    assert EXAMPLES.keys() <= ALL.keys()


def test_the_manual_names_every_command_and_option() -> None:
    text = page(cli).replace("\\-", "-")
    for words, command in ALL.items():
        aliases = [w for w, c in ALL.items() if c is command]
        assert any(f".SS failure-regime {w}" in text for w in aliases) or not words
        for parameter in command.params:
            if isinstance(parameter, click.Option) and not parameter.hidden:
                assert parameter.opts[0] in text


def test_roff_reads_the_manual_without_a_complaint(tmp_path: Path) -> None:
    if shutil.which("groff") is None:
        pytest.skip("groff is not installed")
    file = tmp_path / "failure-regime.6"
    assert main(["man", "--out", str(file)]) == 0
    done = subprocess.run(
        ["groff", "-man", "-Tutf8", "-ww", str(file)], check=False, capture_output=True, text=True
    )
    assert done.returncode == 0
    assert done.stderr == ""


def test_scenarios_seats_topics_and_columns_are_completed() -> None:
    assert completed("simulate", "--scenario", "dec") == ["december-2013"]
    assert completed("play", "--seats", "unions=human,mon") == ["unions=human,monitor="]
    assert "unions=militant" in completed("play", "--seats", "unions=mil")
    assert completed("scenario", "docs", "agenda_m") == ["agenda_measure"]
    table = ("election", "--constituencies", str(SEATS))
    assert completed(*table, "--covariate", "elec") == ["electorate"]
    assert completed(*table, "--still", "S105,S10") == [f"S105,S10{n}" for n in range(5, 10)]
    assert completed("election", "--constituencies", "none.csv", "--still", "S") == []
