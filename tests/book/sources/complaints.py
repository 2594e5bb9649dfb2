"""How a gate speaks."""

import pytest


def no_complaints(complaints: list[str]) -> None:
    """Fail with the complaints alone, all of them, one a line."""
    if complaints:
        pytest.fail("\n".join(complaints), pytrace=False)
