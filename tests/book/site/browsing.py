"""What the browser tests stand on: a Chromium wherever there is one, and a web server for a folder."""

import functools
import http.server
import os
import shutil
import threading
from contextlib import contextmanager
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[3]
BUILT = ROOT / "_build" / "html"
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-sync"]
FLAGS += ["--disable-background-networking", "--disable-component-update"]
COMMANDS = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
MAC_APPS = (
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
)


def find_chromium(environment=os.environ, bundled=None):
    """The path of a Chromium: $CHROMIUM, on the PATH, a macOS application, or Playwright's own; else None."""
    named = environment.get("CHROMIUM")
    on_path = (shutil.which(command, path=environment.get("PATH")) for command in COMMANDS)
    candidates = [named, *on_path, *MAC_APPS, bundled]
    return next((path for path in candidates if path and Path(path).is_file()), None)


def without_chromium(environment=os.environ):
    """Say plainly that no Chromium was found: a skip at a desk, a failure where CI is set."""
    sentence = "no Chromium found for the checks of the website: run `make chromium`, or set CHROMIUM to its path"
    if environment.get("CI"):
        pytest.fail(sentence, pytrace=False)
    pytest.skip(sentence)


class QuietHandler(http.server.SimpleHTTPRequestHandler):
    def __init__(self, *args, headers, **options):
        self.headers_of_all = headers
        super().__init__(*args, **options)

    def end_headers(self):
        for name, value in self.headers_of_all.items():
            self.send_header(name, value)
        super().end_headers()

    def log_message(self, *args):
        pass


@contextmanager
def served(folder, headers=None):
    """Serve a folder on a free port of 127.0.0.1; yields the address, with a slash at its end."""
    handler = functools.partial(QuietHandler, directory=str(folder), headers=headers or {})
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()
        thread.join()


def come_back(tab):
    """Load the page again as a reader does, after a moment: a browser writes down what it is to keep a little later."""
    tab.wait_for_timeout(1500)
    tab.reload()
