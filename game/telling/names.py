"""The names of one scenario: offices, levers, figures, trusts, causes, phases."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, assert_never

from game.rules.knowledge.disclosure import UNPUBLISHED
from game.rules.phase_table import Phase
from game.rules.state.view import View
from game.scenario import card_codes
from game.scenario.schema.base import ROLES, Role, with_article
from game.scenario.schema.cards import Reported
from game.scenario.schema.contracts import SERVICE_LOST
from game.scenario.schema.scenario import Scenario, Unit
from game.scenario.title_case import inside
from game.telling.formatting import clean
from game.world import quarter_calendar

#: What clout is to each office: told once, in its briefing. On cards and sheets it is clout.
CLOUT: Final[dict[Role, str]] = {
    "secretary": "authority",
    "number10": "political capital",
    "monitor": "credibility",
    "unions": "solidarity",
}
#: Published ratings of care, the worst first.
RATINGS: Final = ("weak", "fair", "good", "excellent")
PHASES: Final[dict[Phase, str]] = {
    "agendas": "Secret agendas",
    "bulletin": "Bulletin",
    "event": "Event",
    "talks": "Talks",
    "orders": "Sealed orders",
    "reveal": "Reveal",
    "papers": "Papers",
    "campaign": "The campaign",
    "ended": "The end",
}
PARTIES: Final[dict[str, str]] = {
    "con": "Conservative",
    "lab": "Labour",
    "ld": "Liberal Democrat",
    "ukip": "UKIP",
    "green": "Green",
    "nat": "SNP and Plaid Cymru",
    "oth": "Others",
}
#: England's regions and the other nations, by code.
REGION_NAMES: Final[dict[str, str]] = {
    "NE": "North East",
    "NW": "North West",
    "YH": "Yorkshire and the Humber",
    "EM": "East Midlands",
    "WM": "West Midlands",
    "EE": "East of England",
    "LN": "London",
    "SE": "South East",
    "SW": "South West",
    "WA": "Wales",
    "SC": "Scotland",
    "NI": "Northern Ireland",
}
#: What a trust is, by its number in ``View.trusts``.
STATUS: Final = ("NHS trust", "Foundation trust", "In administration", "Gone")
#: Mechanisms of the model that move gauges of themselves, as the report names them.
MECHANISMS: Final[dict[str, str]] = {
    "drift": "drift back to its usual level",
    "base": "its usual level",
    "pull": "its pull back to the usual level",
    "inertia": "what was not yet worked through",
    "shock": "orders and events",
    "push": "longer-lasting orders and events",
    "clip": "the end of the scale",
    "rounding": "rounding",
    "honeymoon": "the honeymoon wearing off",
    "level": "where it stood",
    "service_lost": "a service lost to a newcomer",
    UNPUBLISHED: "what isn't published",
}
#: What the rules themselves do to gauges, by the beginning of its source.
_RULES: Final[dict[str, str]] = {
    "rule/case_blocked": "a decision on a hospital that was blocked",
    "rule/case_held": "a hospital's case held over",
    "override/": "set by the facilitator",
}


@dataclass(frozen=True, slots=True)
class Voice:
    """A scenario's names. ``trusts`` in the order of the model's rows."""

    scenario: Scenario
    trusts: tuple[str, ...] = ()
    ids: tuple[str, ...] = ()  # of the trusts, in the same order

    @classmethod
    def of(cls, scenario: Scenario, view: View) -> Voice:
        """Return the voice for a game, from any view of it."""
        return cls(scenario, view.trusts.name, view.trusts.id)

    def office(self, role: Role, *, start: bool = False) -> str:
        """Return an office in a sentence, or at its start: "the Health Secretary", "The …"."""
        said = with_article(clean(self.scenario.office(role), 60))
        return said[0].upper() + said[1:] if start else said

    def title_of(self, role: Role) -> str:
        """Return an office as a label, without its article."""
        return self.office(role, start=True).removeprefix("The ")

    def verb(self, role: Role, one: str, many: str) -> str:
        """Return the verb's form that the office takes: two bodies and the unions are many.

        "Monitor keeps", "the Unions keep".
        """
        name = self.office(role).lower()
        return many if name.endswith("unions") or " and " in name else one

    def role_named(self, text: str) -> Role | None:
        """Return the role that a person means by a few letters, None if it isn't clear."""
        wanted = text.strip().lower()
        fit = [
            r
            for r in ROLES
            if wanted and (r.startswith(wanted) or wanted in self.office(r).lower())
        ]
        return fit[0] if len(fit) == 1 else None

    def lever(self, lever: str, quarter: int) -> str:
        """Return a lever's title in that quarter."""
        try:
            return _title(self.scenario.lever(lever).title(quarter))
        except KeyError:
            return humanised(lever)

    def code(self, lever: str) -> str:
        """Return a lever's code on paper: S4; empty for one that the scenario hasn't."""
        return card_codes.codes(self.scenario).get(lever, "")

    def way(self, way: str) -> str:
        """Return what a way out of a case is called."""
        try:
            return _title(self.scenario.cases.way(way).title)
        except KeyError:
            return humanised(way)

    def event(self, event: str) -> str:
        """Return an event's title."""
        try:
            return _title(self.scenario.event(event).title)
        except KeyError:
            return humanised(event)

    def option(self, event: str, option: str) -> str:
        """Return the title of an answer to an event."""
        try:
            options = self.scenario.event(event).options
        except KeyError:
            return humanised(option)
        return next((_title(o.title) for o in options if o.id == option), humanised(option))

    def printed(self, card: str, option: str | None = None) -> tuple[str, str] | None:
        """Return headline and standfirst of a lever, or of an answer to an event.

        None where the scenario as it is now has none: a card of an older one, or not written.
        """
        try:
            told: Reported | None
            if option is None:
                told = self.scenario.lever(card)
            else:
                options = self.scenario.event(card).options
                told = next((o for o in options if o.id == option), None)
        except KeyError:
            return None
        if told is None or not told.headline or not told.standfirst:
            return None
        return clean(told.headline, 90), clean(told.standfirst, 300)

    def agenda(self, agenda: str) -> str:
        """Return an agenda's title."""
        try:
            return _title(self.scenario.agenda(agenda).title)
        except KeyError:
            return humanised(agenda)

    def outcome(self, outcome: str) -> tuple[str, str]:
        """Return an outcome's title and what it means."""
        for found in self.scenario.outcomes:
            if found.id == outcome:
                return _title(found.title), clean(found.prose, 500)
        return humanised(outcome), ""

    def figure(self, figure: str) -> str:
        """Return a figure's title, as at the start of a line."""
        try:
            return clean(self.scenario.figure(figure).title, 60)
        except KeyError:
            return humanised(figure)

    def figure_inside(self, figure: str) -> str:
        """Return a figure's title inside a sentence."""
        return inside(self.figure(figure))

    def unit(self, figure: str) -> Unit:
        """Return a figure's unit; points for one that the scenario doesn't list."""
        try:
            return self.scenario.figure(figure).unit
        except KeyError:
            return "points"

    def trust(self, row: int) -> str:
        """Return a trust's name by its row."""
        return clean(self.trusts[row], 80) if 0 <= row < len(self.trusts) else "a trust"

    def hospital(self, trust_id: str) -> str:
        """Return a trust's name by its id."""
        return self.trust(self.ids.index(trust_id)) if trust_id in self.ids else "a hospital"

    def quarter(self, quarter: int) -> str:
        """Return a quarter as screens write it: Q4 2013/14."""
        return quarter_calendar.financial(quarter)

    def quarter_on_axis(self, place: float) -> str:
        """Return the quarter at a place of a chart's axis, the century left out: Q4 13/14."""
        return self.quarter(round(place)).replace(" 20", " ")

    def phase(self, phase: Phase) -> str:
        """Return a phase's name."""
        return PHASES[phase]

    def tag(self, tag: str) -> str:
        """Return a tag of levers in words: "local_office" is "local-office orders"."""
        return humanised(tag).lower().replace(" ", "-") + " orders"

    def term(self, cause: str, quarter: int, gauge: str = "") -> str:
        """Name a cause as a line among others of a gauge's move: a way out says that it is one."""
        said = self.cause(cause, quarter, gauge)
        return f"A case – {said}" if cause.startswith("case/") else said

    def cause(self, cause: str, quarter: int, gauge: str = "") -> str:
        """Name what moved a gauge: a lever, an answer to an event, a deal, or a mechanism."""
        head, _, tail = cause.partition("/")
        if head == "deal":
            return "a deal"  # its number tells a reader nothing
        if head == "case":
            return self.way(tail.partition("/")[0])
        if cause.startswith(tuple(_RULES)):
            return next(said for rule, said in _RULES.items() if cause.startswith(rule))
        if head == "rule":
            name = "service_lost" if cause.startswith(SERVICE_LOST) else tail
            return MECHANISMS.get(name, humanised(name))
        if tail:
            return f"{self.event(head)} – {self.option(head, tail)}"
        if any(lever.id == cause for lever in self.scenario.levers):
            return self.lever(cause, quarter)
        for rule in self.scenario.politics:
            if rule.gauge == gauge or not gauge:
                for term in rule.terms:
                    if term.cause == cause:
                        about = self.figure(term.figure)
                        said = humanised(cause)
                        return said if said.lower() == about.lower() else f"{said} ({about})"
        if any(event.id == cause for event in self.scenario.events):
            return self.event(cause)
        return MECHANISMS.get(cause, humanised(cause))


