"""The NHS and the country as arrays: knows arrays and nothing of players.

Every changing array carries the batch axis *last*, so ``(T, B)`` is trusts by games.
``game.world.quarter.step`` moves time.
"""
