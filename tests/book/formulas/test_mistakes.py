"""A wrong sign, factor, number, exponent, index, transpose or relation is seen in every formula that is read."""

import pkgutil
from types import FunctionType

import numpy as np
import pytest
from book_formulas import formulas
from book_sources import ROOT
from prove_evidence import zeros

from formulas.book import READINGS, Mismatch, check
from formulas.mutants import mutants
from formulas.reading import holds

FORMULAS = formulas(ROOT)


@pytest.mark.parametrize("label", READINGS)
def test_every_small_mistake_is_seen(label):
    reading = READINGS[label]
    page, given = check(reading, FORMULAS[label])
    unseen = []
    for place, (_, tree) in enumerate(page):
        for what, changed in mutants(tree):
            try:
                holds(reading, [*page[:place], page[place]._replace(tree=changed), *page[place + 1 :]], given)
            except Mismatch:
                continue
            if not {what, f"{place + 1}: {what}"} & set(reading.same):
                unseen.append(f"{place + 1}: {what}")
    assert unseen == [], f"{reading.place} would not see these mistakes in {label}"


def planted(label, right, wrong):
    formula = FORMULAS[label]
    displays = tuple(display.replace(right, wrong) for display in formula.displays)
    inline = tuple(latex.replace(right, wrong) for latex in formula.inline)
    assert (displays, inline) != (formula.displays, formula.inline)
    with pytest.raises(Mismatch) as caught:
        check(READINGS[label], formula._replace(displays=displays, inline=inline))
    return str(caught.value)


def test_a_flipped_sign_in_adam():
    message = planted("eq-adam", r"x_{k-1}-\alpha", r"x_{k-1}+\alpha")
    assert message.startswith(r"eq-adam: x_k=x_{k-1}+\alpha\frac{\hat m_k}{\sqrt{\hat v_k}+\varepsilon}")
    assert "does not hold" in message and message.count("[") == 2


def test_a_third_in_the_descent_lemma():
    message = planted("eq-descent-lemma", r"\frac{\alpha L}{2}", r"\frac{\alpha L}{3}")
    assert message.startswith("eq-descent-lemma: ") and message.count(".") >= 2


@pytest.mark.parametrize(
    ("label", "right", "wrong"),
    [
        ("eq-hidden-delta", r"W_4^{\mathsf T}\delta_4", r"W_4\delta_4"),
        ("eq-trace-gradient", r"A^{\mathsf T}WB^{\mathsf T}", r"AWB"),
        ("eq-tight-rate", "4k+2", "4k+1"),
        ("eq-backprop-rows", r"E_{\ell+1}W_{\ell+1}", r"E_{\ell+1}W_{\ell}"),
        ("eq-clip-norm", r"\min", r"\max"),
        ("sheet: Nesterov", r"g+\beta v", r"g-\beta v"),
        ("eq-relu", r"0&z<0", r"1&z<0"),
        ("thm-adam-step", r"\beta_2^k", r"\beta_1^k"),
    ],
)
def test_planted_mistakes_name_their_label(label, right, wrong):
    assert planted(label, right, wrong).startswith(f"{label}: ")


FUNCTIONS = {
    label: reading
    for label, reading in READINGS.items()
    if isinstance(pkgutil.resolve_name(f"course_lib.{reading.function}"), FunctionType)
}


@pytest.mark.parametrize("label", FUNCTIONS)
def test_a_reading_depends_on_its_function(label):
    reading = FUNCTIONS[label]
    real = pkgutil.resolve_name(f"course_lib.{reading.function}")

    def instances(function, rng):
        return reading.instances(lambda *args, **options: zeros(real(*args, **options)), rng)

    with pytest.raises((AssertionError, ArithmeticError, np.linalg.LinAlgError)), np.errstate(all="ignore"):
        check(reading._replace(instances=instances), FORMULAS[label])
