"""ipywidgets, which come with the first live face and not before."""

from __future__ import annotations

from typing import Any

try:
    import ipywidgets
except ModuleNotFoundError as missing:
    needs = "controls in a notebook need ipywidgets; install it with: pip install 'optimization-derived[interactive]'"
    raise ModuleNotFoundError(needs, name="ipywidgets") from missing

__all__ = ["bundle", "ipywidgets"]


def bundle(box: ipywidgets.Widget) -> dict[str, Any]:
    """The MIME bundle of a widget, without its text."""
    return {kind: data for kind, data in box._repr_mimebundle_().items() if kind != "text/plain"}
