"""Compute exp, log and friends to the same bits on every machine.

``np.exp``, ``np.log``, ``np.power`` and ``np.tanh`` use whatever vector code a CPU offers and
differ in the last bit between CPUs and builds. These use only + − × ÷, rounding to an integer, and
exact scaling by powers of two, all of which IEEE 754 fixes to the bit. The formulas are those of
fdlibm (Sun Microsystems, 1993), good to about one unit in the last place; arguments beyond ±700 are
held there, so that nothing overflows.
"""

from __future__ import annotations

import math
import threading
from collections.abc import Callable

import numpy as np

from game.world.bounds import within
from game.world.health_map import F, I

_LN2_HI = 6.93147180369123816490e-01
_LN2_LO = 1.90821492927058770002e-10
_INV_LN2 = 1.44269504088896338700e00
_SQRT_HALF = 0.70710678118654752440
_P = (
    1.66666666666666019037e-01,
    -2.77777777770155933842e-03,
    6.61375632143793436117e-05,
    -1.65339022054652515390e-06,
    4.13813679705723846039e-08,
)
_L = (
    6.666666666666735130e-01,
    3.999999999940941908e-01,
    2.857142874366239149e-01,
    2.222219843214978396e-01,
    1.818357216161805012e-01,
    1.531383769920937332e-01,
    1.479819860511658591e-01,
)


#: So many elements are worked at a time: the working arrays stay in a processor's cache.
_BLOCK = 20480
_FEW = 4  # so few are worked one by one: the same arithmetic without an array's overhead
_FRACTION_BITS = 52  # bits of a double below its exponent
# The same constants as arrays of no axes: numpy takes these faster than numbers of Python's.
_LN2_HI_0, _LN2_LO_0, _INV_LN2_0, _SQRT_HALF_0, _1, _2, _HALF = (
    np.array(x) for x in (_LN2_HI, _LN2_LO, _INV_LN2, _SQRT_HALF, 1.0, 2.0, 0.5)
)
_P_0, _L_0 = [np.array(p) for p in _P], [np.array(p) for p in _L]
_SQRT_HALF_BITS = _SQRT_HALF_0.view(np.int64)
#: Beside so large a number doubles lie 1 apart: to add it rounds to a whole number, as rint.
_UNIT_STEP = np.array(1.5 * 2.0**52)
_local = threading.local()


def _work() -> tuple[F, I]:
    """Return this thread's working arrays: what one call leaves in them, the next writes over."""
    found: tuple[F, I] | None = getattr(_local, "work", None)
    if found is None:
        found = _local.work = np.empty((5, _BLOCK)), np.empty(_BLOCK, np.int64)
    return found


def _by_blocks(
    one: Callable[[float], float], part: Callable[[F, F], None], x: F, out: F | None
) -> F:
    """Apply ``part`` to each block of the elements, into ``out`` or a new array.

    ``one`` is applied to each element instead if they are few.
    """
    if x.size <= _FEW:
        few = np.array([one(v) for v in x.ravel().tolist()], np.float64).reshape(x.shape)
        if out is None:
            return few
        out[...] = few
        return out
    made = np.empty(x.shape) if out is None else out
    given, taken = x.reshape(-1), made.reshape(-1)
    if given.size <= _BLOCK:
        part(given, taken)
    else:
        for a in range(0, given.size, _BLOCK):
            part(given[a : a + _BLOCK], taken[a : a + _BLOCK])
    return made


def exp(x: F, out: F | None = None) -> F:
    """Return e to the power of each element; arguments are held within ±700.

    ``out``, C-contiguous, may be ``x`` itself.

    >>> float(exp(np.array([0.0]))[0])
    1.0
    """
    return _by_blocks(exp_one, _exp, x, out)


