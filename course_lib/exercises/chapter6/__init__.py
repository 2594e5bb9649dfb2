"""Exercises of chapter 6, advanced methods: a file an exercise."""
