"""The functions of chapter 2's exercises against differences of a loss."""

import numpy as np

from course_lib import exercise, mse


def test_one_step_back_is_the_derivative_with_respect_to_z():
    question = exercise("2.7").code
    for W_next, delta_next, h in question.cases(np.random.default_rng(3)):
        z, d = np.arctanh(h), np.random.default_rng(4).normal(size=h.shape)
        # with δ_{ℓ+1} held fixed, J changes as ⟨δ_{ℓ+1}, W_{ℓ+1} tanh z⟩
        along = np.sum(delta_next * ((np.tanh(z + 1e-5 * d) - np.tanh(z - 1e-5 * d)) @ W_next.T)) / 2e-5
        np.testing.assert_allclose(np.sum(question.reference(W_next, delta_next, h) * d), along, rtol=1e-8)


def test_forward_and_back_is_the_derivative_with_respect_to_the_first_weights():
    question = exercise("2.8").code
    for W1, b1, W2, b2, X, Y in question.cases(np.random.default_rng(5)):
        d = np.random.default_rng(6).normal(size=W1.shape)
        ahead, behind = (mse(np.tanh(X @ (W1 + t * d).T + b1) @ W2.T + b2, Y) for t in (1e-5, -1e-5))
        along = (ahead - behind) / 2e-5
        np.testing.assert_allclose(np.sum(question.reference(W1, b1, W2, b2, X, Y) * d), along, rtol=1e-7)
