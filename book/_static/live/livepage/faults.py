"""An exception as a reader wants it: the lines of the cells, and what went wrong."""

from __future__ import annotations

import re
import traceback
from collections.abc import Sequence

LONGEST = 6  # places shown
ABSENT = (
    "This page has Python's standard library, NumPy, matplotlib and course_lib. "
    "Other packages need the notebook, which can be downloaded at the top of the page."
)
_CELL = re.compile(r"<cell (\d+)>")


def file_of(cell: int) -> str:
    """The name under which a cell's source is compiled."""
    return f"<cell {cell}>"


def text(error: BaseException, cell: int, sources: Sequence[str]) -> str:
    """The lines of cells that led to the error, the last place in a library, and the error itself."""
    places = []
    for frame, line in traceback.walk_tb(error.__traceback__):
        code = frame.f_code
        match = _CELL.fullmatch(code.co_filename)
        if match:
            where = "" if int(match[1]) == cell else " of a cell above"
            inside = "" if code.co_name == "<module>" else f", in {code.co_name}"
            places.append(f"line {line}{where}{inside}:\n    {_line(sources[int(match[1])], line)}")
        elif places:  # not the frames of this package
            library = re.sub(r"^.*?(?=(course_lib|numpy|matplotlib)/)", "", code.co_filename)
            places.append(f"{library}, line {line}, in {code.co_name}")
    kept = [place for i, place in enumerate(places) if place.startswith("line ") or i == len(places) - 1]
    if len(kept) > LONGEST:
        half = LONGEST // 2
        kept[half:-half] = [f"… {len(kept) - LONGEST} more …"]
    if isinstance(error, AssertionError) and not str(error):
        error = AssertionError("what this line promises does not hold")
    if isinstance(error, ModuleNotFoundError) and error.name:
        error.add_note(ABSENT)
    last = "".join(traceback.TracebackException.from_exception(error, limit=1).format_exception_only()).rstrip()
    return "\n".join([*kept, re.sub(r'^ *File "<cell \d+>", line (\d+)$', r"line \1:", last, flags=re.MULTILINE)])


def _line(source: str, number: int) -> str:
    lines = source.splitlines()
    return lines[number - 1].strip() if number <= len(lines) else ""
