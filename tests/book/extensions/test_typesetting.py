"""Formulas are set when the book is built; one that cannot be set stops the build and says where it stands."""

import json
from html import escape

import pytest
import typesetting
from bs4 import BeautifulSoup
from sphinx.application import Sphinx

ROW = r"f(x_{k+1})\le f(x_k)-\frac{\alpha}{2}\|\nabla f(x_k)\|^2"


def read_aloud(html):
    """The characters of a formula in their order."""
    return BeautifulSoup(html, "html.parser").get_text()


def test_a_formula_is_mathml_with_its_signs():
    html = typesetting.inline(r"x-\alpha\nabla f(x)")
    assert html.startswith("<math>") and read_aloud(html) == "x−α∇f(x)"
    assert '<math display="block">' in typesetting.displayed(r"\sum_{k=1}^n k")


def test_fractions_roots_and_scripts_keep_their_places():
    soup = BeautifulSoup(typesetting.inline(r"\frac{a}{b}+\sqrt{c}+d_i^2"), "html.parser")
    assert [part.get_text() for part in soup.mfrac] == ["a", "b"]
    assert soup.msqrt.get_text() == "c"
    assert [part.get_text() for part in soup.msubsup] == ["d", "i", "2"]


def test_lines_are_aligned():
    soup = BeautifulSoup(typesetting.displayed(r"a&=b\\&=c"), "html.parser")
    assert [row.get_text() for row in soup.find_all("mtr")] == ["a=b", "=c"]
    nested = typesetting.displayed(r"f=\begin{cases}1\\0\end{cases}")
    assert nested.count("<mtable") == 1


def test_a_sized_delimiter_keeps_its_size_under_a_script():
    """Chromium sets the bare base of a script in its natural size."""
    soup = BeautifulSoup(typesetting.inline(r"\bigl\|x\bigr\|^2"), "html.parser")
    assert [soup.msup.mrow.mo.get_text(), soup.msup.mrow.mo["minsize"]] == ["‖", "1.2em"]


def test_a_long_formula_in_a_line_has_a_box_to_scroll_in():
    assert typesetting.inline(ROW).startswith('<span class="long-formula"><math>')


@pytest.mark.parametrize(
    "tex",
    [r"\nosuchmacro x", r"\frac{1}", "{a", "a}", r"\left(a", "x^2^3", r"a & b", r"\begin{nosuch}a\end{nosuch}", " "],
)
def test_a_formula_that_cannot_be_set_is_named(tex):
    with pytest.raises(typesetting.FormulaError) as raised:
        typesetting.mathml(tex)
    assert tex.strip() in str(raised.value)


def test_formulas_in_outputs_and_in_data_for_scripts_are_set():
    marked = f'<span class="math">\\({escape("x<1")}\\)</span>'
    data = json.dumps({"verdicts": [["Right", f"Since {marked}."]], "at": [1, None, "M1 2"]}).replace("</", "<\\/")
    html = (
        f'<p>{marked}</p><div class="math">\\[y\\]</div><script type="application/json">{data}</script><p>{marked}</p>'
    )
    soup = BeautifulSoup(typesetting.set_in(html), "html.parser")
    assert [math.get_text() for math in soup.find_all("math")] == ["x<1", "y", "x<1"]
    read = json.loads(soup.script.string)
    assert read["at"] == [1, None, "M1 2"]
    assert read["verdicts"][0][0] == "Right" and read_aloud(read["verdicts"][0][1]) == "Since x<1."
    assert "\\(" not in typesetting.set_in(html)


@pytest.fixture
def build(tmp_path):
    """Build one page of MyST with the extension; its HTML and the warnings."""

    def run(text):
        (tmp_path / "conf.py").write_text(
            "extensions = ['myst_parser', 'typesetting']\nmyst_enable_extensions = ['dollarmath']\n"
            "html_math_renderer = 'mathml'\nmath_eqref_format = '({number})'\n"
        )
        (tmp_path / "index.md").write_text(text)
        warnings = tmp_path / "warnings"
        with warnings.open("w") as stream:
            source, out = str(tmp_path), str(tmp_path / "out")
            app = Sphinx(source, source, out, out, "html", status=None, warning=stream, freshenv=True)
            app.build()
        return BeautifulSoup((tmp_path / "out" / "index.html").read_text(), "html.parser"), warnings.read_text()

    return run


@pytest.mark.filterwarnings("ignore")
def test_a_page_has_its_formulas_numbers_and_links(build):
    page, warnings = build(
        "# Title $x$\n\nThe step $x^2$.\n\n$$\na+b=c\n$$ (eq-sum)\n\nBy {eq}`eq-sum`.\n\n"
        '<p><span class="math">\\(u\\)</span></p>\n'
    )
    assert warnings == ""
    article = page.find(class_="body")
    assert [math.get_text() for math in article.find_all("math")] == ["x", "x2", "a+b=c", "u"]
    equation = article.find("div", class_="math")
    assert equation["id"] == "equation-eq-sum" and equation.find(class_="eqno").get_text().startswith("(1)")
    assert article.find("a", string="(1)")["href"] == "#equation-eq-sum"
    assert page.find("script", src=lambda src: src and "mathjax" in src.lower()) is None


@pytest.mark.filterwarnings("ignore")
@pytest.mark.parametrize(
    "text", ["# Title\n\nA $\\nosuch x$.\n", '# Title\n\n<p><span class="math">\\(\\nosuch x\\)</span></p>\n']
)
def test_a_wrong_formula_warns_with_page_and_source(build, text):
    _, warnings = build(text)
    assert "index.md:3: WARNING: the formula \\nosuch x cannot be set" in warnings
    assert 'Unknown command "\\nosuch"' in warnings
