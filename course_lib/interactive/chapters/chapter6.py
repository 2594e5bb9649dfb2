"""Exercises of chapter 6, Newton, quasi-Newton, momentum, Adam."""

from __future__ import annotations

from course_lib.interactive.chapters import chapter6_curvature, chapter6_momentum

EXERCISES = (*chapter6_curvature.EXERCISES, *chapter6_momentum.EXERCISES)
