"""Calls that end: a reader's function is interrupted where it would run for ever."""

from __future__ import annotations

import ctypes
import sys
import threading
from collections.abc import Callable
from types import CodeType, FrameType
from typing import Any

import numpy as np

MOST_STEPS = 1_000_000  # of the interpreter in one call, far beyond any exercise
MOST_JUMPS = 200_000  # where jumps are counted instead
PATIENCE = 5.0  # seconds without a step

Answer = tuple[Any, BaseException | None]


class EndlessLoop(SystemExit):
    """Raised in a function that runs for too long; no `except Exception` of its own can swallow it.

    Like every SystemExit it ends a thread without a word.
    """


def call(function: Callable, arguments: list) -> Answer:
    """The value of function(*arguments), or its exception.

    Steps are counted, so that the verdict does not depend on the machine. The call has a thread of its own: what
    swallows the counter's exception is interrupted there until it gives up, what only waits is left behind. In a
    browser there are no threads: a loop that swallows the exception ends there too, a function that waits does not.
    Compiled code that never returns, such as `sum(itertools.count())`, ends nowhere.
    """
    return _in_the_browser(function, arguments) if sys.platform == "emscripten" else _in_a_thread(function, arguments)


def _in_a_thread(function: Callable, arguments: list) -> Answer:
    answers, steps = [], Steps()
    worker = threading.Thread(target=lambda: answers.append(_traced(function, arguments, steps)), daemon=True)
    worker.start()
    seen = -1
    while steps.count > seen and not steps.over.wait(PATIENCE):
        seen = steps.count
    worker.join(0.5)
    for _ in range(100):
        # A thread that takes no steps is left alone: an exception that waits for it would hold up the others.
        if not worker.is_alive() or steps.count <= MOST_STEPS:
            break
        ctypes.pythonapi.PyThreadState_SetAsyncExc(ctypes.c_ulong(worker.ident), ctypes.py_object(EndlessLoop))
        worker.join(0.05)
    return answers[0] if answers else (None, EndlessLoop())


def _in_the_browser(function: Callable, arguments: list) -> Answer:
    """With jumps counted, where Python can (3.12): that raises again at every further jump."""
    monitoring = getattr(sys, "monitoring", None)
    if monitoring is None:
        return _traced(function, arguments, Steps())
    jumps = 0

    def count(code: CodeType, *place: Any) -> None:
        nonlocal jumps
        jumps += 1
        if jumps > MOST_JUMPS and code.co_filename != __file__:
            raise EndlessLoop

    tool, events = monitoring.PROFILER_ID, (monitoring.events.JUMP, monitoring.events.PY_START)
    monitoring.use_tool_id(tool, __name__)
    try:
        for event in events:
            monitoring.register_callback(tool, event, count)
        monitoring.set_events(tool, sum(events))
        return _answer(function, arguments)
    finally:
        monitoring.set_events(tool, 0)
        monitoring.free_tool_id(tool)


class Steps:
    """Counts the interpreter's steps; `over` is set when there are too many, or the call has ended."""

    def __init__(self) -> None:
        self.count, self.over = 0, threading.Event()

    def trace(self, frame: FrameType, event: str, argument: Any) -> Callable:
        """Python calls this at every step, and no more once it has raised."""
        frame.f_trace_opcodes = True  # a loop on one line never reaches a new line
        self.count += 1
        if self.count > MOST_STEPS:
            self.over.set()
            raise EndlessLoop
        return self.trace


def _traced(function: Callable, arguments: list, steps: Steps) -> Answer:
    outside = sys.gettrace()
    sys.settrace(steps.trace)
    try:
        return _answer(function, arguments)
    finally:
        sys.settrace(outside)
        steps.over.set()


def _answer(function: Callable, arguments: list) -> Answer:
    try:
        with np.errstate(all="ignore"):
            return function(*arguments), None
    except BaseException as raised:  # SystemExit as well; `run` passes on what the reader's stop button raises
        return None, raised
