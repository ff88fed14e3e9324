"""Measure coverage: which cards play reaches, and how much choice each role has each quarter.

``cover`` plays games and counts, card by card, how often a lever was lawful, was ordered and took
effect, and how often an event was drawn and by which answers it ended; and, quarter by quarter, the
fewest levers that any role could have ordered. A lever counts as open to a role when nothing but
the role's own clout, or an empty purse, stands in its way.

A scenario that is made of one text should play that text: ``of_texts`` says how much of what came
up cites each, and ``seldom`` which of its own events hardly anybody meets.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Generator, Iterable, Sequence
from dataclasses import dataclass, field, fields
from functools import partial
from typing import Final

from game.lab import batch
from game.lab.shared_work import shared
from game.lab.simulate import pack_of, tiles_of
from game.rules.cards.index import card_index
from game.rules.orders import lever_menu
from game.rules.state.position import Position
from game.scenario import loader
from game.scenario.pack import Pack
from game.scenario.schema.base import ROLES, Role

#: Least share of a text scenario's drawn events that cite its text.
OWN_TEXT: Final = 0.65
#: Least share of each text's events where a scenario draws on all of them.
EACH_TEXT: Final = 0.10
#: Least share of games in which an event of the scenario's text comes up, unless it is rare.
OWN_EVENT: Final = 0.10
#: A claim is lived, and not only mentioned, if so many games meet a card that cites it.
LIVED: Final = 1 / 3
TEXTS: Final = ("000", "001", "002", "003", "004")

#: What a reason says that is only the price.
_PRICE = (" clout and you have ", " and the purse holds ")


@dataclass(slots=True)
class CardCoverage:
    """Counts over games; merge several with ``add``. Keys: levers, events, "event/option".

    ``met`` counts the games in which an event came up at all, ``cited`` the drawn events that
    cite a text, by text; an event of two texts counts for both. ``claims`` counts the games in
    which a card that cites the claim came up or took effect.
    """

    games: int = 0
    lawful: Counter[str] = field(default_factory=Counter)
    ordered: Counter[str] = field(default_factory=Counter)
    worked: Counter[str] = field(default_factory=Counter)
    drawn: Counter[str] = field(default_factory=Counter)
    met: Counter[str] = field(default_factory=Counter)
    cited: Counter[str] = field(default_factory=Counter)
    claims: Counter[str] = field(default_factory=Counter)
    answered: Counter[str] = field(default_factory=Counter)
    answers: Counter[Role] = field(default_factory=Counter)
    endings: Counter[str] = field(default_factory=Counter)
    outcomes: Counter[str] = field(default_factory=Counter)
    fewest_lawful: dict[tuple[int, Role], int] = field(default_factory=dict)
    fewest_open: dict[tuple[int, Role], int] = field(default_factory=dict)
    scores: list[dict[Role, float]] = field(default_factory=list)

    def add(self, other: CardCoverage) -> None:
        """Add another's counts to these."""
        self.games += other.games
        for name in (f.name for f in fields(self)):
            mine, theirs = getattr(self, name), getattr(other, name)
            if isinstance(mine, Counter):
                mine.update(theirs)
            elif isinstance(mine, dict):  # a fewest
                mine |= {key: min(n, mine.get(key, n)) for key, n in theirs.items()}
        self.scores += other.scores


def cover(
    pack: Pack,
    kinds: dict[Role, str],
    seeds: Iterable[int],
    done: Callable[[int], None] = lambda count: None,
) -> CardCoverage:
    """Return the coverage of one game for each seed."""
    found = CardCoverage()

    def look(position: Position) -> None:
        _menus(pack, position, found)

    for game in batch.play(pack, kinds, seeds, sealing=look):
        board = game.position.board
        found.games += 1
        found.endings[board.ending] += 1
        found.scores.append(dict(board.scores))
        for event, option, _ in board.past.events:
            found.drawn[event] += 1
            found.answered[f"{event}/{option}"] += 1
            card = pack.scenario.event(event)
            found.answers[card.answers] += 1
            found.cited.update(text for text in TEXTS if card.cites(text))
        came = {event for event, _, _ in board.past.events}
        used = {lever for _, lever, _, how in board.past.orders if how in ("full", "half")}
        cards = [pack.scenario.event(e) for e in came] + [pack.scenario.lever(x) for x in used]
        found.met.update(came)
        found.claims.update({claim for card in cards for claim in card.claims})
        for _, lever, _, outcome in board.past.orders:
            found.ordered[lever] += 1
            found.worked[lever] += outcome in ("full", "half")
        for name, _ in board.result:
            if name.startswith("outcome/"):
                found.outcomes[name.removeprefix("outcome/")] += 1
        done(1)
    return found


def tiles(
    scenario: str,
    kinds: dict[Role, str],
    games: int,
    seed: int = 1,
    jobs: int = 1,
    cluster: str | None = None,
) -> Generator[CardCoverage]:
    """Yield the coverage of a run's games, some at a time, to be added up. Raises InputError."""
    work = partial(_worker_tile, scenario, kinds)
    here = partial(cover, loader.load(scenario), kinds)
    with shared(work, tiles_of(seed, games, jobs, cluster), jobs, cluster, here) as made:
        yield from made


