"""Values and names in the one form that the evaluation works with."""

from collections.abc import Mapping
from functools import cache

import numpy as np

from formulas.nodes import Node
from formulas.tokens import spelled, tokens


def column(value: object) -> object:
    """A vector as a column, a matrix as it is; a table of values by index and a function stay what they are."""
    if callable(value) or isinstance(value, Mapping | str):
        return value
    if isinstance(value, list | tuple):
        return [column(entry) for entry in value]
    array = np.asarray(value)
    if array.dtype.kind in "iub":
        array = array.astype(np.float64)
    if array.ndim == 0 or array.shape == (1, 1):
        return array.reshape(())[()]
    return array[:, None] if array.ndim == 1 else array


def absolute(value: np.ndarray) -> np.ndarray:
    """|x|, analytic away from 0, so that a complex step passes."""
    return np.where(np.real(value) < 0, -value, value)[()]


def norm(value: np.ndarray) -> np.ndarray:
    """√Σx² without complex conjugates, for the same reason."""
    return np.sqrt(np.sum(np.asarray(value) ** 2))


@cache
def canonical(key: str) -> str:
    """A name in one spelling."""
    return spelled(tokens(key))


def key_of(node: Node) -> str:
    """The name as the registry writes it: x_k, x_{k+1}, \\varphi'_\\ell, n_{in}."""
    base, prime = node.value
    if not node.parts:
        return base + prime
    inner = spelling(node.parts[0])
    alone = (node.parts[0].kind == "name" and not node.parts[0].parts) or len(inner) == 1
    return f"{base}{prime}_{inner}" if alone else f"{base}{prime}_{{{inner}}}"


def spelling(node: Node) -> str:
    """An index as text."""
    if node.kind == "number":
        return f"{node.value:g}"
    if node.kind == "name":
        return key_of(node)
    if node.kind == "label":
        return str(node.value).replace(r"\text", "")
    if node.kind in ("plus", "minus"):
        return ("+" if node.kind == "plus" else "-").join(map(spelling, node.parts))
    if node.kind in ("product", "negative"):
        return ("-" if node.kind == "negative" else "") + "".join(map(spelling, node.parts))
    return node.kind
