"""Failure Regime: a turn-based strategy game of the NHS market reforms."""

__version__ = "0.1.0"
