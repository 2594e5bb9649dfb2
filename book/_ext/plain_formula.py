"""A short formula as plain text, for the excerpts of the search and nothing else."""

import re
import unicodedata

_GREEK = [
    "alpha",
    "beta",
    "gamma",
    "delta",
    "epsilon",
    "eta",
    "theta",
    "kappa",
    "lambda",
    "mu",
    "nu",
    "xi",
    "pi",
    "rho",
]
_GREEK += ["sigma", "tau", "phi", "chi", "psi", "omega"]


def _letter(name):
    case = "CAPITAL" if name[0].isupper() else "SMALL"
    return unicodedata.lookup(f"GREEK {case} LETTER {name.upper().replace('LAMBDA', 'LAMDA')}")


_SIGNS = {name: _letter(name) for small in _GREEK for name in (small, small.capitalize())}
_SIGNS |= {"varphi": "φ", "varepsilon": "ε", "ell": "ℓ", "nabla": "∇", "partial": "∂", "infty": "∞", "star": "⋆"}
_SIGNS |= {"le": " ≤ ", "ge": " ≥ ", "ne": " ≠ ", "neq": " ≠ ", "to": " → ", "in": " ∈ ", "approx": " ≈ ", "ll": " ≪ "}
_SIGNS |= {"cdot": "·", "times": "×", "odot": "⊙", "pm": "±", "dots": "…", "ldots": "…", "cdots": "…", "sum": "∑"}
_SIGNS |= {"lVert": "‖", "rVert": "‖", "lvert": "|", "rvert": "|", "langle": "⟨", "rangle": "⟩"}
_SIGNS |= dict.fromkeys(["quad", "qquad"], " ")
_SIGNS |= dict.fromkeys(["bigl", "bigr", "Bigl", "Bigr", "left", "right", "mathsf", "mathrm", "mathbf", "mathit"], "")
_SIGNS |= dict.fromkeys(["text", "operatorname", "displaystyle", "tfrac12"], "")
_SIGNS |= {name: name for name in ["log", "exp", "max", "min", "tanh", "cosh", "sinh", "sin", "cos", "diag"]}
_RAISED = str.maketrans("0123456789+-−nkijT", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻ⁿᵏⁱʲᵀ")
_LOWERED = str.maketrans("0123456789+-−kijnm", "₀₁₂₃₄₅₆₇₈₉₊₋₋ₖᵢⱼₙₘ")
_SHIFTED = re.compile(r"([_^])(?:\{([^{}]*)\}|(\S))")


def _shift(match):
    """A subscript or superscript, where Unicode has it; else it stays as it was and spoils the formula."""
    inner = (match[2] if match[3] is None else match[3]).strip()
    shifted = inner.translate(_LOWERED if match[1] == "_" else _RAISED)
    return inner if inner in "⋆*" else match[0] if set(shifted) & set(inner) else shifted


def plain_formula(tex):
    r"""The formula in Unicode: α ≤ 1/L for ``\alpha\le1/L``; dots where it has no such form.

    >>> plain_formula(r"x_{k+1} = x_k - \alpha g^{\mathsf T}")
    'xₖ₊₁ = xₖ - αgᵀ'
    >>> plain_formula(r"\sqrt{\frac{1}{2}}")
    '…'
    """
    text = tex.replace(r"\|", "‖").replace(r"\{", "(").replace(r"\}", ")")
    text = re.sub(r"\\mathbb\s*\{?([REN])\}?", lambda m: {"R": "ℝ", "E": "E", "N": "ℕ"}[m[1]], text)
    text = re.sub(r"\\[dt]?frac(\w)(\w)", r"\1/\2", text)
    text = re.sub(r"\\[dt]?frac\{([^{}]*)\}\{([^{}]*)\}", r"\1/\2", text)
    text = re.sub(r"\\[,;:! ]|~", " ", text)
    text = re.sub(r"\\([A-Za-z]+) ?", lambda m: _SIGNS.get(m[1], m[0]), text)
    text = _SHIFTED.sub(_shift, text)
    text = re.sub(r"[{}]", "", text)
    return "…" if re.search(r"[\\_^&#]", text) else " ".join(text.split())
