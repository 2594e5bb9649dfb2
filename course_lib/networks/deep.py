"""Deep networks of equal layers: plain, with batch normalisation, or residual, on one flat parameter vector.

Section 7.3.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from course_lib import _checks
from course_lib.functions.activations import ACTIVATIONS
from course_lib.functions.losses import probability_rows, softmax_cross_entropy
from course_lib.networks import _arrays
from course_lib.networks._deep_layers import HIDDEN, linear

KINDS = tuple(HIDDEN)
"""What the `kind` of a network may be."""


class DeepBackprop(NamedTuple):
    """J, ∇J like θ, and ∂J/∂ of what enters each layer or block and the last one, first first, one row a sample."""

    value: float
    gradient: np.ndarray
    incoming: list[np.ndarray]


@dataclass(frozen=True)
class DeepNetwork:
    """`depth` weight matrices: into `width` units, depth − 2 of `width` × `width`, and out to the logits.

    Hidden layers are h ↦ φ(Wh + b), with batch normalisation h ↦ φ(BN(Wh)), γ and β learned; residual blocks of two
    matrices are h ↦ h + W₂ φ(W₁h + b₁) + b₂. The layer into the network is of the first two kinds, and for residual
    networks Wx + b. J is the mean cross-entropy. θ holds the parameters layer by layer in one vector of `n` entries.

    Args:
        n_in: entries of a sample.
        width: units of each hidden layer.
        depth: how many weight matrices, ≥ 2; for residual networks even.
        classes: how many classes, ≥ 2.
        kind: "plain", "batch_norm" or "residual".
        activation: φ: "tanh", "relu" or "sigmoid".

    Raises:
        TypeError: a size that is not a whole number.
        ValueError: a size below its least value, an odd depth of a residual network, an unknown kind or activation.

    Source: He, Zhang, Ren and Sun, "Deep residual learning for image recognition"; Ioffe and Szegedy, "Batch
        normalization".
    """

    n_in: int
    width: int
    depth: int
    classes: int
    kind: str = "plain"
    activation: str = "relu"

    def __post_init__(self) -> None:
        for name, least in (("n_in", 1), ("width", 1), ("depth", 2), ("classes", 2)):
            _checks.settle(self, **{name: _checks.whole(name, getattr(self, name), least=least)})
        _checks.one_of("activation", self.activation, ACTIVATIONS)
        if _checks.one_of("kind", self.kind, KINDS) == "residual" and self.depth % 2:
            raise ValueError(f"depth must be even for residual blocks of two matrices, got {self.depth}")

    @property
    def n(self) -> int:
        """The number of parameters."""
        return _arrays.count(self._shapes())

    def init(self, rng: np.random.Generator, gain: float = 2.0, branch: float = 1.0) -> np.ndarray:
        """A start θ: W_ij ~ N(0, gain/n_in), biases and β 0, γ 1.

        Args:
            rng: the source of the numbers.
            gain: n_in Var(W) > 0; 2 is He's.
            branch: the second matrix of a residual block has the variance branch · gain/n_in, ≥ 0.

        Raises:
            TypeError: rng is no Generator, or a number is none.
            ValueError: gain ≤ 0 or branch < 0.
        """
        gain, branch = _checks.positive("gain", gain), _checks.nonnegative("branch", branch)
        _checks.generator("rng", rng)
        parts: list[np.ndarray] = []
        for layer in self._shapes():
            for place, shape in enumerate(layer):
                if len(shape) == 2:
                    variance = gain / shape[1] * (branch if place == 2 else 1)
                    parts.append(rng.normal(0, np.sqrt(variance), shape).ravel())
                else:
                    parts.append(np.full(shape, float(self.kind == "batch_norm" and place == 1 and len(layer) == 3)))
        return np.concatenate(parts)

    def layers(self, theta: np.ndarray) -> list[tuple[np.ndarray, ...]]:
        """The parameters of each layer or block, W before b, or W, γ, β, or W₁, b₁, W₂, b₂; windows into θ.

        Raises:
            ValueError: theta is not a vector of n entries.
        """
        return _arrays.windows(_arrays.parameters(theta, self.n, "this network"), self._shapes())

    def backward(self, theta: np.ndarray, X: np.ndarray, Y: np.ndarray) -> DeepBackprop:
        """J and its gradients, from the last layer to the first.

        Args:
            theta: parameters, (n,).
            X: one sample a row, (N, n_in); for batch normalisation N ≥ 2.
            Y: class indices (N,), or rows of probabilities (N, classes).

        Raises:
            ValueError: a shape that does not fit, or Y no classes.
        """
        layers = self.layers(theta)
        h = _arrays.samples(X, self.n_in, "n_in", layers[0][0].dtype)
        first = linear if self.kind == "residual" else HIDDEN[self.kind]
        passes = []
        for layer, forward in zip(layers, [first] + (len(layers) - 2) * [HIDDEN[self.kind]] + [linear], strict=True):
            h, backward = forward(h, layer, self.activation)
            passes.append(backward)
        value, delta = softmax_cross_entropy(h, probability_rows(Y, len(h), self.classes))
        incoming, gradients = [], []
        for backward in reversed(passes):
            delta, parameters = backward(delta)
            incoming.append(delta)
            gradients.append(np.concatenate([part.ravel() for part in parameters]))
        return DeepBackprop(float(value), np.concatenate(gradients[::-1]), incoming[::-1])

    def value_and_grad(self, theta: np.ndarray, X: np.ndarray, Y: np.ndarray) -> tuple[float, np.ndarray]:
        """J(θ) and ∇J(θ); arguments and errors as in `backward`."""
        return self.backward(theta, X, Y)[:2]

    def _shapes(self) -> list[list[tuple[int, ...]]]:
        n, blocks = self.width, self.depth - 2
        plain = {"plain": [(n,)], "batch_norm": [(n,), (n,)], "residual": [(n,)]}[self.kind]
        first = [(n, self.n_in), *plain]
        if self.kind == "residual":
            inner = [[(n, n), (n,), (n, n), (n,)]] * (blocks // 2)
        else:
            inner = [[(n, n), *plain]] * blocks
        return [first, *inner, [(self.classes, n), (self.classes,)]]
