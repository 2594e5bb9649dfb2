// The thin bar under the header: how much of the page is read, which part this is, and the minutes to its end. The place
// where the reader rests is remembered.
"use strict";
{
  const bar = document.querySelector(".reading");
  const parts = JSON.parse(bar?.dataset.parts ?? "[]"); // [id, title, seconds]
  const article = document.querySelector("article.bd-article");
  const sections = parts.map(([id]) => document.getElementById(id));
  const [number, name] = bar?.querySelectorAll(".reading-number, .reading-part") ?? [];
  const left = bar?.querySelector(".reading-left");

  const share = ({ top, height }) => Math.min(1, Math.max(0, (innerHeight / 2 - top) / height));
  const REST = 1000; // milliseconds without scrolling
  let resting = 0;
  const keepPlace = (here) => {
    const inside = [...sections[here].querySelectorAll("section[id]:has(> h3)")];
    const last = inside.findLast((section) => section.getBoundingClientRect().top <= innerHeight / 2) ?? sections[here];
    memory.keep("places", memory.page(), { part: parts[here][1], at: last.id, time: Date.now() });
  };

  const show = () => {
    const read = article.getBoundingClientRect();
    bar.style.setProperty("--read", Math.min(1, Math.max(0, -read.top / Math.max(1, read.height - innerHeight))));
    const boxes = sections.map((section) => section.getBoundingClientRect());
    const here = boxes.findLastIndex(({ top }) => top <= innerHeight / 2);
    bar.classList.toggle("begun", here >= 0);
    clearTimeout(resting);
    if (here < 0) return;
    resting = setTimeout(keepPlace, REST, here);
    const minutes = Math.ceil((parts[here][2] * (1 - share(boxes[here]))) / 60);
    [, number.textContent, name.textContent] = parts[here][1].match(/^([\d.]*)\s*(.*)$/);
    left.textContent = minutes ? `${minutes} min left` : "";
  };

  let due = 0;
  const soon = () => {
    due ||= requestAnimationFrame(() => {
      due = 0;
      show();
    });
  };
  if (parts.length) {
    addEventListener("scroll", soon, { passive: true });
    addEventListener("resize", soon);
    soon();
  }
}
