"""The files of Pyodide are those that its project published, to the byte."""

import hashlib
import json
import shutil

import fetch_pyodide
import pytest
from fetch_pyodide import CORE, FOLDER, LOCK, PACKAGES, fetch, hashes, official, trimmed

LOCK_FILE = official()


@pytest.mark.parametrize(("name", "sha256"), hashes(LOCK_FILE).items())
def test_each_file_has_the_published_hash(name, sha256):
    assert hashlib.sha256((FOLDER / name).read_bytes()).hexdigest() == sha256


def test_there_is_nothing_else():
    ours = {LOCK, "README.md", "licences"}
    assert {path.name for path in FOLDER.iterdir()} == set(hashes(LOCK_FILE)) | ours


def test_the_lock_says_what_the_official_one_says():
    ours = json.loads((FOLDER / LOCK).read_text(encoding="utf-8"))
    assert ours == trimmed(LOCK_FILE)
    assert ours["info"] == LOCK_FILE["info"]
    for name, package in ours["packages"].items():
        assert package | {"depends": 0} == LOCK_FILE["packages"][name] | {"depends": 0}
        assert set(package["depends"]) <= set(PACKAGES)


def test_every_package_has_its_licence():
    found = {path.parent.name for path in FOLDER.glob("licences/*/LICENSE*") if path.stat().st_size > 100}
    assert found == {"pyodide", "python", *PACKAGES}


def test_the_folder_is_made_again_from_any_place_that_has_the_files(tmp_path):
    for name in hashes(LOCK_FILE):
        (tmp_path / "mirror").mkdir(exist_ok=True)
        (tmp_path / "mirror" / name).symlink_to(FOLDER / name)
    fetch(str(tmp_path / "mirror"), tmp_path / "made")
    made = {path.relative_to(tmp_path / "made") for path in (tmp_path / "made").rglob("*") if path.is_file()}
    ours = {path.relative_to(FOLDER) for path in FOLDER.rglob("*") if path.is_file()}
    by_hand = {path for path in ours if path.name == "README.md" or path.parts[1:2] in (("pyodide",), ("python",))}
    assert made == ours - by_hand
    assert all((tmp_path / "made" / path).read_bytes() == (FOLDER / path).read_bytes() for path in made)


@pytest.mark.parametrize("name", ["pyodide.js", LOCK_FILE["packages"]["six"]["file_name"]])
def test_a_wrong_byte_is_refused_and_nothing_is_written(tmp_path, name):
    mirror = tmp_path / "mirror"
    mirror.mkdir()
    for file in hashes(LOCK_FILE):
        (mirror / file).symlink_to(FOLDER / file)
    (mirror / name).unlink()
    shutil.copyfile(FOLDER / name, mirror / name)
    with (mirror / name).open("r+b") as file:
        file.write(b"!")
    with pytest.raises(ValueError, match=f"{name} is not the published file: its SHA-256 is"):
        fetch(str(mirror), tmp_path / "made")
    assert not (tmp_path / "made").exists()


def test_a_changed_lock_is_refused(tmp_path, monkeypatch):
    changed = tmp_path / "lock.json"
    changed.write_bytes(fetch_pyodide.OFFICIAL_LOCK.read_bytes() + b" ")
    monkeypatch.setattr(fetch_pyodide, "OFFICIAL_LOCK", changed)
    with pytest.raises(ValueError, match=r"lock.json is not the published file"):
        official()


def test_the_core_is_complete():
    assert set(CORE) == {"pyodide.js", "pyodide.asm.js", "pyodide.asm.wasm", "python_stdlib.zip"}