def _worker_tile(scenario: str, kinds: dict[Role, str], seeds: Sequence[int]) -> CardCoverage:
    return cover(pack_of(scenario), kinds, seeds)


def _menus(pack: Pack, position: Position, found: CardCoverage) -> None:
    """Count what each role could order when the order sheets open."""
    board = position.board
    for role in ROLES:
        lawful = opened = 0
        for item in lever_menu.menu(pack, position, role):
            if not item.reasons:
                lawful += 1
                found.lawful[item.lever] += 1
            opened += all(any(p in reason for p in _PRICE) for reason in item.reasons)
        if board.phase == "orders":
            key = (board.quarter, role)
            found.fewest_lawful[key] = min(lawful, found.fewest_lawful.get(key, lawful))
            found.fewest_open[key] = min(opened, found.fewest_open.get(key, opened))


def missing(pack: Pack, found: CardCoverage) -> tuple[list[str], list[str], list[str]]:
    """Return the levers never lawful, the levers that never worked, and the events never drawn."""
    levers = [x.id for x in pack.scenario.levers if _playable(pack, x.id)]
    return (
        [x for x in levers if not found.lawful[x]],
        [x for x in levers if not found.worked[x]],
        [e.id for e in pack.scenario.events if not found.drawn[e.id]],
    )


def of_texts(found: CardCoverage) -> dict[str, float]:
    """Return by text the share of the drawn events that cite it."""
    total = max(1, found.drawn.total())
    return {text: found.cited[text] / total for text in TEXTS}


def own_events(pack: Pack, found: CardCoverage) -> dict[str, float]:
    """Return by event of the scenario's own text the share of games in which it came up.

    The rarest stand first; a scenario of all texts has no events of its own.
    """
    games = max(1, found.games)
    own = [e.id for e in pack.scenario.events if e.cites(pack.scenario.text)]
    return {name: found.met[name] / games for name in sorted(own, key=lambda e: found.met[e])}


def mentioned(pack: Pack, found: CardCoverage) -> list[str]:
    """Return the claims of the scenario's own text that its cards cite and few games meet."""
    cards = (*pack.scenario.events, *pack.scenario.levers)
    own = f"{pack.scenario.text}."
    cited = {claim for card in cards for claim in card.claims if claim.startswith(own)}
    few = {claim for claim in cited if found.claims[claim] < LIVED * max(1, found.games)}
    return sorted(few, key=lambda claim: int(claim.removeprefix(own)))


def seldom(pack: Pack, found: CardCoverage) -> list[str]:
    """Return the scenario's own events that come up less often than they should."""
    shares = own_events(pack, found).items()
    return [e for e, share in shares if share < OWN_EVENT and not pack.scenario.event(e).rare]


def _playable(pack: Pack, lever: str) -> bool:
    """Tell whether the lever's period meets the scenario's quarters, or it is a campaign act."""
    index = card_index(pack)
    row = index.levers[lever]
    return row.lever.kind == "campaign" or (row.first <= index.last and row.last >= index.first)


def lines(pack: Pack, found: CardCoverage) -> list[str]:
    """Return the coverage in words, for a terminal."""
    unlawful, unused, undrawn = missing(pack, found)
    total = max(1, found.answers.total())
    out = [f"{found.games} games; endings: {_counted(found.endings)}"]
    if found.outcomes:
        out.append(f"Outcomes: {_counted(found.outcomes)}")
    for role in ROLES:
        fewest = [n for (_, who), n in found.fewest_lawful.items() if who == role]
        opened = [n for (_, who), n in found.fewest_open.items() if who == role]
        share = 100 * found.answers[role] / total
        out.append(
            f"{role}: answers {share:.0f}% of events; at least {min(opened, default=0)} levers"
            f" open in every quarter, {min(fewest, default=0)} of them within its clout"
        )
    out += _text_lines(pack, found)
    for said, names in (
        ("Levers never lawful", unlawful),
        ("Levers that never took effect", unused),
        ("Events never drawn", undrawn),
    ):
        out.append(f"{said}: {', '.join(names) or 'none'}")
    return out


def _text_lines(pack: Pack, found: CardCoverage) -> list[str]:
    """Return how far the scenario's events are those of its text, and whether that is enough."""
    shares, own = of_texts(found), pack.scenario.text
    least = EACH_TEXT if own == "all" else OWN_TEXT
    judged = TEXTS if own == "all" else (own,)
    met = "met" if all(shares[text] >= least for text in judged) else "NOT met"
    said = ", ".join(f"{text} {share:.0%}" for text, share in shares.items())
    which = "each text" if own == "all" else f"text {own}"
    out = [f"Events by the text they cite: {said} (at least {least:.0%} of {which}: {met})"]
    if own != "all":
        games = ", ".join(f"{e} {share:.0%}" for e, share in own_events(pack, found).items())
        out.append(f"Games in which each event of the text comes up: {games or 'none'}")
        rare = seldom(pack, found)
        out.append(f"Under {OWN_EVENT:.0%} and not meant to be rare: {', '.join(rare) or 'none'}")
        few = mentioned(pack, found)
        out.append(f"Claims met in under {LIVED:.0%} of games: {', '.join(few) or 'none'}")
    return out


def _counted(counts: Counter[str]) -> str:
    return ", ".join(f"{name} {n}" for name, n in counts.most_common())
