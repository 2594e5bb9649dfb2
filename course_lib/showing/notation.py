"""Names and numbers as mathematics writes them: β₂ for beta2, 10⁻⁷ for 1e-7, −0.87 for -0.87."""

from __future__ import annotations

import math
import re

from course_lib.showing.listings import RAISED, scientific

GREEK = {
    "alpha": "α",
    "beta": "β",
    "gamma": "γ",
    "delta": "δ",
    "epsilon": "ε",
    "zeta": "ζ",
    "eta": "η",
    "theta": "θ",
    "iota": "ι",
    "kappa": "κ",
    "lambda": "λ",
    "mu": "μ",
    "nu": "ν",
    "xi": "ξ",
    "pi": "π",
    "rho": "ρ",
    "sigma": "σ",
    "tau": "τ",
    "phi": "φ",
    "chi": "χ",
    "psi": "ψ",
    "omega": "ω",
}
_WORDS = {"condition": "condition number κ", "learning_rate": "learning rate α"}  # as on the page of notation
_LOWERED = str.maketrans("0123456789", "₀₁₂₃₄₅₆₇₈₉")
_SYMBOL = re.compile(rf"({'|'.join(GREEK)}|[A-Za-z])([0-9]*)")
_POWER = re.compile(r"(?<![\w.])[0-9]+(?:\.[0-9]+)?e[+-]?[0-9]+(?!\w)")
_TEN = re.compile(r"(?<![\w.])10\^(-?[0-9]+)(?![\w.]*[0-9])")
_NEGATIVE = re.compile(r"(?<![\w.)\]}-])-(?=\.?[0-9])")


def name(word: str) -> str:
    """A Python name as it is read: beta2 is β₂, alpha_L is αL, x1 and x_1 are x₁, hidden_units is hidden units."""
    if word in _WORDS:
        return _WORDS[word]
    parts = [_symbol(part) for part in re.sub(r"_(?=[0-9]+\b)", "", word).split("_") if part]
    return ("" if all(symbol for _, symbol in parts) else " ").join(text for text, _ in parts)


def _symbol(part: str) -> tuple[str, bool]:
    """A letter with an index, and True; any other word as it is, and False."""
    match = _SYMBOL.fullmatch(part)
    return (GREEK.get(match[1], match[1]) + match[2].translate(_LOWERED), True) if match else (part, False)


def number(value: float) -> str:
    """A number in four digits with a minus sign, and as a power of ten below a thousandth and from a million on."""
    size, sign = abs(value), "−" if value < 0 else ""
    if not math.isfinite(value):
        return "not a number" if math.isnan(value) else f"{sign}∞"
    if size < 1e6 and size == int(size):
        return f"{sign}{int(size)}"
    if 1e-3 <= size < 1e6:
        return f"{sign}{size:.{4 if size < 1e4 else 6}g}"
    digits = f"{size:.3e}".split("e")[0].rstrip("0").replace(".", "")
    return sign + scientific(size, len(digits))


def sentence(text: str) -> str:
    """A sentence whose numbers were written as Python prints them: 1.2e-07 is 1.2·10⁻⁷, 10^-5 is 10⁻⁵, -3 is −3."""
    text = _TEN.sub(lambda power: "10" + power[1].translate(RAISED), text)
    return _NEGATIVE.sub("−", _POWER.sub(lambda power: number(float(power[0])), text))
