"""Exercise 4.1: a number with its slope."""

from __future__ import annotations

from course_lib.interactive.questions import Exercise, Kind, ask_choice, ask_formula, ask_number

EXERCISE = Exercise(
    number="4.1",
    kind=Kind.PREDICT,
    title="a number with its slope",
    prompt=r"""
Compute with numbers $a+a'\varepsilon$ by hand, then think about where the rule stops.
""",
    questions=(
        ask_number(
            r"Start with $x=2+\varepsilon$. What is the slope of $y=\dfrac{36}{x^2+2}$?",
            -4,
            tolerance=0.005,
            wrong={
                4: "The size is right. A quotient falls when its denominator grows.",
                -24: r"The slope of $1/u$ is $-1/u^2$. You divided by $u$ once.",
                9: "You divided the numerator by the slope of the denominator.",
                -1: r"This is the outer slope alone. How fast does $x^2+2$ change?",
                6: "This is the value.",
            },
            explanation=(
                r"$x^2+2=6+4\varepsilon$, and "
                r"$36/(6+4\varepsilon)=6-\frac{36}{36}\cdot4\,\varepsilon=6-4\varepsilon$."
            ),
        ),
        ask_formula(
            r"Start with $x=a+\varepsilon$. What is the slope of the same $y$?",
            "-72*a/(a^2 + 2)^2",
            names={"a": (0.7, -1.3, 3.0, 5.0)},
            wrong={
                "72*a/(a^2 + 2)^2": "A quotient falls when its denominator grows.",
                "-36/(a^2 + 2)^2": "This is the outer slope alone. How fast does $x^2+2$ change?",
                "-72*a/(a^2 + 2)": r"The slope of $1/u$ is $-1/u^2$. You divided by $u$ once.",
                "-36*a/(a^2 + 2)^2": r"The slope of $x^2$ has a factor of its own.",
                "-72*a/(a^4 + 2)": r"Square $u=a^2+2$ as a whole.",
                "-72*a/(a^4 + 4)": r"Square $u=a^2+2$ as a whole. The square of a sum has a middle term.",
                "36/(2*a)": "You divided the numerator by the slope of the denominator.",
                "36/(a^2 + 2)": "This is the value.",
            },
            explanation=r"$u=a^2+2+2a\,\varepsilon$, and $36/u$ has the slope $-\frac{36}{u^2}\cdot2a$.",
        ),
        ask_choice(
            r"For which $y=f(g(x))$ does the theorem of this section apply at $x=0$? Choose all.",
            [
                (r"$f(u)=u^2$, $g(x)=\sin x$", "Both are differentiable everywhere.", True),
                (
                    r"$f(u)=u^2$, $g(x)=|x|$",
                    "The product would be zero, and the composition has that slope. But the inner function has a kink.",
                ),
                (
                    r"$f(u)=|u|$, $g(x)=x^2$",
                    "The composition is smooth, but the outer function has its kink just where it is used.",
                ),
                (
                    r"$f(u)=|u|$, $g(x)=1+x$",
                    "The kink of $f$ is at $u=0$, and the inner value is 1.",
                    True,
                ),
                (
                    r"$f(u)=\sqrt u$, $g(x)=x^2$",
                    "The outer function has no finite slope at the inner value. (The composition has a kink.)",
                ),
            ],
        ),
    ),
    hints=(
        "Do the arithmetic from the inside out, and keep a value and a slope at each step.",
        r"$x^2=4+4\varepsilon$. For a function of it use $f(a+a'\varepsilon)=f(a)+f'(a)\,a'\varepsilon$.",
        "For the last question look up the two conditions, and ask at which point each of them is asked for.",
    ),
    solution=r"""
$x^2+2=6+4\varepsilon$. With $f(u)=36/u$, $f(6)=6$ and $f'(6)=-36/36=-1$, so $y=6-4\varepsilon$. With
$x=a+\varepsilon$ the same two steps give $-36/(a^2+2)^2\cdot2a$: what a program does with numbers, the letter does for
all numbers at once. The theorem asks
that $g$ be differentiable at $x=0$ and $f$ at $g(0)$: true for the first and the fourth pair. For the others it
promises nothing, which does not mean that no slope exists: $|x|^2$ and $|x^2|$ both have the slope 0, though
$\sqrt{x^2}=|x|$ has none.
""",
)
