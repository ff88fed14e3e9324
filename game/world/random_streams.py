"""Keyed luck: every draw is a function of (seed, quarter, subsystem, entity) alone.

One Philox key for each (seed, quarter, subsystem); entity ``i`` takes raw word ``i``
through transforms of our own, so no draw depends on how many came before, a what-if
shares the luck of the game it leaves, and numpy's own distributions may change freely.
"""

from __future__ import annotations

import hashlib
import math
import threading
from collections.abc import Sequence
from functools import lru_cache
from typing import Any, TypeVar

import numpy as np
from numpy.typing import NDArray

from game.world import exact_math
from game.world.health_map import F

U = NDArray[np.uint64]
_WORD = 2**64
_STEP = 0x9E3779B97F4A7C15  # odd: the golden ratio of 2**64
_U16, _U32, _BOTH = np.uint64(16), np.uint64(32), np.uint64(2**32 + 1)
_EVEN_PARTS = np.uint64(0x0000FFFF0000FFFF)
_TOGETHER = 32  # games whose words are worked together: they stay in a processor's cache
_NO_WORDS = np.empty(0, np.uint64)
_local = threading.local()


@lru_cache(maxsize=512)
def _hash(text: str) -> int:
    return int.from_bytes(hashlib.blake2b(text.encode(), digest_size=8).digest(), "little")


def _generator() -> tuple[np.random.Philox, Any, dict[str, object]]:
    """Return this thread's generator, a state to set it to, and the part of it that has the key."""
    found: tuple[np.random.Philox, Any, dict[str, object]] | None
    found = getattr(_local, "generator", None)
    if found is None:
        none = [0, 0, 0, 0]
        keyed: dict[str, object] = {"counter": none, "key": none}
        state = {
            "bit_generator": "Philox",
            "state": keyed,
            "buffer": none,
            "buffer_pos": 4,
            "has_uint32": 0,
            "uinteger": 0,
        }
        found = _local.generator = np.random.Philox(key=0), state, keyed
    return found


def _raw(seeds: Sequence[int], streams: Sequence[tuple[int, int]]) -> list[U]:
    """Return for each seed the first words, so many, of the Philox stream of each key."""
    generator, state, keyed = _generator()
    out = []
    for seed in seeds:
        for stream, n in streams:
            keyed["key"] = (seed, stream)
            generator.state = state
            out.append(generator.random_raw(n))
    return out


def _stream(quarter: int, subsystem: str) -> int:
    return (_hash(subsystem) + quarter * _STEP) % _WORD


class Luck:
    """The random numbers of B games, one seed each.

    >>> a, both = Luck([7]), Luck([7, 8])
    >>> bool((a.uniform(8055, "demand", 3) == both.uniform(8055, "demand", 3)[:, :1]).all())
    True
    """

    __slots__ = ("seeds",)

    def __init__(self, seeds: Sequence[int] | U) -> None:
        self.seeds: tuple[int, ...] = tuple(int(s) % _WORD for s in seeds)

    def words(self, quarter: int, subsystem: str, n: int) -> U:
        """Return raw words, (n, B) uint64."""
        rows = self._rows([(_stream(quarter, subsystem), n)])
        return np.ascontiguousarray(rows.T)

    def _rows(self, streams: Sequence[tuple[int, int]]) -> U:
        """Return the first raw words, so many, of some streams, (B, n in all)."""
        words = _raw(self.seeds, streams)
        if len(words) == 1:
            return words[0].reshape(1, -1)
        return np.concatenate(words or [_NO_WORDS]).reshape(len(self.seeds), -1)

    def uniform(self, quarter: int, subsystem: str, n: int) -> F:
        """Return uniform draws in [0, 1), (n, B)."""
        return uniform_of(self.words(quarter, subsystem, n))

    def normal(self, quarter: int, subsystem: str, n: int) -> F:
        """Return standard normal draws, (n, B), by the inverse of the distribution function."""
        return normal_of(uniform_of(self.words(quarter, subsystem, n)))

    def normal_each(self, quarter: int, wanted: Sequence[tuple[str, int]]) -> F:
        """Return what ``normal`` gives for each of some subsystems, one below the other."""
        rows = self._rows([(_stream(quarter, subsystem), n) for subsystem, n in wanted])
        return normal_of(uniform_of(np.ascontiguousarray(rows.T)))

    def normals(self, quarters: Sequence[int], subsystem: str, n: int) -> F:
        """Return what ``normal`` gives in each of several quarters, (Q, n, B)."""
        rows = self._rows([(_stream(quarter, subsystem), n) for quarter in quarters])
        words = np.ascontiguousarray(rows.T).reshape(len(quarters), n, -1)
        return normal_of(uniform_of(words))

    def bells(self, quarter: int, wanted: Sequence[tuple[str, int]]) -> F:
        """Return nearly normal draws for each of some subsystems, one below the other, (n, B).

        Their mean is 0, their variance 1, and they stay within ±3.5: they are sums of the four
        sixteen-bit parts of each word, a quarter of the cost of ``normal``, and enough for the many
        small chances of a quarter.
        """
        size = sum(n for _, n in wanted)
        streams = [(_stream(quarter, subsystem), n) for subsystem, n in wanted]
        out = np.empty((size, len(self.seeds)))
        for a in range(0, len(self.seeds), _TOGETHER):
            part = self.part(a, a + _TOGETHER)
            out[:, a : a + _TOGETHER] = _four_parts(part._rows(streams)).T
        out -= 131070.0
        out *= 3.0**0.5 / 65536.0
        return out

    def part(self, first: int, last: int) -> Luck:
        """Return the luck of games ``first`` to ``last`` (not included)."""
        part = Luck.__new__(Luck)
        part.seeds = self.seeds[first:last]
        return part


