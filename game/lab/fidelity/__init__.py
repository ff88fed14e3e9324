"""Hold the model against what is published: every target has an experiment of its own.

Nothing is tuned here. A check builds arms, runs them on the same luck and measures; targets and
tolerances stand in ``scenarios/common/targets.yaml``.
"""

from __future__ import annotations

from game.lab.fidelity.published_targets import CHECKS, TargetResult, count, run

__all__ = ["CHECKS", "TargetResult", "count", "run"]
