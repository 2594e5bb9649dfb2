"""Exercises of chapter 5, convergence."""

from __future__ import annotations

from course_lib.interactive.chapters import chapter5_convex, chapter5_steps

EXERCISES = (*chapter5_convex.EXERCISES, *chapter5_steps.EXERCISES)
