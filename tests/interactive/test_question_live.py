from course_lib.interactive import ask_choice, ask_number, question_live

SLIPS = {-0.25: "The sign.", 0.75: "The factor.", 25: "The unit."}


def quarter(**changes):
    given = {"tolerance": 0.125, "units": "m / s", "wrong": SLIPS, "explanation": "A quarter."}
    return ask_number("How fast?", 0.25, **(given | changes))


ONE = ask_choice("Which?", [("a", "Not a."), ("b", "Yes, b.", True), ("c", "Not c.")])


TWO = ask_choice("Which two?", [("a", "Yes, a.", True), ("b", "Not b."), ("c", "Yes, c.", True), ("d", "Not d.")])


def parts(question):
    box = question_live.question(question)
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


def test_the_widget_of_several_choices():
    boxes, button, reply = parts(TWO)
    boxes[0].value = boxes[2].value = True
    button.click()
    assert "Yes, a. Yes, c." in reply.value
