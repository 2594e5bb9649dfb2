// Explorers: each position of the inputs is a row of a table that was computed when the book was built, or, where the
// page runs Python, a frame that is computed when it is asked for.
"use strict";

const STEP_TIME = 160; // milliseconds between two positions while playing

/** The table of an explorer, read at the first call. */
function table(root) {
  let read;
  return () => (read ??= JSON.parse(root.querySelector("script[type='application/json']").textContent));
}

/** `look(at, show)` calls `show` with the frame where the controls stand at these places. */
function explorer(root, look) {
  const form = root.querySelector("form");
  const controls = [...form.querySelectorAll(".explorer-slider, .explorer-choice")];
  const sliders = [...form.querySelectorAll("input[type=range]")];
  const artists = [...root.querySelectorAll("[data-artist]")];
  const sentence = root.querySelector(".explorer-sentence");
  const goal = root.querySelector("[data-goal]");
  const followed = globalThis.draggable?.(root.querySelector(".explorer-picture"), controls);
  const play = form.querySelector("[data-play]");
  let timer = 0;

  const position = (control) => Number(control.querySelector("input[type=range], input:checked").value);

  function draw() {
    look(controls.map(position), show);
    for (const slider of sliders) {
      const words = JSON.parse(slider.dataset.words)[slider.value];
      slider.setAttribute("aria-valuetext", words);
      slider.nextElementSibling.textContent = words;
    }
    followed?.();
  }

  function show(frame) {
    for (const artist of artists) {
      const place = frame.at[artist.dataset.artist];
      if (typeof place === "string") {
        artist.setAttribute("d", place);
      } else {
        artist.setAttribute("x", place[0]);
        artist.setAttribute("y", place[1]);
        artist.textContent = place[2];
      }
    }
    sentence.textContent = frame.say;
    if (goal && frame.met && goal.dataset.met !== "true") {
      goal.dataset.met = true; // and it stays reached
      goal.textContent = "reached";
      goal.dispatchEvent(new Event("reached", { bubbles: true }));
    }
  }

  function playing(on) {
    clearInterval(timer);
    timer = on && setInterval(step, STEP_TIME);
    play.textContent = on ? "Stop" : "Play";
  }

  function step() {
    const [slider] = sliders;
    slider.value = slider.value === slider.max ? slider.min : Number(slider.value) + 1;
    draw();
  }

  form.addEventListener("input", () => {
    playing(false);
    draw();
  });
  form.addEventListener("reset", () => {
    playing(false);
    setTimeout(draw); // the inputs take their first values back after this event
  });
  play.addEventListener("click", () => playing(!timer));

  followed?.();

  const calm = matchMedia("(prefers-reduced-motion: reduce)");
  const allowMotion = () => {
    playing(false);
    play.hidden = calm.matches || sliders.length === 0;
  };
  calm.addEventListener("change", allowMotion);
  allowMotion();
}

// A table is read when its explorer comes near the window, or when it is used before.
const near = new IntersectionObserver(
  (entries) => {
    for (const { target, isIntersecting } of entries) {
      if (!isIntersecting) continue;
      near.unobserve(target);
      tables.get(target)();
    }
  },
  { rootMargin: "100% 0px" },
);
const tables = new Map();
for (const root of document.querySelectorAll(".explorer:has(form)")) {
  const read = table(root);
  explorer(root, (at, show) => {
    const { sizes, frames } = read();
    show(frames[at.reduce((row, place, i) => row * sizes[i] + place, 0)]);
  });
  tables.set(root, read);
  near.observe(root);
}
