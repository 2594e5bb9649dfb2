from waves import FIG, explorer, waves

from course_lib import explore
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
    *_, slider, radio, buttons = live.panel(e).children
    _, button = buttons.children
    slider.value, radio.value = 1.0, "quarter"
    button.click()
    assert (slider.value, radio.value) == (e.start["frequency"], "none")


def test_play_moves_the_first_slider_and_follows_it():
    e = explorer()
    *_, slider, _, buttons = live.panel(e).children
    play, _ = buttons.children
    assert (play.min, play.max, play.value) == (0, 9, slider.index)
    play.value = 2
    assert slider.value == e.controls["frequency"][2]
    slider.value = e.controls["frequency"][7]
    assert play.value == 7


def test_only_choices_have_nothing_to_play():
    e = explore(FIG, waves, {"frequency": [1.0], "phase": ["none", "quarter"]}, title="Waves")
    assert len(live.panel(e).children[-1].children) == 2
    e = explore(FIG, lambda phase: waves(1.0, phase), {"phase": ["none", "quarter"]}, title="Waves")
    assert len(live.panel(e).children[-1].children) == 1


def test_controls_are_called_as_mathematics_calls_them():
    e = explore(
        FIG,
        lambda beta2, rate: (waves(1.0)[0], f"{beta2:.1e} at {rate}"),
        {"beta2": [-1e-7, 0.5], "rate": [1, 2]},
        title="-1",
        goal=("reach 1e-7", lambda beta2, rate: True),
        labels={"rate": "αL"},
    )
    title, goal, _, sentence, beta, rate, _ = live.panel(e).children
    assert (beta.description, rate.description) == ("β₂", "αL")
    beta.index = 0
    assert [words for words, _ in beta.options] == ["−10⁻⁷", "0.5"]
    assert "−1" in title.value and "reach 10⁻⁷" in goal.value and "−10⁻⁷ at 2" in sentence.value
