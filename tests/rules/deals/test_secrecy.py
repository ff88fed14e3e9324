"""Nobody but its parties can tell that a secret deal exists, until it comes out.

The same game is played twice, with and without secret talks between two roles. All that the
others and the public are shown, told, refused or able to count is the same.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from game.errors import IllegalCommandError
from game.journal.public_file import public_path
from game.match import Match
from game.rules.phase_table import Phase
from game.rules.state.commands import (
    Advance,
    AnswerEvent,
    ChooseAgenda,
    Command,
    OfferDeal,
    ReplyDeal,
    Seal,
)
from game.rules.state.deal_terms import Abstain, AnyClause, PayClout, PayMoney, Terms
from game.scenario import loader
from game.scenario.pack import Pack
from game.scenario.schema.base import ROLES, SPECTATOR, Role
from game.telling.log import log_lines
from game.telling.names import Voice
from tests.rules.peeking import equal

PACK: Pack = loader.load("december-2013")
#: Who has no part in what the Secretary and the Unions agree on in secret.
OTHERS = ("number10", "monitor", SPECTATOR)
#: A lever that each role may promise not to use.
LEVERS: dict[Role, str] = {
    role: next(x.id for x in PACK.scenario.levers if x.role == role and x.kind == "lever")
    for role in ROLES
}
NOW, LATER = "2013Q4", "2014Q1"


def go_on(match: Match) -> None:
    """Do what the game waits for first, in the plainest way."""
    item = match.pending()[0]
    command: Command
    if item.role is None:
        command = Advance()
    elif item.kind == "agenda":
        agenda = match.view(item.role).agendas_dealt[0]
        command = ChooseAgenda(role=item.role, agenda=agenda)
    elif item.kind == "answer":
        event = match.view(item.role).events[0]
        option = next(name for name, _, _, closed in event.options if not closed)
        command = AnswerEvent(role=item.role, event=event.event, option=option)
    else:
        command = Seal(role=item.role)
    match.submit(command)


def to(match: Match, phase: Phase) -> None:
    """Play on to the next such phase."""
    go_on(match)
    while match.view(SPECTATOR).phase != phase:
        go_on(match)


def agreed(*clauses: AnyClause, secret: bool, by: Role = "unions", to: Role = "secretary") -> Terms:
    return Terms(offerer=by, other=to, clauses=clauses, bond=1, secret=secret)


def truce(until: str, **more: Any) -> Terms:
    return agreed(
        *(Abstain(by=by, until=until, lever=LEVERS[by]) for by in ("unions", "secretary")),
        **more,
    )


def number_of(match: Match, role: Role) -> int:
    """The number of the offer that the role has just made or got."""
    return next(d.number for d in match.view(role).deals if d.state == "offered")


def talk_in_secret(match: Match) -> None:
    """Make, refuse, take back and strike secret offers."""
    for until, reply in ((NOW, "decline"), (LATER, "withdraw"), (NOW, "accept")):
        match.submit(OfferDeal(role="unions", terms=truce(until, secret=True)))
        role: Role = "unions" if reply == "withdraw" else "secretary"
        number = number_of(match, role)
        match.submit(ReplyDeal(role=role, deal=number, reply=reply))  # type: ignore[arg-type]
    paid = PayClout(by="secretary", until=NOW, clout=1)
    terms = agreed(paid, secret=True, by="secretary", to="unions")
    match.submit(OfferDeal(role="secretary", terms=terms))


def shown(match: Match) -> dict[str, Any]:
    """All that the others can read: views, logs in words, and why anything moved."""
    found: dict[str, Any] = {}
    for who in OTHERS:
        view = match.view(who)  # type: ignore[arg-type]
        log = match.log_for(who)  # type: ignore[arg-type]
        voice = Voice.of(PACK.scenario, view)
        found[who] = (view, log, log_lines(voice, view, log))
    return found


def played(folder: Path, *, secret: bool) -> tuple[list[dict[str, Any]], Path]:
    """A game of two quarters with an open offer after the secret talks; all that is shown."""
    path = folder / f"{'with' if secret else 'without'}.jsonl"
    moments = []
    with Match.new(PACK, dict.fromkeys(ROLES, "human"), 4, path) as match:
        to(match, "talks")
        if secret:
            talk_in_secret(match)
        moments.append(shown(match))
        open_deal = agreed(
            *(Abstain(by=by, until=LATER, lever=LEVERS[by]) for by in ("monitor", "number10")),
            secret=False, by="monitor", to="number10",
        )  # fmt: skip
        match.submit(OfferDeal(role="monitor", terms=open_deal))
        match.submit(ReplyDeal(role="number10", deal=number_of(match, "number10"), reply="accept"))
        moments.append(shown(match))
        for phase in ("orders", "reveal", "papers", "bulletin", "talks", "papers"):
            to(match, phase)  # type: ignore[arg-type]
            moments.append(shown(match))
        kept = [d.state for d in match.view("unions").deals if d.terms.secret]
        assert kept == (["declined", "withdrawn", "kept", "lapsed"] if secret else [])
        assert not any(d.terms.secret for d in match.view("monitor").deals)
    return moments, public_path(path)


def lines(path: Path) -> Iterator[dict[str, Any]]:
    """The lines of a public file but for its own name."""
    for text in path.read_text("utf-8").splitlines()[1:]:
        yield json.loads(text)


@pytest.fixture(scope="module")
def both(tmp_path_factory: pytest.TempPathFactory) -> list[tuple[list[dict[str, Any]], Path]]:
    folder = tmp_path_factory.mktemp("secrecy")
    return [played(folder, secret=secret) for secret in (True, False)]


@pytest.mark.parametrize("who", OTHERS)
def test_others_see_and_hear_the_same_with_and_without(both: Any, who: str) -> None:
    (with_it, _), (without, _) = both
    for one, other in zip(with_it, without, strict=True):
        assert equal(one[who], other[who])


def test_the_public_file_is_the_same_line_for_line(both: Any) -> None:
    (_, with_it), (_, without) = both
    assert list(lines(with_it)) == list(lines(without))


def test_open_deals_are_counted_by_themselves(both: Any) -> None:
    (with_it, _), _ = both
    assert [d.number for d in with_it[-1][SPECTATOR][0].deals] == [1]


def test_the_number_of_a_deal_that_comes_out_counts_no_other() -> None:
    """However many secret offers came before it, one's number says nothing of them."""
    numbers = set()
    for seed in range(6):
        with Match.new(PACK, dict.fromkeys(ROLES, "human"), seed) as match:
            to(match, "talks")
            talk_in_secret(match)
            found = [d.number for d in match.view("unions").deals]
        assert len(set(found)) == len(found)
        assert min(found) >= 1000
        assert found != sorted(found) or seed
        numbers.add(tuple(found))
    assert len(numbers) == 6


