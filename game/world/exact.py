"""exp, log and friends whose bits are the same on every machine.

``np.exp``, ``np.log``, ``np.power`` and ``np.tanh`` use whatever vector code a CPU offers
and differ in the last bit between CPUs and builds. These use only + − × ÷, rounding to an
integer, and exact scaling by powers of two, all of which IEEE 754 fixes to the bit. The
formulas are those of fdlibm (Sun Microsystems, 1993), good to about one unit in the last
place; arguments beyond ±700 are held there, so that nothing overflows.
"""

from __future__ import annotations

import numpy as np

from game.world.place import F

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


def exp(x: F) -> F:
    """e to the power of each element; arguments are held within ±700.

    >>> float(exp(np.array([0.0]))[0])
    1.0
    """
    x = np.minimum(np.maximum(x, -700.0), 700.0)
    k = np.rint(x * _INV_LN2)
    hi = x - k * _LN2_HI
    lo = k * _LN2_LO
    r = hi - lo
    t = r * r
    c = t * _P[4]
    for p in (_P[3], _P[2], _P[1], _P[0]):
        c += p
        c *= t
    c = r - c
    y = 1.0 - ((lo - (r * c) / (2.0 - c)) - hi)
    scaled: F = np.ldexp(y, k.astype(np.int32))
    return scaled


def log(x: F) -> F:
    """Natural logarithm of each element, which must be positive and normal.

    >>> float(log(np.array([1.0]))[0])
    0.0
    """
    m, e = np.frexp(x)
    low = m < _SQRT_HALF
    m = np.where(low, m + m, m)
    k = (e - low).astype(np.float64)
    f = m - 1.0
    s = f / (2.0 + f)
    z = s * s
    r = z * _L[6]
    for p in (_L[5], _L[4], _L[3], _L[2], _L[1], _L[0]):
        r += p
        r *= z
    half = 0.5 * f * f
    out: F = k * _LN2_HI - ((half - (s * (half + r) + k * _LN2_LO)) - f)
    return out


def power(x: F, exponent: float) -> F:
    """Each positive element to a fixed power."""
    return exp(log(x) * exponent)


def tanh(x: F) -> F:
    """Hyperbolic tangent of each element."""
    e = exp(2.0 * x)
    out: F = 1.0 - 2.0 / (e + 1.0)
    return out


def logistic(x: F) -> F:
    """1 / (1 + e^−x) of each element."""
    out: F = 1.0 / (1.0 + exp(-x))
    return out
