"""Long campaigns against the game's promises, for maintainers; short forms run as tests.

``python -m tests.campaigns NAME --n N --seed S`` prints what was tried, how often, and each
failure with what is needed to try it again. A campaign is a module with
``run(report, n, folder)``, which fills the report in; it is named once, in ``__main__``. Ctrl-C
stops a campaign and prints what it has.
"""
