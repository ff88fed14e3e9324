"""The same match twice, once with what others do behind the curtain besides.

Agendas kept (until a step of one is told to all), offers made and declined in secret, notes, and
what the facilitator has in store: the reader's views, log, refusals, the public file and the replay
of the journal are the same, letter for letter.
"""

from __future__ import annotations

import contextlib
import random
from collections.abc import Iterator
from pathlib import Path

from game.errors import InputError
from game.journal.public_file import public_path
from game.match import Match
from game.rules.state.commands import ChooseAgenda, Command, Inject, OfferDeal, ReplyDeal, Seal
from game.rules.state.deal_terms import Abstain, PayClout, Terms
from game.rules.state.view import Who
from game.scenario.pack import Pack
from game.scenario.schema.base import ROLES, SPECTATOR, Role
from game.scenario.schema.conditions import Condition
from game.telling.transcript import transcript
from game.world import quarter_calendar
from tests.campaigns.matches import cleared
from tests.campaigns.report import Report
from tests.campaigns.surfaces import surfaces
from tests.rules.peeking import READERS, equal

#: So many commands of a match are played twice.
FAR = 90


def tried_twice(report: Report, pack: Pack, seed: int, folder: Path) -> None:
    """Play one match without and, for each reader, with the others' secret doings."""
    commands = _commands(pack, seed)
    for who in READERS:
        paths = [cleared(folder / f"{name}-{who}.jsonl") for name in ("plain", "secret")]
        wrong = list(_both(report, pack, seed, commands, who, paths, random.Random(seed)))
        for fault in wrong:
            report.fail(f"{pack.scenario.id}, seed {seed}, played twice for {who}: {fault}")
        if not wrong:
            for path in paths:
                cleared(path)


def _commands(pack: Pack, seed: int) -> list[Command]:
    """What AIs do in the match, up to the campaign."""
    with Match.new(pack, dict.fromkeys(ROLES, "ai:persona"), seed) as match:
        while len(match.journal.entries) < FAR and match.view(SPECTATOR).phase != "campaign":
            if not match.step_ai():
                break
        played = [e for e in match.journal.entries if e.kind == "command"]
        return [entry.command for entry in played]


def _both(
    report: Report, pack: Pack, seed: int, commands: list[Command], who: Who,
    paths: list[Path], luck: random.Random,
) -> Iterator[str]:  # fmt: skip
    """Yield what tells the match with secret doings from the one without."""
    seats = dict.fromkeys(ROLES, "human")
    one, two = (Match.new(pack, seats, seed, path) for path in paths)  # type: ignore[arg-type]
    numbers: dict[int, int] = {}
    sheets = [c.orders for c in commands if isinstance(c, Seal)]
    used = {order.lever for orders in sheets for order in orders}
    unused = {x.id for x in pack.scenario.levers if x.kind == "lever"} - used
    with one, two:
        for command in commands:
            before = one.view(SPECTATOR).quarter, one.view(SPECTATOR).phase
            if command.do == "advance" and before[1] == "talks":
                report.found["secret doings"] += _doings(two, who, luck, unused)
            if not _submit(one, two, command, who, numbers):
                report.found["stopped: the clout was spent on a secret"] += 1
                return
            if one.view(SPECTATOR).milestones != two.view(SPECTATOR).milestones:
                report.found["stopped: a step of another agenda was told"] += 1
                return
            if len(two.view(who).deals) != len(one.view(who).deals):
                report.found["stopped: a secret came out"] += 1
                return
            report.tried["played twice: views"] += 1
            if not equal(one.view(who), two.view(who)):
                yield f"another view after {command!r}"
                return
            if one.log_for(who) != two.log_for(who):
                yield f"another log after {command!r}"
                return
            now = one.view(SPECTATOR).quarter, one.view(SPECTATOR).phase
            if now != before and now[1] == "papers":  # few games come to their end undisturbed
                report.tried["played twice: files"] += 1
                if _public(paths[0]) != _public(paths[1]):
                    yield f"another public file, after {command!r}"
                    return
            if now != before and now[1] in ("orders", "papers"):
                for (name, said), (_, other) in zip(
                    surfaces(one, who), surfaces(two, who), strict=True
                ):
                    report.tried["played twice: surfaces"] += 1
                    if said != other and "notes" not in name:
                        yield f"{name}, after {command!r}"
                        return
    report.tried["played twice: files"] += 2
    if _public(paths[0]) != _public(paths[1]):
        yield "another public file"
    if list(transcript(paths[0], who)) != list(transcript(paths[1], who)):
        yield "another replay"


def _submit(one: Match, two: Match, command: Command, who: Who, numbers: dict[int, int]) -> bool:
    """Give the command to both; in the second others keep another agenda, and deals are found.

    False where an office has put its clout into a secret and can't pay any more.
    """
    other = command
    if isinstance(command, ChooseAgenda) and command.role != who:
        dealt = two.view(command.role).agendas_dealt
        other = command.model_copy(update={"agenda": dealt[-1]})
    elif isinstance(command, ReplyDeal):
        deal = numbers.get(command.deal, command.deal)
        other = command.model_copy(update={"deal": deal})
    one.submit(command)
    try:
        two.submit(other)
    except InputError:
        if command.role in (None, who):
            raise
        return False
    if isinstance(command, OfferDeal):
        made = [_newest(match, command) for match in (one, two)]
        numbers[made[0]] = made[1]
    return True


def _newest(match: Match, command: OfferDeal) -> int:
    deals = [d for d in match.view(command.role).deals if d.terms == command.terms]
    return next(d.number for d in reversed(deals) if d.state == "offered")


def _doings(match: Match, who: Who, luck: random.Random, unused: set[str]) -> int:
    """Let two others talk in secret, note something, and have an event in store that never comes;
    return how much of it was lawful.

    What they strike is to use none of the ``unused`` levers, so that it will be kept.
    """
    others: list[Role] = [role for role in ROLES if role != who]
    a, b = luck.sample(others, 2)
    now = quarter_calendar.label(match.view(SPECTATOR).quarter)
    match.note("for ourselves", author=a)
    done = 0
    event = luck.choice(match.pack.scenario.events).id
    with contextlib.suppress(InputError):  # it is in store already
        match.submit(Inject(event=event, when=Condition(figure="morale", above=99.9)))
        done += 1
    levers = [x.id for x in match.pack.scenario.levers if x.role == b and x.id in unused]
    for clause, replies in (
        (Abstain(by=b, until=now, lever=luck.choice(levers)), ("accept", "decline", "withdraw")),
        (PayClout(by=a, until=now, clout=1), ("decline", "withdraw")),
    ):
        terms = Terms(offerer=a, other=b, clauses=(clause,), bond=1, secret=True)
        offered = OfferDeal(role=a, terms=terms)
        reply = luck.choice(replies)
        try:
            match.submit(offered)
            by = a if reply == "withdraw" else b
            match.submit(ReplyDeal(role=by, deal=_newest(match, offered), reply=reply))  # type: ignore[arg-type]
        except InputError:
            continue
        done += 1
    return done


def _public(path: Path) -> str:
    """The public file but for its first line, which names its journal."""
    return public_path(path).read_text("utf-8").split("\n", 1)[1]
