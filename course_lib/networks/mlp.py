"""A multilayer perceptron: forward, backward, and the gradient of its loss, on one flat parameter vector.

Chapter 2.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple

import numpy as np

from course_lib import _checks
from course_lib.functions._sums import product, total
from course_lib.functions.activations import ACTIVATIONS
from course_lib.functions.losses import LOSSES, probability_rows
from course_lib.networks import _arrays
from course_lib.networks.initializers import SCHEMES
from course_lib.running._dot import dot

Layers = list[tuple[np.ndarray, np.ndarray]]
ALL_ROWS = slice(None)


class Backprop(NamedTuple):
    """One pass through a network of D layers, everything in order of the layers.

    `z` and `delta` hold z_1 … z_D and δ_1 … δ_D, δ_ℓ = ∂J/∂z_ℓ, each (n, n_ℓ), one row a sample; `h` holds
    h_0 = X … h_D; `gradients` the pairs (∂J/∂W_ℓ, ∂J/∂b_ℓ). J is the mean over the samples, so that δ carries the 1/n.
    """

    z: list[np.ndarray]
    h: list[np.ndarray]
    delta: list[np.ndarray]
    gradients: Layers


@dataclass(frozen=True)
class MLP:
    """z_ℓ = W_ℓ h_{ℓ−1} + b_ℓ, h_ℓ = φ(z_ℓ), linear in the last layer; J(θ) = mean loss + ½ l2 Σ_ℓ ‖W_ℓ‖².

    θ holds W_1 row by row, b_1, W_2, b_2, … in one vector of `n` entries. Samples are rows. Results have θ's float
    type; X and Y are converted to it.

    Args:
        sizes: (n_0, n_1, …, n_D), the widths from input to output, at least two.
        activation: φ of the hidden layers: "tanh", "relu" or "sigmoid".
        loss: "half_squared_error", ½‖ŷ − y‖² a sample, or "cross_entropy" on logits, at least two of them.
        l2: weight of the penalty on the weights (not on the biases), ≥ 0.

    Raises:
        TypeError: sizes are not whole numbers, or l2 is not a number.
        ValueError: fewer than two sizes, a size below 1, an unknown activation or loss, l2 < 0.

    Source: Rumelhart, Hinton and Williams, "Learning representations by back-propagating errors".
    """

    sizes: tuple[int, ...]
    activation: str = "tanh"
    loss: str = "half_squared_error"
    l2: float = 0.0

    def __post_init__(self) -> None:
        sizes = _arrays.widths(self.sizes)
        _checks.one_of("activation", self.activation, ACTIVATIONS)
        if _checks.one_of("loss", self.loss, LOSSES) == "cross_entropy" and sizes[-1] < 2:
            raise ValueError(f"sizes must end with at least 2 classes for cross_entropy, got {self.sizes!r}")
        _checks.settle(self, sizes=sizes, l2=_checks.nonnegative("l2", self.l2))

    @property
    def n(self) -> int:
        """The number of parameters, Σ_ℓ n_ℓ (n_{ℓ−1} + 1)."""
        return _arrays.count(self._shapes())

    def init(self, rng: np.random.Generator, scheme: str | None = None) -> np.ndarray:
        """A start θ, float64: random weights from the "xavier" or "he" initialiser, biases 0.

        Without a scheme the activation chooses it: He's for relu, Xavier's for tanh and sigmoid.

        Raises:
            TypeError: rng is no Generator.
            ValueError: unknown scheme.
        """
        if scheme is None:
            scheme = "he" if self.activation == "relu" else "xavier"
        draw = SCHEMES[_checks.one_of("scheme", scheme, SCHEMES)]
        return self.flatten([(draw(rng, W), np.zeros(b)) for W, b in self._shapes()])

    def flatten(self, layers: Layers) -> np.ndarray:
        """θ from [(W_1, b_1), …, (W_D, b_D)], W_ℓ of shape (n_ℓ, n_{ℓ−1}).

        Raises:
            TypeError: an entry is not an array of real numbers.
            ValueError: another number of layers, or a shape that does not fit sizes.
        """
        if len(layers) != len(self.sizes) - 1:
            raise ValueError(f"layers must hold {len(self.sizes) - 1} pairs (W, b), got {len(layers)}")
        parts = []
        for l, (layer, shapes) in enumerate(zip(layers, self._shapes(), strict=True), start=1):
            for name, part, shape in zip((f"W_{l}", f"b_{l}"), layer, shapes, strict=True):
                parts.append(_checks.floats(name, part).ravel())
                if np.shape(part) != shape:
                    raise ValueError(f"{name} must have shape {shape}, got {np.shape(part)}")
        return np.concatenate(parts)

    def unflatten(self, theta: np.ndarray) -> Layers:
        """[(W_1, b_1), …, (W_D, b_D)] as new arrays: changing them leaves θ as it is.

        Raises:
            ValueError: theta is not a vector of n entries.
        """
        return _arrays.windows(self._parameters(theta).copy(), self._shapes())

    def forward(self, theta: np.ndarray, X: np.ndarray) -> np.ndarray:
        """The output z_D, (n, n_D): the prediction, or for cross-entropy the logits.

        Args:
            theta: parameters, (n,) as in the class.
            X: one sample a row, (n, n_0).

        Raises:
            ValueError: a shape that does not fit sizes, or X not finite.
        """
        theta = self._parameters(theta)
        z, h, _ = self._room(self._samples(X, theta.dtype))
        self._forward(_arrays.windows(theta, self._shapes()), z, h)
        return h[-1].copy()

    def backward(self, theta: np.ndarray, X: np.ndarray, Y: np.ndarray) -> Backprop:
        """δ_D = ∂J/∂z_D, δ_ℓ = (W_{ℓ+1}ᵀ δ_{ℓ+1}) ⊙ φ'(z_ℓ), ∂J/∂W_ℓ = δ_ℓ h_{ℓ−1}ᵀ + l2 W_ℓ, ∂J/∂b_ℓ = δ_ℓ.

        The gradients are sums over the rows: with rows as samples δ_ℓ h_{ℓ−1}ᵀ is delta.T @ h.

        Args:
            theta: parameters, (n,) as in the class.
            X: one sample a row, (n, n_0).
            Y: targets, (n, n_D); for cross-entropy class indices (n,) or rows of probabilities (n, n_D).

        Raises:
            ValueError: a shape that does not fit sizes, X not finite, or Y no targets of that loss.

        Source: Rumelhart, Hinton and Williams, "Learning representations by back-propagating errors".
        """
        theta = self._parameters(theta)
        return self._backward(theta, *self._data(X, Y, theta.dtype))[2]

    def value_and_grad(self, theta: np.ndarray, X: np.ndarray, Y: np.ndarray) -> tuple[float, np.ndarray]:
        """J(θ) and ∇J(θ), a vector like θ; with minibatches of (X, Y) the network itself is an objective.

        Each call checks its data; `objective` checks them once.

        Args:
            theta, X, Y: as in `backward`.

        Raises:
            TypeError, ValueError: as `backward`.
        """
        theta = self._parameters(theta)
        return self._backward(theta, *self._data(X, Y, theta.dtype))[:2]

    def objective(self, X: np.ndarray, Y: np.ndarray) -> Callable[..., tuple[float, np.ndarray]]:
        """(θ, rows) ↦ (J(θ), ∇J(θ)) on these rows of the data, on all of them by default, for `minimize`.

        X and Y are checked here, once, and copied. Batches for it hold numbers of rows, as those of
        minibatches(np.arange(len(X)), batch_size, rng) do.

        Args:
            X, Y: as in `backward`.

        Raises:
            TypeError, ValueError: as `backward`. The function raises IndexError for a row that X has not, and
                ValueError where rows chooses none.
        """
        X, Y = (_checks.frozen(np.array(part)) for part in self._data(X, Y, np.float64))

        def value_and_grad(theta: np.ndarray, rows: slice | np.ndarray = ALL_ROWS) -> tuple[float, np.ndarray]:
            theta, chosen = self._parameters(theta), X[rows]
            if chosen.ndim != 2 or len(chosen) == 0:
                raise ValueError(f"rows must be a slice or a vector that chooses at least one row of X, got {rows!r}")
            return self._backward(theta, *(part.astype(theta.dtype, copy=False) for part in (chosen, Y[rows])))[:2]

        return value_and_grad

    def _forward(self, layers: Layers, z: list[np.ndarray], h: list[np.ndarray]) -> None:
        """z_ℓ = W_ℓ h_{ℓ−1} + b_ℓ and h_ℓ = φ(z_ℓ), from h_0 = X on; h_D is z_D itself."""
        phi = ACTIVATIONS[self.activation].function
        for l, (W, b) in enumerate(layers):
            np.matmul(h[l], W.T, out=z[l])
            z[l] += b
            if l < len(layers) - 1:
                h[l + 1][:] = phi(z[l])

    def _backward(self, theta: np.ndarray, X: np.ndarray, Y: np.ndarray) -> tuple[float, np.ndarray, Backprop]:
        """J, ∇J and the pass they come from; gradients are windows into ∇J.

        Python counts from 0: W[l], z[l] and delta[l] belong to layer l + 1, whose input is h[l].
        """
        layers, phi_prime = _arrays.windows(theta, self._shapes()), ACTIVATIONS[self.activation].derivative
        W = [W for W, _ in layers]
        z, h, delta = self._room(X)
        self._forward(layers, z, h)
        value, delta[-1] = LOSSES[self.loss](z[-1], Y)
        for l in reversed(range(len(W) - 1)):
            delta[l][:] = np.matmul(delta[l + 1], W[l + 1]) * phi_prime(z[l])
        gradient = np.empty_like(theta)
        gradients = _arrays.windows(gradient, self._shapes())
        for l, (dW, db) in enumerate(gradients):
            product(delta[l].T, h[l], out=dW)
            db[:] = total(delta[l], axis=0)
            if self.l2:
                value += 0.5 * self.l2 * dot(W[l], W[l])
                dW += self.l2 * W[l]
        return float(value), gradient, Backprop(z, h, delta, gradients)

    def _room(self, X: np.ndarray) -> tuple[list[np.ndarray], list[np.ndarray], list[np.ndarray]]:
        """Room for z_1 … z_D, for h_0 … h_D, of which X and z_D are the ends, and for δ_1 … δ_D.

        It is one block: the system takes many middling blocks back after each pass, and fresh pages cost time. With an
        array each a run on all of the digits took 1.12 to 1.27 s in a fresh process, with the block 0.62 to 0.70.
        """
        ends = len(X) * np.cumsum([0, *self.sizes[1:]])
        block = np.empty((3, ends[-1]), X.dtype)
        z, h, delta = ([row[a:b].reshape(len(X), -1) for a, b in pairwise(ends)] for row in block)
        return z, [X, *h[:-1], z[-1]], delta

    def _shapes(self) -> list[tuple[tuple[int, int], tuple[int]]]:
        return [((n_out, n_in), (n_out,)) for n_in, n_out in pairwise(self.sizes)]

    def _parameters(self, theta: np.ndarray) -> np.ndarray:
        return _arrays.parameters(theta, self.n, f"sizes {self.sizes}")

    def _samples(self, X: np.ndarray, dtype: np.dtype) -> np.ndarray:
        return _arrays.samples(X, self.sizes[0], "sizes[0]", dtype)

    def _data(self, X: np.ndarray, Y: np.ndarray, dtype: np.dtype) -> tuple[np.ndarray, np.ndarray]:
        X = self._samples(X, dtype)
        if self.loss == "cross_entropy":
            return X, probability_rows(Y, len(X), self.sizes[-1]).astype(dtype, copy=False)
        Y = _checks.floats("Y", Y)
        if Y.shape != (len(X), self.sizes[-1]):
            raise ValueError(f"Y must have shape {(len(X), self.sizes[-1])}, a row for each row of X, got {Y.shape}")
        return X, _checks.all_finite("Y", Y).astype(dtype, copy=False)
