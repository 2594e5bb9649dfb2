from sample_questions import ONE, TWO, quarter


def parts(question):
    box = question.widget()
    return box.children[1:-2], box.children[-2], box.children[-1]


def test_the_widget_of_a_number():
    ((row,), button, reply) = parts(quarter())
    row.children[0].value = "0.75"  # as Enter does
    assert "<strong>Not yet.</strong> The factor." in reply.value
    row.children[0].value = "0.25"
    button.click()
    assert "<strong>Right.</strong> A quarter." in reply.value


def test_the_widget_of_one_choice_keeps_one_box_ticked():
    boxes, button, reply = parts(ONE)
    button.click()
    assert "Not attempted yet." in reply.value
    boxes[0].value = True
    button.click()
    assert "Not a." in reply.value
    boxes[1].value = True
    assert reply.value == ""
    assert [box.value for box in boxes] == [False, True, False]
    button.click()
    assert "Yes, b." in reply.value


def test_one_choice_is_round_and_several_are_square():
    for question, classes in ((ONE, ("course-one-of",)), (TWO, ())):
        boxes, _, _ = parts(question)
        assert {box._dom_classes for box in boxes} == {classes}
        assert ("border-radius" in question.widget().children[0].value) == bool(classes)


def test_the_widget_of_several_choices():
    boxes, button, reply = parts(TWO)
    boxes[0].value = boxes[2].value = True
    button.click()
    assert "Yes, a. Yes, c." in reply.value
