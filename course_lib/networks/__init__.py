"""Networks that are trained: forward, backward, how their weights start, and what a pass costs."""

from course_lib.networks.deep import DeepNetwork
from course_lib.networks.initializers import he, xavier
from course_lib.networks.mlp import MLP, Backprop
from course_lib.networks.recurrent import RecurrentSum

__all__ = ["MLP", "Backprop", "DeepNetwork", "RecurrentSum", "he", "xavier"]
