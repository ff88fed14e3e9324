"""The game as environments of other packages, for those who compute: ``pip install '.[lab]'``.

``decision_process`` turns a game into questions with numbered answers and needs no other package;
``gymnasium_env`` has one seat of it, ``pettingzoo_env`` all four, at once or in turn, and
``openspiel_game`` the same with chance. A learner sees what a person in the seat may know, and
nothing else. ``baselines`` holds a random policy and a small trained one.

Actions. One numbered list for a scenario (``DecisionProcess.actions``): ``pass``, ``accept``,
``decline``, ``offer 1`` …, ``agenda ID``, ``answer EVENT OPTION``, and what fills a sheet: ``way
ID`` of a case, ``for ID`` and ``against ID`` of a way out, ``order LEVER``, ``trust ID``, ``office
ROLE``, ``tag TAG``, ``clout 0`` to ``2``. An office is asked one thing at a time, and which numbers
are open then the mask says. A quarter's sheet is, in this order: a way out for each case that it
decides and that is due, with the clout behind it; a stake on each case that another decides, with
its clout; up to two orders, each followed by the trusts (``pass`` once it names enough), the office
or the tag that it names, and its bid. What leaves no choice is not asked. An action that isn't open
counts as the lowest that is.

Observations. Numbers in 0–1 (``DecisionProcess.columns`` names them): what is asked, how far the
game is, every figure as this office may know it with whether it does, clout and words, its agenda,
its cases.

Rewards. Nothing until the end, then the office's score over 100.
"""
