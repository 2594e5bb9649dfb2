"""Exercises of chapter 2, backpropagation: a file an exercise."""
