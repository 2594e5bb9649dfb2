"""The live face in a real JupyterLab: a slider moves, the picture and its sentence follow."""

import os
import socket
import subprocess
import sys
import time
import urllib.request

import nbformat
import pytest
from browsing import ROOT

SOURCE = """
from course_lib import explore
from course_lib.showing.plotting import panel

fig, ax = panel(3, 2, xlim=(0, 10), ylim=(0, 10))
(line,) = ax.plot([], [], "o-")


def move(height):
    return {line: ([0, 10], [0, height])}, f"The line ends at {height}."


explore(fig, move, {"height": [1, 5, 9]}, title="A line", goal=("reach nine", lambda height: height == 9))
"""


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@pytest.fixture
def lab(tmp_path):
    """The address of a JupyterLab that shows a notebook with one explorer."""
    cell = nbformat.v4.new_code_cell(SOURCE)
    notebook = nbformat.v4.new_notebook(cells=[cell])
    notebook.metadata["kernelspec"] = {"name": "python3", "display_name": "Python 3", "language": "python"}
    (tmp_path / "lab").mkdir()
    nbformat.write(notebook, tmp_path / "lab" / "explorer.ipynb")
    port = free_port()
    command = [sys.executable, "-m", "jupyterlab", "--no-browser", "--allow-root", f"--port={port}", "--port-retries=0"]
    command += ["--IdentityProvider.token=", f"--notebook-dir={tmp_path / 'lab'}"]
    folders = {f"JUPYTER_{kind}_DIR": str(tmp_path / kind.lower()) for kind in ("CONFIG", "DATA", "RUNTIME")}
    environment = {**os.environ, **folders, "JUPYTER_PREFER_ENV_PATH": "1", "IPYTHONDIR": str(tmp_path / "ipython")}
    environment = {k: v for k, v in environment.items() if k not in ("COURSE_STATIC", "MPLBACKEND")}
    with open(tmp_path / "log", "w", encoding="utf-8") as log:
        server = subprocess.Popen(command, env=environment, cwd=ROOT, stdout=log, stderr=subprocess.STDOUT)
    address = f"http://127.0.0.1:{port}"
    try:
        for _ in range(120):
            try:
                urllib.request.urlopen(address + "/api", timeout=2).close()
                break
            except OSError:
                time.sleep(0.5)
        yield address
    finally:
        server.terminate()
        server.wait(30)


@pytest.mark.site
@pytest.mark.browser
def test_the_live_face_moves(lab, browser):
    page = browser.new_page(viewport={"width": 1200, "height": 1000})
    page.set_default_timeout(60_000)
    page.goto(f"{lab}/lab/tree/explorer.ipynb?reset")
    page.locator(".jp-Notebook .jp-CodeCell").first.wait_for()
    page.get_by_text("| Idle").wait_for()
    page.locator(".jp-CodeCell .jp-InputArea-editor").first.click()
    page.keyboard.press("Shift+Enter")
    picture = page.locator(".jp-OutputArea [role=img][aria-label^='The line']")
    picture.first.wait_for()
    assert picture.first.get_attribute("aria-label") == "The line ends at 5."
    before = picture.first.locator("[data-artist]").get_attribute("d")
    page.locator(".jp-OutputArea .noUi-handle, .jp-OutputArea [role=slider]").first.focus()
    page.keyboard.press("ArrowRight")
    page.locator("[role=img][aria-label='The line ends at 9.']").wait_for()
    assert picture.first.locator("[data-artist]").get_attribute("d") != before
    page.get_by_text("✓ reached").wait_for()
    page.close()
