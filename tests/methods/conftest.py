"""Trajectories recorded from torch, held against a method's own."""

from pathlib import Path

import numpy as np
import pytest

from course_lib import iterates

RECORD = Path(__file__).parents[1] / "reference" / "torch_trajectories.npz"


def distances_to_torch(problem: str, name: str, method: object) -> np.ndarray:
    """‖x_k − torch's x_k‖ / ‖torch's x_k‖ at the recorded steps 1, 2, 3, … 1000."""
    with np.load(RECORD) as record:
        data = {key: record[key] for key in ("A", "b", "C", "d", "x0", "steps")}
        expected, scale = record[f"{problem}/{name}"], float(record["tiny"])

    def quadratic(x):
        g = data["A"] @ x
        return float(x @ g / 2 - data["b"] @ x), g - data["b"]

    def log_sum_exp(x):
        z = data["C"] @ x + data["d"]
        e = np.exp(z - z.max())
        return float(z.max() + np.log(e.sum()) + x @ x / 2), data["C"].T @ (e / e.sum()) + x

    def tiny(x):
        f, g = quadratic(x)
        return scale * f, scale * g

    f = {"quadratic": quadratic, "log_sum_exp": log_sum_exp, "tiny": tiny}[problem]
    wanted = set(data["steps"].tolist())
    points = {}
    for step in iterates(f, data["x0"], method):
        if step.k in wanted:
            points[step.k] = step.x
        if step.k == max(wanted):
            break
    x = np.array([points[k] for k in data["steps"].tolist()])
    return np.linalg.norm(x - expected, axis=1) / np.linalg.norm(expected, axis=1)


@pytest.fixture(name="distances_to_torch")
def distances_to_torch_fixture():
    return distances_to_torch
