"""General sentences about random experiments: held over many draws, in at least 19 of 20 of them."""

from collections.abc import Callable, Iterable

import pytest


@pytest.fixture
def seeds(request: pytest.FixtureRequest) -> range:
    """As many seeds as the mark `draws(name, count)` of the test says."""
    return range(request.node.get_closest_marker("draws").args[1])


@pytest.fixture
def often() -> Callable[[Iterable[bool]], None]:
    """Return a function that fails unless a sentence held in at least 19 of 20 draws."""

    def check(held: Iterable[bool]) -> None:
        held = [bool(one) for one in held]
        wrong = [seed for seed, one in enumerate(held) if not one]
        assert len(wrong) <= len(held) / 20, f"does not hold in {len(wrong)} of {len(held)} draws: seeds {wrong}"

    return check
