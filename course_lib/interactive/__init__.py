"""Explorers, questions and exercises with two faces: live with a kernel, and without one on the static page."""

from course_lib.interactive.exercises import check, exercise
from course_lib.interactive.explore import Explorer, explore
from course_lib.interactive.questions import ask_choice, ask_number

__all__ = ["Explorer", "ask_choice", "ask_number", "check", "exercise", "explore"]
