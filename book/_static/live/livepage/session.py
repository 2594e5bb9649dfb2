"""The cells of one page in one namespace: what has to run, running it, what it shows."""

from __future__ import annotations

import ast
import builtins
import re
import sys
import time
from collections.abc import Callable, Sequence
from typing import Any

from livepage import faults, outputs
from livepage.needs import Chapter, State

Post = Callable[[str, dict], None]


def no_input(prompt: object = "") -> str:
    """What `input` is in a page."""
    raise RuntimeError("input() has nobody to ask in a page; write the value into the code instead")


class Session:
    """A namespace, and what it holds of the page's cells.

    Args:
        sources: the page's code cells in order.
        post: `post("stream", {"text": …})` and `post("output", bundle)` are called while a cell runs.
    """

    def __init__(self, sources: Sequence[str], post: Post) -> None:
        self.chapter = Chapter(sources)
        self.state: State = {}
        self.explorers: dict[str, Any] = {}
        self.post = post
        given = {"display": self.display, "input": no_input}
        self.namespace = {"__name__": "__main__", "__builtins__": builtins, **given}

    def edit(self, sources: Sequence[str]) -> list[list[int]]:
        """Take other sources for the cells; returns what each of them needs now."""
        self.chapter = Chapter(sources, self.chapter)
        for name in set(self.state) - set().union(*(one.gives for one in self.chapter.names)):
            del self.state[name]  # no cell gives it any more
            self.namespace.pop(name, None)
        return [self.chapter.needs(cell) for cell in range(len(sources))]

    def plan(self, cell: int) -> list[int]:
        """The cells to run for this one, itself the last."""
        return self.chapter.plan(cell, self.state)

    def everything(self, cell: int, name: str) -> list[int]:
        """All cells above and this one, if they mention a name that was missing here; else nothing."""
        above = self.chapter.sources[:cell]
        return list(range(cell + 1)) if re.search(rf"\b{re.escape(name)}\b", "\n".join(above)) else []

    def pictures(self, cells: Sequence[int]) -> bool:
        """Whether the cells look like needing matplotlib; where that is wrong, `run` says so."""
        return any(
            re.search(r"\bshowing\b(?!\.(listings|notation))|\bmatplotlib\b", self.chapter.sources[cell])
            for cell in cells
        )

    def run(self, cell: int) -> dict[str, Any]:
        """Run one cell: `ok` and its time, or the error as text, its kind, and the name that was missing."""
        source, file = self.chapter.sources[cell], faults.file_of(cell)
        streams = sys.stdout, sys.stderr
        sys.stdout = sys.stderr = stream = outputs.Stream(self.post)
        begin = time.perf_counter()
        answer = {"ok": True}
        try:
            value = self._execute(source, file)
            self.display(value)
            if getattr(value, "passed", None) is True:  # the verdict on an exercise
                answer["passed"] = True
            for figure in outputs.open_figures():
                self.display(figure)
        except BaseException as error:  # whatever a reader's cell raises, SystemExit too
            answer = {"ok": False, "kind": type(error).__name__, "name": getattr(error, "name", None)}
            answer["error"] = faults.text(error, cell, self.chapter.sources)
        finally:
            stream.flush()
            sys.stdout, sys.stderr = streams
        self.chapter.ran(cell, self.state, well=answer["ok"])
        return answer | {"seconds": time.perf_counter() - begin}

    def _execute(self, source: str, file: str) -> Any:
        """Run the statements; the value of a last expression without a semicolon."""
        tree, last = ast.parse(source, file), None
        if tree.body and isinstance(tree.body[-1], ast.Expr) and not source.rstrip().endswith(";"):
            last = ast.Expression(tree.body.pop().value)
        exec(compile(tree, file, "exec"), self.namespace)
        return eval(compile(last, file, "eval"), self.namespace) if last else None

    def display(self, *values: Any) -> None:
        """Show values as IPython would."""
        for value in values:
            if value is None:
                continue
            sys.stdout.flush()
            shown = outputs.bundle(value)
            if shown.get("explorer"):
                self.explorers[shown["explorer"]] = value
            self.post("output", shown)

    def frame(self, key: str, at: Sequence[int]) -> dict[str, Any]:
        """An explorer's picture where its controls stand at these places; `error` where its function fails there."""
        if key not in self.explorers:
            return {"error": "Run the cell again: Python was started anew since."}
        explorer = self.explorers[key]
        values = {name: choices[i] for (name, choices), i in zip(explorer.controls.items(), at, strict=True)}
        try:
            shown = explorer.scene.frame(values)
        except Exception as error:
            return {"error": f"{type(error).__name__}: {error}"}
        return {"at": shown.artists, "say": shown.sentence, "met": shown.reached}
