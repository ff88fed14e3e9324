"""The rule book in words: the numbers of the rules, each read from its constant when told.

Prose names a number in braces ("You get {clout_income} a quarter") and ``filled`` puts it in.
"""

from __future__ import annotations

from game.rules import constants
from game.scenario.schema.scenario import Scenario
from game.telling.formatting import listed, number, plural

_SPELLED = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")


def filled(text: str) -> str:
    """Return the text with the numbers of the rules in place of their names in braces.

    Raises KeyError for a name that ``numbers`` doesn't have. For the game's own prose only.

    >>> filled("a leak brings {leak_heat} media heat")
    'a leak brings two media heat'
    """
    return text.format_map(numbers())


def spelled(value: float) -> str:
    """Return a number as a sentence writes it: small whole ones in words.

    >>> spelled(3), spelled(0.5), spelled(15)
    ('three', '0.5', '15')
    """
    whole = value == int(value) and 0 <= value < len(_SPELLED)
    return _SPELLED[int(value)] if whole else number(value, 2)


def amount(value: float, noun: str) -> str:
    """Return so much of something that isn't counted in pieces.

    >>> amount(1, "Word"), amount(0.5, "Word"), amount(1.5, "Word"), amount(3, "media heat")
    ('one Word', 'half a Word', '1.5 Word', 'three media heat')
    """
    return f"half a {noun}" if value == 0.5 else f"{spelled(value)} {noun}"


def counted(count: int, noun: str) -> str:
    """Return a count in words with its noun.

    >>> counted(2, "deal"), counted(1, "order")
    ('two deals', 'one order')
    """
    return f"{spelled(count)} {noun if count == 1 else noun + 's'}"


def hundredths(value: int) -> str:
    """Return clout or Word, kept in hundredths, as a number.

    >>> hundredths(400), hundredths(50)
    ('4', '0.5')
    """
    return number(value / 100, 2)


def grown(factor: float) -> str:
    """Return how bonds grow: "double", "triple", or "rise 2.5 times"."""
    if factor == 2:
        return "double"
    return "triple" if factor == 3 else f"rise {number(factor, 1)} times"


def way_share(scenario: Scenario) -> str:
    """Return the share of a state's points that is earned on the way, as a sentence names it."""
    return f"{number(100 * scenario.scoring.on_the_way)} per cent"


def bonds() -> list[str]:
    """Return the bonds that a contract can ask of each party, from none on."""
    some = (plural(n, "clout", "clout") for n in range(1, constants.BOND_MAX + 1))
    return ["no bond", *(f"bond of {clout} each" for clout in some)]


def numbers() -> dict[str, str]:
    """Return every number of the rules that players are told, ready for a sentence, by name."""
    c = constants
    halved = c.HALF / c.FULL
    return {
        "agenda_steps": spelled(len(c.STEP_POINTS)),
        "step_points": listed(number(p, 1) for p in c.STEP_POINTS),
        "agendas_dealt": spelled(c.AGENDAS_DEALT),
        "bid_max": number(c.BID_MAX),
        "bonds_grow": grown(c.SPENT_WORD_BONDS),
        "case_rest": _span(c.CASE_REST),
        "clout_cap": hundredths(c.CLOUT_CAP),
        "clout_income": hundredths(c.CLOUT_INCOME),
        "clout_start": hundredths(c.CLOUT_START),
        "half": "half" if halved == 0.5 else f"{number(100 * halved)}%",
        "idle_quarters": counted(c.IDLE_QUARTERS, "quiet quarter"),
        "idle_time": _span(c.IDLE_QUARTERS),
        "kept_clout": amount(c.KEPT_CLOUT / 100, "clout"),
        "kept_word": amount(c.KEPT_WORD / 100, "Word"),
        "late": counted(c.LATE_QUARTERS, "quarter").removeprefix("one "),
        "leak_heat": spelled(c.LEAK_HEAT),
        "leaks": counted(c.LEAKS_A_QUARTER, "leak"),
        "live_deals": counted(c.LIVE_DEALS, "deal"),
        "money_max": number(c.MONEY_PAID_MAX_M),
        "money_min": number(c.MONEY_PAID_MIN_M),
        "office_weight": spelled(c.OFFICE_WEIGHT),
        "orders": counted(c.ORDERS_A_SHEET, "order"),
        "promises_max": spelled(c.PROMISES_MAX),
        "sacked_below": number(c.SACKED_BELOW / 1000, 1),
        "sackings_max": spelled(c.SACKINGS_TO_ELECTION),
        "secret_out": f"{number(100 * c.SECRET_OUT)}%",
        "sheet": listed((spelled(n) if n else "none" for n in range(c.ORDERS_A_SHEET + 1)), "or"),
        "stake_max": number(c.STAKE_MAX),
        "trusted": hundredths(c.TRUSTED),
        "word_cap": hundredths(c.WORD_CAP),
        "word_lost": amount(c.BROKEN_WORD / 100, "Word"),
        "word_start": hundredths(c.WORD_START),
    }


def _span(quarters: int) -> str:
    """Return quarters as a span of time: in years where they are whole years.

    >>> _span(8), _span(3)
    ('two years', 'three quarters')
    """
    return counted(quarters // 4, "year") if quarters % 4 == 0 else counted(quarters, "quarter")
