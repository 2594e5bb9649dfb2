"""Fill book/_static/live/pyodide with the files of Pyodide 0.27.7 that the pages need, from any place that has them.

    python scripts/fetch_pyodide.py SOURCE

SOURCE is a folder or an address under which the files stand by their published names: an unpacked release of Pyodide,
a mirror of it. Each file is compared with the SHA-256 that the project published before it is kept: those of the
packages stand in its lock file, those of Python itself below. The licences are taken from the packages.
"""

import hashlib
import json
import sys
import zipfile
from pathlib import Path
from urllib.request import urlopen

HERE = Path(__file__).resolve().parent
FOLDER = HERE.parent / "book" / "_static" / "live" / "pyodide"
OFFICIAL_LOCK = HERE / "pyodide-lock-0.27.7.json"  # as published, word for word
OFFICIAL_LOCK_SHA256 = "9c45b916001a750f4102fc287494f3eab215909c7535c626a20db80fd6333e2c"
CORE = {  # what the npm package pyodide 0.27.7 holds
    "pyodide.js": "b4cb23a53aba19c221659b9fb40a2f18281d685691dc06647fb0afd0681baf98",
    "pyodide.asm.js": "6b4c90de5b7172873f04f21884d0e9d2274e305fe32116558fe3e4fbe3618d51",
    "pyodide.asm.wasm": "a50dd1843f805a0b7c45b61037ee0d7b26dfe85efe0e18ef95a34ad24e401f5f",
    "python_stdlib.zip": "16611534726e5d8ac2bd8f926410b2dcb8d6f49aa24913463533b457a2115c16",
}
PACKAGES = (
    "numpy",
    "matplotlib",
    "pillow",
    "contourpy",
    "kiwisolver",
    "cycler",
    "six",
    "packaging",
    "pyparsing",
    "python-dateutil",
)
LOCK = "pyodide-lock.json"


def official() -> dict:
    """The lock file of the release, itself compared with the hash of what was published."""
    content = OFFICIAL_LOCK.read_bytes()
    checked(OFFICIAL_LOCK.name, content, OFFICIAL_LOCK_SHA256)
    return json.loads(content)


def trimmed(lock: dict) -> dict:
    """The lock with our packages alone; matplotlib draws SVG without its other dependencies (fonttools, pytz, …)."""
    kept = {name: dict(lock["packages"][name]) for name in PACKAGES}
    for package in kept.values():
        package["depends"] = [name for name in package["depends"] if name in kept]
    return {"info": lock["info"], "packages": kept}


def hashes(lock: dict) -> dict[str, str]:
    """File name → published SHA-256, for all that is fetched."""
    return CORE | {lock["packages"][name]["file_name"]: lock["packages"][name]["sha256"] for name in PACKAGES}


def checked(name: str, content: bytes, sha256: str) -> bytes:
    """The content, if it is what was published.

    Raises:
        ValueError: it is not.
    """
    found = hashlib.sha256(content).hexdigest()
    if found != sha256:
        raise ValueError(f"{name} is not the published file: its SHA-256 is {found}, it should be {sha256}")
    return content


def licences(wheel: Path) -> dict[str, bytes]:
    """The licence texts that a package carries beside its metadata."""
    with zipfile.ZipFile(wheel) as archive:
        names = [name for name in archive.namelist() if ".dist-info/" in name and "LICENSE" in name.upper()]
        return {name.rpartition("/")[2]: archive.read(name) for name in names}


def fetch(source: str, folder: Path = FOLDER) -> None:
    """Fill the folder; a wrong byte anywhere, and nothing is written."""
    base = source if "://" in source else Path(source).resolve().as_uri()
    lock, files = official(), {}
    for name, sha256 in hashes(lock).items():
        with urlopen(f"{base.rstrip('/')}/{name}") as answer:
            files[name] = checked(name, answer.read(), sha256)
    folder.mkdir(parents=True, exist_ok=True)
    for name, content in files.items():
        (folder / name).write_bytes(content)
    (folder / LOCK).write_text(json.dumps(trimmed(lock), indent=1) + "\n", encoding="utf-8")
    for name in PACKAGES:
        for file, text in licences(folder / lock["packages"][name]["file_name"]).items():
            place = folder / "licences" / name / file
            place.parent.mkdir(parents=True, exist_ok=True)
            place.write_bytes(text)


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    try:
        fetch(sys.argv[1])
    except (OSError, ValueError) as error:
        sys.exit(f"Nothing was changed: {error}")
    print(f"{FOLDER} is complete.")
