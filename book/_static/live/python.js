// The page's side of the worker: one Python at a time, started by the first request, gone after a stop.

export class Python {
  #worker = null;
  #open = new Map(); // id of a request → its listener and its end
  #last = 0;
  #sent = null; // the sources that this Python knows, as JSON

  /** `base` is the folder of these files, `loads` says which files are loaded and what they weigh. */
  constructor(base, loads) {
    this.base = base;
    this.loads = loads;
  }

  get busy() {
    return this.#open.size > 0;
  }

  /** Run a cell and what it needs; `hear(type, message)` is called on the way. Ends with "done", "stopped" or why Python died. */
  run(cell, sources, hear) {
    this.#start(sources, hear);
    const text = JSON.stringify(sources);
    const changed = text !== this.#sent;
    this.#sent = text;
    return this.#ask({ type: "run", cell, ...(changed && { sources }) }, hear);
  }

  /** One frame of an explorer that was shown by a run; null where Python has gone. */
  async frame(key, at) {
    let frame = null;
    if (this.#worker) await this.#ask({ type: "frame", key, at }, (type, { data }) => type === "frame" && (frame = data));
    return frame;
  }

  stop(why = "stopped") {
    this.#worker?.terminate();
    this.#worker = this.#sent = null;
    const open = [...this.#open.values()];
    this.#open.clear();
    for (const { end } of open) end(why);
  }

  #start(sources, hear) {
    if (this.#worker) return;
    this.#worker = new Worker(this.base + "worker.js");
    this.#worker.onmessage = ({ data: message }) => this.#hear(message);
    this.#worker.onerror = (event) => {
      event.preventDefault();
      this.stop(event.message || "its files cannot be reached");
    };
    this.#sent = JSON.stringify(sources);
    this.#ask({ type: "start", base: this.base, loads: this.loads, sources }, hear);
  }

  #ask(message, hear) {
    const id = ++this.#last;
    this.#worker.postMessage({ ...message, id });
    return new Promise((end) => this.#open.set(id, { hear, end }));
  }

  #hear(message) {
    const request = this.#open.get(message.id);
    if (!request) return;
    if (message.type === "dead") this.stop(message.data);
    else if (message.type === "done") {
      this.#open.delete(message.id);
      request.end("done");
    } else request.hear(message.type, message);
  }
}
