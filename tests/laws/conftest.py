"""The examples of a law are drawn in the same way in every run; LAW_EXAMPLES=500 draws more of them."""

import os

from hypothesis import HealthCheck, settings

settings.register_profile(
    "laws",
    derandomize=True,
    max_examples=int(os.environ.get("LAW_EXAMPLES", "8")),
    database=None,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow],
)
settings.load_profile("laws")
