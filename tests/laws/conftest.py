"""The examples of a law are drawn in the same way in every run; LAW_EXAMPLES=500 draws more of them.

`make mutants` sets LAW_PHASES, since it asks only whether a law fails, not for its smallest example.
"""

import os

from hypothesis import HealthCheck, Phase, settings

settings.register_profile(
    "laws",
    derandomize=True,
    max_examples=int(os.environ.get("LAW_EXAMPLES", "8")),
    database=None,
    deadline=None,
    phases=[Phase.generate] if "LAW_PHASES" in os.environ else list(Phase),
    suppress_health_check=[HealthCheck.too_slow],
)
settings.load_profile("laws")
