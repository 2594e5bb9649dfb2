"""Exercises of chapter 5, convergence: a file an exercise."""
