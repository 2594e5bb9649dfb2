"""Execute the notebooks that are not in the execution cache, side by side; Sphinx would take one after the other.

Usage: execute_notebooks.py FOLDER CACHE. A notebook that fails is left out of the cache, so that the build meets it.
"""

import sys
from pathlib import Path

from jupyter_cache import get_cache
from jupyter_cache.executors import load_executor

SECONDS = 120  # for a cell, as _config.yml allows it


def main(folder: str, cache_folder: str) -> None:
    cache = get_cache(cache_folder)
    for path in sorted(Path(folder).glob("*.ipynb"), key=lambda path: -path.stat().st_size):  # the longest first
        cache.add_nb_to_project(str(path))
    load_executor("local-parallel", cache).run_and_cache(timeout=SECONDS)


if __name__ == "__main__":
    main(*sys.argv[1:])
