"""All four offices as PettingZoo environments: at once (parallel), or one after the other (AEC).

In the parallel environment every office acts in every step; who isn't asked has only ``pass`` open.
In the AEC one an office acts when it is asked and nobody else does; offices that are asked at the
same time don't see each other's answers.
"""

from __future__ import annotations

from typing import Any, ClassVar, Final

import numpy as np

from game.adapters import packages
from game.adapters.decision_process import DecisionProcess
from game.scenario.schema.base import ROLES, Role

pettingzoo: Any = packages.optional("pettingzoo")
gymnasium: Any = packages.optional("gymnasium")
_ParallelEnv: Any = packages.base_class(pettingzoo, "ParallelEnv")
_AECEnv: Any = packages.base_class(pettingzoo, "AECEnv")

Observed = dict[str, Any]
_NAME: Final = "failure_regime"


class _Spaces:
    """What both environments share: spaces, observations, and a game that begins with a seed."""

    metadata: ClassVar[dict[str, Any]] = {
        "render_modes": ["human", "ansi"],
        "name": f"{_NAME}_v0",
        "is_parallelizable": True,
    }

    def __init__(self, scenario: str = "december-2013", render_mode: str | None = None) -> None:
        """Make the environment. Raises InputError for a scenario that there is not, and if
        PettingZoo is not installed."""
        packages.needed(pettingzoo, "pettingzoo")
        spaces = gymnasium.spaces
        super().__init__()
        self.render_mode = render_mode
        self.process = DecisionProcess(scenario)
        self.possible_agents = list(ROLES)
        self.agents: list[Role] = []
        self._luck = np.random.default_rng()
        self.action_spaces = {role: spaces.Discrete(len(self.process.actions)) for role in ROLES}
        self.observation_spaces = {
            role: spaces.Dict(
                {
                    "observation": spaces.Box(0.0, 1.0, (len(self.process.columns),), np.float32),
                    "action_mask": spaces.Box(0, 1, (len(self.process.actions),), np.int8),
                }
            )
            for role in ROLES
        }

    def observation_space(self, agent: Role) -> Any:
        """Return the space of an office's observations: numbers, and the mask of its actions."""
        return self.observation_spaces[agent]

    def action_space(self, agent: Role) -> Any:
        """Return the space of an office's actions; ``process.actions`` names them."""
        return self.action_spaces[agent]

    def render(self) -> str | None:
        """Return where the game stands in words, or print it if the mode is ``human``."""
        said = self.process.narration()
        if self.render_mode == "human":
            print(said)
            return None
        return said

    def close(self) -> None:
        """Let go of nothing: there is no window."""

    def _begin(self, seed: int | None) -> None:
        if seed is not None:
            self._luck = np.random.default_rng(seed)
        self.agents = list(self.possible_agents)
        self.process.reset(int(self._luck.integers(2**48)))

    def _observed(self, role: Role) -> Observed:
        return {"observation": self.process.observe(role), "action_mask": self.process.mask(role)}


class FailureRegimeParallel(_Spaces, _ParallelEnv):
    """The four offices act at once."""

    def reset(
        self, seed: int | None = None, options: dict[str, Any] | None = None
    ) -> tuple[dict[Role, Observed], dict[Role, dict[str, Any]]]:
        """Begin a game; a seed makes this and all later games of it the same again."""
        self._begin(seed)
        return {r: self._observed(r) for r in self.agents}, {r: {} for r in self.agents}

    def step(
        self, actions: dict[Role, int]
    ) -> tuple[
        dict[Role, Observed],
        dict[Role, float],
        dict[Role, bool],
        dict[Role, bool],
        dict[Role, dict[str, Any]],
    ]:
        """Take an action of each office and return what each sees and gets."""
        acting = list(self.agents)
        illegal = {r: actions[r] not in self.process.legal(r) for r in acting}
        self.process.act({role: int(actions[role]) for role in self.process.asked})
        ended, scores = self.process.ended, self.process.scores
        if ended:
            self.agents = []
        return (
            {role: self._observed(role) for role in acting},
            {role: scores[role] for role in acting},
            dict.fromkeys(acting, ended),
            dict.fromkeys(acting, False),
            {role: {"illegal": illegal[role]} for role in acting},
        )


class FailureRegimeAEC(_Spaces, _AECEnv):
    """The offices act one after the other, each when it is asked."""

    def reset(self, seed: int | None = None, options: dict[str, Any] | None = None) -> None:
        """Begin a game; a seed makes this and all later games of it the same again."""
        self._begin(seed)
        self.rewards = dict.fromkeys(self.agents, 0.0)
        self._cumulative_rewards = dict.fromkeys(self.agents, 0.0)
        self.terminations = dict.fromkeys(self.agents, False)
        self.truncations = dict.fromkeys(self.agents, False)
        self.infos: dict[Role, dict[str, Any]] = {role: {} for role in self.agents}
        self._answers: dict[Role, int] = {}
        self.agent_selection = self.process.asked[0]

    def observe(self, agent: Role) -> Observed:
        """Return what an office sees."""
        return self._observed(agent)

    def step(self, action: int | None) -> None:
        """Take the action of the office whose turn it is; None once the game is over."""
        agent = self.agent_selection
        if self.terminations[agent]:
            self._was_dead_step(action)
            return
        assert action is not None
        self._cumulative_rewards[agent] = 0.0
        self._clear_rewards()
        self._answers[agent] = int(action)
        waiting = [role for role in self.process.asked if role not in self._answers]
        if not waiting:
            self.process.act(self._answers)
            self._answers = {}
            waiting = list(self.process.asked)
            if self.process.ended:
                self.rewards = {role: self.process.scores[role] for role in self.agents}
                self.terminations = dict.fromkeys(self.agents, True)
                waiting = [agent]
        self.agent_selection = waiting[0]
        self._accumulate_rewards()
