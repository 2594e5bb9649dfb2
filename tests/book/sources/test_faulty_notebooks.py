"""A failing cell, a warning and a widget callback that raises each make `make test` fail.

The notebooks run as `make test` runs them: nbval with the Makefile's flags, the website through
scripts/build_book.py with the execution settings of _config.yml.
"""

import re
import subprocess
import sys
from xml.etree import ElementTree

import pytest
import yaml
from book_sources import ROOT
from test_build_book import build_book

pytestmark = pytest.mark.kernel

CELLS = {
    "healthy": "import ipywidgets\n\ndef update(rate):\n    return 1 / rate\n\n"
    "ipywidgets.interact(update, rate=(1, 9))",
    "failing cell": "1 / 0",
    "interact": "ipywidgets.interact(update, rate=(0, 0, 1))",
    "interactive output": "ipywidgets.interactive_output(update, {'rate': ipywidgets.IntSlider()})",
    "observed": "slider = ipywidgets.IntSlider(value=3)\n"
    "slider.observe(lambda change: update(change.new), 'value')\nslider.value = 0",
}


def test_nbval_finds_failing_cells_and_raising_callbacks(write_notebook, tmp_path):
    write_notebook(*CELLS.values(), name="book/page.ipynb")
    flags = re.findall(r"--nbval\S*", (ROOT / "Makefile").read_text(encoding="utf-8"))
    command = [sys.executable, "-m", "pytest", "-c", str(ROOT / "pyproject.toml"), f"--rootdir={tmp_path}", *flags]
    run = subprocess.run([*command, "--junitxml=report.xml", "book"], cwd=tmp_path, capture_output=True, text=True)
    assert run.returncode == 1, run.stdout + run.stderr
    cases = ElementTree.parse(tmp_path / "report.xml").iter("testcase")
    failed = [case.find("failure") is not None for case in cases]
    assert dict(zip(CELLS, failed, strict=True)) == {name: name != "healthy" for name in CELLS}


@pytest.mark.parametrize(
    ("source", "message"),
    [
        ("1 / 0", "ZeroDivisionError"),
        ("import warnings\n\nwarnings.warn('careful')", "stderr was found in the cell outputs of cell 2"),
    ],
    ids=["failing cell", "warning"],
)
def test_the_website_build_finds_it(write_notebook, tmp_path, capfd, source, message):
    execute = yaml.safe_load((ROOT / "_config.yml").read_text(encoding="utf-8"))["execute"]
    (tmp_path / "_config.yml").write_text(yaml.safe_dump({"title": "A book", "execute": execute}), encoding="utf-8")
    (tmp_path / "_toc.yml").write_text("format: jb-book\nroot: book/index\n", encoding="utf-8")
    write_notebook("# Title", source, name="book/index.ipynb")
    assert build_book.build(tmp_path) != 0
    captured = capfd.readouterr()
    assert message in captured.out + captured.err
