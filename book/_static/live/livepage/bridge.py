"""Between the worker and the session: JSON in, JSON out, and stand-ins for what only a build has."""

from __future__ import annotations

import importlib.util
import json
import os
import random
import sys
import types
from collections.abc import Callable
from pathlib import Path

from livepage.session import Session

FONTS = 330  # the version of font lists that matplotlib 3.8 reads


class Bridge:
    """A session whose arguments and answers are JSON; numbers stay numbers."""

    def __init__(self, sources: str, post: Callable[[str, str], None]) -> None:
        self._session = Session(json.loads(sources), lambda kind, data: post(kind, json.dumps(data)))

    def edit(self, sources: str) -> str:
        return json.dumps(self._session.edit(json.loads(sources)))

    def plan(self, cell: int) -> str:
        return json.dumps(self._session.plan(cell))

    def everything(self, cell: int, name: str) -> str:
        return json.dumps(self._session.everything(cell, name))

    def pictures(self, cells: str) -> bool:
        return self._session.pictures(json.loads(cells))

    def run(self, cell: int) -> str:
        return json.dumps(self._session.run(cell))

    def frame(self, key: str, at: str) -> str:
        return json.dumps(self._session.frame(key, json.loads(at)))


def prepare(folder: str) -> None:
    """Make the place look like the one where chapters are built."""
    os.chdir(folder)
    os.environ["COURSE_STATIC"] = "1"
    os.environ["MPLBACKEND"] = "agg"
    random.seed()  # a kept memory has the state of an earlier start
    pasted = types.ModuleType("myst_nb", "Numbers in the text stay those of the build.")
    pasted.glue = lambda name, value, display=True: None
    sys.modules["myst_nb"] = pasted


def own_fonts() -> None:
    """Keep of matplotlib's font list what is there: it was made on another machine, and would be made anew, slowly."""
    (folder,) = importlib.util.find_spec("matplotlib").submodule_search_locations
    path = Path(folder, "fontlist.json")
    fonts = json.loads(path.read_text(encoding="utf-8"))
    fonts["ttflist"] = [font for font in fonts["ttflist"] if not font["fname"].startswith("/")]
    path.write_text(json.dumps(fonts | {"_version": FONTS}), encoding="utf-8")
