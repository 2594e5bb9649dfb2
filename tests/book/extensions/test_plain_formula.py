"""A formula in an excerpt reads as its author means it, or is left out."""

import pytest
from plain_formula import plain_formula


@pytest.mark.parametrize(
    ("tex", "plain"),
    [
        (r"L", "L"),
        (r"\alpha\le1/L", "α ≤ 1/L"),
        (r"0<\alpha<\frac2L", "0<α<2/L"),
        (r"x_{k+1} = x_k - \alpha_k g^{\mathsf T}", "xₖ₊₁ = xₖ - αₖ gᵀ"),
        (r"\frac{\partial f}{\partial X}", "∂f/∂X"),
        (r"\|x_0-x^\star\|^2", "‖x₀-x⋆‖²"),
        (r"f:\mathbb R^n\to\mathbb R", "f:ℝⁿ → ℝ"),
        (r"\Lambda", "Λ"),
        (r"\lambda", "λ"),
    ],
)
def test_short_formulas_are_written_out(tex, plain):
    assert plain_formula(tex) == plain


@pytest.mark.parametrize(
    "tex", [r"\sqrt{\frac{1}{2}}", r"\hat y", r"\sum_{j<P} m_j", r"a & b", r"x^{y^2}", r"\unknown"]
)
def test_what_has_no_plain_form_becomes_dots(tex):
    assert plain_formula(tex) == "…"
