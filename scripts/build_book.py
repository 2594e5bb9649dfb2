"""Build the website into _build/html, doing no more than the change since the last build asks for.

The execution cache knows a notebook by its code cells alone. What the cells *use* (the library, the data, the
installed packages, the interpreter) is fingerprinted here: when it changes, everything is executed again. Any other
change reads all pages afresh but executes only the notebooks whose code changed; reading all of them each time keeps
a warning from vanishing because its page was read in an earlier, failed build.
"""

import fcntl
import hashlib
import os
import shutil
import subprocess
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
USED_BY_CELLS = ["course_lib/**/*.py", "book/_data/**/*", "requirements.lock"]
SEEN_ON_PAGES = ["_config.yml", "_toc.yml", "book/**/*", "scripts/*.py", "tests/**/test_*.py"]
LEFT_BY_TOOLS = {"__pycache__", ".ipynb_checkpoints"}


def files(root: Path, patterns: Iterable[str]) -> list[Path]:
    found = {path for pattern in patterns for path in root.glob(pattern) if path.is_file()}
    return sorted(path for path in found if not LEFT_BY_TOOLS & set(path.relative_to(root).parts))


def fingerprint(root: Path, patterns: Iterable[str]) -> str:
    """Hash names and contents, not times: a checkout or a copy is no change, a deleted file is one."""
    total = hashlib.sha256(sys.version.encode())
    for path in files(root, patterns):
        content = hashlib.sha256(path.read_bytes()).hexdigest()
        total.update(f"{path.relative_to(root).as_posix()} {content}\n".encode())
    return total.hexdigest()


def says(stamp: Path, text: str) -> bool:
    return stamp.is_file() and stamp.read_text(encoding="utf-8") == text


@contextmanager
def alone(root: Path) -> Iterator[None]:
    """Hold the folder's lock: of two builds the second waits, and then finds that nothing has changed."""
    with open(root / ".build.lock", "w", encoding="utf-8") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            print("Another build is at work here; waiting for it.", flush=True)
            fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def build(root: Path) -> int:
    """Return the exit status; a failed build leaves no stamp, so that the next one starts again and fails again."""
    output = root / "_build"
    html, executed_with, built_from = output / "html", output / "executed-with", output / "built-from"
    used = fingerprint(root, USED_BY_CELLS)
    addresses = "".join(os.environ.get(name, "") for name in ("SITE_ADDRESS", "REPOSITORY_ADDRESS"))
    seen = fingerprint(root, [*USED_BY_CELLS, *SEEN_ON_PAGES]) + addresses
    if says(built_from, seen) and (html / "index.html").is_file():
        print("Nothing has changed since the last build.")
        return 0

    if not says(executed_with, used):
        shutil.rmtree(output, ignore_errors=True)
    built_from.unlink(missing_ok=True)
    for stale in (html, output / ".doctrees"):
        shutil.rmtree(stale, ignore_errors=True)
    output.mkdir(exist_ok=True)
    executed_with.write_text(used, encoding="utf-8")

    environment = {**os.environ, "COURSE_STATIC": "1", "PYTHONUTF8": "1"}
    execute = [sys.executable, Path(__file__).with_name("execute_notebooks.py"), "book", "_build/.jupyter_cache"]
    subprocess.run(execute, cwd=root, env=environment)  # what fails there fails again below, and is reported
    command = [Path(sys.executable).with_name("jupyter-book"), "build", ".", "-W", "--keep-going", "-n"]
    status = subprocess.run(command, cwd=root, env=environment).returncode
    if status:
        print("The website is not fit to be shown: the warnings and errors above say why.", file=sys.stderr)
        return status
    built_from.write_text(seen, encoding="utf-8")
    return 0


def main() -> int:
    with alone(ROOT):
        status = build(ROOT)
    if status == 0:
        print(f"\nOpen {ROOT / '_build' / 'html' / 'index.html'} in a browser, or run: make serve")
    return status


if __name__ == "__main__":
    sys.exit(main())
