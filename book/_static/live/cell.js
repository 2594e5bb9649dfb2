// One code cell of the page: its text, its buttons, what it printed and what it shows now.

import { Editor } from "./editor.js";
import { error, make, reachable, stream, value } from "./outputs.js";

export class Cell {
  #editor = null;
  #printed = []; // what was taken out of the page for the reader's output, each with a mark in its place

  /** `tools` is the group of buttons that the build wrote behind the code; `act` has `run`, `stop` and `changed`. */
  constructor(tools, act) {
    this.tools = tools;
    this.label = tools.getAttribute("aria-label");
    this.code = tools.previousElementSibling;
    this.exercise = tools.dataset.live === "exercise";
    this.box = this.exercise ? tools.parentElement : tools.closest("div.cell");
    this.id = tools.dataset.cell;
    this.act = act;
    this.original = this.code.querySelector("pre").textContent.replace(/\n$/, "");
    this.status = tools.querySelector("[role=status]");
    this.button = Object.fromEntries([...tools.querySelectorAll("button")].map((button) => [button.dataset.does, button]));
    this.button.run.onclick = () => act.run(this);
    this.button.stop.onclick = () => act.stop();
    this.button.reset.onclick = () => this.reset();
    if (this.button.edit) this.button.edit.onclick = () => this.edit().focus();
    if (this.exercise) this.edit();
  }

  get text() {
    return this.#editor ? this.#editor.text : this.original;
  }

  get changed() {
    return this.text !== this.original;
  }

  /** Open the editor. */
  edit() {
    if (!this.#editor) {
      this.#editor = new Editor(this.code, {
        text: this.original,
        label: this.exercise ? this.label : `${this.label}, editor`,
        run: () => this.act.run(this),
        leave: () => this.#leave(),
        changed: () => this.#changed(),
      });
      this.code.hidden = true;
      if (this.button.edit) this.button.edit.hidden = true;
    }
    return this.#editor;
  }

  /** Put in what the reader had typed before. */
  restore(text) {
    this.edit().text = text;
    this.#changed();
  }

  /** Back to what is printed: text and output. */
  reset() {
    if (this.exercise) this.#editor.text = this.original;
    else this.#close();
    this.output?.remove();
    this.output = this.shownFrom = null;
    for (const [mark, printed] of this.#printed) mark.replaceWith(printed);
    this.#printed = [];
    this.#changed();
    this.say("");
    this.button.run.focus();
  }

  #close() {
    this.#editor?.remove();
    this.#editor = null;
    this.code.hidden = false;
    this.button.edit.hidden = false;
  }

  #leave() {
    if (!this.exercise && !this.changed) this.#close();
    this.button.run.focus();
  }

  #changed() {
    this.button.reset.hidden = !this.changed && !this.output;
    this.act.changed(this);
  }

  /** Bring the cell into view, out of its fold, and the keyboard with it. */
  reveal() {
    for (let fold = this.tools.closest("details"); fold; fold = fold.parentElement.closest("details")) fold.open = true;
    this.button.run.focus();
  }

  // ---- while it runs ----

  say(text) {
    this.progress?.remove();
    this.progress = null;
    this.status.textContent = text;
  }

  loading({ text, done, total }) {
    if (this.status.textContent !== text) this.say(text);
    if (!total) return;
    if (!this.progress) this.status.before((this.progress = make("progress", { max: 1, ariaLabel: "Loaded" })));
    this.progress.value = done / total;
  }

  get busy() {
    return !this.button.stop.hidden;
  }

  running(on) {
    this.button.stop.hidden = !on;
    this.tools.classList.toggle("live-busy", on);
    if (!on && document.activeElement === this.button.stop) this.button.run.focus();
  }

  /** Make room for new output; the old one stays until there is some, so that the page does not jump. */
  begin() {
    this.fresh = true;
    this.stale(false);
  }

  #place() {
    if (!this.output) {
      this.output = make("div", { className: "live-output", role: "group", ariaLabel: "Your output" });
      const printed = this.exercise ? null : this.box.querySelector(":scope > .cell_output");
      const caption = printed?.querySelector("figcaption"); // of the printed output it alone stays
      if (caption) caption.before(this.output);
      else if (this.exercise) this.tools.after(this.output);
      else this.box.append(this.output);
      const parts = printed ? [...printed.childNodes, ...(caption?.parentElement.childNodes ?? [])] : [];
      for (const part of parts) {
        if (part === this.output || part === caption || (caption && part.contains(caption))) continue;
        const mark = document.createComment("printed");
        part.replaceWith(mark);
        this.#printed.push([mark, part]);
      }
    }
    if (this.fresh) {
      this.output.replaceChildren(make("p", { className: "live-mark", textContent: "Your output" }));
      this.fresh = false;
    }
    return this.output;
  }

  stream(text) {
    stream(this.#place(), text);
  }

  show(bundle, formulas) {
    return value(this.#place(), bundle, formulas);
  }

  /** The end of a run; `from` says which texts the output was made of. */
  end(result, from) {
    if (!result.ok) error(this.#place(), result.error);
    if (this.fresh && (this.output || this.#hasPrinted())) this.#place().append("It shows nothing.");
    this.fresh = false;
    this.failed = !result.ok;
    this.shownFrom = from;
    if (this.output) reachable(this.output);
    this.button.reset.hidden = !this.changed && !this.output;
  }

  /** The end of a run that was stopped: where it showed nothing, what stands there is of another one. */
  cut() {
    if (this.fresh && this.output) this.output.firstElementChild.textContent = "Your output, of an earlier run";
    this.fresh = false;
  }

  #hasPrinted() {
    return !this.exercise && this.box.querySelector(":scope > .cell_output") !== null;
  }

  /** Whether there is output of its own or of the build, which other texts above can make out of date. */
  get shows() {
    return !this.exercise && (Boolean(this.output) || this.#hasPrinted());
  }

  stale(on) {
    if (on === Boolean(this.note)) return;
    this.note?.remove();
    const words = this.output ? "What this builds on has changed since." : "This was printed before you changed what it builds on.";
    this.note = on ? make("p", { className: "live-stale", textContent: `${words} Run it again.` }) : null;
    if (this.note) (this.tools.closest("details") ?? this.tools).after(this.note);
  }
}
