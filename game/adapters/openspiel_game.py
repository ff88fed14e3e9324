"""The game in OpenSpiel: ``failure_regime``, all asked at once, and ``failure_regime_turns``.

A chance node begins each game: it draws which of ``lucks`` numbered worlds is played, each as
likely. In the second form offices that are asked at the same time act one after the other, and
don't see each other's answers. Both are general-sum; utilities are scores over 100.
"""

from __future__ import annotations

from typing import Any, Final

import numpy as np

from game.adapters import packages
from game.adapters.decision_process import PASS, DecisionProcess
from game.scenario.schema.base import ROLES, Role

pyspiel: Any = packages.optional("pyspiel")
_Game: Any = packages.base_class(pyspiel, "Game")
_State: Any = packages.base_class(pyspiel, "State")
_LUCKS: Final = 16
#: More answers than any game asks for.
_LONGEST: Final = 4_000
_PARAMETERS: Final[dict[str, Any]] = {"scenario": "december-2013", "lucks": _LUCKS}


def _type(name: str, dynamics: str) -> Any:
    """A kind of game as OpenSpiel registers it, None where that is not installed."""
    if pyspiel is None:
        return None
    return pyspiel.GameType(
        short_name=name,
        long_name="Failure Regime",
        dynamics=getattr(pyspiel.GameType.Dynamics, dynamics),
        chance_mode=pyspiel.GameType.ChanceMode.EXPLICIT_STOCHASTIC,
        information=pyspiel.GameType.Information.IMPERFECT_INFORMATION,
        utility=pyspiel.GameType.Utility.GENERAL_SUM,
        reward_model=pyspiel.GameType.RewardModel.TERMINAL,
        max_num_players=len(ROLES),
        min_num_players=len(ROLES),
        provides_information_state_string=False,
        provides_information_state_tensor=False,
        provides_observation_string=True,
        provides_observation_tensor=True,
        parameter_specification=_PARAMETERS,
    )


AT_ONCE: Final = _type("failure_regime", "SIMULTANEOUS")
IN_TURN: Final = _type("failure_regime_turns", "SEQUENTIAL")


class FailureRegimeGame(_Game):
    """The rules as OpenSpiel asks for them; offices act at once."""

    game_type = AT_ONCE

    def __init__(self, params: dict[str, Any] | None = None) -> None:
        """Take ``scenario`` and ``lucks``, how many worlds chance may draw. Raises InputError if
        OpenSpiel is not installed."""
        packages.needed(pyspiel, "open_spiel")
        given = {**_PARAMETERS, **(params or {})}
        self.lucks = int(given["lucks"])
        self.begun = DecisionProcess(str(given["scenario"]))
        info = pyspiel.GameInfo(
            num_distinct_actions=max(len(self.begun.actions), self.lucks),
            max_chance_outcomes=self.lucks,
            num_players=len(ROLES),
            min_utility=0.0,
            max_utility=1.0,
            utility_sum=None,
            max_game_length=_LONGEST,
        )
        super().__init__(self.game_type, info, given)

    def new_initial_state(self) -> FailureRegimeState:
        """Return the chance node that begins a game."""
        return FailureRegimeState(self)

    def make_py_observer(self, iig_obs_type: Any = None, params: Any = None) -> OfficeObserver:
        """Return what observes a state for an office."""
        return OfficeObserver(self.begun)


class FailureRegimeTurns(FailureRegimeGame):
    """The same with offices acting one after the other."""

    game_type = IN_TURN


class FailureRegimeState(_State):
    """Where a game stands: which world was drawn, and the answers so far."""

    def __init__(self, game: FailureRegimeGame) -> None:
        super().__init__(game)
        self._lucks = game.lucks
        self._at_once = game.get_type().dynamics == pyspiel.GameType.Dynamics.SIMULTANEOUS
        self._process = game.begun
        self._begun = False
        self._answers: dict[Role, int] = {}

    def __deepcopy__(self, memo: Any) -> FailureRegimeState:
        made = type(self)(self.get_game())
        made._process = self._process.copy() if self._begun else self._process
        made._begun, made._answers = self._begun, dict(self._answers)
        return made

    @property
    def process(self) -> DecisionProcess:
        """The game itself."""
        return self._process

    def current_player(self) -> Any:
        """Return who acts: chance first, then all at once or the next office that is asked."""
        if not self._begun:
            return pyspiel.PlayerId.CHANCE
        if self._process.ended:
            return pyspiel.PlayerId.TERMINAL
        if self._at_once:
            return pyspiel.PlayerId.SIMULTANEOUS
        return ROLES.index(self._waiting()[0])

    def _waiting(self) -> list[Role]:
        return [role for role in self._process.asked if role not in self._answers]

    def _legal_actions(self, player: int) -> list[int]:
        return self._process.legal(ROLES[player])

    def chance_outcomes(self) -> list[tuple[int, float]]:
        """Return the worlds that may be drawn, each as likely."""
        return [(luck, 1.0 / self._lucks) for luck in range(self._lucks)]

    def _apply_action(self, action: int) -> None:
        if not self._begun:
            self._process = self._process.copy()
            self._process.reset(action)
            self._begun = True
            return
        self._answers[self._waiting()[0]] = action
        if not self._waiting():
            self._process.act(self._answers)
            self._answers = {}

    def _apply_actions(self, actions: list[int]) -> None:
        self._process.act(dict(zip(ROLES, actions, strict=True)))

    def _action_to_string(self, player: Any, action: int) -> str:
        if player == pyspiel.PlayerId.CHANCE:
            return f"world {action}"
        return self._process.actions[action] if action != PASS else "pass"

    def is_terminal(self) -> bool:
        """Return whether the game is over."""
        return self._begun and self._process.ended

    def returns(self) -> list[float]:
        """Return each office's score over 100; 0 before the end."""
        scores = self._process.scores
        return [scores[role] if self.is_terminal() else 0.0 for role in ROLES]

    def __str__(self) -> str:
        said = self._process.narration() if self._begun else "chance draws a world"
        given = ", ".join(f"{role} has answered" for role in self._answers)
        return f"{said}; {given}" if given else said


class OfficeObserver:
    """What an office may know, as OpenSpiel's observers give it."""

    def __init__(self, process: DecisionProcess) -> None:
        shape = len(process.columns)
        self.tensor = np.zeros(shape, np.float32)
        self.dict = {"observation": self.tensor}

    def set_from(self, state: FailureRegimeState, player: int) -> None:
        """Put what the office sees now into the tensor."""
        self.tensor[:] = state.process.observe(ROLES[player])

    def string_from(self, state: FailureRegimeState, player: int) -> str:
        """Return the same as text: the columns that are not 0."""
        seen = state.process.observe(ROLES[player])
        named = zip(state.process.columns, seen, strict=True)
        return f"{ROLES[player]}: " + "; ".join(f"{name} {v:.4f}" for name, v in named if v)


if pyspiel is not None:
    pyspiel.register_game(AT_ONCE, FailureRegimeGame)
    pyspiel.register_game(IN_TURN, FailureRegimeTurns)
