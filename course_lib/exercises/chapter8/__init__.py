"""Exercises of chapter 8, the summary, each joining two chapters or more: a file an exercise."""
