"""Every explorer of the book, over its whole grid: the table of the page and the live face show the same."""

import pytest
from chapter_cells import BOOK, shown

from course_lib.interactive.explorers import Explorer, live

CHAPTERS = [path for path in sorted(BOOK.glob("[0-9]*.ipynb")) if "explore(" in path.read_text(encoding="utf-8")]


@pytest.mark.kernel
@pytest.mark.parametrize("notebook", CHAPTERS, ids=lambda path: path.stem)
def test_table_and_live_face_agree_everywhere(notebook):
    explorers = [value for value in shown(notebook, "explore(") if isinstance(value, Explorer)]
    assert explorers
    for explorer in explorers:
        face = live.panel(explorer)
        controls = [child for child in face.children if hasattr(child, "options")]
        picture = next(child for child in face.children if "<svg" in child.value)
        frames, sentences = list(explorer.table()), set()
        for values, frame in zip(explorer.positions(), frames, strict=True):
            for control, value in zip(controls, values.values(), strict=True):
                control.value = value
            assert explorer.scene.picture(frame) in picture.value
            sentences.add(frame.sentence)
        assert len(sentences) > 1 and all(len(sentence.split()) >= 4 for sentence in sentences)
        if explorer.task is not None:
            assert {frame.reached for frame in frames} == {True, False}
