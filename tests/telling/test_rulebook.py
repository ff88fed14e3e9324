"""The numbers players are told are the rules' own: change one and the words change."""

from __future__ import annotations

import ast
import re
from pathlib import Path
from string import Formatter

import pytest

from game.rules import constants
from game.scenario import loader
from game.telling import Voice, deals, rulebook
from tests.telling.test_deals import TERMS, seen

VOICE = Voice(loader.load("december-2013").scenario)
ROOT = Path(__file__).parent.parent.parent / "game"
#: Constants that players are not told as numbers, and why.
UNTOLD = {
    "CLOUT_PAID_MAX": "the end of a scale, and of a list of choices",
    "CASES_A_SHEET": "more than can be due at once",
    "OPEN_OFFERS": "told when one offer more is refused",
    "COALITION_ENDS_AT": "told by the figure's own words, which another test compares",
    "RECOVERY": "told as a forecast of each lever",
    "YEARLY": "told with each lever as the quarter it is ready",
    "BOOKS_OPENED": "told by the order that opens them",
    "STAFF_FULL_K": "told by the size of the arrows",
    "BREACH": "an index",
    "STAFF": "an index",
    "EVENTS_A_QUARTER": "seen as events come",
    "EVENTS_IN_A_CRISIS": "seen as events come",
    "SPINE_A_QUARTER": "seen as events come",
    "OWN_WEIGHT": "a weight of the draw",
    "CAME_OF_ITSELF": "a weight of the draw",
    "TURN_TAKING": "a weight of the draw",
    "SUCCESSOR_STANDING": "seen on the gauge",
    "COALITION_VOTE_LOSS": "seen on the night",
    "SERVICE_ENDS_AFTER": "the papers tell how near it is",
    "SUMMONS_OWED": "told on the card that summons",
    "SERVICE_TOLD_BEFORE": "seen as it is told",
    "SACKING_TOLD_BELOW": "seen as it is told",
    "COALITION_TOLD_FROM": "seen as it is told",
    "BAD_QUARTER": "seen as it is told",
    "SACKING_POINTS": "told as a term of the score",
    "COLLAPSE_CAP": "told as a term of the score",
    "COLLAPSE_CAP_BLAMED": "told as a term of the score",
    "STAKED_SHARE": "told by the arrows",
}
NUMBERS = {
    name: value
    for name, value in vars(constants).items()
    if name.isupper() and not name.startswith("_") and isinstance(value, int | float)
}
TOLD = sorted(NUMBERS.keys() - UNTOLD.keys())


def strings() -> list[tuple[str, str]]:
    """Every text of the surfaces with its place, docstrings left out."""
    found = []
    for floor in ("telling", "terminal", "desktop"):
        for path in sorted((ROOT / floor).rglob("*.py")):
            tree = ast.parse(path.read_text("utf-8"))
            docs = {
                id(node.body[0].value)
                for node in ast.walk(tree)
                if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef)
                and node.body
                and isinstance(node.body[0], ast.Expr)
            }
            found += [
                (f"{path.relative_to(ROOT)}:{node.lineno}", node.value)
                for node in ast.walk(tree)
                if isinstance(node, ast.Constant)
                and isinstance(node.value, str)
                and id(node) not in docs
            ]
    return found


def fields(text: str) -> set[str]:
    """The names in braces of a text; none if it is no template."""
    try:
        return {name for _, name, _, _ in Formatter().parse(text) if name}
    except ValueError:
        return set()


STRINGS = strings()
NAMES = set(rulebook.numbers())
TEMPLATES = sorted({text for _, text in STRINGS if fields(text) and fields(text) <= NAMES})


def told() -> list[str]:
    """Everything that tells a number of the rules."""
    price = deals.price_of_breaking(VOICE, seen(0.5, to_go=0), TERMS, "unions")
    spent = [deals.bond_said(seen(word), TERMS, "unions") for word in (0, 4, 4.5)]
    words = [deals.word_said(word) for word in (0, 2.5, 3, 3.5, 4)]
    again = deals.price_of_breaking(VOICE, seen(3, to_go=1), TERMS, "unions")
    return [
        *map(rulebook.filled, TEMPLATES),
        *rulebook.bonds(),
        price,
        again,
        *spent,
        *words,
    ]


@pytest.mark.parametrize("name", sorted(NUMBERS))
def test_a_changed_rule_changes_the_words(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """A new constant fails here until it is told from its value or named above as untold."""
    before = told()
    value = NUMBERS[name]
    monkeypatch.setattr(
        constants, name, value + (1 if isinstance(value, int) and value < 10 else value / 2)
    )
    assert (told() != before) == (name not in UNTOLD)


def test_what_is_untold_is_a_number_of_the_rules() -> None:
    assert UNTOLD.keys() <= NUMBERS.keys()


def test_every_number_has_a_sentence_that_tells_it() -> None:
    assert set().union(*map(fields, TEMPLATES)) == NAMES


def test_each_filled_text_names_numbers_that_there_are() -> None:
    """A name in braces that no number has would fail on the screen."""
    for path in sorted(ROOT.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if (
                isinstance(node, ast.Call)
                and isinstance(node.func, ast.Name)
                and node.func.id == "filled"
                and isinstance(node.args[0], ast.Constant)
            ):
                assert fields(node.args[0].value) <= NAMES, path


#: A number before what the rules count. Word itself runs from nought.
TYPED = re.compile(
    r"\b(half an?|one|two|three|four|five|six|eight|\d+)\b( of your| more| secret| score| quiet)*"
    r" (clout|word|media heat|points?|deals|orders|promises|leaks|bonds|quarters)\b"
    r"|\b\d+% a quarter|[+−±]8\b",
    re.IGNORECASE,
)
#: Places where such words tell no rule, and why.
NO_RULE = {
    "Cash in two quarters: ": "a forecast of the ledger's",
    "savings 0.25 points a year": "a parameter of the model",
    "[bad]2[/] due in 2 quarters": "an example, in a legend",
    r": [+-]0\.0 points$": "what a kept reason looks like that weighed nothing",
}


def test_no_number_of_the_rules_stands_typed_in_words() -> None:
    typed = [
        (place, text)
        for place, text in STRINGS
        if TYPED.search(text) and not any(known in text for known in NO_RULE)
    ]
    assert not typed


def test_figures_tell_the_rules_as_they_are() -> None:
    said = {f.figure: f.glossary for f in VOICE.scenario.figures}
    strain, standing = constants.COALITION_ENDS_AT // 1000, constants.SACKED_BELOW // 1000
    assert f"At {strain} the government falls" in said["coalition_strain"]
    assert f"Below {standing} the Secretary" in said["secretary_standing"]


def test_readme_tells_the_rules_as_they_are() -> None:
    readme = (ROOT.parent / "README.md").read_text("utf-8")
    start, income = constants.CLOUT_START // 100, constants.CLOUT_INCOME // 100
    spelled = rulebook.spelled
    assert f"({spelled(start)} to start, {spelled(income)} more a quarter)" in readme
    assert f"seal\n{rulebook.numbers()['sheet']} orders" in readme
