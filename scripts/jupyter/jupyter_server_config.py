"""JupyterLab as the course opens it: outputs are not saved, the chapters' text has the website's numbers, and folders
that are no chapters are not shown.
"""

import sys
from pathlib import Path

import nbformat
from jupyter_server.services.contents.largefilemanager import AsyncLargeFileManager
from nbstripout import strip_output

sys.path.append(str(Path(__file__).resolve().parents[1]))
import lab_text
from fold_cells import fold

c = get_config()  # noqa: F821


class Chapters(AsyncLargeFileManager):
    """The files of the book; a chapter is opened with the website's numbers and with authors for citations."""

    async def get(self, path, *args, **options):
        model = await super().get(path, *args, **options)
        if model["type"] == "notebook" and model["content"] and lab_text.CHAPTER.fullmatch(path):
            lab_text.for_reader(model["content"], lab_text.numbers(), lab_text.sources(), lab_text.pages())
        return model


def without_outputs(model, path, **_):
    """Strip a notebook as it is saved, so that running a chapter leaves its file as it was."""
    if model["type"] == "notebook" and model["content"]["nbformat"] == 4:
        notebook = nbformat.from_dict(model["content"])
        if lab_text.CHAPTER.fullmatch(path):
            lab_text.for_file(notebook)
        notebook.metadata.kernelspec.display_name = "Python 3"  # the rest is this machine's own
        notebook.metadata.language_info = {"name": "python"}
        fold(notebook)
        model["content"] = strip_output(notebook, keep_output=False, keep_count=False, keep_id=True)


c.ServerApp.contents_manager_class = Chapters
c.FileContentsManager.pre_save_hook = without_outputs
c.ContentsManager.hide_globs = ["_*", "*.bib", "api", "ruff.toml", ".*"]
