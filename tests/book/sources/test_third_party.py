"""Others' files are named with their licence."""

import pytest
from book_sources import ROOT

NOTICES = (ROOT / "THIRD_PARTY.md").read_text(encoding="utf-8")
STATIC = ROOT / "book" / "_static"
FOLDERS = [*sorted((STATIC / "vendor").iterdir()), STATIC / "live" / "pyodide"]


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
def test_each_folder_is_named_and_holds_its_licence(folder):
    assert f"]({folder.relative_to(ROOT).as_posix()})" in NOTICES
    assert [*folder.glob("LICENSE*"), *folder.glob("licences/*/LICENSE*")]


def test_every_package_for_browsers_has_its_licence():
    pyodide = STATIC / "live" / "pyodide"
    packages = {wheel.name.split("-")[0].replace("_", "-") for wheel in pyodide.glob("*.whl")}
    assert packages | {"pyodide", "python"} == {folder.name for folder in (pyodide / "licences").iterdir()}
