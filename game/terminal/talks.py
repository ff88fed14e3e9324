"""Talks in text: answering offers, making ready-written ones or one's own, leaking."""

from __future__ import annotations

from typing import Final, Literal

from game.errors import InputError
from game.match import Match
from game.rules.constants import CLOUT_PAID_MAX, MONEY_PAID_MAX_M, MONEY_PAID_MIN_M
from game.rules.state import deal_terms
from game.rules.state.commands import Command, Leak, OfferDeal, ReplyDeal
from game.rules.state.deal_terms import AnyClause, Terms
from game.rules.state.view import SeenDeal, View
from game.scenario import numerals
from game.scenario.schema.base import ROLES, Role
from game.telling import Voice
from game.telling.deals import contract, price_of_breaking
from game.telling.figures import told
from game.telling.formatting import number_typed, plural, refusal
from game.telling.rulebook import bonds, filled
from game.terminal.prompts import Console
from game.world import quarter_calendar

_BACK: Final = "go back"


def talk(match: Match, console: Console, role: Role, going_on: str) -> None:
    """Play one role's part in the talks, until it has nothing more to say."""
    while True:
        view = match.view(role)
        voice = Voice.of(match.pack.scenario, view)
        choices: list[tuple[str, Command | str]] = []
        for deal in view.deals:
            if deal.state == "offered":
                choices += _replies(voice, view, deal, role)
        for terms in view.offers:
            choices.append((f"Offer: {contract(voice, terms)}", OfferDeal(role=role, terms=terms)))
        if view.leakable:
            choices.append(("Leak a private figure to everyone", "leak"))
        choices.append(("Write an offer of your own", "write"))
        index = console.choose("What do you say?", [said for said, _ in choices], none=going_on)
        if index is None:
            return
        chosen = choices[index][1]
        command: Command | None
        if chosen == "write":
            command = _written(console, voice, view, role)
        elif chosen == "leak":
            command = _leak(console, voice, view, role)
        else:
            assert not isinstance(chosen, str)
            command = chosen
        if command is not None:
            offer(match, console, command)


def offer(match: Match, console: Console, command: Command) -> None:
    """Submit the command, let the AIs answer, and tell what came of it."""
    before = len(match.log)
    try:
        match.submit(command)
    except InputError as wrong:
        console.say(refusal(wrong))
        return
    from game.telling.log import tell

    match.run_ai()
    view = match.view(command.role or "spectator")
    voice = Voice.of(match.pack.scenario, view)
    for fact in match.log_for(view.who, before):
        console.say(tell(voice, fact, view.deals))


def _leak(console: Console, voice: Voice, view: View, role: Role) -> Command | None:
    known = [figure for figure in view.leakable if figure in view.figures]
    said = [told(voice, view.figures[figure]).line for figure in known]
    index = console.choose(
        filled("Which? It costs {leak_heat} media heat."), said, none="leak nothing"
    )
    return None if index is None else Leak(role=role, figure=known[index])


def _replies(
    voice: Voice, view: View, deal: SeenDeal, role: Role
) -> list[tuple[str, Command | str]]:
    said = contract(voice, deal.terms)
    if deal.terms.offerer == role:
        reply = ReplyDeal(role=role, deal=deal.number, reply="withdraw")
        return [(f"Withdraw your offer: {said}", reply)]
    if deal.terms.other != role:
        return []
    who = voice.office(deal.terms.offerer)
    cost = price_of_breaking(voice, view, deal.terms, role, deal)
    return [
        (
            f"Accept the offer of {who}: {said} {cost}",
            ReplyDeal(role=role, deal=deal.number, reply="accept"),
        ),
        (f"Decline the offer of {who}.", ReplyDeal(role=role, deal=deal.number, reply="decline")),
    ]


def _written(console: Console, voice: Voice, view: View, role: Role) -> Command | None:
    """Ask for an offer promise by promise; None if the writer thinks better of it."""
    others = [r for r in ROLES if r != role]
    index = console.choose("To whom?", [voice.title_of(r) for r in others], none="leave it")
    if index is None:
        return None
    other = others[index]
    clauses: list[AnyClause] = []
    for by, whose in ((role, "What do you promise?"), (other, "What do you ask of them?")):
        made = _clause(console, voice, view, by, whose)
        if made is not None:
            clauses.append(made)
    if not clauses:
        console.say("An offer without a promise is none.")
        return None
    bond = console.choose("The bond?", bonds(), none="leave it")
    if bond is None:
        return None
    secret = console.choose("In the open?", ["Public", "Secret"], none="leave it")
    if secret is None:
        return None
    try:
        terms = Terms(
            offerer=role, other=other, clauses=tuple(clauses), bond=bond, secret=secret == 1
        )
    except ValueError:
        console.say("These promises do not make a contract.")
        return None
    return OfferDeal(role=role, terms=terms)


