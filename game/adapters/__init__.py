"""The game as environments of other packages, for those who compute: ``pip install '.[lab]'``.

``decision_process`` turns a game into questions with numbered answers and needs no other package;
``gymnasium_env`` has one seat of it, ``pettingzoo_env`` all four, at once or in turn, and
``openspiel_game`` the same with chance. A learner sees what a person in the seat may know, and
nothing else. ``baselines`` holds a random policy and a small trained one.

Actions. One numbered list for a scenario (``DecisionProcess.actions``): ``pass``, ``accept``,
``decline``, ``offer 1`` …, ``agenda ID``, ``answer EVENT OPTION``, ``way ID`` of a case, ``order
LEVER``. An office is asked one thing at a time, and which numbers are open then the mask says. A
quarter's sheet is a way out for each case that it decides and that is due, then up to two orders.
Trusts, offices and tags that an order must name are the first that it may; nothing is bid and
nothing staked. An action that isn't open counts as the lowest that is.

Observations. Numbers in 0–1 (``DecisionProcess.columns`` names them): what is asked, how far the
game is, every figure as this office may know it with whether it does, clout and words, its agenda,
its cases.

Rewards. Nothing until the end, then the office's score over 100.
"""
