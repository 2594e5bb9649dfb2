import pytest

from course_lib.interactive import words

MATH = '<span class="math">\\({}\\)</span>'


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("$x<1$ & so", MATH.format("x&lt;1") + " &amp; so"),
        ("two $a$ and $b_i$", "two " + MATH.format("a") + " and " + MATH.format("b_i")),
        ("`x -= g` *is* **not** it", "<code>x -= g</code> <em>is</em> <strong>not</strong> it"),
        ("`a*b*c` $a*b*c$", "<code>a*b*c</code> " + MATH.format("a*b*c")),
        ("the step [above](#eq-one)", "the step above"),
        ("[a $x$](#eq)", "a " + MATH.format("x")),
        ("<b> stays text", "&lt;b&gt; stays text"),
        ("one\n  line", "one line"),
    ],
)
def test_inline(text, html):
    assert words.inline(text) == html


def test_blocks():
    text = "\nOne\nparagraph.\n\nAnother:\n\n```python\nif a < b:\n\n    c\n```\n\n$$\nx < 1\n$$\n\nThe end.\n"
    assert words.blocks(text) == (
        "<p>One paragraph.</p><p>Another:</p><pre>if a &lt; b:\n\n    c</pre>"
        '<div class="math">\\[x &lt; 1\\]</div><p>The end.</p>'
    )
