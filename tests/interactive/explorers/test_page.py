import gzip

import numpy as np
from waves import FIG, LINE, waves

from course_lib import explore
from course_lib.interactive.explorers.page import html


def test_four_hundred_positions_of_two_lines_weigh_little():
    e = explore(FIG, waves, {"frequency": np.linspace(0.01, 4, 400)}, title="many")
    text = html(e, e.table())
    assert len(gzip.compress(text.encode())) <= 200_000


def test_words_are_escaped_and_cannot_end_the_data_block():
    e = explore(FIG, lambda k: ({LINE: ([0], [0])}, "</script><b>"), {"k": [1, 2]}, title="<i>")
    text = html(e, e.table())
    assert "</script><b>" not in text and "&lt;/script&gt;" in text and "<i>" not in text
