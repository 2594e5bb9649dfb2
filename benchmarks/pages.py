"""How soon a chapter is ready on a phone: blocking time, largest paint, layout shift, weight and requests.

The site is served gzipped from this machine and opened at 412×823 in Chromium with the processor slowed four times.
"""

import functools
import gzip
import http.server
import shutil
import statistics
import threading
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parents[1]
SITE = ROOT / "_build" / "html"
SLOWED = 4
REPEATS = 3
PHONE = {"viewport": {"width": 412, "height": 823}, "device_scale_factor": 1.75, "is_mobile": True, "has_touch": True}
GZIPPED = {".html", ".css", ".js", ".json", ".svg"}

# Blocking time: of every task longer than 50 ms what is beyond them, as Lighthouse counts it.
WATCH = """() => {
  window.seen = {blocking: 0, paint: 0, shift: 0, last: 0};
  const watch = (type, each) => new PerformanceObserver((list) => list.getEntries().forEach(each))
    .observe({type, buffered: true});
  watch("longtask", (e) => { seen.blocking += e.duration - 50; seen.last = e.startTime + e.duration; });
  watch("largest-contentful-paint", (e) => { seen.paint = e.startTime; });
  watch("layout-shift", (e) => { if (!e.hadRecentInput) seen.shift += e.value; });
}"""
QUIET = "() => document.readyState === 'complete' && performance.now() > seen.last + 2000"


class Gzipped(http.server.SimpleHTTPRequestHandler):
    """Files as a web server sends them: text gzipped, one connection for many."""

    protocol_version = "HTTP/1.1"

    def do_GET(self):
        path = Path(self.translate_path(self.path))
        if path.suffix not in GZIPPED or not path.is_file():
            return super().do_GET()
        body = compressed(path)
        self.send_response(200)
        self.send_header("Content-Type", self.guess_type(path))
        self.send_header("Content-Encoding", "gzip")
        self.send_header("Content-Length", str(len(body)))
        self.send_header("Last-Modified", self.date_time_string(path.stat().st_mtime))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *args):
        pass


@functools.cache
def compressed(path):
    return gzip.compress(path.read_bytes(), 6)


@contextmanager
def served(folder):
    handler = functools.partial(Gzipped, directory=str(folder))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()


def visit(browser, address):
    """One first visit: what was seen, and the bytes and the number of the answers."""
    context = browser.new_context(**PHONE)
    page = context.new_page()
    devtools = context.new_cdp_session(page)
    devtools.send("Network.enable")
    sizes = []
    devtools.on("Network.loadingFinished", lambda event: sizes.append(event["encodedDataLength"]))
    devtools.send("Emulation.setCPUThrottlingRate", {"rate": SLOWED})
    page.add_init_script(f"({WATCH})()")
    page.goto(address, timeout=120_000)
    page.wait_for_function(QUIET, timeout=120_000)
    seen = page.evaluate("() => seen")
    context.close()
    return {**seen, "bytes": sum(sizes), "requests": len(sizes)}


class Visit(NamedTuple):
    """The medians of a chapter: milliseconds blocked and to the largest paint, shift, bytes and answers."""

    page: str
    blocking: float
    paint: float
    shift: float
    bytes: int
    requests: int


def visits(site=SITE):
    """Each chapter REPEATS times; nothing where there is no site or no browser."""
    from playwright.sync_api import sync_playwright

    path = find_chromium()
    if path is None or not (site / "book" / "index.html").is_file():
        return
    with served(site) as address, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=["--no-sandbox", "--disable-gpu"])
        for page in sorted((site / "book").glob("0*.html")):
            runs = [visit(browser, f"{address}book/{page.name}") for _ in range(REPEATS)]
            yield Visit(page.stem, *(statistics.median(run[name] for run in runs) for name in Visit._fields[1:]))
        browser.close()


def find_chromium():
    return next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
