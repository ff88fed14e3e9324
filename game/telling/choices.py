"""Why an AI did what it did: its best choice and the next ones, with what tells them apart."""

from __future__ import annotations

from collections.abc import Iterator

from game.telling.formatting import clean, number


def choice_lines(why: object) -> Iterator[str]:
    """Yield a line for each choice that a journal keeps with an AI's command; none where it has
    none, or where they are no choices."""
    if not isinstance(why, list | tuple):
        return
    for n, choice in enumerate(why):
        if not isinstance(choice, dict):
            continue
        value, reasons = choice.get("value"), choice.get("reasons", ())
        worth = f" ({value:+.1f} points)" if isinstance(value, int | float) else ""
        said = [clean(str(r)) for r in reasons] if isinstance(reasons, list | tuple) else []
        beside = f": {', '.join(said)}" if said else ""
        head = "Best" if n == 0 else f"Choice {number(n + 1)}"
        yield f"{head}: {clean(str(choice.get('choice', '')))}{worth}{beside}"
