"""A small scenario built in Python for tests of the rules: no file of a scenario is needed.

Six quarters, 40 trusts, 60 commissioners. Its cards are few and plain: each kind of effect,
counter and target is on at least one of them.
"""

from __future__ import annotations

from functools import cache
from typing import Any

from game.rules import engine
from game.rules.state.commands import Advance, AnswerEvent, ChooseAgenda, Command, Order, Seal
from game.rules.state.facts import Fact
from game.rules.state.position import Position
from game.scenario import cases_reader, election_parameters
from game.scenario.model_builder import government
from game.scenario.pack import Pack
from game.scenario.schema import scenario as scenario_schema
from game.scenario.schema.base import ROLES
from game.scenario.source_files import common_dir
from game.world import model, parameters, quarter_calendar
from tests.rules.small_cards import AGENDAS, EVENTS, LEVERS, PROSE, SCORING, figures, politics
from tests.world import fixtures as land

TRUSTS = 40
FIRST, LAST = "2013Q4", "2015Q1"


@cache
def pack(*, cases: bool = False, **changes: Any) -> Pack:
    """The scenario, with fields of its frame replaced; with ``cases`` hospitals fall due."""
    paths = {name: dict(path) for name, path in land.PATHS.items()}
    raw = {
        "id": "small",
        "title": "Small",
        "tagline": "A scenario of the tests",
        "text": "001",
        "background": PROSE,
        "lesson": PROSE,
        "headline": "Small",
        "first": FIRST,
        "last": LAST,
        "government": {
            "leading": "con",
            "partner": "ld",
            "opposition": "lab",
            "began": "2010Q2",
            "election": "2015Q2",
            "baseline": 2010,
            "national_share": {"con": 32, "lab": 37, "ld": 10, "ukip": 12, "green": 3, "nat": 4,
                               "oth": 2},
        },
        "start": {
            "gauges": {},
            "trusts_csv": "trusts.csv",
            "commissioners_csv": "commissioners.csv",
            "constituencies_csv": "seats.csv",
            "trusts_at_risk": 8,
            "commissioners_at_risk": 3,
            "entrant_share": {"elective": 0.06, "long_term": 0.05},
            "purse_m": 400,
            "treasury_headroom_m": 1000,
        },
        "paths": paths,
        "figures": figures(),
        "politics": politics(),
        "scoring": SCORING,
        "levers": LEVERS,
        "events": EVENTS,
        "agendas": AGENDAS,
        **({"cases": cases_reader.read(common_dir(), common_dir()).cases} if cases else {}),
        **changes,
    }  # fmt: skip
    scenario = scenario_schema.Scenario.model_validate(raw)
    start = scenario.start
    built = model.build(
        land.place(TRUSTS, 60),
        parameters.from_mapping(land.parameters()),
        land.country(650, TRUSTS),
        quarter_calendar.parse(FIRST),
        paths,
        land.RULES,
        government(scenario),
        model.StartValues(
            gauges=dict(start.gauges),
            trusts_at_risk=start.trusts_at_risk,
            commissioners_at_risk=start.commissioners_at_risk,
            entrant_share=dict(start.entrant_share),
            purse_m=start.purse_m,
            treasury_headroom_m=start.treasury_headroom_m,
            tariff_since_start=start.tariff_since_start,
        ),
        election=election_parameters.parameters(),
    )
    return Pack(scenario, built)


class Game:
    """A game under test: applies commands and keeps what happened since the last look."""

    def __init__(self, pack_: Pack | None = None, seed: int = 7) -> None:
        self.pack = pack_ or pack()
        self.position, self.told = engine.start(self.pack, seed)

    @property
    def board(self) -> Any:
        return self.position.board

    def do(self, *commands: Command) -> tuple[Fact, ...]:
        told: list[Fact] = []
        for command in commands:
            self.position, more = engine.apply(self.pack, self.position, command)
            told += more
        self.told = tuple(told)
        return self.told

    def simplest(self) -> Command:
        """The plainest command that is awaited: first agenda, free answer, empty sheet."""
        item = engine.pending(self.pack, self.position)[0]
        board = self.position.board
        if item.role is None:
            return Advance()
        if item.kind == "agenda":
            return ChooseAgenda(role=item.role, agenda=board.office(item.role).agendas_dealt[0])
        if item.kind == "answer":
            event = next(
                self.pack.scenario.event(e)
                for e in board.events
                if self.pack.scenario.event(e).answers == item.role
            )
            free = next(o for o in event.options if o.clout == 0 and o.purse_m == 0)
            return AnswerEvent(role=item.role, event=event.id, option=free.id)
        return Seal(role=item.role)

    def to(self, phase: str) -> Game:
        """Plays plainly until the phase begins."""
        for _ in range(400):
            if self.position.board.phase == phase:
                return self
            self.do(self.simplest())
        raise AssertionError(f"{phase} was never reached")

    def orders(self, **sheets: Any) -> tuple[Fact, ...]:
        """Seals the sheets given by role (lever, Order or a list of them), others empty."""
        self.to("orders")
        return self.do(*(Seal(role=r, orders=sheet(sheets.get(r))) for r in ROLES))

    def market(self) -> tuple[Fact, ...]:
        """Runs the market quarter after a reveal."""
        assert self.position.board.phase == "reveal"
        return self.do(Advance())


def sheet(given: Any) -> tuple[Order, ...]:
    if given is None:
        return ()
    many = given if isinstance(given, list | tuple) else [given]
    return tuple(Order(lever=o) if isinstance(o, str) else o for o in many)


def play(position: Position, game_pack: Pack, *commands: Command) -> Position:
    for command in commands:
        position, _ = engine.apply(game_pack, position, command)
    return position
