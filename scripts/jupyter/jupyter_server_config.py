"""JupyterLab as the course opens it: outputs are not saved, and folders that are no chapters are not shown."""

import sys
from pathlib import Path

import nbformat
from nbstripout import strip_output

sys.path.append(str(Path(__file__).resolve().parents[1]))
from fold_cells import fold

c = get_config()  # noqa: F821


def without_outputs(model, **_):
    """Strip a notebook as it is saved, so that running a chapter leaves its file as it was."""
    if model["type"] == "notebook" and model["content"]["nbformat"] == 4:
        notebook = nbformat.from_dict(model["content"])
        notebook.metadata.kernelspec.display_name = "Python 3"  # the rest is this machine's own
        notebook.metadata.language_info = {"name": "python"}
        fold(notebook)
        model["content"] = strip_output(notebook, keep_output=False, keep_count=False, keep_id=True)


c.FileContentsManager.pre_save_hook = without_outputs
c.ContentsManager.hide_globs = ["_*", "*.bib", "api", "ruff.toml", ".*"]
