// A box that scrolls sideways can be reached, and so scrolled, by keyboard.
const boxes = ".formula, .long-formula, div.cell_output, dt.sig";
const fit = () => {
  const all = [...document.querySelectorAll(boxes)];
  const wide = all.map((box) => box.scrollWidth > box.clientWidth && box.clientWidth > 0);
  all.forEach((box, at) => (wide[at] ? (box.tabIndex = 0) : box.removeAttribute("tabindex")));
};
window.addEventListener("load", fit);
window.addEventListener("resize", fit);
document.addEventListener("toggle", fit, true);
