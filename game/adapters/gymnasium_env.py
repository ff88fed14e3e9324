"""One office as a Gymnasium environment; the other seats are AIs."""

from __future__ import annotations

from typing import Any, ClassVar

import numpy as np

from game.adapters import packages
from game.adapters.decision_process import DecisionProcess
from game.scenario.schema.base import Role

gymnasium: Any = packages.optional("gymnasium")
_Env: Any = packages.base_class(gymnasium, "Env")


class FailureRegimeSeat(_Env):
    """A game seen from one seat: ``seat`` is the office, ``others`` the kind of the AIs.

    ``info["action_mask"]`` has the mask too, where learners of this package look for it.
    """

    metadata: ClassVar[dict[str, Any]] = {"render_modes": ["ansi"], "render_fps": 1}

    def __init__(
        self,
        seat: Role = "secretary",
        scenario: str = "december-2013",
        others: str = "persona",
        render_mode: str | None = None,
    ) -> None:
        """Make the environment. Raises InputError for a seat, scenario or kind there is not, and
        if Gymnasium is not installed."""
        packages.needed(gymnasium, "gymnasium")
        spaces = gymnasium.spaces
        self.seat, self.render_mode = seat, render_mode
        self.process = DecisionProcess(scenario, [seat], others)
        self.action_space = spaces.Discrete(len(self.process.actions))
        self.observation_space = spaces.Dict(
            {
                "observation": spaces.Box(0.0, 1.0, (len(self.process.columns),), np.float32),
                "action_mask": spaces.Box(0, 1, (len(self.process.actions),), np.int8),
            }
        )

    def reset(
        self, *, seed: int | None = None, options: dict[str, Any] | None = None
    ) -> tuple[dict[str, Any], dict[str, Any]]:
        """Begin a game; a seed makes this and all later games of it the same again."""
        super().reset(seed=seed)
        self.process.reset(int(self.np_random.integers(2**48)))
        return self._observed(), self._info(illegal=False)

    def step(self, action: int) -> tuple[dict[str, Any], float, bool, bool, dict[str, Any]]:
        """Take an action and return what the office sees, its reward, and whether it is over."""
        illegal = int(action) not in self.process.legal(self.seat)
        self.process.act({self.seat: int(action)})
        ended = self.process.ended
        reward = self.process.scores[self.seat]
        return self._observed(), reward, ended, False, self._info(illegal=illegal)

    def render(self) -> str:
        """Return where the game stands, in words."""
        return self.process.narration()

    def _observed(self) -> dict[str, Any]:
        seat = self.seat
        return {"observation": self.process.observe(seat), "action_mask": self.process.mask(seat)}

    def _info(self, *, illegal: bool) -> dict[str, Any]:
        return {"action_mask": self.process.mask(self.seat), "illegal": illegal}
