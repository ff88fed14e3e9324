"""What a trust's estate costs it: payments under PFI, and charges on buildings of its own.

A trust pays for the buildings and equipment that it owns by depreciation and by a dividend to
the Treasury, 3.5% of what its public capital is worth (public dividend capital; NHS accounts):
together about 5% of cost. Under a PFI contract it pays a contractor instead, and more. Either
way the charge follows no work and no saving, is dearer as prices rise, and goes to whoever takes
the sites over. What is set aside by depreciation is spent again on buildings and equipment, so
that only the dividend leaves for the Treasury.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from game.world.exact_sums import added
from game.world.health_map import F
from game.world.market import choice
from game.world.quarter_state import Now


@dataclass(frozen=True, slots=True)
class Estate:
    """The quarter's charges, £ thousand, (T, B), or (T, 1) while nothing has changed hands."""

    pfi_k: F
    own_k: F

    @property
    def all_k(self) -> F:
        """Both together."""
        return self.pfi_k + self.own_k


def estate(now: Now) -> Estate:
    """What each trust pays this quarter for the sites that it runs."""
    base = now.model.baseline
    price = float(now.model.calendar.other[now.row])
    return Estate(_of_owners(now, base.pfi_k) * price, _of_owners(now, base.capital_k) * price)


def dividend(now: Now, charges: Estate) -> F:
    """The part of charges on trusts' own buildings that goes to the Treasury, (B,) or (1,),
    whole £ thousand."""
    paid = np.rint(now.params.dividend_share * charges.own_k)
    return added(paid if now.all_open else paid * now.alive)


def _of_owners(now: Now, charges: F) -> F:
    """Charges of sites, whole £ thousand, in the rows of those who run them."""
    if now.owner is None:
        return charges
    return choice.to_owners(np.repeat(charges, now.owner.shape[1], axis=1), now.owner)
