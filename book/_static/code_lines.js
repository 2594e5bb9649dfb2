// Long lines of code wrap, or scroll: the reader's choice, remembered in this browser.
"use strict";
{
  const KEY = "code-lines";
  const button = document.querySelector(".lines-button");
  const show = (scroll) => {
    document.documentElement.dataset.lines = scroll ? "scroll" : "wrap";
    button?.setAttribute("aria-pressed", String(!scroll));
  };
  show(localStorage.getItem(KEY) === "scroll");
  button?.addEventListener("click", () => {
    const scroll = button.getAttribute("aria-pressed") === "true";
    localStorage.setItem(KEY, scroll ? "scroll" : "wrap");
    show(scroll);
  });
}
