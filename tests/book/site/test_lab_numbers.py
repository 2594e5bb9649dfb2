"""The numbers that JupyterLab shows are those of the built website."""

import re
import sys

import pytest
from browsing import ROOT
from static_gates import pages, soup

sys.path.append(str(ROOT / "scripts"))
from lab_text import numbers

pytestmark = pytest.mark.site


def test_numbers_of_formulas_statements_and_figures(site):
    found = {}
    for name in pages(site):
        page = soup(site / name)
        for number in page.select(".eqno"):
            formula = number.find_parent(id=re.compile("^equation-"))
            found[formula["id"].removeprefix("equation-")] = re.search(r"\([\d.]+\)", number.text)[0]
        for block in page.select("div.proof[id]"):
            if number := block.select_one(".caption-number"):
                found[block["id"]] = number.text.strip()
        for figure in page.select("figure[id]"):
            found[figure["id"]] = figure.select_one(".caption-number").text.strip()
    wanted = numbers()
    assert len(wanted) > 200
    assert {label: found.get(label) for label in wanted} == wanted
