"""The errors that a person's input may cause, wherever they are found out."""

from __future__ import annotations


class InputError(Exception):
    """Something that a person gave is wrong, said in one clear sentence.

    The command line prints the sentence and exits with code 2; the desktop and the
    terminal show it and go on. Nothing is lost when it is raised: it is raised before
    any state changes.

    >>> str(InputError("Unknown scenario 'x'.", where="december-2013/levers.yaml:12"))
    "december-2013/levers.yaml:12: Unknown scenario 'x'."
    """

    def __init__(self, sentence: str, *, where: str = "") -> None:
        super().__init__(f"{where}: {sentence}" if where else sentence)
        self.sentence = sentence
        self.where = where


class IllegalCommandError(InputError):
    """A command that is not lawful now, with the reason in one sentence.

    The sentence tells its sender nothing that the sender may not know. Raised before
    anything changes.
    """
