"""The vocabulary of the library: x_{k+1} = x_k + α_k p_k, who gives p_k, who gives α_k, and what is recorded."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum
from typing import Any, ClassVar, NamedTuple, Protocol, runtime_checkable

import numpy as np

Rate = float | Callable[[int], float]
_FEW = 6  # entries of x that the last line of a result shows


@runtime_checkable
class Objective(Protocol):
    """f : Rⁿ → R together with its gradient; a plain function that returns the pair serves as well."""

    def value_and_grad(self, x: np.ndarray, *batch: Any) -> tuple[float, np.ndarray]:
        """f(x) and ∇f(x), the gradient in the shape of x."""


class Probe(NamedTuple):
    """One point of φ(α) = f(x + αp): the length α, the point, f, ∇f and the slope φ'(α) = ∇fᵀp.

    `lowest`, of the point at α = 0, is the lowest f of the run so far, where that is known.
    """

    alpha: float
    x: np.ndarray
    f: float
    g: np.ndarray
    slope: float
    lowest: float | None = None

    @property
    def is_finite(self) -> bool:
        """Whether f and the slope are numbers that can be compared."""
        return bool(np.isfinite(self.f) and np.isfinite(self.slope))


class LineSearch(Protocol):
    """Chooses α along φ(α) = f(x + αp)."""

    def __call__(self, phi: Callable[[float], Probe], start: Probe, trial: float) -> Probe | None:
        """The accepted point, or None when none is found.

        Args:
            phi: evaluates one length; for lengths so close that x + αp rounds to one point, the same `Probe` again
                (`start` itself, where x does not move at all).
            start: the point at α = 0, with slope < 0.
            trial: the first length to try, > 0.
        """


class Method(Protocol):
    """A rule for the direction p_k; the learning rate or a line search gives its length.

    A method needs `init` and `direction`. The attributes below have the values shown unless it sets them. Two more
    functions are used where a method has them: `trial_length(k, g)`, the first length of a search at step k (1 at the
    first step and after a restart), in place of the learning rate; and `project(x)`, which is applied to x_k + α_k p_k.
    """

    learning_rate: Rate = 1.0
    """α without a search, and the first trial length with one; a number or a function of k = 1, 2, …"""
    default_search: ClassVar[LineSearch | None] = None
    """The line search used when the caller names none."""
    restarts: ClassVar[bool] = False
    """Whether `init` is called once more when p is not a descent direction under a search."""

    def init(self, x0: np.ndarray) -> Any:
        """The state before the first step."""

    def direction(self, x: np.ndarray, g: np.ndarray, state: Any) -> tuple[np.ndarray, Any]:
        """p (shape of x, without the learning rate) and the next state, from the point, its gradient and the state.

        Both are new arrays each time, or ones that are never written again; a run makes them read-only.
        """


class Step(NamedTuple):
    """One iterate: x_k, f(x_k), ∇f(x_k), and the p and α that led to it (None at k = 0); `state` is the method's."""

    k: int
    x: np.ndarray
    f: float
    g: np.ndarray
    p: np.ndarray | None
    alpha: float | None
    state: Any


class Stop(Enum):
    """Why a run ended; the value is a sentence."""

    GRADIENT_SMALL = "gradient small: the largest entry of the gradient is within the tolerance"
    ITERATION_LIMIT = "iteration limit: the allowed number of steps, or the batches, ran out"
    LINE_SEARCH_FAILED = (
        "line search failed: the direction does not descend, f falls along it without end, or no length is acceptable"
    )
    NO_PROGRESS = "no progress: the line search left x unchanged to the last bit"
    NOT_FINITE = "not finite: the step, the objective or its gradient is infinite or not a number"
    CALLBACK = "callback: the callback asked to stop"


@dataclass(frozen=True, eq=False, repr=False)
class Trace:
    """What was recorded: arrays of equal length, one entry a recorded step.

    `grad_norm` is Euclidean, `grad_max` the largest absolute entry, `evals` the calls of value_and_grad so far,
    `alpha[0]` is nan. `x` has one row a step and `state` one entry a step, when they were kept (else None).
    """

    k: np.ndarray
    f: np.ndarray
    grad_norm: np.ndarray
    grad_max: np.ndarray
    alpha: np.ndarray
    evals: np.ndarray
    x: np.ndarray | None = None
    state: tuple[Any, ...] | None = None

    def __repr__(self) -> str:
        return f"Trace({len(self.k)} recorded steps, k = {self.k[0]} … {self.k[-1]})"


@dataclass(frozen=True, eq=False, repr=False)
class Result:
    """Where a run ended: x, f(x), ∇f(x), the number of steps, why it stopped, evaluations, and the trace."""

    x: np.ndarray
    f: float
    g: np.ndarray
    steps: int
    stop: Stop
    evals: int
    trace: Trace

    @property
    def converged(self) -> bool:
        """Whether the gradient became small."""
        return self.stop is Stop.GRADIENT_SMALL

    def __repr__(self) -> str:
        reason = self.stop.value.partition(":")[0]
        few = np.size(self.x) <= _FEW
        x = f"= {_on_a_line(self.x)}" if few else f"of shape {np.shape(self.x)}"
        return (
            f"Result({self.steps} steps, {self.evals} evaluations: {reason},\n"
            f"       f = {self.f:.6g}, max |g| = {np.abs(self.g).max():.2g},\n"
            f"       x {x})"
        )


def _on_a_line(x: np.ndarray) -> str:
    return " ".join(np.array2string(np.asarray(x), precision=6, separator=", ").split()).replace("[ ", "[")
