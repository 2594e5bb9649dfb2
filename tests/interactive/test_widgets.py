import importlib
import sys

import ipywidgets
import pytest

from course_lib.interactive import widgets


def test_a_bundle_has_the_view_and_no_text():
    assert set(widgets.bundle(ipywidgets.Button())) == {"application/vnd.jupyter.widget-view+json"}


def test_without_ipywidgets_the_way_to_get_them_is_said(monkeypatch):
    monkeypatch.setitem(sys.modules, "ipywidgets", None)
    monkeypatch.delitem(sys.modules, "course_lib.interactive.widgets")
    with pytest.raises(ModuleNotFoundError, match="need ipywidgets; install it with: pip install"):
        importlib.import_module("course_lib.interactive.widgets")
