import numpy as np

from course_lib.interactive import explore, live
from course_lib.plotting import panel

FIG, AX = panel(xlim=(0, 60), ylim=(-2, 2))
(LINE,) = AX.plot([], [])
(OTHER,) = AX.plot([], [], "--")


def waves(frequency, phase="none"):
    t = np.arange(60)
    shift = {"none": 0.0, "quarter": np.pi / 2}[phase]
    return {
        LINE: (t, np.sin(frequency * t + shift)),
        OTHER: (t, np.cos(frequency * t)),
    }, f"frequency {frequency:.3g}, {phase}"


def explorer(**options):
    controls = {"frequency": np.linspace(0.1, 1, 10), "phase": ["none", "quarter"]}
    return explore(FIG, waves, controls, title="Waves", **options)


def test_table_and_live_face_show_the_same():
    e = explorer(goal=("reach frequency one", lambda frequency, phase: frequency == 1))
    box = live.panel(e)
    _, goal, picture, sentence, slider, radio, _ = box.children
    for values, frame in zip(e.positions(), e.table(), strict=True):
        slider.value, radio.value = values["frequency"], values["phase"]
        assert e.scene.picture(frame) in picture.value
        assert frame.sentence in sentence.value and frame.sentence in picture.value
        assert ("✓ reached" in goal.value) == frame.reached == (values["frequency"] == 1)


def test_reset_goes_back():
    e = explorer()
    *_, slider, radio, button = live.panel(e).children
    slider.value, radio.value = 1.0, "quarter"
    button.click()
    assert (slider.value, radio.value) == (e.start["frequency"], "none")
