"""repo2docker finds what its files name: the pinned requirements, a Python the course runs on, a script to run."""

import os
import re
import tomllib

from book_sources import ROOT

BINDER = ROOT / "binder"


def test_the_requirements_lead_to_the_lock():
    lines = (BINDER / "requirements.txt").read_text(encoding="utf-8").splitlines()
    (named,) = [line.removeprefix("-r ") for line in lines if not line.startswith("#")]
    assert (BINDER / named).resolve() == ROOT / "requirements.lock"


def test_the_python_is_one_that_the_course_allows():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    least, beyond = re.findall(r"3\.(\d+)", project["requires-python"])
    minor = re.fullmatch(r"python-3\.(\d+)\n", (BINDER / "runtime.txt").read_text(encoding="utf-8"))[1]
    assert int(least) <= int(minor) < int(beyond)


def test_the_script_after_the_installation_can_be_run():
    assert os.access(BINDER / "postBuild", os.X_OK)
