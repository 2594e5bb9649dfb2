// Paper: light colours whatever the screen shows, folds open but for code, exercises counted, and the solutions at the end.
"use strict";
{
  let undo = [];

  const prepare = () => {
    if (undo.length) return;
    const { theme } = document.documentElement.dataset;
    document.documentElement.dataset.theme = "light";
    undo.push(() => (document.documentElement.dataset.theme = theme));

    for (const fold of document.querySelectorAll("article details:not([open], .code)")) {
      fold.open = true;
      undo.push(() => (fold.open = false));
    }
    for (const count of document.querySelectorAll("article td [data-tasks]")) {
      const words = count.textContent;
      count.textContent = count.dataset.tasks.split(" ").length; // how many are solved is the reader's own
      undo.push(() => (count.textContent = words));
    }
    const solutions = document.querySelectorAll("article .solution");
    if (!solutions.length) return;
    const heading = Object.assign(document.createElement("h2"), { textContent: "Solutions" });
    const end = document.createElement("section");
    end.className = "printed-solutions";
    end.append(heading);
    for (const solution of solutions) {
      const place = document.createComment("");
      solution.replaceWith(place);
      end.append(solution);
      undo.push(() => place.replaceWith(solution));
    }
    document.querySelector("article.bd-article").append(end);
    undo.push(() => end.remove());
  };

  const restore = () => {
    for (const back of undo) back();
    undo = [];
  };

  addEventListener("beforeprint", prepare);
  addEventListener("afterprint", restore);
}