def _clause(console: Console, voice: Voice, view: View, by: Role, prompt: str) -> AnyClause | None:
    """Ask for a promise; whoever goes back from a question about it chooses its kind again."""
    kinds = [
        "Use a lever",
        "Not use a lever",
        "Keep a figure below or above a number",
        "Hand over clout",
        "Show a private figure",
    ]
    if any(x.signer(view.quarter) == by for x in voice.scenario.levers):
        kinds.append("Countersign the other's lever")
    if by == "secretary":
        kinds.append("Pay from the purse")
    while True:
        kind = console.choose(prompt, kinds, none="promise nothing")
        if kind is None:
            return None
        made = _clause_of(kinds[kind], console, voice, view, by)
        if made is not None:
            return made


def _clause_of(said: str, console: Console, voice: Voice, view: View, by: Role) -> AnyClause | None:
    """Ask what a promise of that kind is about; None for going back."""
    now = quarter_calendar.label(view.quarter)
    if said == "Hand over clout":
        sums = [plural(n, "clout", "clout") for n in range(1, CLOUT_PAID_MAX + 1)]
        clout = console.choose("How much?", sums, none=_BACK)
        if clout is None:
            return None
        return deal_terms.PayClout(by=by, until=now, clout=1 + clout)
    if said == "Show a private figure":
        shown = _figure(console, voice)
        return deal_terms.Tell(by=by, until=now, figure=shown) if shown else None
    if said == "Pay from the purse":
        to: Literal["commissioners", "staff"]
        whom = console.choose("To whom?", ["Staff", "Commissioners"], none=_BACK)
        if whom is None:
            return None
        to = "commissioners" if whom else "staff"
        asked = console.ask(filled("How many £ million, {money_min} to {money_max}?"))
        amount = numerals.whole(asked)
        if amount is None or not MONEY_PAID_MIN_M <= amount <= MONEY_PAID_MAX_M:
            console.say(filled("That is no sum between {money_min} and {money_max}."))
            return None
        return deal_terms.PayMoney(by=by, until=now, money_m=amount, to=to)
    until = _until(console, voice, view)
    if until is None:
        return None
    if said == "Keep a figure below or above a number":
        return _keep(console, voice, by, until)
    theirs = [x for x in voice.scenario.levers if x.role == by and x.kind == "lever"]
    if said == "Countersign the other's lever":
        theirs = [x for x in voice.scenario.levers if x.signer(view.quarter) == by]
    titles = [voice.lever(x.id, view.quarter) for x in theirs]
    index = console.choose("Which lever?", titles, none=_BACK)
    if index is None:
        return None
    lever = theirs[index].id
    if said == "Countersign the other's lever":
        return deal_terms.Consent(by=by, until=until, lever=lever)
    if said == "Use a lever":
        return deal_terms.Do(by=by, until=until, lever=lever)
    return deal_terms.Abstain(by=by, until=until, lever=lever)


def _keep(console: Console, voice: Voice, by: Role, until: str) -> deal_terms.Keep | None:
    figure = _figure(console, voice)
    if figure is None:
        return None
    way = console.choose("Which way?", ["Keep it below", "Keep it above"], none=_BACK)
    if way is None:
        return None
    above = way == 1
    bound = number_typed(console.ask("Which number?"))
    if bound is None:
        console.say("That is no number.")
        return None
    if voice.unit(figure) == "share" and abs(bound) > 1:
        bound /= 100
    if above:
        return deal_terms.Keep(by=by, until=until, figure=figure, above=bound)
    return deal_terms.Keep(by=by, until=until, figure=figure, below=bound)


def _figure(console: Console, voice: Voice) -> str | None:
    from game.terminal.lookup import find_figure

    found = find_figure(voice, console.ask("Which figure? Type its name."))
    if found is None:
        console.say("No figure is called that.")
    return found


def _until(console: Console, voice: Voice, view: View) -> str | None:
    quarters = list(range(view.quarter, min(view.last, view.quarter + 3) + 1))
    said = [voice.quarter(q) for q in quarters]
    index = console.choose("Until the end of which quarter?", said, none=_BACK)
    return None if index is None else quarter_calendar.label(quarters[index])
