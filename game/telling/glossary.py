"""The glossary: every figure, lever, event, agenda and word of the game, with its source."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from game.scenario.schema.base import Cited
from game.telling.cards import sources
from game.telling.formatting import clean
from game.telling.names import Voice
from game.telling.rulebook import filled
from game.telling.typography import sought

#: Words of the game itself; what they say is how ``game.rules`` works, whose numbers fill braces.
_WORDS: Final[dict[str, str]] = {
    "Clout": (
        "What orders, answers and bids are paid with: each office starts with {clout_start}, "
        "holds at most {clout_cap} and gets {clout_income} a quarter. It stands for the Health "
        "Secretary's authority, No 10's political capital, Monitor's credibility and the "
        "unions' solidarity."
    ),
    "Bid": "Up to {bid_max} secret clout on an order, which makes it harder to counter.",
    "Contest": (
        "When a counter meets its target in the same quarter, price plus bid are compared: "
        "counter higher, cancelled; equal, {half} effect; lower, full effect. There are no dice."
    ),
    "Failing list": (
        "The trusts that fail a test of care, of waits and governance or of money for half a "
        "year, or are in administration; half a year without a failure takes one off. It is "
        "public, and the one count of failing hospitals."
    ),
    "Case": (
        "A listed hospital that falls due: whoever decides takes a way out on the sheet, free of "
        "clout, or the regime does by itself what it does. An ended case rests for {case_rest}."
    ),
    "Stake": (
        "Up to {stake_max} secret clout for or against one way out of a case that another office "
        "decides. Behind the way taken stand the stakes for it, the decider's own backing and "
        "{office_weight} for the office: against it stronger, blocked; equal, {half}; weaker, "
        "done. A stake on a way that was not taken returns half."
    ),
    "Bond": "Clout that both parties to a deal lay down; who breaks it loses it to the other.",
    "Word": (
        "What an office's promises are worth, 0 to {word_cap}, starting at {word_start}. "
        "Breaking a deal costs {word_lost}; keeping one earns {kept_word}. Once it is spent "
        "bonds {bonds_grow}; from {trusted} none are needed."
    ),
    "Agenda": (
        "An office's secret aim, the one that it keeps of {agendas_dealt}: {agenda_steps} steps "
        "worth {step_points} points, each told to all when it is reached, and none taken back."
    ),
    "Countersignature": (
        "Some orders need another office's consent, given in a deal or openly in the talks. A "
        "consent that was paid for and never used returns its price."
    ),
    "Purse": "The Department's money for the quarter, shared by all who may spend it.",
    "Seal": "To fix one's orders in secret. Until the last seal a sheet may be taken back.",
    "Standing": "How safe an office is, 0 to 100; a Secretary below {sacked_below} is sacked.",
    "Purdah": "The last five weeks before a vote: no money, orders or law, only campaigning.",
    "Inheritance": (
        "Half of the national result is measured {idle_quarters} after the election, so "
        "that looting the future doesn't pay."
    ),
    "Published": "A figure as it comes out: a quarter late, rounded, with sampling error.",
    "Set-point": "Where a gauge would settle; it moves part of the way there each quarter.",
}


def words() -> dict[str, str]:
    """Return the words of the game itself with what they mean."""
    return {word: filled(text) for word, text in _WORDS.items()}


@dataclass(frozen=True, slots=True)
class GlossaryEntry:
    """One term: what it is, in words, and where it comes from."""

    id: str
    term: str
    kind: str  # figure, lever, event, agenda, word
    text: str
    sources: tuple[str, ...]


def entries(voice: Voice) -> list[GlossaryEntry]:
    """Return every entry of the scenario, by kind and then by term."""
    made = [GlossaryEntry(t.lower(), t, "word", text, ()) for t, text in words().items()]
    scenario = voice.scenario
    made += [_entry(f.figure, f.title, "figure", f.glossary, f) for f in scenario.figures]
    made += [
        _entry(lever.id, lever.names[-1].title, "lever", lever.prose, lever)
        for lever in scenario.levers
    ]
    made += [
        _entry(event.id, event.title, "event", event.prose, event) for event in scenario.events
    ]
    made += [
        _entry(agenda.id, agenda.title, "agenda", agenda.prose, agenda)
        for agenda in scenario.agendas
    ]
    return made


def _entry(item: str, term: str, kind: str, text: str, cited: Cited) -> GlossaryEntry:
    return GlossaryEntry(
        item, clean(term, 90), kind, clean(text, 900), sources(cited.claims, cited.source)
    )


def look_up(voice: Voice, text: str, limit: int = 8) -> list[GlossaryEntry]:
    """Return entries that fit what a person typed: whole terms, then beginnings, then parts."""
    wanted = sought(clean(text, 80))
    if not wanted:
        return []

    def rank(entry: GlossaryEntry) -> int:
        names = (sought(entry.id), sought(entry.id.replace("_", " ")), sought(entry.term))
        if wanted in names:
            return 0
        if any(name.startswith(wanted) for name in names):
            return 1
        return 2 if any(wanted in name for name in names) else 3

    found = [(rank(e), e.term, e) for e in entries(voice)]
    found = sorted((f for f in found if f[0] < 3), key=lambda f: (f[0], f[1]))
    return [entry for _, _, entry in found[:limit]]
