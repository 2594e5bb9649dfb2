// The page's contents: the section in view is marked and kept in sight; the phone's drawer opens there and shuts after a tap.
"use strict";
{
  const LINE = 0.3; // a section is in view once its heading has passed this share of the window's height

  const panel = document.getElementById("pst-secondary-sidebar");
  const drawer = document.getElementById("pst-secondary-sidebar-modal");
  const links = [...document.querySelectorAll("#pst-page-toc-nav a[href^='#']")];
  const sections = links.map((link) => document.getElementById(decodeURIComponent(link.hash.slice(1))));
  let marked = null;

  // The panel scrolls by itself only: scrollIntoView would move the page as well.
  const reveal = (link) => {
    const box = drawer?.open ? drawer : panel;
    const inside = link.getBoundingClientRect();
    const frame = box.getBoundingClientRect();
    if (inside.top < frame.top + 48 || inside.bottom > frame.bottom - 48) {
      box.scrollTop += inside.top - frame.top - frame.height / 3;
    }
  };

  const inView = () => {
    const { scrollHeight, clientHeight } = document.documentElement;
    const below = scrollHeight - clientHeight - scrollY;
    // On the last screen the line moves down to its end, so that short last sections have their turn.
    const line = clientHeight * (below < clientHeight ? 1 - (1 - LINE) * (below / clientHeight) : LINE);
    let last = 0;
    sections.forEach((section, i) => {
      if (section && section.getBoundingClientRect().top <= line) last = i;
    });
    return links[last];
  };

  const mark = () => {
    const link = inView();
    if (link === marked) return;
    marked?.removeAttribute("aria-current");
    marked = link;
    link.setAttribute("aria-current", "location");
    reveal(link);
  };

  let due = 0;
  const soon = () => {
    due ||= requestAnimationFrame(() => {
      due = 0;
      mark();
    });
  };

  if (links.length) {
    addEventListener("scroll", soon, { passive: true });
    addEventListener("resize", soon);
    addEventListener("load", soon);
    document.addEventListener("toggle", soon, true); // a fold changes the page's height
    soon();
    // Once the theme's own listener has moved the panel into the drawer.
    document.querySelector(".secondary-toggle")?.addEventListener("click", () =>
      setTimeout(() => {
        mark();
        marked.focus({ preventScroll: true });
        reveal(marked);
      }),
    );
  }
  for (const one of document.querySelectorAll("dialog[id$='-sidebar-modal']")) {
    one.addEventListener("click", (event) => event.target.closest("a") && one.close());
  }
}