def _four_parts(words: U) -> NDArray[np.int64]:
    """Return the sum of the four sixteen-bit parts of each word, in the words' own memory."""
    odd = words >> _U16
    odd &= _EVEN_PARTS
    words &= _EVEN_PARTS
    words += odd  # now two sums of two parts in each word, a high and a low one
    words *= _BOTH  # their sum is high
    words >>= _U32
    return words.view(np.int64)


def uniform_of(words: U) -> F:
    """Return a uniform draw for each word, at least 0 and below 1."""
    return (words >> np.uint64(11)).astype(np.float64) * 2.0**-53


def keyed_uniform(names: Sequence[str], salt: str) -> F:
    """Return a uniform draw for each name, (n,), the same in every game: a place's own history."""
    words = np.array([_hash(f"{salt}/{name}") for name in names], np.uint64)
    return uniform_of(words)


def keyed_normal(names: Sequence[str], salt: str) -> F:
    """Return a standard normal draw for each name, (n,), the same in every game."""
    return normal_of(keyed_uniform(names, salt))


_A = (
    3.3871328727963666080e0,
    1.3314166789178437745e2,
    1.9715909503065514427e3,
    1.3731693765509461125e4,
    4.5921953931549871457e4,
    6.7265770927008700853e4,
    3.3430575583588128105e4,
    2.5090809287301226727e3,
)
_B = (
    1.0,
    4.2313330701600911252e1,
    6.8718700749205790830e2,
    5.3941960214247511077e3,
    2.1213794301586595867e4,
    3.9307895800092710610e4,
    2.8729085735721942674e4,
    5.2264952788528545610e3,
)
_C = (
    1.42343711074968357734e0,
    4.63033784615654529590e0,
    5.76949722146069140550e0,
    3.64784832476320460504e0,
    1.27045825245236838258e0,
    2.41780725177450611770e-1,
    2.27238449892691845833e-2,
    7.74545014278341407640e-4,
)
_D = (
    1.0,
    2.05319162663775882187e0,
    1.67638483018380384940e0,
    6.89767334985100004550e-1,
    1.48103976427480074590e-1,
    1.51986665636164571966e-2,
    5.47593808499534494600e-4,
    1.05075007164441684324e-9,
)
_E = (
    6.65790464350110377720e0,
    5.46378491116411436990e0,
    1.78482653991729133580e0,
    2.96560571828504891230e-1,
    2.65321895265761230930e-2,
    1.24266094738807843860e-3,
    2.71155556874348757815e-5,
    2.01033439929228813265e-7,
)
_F = (
    1.0,
    5.99832206555887937690e-1,
    1.36929880922735805310e-1,
    1.48753612908506148525e-2,
    7.86869131145613259100e-4,
    1.84631831751005468180e-5,
    1.42151175831644588870e-7,
    2.04426310338993978564e-15,
)


#: So few draws are worked out one by one.
_FEW = 8
X = TypeVar("X", float, F)


def _poly(c: tuple[float, ...], x: X) -> X:
    y = x * c[7]
    y += c[6]
    y *= x
    y += c[5]
    y *= x
    y += c[4]
    y *= x
    y += c[3]
    y *= x
    y += c[2]
    y *= x
    y += c[1]
    y *= x
    y += c[0]
    return y


def _central(q: X) -> X:
    """Return the quantile of q + 0.5 where ``|q|`` is at most 0.425."""
    r = 0.180625 - q * q
    return q * _poly(_A, r) / _poly(_B, r)


def normal_of(u: F) -> F:
    """Return the standard normal quantile of u in [0, 1) (Wichura 1988, algorithm AS 241)."""
    if u.size <= _FEW:
        return np.array([_normal_one(x) for x in u.ravel().tolist()]).reshape(u.shape)
    q = u - 0.5
    central = _central(q)
    tail = np.abs(q) > 0.425
    if tail.any():
        p = np.minimum(u[tail], 1.0 - u[tail])
        root = np.sqrt(-exact_math.log(np.maximum(p, 2.0**-54)))
        near = root - 1.6
        z = _poly(_C, near) / _poly(_D, near)
        far = root > 5.0  # hardly ever
        if far.any():
            beyond = root[far] - 5.0
            z[far] = _poly(_E, beyond) / _poly(_F, beyond)
        central[tail] = np.where(q[tail] < 0.0, -z, z)
    return central


def _normal_one(u: float) -> float:
    """Return one quantile: the same arithmetic on a plain number, without an array's overhead."""
    q = u - 0.5
    if abs(q) <= 0.425:
        return _central(q)
    root = math.sqrt(-exact_math.log_one(max(min(u, 1.0 - u), 2.0**-54)))
    if root <= 5.0:
        z = _poly(_C, root - 1.6) / _poly(_D, root - 1.6)
    else:
        z = _poly(_E, root - 5.0) / _poly(_F, root - 5.0)
    return -z if q < 0.0 else z
