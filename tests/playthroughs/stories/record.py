"""Writes three stories: a game each in which one act came to what a player should take away.

A rescue that costs the country, a closure that costs the seat, and a deal that was broken for
good reason. Each is the first game of four personas, by seed, in which the act did so by itself:
the game is run again without it, on the same luck. A story is a file: what to look for, then the
game in words.

Run ``python -m tests.playthroughs.stories.record`` after a change that is meant to change games,
read the three, and commit them. A name limits it to one.
"""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import numpy as np

from game.journal.positions import moments
from game.journal.store import Journal
from game.match import Match
from game.rules import reruns
from game.rules.counterfactual import Deed, OfficeAct, acts, decisive_of, without
from game.rules.election.campaign import recounted
from game.rules.state.deal_terms import Abstain
from game.rules.state.facts import DealMoved, Fact
from game.rules.state.position import Board, Position
from game.rules.state.replace import replace
from game.scenario import loader
from game.scenario.pack import Pack
from game.scenario.schema.base import ROLES, Role
from game.telling import deals
from game.telling.formatting import change, number, plural
from game.telling.names import Voice
from game.telling.seat_cards import party
from game.telling.transcript import transcript
from game.world.figure_names import PARTIES

FOLDER: Final = Path(__file__).parent
#: Games that are tried for a story before it is given up.
MOST: Final = 60
#: Money that is given to a hospital, or to all that ask, rather than a change of what is there.
RESCUES: Final = frozenset({"case/pay", "case/loan", "bail_out", "emergency_cash"})
#: Ways in which a hospital, or a service of it, goes.
CLOSURES: Final = frozenset({"case/close", "case/unplanned", "case/administer"})
#: Part of a seat's hospital that one with a site in the seat is (``Country.near_weight``).
ITS_OWN: Final = 0.45


@dataclass(frozen=True, slots=True)
class Played:
    """A game of personas that has ended, with all that happened in it."""

    pack: Pack
    seed: int
    position: Position
    log: tuple[Fact, ...]

    @property
    def voice(self) -> Voice:
        place = self.pack.model.place
        return Voice(self.pack.scenario, place.trust_name, place.trust_id)

    @property
    def board(self) -> Board:
        return self.position.board

    def deeds(self) -> dict[Role, tuple[Deed, ...]]:
        """Every office's acts, with what each changed by itself."""
        return decisive_of(self.pack, self.position, self.log, ROLES)

    def act_said(self, role: Role, act: OfficeAct) -> str:
        """An act as it is told: "Q3 2013/14, the Health Secretary: “Close it”, Ixing Hospitals"."""
        voice = self.voice
        where = "".join(f", {voice.trust(t)}" for t in act.trusts)
        title = voice.cause(act.source, act.quarter)
        return f"{voice.quarter(act.quarter)}, {voice.office(role)}: “{title}”{where}."


#: What a game shows of the story, as lines; none if it doesn't.
Finder = Callable[[Played], list[str]]


def rescue(game: Played) -> list[str]:
    """A rescue with which more trusts are at risk, the accounts are worse and fewer seats held."""
    costly = [
        (role, deed)
        for role, deeds in game.deeds().items()
        for deed in deeds
        if deed.act.source in RESCUES and deed.seats < 0 and _worse(deed)
    ]
    if not costly:
        return []
    role, deed = max(costly, key=lambda found: _by(found[1], "trusts_at_risk"))
    return [game.act_said(role, deed.act), f"By the same luck without it: {_told(game, deed)}."]


def closure(game: Played) -> list[str]:
    """A closure for which alone the government lost the seat in which the hospital stood."""
    board, world, country = game.board, game.position.world, game.pack.model.country
    done = {role: acts(game.log, role) for role in ROLES}
    closed = [(r, a) for r in ROLES for a in done[r] if a.source in CLOSURES and len(a.trusts) == 1]
    if not closed or board.ending not in ("election", "snap"):
        return []
    every = (*board.past.spent, *board.modifiers)
    games = [every, *(without(every, done[role], act, role) for role, act in closed)]
    worlds = reruns.run_many(game.pack, board.seed, games, world.quarter)
    came, *others = recounted(game.pack, [replace(board, modifiers=g) for g in games], worlds)
    for (role, act), (_, night) in zip(closed, others, strict=True):
        own = ((country.near_trust == act.trusts[0]) & (country.near_weight >= ITS_OWN)).any(axis=1)
        now, then = came[1].winner[:, 0], night.winner[:, 0]
        lost = [s for s in np.flatnonzero(own & country.government) if _lost(game, then[s], now[s])]
        for seat in lost:
            insurgent = bool(came[1].insurgent[seat, 0])
            winner = party("insurgent" if insurgent else PARTIES[int(now[seat])])
            before, after = (int(n.seats[_governing(game), 0].sum()) for n in (night, came[1]))
            more = f", and {plural(before - after, 'seat')} more in all" if before > after else ""
            return [
                game.act_said(role, act),
                f"The government held {country.seat_name[seat]}, where it stood. Now: {winner}.",
                f"By the same luck without it the government holds the seat{more}.",
            ]
    return []


