"""The site's own Sphinx extensions, importable as they are when the book is built."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[3] / "book" / "_ext"))
