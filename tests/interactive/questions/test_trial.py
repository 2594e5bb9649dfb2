import sys
import threading

import numpy as np
import pytest

from course_lib.interactive.questions import _limit, trial


def test_the_reader_gets_copies():
    x = np.array([1.0, 2.0])

    def double(x, factor):
        x *= factor
        return x

    outcome = trial.run(double, (x, 2.0))
    assert np.array_equal(x, [1.0, 2.0])
    assert np.array_equal(outcome.value, [2.0, 4.0])
    assert outcome.changed == ("x",)


ONE_LINE = {}
exec("def on_one_line():\n    while True: pass", ONE_LINE)  # which no formatter may break in two


def on_two_lines():
    while True:
        pass


def swallowing():
    while True:
        try:
            raise ValueError
        except Exception:
            continue


def swallowing_all():
    while True:
        try:
            while True:
                pass
        except:  # noqa: E722
            pass


def looping_in_the_handler():
    try:
        while True:
            pass
    except BaseException:
        while True:
            pass


def keeping_the_exception():
    kept = []
    while True:
        try:
            kept.append(len(kept))
            kept[:] = kept[-3:]
        except BaseException as error:
            kept.append(error)


def looping_in_the_end():
    try:
        while True:
            pass
    finally:
        while True:
            pass


ENDLESS = [
    ONE_LINE["on_one_line"],
    on_two_lines,
    swallowing,
    swallowing_all,
    looping_in_the_handler,
    keeping_the_exception,
    looping_in_the_end,
]


@pytest.mark.slow
@pytest.mark.parametrize("function", ENDLESS)
def test_an_endless_loop_ends(function):
    before = sys.gettrace()
    assert isinstance(trial.run(function, ()).error, trial.EndlessLoop)
    assert sys.gettrace() is before


def test_waiting_ends(monkeypatch):
    monkeypatch.setattr(_limit, "PATIENCE", 0.2)
    assert isinstance(trial.run(threading.Event().wait, ()).error, trial.EndlessLoop)


@pytest.mark.skipif(not hasattr(sys, "monitoring"), reason="jumps are counted from Python 3.12 on")
@pytest.mark.parametrize("function", ENDLESS)
def test_an_endless_loop_ends_in_the_browser(function, monkeypatch):
    monkeypatch.setattr(sys, "platform", "emscripten")
    assert isinstance(trial.run(function, ()).error, trial.EndlessLoop)
    assert trial.run(lambda: sum(i for i in range(1000)), ()).value == 499500


@pytest.mark.parametrize("platform", [sys.platform, "emscripten"])
def test_leaving_python_is_an_error_like_another(platform, monkeypatch):
    monkeypatch.setattr(sys, "platform", platform)
    assert repr(trial.run(sys.exit, (3,)).error) == "SystemExit(3)"
    assert trial.run(lambda: 2, ()).value == 2
    with pytest.raises(KeyboardInterrupt):
        trial.run(lambda: next(iter([]), None) or (_ for _ in ()).throw(KeyboardInterrupt), ())


def test_exceptions_are_caught_and_interruptions_are_not():
    def fail(error):
        raise error

    assert repr(trial.run(fail, (KeyError("a"),)).error) == "KeyError('a')"
    with pytest.raises(KeyboardInterrupt):
        trial.run(fail, (KeyboardInterrupt(),))


def test_a_division_by_zero_in_an_array_is_a_value():
    assert np.isinf(trial.run(lambda x: 1 / x, (np.zeros(2),)).value).all()


@pytest.mark.parametrize(
    ("one", "other", "alike"),
    [
        (1.0, 1.0 + 1e-12, True),
        (1.0, 1.0 + 1e-6, False),
        ([1, 2], np.array([1.0, 2.0]), True),
        (np.zeros(2), np.zeros((2, 1)), False),
        (np.nan, np.nan, True),
        (None, None, True),
        (None, 0.0, False),
        ("text", 0.0, False),
    ],
)
def test_equal(one, other, alike):
    assert trial.equal(one, other) is alike


def test_names_of_parameters():
    assert trial.parameters(lambda f, x: 0, 3) == ["f", "x", "argument 3"]
    assert trial.parameters(min, 1) == ["argument 1"]
