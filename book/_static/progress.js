// What the memory holds, shown where it belongs: at questions, goals and exercises, in lists of chapters, at the start.
"use strict";
{
  const here = memory.page();
  const day = (time) => new Date(time).toLocaleDateString(undefined, { day: "numeric", month: "long", year: "numeric" });
  const make = (tag, properties, ...children) => {
    const element = Object.assign(document.createElement(tag), properties);
    element.append(...children);
    return element;
  };

  // ---- remember ----

  const solved = (element) => {
    const task = element.closest(".exercise") ?? element;
    const forms = task === element ? [] : [...task.querySelectorAll("form.question")];
    const answers = memory.all("answers");
    if (forms.every((form) => answers[form.id]?.right)) memory.keep("solved", `${here}#${task.id}`, Date.now());
  };

  let repeating = false; // an old answer is shown again, which solves nothing
  document.addEventListener("answered", ({ target, detail }) => {
    if (repeating || !target.id) return;
    const right = detail.right || Boolean(memory.all("answers")[target.id]?.right);
    memory.keep("answers", target.id, { answer: detail.answer, right });
    if (detail.right) solved(target);
  });
  document.addEventListener("solved", ({ target }) => solved(target));
  document.addEventListener("reached", ({ target }) => {
    const name = target.closest(".explorer")?.getAttribute("aria-labelledby");
    if (name) memory.keep("goals", name, Date.now());
  });

  // ---- show ----

  let kept; // of each kind, as of now

  const answerAgain = (form, answer) => {
    const inputs = form.querySelectorAll("input");
    if (Array.isArray(answer)) inputs.forEach((input, place) => (input.checked = answer.includes(place)));
    else inputs[0].value = answer;
    repeating = true;
    form.requestSubmit();
    repeating = false;
  };

  const atQuestion = (form) => {
    const known = kept.answers[form.id];
    const state = known ? String(known.right) : "";
    if ((form.dataset.known ?? "") === state) return;
    form.dataset.known = state;
    form.querySelector(".question-remembered")?.remove();
    if (!known) return;
    const again = make("button", { type: "button", textContent: "Show my answer" });
    again.onclick = () => {
      answerAgain(form, memory.all("answers")[form.id].answer);
      form.querySelector("button").focus(); // these words hide beside a verdict
    };
    const words = known.right ? "✓ Answered. " : "Tried before. ";
    form.querySelector("button").after(make("span", { className: "question-remembered" }, words, again));
  };

  const atTask = (task) => {
    const time = kept.solved[`${here}#${task.id}`];
    const title = task.querySelector(".admonition-title");
    title?.querySelector(".solved-mark")?.remove();
    if (time) title?.append(make("span", { className: "solved-mark", textContent: ` ✓ solved on ${day(time)}` }));
  };

  const atGoal = (goal) => {
    if (goal.dataset.met === "true" || !kept.goals[goal.closest(".explorer").getAttribute("aria-labelledby")]) return;
    goal.dataset.met = true;
    goal.textContent = "reached";
  };

  const done = (names, kind) => names.filter((name) => kept[kind][name]).length;
  const tasks = (page) => (TASKS[page] ?? []).map((task) => `${page}#${task}`);
  const count = (element, list, kind, word) => {
    const names = list.split(" ").filter(Boolean);
    const number = done(names, kind);
    const words = number ? ` ${word}` : (element.dataset.words ?? "");
    element.textContent = `${number} of ${names.length}${words}${number === names.length ? " ✓" : ""}`;
  };

  const inSidebar = (link) => {
    link.querySelector(".solved-count")?.remove();
    const names = tasks(memory.page(link.href));
    const number = done(names, "solved");
    if (number) link.append(make("span", { className: "solved-count", textContent: ` ${number} of ${names.length} solved` }));
  };

  const start = (link) => {
    const [href, words] = (link.atFirst ??= [link.href, link.textContent]);
    const places = Object.entries(kept.places).filter(([page, place]) => /^[\w-]+$/.test(page) && place?.part);
    if (!places.length) return Object.assign(link, { href, textContent: words });
    const [page, { part, at }] = places.sort(([, a], [, b]) => b.time - a.time)[0];
    const chapter = /^\d/.test(part) ? part : `chapter ${parseInt(page, 10)}, ${part}`;
    link.href = `${link.dataset.book}${page}.html#${at}`;
    link.textContent = `Go on with ${chapter}`;
  };

  const each = (selector, act) => document.querySelectorAll(selector).forEach(act);
  const show = () => {
    kept = Object.fromEntries(["answers", "solved", "goals", "places"].map((kind) => [kind, memory.all(kind)]));
    each("form.question[id]", atQuestion);
    each(".exercise[id]", atTask);
    each("[data-goal]", atGoal);
    each("[data-tasks]", (element) => count(element, element.dataset.tasks, "solved", "solved"));
    each("[data-goals]", (element) => count(element, element.dataset.goals, "goals", "reached"));
    each(".bd-links a.reference", inSidebar);
    each("[data-start]", start);
  };
  addEventListener("remembered", show);
  addEventListener("storage", show); // another tab
  addEventListener("pageshow", ({ persisted }) => persisted && show());
  show();
}
