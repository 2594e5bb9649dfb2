"""The library beside what a user would pick instead; each file yields rows of one subject."""
