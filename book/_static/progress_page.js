// The page of the reader's progress: what is solved by title, three questions to try again, and the file to keep.
"use strict";
{
  const SEVERAL = 3;
  const review = document.querySelector("[data-review]");
  const [list, more, empty] = ["ol", "button", "[data-review-empty]"].map((part) => review.querySelector(part));
  const said = document.querySelector("[data-progress-said]");
  const day = (time) => new Date(time).toLocaleDateString(undefined, { day: "numeric", month: "long", year: "numeric" });

  // ---- by title ----

  const mark = (item, time) => {
    item.classList.toggle("done", Boolean(time));
    item.querySelector("span")?.remove();
    if (!time) return;
    item.append(Object.assign(document.createElement("span"), { textContent: ` ✓ ${day(time)}` }));
  };
  const marks = () => {
    const [solved, goals] = [memory.all("solved"), memory.all("goals")];
    for (const item of document.querySelectorAll("[data-task]")) mark(item, solved[item.dataset.task]);
    for (const item of document.querySelectorAll("[data-goal-of]")) mark(item, goals[item.dataset.goalOf]);
  };

  // ---- once more ----

  const oldest = () => {
    const solved = memory.all("solved");
    const known = [...document.querySelectorAll("[data-task]")].filter((item) => solved[item.dataset.task]);
    return known.sort((a, b) => solved[a.dataset.task] - solved[b.dataset.task]);
  };
  const draw = (items) => {
    list.replaceChildren(
      ...items.map((item) => {
        const link = item.querySelector("a").cloneNode(true);
        const row = document.createElement("li");
        const chapter = item.closest("details").querySelector("summary").textContent;
        row.append(link, ` (${chapter}, ${day(memory.all("solved")[item.dataset.task])})`);
        return row;
      }),
    );
  };
  const others = (pool) => {
    const shown = new Set([...list.querySelectorAll("a")].map((link) => link.getAttribute("href")));
    const fresh = pool.filter((item) => !shown.has(item.querySelector("a").getAttribute("href")));
    const from = fresh.length >= SEVERAL ? fresh : pool;
    return from.map((item) => [Math.random(), item]).sort(([a], [b]) => a - b).slice(0, SEVERAL).map(([, item]) => item);
  };
  more.addEventListener("click", () => {
    const solved = oldest();
    draw(others(solved.slice(0, Math.max(2 * SEVERAL, Math.ceil(solved.length / 2)))));
    list.querySelector("a").focus();
  });

  const show = () => {
    const solved = oldest();
    marks();
    draw(solved.slice(0, SEVERAL));
    empty.hidden = solved.length > 0;
    more.hidden = solved.length <= SEVERAL;
  };

  // ---- the file ----

  const file = document.querySelector("input[type=file]");
  const act = {
    save() {
      const url = URL.createObjectURL(new Blob([memory.text()], { type: "application/json" }));
      Object.assign(document.createElement("a"), { href: url, download: "optimization-derived-progress.json" }).click();
      setTimeout(() => URL.revokeObjectURL(url), 1000);
      said.textContent = "Saved as optimization-derived-progress.json.";
    },
    open: () => file.click(),
    forget() {
      if (!confirm("Forget all answers, goals, places and changed code in this browser?")) return;
      memory.forget();
      said.textContent = "Everything is forgotten.";
    },
  };
  for (const button of document.querySelectorAll("[data-progress]")) button.onclick = act[button.dataset.progress];
  file.addEventListener("change", async () => {
    if (!file.files.length) return;
    const added = memory.add(await file.files[0].text());
    said.textContent = added ? "Added." : "This is no file of progress; nothing was changed.";
    file.value = "";
  });

  document.querySelector("[data-refused]").hidden = memory.lasts();
  addEventListener("remembered", show);
  addEventListener("storage", show);
  show();
}
