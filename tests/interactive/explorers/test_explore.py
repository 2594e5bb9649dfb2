import pytest
from waves import FIG, LINE, explorer

from course_lib import explore


def test_starts_in_the_middle_or_where_it_is_told():
    assert explorer().start == {"frequency": pytest.approx(0.6), "phase": "none"}
    assert explorer(start={"phase": "quarter"}).start["phase"] == "quarter"


def test_a_broken_update_is_not_swallowed():
    with pytest.raises(ZeroDivisionError):
        explore(FIG, lambda k: 1 / 0, {"k": [1, 2]}, title="broken")


def test_faces(monkeypatch):
    monkeypatch.delenv("COURSE_STATIC", raising=False)
    bundle = explorer()._repr_mimebundle_()
    assert set(bundle) == {"application/vnd.jupyter.widget-view+json", "text/html", "text/plain"}
    assert "<form" not in bundle["text/html"] and "<svg" in bundle["text/html"]
    monkeypatch.setenv("COURSE_STATIC", "1")
    bundle = explorer()._repr_mimebundle_()
    assert set(bundle) == {"text/html", "text/plain"}
    assert "<form" in bundle["text/html"] and bundle["text/plain"].startswith("Waves: frequency 0.6")


@pytest.mark.parametrize(
    ("controls", "options", "error", "message"),
    [
        ({}, {}, ValueError, "controls must have between 1 and 2000 positions together, got 0"),
        ({"k": []}, {}, TypeError, r"controls\['k'\] must be a list of numbers or a list of strings, got \(\)"),
        ({"k": [1, "a"]}, {}, TypeError, r"controls\['k'\] must be a list of numbers or a list of strings"),
        ({"k": [1, 1]}, {}, ValueError, r"controls\['k'\] must not hold a value twice"),
        ({"k": range(3000)}, {}, ValueError, "between 1 and 2000 positions together, got 3000"),
        ({"k": [1, 2]}, {"start": {"k": 3}}, ValueError, r"start must name a value of a control, got k=3"),
        ({"k": [1, 2]}, {"labels": {"beta": "β"}}, ValueError, r"labels must name controls, got \['beta'\]"),
        ({"k": [1, 2]}, {"goal": "win"}, TypeError, r"goal must be \(sentence, predicate\), got 'win'"),
    ],
)
def test_bad_input(controls, options, error, message):
    with pytest.raises(error, match=message):
        explore(FIG, lambda k: ({LINE: ([0], [0])}, ""), controls, title="t", **options)
