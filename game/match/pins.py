"""PINs of the people who share a screen: none is kept, only what proves it.

A PIN keeps honest people from lifting another's curtain by mistake or on a whim. It is no lock:
the journal beside it can be read by whoever has the account. It is stretched with scrypt and a
salt of its own; after three wrong tries one waits, longer each time.
"""

from __future__ import annotations

import contextlib
import hmac
import json
import secrets
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from game import files
from game.match.pin import LONGEST, checked, proof, wait_after
from game.scenario.schema.base import ROLES, Role

_BYTES: Final = 10_000


@dataclass(frozen=True, slots=True)
class _Kept:
    salt: bytes
    proof: bytes


class Pins:
    """The PINs of one table; kept beside its journal, if it is kept."""

    def __init__(self, journal: Path | None, clock: Callable[[], float] = time.monotonic) -> None:
        self._file = None if journal is None else journal.with_suffix(".pins.json")
        self._clock = clock
        self._kept: dict[Role, _Kept] = self._load()
        self._wrong: dict[Role, int] = {}
        self._until: dict[Role, float] = {}

    def has(self, role: Role) -> bool:
        """Return whether a role's curtain asks for a PIN."""
        return role in self._kept

    def set(self, role: Role, pin: str) -> None:
        """Set a role's PIN. Raises InputError if it is none."""
        salt = secrets.token_bytes(16)
        self._kept[role] = _Kept(salt, proof(checked(pin), salt))
        self._forgive(role)
        self._save()

    def reset(self, role: Role) -> None:
        """Take a role's PIN away. Who does so tells the table; see ``Match.note``."""
        self._kept.pop(role, None)
        self._forgive(role)
        self._save()

    def wait(self, role: Role) -> float:
        """Return the seconds until the role's PIN may be tried again."""
        return max(0.0, self._until.get(role, 0.0) - self._clock())

    def opens(self, role: Role, pin: str) -> bool:
        """Return whether the PIN is the role's. While one must wait nothing is right."""
        kept = self._kept.get(role)
        if kept is None:
            return True
        if self.wait(role) > 0:
            return False
        if hmac.compare_digest(proof(pin[:LONGEST], kept.salt), kept.proof):
            self._forgive(role)
            return True
        wrong = self._wrong[role] = self._wrong.get(role, 0) + 1
        self._until[role] = self._clock() + wait_after(wrong)
        return False

    def _forgive(self, role: Role) -> None:
        self._wrong.pop(role, None)
        self._until.pop(role, None)

    # ---- the file ---------------------------------------------------------------------

    def _load(self) -> dict[Role, _Kept]:
        if self._file is None:
            return {}
        try:
            raw = json.loads(files.read_bytes(self._file, _BYTES))
            return {
                role: _Kept(bytes.fromhex(raw[role][0]), bytes.fromhex(raw[role][1]))
                for role in ROLES
                if role in raw
            }
        except (OSError, ValueError, TypeError, LookupError, RecursionError):
            return {}

    def _save(self) -> None:
        """Keep them. Where that can't be, they hold for this sitting."""
        if self._file is None:
            return
        rows = {role: [k.salt.hex(), k.proof.hex()] for role, k in self._kept.items()}
        with contextlib.suppress(OSError):
            if rows:
                files.replace(self._file, json.dumps(rows))
            else:
                self._file.unlink(missing_ok=True)
