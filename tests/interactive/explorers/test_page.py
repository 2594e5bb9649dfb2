import gzip
import re

import numpy as np
import pytest
from waves import FIG, LINE, waves

from course_lib import explore
from course_lib.interactive.explorers.page import computed, html


@pytest.mark.slow
def test_four_hundred_positions_of_two_lines_weigh_little():
    e = explore(FIG, waves, {"frequency": np.linspace(0.01, 4, 400)}, title="many")
    text = html(e, e.table())
    assert len(gzip.compress(text.encode())) <= 200_000


def test_controls_and_numbers_are_written_as_mathematics():
    e = explore(
        FIG,
        lambda beta2, rate: (waves(1.0)[0], f"{beta2:.1e} at {rate}"),
        {"beta2": [-1e-7, 0.5], "rate": [1, 2]},
        title="names",
        labels={"rate": "αL"},
    )
    text = html(e, e.table())
    assert ">β₂</label>" in text and ">αL</label>" in text
    assert "−10⁻⁷ at 2" in text and "&quot;\\u221210\\u207b\\u2077&quot;" in text


def test_words_are_escaped_and_cannot_end_the_data_block():
    e = explore(FIG, lambda k: ({LINE: ([0], [0])}, "</script><b>"), {"k": [1, 2]}, title="<i>")
    text = html(e, e.table())
    assert "</script><b>" not in text and "&lt;/script&gt;" in text and "<i>" not in text


def test_where_python_runs_in_the_page_there_is_no_table_and_the_rest_is_the_same():
    e = explore(FIG, waves, {"frequency": [0.5, 1.0, 2.0]}, title="three")
    with_table, without = html(e, e.table()), computed(e, e.scene.frame(e.start))
    assert "<script" not in without
    assert re.sub(r"<script.*?</script>", "", with_table, flags=re.DOTALL) == without
