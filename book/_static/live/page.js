// Every code cell of a chapter can be changed and run in the page.

import { Cell } from "./cell.js";
import { Memory } from "./memory.js";
import { make } from "./outputs.js";

const base = new URL(".", import.meta.url).href;
const bar = document.querySelector(".live-bar");
const name = bar.dataset.chapter;
const memory = new Memory(name);
const [runAll, forget] = bar.querySelectorAll("button");
const report = bar.querySelector("[role=status]");

let chapter, python; // there once the reader has asked for something
let needs; // of each source, the sources that it builds on
let printed, sources; // all sources of the chapter, hidden cells too: as published, and as they stand in the page
const cells = [...document.querySelectorAll(".live-tools")].map(
  (tools) => new Cell(tools, { run: (cell) => run([cell]), stop, changed }),
);
const shown = new Map(); // place among the sources → cell

let opening = null;
const open = () => (opening ??= read().catch((error) => ((opening = null), Promise.reject(error))));

async function read() {
  const answer = await fetch(`${base}chapters/${name}.json`);
  if (!answer.ok) throw new Error(`chapters/${name}.json is missing`);
  chapter = await answer.json();
  needs = chapter.cells.map((cell) => cell.needs);
  printed = chapter.cells.map((cell) => cell.source);
  sources = [...printed];
  for (const cell of cells) {
    cell.place = chapter.cells.findIndex(({ id }) => id === cell.id);
    cell.check = chapter.cells[cell.place].check;
    shown.set(cell.place, cell);
    if (cell.changed) sources[cell.place] = source(cell);
  }
  const { Python } = await import("./python.js");
  python = new Python(base, chapter.loads);
}

/** A cell's text as it runs: behind an exercise's function stands the call that judges it. */
const source = (cell) => (cell.check ? `${cell.text}\n\n\n${cell.check.call}` : cell.text);

// ---- changes ----

function changed(cell) {
  memory.keep(cell.id, cell.changed ? cell.text : null);
  forget.hidden = !cells.some((one) => one.changed || one.output);
  open().then(() => {
    sources[cell.place] = source(cell);
    markStale();
  }, () => {}); // a run will say what is wrong
}

/** A cell says so when what it shows was made of other texts than those that stand above it now. */
function markStale() {
  for (const cell of cells) {
    const from = cell.shownFrom ?? printed;
    cell.stale(cell.shows && needs[cell.place].some((place) => from[place] !== sources[place]));
  }
}

// ---- running ----

const seconds = (time) => `${time < 1 ? time.toFixed(2) : time.toFixed(1)} s`;
const NO_PYTHON = "Python could not be started or has ended";

/** Run some cells one after the other; those that run already go on. */
async function run(some, tell = () => {}) {
  const wanted = some.filter((cell) => !cell.busy);
  for (const cell of wanted) {
    cell.say(cell === wanted[0] && !python?.busy ? "Starting …" : "Waiting for the cells that run first …");
    cell.running(true);
  }
  for (const [i, cell] of wanted.entries()) {
    tell(`${i} of ${wanted.length} cells have run.`);
    const end = await runOne(cell);
    cell.running(false);
    if (!end) continue;
    for (const one of wanted.slice(i)) {
      one.running(false);
      one.say(end);
    }
    return tell(end);
  }
  const failed = wanted.filter((cell) => cell.failed).length;
  tell(failed ? `All have run; ${failed} stopped with an error.` : "All have run.");
}

/** Run a cell and what it needs; the words why nothing more can run, if so. */
async function runOne(cell) {
  try {
    await open();
  } catch {
    return "The code of this page could not be loaded. Is the network there? Run tries again.";
  }
  const buffers = new Map(); // what cells above show: only where it differs from what stands there
  const hear = (type, message) => {
    const one = shown.get(message.cell);
    const own = one === cell;
    if (type === "loading") cell.loading(message.data);
    else if (type === "needs") needs = message.data;
    else if (type === "begin") {
      const { place, count } = message.data;
      const above = count === 2 ? "1 cell" : `${count - 1} cells`;
      cell.say(own ? "Running …" : `Running ${above} that this one needs, ${place} of ${count - 1} …`);
      if (one) one.begin();
      buffers.set(message.cell, []);
    } else if (type === "stream" || type === "output") {
      if (own) display(one, type, message.data);
      else buffers.get(message.cell).push([type, message.data]);
    } else if (type === "ran") ran(cell, one, message.data, buffers.get(message.cell), from);
  };
  const from = [...sources];
  const end = await python.run(cell.place, from, hear);
  markStale();
  forget.hidden = !cells.some((one) => one.changed || one.output);
  if (end === "done") return "";
  cell.cut();
  if (end === "stopped") return "Stopped. The next run starts Python anew.";
  return `${NO_PYTHON}: ${end.replace(/\.$/, "")}. Run tries again.`;
}

function display(cell, type, data) {
  if (type === "stream") return cell.stream(data.text);
  const place = cell.show(data, chapter.formulas);
  if (!data.explorer) return;
  const frame = (at) => python.frame(data.explorer, at);
  import("./explorer.js").then(({ drive }) => drive(place.querySelector(".explorer"), frame));
}

function ran(target, cell, result, buffer, from) {
  const own = cell === target;
  const renamed = own && cell.check && result.kind === "NameError" && result.name === cell.check.function;
  if (renamed) result.error = `The function must keep its name, ${cell.check.function}.`;
  const news = cell && (own || !result.ok || cell.output || needs[cell.place].concat(cell.place).some(isChanged));
  if (news) {
    for (const [type, data] of buffer) display(cell, type, data);
    cell.end(result, from);
  }
  if (own && cell.check && result.passed) cell.tools.dispatchEvent(new Event("solved", { bubbles: true }));
  if (own) cell.say(result.ok ? `Done in ${seconds(result.seconds)}` : "It stopped with an error, shown below.");
  else if (!result.ok) {
    target.failed = true;
    target.say("A cell above, which this one needs, stopped with an error. ");
    if (cell) target.status.append(make("button", { type: "button", textContent: "Show it", onclick: () => cell.reveal() }));
  }
}

const isChanged = (place) => sources[place] !== printed[place];

function stop() {
  python?.stop();
}

// ---- the whole page ----

const RUN_ALL = runAll.textContent;
runAll.onclick = async () => {
  if (runAll.textContent !== RUN_ALL) return stop();
  runAll.textContent = "Stop";
  await run(cells.filter((cell) => !cell.exercise || cell.changed), (text) => (report.textContent = text));
  runAll.textContent = RUN_ALL;
};
forget.onclick = () => {
  stop();
  for (const cell of cells) if (cell.changed || cell.output) cell.reset();
  forget.hidden = true;
  runAll.focus();
};
for (const [id, text] of Object.entries(memory.all())) cells.find((cell) => cell.id === id)?.restore(text);
document.documentElement.dataset.liveCells = cells.length;

export { cells, open, run, stop };
export const inside = () => ({ chapter, python, sources, needs });
