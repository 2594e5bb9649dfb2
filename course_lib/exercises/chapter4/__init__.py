"""Exercises of chapter 4, the chain rule: a file an exercise."""
