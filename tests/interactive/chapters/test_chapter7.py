"""The exercises of chapter 7 are numbered in the order in which they stand."""

from course_lib.interactive.chapters.chapter7 import EXERCISES


def test_numbers_follow_each_other():
    assert [one.number for one in EXERCISES] == [f"7.{place}" for place in range(1, len(EXERCISES) + 1)]
