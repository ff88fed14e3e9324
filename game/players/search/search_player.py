"""The searching player: it tries what it may do on guesses of what it can't see.

Where its level has nothing to search for – its aim and its own offers, of a level that tries none –
it acts as the persona that is its style. It thinks in pieces, so that a screen need not wait for
it; a decision follows from the view and the player's luck alone, unless whoever waits loses
patience: then the best so far is taken.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Hashable, Iterator, Mapping, Sequence
from functools import partial
from typing import TypeVar, assert_never

from game.players.persona.persona import Persona
from game.players.player import BasePlayer, Choice, awaited_event, offer_said
from game.players.search.aims import steps_paid
from game.players.search.choice_words import MATCHED, ROOM, TRUST, on_sheet, sheet_title
from game.players.search.deal_trials import Talk, may_accept, offers, tried
from game.players.search.evaluation import LARGE, PIECE, Evaluator, TryOut
from game.players.search.levels import PlayingLevel, PlayingStyle
from game.players.search.opponent_models import OpponentModels, Sheets
from game.players.search.regrets import Regrets
from game.players.search.second_ply import SecondPly
from game.players.search.sheets import SheetMaker
from game.rules.cards.index import card_index
from game.rules.phase_table import Awaited
from game.rules.rollouts.guesses import Guess, answered, opened
from game.rules.state.commands import (
    Advance,
    AnswerEvent,
    ChooseAgenda,
    Command,
    OfferDeal,
    ReplyDeal,
    Seal,
)
from game.rules.state.view import View
from game.scenario.pack import Pack
from game.scenario.schema.base import Role

_C = TypeVar("_C", AnswerEvent, ReplyDeal, OfferDeal | Advance, Seal)


class SearchPlayer(BasePlayer):
    """An office played by a level that searches, in the style of a persona.

    ``patience`` is how many seconds a decision may take where somebody waits; None: as long as its
    budget of courses.
    """

    def __init__(
        self,
        pack: Pack,
        role: Role,
        seed: int,
        level: PlayingLevel,
        style: PlayingStyle,
        persona: str,
    ) -> None:
        super().__init__(role, seed)
        self.pack, self.level, self.style = pack, level, style
        self.persona = Persona(pack, role, seed, persona)
        self.patience: float | None = None
        self._seed = seed
        self._said: list[Choice] = []
        self._work: tuple[View, Awaited, Iterator[None]] | None = None
        self._best: Command | None = None
        self._spent = 0.0
        self._piece = LARGE
        self._evaluator: Evaluator | None = None

    @property
    def progress(self) -> float:
        """How much of its budget the present decision has taken, 0–1."""
        if self._evaluator is None:
            return 0.0
        return 1.0 - max(0, self._evaluator.left) / self.level.courses

    # -- in pieces ----------------------------------------------------------------------

    def think(self, view: View, kind: Awaited, seconds: float) -> bool:
        """Work on a decision for about so long (a piece at least); return whether it is made."""
        if self._work is None or self._work[0] is not view or self._work[1] != kind:
            self._best, self._spent, self._said = None, 0.0, []
            self._evaluator = None
            self._piece = LARGE if seconds == float("inf") else PIECE
            self._work = view, kind, self._decide(view, kind)
        began = time.perf_counter()
        for _ in self._work[2]:
            spent = time.perf_counter() - began
            if self.patience is not None and self._spent + spent > self.patience and self._best:
                return True
            if spent >= seconds:
                self._spent += spent
                return False
        return True

    def act(self, view: View, kind: Awaited) -> Command:
        """Return the command for what is pending, having thought it through."""
        while not self.think(view, kind, float("inf")):
            pass
        self._work = None
        assert self._best is not None, "every decision has a best so far"
        said = self._said
        self._considered = lambda me: said
        return self._best

    def why(self) -> tuple[dict[str, object], ...]:
        """Return the last decision's best choices, best first."""
        return super().why() if self._said else self.persona.why()

    def _decide(self, view: View, kind: Awaited) -> Iterator[None]:
        """Set the best command so far, yielding after each piece of work."""
        match kind:
            case "seal":
                yield from self._sealing(view)
            case "answer":
                yield from self._answering(view)
            case "advance":
                yield from self._talking(view)
            case "agenda":
                yield from self._choosing_aim(view)
            case _:
                assert_never(kind)

    # -- decisions ----------------------------------------------------------------------

    def _models(self, view: View, guesses: int | None = None) -> tuple[OpponentModels, Evaluator]:
        guesses = self.level.guesses if guesses is None else guesses
        models = OpponentModels(self.pack, view, self.persona, self._seed, guesses)
        evaluator = Evaluator(self.pack, self.role, self.level, self.style.risk, self.style.haste)
        evaluator.piece = self._piece
        self._evaluator = evaluator
        return models, evaluator

    def _sealing(self, view: View) -> Iterator[None]:
        usual = self.persona.act(view, "seal")
        assert isinstance(usual, Seal), "a sheet was asked for"
        self._best = usual
        yield
        models, evaluator = self._models(view)
        yield from models.guess()
        others: list[Sheets] = []
        yield from models.sheets(others)

        def course(i: int, sheet: Seal) -> Guess:
            return opened(self.pack, models.guesses[i], (*others[i].values(), sheet))

        trial: TryOut[Seal] = TryOut(evaluator, usual, course)
        maker = SheetMaker(view, self.persona, usual)
        guesses = range(len(models.guesses))
        first = guesses[: self.level.screened]
        most = int(self.level.screening * evaluator.left) // len(first)
        ranked = [o.lever for _, o in self.persona.rank(view)]
        drawn = self.luck.uniform(view, "tried", len(view.menu.open))
        some = maker.first_tried(ranked, drawn)[:most]
        title = partial(sheet_title, self.pack, view)
        yield from self._run(trial, some, first, title, on_sheet)
        seen_first = {s: trial.worth(s) for s in trial.tried()}
        finalists = maker.combined(seen_first, self.level.finalists)
        yield from self._run(trial, finalists, guesses, title, on_sheet)
        for _ in range(self.level.climbs):
            best = trial.best()
            yield from self._climbing(view, trial, first, guesses, title)
            if trial.best() == best:
                break
        if self.level.plans and view.quarter < view.last and view.phase != "campaign":
            alone = {lever: points for lever, (points, _) in maker.alone(seen_first).items()}
            yield from self._looking_ahead(models, others, trial, alone, course)
            self._best, self._said = trial.best(), trial.said(title, on_sheet)
        if self.level.rounds:
            yield from self._matching(view, models, others, trial)
            self._best, self._said = trial.best(), trial.said(title, on_sheet)

    def _climbing(
        self,
        view: View,
        trial: TryOut[Seal],
        first: range,
        guesses: range,
        title: Callable[[Seal], str],
    ) -> Iterator[None]:
        """Try one change at a time on the best sheet, all of them in the ``first`` guesses and the
        best of these in all."""
        changed = SheetMaker(view, self.persona, trial.best()).changed()
        yield from self._run(trial, changed, first, title, on_sheet)
        tried = set(trial.tried())
        seen = [sheet for sheet in changed if sheet in tried]
        some = sorted(seen, key=lambda s: -trial.worth_in(s, first))[: self.level.weighed]
        yield from self._run(trial, some, guesses, title, on_sheet)

    def _looking_ahead(
        self,
        models: OpponentModels,
        others: Sequence[Sheets],
        trial: TryOut[Seal],
        alone: Mapping[str, float],
        course: Callable[[int, Seal], Guess],
    ) -> Iterator[None]:
        """Move the best sheets' worth by what they leave room for a quarter later."""
        ahead = SecondPly(models, trial.evaluator, self.role, self.level.plans)
        yield from ahead.play_on(others[: self.level.ahead])
        own = list(dict.fromkeys([trial.usual, *trial.ranked()[: self.level.weighed]]))
        yield from ahead.run(own, alone, course)
        some = ahead.guesses
        first = ahead.best(trial.usual)
        for sheet in own:
            best = ahead.best(sheet)
            if best is not None and first is not None:
                room = best - first - trial.worth_in(sheet, some)
                trial.move(sheet, ROOM, self.level.carried * room)

    def _matching(
        self, view: View, models: OpponentModels, others: Sequence[Sheets], trial: TryOut[Seal]
    ) -> Iterator[None]:
        """Let all offices think of each other, and move the best sheets' worth half way to what
        they are worth then."""
        some = others[: self.level.screened]
        own = list(dict.fromkeys([trial.usual, *trial.ranked()[: self.level.weighed]]))
        regrets = Regrets(
            trial.evaluator,
            self.role,
            own,
            models.choices(some),
            lambda i, sheets: opened(self.pack, models.guesses[i], sheets),
        )
        drawn = self.luck.uniform(view, "regrets", self.level.rounds * len(some) * 3)
        width = len(some) * 3
        rows = [drawn[n * width : (n + 1) * width] for n in range(self.level.rounds)]
        for _ in regrets.run(rows):
            yield
        for sheet in own:
            trial.move(sheet, MATCHED, (regrets.worth(sheet) - trial.worth(sheet)) / 2)

    def _answering(self, view: View) -> Iterator[None]:
        usual = self.persona.act(view, "answer")
        assert isinstance(usual, AnswerEvent), "an answer was asked for"
        self._best = usual
        yield
        event = awaited_event(view, self.role)
        options = next(e.options for e in view.events if e.event == event)
        open_ = [option for option, _, _, closed in options if not closed]
        if len(open_) < 2:
            return
        models, evaluator = self._models(view)
        some = [AnswerEvent(role=self.role, event=event, option=o) for o in open_]
        yield from models.guess()
        after: dict[tuple[int, AnswerEvent], Guess] = {}
        for answer in some:
            moved = [answered(self.pack, g, answer) for g in models.guesses]
            done: list[Guess] = []
            yield from models.played(moved, done)
            after.update({(i, answer): g for i, g in enumerate(done)})
        titles = {o.id: o.title for o in card_index(self.pack).events[event].options}
        trial = TryOut(evaluator, usual, lambda i, answer: after[i, answer])
        guesses = range(len(models.guesses))
        yield from self._run(trial, some, guesses, lambda answer: titles[answer.option])

    def _choosing_aim(self, view: View) -> Iterator[None]:
        """Keep the aim whose steps pay most, by guesses played on to the vote."""
        usual = self.persona.act(view, "agenda")
        assert isinstance(usual, ChooseAgenda), "an aim was asked for"
        self._best = usual
        dealt = view.agendas_dealt
        guesses = self.level.played // max(1, len(dealt) * (view.last - view.first + 1))
        if not guesses or len(dealt) < 2:
            return
        yield
        models, _ = self._models(view, min(self.level.guesses, guesses))
        yield from models.guess()
        some = [usual.model_copy(update={"agenda": name}) for name in dealt]
        paid: dict[ChooseAgenda, float] = {}
        yield from steps_paid(models, some, paid)
        self._best = max([usual, *some], key=lambda aim: paid[aim])  # of equal ones the usual
        self._said = [
            Choice(
                self.pack.scenario.agenda(aim.agenda).title,
                paid[aim],
                (f"its steps pay {paid[aim]:.1f} points in {len(models.guesses)} guesses",),
            )
            for aim in sorted(some, key=lambda aim: -paid[aim])
        ]

    def _talking(self, view: View) -> Iterator[None]:
        """Say what the persona says in talks, or what is worth more than that."""
        usual = self.persona.act(view, "advance")
        self._best = usual
        if isinstance(usual, ReplyDeal):
            yield from self._replying(view, usual)
        elif self.level.offers and isinstance(usual, OfferDeal | Advance):
            yield from self._offering(view)

    def _replying(self, view: View, usual: ReplyDeal) -> Iterator[None]:
        """Think again about a deal: one that the persona would accept, or, of those who make offers
        of their own, any that can be paid."""
        yes = usual.model_copy(update={"reply": "accept"})
        liked = usual.reply == "accept"
        if not liked and not (self.level.offers and may_accept(view, yes)):
            return
        yield
        no = usual.model_copy(update={"reply": "decline"})
        models, evaluator = self._models(view)
        yield from models.guess()
        after: dict[tuple[int, Talk], Guess] = {}
        yield from tried(models, (yes, no), after)
        trial = TryOut(evaluator, no, lambda i, reply: after[i, reply])
        # what can't be worked out speaks for what the persona likes, and against what it doesn't
        trial.move(yes, TRUST, self.style.trust if liked else -self.style.trust)
        guesses = range(len(models.guesses))
        yield from self._run(trial, [yes], guesses, lambda reply: f"{reply.reply} the offer")

    def _offering(self, view: View) -> Iterator[None]:
        """Make the offer that brings most, by what the other is likely to answer; or none."""
        some = offers(self.persona, view, self.level.offers)
        self._best = silence = Advance()
        if not some:
            return
        yield
        models, evaluator = self._models(view)
        yield from models.guess()
        after: dict[tuple[int, Talk], Guess] = {}
        yield from tried(models, (silence, *some), after)
        trial: TryOut[OfferDeal | Advance] = TryOut(
            evaluator, silence, lambda i, talk: after[i, talk]
        )
        guesses = range(len(models.guesses))
        valuation = self.persona.valuation(view)

        def title(talk: OfferDeal | Advance) -> str:
            if isinstance(talk, Advance):
                return "make no offer"
            means = ", ".join(valuation.reasons(talk.terms)[:2])
            said = offer_said(self.pack, talk.terms)
            return f"{said} ({means})" if means else said

        yield from self._run(trial, some, guesses, title)

    def _run(
        self,
        trial: TryOut[_C],
        some: Sequence[_C],
        guesses: range,
        title: Callable[[_C], str],
        like: Callable[[_C], Hashable] = lambda command: command,
    ) -> Iterator[None]:
        """Try commands, keeping the best so far and what is to be said of it."""
        for _ in trial.run(some, guesses):
            self._best = trial.best()
            yield
        self._best = trial.best()
        self._said = trial.said(title, like)
