"""What a browser sees on one page, written down so that the gates can be pure functions of it."""

import functools
import gzip
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import unquote, urlsplit

from axe_playwright_python.base import AXE_SCRIPT

PHONE = {"width": 360, "height": 740}
DESK = {"width": 1280, "height": 900}

MATHEMATICS = """async () => {
  await document.fonts.ready;
  const raw = [];
  const skip = "script, style, noscript, pre, code";
  const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walk.nextNode()) {
    const node = walk.currentNode;
    const tex = /\\\\([([]|[A-Za-z]{2})|\\$\\$/.test(node.data);
    if (tex && !node.parentElement.closest(skip)) raw.push(node.data.trim());
  }
  const formulas = [...document.querySelectorAll("math")];
  const small = (formula) => {
    const box = formula.getBoundingClientRect();
    return !formula.textContent.trim() || (formula.checkVisibility() && (box.width < 2 || box.height < 4));
  };
  return {
    formulas: formulas.length,
    raw,
    errors: [...document.querySelectorAll("merror, .math:not(math, :has(math)), .formula:not(:has(math))")]
      .map((element) => element.outerHTML.slice(0, 80)),
    unseen: formulas.filter(small).map((formula) => formula.outerHTML.slice(0, 80)),
    font: !formulas.length
      || [...document.fonts].some((face) => /STIX Two Math/.test(face.family) && face.status === "loaded"),
  };
}"""

# For axe's time: pictures (role="img") and formulas, which hold nothing that axe has a rule for, are emptied, and words
# of code lose the elements that colour them where a neighbour of the same kind keeps its own.
SIMPLIFY = """() => {
  for (const part of document.querySelectorAll("[role=img] svg")) part.replaceChildren();
  for (const formula of document.querySelectorAll("math")) formula.innerHTML = "<mi>x</mi>";
  for (const group of document.querySelectorAll("wbr, .together, .line")) group.replaceWith(...group.childNodes);
  const seen = new Set();
  for (const word of document.querySelectorAll("pre span:not(:has(span))")) {
    const look = word.className + " " + !!word.closest(".cell_output");
    if (seen.has(look)) word.replaceWith(word.textContent);
    seen.add(look);
  }
}"""

# What another colour scheme can change. It hangs on how a text looks: its colour, size and weight, and the grounds and
# opacities beneath. Of texts that look alike the first and the last are marked.
OF_COLOUR = ["color-contrast", "link-in-text-block"]
MARK = """() => {
  const grounds = new Map([[null, ""]]);
  const ground = (element) => {
    if (!grounds.has(element)) {
      const {backgroundColor, backgroundImage, opacity} = getComputedStyle(element);
      const own = [backgroundColor, backgroundImage, opacity].join();
      grounds.set(element, (own === "rgba(0, 0, 0, 0),none,1" ? "" : own + " ") + ground(element.parentElement));
    }
    return grounds.get(element);
  };
  const looks = new Map();
  for (const element of document.body.querySelectorAll("*")) {
    const text = [...element.childNodes].some((node) => node.nodeType === Node.TEXT_NODE && node.data.trim());
    if (!text && !element.matches("input, select, textarea")) continue;
    if (!element.checkVisibility()) continue;
    const {color, fontSize, fontWeight, textShadow} = getComputedStyle(element);
    const look = [element.tagName, color, fontSize, fontWeight, textShadow, ground(element)].join("; ");
    looks.set(look, [...(looks.get(look) ?? []).slice(0, 1), element]);
  }
  for (const element of [...looks.values()].flat()) element.dataset.look = "";
}"""

# What is not marked goes, for axe measures where every element of the page stands before it looks at a colour.
PRUNE = """() => {
  for (const element of document.body.querySelectorAll("*:not([data-look], :has([data-look]), [data-look] *)"))
    element.remove();
}"""