def exp_one(x: float) -> float:
    """Return e to the power of one number, as ``exp`` does, without an array.

    >>> exp_one(0.0)
    1.0
    """
    x = min(max(x, -700.0), 700.0)
    k = round(x * _INV_LN2)
    hi = x - k * _LN2_HI
    lo = k * _LN2_LO
    r = hi - lo
    t = r * r
    c = r - t * (_P[0] + t * (_P[1] + t * (_P[2] + t * (_P[3] + t * _P[4]))))
    return math.ldexp(1.0 - ((lo - (r * c) / (2.0 - c)) - hi), k)


def _exp(x: F, out: F) -> None:
    floats, wholes = _work()
    hi, lo, r, t, c = floats[:, : x.size]
    k = wholes[: x.size]
    within(x, -700.0, 700.0, hi)
    np.multiply(hi, _INV_LN2_0, out=lo)
    lo += _UNIT_STEP  # whole numbers now, and their bits the last ones
    np.left_shift(lo.view(np.int64), _FRACTION_BITS, out=k)  # where a double has its exponent
    lo -= _UNIT_STEP
    np.multiply(lo, _LN2_HI_0, out=r)
    hi -= r
    lo *= _LN2_LO_0
    np.subtract(hi, lo, out=r)
    np.multiply(r, r, out=t)
    np.multiply(t, _P_0[4], out=c)
    for p in (_P_0[3], _P_0[2], _P_0[1], _P_0[0]):
        c += p
        c *= t
    np.subtract(r, c, out=c)
    r *= c
    np.subtract(_2, c, out=c)
    r /= c
    lo -= r
    lo -= hi
    np.subtract(_1, lo, out=lo)
    np.add(lo.view(np.int64), k, out=out.view(np.int64))  # times two to the power of k


def log(x: F, out: F | None = None) -> F:
    """Return the natural logarithm of each element, which must be positive and normal.

    ``out``, C-contiguous, may be ``x`` itself.

    >>> float(log(np.array([1.0]))[0])
    0.0
    """
    return _by_blocks(log_one, _log, x, out)


def log_one(x: float) -> float:
    """Return the natural logarithm of one number above 0, as ``log`` does, without an array.

    >>> log_one(1.0)
    0.0
    """
    m, k = math.frexp(x)
    if m < _SQRT_HALF:
        m, k = m + m, k - 1
    f = m - 1.0
    s = f / (2.0 + f)
    z = s * s
    r = z * _L[6]
    for p in (_L[5], _L[4], _L[3], _L[2], _L[1], _L[0]):
        r = (r + p) * z
    half = 0.5 * f * f
    return k * _LN2_HI - ((half - (s * (half + r) + k * _LN2_LO)) - f)


def _log(x: F, out: F) -> None:
    floats, bits = _work()
    k, f, s, z, r = floats[:, : x.size]
    bits = bits[: x.size]
    raw = x.view(np.int64)
    np.subtract(raw, _SQRT_HALF_BITS, out=bits)
    bits >>= _FRACTION_BITS  # x = m times two to the power of this, m from √½ to √2
    k[:] = bits
    bits <<= _FRACTION_BITS
    np.subtract(raw, bits, out=bits)
    np.subtract(bits.view(np.float64), _1, out=f)
    np.add(f, _2, out=s)
    np.divide(f, s, out=s)
    np.multiply(s, s, out=z)
    np.multiply(z, _L_0[6], out=r)
    for p in (_L_0[5], _L_0[4], _L_0[3], _L_0[2], _L_0[1], _L_0[0]):
        r += p
        r *= z
    half = z
    np.multiply(f, _HALF, out=half)
    half *= f
    r += half
    r *= s
    np.multiply(k, _LN2_LO_0, out=s)
    r += s
    half -= r
    half -= f
    k *= _LN2_HI_0
    np.subtract(k, half, out=out)


def power(x: F, exponent: float) -> F:
    """Return each positive element to a fixed power."""
    return exp(log(x) * exponent)


def tanh(x: F) -> F:
    """Return the hyperbolic tangent of each element."""
    e = exp(2.0 * x)
    return 1.0 - 2.0 / (e + 1.0)


def logistic(x: F) -> F:
    """Return 1 / (1 + e^−x) of each element."""
    return 1.0 / (1.0 + exp(-x))
