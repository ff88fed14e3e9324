"""What the coach makes of a draft: asked for on the order sheet, worked out beside the pictures."""

from __future__ import annotations

from functools import partial
from typing import Final

from game.desktop.background import BackgroundWork
from game.desktop.charts import BarPart, Waterfall
from game.desktop.kit.buttons import Button
from game.desktop.kit.lines import Column, Level
from game.desktop.kit.meters import Bar
from game.desktop.kit.node import Node
from game.desktop.kit.popups import Dialog
from game.desktop.kit.words import Heading, Note, Text
from game.desktop.match_session import Session
from game.desktop.screens.screen import ScreenContext
from game.errors import InputError
from game.match.seats import learners
from game.players.search.advice import Advice, Adviser
from game.rules.state.commands import Seal
from game.rules.state.view import View
from game.telling.advice import RESTS_ON, AdviceText, signed, told
from game.telling.formatting import sentence

#: Steps of progress that are shown.
_STEPS: Final = 20
_ASKS: Final = "What may this draft bring, what may go wrong, what would be better?"


class SheetAdvice:
    """The coach beside a reader's draft; what it was asked last is kept while the draft stands."""

    def __init__(self, session: Session) -> None:
        self.s = session
        self._work: BackgroundWork[Advice | None] = BackgroundWork()
        self._adviser: Adviser | None = None
        self._asked: tuple[int, str, Seal] | None = None
        self._view: View | None = None
        self._refusal = ""
        self._shown = (-1, 0)

    # ---- the work -------------------------------------------------------------------

    def ask(self) -> None:
        """Begin on the draft as it stands, unless that is what was asked last."""
        s = self.s
        assert s.role is not None, "a draft is an office's"
        asked = s.view.quarter, s.view.phase, s.draft.sheet(s.role)
        if asked == self._asked:
            return
        self.stop()
        self._asked, self._view, self._refusal = asked, s.view, ""
        try:
            self._adviser = Adviser(
                s.match.pack, s.view, asked[2], learners=learners(s.match.seats)
            )
        except InputError as refused:
            self._refusal = refused.sentence
            return
        self._work.ask(self._adviser, self._adviser.work)

    def stop(self) -> None:
        """Have the work end; what was asked is asked anew next time."""
        if self._adviser is not None:
            self._adviser.stop()
        self._adviser = self._asked = self._view = None

    def enough(self) -> None:
        """Have the work end, and keep what it has come to."""
        if self._adviser is not None:
            self._adviser.stop()

    @property
    def busy(self) -> bool:
        """Whether something is being worked out, or has come and was not shown."""
        return self._work.busy

    @property
    def working(self) -> bool:
        """Whether the draft that was asked about is being worked on."""
        return self._adviser is not None and self._work.doing(self._adviser)

    def news(self) -> bool:
        """Return whether there is more to show than when this was asked last."""
        came = self._work.news()
        adviser = self._adviser
        if adviser is None:
            return came
        stage = 0 if adviser.advice is None else adviser.advice.stage
        now = round(_STEPS * adviser.progress), stage
        moved, self._shown = now != self._shown, now
        return came or moved

    # ---- the pictures -----------------------------------------------------------------

    def button(self, c: ScreenContext) -> Node | None:
        """Return the button that asks, None where the coach may not be asked."""
        if not self.s.advised(c) or self.s.role is None:
            return None
        return Button(
            "Ask the coach",
            partial(self._open, c),
            icon="whistle",
            bare=True,
            size="small",
            hotkey="k",
            tip=f"[b]Ask the coach[/]\n{_ASKS}",
            key="ask-coach",
        )

    def _open(self, c: ScreenContext) -> None:
        self.ask()
        c.open(partial(self._dialog, c), key="coach-advice")

    def _close(self, c: ScreenContext) -> None:
        c.close()
        if self.working:
            self.stop()

    def _dialog(self, c: ScreenContext) -> Node:
        found = self._adviser.advice if self._adviser is not None else None
        failed = self._work.get(self._adviser) if self._adviser is not None else None
        refusal = failed.sentence if isinstance(failed, InputError) else self._refusal
        rows: list[Node | None] = []
        if refusal:
            rows.append(Text(refusal))
        elif self.working:
            rows.append(self._progress())
        if found is not None and self._view is not None:
            rows += self._found(found, told(self.s.voice, self._view, found))
        swap = found.swap if found is not None and not self.working else None
        return Dialog(
            "The coach on your draft",
            Column(*rows, gap=10),
            Button(
                "Make the change", partial(self._swap, c, swap.sheet), icon="check", key="make-swap"
            )
            if swap is not None
            else None,
            Button("Stop thinking", self.enough, icon="pause", key="stop-thinking")
            if self.working
            else None,
            Button("Back to the sheet", partial(self._close, c), kind="primary", key="coach-back"),
            on_close=partial(self._close, c),
            icon="whistle",
            accent=self.s.role or "",
            width=620,
        )

    def _progress(self) -> Node:
        assert self._adviser is not None
        share = self._adviser.progress
        return Column(
            Note(f"{self._adviser.level.sentence.strip()}"),
            Bar(share, label=f"Thinking: {share:.0%}", key="coach-progress"),
            gap=4,
        )

    def _found(self, advice: Advice, text: AdviceText) -> list[Node | None]:
        better = round(text.better * len(advice.gains))
        head = Text(sentence(text.gain), size="lead", weight="semibold", role="heading")
        return [
            Column(head, Note(text.spread) if text.spread else None, gap=1),
            Waterfall(
                "What your draft is expected to bring",
                0.0,
                [BarPart(name, by) for name, by in text.parts],
                show=signed,
                ends=("An empty sheet", "Your draft"),
                key="coach-parts",
            )
            if text.parts
            else None,
            Level(
                Note(f"Better than an empty sheet in {better} of {len(advice.gains)}", wrap=False),
                Bar(text.better, colour="good", label="How often it is better", grow=1),
                gap=10,
            )
            if text.risk
            else None,
            _part("Main risk", text.risk) if text.risk else None,
            *(_part("What others may do" if n == 0 else "", x) for n, x in enumerate(text.others)),
            _part("A better sheet", text.swap, text.swap_why) if text.swap else None,
            Note(RESTS_ON),
        ]

    def _swap(self, c: ScreenContext, sheet: Seal) -> None:
        self.s.draft.become(sheet)
        self._close(c)
        c.toast("Your draft is changed; Undo takes it back.", "check")


def _part(title: str, said: str, more: str = "") -> Node:
    """Return a sentence under its title."""
    said = said[:1].upper() + said[1:]
    return Column(
        Heading(title, size="body") if title else None,
        Text(said),
        Note(more[:1].upper() + more[1:]) if more else None,
        gap=2,
    )
