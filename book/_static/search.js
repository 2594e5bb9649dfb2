// The search field: in the dialog of every page and on the page of the search. What it needs is loaded at its first use.
"use strict";
{
  const root = document.documentElement.dataset.content_root;
  const PARTS = ["stemmer.js", "search_words.js", "vendor/minisearch/minisearch.js", "search_index.js", "search_engine.js"];
  const KINDS = { page: "Page", section: "", class: "Class", function: "Function", method: "Method", data: "Value" };
  const capital = (word) => word[0].toUpperCase() + word.slice(1);

  const script = (name) =>
    new Promise((resolve, reject) => {
      const element = Object.assign(document.createElement("script"), { src: `${root}_static/${name}`, async: false });
      element.onload = resolve;
      element.onerror = () => reject(new Error(name));
      document.head.append(element);
    });
  let loading;
  const engine = async () => {
    await (loading ??= Promise.all(PARTS.map(script)));
    return searchEngine;
  };

  const make = (tag, className, ...children) => {
    const element = document.createElement(tag);
    if (className) element.className = className;
    element.append(...children);
    return element;
  };

  const item = (found, query) => {
    const link = make("a", "search-title", found.title);
    link.href = root + found.address;
    const kind = KINDS[found.kind] ?? capital(found.kind);
    const where = found.kind === "page" ? kind : [kind, found.page].filter(Boolean).join(" · ");
    const pieces = searchEngine.excerpt(found.text, query);
    const text = pieces.map(([piece, asked]) => (asked ? make("mark", "", piece) : piece));
    return make("li", "", link, make("span", "search-where", where), make("p", "search-excerpt", ...text));
  };

  const connect = (input, place) => {
    const status = make("p", "search-status");
    const list = make("ol", "search-list");
    status.setAttribute("role", "status");
    place.append(status, list);

    const show = async () => {
      const query = input.value.trim();
      if (query.length < 2) {
        status.textContent = "";
        list.replaceChildren();
        return;
      }
      const { find } = await engine();
      if (query !== input.value.trim()) return;
      const found = find(query);
      status.textContent = found.length
        ? `${found.length === 20 ? "The best 20" : found.length} ${found.length === 1 ? "place" : "places"} for “${query}”`
        : `Nothing found for “${query}”. Fewer words, or another word for it?`;
      list.replaceChildren(...found.map((one) => item(one, query)));
      list.scrollTop = 0;
    };
    input.addEventListener("input", show);
    input.addEventListener("focus", () => engine().catch(() => {}), { once: true });
    return show;
  };

  // Arrow keys go through the results; Enter in the field opens the page of the search.
  const arrows = (event) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (!step) return;
    const stops = [event.currentTarget.querySelector("input"), ...event.currentTarget.querySelectorAll(".search-title")];
    stops[stops.indexOf(document.activeElement) + step]?.focus();
    event.preventDefault();
  };

  const page = document.querySelector(".search-page");
  const field = page?.querySelector("input");
  if (page) {
    const show = connect(field, page);
    field.value = new URLSearchParams(location.search).get("q") ?? "";
    field.focus();
    page.addEventListener("keydown", arrows);
    page.querySelector("form").addEventListener("submit", (event) => {
      event.preventDefault();
      history.replaceState(null, "", `?${new URLSearchParams({ q: field.value })}`);
      show();
    });
    show();
  }

  const dialog = document.getElementById("pst-search-dialog");
  const asked = dialog?.querySelector("input");
  if (asked && !page) {
    connect(asked, dialog);
    dialog.setAttribute("aria-label", "Search");
    dialog.addEventListener("keydown", arrows);
    dialog.addEventListener("click", (event) => event.target.closest("a") && dialog.close());
  }
}
