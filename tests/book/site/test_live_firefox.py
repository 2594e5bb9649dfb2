"""The same pages in Firefox, where there is one: a result, a figure, a verdict, an endless loop that is stopped."""

import functools
import http.server
import json
import queue
import shutil
import subprocess
import threading

import pytest

pytestmark = [pytest.mark.site, pytest.mark.live]

FIREFOX = shutil.which("firefox") or shutil.which("firefox-esr")
PREFERENCES = {
    "browser.aboutwelcome.enabled": False,
    "datareporting.policy.dataSubmissionEnabled": False,
    "toolkit.telemetry.reportingpolicy.firstRun": False,
    "app.normandy.enabled": False,
    "network.captive-portal-service.enabled": False,
}
# No driver of Firefox is at hand, so the page itself presses its buttons and reports.
READER = """<script type="module">
  const { cells } = await import("../_static/live/page.js");
  const wait = (time) => new Promise((done) => setTimeout(done, time));
  const seen = [];
  const cell = (id) => cells.find((one) => one.id === id);
  const end = async (one) => {
    while (one.tools.classList.contains("live-busy")) await wait(50);
    const output = one.output;
    const pictures = output?.querySelectorAll("svg").length ?? 0;
    seen.push([one.id, one.status.textContent, output?.textContent ?? "", pictures]);
  };
  const press = async (id, name = "run") => { cell(id).button[name].click(); await wait(0); await end(cell(id)); };
  try {
    await press("remainder");
    cell("starter-1-4").restore("def step(gradient, x, learning_rate):\\n    return x - learning_rate * gradient(x)");
    await press("starter-1-4");
    await press("fig-walk");
    cell("remainder").restore("while True: pass");
    cell("remainder").button.run.click();
    while (cell("remainder").status.textContent !== "Running …") await wait(50);
    cell("remainder").button.stop.click();
    await end(cell("remainder"));
    cell("remainder").restore("2 + 2");
    await press("remainder");
  } catch (error) { seen.push(String(error)); }
  await fetch("/seen", { method: "POST", body: JSON.stringify(seen) });
</script></body>"""


class Handler(http.server.SimpleHTTPRequestHandler):
    """The site, with a reader in its pages; what the reader saw goes into a queue."""

    seen = queue.Queue()

    def do_GET(self):
        if not self.path.endswith(".html"):
            return super().do_GET()
        with open(self.translate_path(self.path), encoding="utf-8") as file:
            page = file.read().replace("</body>", READER).encode()
        self.send_response(200)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(page)))
        self.end_headers()
        self.wfile.write(page)

    def do_POST(self):
        self.seen.put(json.loads(self.rfile.read(int(self.headers["Content-Length"]))))
        self.send_response(204)
        self.end_headers()

    def log_message(self, *_):
        pass


@pytest.mark.skipif(FIREFOX is None, reason="no Firefox on the PATH")
def test_firefox(site, tmp_path):
    lines = [f'user_pref("{name}", {json.dumps(value)});' for name, value in PREFERENCES.items()]
    (tmp_path / "user.js").write_text("\n".join(lines), encoding="utf-8")
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(Handler, directory=str(site))) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        page = f"http://127.0.0.1:{server.server_port}/book/01-gradient-descent.html"
        command = [FIREFOX, "--headless", "--no-remote", "--profile", str(tmp_path), page]
        firefox = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        try:
            first, verdict, figure, stopped, again = Handler.seen.get(timeout=400)
        finally:
            firefox.terminate()
            firefox.wait(30)
            server.shutdown()
    assert first[1].startswith("Done in")
    assert "Right. It agrees with the library" in verdict[2]
    assert figure[1].startswith("Done in") and figure[3] == 1
    assert stopped[1] == "Stopped. The next run starts Python anew."
    assert again[1].startswith("Done in") and again[2].endswith("4")
