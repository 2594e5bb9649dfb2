"""Helpers for tests that hand a gate a deliberately broken source."""

import json
import textwrap
from collections.abc import Callable
from pathlib import Path

import pytest


@pytest.fixture
def write_notebook(tmp_path: Path) -> Callable[..., Path]:
    """Return a function that writes a clean notebook: strings starting with # are Markdown, others code."""

    def write(*sources: str, name: str = "page.ipynb", metadata: dict | None = None) -> Path:
        written = []
        for index, source in enumerate(sources):
            text = textwrap.dedent(source).strip("\n")
            own = {"id": f"cell-{index}", "metadata": (metadata or {}).get(index, {}), "source": text}
            if text.startswith("#"):
                written.append({"cell_type": "markdown", **own})
            else:
                written.append({"cell_type": "code", **own, "execution_count": None, "outputs": []})
        kernel = {"name": "python3", "display_name": "Python 3", "language": "python"}
        notebook = {"nbformat": 4, "nbformat_minor": 5, "metadata": {"kernelspec": kernel}, "cells": written}
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(json.dumps(notebook), encoding="utf-8")
        return path

    return write
