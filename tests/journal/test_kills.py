"""``play --text`` killed with SIGKILL in every phase and gone on with: nothing is lost.

One game of two people and two personas at a real command line is killed at each of its phases'
prompts, one after another, and resumed each time with ``--journal``. Its end must be the end of
the same game played without a break.
"""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from game.journal.verification import verify
from game.match import Match

ROOT = Path(__file__).parents[2]
SEATS = "secretary=human,unions=human,all=persona"
#: What a phase's prompt says; in this order they are met in a second quarter.
PROMPTS = {
    "agendas": "Which? ",
    "bulletin": "Press Enter to go on.",
    "event": "Your answer?",
    "talks": "Who speaks?",
    "orders": "or seal.",
    "reveal": "Press Enter for the market quarter.",
    "papers": "Press Enter for the next quarter.",
    "campaign": ": the campaign,",
}


class Player:
    """A person at a command line who answers whatever is asked with the plainest answer."""

    def __init__(self, path: Path) -> None:
        args = ["play", "--text", "--journal", str(path)]
        if not path.exists():
            args += ["--seats", SEATS, "--seed", "79", "--scenario", "december-2013"]
        self.process = subprocess.Popen(
            [sys.executable, "-m", "game", *args],
            cwd=ROOT,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
        )
        self.ordered = False

    def asked(self) -> str:
        """Everything said up to the next prompt, or to the end."""
        assert self.process.stdout is not None
        said = b""
        while not said.endswith(b"\n> "):
            more = os.read(self.process.stdout.fileno(), 1 << 16)
            if not more:
                break
            said += more
        return said.decode()

    def answer(self, said: str) -> None:
        """The first of numbered choices, an order for every sheet, Enter for the rest."""
        assert self.process.stdin is not None
        prompt = said[-300:].rsplit("\n", 3)[-2]
        text = ""
        if "or seal." in prompt:
            text, self.ordered = ("seal", False) if self.ordered else ("1", True)
        elif "Type 1" in prompt and "press Enter" not in prompt:
            text = "1"
        self.process.stdin.write(f"{text}\n".encode())
        self.process.stdin.flush()

    def play(self, until: str = "") -> bool:
        """Play to a prompt that says ``until``, or to the end; whether it was met."""
        while said := self.asked():
            if not said.endswith("\n> "):
                return False
            if until and until in said:
                return True
            self.answer(said)
        return False

    def kill(self) -> None:
        """At once."""
        self.process.send_signal(signal.SIGKILL)
        self.close()

    def close(self) -> None:
        """Let go of what is left of it."""
        self.process.communicate(timeout=60)


@pytest.mark.skipif(os.name != "posix", reason="SIGKILL is POSIX")
@pytest.mark.slow
def test_a_game_killed_in_every_phase_goes_on_to_the_same_end(tmp_path: Path) -> None:
    unbroken, broken = tmp_path / "unbroken.jsonl", tmp_path / "broken.jsonl"
    player = Player(unbroken)
    player.play()
    player.close()
    assert player.process.returncode == 0
    for phase, prompt in PROMPTS.items():
        player = Player(broken)
        assert player.play(prompt), f"never came to {phase}"
        player.kill()
        with Match.resume(broken) as match:
            assert match.view("spectator").phase == phase
            assert match.warnings == []
    player = Player(broken)
    player.play()
    player.close()
    assert player.process.returncode == 0
    with Match.resume(unbroken) as one, Match.resume(broken) as two:
        assert one.ended
        assert two.ended
        assert one.digest() == two.digest()
    assert verify(broken).difference == ""
