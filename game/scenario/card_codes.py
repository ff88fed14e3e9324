"""The codes of levers on paper and in speech: S4 is the Secretary's fourth, U11 the Unions'.

Shipped levers have theirs from their place in ``common/codes.yaml``, so a code is the same in
every scenario and stays as it is when others are added. A scenario's own levers are numbered
after those, in the order in which they stand.
"""

from __future__ import annotations

import re
from functools import cache
from typing import Final

from game.scenario.error_messages import read_validated
from game.scenario.schema.base import ROLES, Role
from game.scenario.schema.folder import FILE_KINDS, CodeLists
from game.scenario.schema.scenario import Scenario
from game.scenario.source_files import common_dir

#: The letter that an office's codes begin with.
LETTERS: Final[dict[Role, str]] = {
    "secretary": "S",
    "number10": "N",
    "monitor": "M",
    "unions": "U",
}
#: The office whose codes begin with a letter.
ROLE_OF: Final[dict[str, Role]] = {letter: role for role, letter in LETTERS.items()}
#: The code of a kind of orders on paper.
KIND_CODE: Final = re.compile(r"K(\d{1,2})")
#: The number of the first lever that ``codes.yaml`` doesn't list.
OWN_FROM: Final = 71


@cache
def listed() -> CodeLists:
    """Return the levers of ``common/codes.yaml``. Raises InputError if it is faulty."""
    found: CodeLists = read_validated(FILE_KINDS["codes"], common_dir() / "codes.yaml")
    return found


def codes(scenario: Scenario) -> dict[str, str]:
    """Return each lever's code by its id, in the scenario's order."""
    placed = {
        lever: f"{LETTERS[role]}{number}"
        for role, levers in listed().items()
        for number, lever in enumerate(levers, 1)
    }
    found: dict[str, str] = {}
    following = dict.fromkeys(ROLES, OWN_FROM)
    for lever in scenario.levers:
        code = placed.get(lever.id, "")
        if not code.startswith(LETTERS[lever.role]):  # not listed, or under another office
            code = f"{LETTERS[lever.role]}{following[lever.role]}"
            following[lever.role] += 1
        found[lever.id] = code
    return found


def way_codes(scenario: Scenario) -> dict[str, str]:
    """Return each way out of a case by its id, coded W1 and on in the scenario's order."""
    return {way.id: f"W{number}" for number, way in enumerate(scenario.cases.ways, 1)}
