"""Links to Binder and Colab follow from the repository's address alone."""

import elsewhere
import page_foot
import pytest
import yaml

NOTEBOOK = "book/01-a.ipynb"


@pytest.mark.parametrize(
    ("given", "binder", "colab"),
    [
        (
            "https://github.com/owner/name",
            "https://mybinder.org/v2/gh/owner/name/main?labpath=book%2F01-a.ipynb",
            "https://colab.research.google.com/github/owner/name/blob/main/book/01-a.ipynb",
        ),
        (
            "https://github.com/owner/name.git",
            "https://mybinder.org/v2/gh/owner/name/main?labpath=book%2F01-a.ipynb",
            "https://colab.research.google.com/github/owner/name/blob/main/book/01-a.ipynb",
        ),
        (
            "https://github.com/owner/name/tree/second/",
            "https://mybinder.org/v2/gh/owner/name/second?labpath=book%2F01-a.ipynb",
            "https://colab.research.google.com/github/owner/name/blob/second/book/01-a.ipynb",
        ),
        (
            "https://git.a.example/group/name",
            "https://mybinder.org/v2/git/https%3A%2F%2Fgit.a.example%2Fgroup%2Fname/main?labpath=book%2F01-a.ipynb",
            None,
        ),
    ],
)
def test_each_repository_has_its_links(monkeypatch, given, binder, colab):
    monkeypatch.setenv("REPOSITORY_ADDRESS", given)
    found = elsewhere.addresses(elsewhere.repository(), NOTEBOOK)
    assert (found["Binder"], found.get("Colab")) == (binder, colab)


def test_without_an_address_there_are_none(monkeypatch):
    monkeypatch.delenv("REPOSITORY_ADDRESS", raising=False)
    assert elsewhere.repository() is None


def test_what_is_no_address_is_refused(monkeypatch):
    monkeypatch.setenv("REPOSITORY_ADDRESS", "owner/name")
    with pytest.raises(ValueError, match=r"must look like https://github\.com/owner/name, got 'owner/name'"):
        elsewhere.repository()


def test_reports_go_to_the_same_repository(monkeypatch):
    monkeypatch.setenv("REPOSITORY_ADDRESS", "https://github.com/owner/name/tree/second")
    asked = yaml.safe_load((page_foot.FORMS / "page-or-code.yml").read_text(encoding="utf-8"))
    assert 'href="https://github.com/owner/name/issues/new"' in page_foot.issue_form("page-or-code", asked)
