"""Questions with checked answers: a number, a formula, a choice, or a function to write; exercises are made of them."""

from course_lib.interactive.questions.ask import ask_choice, ask_number
from course_lib.interactive.questions.code_question import CodeQuestion
from course_lib.interactive.questions.exercise import Exercise, Kind
from course_lib.interactive.questions.formula_question import ask_formula
from course_lib.interactive.questions.verdict import Status, Verdict

__all__ = [
    "CodeQuestion",
    "Exercise",
    "Kind",
    "Status",
    "Verdict",
    "ask_choice",
    "ask_formula",
    "ask_number",
]
