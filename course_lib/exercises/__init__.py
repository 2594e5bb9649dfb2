"""What the course asks, a folder a chapter and a file an exercise, and the two calls that show and check it."""

from course_lib.exercises.catalogue import check, declared, exercise

__all__ = ["check", "declared", "exercise"]
