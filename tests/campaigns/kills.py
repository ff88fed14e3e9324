"""Matches killed at random moments, again and again: what was confirmed is there."""

from __future__ import annotations

import random
import time
from collections.abc import Callable
from pathlib import Path

from game.errors import InputError
from game.match import Match
from game.scenario import loader
from tests.campaigns.children import child
from tests.campaigns.matches import Undisturbed, begin_or_go_on, cleared, commands, undisturbed
from tests.campaigns.report import Report

#: The most commands between two kills.
FAR = 30
#: The longest wait, in seconds, between a command's confirmation and the kill.
WAIT = 0.03


def run(report: Report, n: int, folder: Path) -> None:
    """Kill ``n`` times, in matches of all shipped scenarios with seeds drawn from the report's."""
    luck = random.Random(report.seed)
    scenarios = [s[0] for s in loader.available()]
    while report.tried.total() < n and not report.stopped:
        scenario, number = luck.choice(scenarios), luck.randrange(3)
        _one_match(report, luck, folder, undisturbed(scenario, number), n)


def _one_match(report: Report, luck: random.Random, folder: Path, of: Undisturbed, n: int) -> None:
    """Kills one match until it has come to its end."""
    name = f"{of.pack.scenario.id}-{of.seed}-{report.tried.total()}"
    path = cleared(folder / f"{name}.jsonl")
    confirmed = 0
    while confirmed < of.commands and report.tried.total() < n and not report.stopped:
        report.tried[of.pack.scenario.id] += 1
        goal, wait = confirmed + luck.randrange(FAR), luck.random() * WAIT
        process = child(_playing(path, of))
        said = process.lines(lambda line, goal=goal: line.isdigit() and int(line) >= goal)  # type: ignore[misc]
        time.sleep(wait)
        said += process.kill()
        failed = [line for line in said if not line.isdigit()]
        if failed:
            report.fail(f"{name}: {failed[0]}")
            return
        confirmed = max([confirmed, *map(int, said)])
        if not path.exists():
            report.found["killed before there was a file"] += 1
            continue
        try:
            confirmed = _checked(report, name, path, of, confirmed)
        except InputError as refusal:
            report.fail(f"{name}: {confirmed} commands were confirmed, and then: {refusal}")
            return
    cleared(path)


def _playing(path: Path, of: Undisturbed) -> Callable[[Callable[[str], None]], None]:
    """What a child does: play on, and say how many commands are confirmed after each."""

    def play(say: Callable[[str], None]) -> None:
        with begin_or_go_on(path, of) as match:
            say(str(commands(match)))
            while commands(match) < of.commands and match.step_ai():
                say(str(commands(match)))

    return play


def _checked(report: Report, name: str, path: Path, of: Undisturbed, confirmed: int) -> int:
    """Opens what the kill has left; returns how many commands there are."""
    with Match.resume(path, of.pack) as match:
        there = commands(match)
        if not confirmed <= there <= confirmed + 1:
            report.fail(f"{name}: {confirmed} commands were confirmed and {there} are there")
        elif match.digest() != of.digests[there]:
            report.fail(f"{name}: after {there} commands the match is another")
        torn = [said for said in match.warnings if "not written to its end" not in said]
        if torn:
            report.fail(f"{name}: {torn[0]}")
        report.found["a torn line" if match.warnings else "whole"] += 1
        return there
