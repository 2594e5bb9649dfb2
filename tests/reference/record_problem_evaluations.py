"""Records what scipy.optimize.minimize needs on the problems of benchmarks/problems.py.

Run in an environment with scipy:  PYTHONPATH=benchmarks python tests/reference/record_problem_evaluations.py
It writes problem_evaluations.json beside itself: for each problem and method the number of evaluations of (f, gradient)
until the largest entry of the gradient is at most 1e-6, f and that entry at the end, and whether it got there.
"""

import json
import warnings
from pathlib import Path

import numpy as np
import scipy
from problems import problems
from scipy.optimize import minimize

OPTIONS = {
    "BFGS": {"gtol": 1e-6, "maxiter": 10_000},
    "L-BFGS-B": {"gtol": 1e-6, "ftol": 0.0, "maxcor": 10, "maxiter": 10_000, "maxfun": 100_000},
}


def entry(problem, method):
    run = minimize(problem.value_and_grad, problem.start, jac=True, method=method, options=OPTIONS[method])
    largest = float(np.abs(run.jac).max())
    return {"evaluations": run.nfev, "f": float(run.fun), "grad_max": largest, "converged": largest <= 1e-6}


if __name__ == "__main__":
    warnings.simplefilter("ignore")
    cases = {problem.name: {method: entry(problem, method) for method in OPTIONS} for problem in problems()}
    record = {"scipy": scipy.__version__, "cases": cases}
    Path(__file__).with_name("problem_evaluations.json").write_text(
        json.dumps(record, indent=0) + "\n", encoding="utf-8"
    )
