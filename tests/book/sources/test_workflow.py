"""The workflow runs what it has fetched by content, not by name, and may write to the pages alone."""

import re

import yaml
from book_sources import ROOT

TEXT = (ROOT / ".github" / "workflows" / "book.yml").read_text(encoding="utf-8")
JOBS = yaml.safe_load(TEXT)["jobs"]


def test_every_action_is_pinned_by_the_hash_of_its_commit():
    used = re.findall(r"uses: (.+)", TEXT)
    assert used and all(re.fullmatch(r"actions/[\w-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+", one) for one in used)


def test_one_job_may_write_and_only_to_the_pages():
    assert yaml.safe_load(TEXT)["permissions"] == {"contents": "read"}
    allowed = {name: job["permissions"] for name, job in JOBS.items() if "permissions" in job}
    assert allowed == {"deploy": {"pages": "write", "id-token": "write"}}


def test_its_commands_are_those_of_the_makefile():
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    commands = re.findall(r"run: make (\w+)", TEXT)
    assert "publish" in commands and all(re.search(rf"^{name}:", makefile, re.MULTILINE) for name in commands)
