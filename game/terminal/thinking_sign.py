"""While a computer's player thinks: who, how far, and Ctrl-C to have it take the best so far."""

from __future__ import annotations

import contextlib
import signal
import threading
from collections.abc import Callable, Iterator
from typing import Final

from game.match import Match
from game.telling import Voice
from game.telling.names import who_thinks
from game.terminal.prompts import Console

#: Seconds between two looks at a player that thinks, and of thought before it is said.
_LOOK: Final = 0.25
_SAID_AFTER: Final = 1.0
#: Shares of the budget at which it is said how far it has come.
_TOLD_AT: Final = (0.5,)


def step(match: Match, console: Console, voice: Voice) -> bool:
    """Play one command that an AI is awaited for; return whether there was one.

    Where somebody sits before the terminal it says who thinks, of what all know to be awaited, and
    Ctrl-C has it take the best so far; a script waits in silence.
    """
    if not console.live:
        return match.step_ai()
    said = 0
    with _heard(match.ais.enough):
        while not match.step_ai(_LOOK):
            if match.ais.thinking is None:
                return False
            thought = match.ais.thought
            if thought is None or thought.seconds < _SAID_AFTER:
                continue
            if said == 0:
                said = 1
                console.say(f"{who_thinks(voice, thought.role)} … Ctrl-C: enough.")
            elif said <= len(_TOLD_AT) and thought.share >= _TOLD_AT[said - 1]:
                said += 1
                console.say(f"{who_thinks(voice, thought.role)}: {thought.share:.0%} done.")
            console.flush()
    return True


@contextlib.contextmanager
def _heard(do: Callable[[], object]) -> Iterator[None]:
    """Have Ctrl-C do this instead of ending the game; on another thread than the first it can't be
    heard, and nothing changes."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    usual = signal.signal(signal.SIGINT, lambda number, frame: do())
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, signal.SIG_DFL if usual is None else usual)