def who_thinks(voice: Voice, role: Role) -> str:
    """Return that an office is thinking, without a full stop."""
    return f"{voice.office(role, start=True)} {voice.verb(role, 'is', 'are')} thinking"


def private_papers(role: Role) -> str:
    """Return what an office calls what it alone is told."""
    return "Red box" if role in ("secretary", "number10") else "Private papers"


def summons_said(voice: Voice, summons: tuple[str, int], reader: Role) -> str:
    """Return who is summoned by whom to order what by when, as one of the offices reads it."""
    tag, due = summons
    one = f"one of the {voice.tag(tag)} by {voice.quarter(due)}"
    match reader:
        case "secretary":
            return f"{voice.office('number10', start=True)} has summoned you: order {one}."
        case "number10":
            return f"You have summoned {voice.office('secretary')}, who is to order {one}."
        case "monitor" | "unions":
            caller = voice.office("number10", start=True)
            return f"{caller} has summoned {voice.office('secretary')}, who is to order {one}."
        case _:
            assert_never(reader)


def _title(text: str) -> str:
    """Return a title without quotation marks of its own: sentences put theirs around it.

    >>> _title("“Flushing it out”"), _title("“Conservative”, it says")
    ('Flushing it out', '‘Conservative’, it says')
    """
    title = clean(text, 90)
    if title[:1] in ("“", '"') and title[-1:] in ("”", '"'):
        title = title[1:-1]
    return title.replace("“", "‘").replace("”", "’")


def humanised(identifier: str) -> str:
    """Return an identifier read aloud.

    >>> humanised("reform_blame")
    'Reform blame'
    """
    words = clean(identifier, 60).replace("_", " ").replace("-", " ").strip()
    return words[:1].upper() + words[1:]
