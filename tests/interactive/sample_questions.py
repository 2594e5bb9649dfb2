"""Questions for the tests of what a question is, and of its two faces."""

from course_lib import ask_choice, ask_number

SLIPS = {-0.25: "The sign.", 0.75: "The factor.", 25: "The unit."}


def quarter(**changes):
    given = {"tolerance": 0.125, "units": "m / s", "wrong": SLIPS, "explanation": "A quarter."}
    return ask_number("How fast?", 0.25, **(given | changes))


ONE = ask_choice("Which?", [("a", "Not a."), ("b", "Yes, b.", True), ("c", "Not c.")])
TWO = ask_choice("Which two?", [("a", "Yes, a.", True), ("b", "Not b."), ("c", "Yes, c.", True), ("d", "Not d.")])
