"""What every test shares: how Hypothesis draws its examples."""

from __future__ import annotations

from hypothesis import HealthCheck, settings

# Nothing is judged by the clock, since machines differ and may be busy; what failed is printed so
# that it can be tried again.
settings.register_profile(
    "house", deadline=None, print_blob=True, suppress_health_check=[HealthCheck.too_slow]
)
settings.load_profile("house")
