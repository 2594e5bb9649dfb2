"""The summary of a run: counts of all parts, and for each failed cell its place and what it said."""

import pytest
import summary

REPORT = """<testsuites><testsuite tests="3" failures="{failures}" errors="0" skipped="1" time="2.5">
<testcase classname="book.05-convergence.ipynb" name="Cell 31">{trouble}</testcase>
<testcase classname="book.05-convergence.ipynb" name="Cell 32"/>
</testsuite></testsuites>"""

TRACEBACK = """<failure message="">Cell execution caused an exception
Traceback:
---------------------------------------------------------------------------
AssertionError                            Traceback (most recent call last)
      1 assert np.all(gap &lt;= bound), "f exceeds LR²/(4k+2) at step 3: is α ≤ 1/L?"
AssertionError: f exceeds LR²/(4k+2) at step 3: is α ≤ 1/L?
</failure>"""


def written(folder, name, trouble=""):
    path = folder / f"{name}.xml"
    path.write_text(REPORT.format(failures=int(bool(trouble)), trouble=trouble), encoding="utf-8")
    return path


def test_a_failed_cell_is_named_with_its_message(tmp_path, capsys):
    assert summary.failures(written(tmp_path, "notebooks", TRACEBACK)) == 1
    first = capsys.readouterr().out.splitlines()[0]
    assert first == "05-convergence, Cell 31: AssertionError: f exceeds LR²/(4k+2) at step 3: is α ≤ 1/L?"


@pytest.mark.parametrize(
    ("trouble", "status", "line"), [("", 0, "8 passed, 0 failed, 4 skipped"), (TRACEBACK, 1, None)]
)
def test_the_counts_of_all_parts_close_the_run(tmp_path, capsys, trouble, status, line):
    for name in summary.PARTS:
        written(tmp_path, name, trouble)
    assert summary.counts(tmp_path) == status
    assert capsys.readouterr().out.splitlines()[-1] == (line or "4 passed, 4 failed, 4 skipped")
