"""The Dockerfile names what is there: commands of the Makefile, a Python the course runs on, the ports served."""

import json
import re
import tomllib

from book_sources import ROOT

DOCKERFILE = (ROOT / "Dockerfile").read_text(encoding="utf-8")
MAKEFILE = (ROOT / "Makefile").read_text(encoding="utf-8")


def test_its_commands_are_targets():
    (command,) = re.findall(r"^CMD (.+)$", DOCKERFILE, re.MULTILINE)
    targets = [json.loads(command)[1], *re.findall(r"^RUN make (\w+)$", DOCKERFILE, re.MULTILINE)]
    assert targets == ["both", "book"]
    assert all(re.search(rf"^{target}:", MAKEFILE, re.MULTILINE) for target in targets)


def test_its_settings_and_ports_are_those_of_the_makefile():
    settings = dict(re.findall(r"^(\w+) := ([\w.]+)$", MAKEFILE, re.MULTILINE))
    assert "HOST" in settings
    assert re.search(r"^EXPOSE (.+)$", DOCKERFILE, re.MULTILINE)[1].split() == [settings["PORT"], settings["LAB_PORT"]]


def test_its_python_is_one_that_the_course_allows():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    least, beyond = re.findall(r"3\.(\d+)", project["requires-python"])
    assert int(least) <= int(re.search(r"^FROM python:3\.(\d+)-", DOCKERFILE, re.MULTILINE)[1]) < int(beyond)


def test_what_the_build_needs_is_not_ignored():
    ignored = (ROOT / ".dockerignore").read_text(encoding="utf-8").split()
    needed = {"Makefile", "book", "course_lib", "scripts", "tests", "requirements.lock", "pyproject.toml", ".github"}
    assert not needed & set(ignored) and {".venv", "_build"} <= set(ignored)
