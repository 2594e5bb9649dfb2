"""What a pass through a network costs, counted in multiplications of its matrix products, for one sample.

Section 2.7.
"""

from __future__ import annotations

from itertools import pairwise

from course_lib.networks._arrays import widths


def forward_multiplications(sizes: tuple[int, ...]) -> int:
    """Σ_ℓ n_ℓ n_{ℓ−1}, the products W_ℓ h_{ℓ−1}: one multiplication for each weight.

    Args:
        sizes: the widths (n_0, …, n_D), at least two.

    Raises:
        TypeError: sizes are not whole numbers.
        ValueError: fewer than two sizes, or one below 1.
    """
    return sum(n_out * n_in for n_in, n_out in pairwise(widths(sizes)))


def backward_multiplications(sizes: tuple[int, ...]) -> int:
    """2 Σ_ℓ n_ℓ n_{ℓ−1} − n_1 n_0: each δ_ℓ h_{ℓ−1}ᵀ, and each W_ℓᵀ δ_ℓ but the first layer's.

    Args:
        sizes: as in `forward_multiplications`.

    Raises:
        TypeError, ValueError: as `forward_multiplications`.
    """
    sizes = widths(sizes)
    return 2 * forward_multiplications(sizes) - sizes[1] * sizes[0]


def central_difference_multiplications(sizes: tuple[int, ...]) -> int:
    """2n Σ_ℓ n_ℓ n_{ℓ−1}: two forward passes for each of the n = Σ_ℓ n_ℓ (n_{ℓ−1} + 1) parameters.

    Args:
        sizes: as in `forward_multiplications`.

    Raises:
        TypeError, ValueError: as `forward_multiplications`.
    """
    sizes = widths(sizes)
    parameters = sum(n_out * (n_in + 1) for n_in, n_out in pairwise(sizes))
    return 2 * parameters * forward_multiplications(sizes)
