"""The memory of many games, kept from quarter to quarter.

A batch frees some tens of megabytes at each quarter's end and asks for them again at once.
The C library of most Linux systems gives them back to the system in between, and getting
them anew, page by page, costs a sixth of a quarter's time. Elsewhere nothing is changed.
"""

from __future__ import annotations

import ctypes
import sys
from functools import lru_cache
from typing import Final

# Names and numbers of mallopt(3).
_M_TRIM_THRESHOLD: Final = -1
_M_MMAP_THRESHOLD: Final = -3
#: The largest block that it can be asked to keep, and how much unused memory in all.
_BLOCK: Final = 32 * 2**20
_KEPT: Final = 256 * 2**20


@lru_cache(maxsize=1)
def keep() -> bool:
    """From now on this process keeps memory that is freed. False where it can't be asked to."""
    if sys.platform != "linux":
        return False
    try:
        mallopt = ctypes.CDLL(None).mallopt
    except (OSError, AttributeError):  # another C library
        return False
    asked = [mallopt(_M_MMAP_THRESHOLD, _BLOCK), mallopt(_M_TRIM_THRESHOLD, _KEPT)]
    return all(asked)
