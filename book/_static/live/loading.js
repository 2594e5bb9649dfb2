// The files of a start: how much of them has come, and a word at once where one fails, for Python's loader waits on for ever.
// `say` is the worker's, which takes this file in.
"use strict";

const progress = {
  begin(what, { files, weight }) {
    this.sizes = files;
    this.text = `Loading ${what}, ${Math.round(weight / 1e6)} MB …`;
    this.total = Object.values(files).reduce((sum, size) => sum + size, 0);
    this.done = this.told = 0;
    this.add(0);
  },
  add(bytes) {
    this.done += bytes;
    if (this.done > this.told && this.done < this.told + this.total / 100) return;
    this.told = this.done;
    say("loading", { text: this.text, done: Math.min(this.done, this.total), total: this.total });
  },
};

const early = new Map(); // name of a file → its answer, asked for before the loader does

const plainFetch = self.fetch.bind(self);
self.fetch = async (url, options) => {
  const name = String(url.url ?? url).split("/").pop();
  if (early.has(name)) {
    const asked = early.get(name);
    early.delete(name);
    return asked;
  }
  const missing = () => say("dead", `${name} could not be loaded, perhaps for want of a network`);
  const answer = await plainFetch(url, options).catch(() => null);
  if (!answer?.ok) {
    missing();
    throw new Error(name);
  }
  if (!answer.body || name.endsWith(".wasm")) {
    progress.add(progress.sizes[name] ?? 0); // handed on untouched: a browser keeps the compiled code of a plain answer only
    return answer;
  }
  const counting = new TransformStream({
    transform(piece, out) {
      progress.add(piece.byteLength);
      out.enqueue(piece);
    },
  });
  answer.body.pipeTo(counting.writable).catch(missing); // it broke off
  return new Response(counting.readable, { headers: answer.headers });
};

const plainInstantiate = WebAssembly.instantiateStreaming.bind(WebAssembly);
WebAssembly.instantiateStreaming = (answer, imports) =>
  plainInstantiate(answer, imports).catch((error) => {
    say("dead", error.message);
    throw error;
  });
