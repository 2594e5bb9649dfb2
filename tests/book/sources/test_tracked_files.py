"""No tracked file names somebody's machine or a package registry, or speaks of work left to do."""

import re
import shutil
import subprocess
from pathlib import Path

import pytest
from book_sources import ROOT
from complaints import no_complaints

PROSE_AND_CODE = {".py", ".md", ".ipynb", ".js", ".css", ".yml", ".bib", ".sh", ".html", ".toml", ".txt"}
# The patterns are written so that they don't find themselves.
PATTERNS = {
    "a path of one machine": r"(?:^|[^A-Za-z0-9_.])/(?:work|farm|root|tmp|home|Users)/",
    "a registry's host": r"pypi[.]org|files[.]pythonhosted|registry[.]npmjs|deb[.]debian[.]org",
    "unfinished": r"(?i)\b(?:to[d]o|fix[m]e|x[x]x|t[b]d|coming[ ]soon|lorem[ ]ipsum)\b",
}


def tracked(root: Path) -> list[Path]:
    """Return what is tracked or will be: new files count before they are committed."""
    command = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    listing = subprocess.run(command, cwd=root, capture_output=True, text=True, check=True).stdout
    paths = [root / name for name in listing.split("\0") if name]
    return [
        path
        for path in paths
        if path.is_file() and path.suffix != ".lock" and not {"vendor", "pyodide"} & set(path.parts)
    ]


def complaints_about(path: Path) -> list[str]:
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except UnicodeDecodeError:
        return []
    return [
        f"{path.name}:{number}: {what}: {match[0].strip()}"
        for number, line in enumerate(lines, start=1)
        for what, pattern in PATTERNS.items()
        if what != "unfinished" or path.suffix in PROSE_AND_CODE
        for match in [re.search(pattern, line)]
        if match
    ]


@pytest.mark.skipif(
    shutil.which("git") is None or not (ROOT / ".git").exists(), reason="not a git checkout: no list of tracked files"
)
def test_tracked_files_name_no_machine_and_are_finished():
    no_complaints([text for path in tracked(ROOT) for text in complaints_about(path)])


@pytest.mark.parametrize(
    ("line", "complaint"),
    [
        ("open('/" + "home/me/data.csv')", "a path of one machine"),
        ("/" + "root/.venv", "a path of one machine"),
        ("index = https://pypi." + "org/simple", "a registry's host"),
        ("# To" + "do: prove it", "unfinished"),
        ("This chapter is coming " + "soon.", "unfinished"),
    ],
)
def test_each_kind_is_found(tmp_path, line, complaint):
    path = tmp_path / "page.md"
    path.write_text(f"fine\n{line}\n", encoding="utf-8")
    (found,) = complaints_about(path)
    assert found.startswith(f"page.md:2: {complaint}: ")


def test_ordinary_text_passes(tmp_path):
    path = tmp_path / "page.md"
    path.write_text("book/work/figure, a/root/b, method, todos los santos\n", encoding="utf-8")
    assert complaints_about(path) == []
