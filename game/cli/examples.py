"""Examples that stand beneath each command's help, and in the manual."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

import click

#: By the words of the command, without the program's name.
EXAMPLES: Final[dict[str, tuple[str, ...]]] = {
    "": ("failure-regime", "failure-regime play --scenario december-2013 --seed 7"),
    "play": (
        "failure-regime play --scenario december-2013 --seats all=human --journal table1.jsonl",
        "failure-regime play --text --seats unions=human",
        "failure-regime play --kit kit --seats all=human --journal table1.jsonl",
    ),
    "replay": (
        "failure-regime replay table1.jsonl",
        "failure-regime replay table1.jsonl --verify",
        "failure-regime replay table1.jsonl --who all --csv figures.csv",
    ),
    "watch": ("failure-regime watch table1.jsonl", "failure-regime watch table1.jsonl --once"),
    "scenario": (
        "failure-regime scenario new mine",
        "failure-regime scenario docs lever",
        "failure-regime scenario check mine",
    ),
    "scenario new": (
        "failure-regime scenario new mine",
        "failure-regime scenario new mine --own",
        "failure-regime scenario new parliament-2 --from parliament",
    ),
    "scenario map": (
        "failure-regime scenario map mine --out map.svg",
        "failure-regime scenario map mine --out map.hexjson",
    ),
    "scenario check": (
        "failure-regime scenario check mine",
        "failure-regime scenario check mine --cites",
    ),
    "scenario docs": (
        "failure-regime scenario docs",
        "failure-regime scenario docs hour",
        "failure-regime scenario docs event",
        "failure-regime scenario docs --out docs.html",
    ),
    "scenario schema": ("failure-regime scenario schema --out schemas",),
    "scenario list": ("failure-regime scenario list",),
    "doctor": ("failure-regime doctor",),
    "simulate": (
        "failure-regime simulate --scenario december-2013 --games 200",
        "failure-regime simulate --scenario december-2013 --games 5000 --jobs 4 --json run.json",
        "failure-regime simulate --scenario mine --games 200 --seats all=random --chart bands.html",
    ),
    "experiment": (
        "failure-regime experiment --list",
        "failure-regime experiment --scenario december-2013 --set tariff_pct=2 --quarters 8",
        "failure-regime experiment --scenario december-2013 --order secretary:2014Q1:bail_out",
    ),
    "election": (
        "failure-regime election --constituencies seats.csv --shares 'England: con=45,lab=55'",
        "failure-regime election --constituencies seats.csv --national --shares con=42,lab=58",
        "failure-regime election --constituencies results.csv --mapping parties.csv --shares …",
    ),
    "lab": ("failure-regime lab fidelity --draws 16", "failure-regime lab sensitivity --help"),
    "lab par": ("failure-regime lab par --scenario mine --games 200 --write",),
    "lab course": ("failure-regime lab course --scenario mine --write",),
    "lab agendas": ("failure-regime lab agendas --scenario mine --games 40",),
    "lab scoring": ("failure-regime lab scoring --scenario mine --games 100",),
    "lab bids": ("failure-regime lab bids --scenario december-2013 --games 60",),
    "lab coverage": ("failure-regime lab coverage --scenario mine --games 64",),
    "lab choices": ("failure-regime lab choices --scenario december-2013 --games 1 --draws 4",),
    "lab balance": ("failure-regime lab balance --games 100 --json balance.json",),
    "lab ladder": (
        "failure-regime lab ladder --games 4 --json ladder.json --page LADDER.md",
        "failure-regime lab ladder --rungs persona,standard,hard --games 8 --fewer hard=4",
        "failure-regime lab ladder --rungs hard,expert --table hard --games 2",
        "failure-regime lab ladder --rungs hard --without beliefs,second-ply --games 4",
    ),
    "lab levers": (
        "failure-regime lab levers --games 20 --json levers.json --page LEVERS.md",
        "failure-regime lab levers --lever strike --level standard --games 4",
    ),
    "lab deals": ("failure-regime lab deals --games 60 --page DEALS.md",),
    "lab always": ("failure-regime lab always --scenario december-2013 --lever bail_out",),
    "lab noise": ("failure-regime lab noise --scenario december-2013 --games 210",),
    "lab ends": ("failure-regime lab ends --scenario december-2013 --games 40 --jobs 2",),
    "lab history": ("failure-regime lab history --draws 16 --chart history.svg",),
    "lab fidelity": (
        "failure-regime lab fidelity --draws 64 --chart fidelity.html",
        "failure-regime lab fidelity --only 1,9 --csv targets.csv",
    ),
    "lab sensitivity": (
        "failure-regime lab sensitivity efficiency_base_year --draws 8 --chart tornado.svg",
    ),
    "lab causes": (
        "failure-regime lab causes --list",
        "failure-regime lab causes --period 2013 --jobs 2 --chart causes.html",
    ),
    "lab guide": ("failure-regime lab guide --out MODEL.md",),
    "kit": ("failure-regime kit --scenario december-2013 --out kit",),
    "guide": ("failure-regime guide --scenario december-2013",),
    "attribute": ("failure-regime attribute table1.jsonl --figure waits",),
    "debrief": ("failure-regime debrief table1.jsonl table2.jsonl --out debrief.html",),
    "pulse": ("failure-regime pulse tables --once", "failure-regime pulse tables --hold 2014Q3"),
    "whatif": ("failure-regime whatif table1.jsonl --drop 2014Q1:secretary:bail_out",),
    "man": ("failure-regime man --out failure-regime.1", "man -l failure-regime.1"),
}


def commands(group: click.Command, words: str = "") -> Iterator[tuple[str, click.Command]]:
    """Yield every command beneath one with its words, itself first; one of two names by both."""
    yield words, group
    if isinstance(group, click.Group):
        for name, command in sorted(group.commands.items()):
            yield from commands(command, f"{words} {name}".strip())


def attach(cli: click.Command) -> None:
    """Put each command's examples beneath its help."""
    for words, command in commands(cli):
        lines = EXAMPLES.get(words)
        if lines is not None:
            command.epilog = "\b\n" + "\n".join(["Examples:", *(f"  {line}" for line in lines)])
