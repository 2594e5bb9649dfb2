"""Rules for the direction p_k, one file each."""

from course_lib.methods.gradient_descent import GradientDescent

__all__ = ["GradientDescent"]
