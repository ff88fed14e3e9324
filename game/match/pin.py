"""A PIN that keeps neighbours out: hashed with scrypt, and wrong ones cost time.

It is kept in a person's own settings and never in a journal. It keeps people at the same computer
apart, no more: whoever owns the account can read the journal anyway.
"""

from __future__ import annotations

import hashlib
import hmac
import secrets
from collections.abc import Callable
from typing import Final

from game.errors import InputError

#: How long a PIN is, in digits.
SHORTEST: Final = 4
LONGEST: Final = 8
#: scrypt's costs: some 16 MB and a twentieth of a second.
_N, _R, _P = 2**14, 8, 1
_NAME: Final = "scrypt"
#: Wrong PINs that cost nothing, and the seconds that the next cost; each further one doubles.
FREE: Final = 3
_WAIT: Final = 5.0
_LONGEST_WAIT: Final = 300.0


def kept_pin(pin: str) -> str:
    """Return what is kept of a PIN. Raises InputError for anything but 4 to 8 digits."""
    salt = secrets.token_bytes(16)
    return f"{_NAME}${salt.hex()}${proof(checked(pin), salt).hex()}"


def fits(kept: str, pin: str) -> bool:
    """Return whether a PIN is the one that was kept; never for what is not of that form."""
    name, _, rest = kept.partition("$")
    salt, _, hashed = rest.partition("$")
    try:
        wanted, seasoning = bytes.fromhex(hashed), bytes.fromhex(salt)
    except ValueError:
        return False
    if name != _NAME or not wanted or not seasoning or len(pin) > LONGEST:
        return False
    return hmac.compare_digest(wanted, proof(pin, seasoning))


def wait_after(wrong: int) -> float:
    """Return the seconds that so many wrong PINs in a row cost.

    >>> [wait_after(n) for n in (2, 3, 4, 30)]
    [0.0, 5.0, 10.0, 300.0]
    """
    return 0.0 if wrong < FREE else min(_LONGEST_WAIT, _WAIT * 2.0 ** (wrong - FREE))


def checked(pin: str) -> str:
    """Return a PIN as it is. Raises InputError for anything but 4 to 8 digits."""
    if not (SHORTEST <= len(pin) <= LONGEST and pin.isascii() and pin.isdigit()):
        raise InputError(f"A PIN is {SHORTEST} to {LONGEST} digits.")
    return pin


def proof(pin: str, salt: bytes) -> bytes:
    """Return what proves a PIN and doesn't show it."""
    return hashlib.scrypt(pin.encode(), salt=salt, n=_N, r=_R, p=_P, maxmem=2**26, dklen=32)


class PinGate:
    """Lets in whoever knows the PIN. ``clock`` gives seconds."""

    def __init__(self, kept: str, clock: Callable[[], float]) -> None:
        self._kept, self._clock = kept, clock
        self._wrong = 0
        self._closed_until = 0.0

    @property
    def wait(self) -> float:
        """Return for how many seconds no PIN is taken."""
        return max(0.0, self._closed_until - self._clock())

    def open(self, pin: str) -> bool:
        """Return whether the PIN opens; a wrong one after some closes the gate for a while.

        While it is closed nothing opens it, and nothing is counted.
        """
        if self.wait > 0:
            return False
        if fits(self._kept, pin):
            self._wrong = 0
            return True
        self._wrong += 1
        self._closed_until = self._clock() + wait_after(self._wrong)
        return False
