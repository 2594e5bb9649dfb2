"""Repeating x_{k+1} = x_k + α_k p_k: the loop and its record, the lengths α_k, and batches of rows to run on."""

from course_lib.running import schedules
from course_lib.running.line_search import Armijo, StrongWolfe
from course_lib.running.minibatches import minibatches
from course_lib.running.minimize import iterates, minimize

__all__ = ["Armijo", "StrongWolfe", "iterates", "minibatches", "minimize", "schedules"]
