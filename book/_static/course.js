// A box that scrolls sideways can be reached, and so scrolled, by keyboard. In a closed fold nothing is laid out.
const boxes =
  ".formula, .long-formula, div.cell_output, .cell_output > .output, pre, .pst-scrollable-table-container, dt.sig";
const fit = () => {
  const shown = [...document.querySelectorAll(boxes)].filter((box) => !box.closest("details:not([open])"));
  const wide = shown.map((box) => box.scrollWidth > box.clientWidth);
  shown.forEach((box, at) => (wide[at] ? (box.tabIndex = 0) : box.removeAttribute("tabindex")));
};
// Whatever makes a box wider or narrower changes the text's size: the window, a panel, a fold, a font.
new ResizeObserver(fit).observe(document.querySelector(".bd-article") ?? document.body);
