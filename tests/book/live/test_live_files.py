"""The files that the build makes for the page's Python."""

import io
import json
import subprocess
import sys
import zipfile

import live_files
import pytest
from book_sources import ROOT

CHAPTERS = sorted((ROOT / "book").glob("[0-9]*.ipynb"))


def test_the_wheel_holds_the_library_and_can_be_imported(tmp_path):
    (tmp_path / "lib.whl").write_bytes(live_files.wheel())
    code = "import course_lib; from course_lib import minimize; print(course_lib.__file__)"
    command = [sys.executable, "-c", f"import sys; sys.path.insert(0, {str(tmp_path / 'lib.whl')!r}); {code}"]
    shown = subprocess.run(command, capture_output=True, text=True, cwd=tmp_path, check=True).stdout
    assert str(tmp_path / "lib.whl") in shown


def test_the_wheel_lists_what_it_holds():
    archive = zipfile.ZipFile(io.BytesIO(live_files.wheel()))
    (record,) = [name for name in archive.namelist() if name.endswith(".dist-info/RECORD")]
    listed = {line.split(",")[0] for line in archive.read(record).decode().splitlines()}
    assert listed == set(archive.namelist())
    assert {
        f"course_lib/{path.relative_to(ROOT / 'course_lib').as_posix()}" for path in ROOT.glob("course_lib/**/*.py")
    } < listed


def test_the_same_files_give_the_same_bytes():
    assert live_files.wheel() == live_files.wheel() and live_files.page_files() == live_files.page_files()


def test_what_every_page_needs_holds_the_data_that_cells_read():
    names = zipfile.ZipFile(io.BytesIO(live_files.page_files())).namelist()
    assert {"_data/penguins.csv", "_data/digits.csv.gz", "livepage/bridge.py"} <= set(names)


def test_the_first_result_weighs_ten_megabytes_at_most_and_pictures_eight_more():
    loads = live_files.loads({"course_lib.whl": live_files.wheel(), "page.zip": live_files.page_files()})
    assert loads["python"]["weight"] <= 10e6
    assert loads["python"]["weight"] + loads["pictures"]["weight"] <= 18e6
    assert any(name.startswith("numpy") for name in loads["python"]["files"])
    assert not set(loads["python"]["files"]) & set(loads["pictures"]["files"])


@pytest.mark.parametrize("notebook", CHAPTERS, ids=lambda path: path.stem)
def test_a_chapter_lists_its_cells_and_what_they_need(notebook):
    cells = live_files.code_cells(notebook)
    known = live_files.chapter(cells)
    assert [cell["id"] for cell in known] == [cell["id"] for cell in cells]
    assert all(need < place for place, cell in enumerate(known) for need in cell["needs"])
    assert json.loads(json.dumps(known)) == known
    for cell in known:
        assert ("check" in cell) == ("\ncheck(" in cell["source"])


def test_what_runs_in_the_page_is_said_in_one_line():
    words = live_files.versions()
    assert "Python 3.12.7" in words and "NumPy 2.0.2" in words and "matplotlib 3.8.4" in words and "\n" not in words


def test_the_formulas_of_every_verdict_are_set():
    for notebook in CHAPTERS:
        cells = live_files.code_cells(notebook)
        formulas = live_files.formulas_of(cells, [r"\lvert x\rvert < 1"])
        assert all(
            tex.startswith("\\(") and "<math" in set_one and "\\(" not in set_one for tex, set_one in formulas.items()
        )
        assert r"\(\lvert x\rvert < 1\)" in formulas
    assert len(live_files.formulas_of(live_files.code_cells(CHAPTERS[0]), [])) >= 3