def test_money_from_the_purse_is_no_secret() -> None:
    """Everybody reads the purse, so that a secret payment would be seen at once."""
    with Match.new(PACK, dict.fromkeys(ROLES, "human"), 4) as match:
        to(match, "talks")
        before = match.digest()
        terms = agreed(
            PayMoney(by="secretary", until=NOW, money_m=200, to="staff"),
            PayClout(by="unions", until=NOW, clout=1),
            secret=True,
        )
        with pytest.raises(IllegalCommandError, match="can't be secret"):
            match.submit(OfferDeal(role="unions", terms=terms))
        assert match.digest() == before


def test_what_an_open_deal_pays_is_taken_off_the_purse_once() -> None:
    with Match.new(PACK, dict.fromkeys(ROLES, "human"), 4) as match:
        to(match, "talks")
        left = match.view("monitor").purse_left_m
        terms = agreed(PayMoney(by="secretary", until=NOW, money_m=200, to="staff"), secret=False)
        match.submit(OfferDeal(role="unions", terms=terms))
        match.submit(ReplyDeal(role="secretary", deal=1, reply="accept"))
        paid = match.view("monitor").purse_left_m
        assert left is not None
        assert paid == left - 200
        to(match, "papers")
        view = match.view("monitor")
        assert view.purse_left_m == view.figures["purse_m"].value
