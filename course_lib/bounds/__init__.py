"""Rates and bounds of the course's theorems as functions, to hold runs against; norms and eigenvalues beside them.

Throughout, R = ‖x_0 − x*‖ is the distance of the start from a minimiser, `gap` = f(x_0) − f*, L the smoothness constant
(∇f is L-Lipschitz), mu the strong convexity, k the number of steps. Arguments said to be a number or an array
broadcast; so does what is returned.
"""

from course_lib.bounds.acceleration import accelerated_gap, first_order_lower_bound
from course_lib.bounds.adaptive import adam_largest_step, adam_sparse_step
from course_lib.bounds.convex_class import (
    best_worst_case_step,
    convex_gap,
    convex_iterations,
    loose_convex_gap,
    nesterov_convex_gap,
    tight_convex_gap,
    worst_case_gap,
)
from course_lib.bounds.depth import gradient_decades, gradient_product_bound, gradient_variance_factor
from course_lib.bounds.descent import backtracking_length, descent_guarantee, taylor_error
from course_lib.bounds.momentum_rates import (
    Tuning,
    heavy_ball_contraction,
    heavy_ball_limit,
    heavy_ball_tuning,
    monotone_momentum,
    nesterov_contraction,
    nesterov_quadratic_tuning,
    nesterov_tuning,
)
from course_lib.bounds.newton_convergence import newton_error, newton_radius
from course_lib.bounds.nonconvex import polyak_lojasiewicz_gap, saddle_escape_steps, smallest_squared_gradient
from course_lib.bounds.stochastic import momentum_stationary_variance, sgd_stationary_variance
from course_lib.bounds.strongly_convex import (
    best_rate,
    contraction,
    strongly_convex_distance,
    strongly_convex_gap,
    strongly_convex_iterations,
)

__all__ = [
    "Tuning",
    "accelerated_gap",
    "adam_largest_step",
    "adam_sparse_step",
    "backtracking_length",
    "best_rate",
    "best_worst_case_step",
    "contraction",
    "convex_gap",
    "convex_iterations",
    "descent_guarantee",
    "first_order_lower_bound",
    "gradient_decades",
    "gradient_product_bound",
    "gradient_variance_factor",
    "heavy_ball_contraction",
    "heavy_ball_limit",
    "heavy_ball_tuning",
    "loose_convex_gap",
    "momentum_stationary_variance",
    "monotone_momentum",
    "nesterov_contraction",
    "nesterov_convex_gap",
    "nesterov_quadratic_tuning",
    "nesterov_tuning",
    "newton_error",
    "newton_radius",
    "polyak_lojasiewicz_gap",
    "saddle_escape_steps",
    "sgd_stationary_variance",
    "smallest_squared_gradient",
    "strongly_convex_distance",
    "strongly_convex_gap",
    "strongly_convex_iterations",
    "taylor_error",
    "tight_convex_gap",
    "worst_case_gap",
]
