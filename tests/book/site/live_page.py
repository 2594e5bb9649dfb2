"""A chapter whose cells are run in the browser, as a reader works with it."""

import re

QUICK, SLOW = 5_000, 180_000  # milliseconds: what the page does by itself, what Python may take on a busy machine


class LivePage:
    """One tab with one chapter; it records requests and what the console says."""

    def __init__(self, browser, address, chapter, **context):
        self.context = browser.new_context(**{"viewport": {"width": 1280, "height": 900}, **context})
        self.tab = self.context.new_page()
        self.requests, self.console = [], []
        self.tab.on("request", lambda request: self.requests.append(request.url))
        self.tab.on("console", lambda m: m.type in ("error", "warning") and self.console.append(m.text))
        self.tab.on("pageerror", lambda error: self.console.append(str(error)))
        self.address, self.url = address, f"{address}book/{chapter}.html"
        self.open()

    def open(self):
        self.tab.goto(self.url)
        self.tab.locator("html[data-live-cells]").wait_for(state="attached", timeout=SLOW)

    def close(self):
        self.context.close()

    def cell(self, name):
        return LiveCell(self, name)

    def names(self):
        return self.tab.locator(".live-tools").evaluate_all("all => all.map(tools => tools.dataset.cell)")


class LiveCell:
    """One cell by its id in the notebook, an exercise by that of its starter."""

    def __init__(self, page, name):
        self.page, self.name = page, name
        self.tools = page.tab.locator(f".live-tools[data-cell='{name}']")
        inside = "xpath=ancestor::div[contains(concat(' ', @class, ' '), ' cell ') or contains(@class, 'exercise')][1]"
        self.box = self.tools.locator(inside)

    def button(self, name):
        return self.tools.get_by_role("button", name=name, exact=True)

    @property
    def status(self):
        return self.tools.locator("[role=status]").text_content()  # in a shut fold too

    @property
    def editor(self):
        return self.box.get_by_role("textbox", name=re.compile("editor|Code of exercise")).first

    @property
    def output(self):
        return self.box.locator(".live-output")

    @property
    def stale(self):
        return self.box.locator(".live-stale").count() > 0

    def reveal(self):
        """Open the fold that the code stands in."""
        opened = "tools => { for (let e = tools; (e = e.parentElement?.closest('details')); ) e.open = true; }"
        self.tools.evaluate(opened)

    def run(self, wait=True):
        """Press Run or Check, and wait for the end; returns the status."""
        self.reveal()
        self.tools.locator("[data-does=run]").click()
        return self.wait() if wait else None

    def wait(self):
        stopped = "tools => !tools.classList.contains('live-busy')"
        self.page.tab.wait_for_function(stopped, arg=self.tools.element_handle(), timeout=SLOW)
        return self.status

    def write(self, text):
        """Open the editor where that is needed and put the text in it."""
        self.reveal()
        if self.button("Edit").is_visible():
            self.button("Edit").click()
        self.editor.fill(text)

    def text(self):
        return self.page.tab.evaluate(
            "([base, name]) => import(base).then(page => page.cells.find(cell => cell.id === name).text)",
            [self.page.address + "_static/live/page.js", self.name],
        )
