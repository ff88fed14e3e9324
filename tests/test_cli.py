"""The command line: exit codes, one clear sentence, nothing imported before it is needed."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from game.__main__ import main
from game.world.figure_names import NATIONS, PARTIES, REGIONS

ROOT = Path(__file__).parent.parent


def run(*args: str) -> subprocess.CompletedProcess[str]:
    """The command in a process of its own, with no display to open a window on."""
    hidden = ("DISPLAY", "WAYLAND_DISPLAY", "SDL_VIDEODRIVER")
    return subprocess.run(
        [sys.executable, "-m", "game", *args],
        check=False,
        cwd=ROOT,
        env={key: value for key, value in os.environ.items() if key not in hidden},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
    )


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere there is always a display")
@pytest.mark.parametrize("args", [[], ["play"], ["play", "--scenario", "december-2013"]])
def test_without_a_display_it_names_what_works_and_exits_2(args: list[str]) -> None:
    done = run(*args)
    assert done.returncode == 2
    assert done.stdout == ""
    last = done.stderr.splitlines()[-1]
    assert "play --text" in last
    assert "simulate" in last


def test_text_play_works_from_a_script_and_ends_fine_when_the_input_does(tmp_path: Path) -> None:
    path = tmp_path / "game.jsonl"
    for again in range(2):
        done = run("play", "--text", "--seed", "4", "--journal", str(path))
        assert done.returncode == 0, done.stderr
        assert f"--journal {path}" in done.stdout
        assert path.exists()
        assert done.stderr == "", again
    wrong = run("play", "--text", "--seed", "5", "--journal", str(path))
    assert wrong.returncode == 2
    assert "another seed" in wrong.stderr


@pytest.mark.parametrize(
    ("args", "said"),
    [
        (["no-such-command"], "no-such-command"),
        (["play", "--no-such-option"], "--no-such-option"),
        (["play", "--text", "--scenario", "atlantis"], "atlantis"),
        (["play", "--text", "--seats", "treasury=human"], "no seat 'treasury'"),
        (["play", "--text", "--seats", "all=genius"], "Nobody called 'genius'"),
        (["play", "--text", "--seed", "-1"], "-1"),
        (["play", "--text", "--seed", "many"], "many"),
        (["simulate", "--games", "1"], "--scenario"),
        (["simulate", "--scenario", "december-2013", "--games", "0"], "0"),
        (
            ["simulate", "--scenario", "december-2013", "--games", "1", "--seats", "unions=human"],
            "every seat to an AI",
        ),
        (
            ["simulate", "--scenario", "december-2013", "--games", "1", "--quarters", "50"],
            "has 6 quarters",
        ),
        (
            ["simulate", "--scenario", "december-2013", "--games", "1", "--json", "no/such/f.json"],
            "can't be written",
        ),
        (["replay", "no-such-file.jsonl"], "can't be read"),
        (["watch", "no-such-file.jsonl", "--once"], "no game to see"),
        (["validate", "no-such-folder"], "no-such-folder"),
    ],
)
def test_wrong_input_is_one_sentence_and_exit_2(
    args: list[str], said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(args) == 2
    shown = capsys.readouterr()
    assert shown.out == ""
    assert said in shown.err
    assert shown.err.count("\n") == 1
    assert shown.err.startswith("failure-regime: ")


def test_our_own_fault_is_exit_1_without_a_traceback(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    from game.scenario import loader

    def broken() -> None:
        raise ZeroDivisionError("secret number 987654321")

    monkeypatch.setattr(loader, "available", broken)
    monkeypatch.delenv("FAILURE_REGIME_DEBUG", raising=False)
    assert main(["scenarios"]) == 1
    shown = capsys.readouterr().err
    assert "ZeroDivisionError" in shown
    assert "987654321" not in shown
    monkeypatch.setenv("FAILURE_REGIME_DEBUG", "1")
    with pytest.raises(ZeroDivisionError):
        main(["scenarios"])


def test_scenarios_are_listed(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["scenarios"]) == 0
    assert capsys.readouterr().out.startswith("december-2013 ")


COMMANDS = (
    "play",
    "simulate",
    "replay",
    "watch",
    "scenarios",
    "validate",
    "new",
    "schema",
    "doctor",
)


def test_help_names_every_command() -> None:
    done = run("--help")
    assert done.returncode == 0
    for command in COMMANDS:
        assert f"\n  {command}" in done.stdout


HEAVY = ("pygame", "scipy", "yaml", "numpy", "pydantic")


@pytest.mark.parametrize(
    ("args", "heavy"),
    [
        (["--help"], HEAVY),
        (["--version"], HEAVY),
        (["play", "-h"], HEAVY),
        (["scenarios"], HEAVY[:2]),
    ],
)
def test_light_commands_import_nothing_heavy(args: list[str], heavy: tuple[str, ...]) -> None:
    code = (
        "import sys; from game.__main__ import main; main(sys.argv[1:]);"
        f"print([m for m in {heavy} if m in sys.modules], file=sys.stderr)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, *args], check=False, cwd=ROOT, capture_output=True, text=True
    )
    assert done.stderr.strip() == "[]"


def test_simulate_prints_the_json_that_was_promised(capsys: pytest.CaptureFixture[str]) -> None:
    args = ["simulate", "--scenario", "december-2013", "--games", "2", "--quarters", "2"]
    assert main([*args, "--json", "-"]) == 0
    shown = capsys.readouterr()
    assert shown.err == ""  # no bar of progress where nobody watches
    result = json.loads(shown.out)
    assert list(result) == [
        "version",
        "scenario",
        "seed",
        "players",
        "quarters",
        "results",
        "metrics",
    ]
    assert result["quarters"] == ["2013Q3", "2013Q4", "2014Q1"]
    assert main(args) == 0
    assert "trusts_at_risk" in capsys.readouterr().out


SEATS_2010 = str(ROOT / "scenarios" / "common" / "constituencies-2010.csv")
SHARES_2010 = "con=36.1,lab=29,ld=23,ukip=3.1,green=1,nat=2.2,oth=5.6"


def test_an_election_is_projected_in_words_and_as_json(
    capsys: pytest.CaptureFixture[str],
) -> None:
    args = ["election", "--constituencies", SEATS_2010, "--shares", SHARES_2010]
    assert main(args) == 0
    assert "of 650 seats: no majority." in capsys.readouterr().out
    assert main([*args, "--draws", "50", "--json", "-"]) == 0
    result = json.loads(capsys.readouterr().out)
    assert sum(result["seats"].values()) == 650
    assert main([*args, "--draws", "50"]) == 0
    assert "of draws" in capsys.readouterr().out


def test_the_help_of_the_election_names_the_columns_of_its_table_and_who_is_no_party(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert main(["election", "--help"]) == 0
    said = " ".join(capsys.readouterr().out.split())
    assert ", ".join(("id", "name", "region", *PARTIES)) in said
    for region in (*REGIONS, *NATIONS):
        assert region in said
    for word in ("electorate", "UTF-8", "Speaker", "Independents"):
        assert word in said


@pytest.mark.parametrize(
    ("table", "shares"),
    [
        ("no-such.csv", SHARES_2010),
        (SEATS_2010, "con=36"),
        (SEATS_2010, "con=lots"),
        (SEATS_2010, "martians=100"),
        (str(ROOT / "README.md"), SHARES_2010),
    ],
)
def test_an_election_of_nonsense_is_refused(
    table: str, shares: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["election", "--constituencies", table, "--shares", shares]) == 2
    shown = capsys.readouterr()
    assert shown.out == ""
    assert shown.err.count("\n") == 1


def test_schemas_are_written_where_they_are_asked_for(tmp_path: Path) -> None:
    assert main(["schema", "--out", str(tmp_path / "schemas")]) == 0
    made = list((tmp_path / "schemas").glob("*.json"))
    assert made
    assert all(json.loads(path.read_text("utf-8")) for path in made)


def test_a_shipped_scenario_is_valid(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["validate", str(ROOT / "scenarios" / "december-2013")]) == 0
    said = capsys.readouterr().out
    assert said.endswith("It can be played.\n")
    assert len(said.splitlines()) < 20
    assert main(["validate", "--cites", str(ROOT / "scenarios" / "december-2013")]) == 0
    said = capsys.readouterr().out
    assert "What carries each claim" in said
    assert said.endswith("It can be played.\n")


def test_a_scenario_of_ones_own_is_begun_from_the_example(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    mine = tmp_path / "a" / "mine"
    assert main(["new", str(mine)]) == 0
    assert main(["validate", str(mine)]) == 0
    assert "It can be played." in capsys.readouterr().out
    assert main(["new", str(mine)]) == 2
    assert "mine can't be written: file exists." in capsys.readouterr().err
