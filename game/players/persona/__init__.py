"""Personas: AI players with a character, as data in ``scenarios/common/personas.yaml``.

A decision goes assessment (``assessment``) → values of levers and deals (``order_values``,
``deal_values``) → command (``persona``). Values are computed in arrays, and that is their one
implementation: a player that acts alone is a batch of one row. Only ``game.players.batch`` makes
larger batches. In shapes N is players, P a persona's priorities, L the scenario's levers and n
the figures that they change.
"""
