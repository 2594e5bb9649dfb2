"""Rules for the direction p_k, one file each."""

from course_lib.methods.adam import Adam
from course_lib.methods.adamw import AdamW
from course_lib.methods.amsgrad import AMSGrad
from course_lib.methods.bfgs import BFGS
from course_lib.methods.clipping import clip_norm, clip_value
from course_lib.methods.gradient_descent import GradientDescent
from course_lib.methods.lbfgs import LBFGS
from course_lib.methods.momentum import Momentum
from course_lib.methods.nesterov import Nesterov
from course_lib.methods.newton import Newton
from course_lib.methods.projection import projected
from course_lib.methods.rmsprop import RMSProp

__all__ = [
    "BFGS",
    "LBFGS",
    "AMSGrad",
    "Adam",
    "AdamW",
    "GradientDescent",
    "Momentum",
    "Nesterov",
    "Newton",
    "RMSProp",
    "clip_norm",
    "clip_value",
    "projected",
]
