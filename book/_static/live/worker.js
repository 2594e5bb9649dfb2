// One Python for one page. A classic worker, because Pyodide's loader is a classic script.
"use strict";
importScripts("loading.js", "kept_memory.js"); // progress, early; keptMemory

const HOME = "/course";
let base, loads, pyodide, module, bridge, pictures;
const nothing = () => {};
let request = {}; // the one that is being answered: its id, and the cell that runs

const say = (type, data) => postMessage({ type, ...request, data });

const file = async (name) => (await fetch(base + name)).arrayBuffer();

async function startPython({ files, version }) {
  const wheel = Object.keys(files).find((name) => name.startsWith("numpy"));
  early.set(wheel, fetch(`${base}pyodide/${wheel}`));
  early.get(wheel).catch(nothing);
  const memory = await keptMemory.take(version); // by options that only this very version of the loader is known to have
  const settings = { indexURL: base + "pyodide/", stdout: nothing, stderr: nothing, env: { HOME, PYTHONHASHSEED: "0" } };
  pyodide = await loadPyodide({ ...settings, ...(memory ? { _loadSnapshot: memory } : { _makeSnapshot: true }) });
  keptMemory.keep(version, memory ?? pyodide.makeMemorySnapshot());
  await pyodide.loadPackage("numpy");
}

async function start(message) {
  ({ base, loads } = message);
  progress.begin("Python", loads.python);
  const own = Promise.all([file("course_lib.whl"), file("page.zip")]);
  own.catch(nothing); // it is awaited below; where all fails, the loader's failure comes first
  importScripts(base + "pyodide/pyodide.js");
  await startPython(loads.python);
  const [library, page] = await own;
  say("loading", { text: "Starting Python …" });
  pyodide.unpackArchive(library, "wheel");
  pyodide.unpackArchive(page, "zip", { extractDir: HOME });
  pyodide.runPython(`import sys; sys.path.insert(0, "${HOME}")`);
  module = pyodide.pyimport("livepage.bridge");
  module.prepare(HOME);
  bridge = module.Bridge(JSON.stringify(message.sources), (type, data) => say(type, JSON.parse(data)));
}

function loadPictures() {
  pictures ??= (async () => {
    progress.begin("matplotlib", loads.pictures);
    await pyodide.loadPackage("matplotlib");
    module.own_fonts();
    say("loading", { text: "Starting matplotlib …" });
  })();
  return pictures;
}

// ---- running ----

async function run({ cell, sources }) {
  const needs = sources && JSON.parse(bridge.edit(JSON.stringify(sources)));
  if (needs) say("needs", needs);
  let queue = JSON.parse(bridge.plan(cell));
  let count = queue.length;
  let everything = false;
  if (bridge.pictures(JSON.stringify(queue))) await loadPictures();
  while (queue.length) {
    const [next] = queue;
    request.cell = next;
    say("begin", { place: count - queue.length + 1, count });
    const result = JSON.parse(bridge.run(next));
    if (result.kind === "ModuleNotFoundError" && /^(matplotlib|mpl_toolkits|pylab)/.test(result.name) && !pictures) {
      await loadPictures();
      queue = JSON.parse(bridge.plan(cell));
      count = queue.length;
      continue;
    }
    if (result.kind === "NameError" && !everything) {
      everything = true;
      const all = JSON.parse(bridge.everything(cell, result.name));
      if (all.length) {
        queue = all;
        count = all.length;
        continue;
      }
    }
    say("ran", result);
    if (!result.ok) return;
    queue.shift();
  }
}

const answers = {
  start,
  run,
  frame: ({ key, at }) => say("frame", JSON.parse(bridge.frame(key, JSON.stringify(at)))),
};

let turn = Promise.resolve();
onmessage = ({ data: message }) => {
  turn = turn.then(async () => {
    request = { id: message.id };
    try {
      await answers[message.type](message);
      say("done");
    } catch (error) {
      // Errors of cells are answers. This one is Python's own end, or a file that could not be had.
      say("dead", String(error?.message ?? error).trim().split("\n").pop());
    }
  });
};
