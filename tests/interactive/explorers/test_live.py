from waves import explorer

from course_lib.interactive.explorers import live


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
