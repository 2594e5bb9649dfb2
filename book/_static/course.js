// A box that scrolls sideways can be reached, and so scrolled, by keyboard; a formula wider than its line becomes one.
const boxes = "div.math > mjx-container, span.math.wide, div.cell_output, dt.sig";
const fit = () => {
  const formulas = [...document.querySelectorAll("span.math")];
  for (const formula of formulas) formula.classList.remove("wide");
  const wide = formulas.filter(
    (formula) => formula.getBoundingClientRect().width > formula.closest("p, li, dd, dt, td, th, div").clientWidth,
  );
  for (const formula of wide) formula.classList.add("wide");
  for (const box of document.querySelectorAll(boxes)) {
    if (box.matches(".wide") || box.scrollWidth > box.clientWidth) box.tabIndex = 0;
    else box.removeAttribute("tabindex");
  }
};
window.addEventListener("load", () => Promise.resolve(window.MathJax?.startup?.promise).then(fit));
window.addEventListener("resize", fit);
document.addEventListener("toggle", fit, true);

// A page opened from disk may not read other files, so search there lists titles without excerpts.
if (location.protocol === "file:") DOCUMENTATION_OPTIONS.SHOW_SEARCH_SUMMARY = false;
