"""Exercises of chapter 7, practice."""

from __future__ import annotations

from course_lib.interactive.chapters import chapter7_checking, chapter7_depth

EXERCISES = (*chapter7_checking.EXERCISES, *chapter7_depth.EXERCISES)
