"""A chapter run natively by the code that runs it in the page."""

import live_files
from book_sources import ROOT
from livepage.session import Session

CHAPTERS = sorted((ROOT / "book").glob("[0-9]*.ipynb"))


class Run:
    """A fresh namespace for a chapter; `outputs[cell]` is what the cell showed when it last ran."""

    def __init__(self, notebook):
        self.cells = live_files.code_cells(notebook)
        self.outputs = {}
        self._now = []
        self.session = Session([cell["source"] for cell in self.cells], lambda *output: self._now.append(output))

    def run(self, cell):
        """Run one cell alone; its printed text comes in one piece."""
        self._now = []
        result = self.session.run(cell)
        text = "".join(data["text"] for kind, data in self._now if kind == "stream")
        shown = [data for kind, data in self._now if kind == "output"]
        self.outputs[cell] = (text, shown, result.get("error"))

    def run_with_needs(self, cell):
        for one in self.session.plan(cell):
            self.run(one)
        return self.outputs[cell]

    def run_all(self):
        for cell in range(len(self.cells)):
            self.run(cell)
        return self.outputs

    def visible(self):
        """The cells that have buttons in the page."""
        hidden = {"remove-cell", "remove-input"}
        return [
            place
            for place, cell in enumerate(self.cells)
            if not hidden & set(cell["tags"]) or live_files.CHECK.search(cell["source"])
        ]


def page_like(monkeypatch):
    """Let the surroundings be those of the page."""
    monkeypatch.setenv("MPLBACKEND", "agg")
    monkeypatch.setenv("COURSE_STATIC", "1")
    monkeypatch.setitem(__import__("sys").modules, "myst_nb", None)
