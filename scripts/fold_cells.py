"""Fold in JupyterLab what the page folds or leaves out: `make strip` runs this, and running it twice changes nothing.

A cell whose code stays out of view on the page (its tag is hide-input, remove-input or remove-cell) opens as one line
in JupyterLab; a click unfolds it. The cell in which a reader writes an exercise's function stays open.
"""

import json
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
OUT_OF_VIEW = {"hide-input", "remove-input", "remove-cell"}


def hidden(cell: dict) -> bool:
    """Whether a cell is folded: its code is out of the page's view and no reader writes in it."""
    source = cell["source"] if isinstance(cell["source"], str) else "".join(cell["source"])
    out_of_view = OUT_OF_VIEW & set(cell["metadata"].get("tags", []))
    return cell["cell_type"] == "code" and bool(out_of_view) and "\ncheck(" not in source


def fold(notebook: dict) -> None:
    """Set `jupyter.source_hidden` of each cell of a notebook, in place; other settings of a cell stay."""
    for cell in notebook["cells"]:
        settings = {**cell["metadata"].get("jupyter", {}), "source_hidden": True}
        if not hidden(cell):
            del settings["source_hidden"]
        cell["metadata"].pop("jupyter", None)
        if settings:
            cell["metadata"] = {"jupyter": settings, **cell["metadata"]}


def main(paths: list[Path]) -> None:
    """Rewrite the notebooks that are not folded yet, as JupyterLab writes them."""
    for path in paths:
        text = path.read_text(encoding="utf-8")
        notebook = json.loads(text)
        fold(notebook)
        folded = json.dumps(notebook, indent=1, ensure_ascii=False) + "\n"
        if folded != text:
            path.write_text(folded, encoding="utf-8")


if __name__ == "__main__":
    main([Path(name) for name in sys.argv[1:]] or sorted((ROOT / "book").glob("*.ipynb")))
