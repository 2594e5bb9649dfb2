"""The built website, the one server and the one Chromium that all browser tests share."""

import pytest
from browsing import BUILT, FLAGS, find_chromium, served, without_chromium


@pytest.fixture(scope="session")
def site():
    """The folder of the built website."""
    if not (BUILT / "book" / "index.html").is_file():
        pytest.fail(f"there is no built website in {BUILT}: run `make book` first", pytrace=False)
    return BUILT


@pytest.fixture(scope="session")
def server(site):
    """The address of the built website, over http."""
    with served(site) as address:
        yield address


@pytest.fixture(scope="session")
def browser():
    """One headless Chromium for the whole run."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        path = find_chromium(bundled=playwright.chromium.executable_path)
        if path is None:
            without_chromium()
        chromium = playwright.chromium.launch(executable_path=path, args=FLAGS)
        yield chromium
        chromium.close()
