"""The exercises of each chapter, one module a chapter; `course_lib.interactive.exercise` finds them by number."""
