"""Exercises of chapter 3, matrix calculus: a file an exercise."""
