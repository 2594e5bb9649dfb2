"""Exercises of chapter 1, gradient descent: a file an exercise."""
