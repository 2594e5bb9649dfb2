// What a run shows: text as it comes, pictures, tables, explorers, errors.

export const make = (tag, properties = {}, ...children) => {
  const element = Object.assign(document.createElement(tag), properties);
  element.append(...children);
  return element;
};

/** Printed text goes on in the block where it stopped. */
export function stream(place, text) {
  let block = place.lastElementChild;
  if (!block?.matches("pre.live-stream")) place.append((block = make("pre", { className: "live-stream" })));
  block.append(text);
}

/** A value in its richest form. */
export function value(place, bundle, formulas) {
  const html = bundle["text/html"] ?? bundle["image/svg+xml"];
  const shown = html ? make("div", { innerHTML: html }) : make("pre", { textContent: bundle["text/plain"] });
  if (html) setFormulas(shown, formulas);
  place.append(shown);
  return shown;
}

export function error(place, text) {
  place.append(make("pre", { className: "live-error", textContent: text }));
}

/** The formulas of verdicts were set when the book was built; here each finds itself by its TeX. */
function setFormulas(root, formulas) {
  for (const formula of root.querySelectorAll("span.math")) {
    const set = formulas[formula.textContent];
    if (set) formula.outerHTML = set;
  }
}

/** A box that scrolls can be reached, and so scrolled, by keyboard. */
export function reachable(place) {
  for (const box of place.children) {
    if (box.scrollWidth > box.clientWidth || box.scrollHeight > box.clientHeight) box.tabIndex = 0;
    else box.removeAttribute("tabindex");
  }
}
