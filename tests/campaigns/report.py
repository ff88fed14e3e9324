"""What a campaign tried and found."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field


@dataclass
class Report:
    """Counts of what was tried and of how it came out, and a line for each failure."""

    name: str
    seed: int
    tried: Counter[str] = field(default_factory=Counter)
    found: Counter[str] = field(default_factory=Counter)
    failures: list[str] = field(default_factory=list)
    stopped: bool = False

    def stop(self) -> None:
        """End the campaign after what is being tried; asked again, at once."""
        if self.stopped:
            raise KeyboardInterrupt
        self.stopped = True

    def turns(self, n: int) -> Iterator[int]:
        """Yield the numbers of what is to be tried, until somebody stops the campaign."""
        for number in range(n):
            if self.stopped:
                return
            yield number

    def fail(self, what: str) -> None:
        """Note a failure: what was tried, with its seed or file, and what came of it."""
        self.failures.append(what)

    def lines(self) -> list[str]:
        """Return the report as text."""
        counted = [f"  {kind}: {count}" for kind, count in sorted(self.tried.items())]
        came = [f"  {kind}: {count}" for kind, count in sorted(self.found.items())]
        total, failed = self.tried.total(), len(self.failures)
        return [
            (
                f"{self.name}, seed {self.seed}: {total} tried, {failed} failed"
                f"{' (stopped before its end)' if self.stopped else ''}"
            ),
            *counted,
            *(["came out as", *came] if came else []),
            *(f"FAILED {what}" for what in self.failures),
        ]