def breach(game: Played) -> list[str]:
    """A promise not to use a lever, broken by one who was better off for it by the end."""
    deeds = game.deeds()
    for fact in game.log:
        if not isinstance(fact, DealMoved) or fact.move != "broken" or fact.by is None:
            continue
        deal = next(d for d in game.board.deals if d.number == fact.deal)
        mine = [c for c in deal.terms.clauses if isinstance(c, Abstain) and c.by == fact.by]
        for deed in deeds[fact.by]:
            broke = deed.act.quarter == fact.quarter and any(
                _covers(game, promise, deed.act.source) for promise in mine
            )
            if broke and deed.points >= 0.5:
                voice, fewer = game.voice, number(deed.points, 1)
                has = f"{voice.office(fact.by)} {voice.verb(fact.by, 'has', 'have')}"
                return [
                    f"Deal {deal.number}: {deals.contract(voice, deal.terms)}",
                    f"{game.act_said(fact.by, deed.act)} The deal is broken.",
                    f"By the same luck without it {has} {fewer} of its own points fewer.",
                ]
    return []


#: The stories: file, title, scenario, how a game of it is known.
STORIES: Final[dict[str, tuple[str, str, Finder]]] = {
    "rescue": ("A rescue that costs the country", "saving-stps", rescue),
    "closure": ("A closure that costs the seat", "december-2013", closure),
    "breach": ("A deal that was broken for good reason", "saving-stps", breach),
}


def played(pack: Pack, seed: int, path: Path) -> Played:
    """The game of four personas of that seed, kept in a journal."""
    with Match.new(pack, dict.fromkeys(ROLES, "ai:persona"), seed, path) as match:
        match.run_ai()
        log = match.log
    with Journal.read(path) as journal:
        *_, last = moments(list(journal.entries), pack)
    assert last.position is not None  # it was played just now, under these rules
    return Played(pack, seed, last.position, log)


def story(name: str, seeds: Iterator[int]) -> str:
    """The story, from the first of the seeds whose game shows it. Raises LookupError."""
    title, scenario, finder = STORIES[name]
    pack = loader.load(scenario)
    with tempfile.TemporaryDirectory() as folder:
        for seed in seeds:
            path = Path(folder) / f"{seed}.jsonl"
            found = finder(played(pack, seed, path))
            if found:
                head = [title, f"Scenario {scenario}, seed {seed}, four personas.", *found, ""]
                return "".join(f"{line}\n" for line in (*head, *transcript(path, "all")))
    raise LookupError(f"No game tells the story of the {name}.")


def main(names: list[str]) -> None:
    """Writes the named stories, or all."""
    for name in names or sorted(STORIES):
        (FOLDER / f"{name}.txt").write_text(story(name, iter(range(1, MOST + 1))), "utf-8")
        print(f"{name}.txt")


def _worse(deed: Deed) -> bool:
    return _by(deed, "trusts_at_risk") >= 1 and _by(deed, "net_surplus_m") < 0


def _by(deed: Deed, figure: str) -> float:
    """How much greater a figure is with the act than without it."""
    return next(came - without for name, came, without in deed.changed if name == figure)


def _told(game: Played, deed: Deed) -> str:
    voice = game.voice
    figures = (
        f"{voice.figure_inside(name)} {change(without - came, voice.unit(name))}"
        for name, came, without in deed.changed
        if name in ("trusts_at_risk", "net_surplus_m", "reform_delivered")
    )
    return "; ".join((*figures, f"{plural(round(-deed.seats), 'seat')} more for the government"))


def _governing(game: Played) -> list[int]:
    government = game.pack.scenario.government
    return [i for i, name in enumerate(PARTIES) if name in (government.leading, government.partner)]


def _lost(game: Played, then: int, now: int) -> bool:
    """Whether a seat that a governing party would win goes to another."""
    governing = _governing(game)
    return int(then) in governing and int(now) not in governing


def _covers(game: Played, promise: Abstain, lever: str) -> bool:
    if promise.lever is not None:
        return promise.lever == lever
    return any(x.id == lever and promise.tag in x.tags for x in game.pack.scenario.levers)


if __name__ == "__main__":
    main(sys.argv[1:])
