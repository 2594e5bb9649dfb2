"""Exercises of chapter 7, practice: a file an exercise."""