# All rules; with `only` no more than those, with `without` all but those.
AXE = """async ({only, without = []} = {}) => {
  const rules = {"label-content-name-mismatch": {enabled: true}};  // WCAG 2.5.3, off by default
  for (const rule of without) rules[rule] = {enabled: false};
  const chosen = only ? {runOnly: only} : {rules};
  const found = (await axe.run({resultTypes: ["violations"], preload: false, ...chosen})).violations;
  return found.flatMap(v => v.nodes.map(n => `${v.id} at ${n.target.join(" ")}: ${v.help}`));
}"""

OVERFLOW = """() => {
  const width = document.documentElement.clientWidth;
  const extra = document.documentElement.scrollWidth - width;
  const contained = e => e && (["auto", "scroll", "hidden", "clip"].includes(getComputedStyle(e).overflowX)
                               || contained(e.parentElement));
  const wide = extra <= 0 ? [] : [...document.body.querySelectorAll("*")]
    .filter(e => e.getBoundingClientRect().right > width + 1 && !contained(e.parentElement))
    .map(e => e.tagName.toLowerCase() + "." + [...e.classList].join("."));
  return {extra, wide: wide.slice(0, 3)};
}"""


@dataclass
class Observation:
    """One page as the browser met it; axe, overflow and transfer only where they were asked for."""

    name: str
    base: str
    requests: list[str] = field(default_factory=list)
    failed: list[str] = field(default_factory=list)
    console: list[str] = field(default_factory=list)
    mathematics: dict = field(default_factory=dict)
    axe: dict[str, list[str]] = field(default_factory=dict)
    overflow: dict = field(default_factory=dict)
    transfer: int = 0


def inside(url, base):
    """Whether a request stays within the site: its own address, or data that the page itself carries."""
    return url.startswith((base, "data:", "blob:", "about:"))


@functools.cache
def gzipped(path):
    """The size of a file in bytes as a server sends it, compressed with gzip's usual level 6."""
    return len(gzip.compress(path.read_bytes(), 6))


def transfer(requests, base, folder):
    """The gzipped bytes of every distinct file that a first visit fetches: HTML, styles, scripts, fonts, pictures."""
    paths = {unquote(urlsplit(url).path.lstrip("/")) for url in requests if url.startswith(base)}
    files = (Path(folder, path) for path in paths)
    return sum(gzipped(file) for file in files if file.is_file())


def accessibility(page):
    """What axe finds in both colour schemes; of the page little is left then."""
    page.evaluate(SIMPLIFY)
    page.evaluate(AXE_SCRIPT)
    found = {"light": page.evaluate(AXE, {"without": OF_COLOUR}), "dark": []}
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)
        page.evaluate(MARK)
    page.evaluate(PRUNE)
    for scheme in ("dark", "light"):
        page.emulate_media(color_scheme=scheme)
        found[scheme] += page.evaluate(AXE, {"only": OF_COLOUR})
    return found


def observe(browser, base, name, folder=None, axe=False):
    """Visit a page in a fresh context; requests that leave the site are recorded and never sent."""
    seen = Observation(name, base)
    context = browser.new_context(viewport=DESK, color_scheme="light", reduced_motion="reduce")
    context.route(lambda url: not inside(url, base), lambda route: route.abort())
    page = context.new_page()
    page.on("request", lambda request: seen.requests.append(request.url))
    page.on("requestfailed", lambda request: seen.failed.append(request.url))
    page.on("response", lambda answer: answer.status >= 400 and seen.failed.append(answer.url))
    page.on("console", lambda m: m.type in ("error", "warning") and seen.console.append(f"{m.type}: {m.text}"))
    page.on("pageerror", lambda error: seen.console.append(f"uncaught: {error}"))
    page.goto(base + name, wait_until="load")
    seen.mathematics = page.evaluate(MATHEMATICS)
    if axe:
        page.set_viewport_size(PHONE)
        seen.overflow = page.evaluate(OVERFLOW)
        page.set_viewport_size(DESK)
        seen.axe = accessibility(page)
    if folder:
        seen.transfer = transfer(seen.requests, base, folder)
    context.close()
    return seen
