"""Helpers for tests that hand a gate a deliberately broken source."""

import textwrap
from collections.abc import Callable
from pathlib import Path

import pytest


@pytest.fixture
def write_notebook(tmp_path: Path) -> Callable[..., Path]:
    """Return a function that writes a clean notebook: strings starting with # are Markdown, others code."""

    def write(*sources: str, name: str = "page.ipynb", metadata: dict | None = None) -> Path:
        import nbformat  # takes seconds, and only tests that are slow anyway write notebooks

        written = []
        for index, source in enumerate(sources):
            text = textwrap.dedent(source).strip("\n")
            make = nbformat.v4.new_markdown_cell if text.startswith("#") else nbformat.v4.new_code_cell
            written.append(make(text, id=f"cell-{index}", metadata=(metadata or {}).get(index, {})))
        notebook = nbformat.v4.new_notebook(cells=written)
        notebook.metadata["kernelspec"] = {
            "name": "python3",
            "display_name": "Python 3",
            "language": "python",
        }
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        nbformat.write(notebook, path)
        return path

    return write
