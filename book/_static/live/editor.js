// A cell's source to be changed: a plain text field, which becomes CodeMirror when a reader goes into it.

const CODEMIRROR = new URL("../vendor/codemirror/codemirror.min.js", import.meta.url).href;
let loading = null;
const codemirror = () => (loading ??= import(CODEMIRROR).catch(() => (loading = null)));

const rows = (text) => text.split("\n").length;

export class Editor {
  #view = null;

  /** In place of `before`; calls `run`, `leave` and `changed`. */
  constructor(before, { text, label, run, leave, changed }) {
    Object.assign(this, { label, run, leave, changed });
    this.box = document.createElement("div");
    this.box.className = "live-editor highlight";
    this.field = document.createElement("textarea");
    Object.assign(this.field, { value: text, rows: rows(text), spellcheck: false });
    this.field.setAttribute("aria-label", label);
    for (const name of ["autocapitalize", "autocorrect", "autocomplete"]) this.field.setAttribute(name, "off");
    this.box.append(this.field);
    before.after(this.box);
    this.field.addEventListener("input", () => {
      if (this.#view) return void (this.text = this.field.value); // set in it while it was being replaced
      this.field.rows = rows(this.field.value);
      changed();
    });
    this.field.addEventListener("keydown", (event) => this.#key(event));
    this.field.addEventListener("focus", () => this.#become());
  }

  get text() {
    return this.#view ? this.#view.state.doc.toString() : this.field.value;
  }

  set text(text) {
    if (this.#view) this.#view.dispatch({ changes: { from: 0, to: this.#view.state.doc.length, insert: text } });
    else {
      this.field.value = text;
      this.field.rows = rows(text);
    }
  }

  focus() {
    (this.#view ?? this.field).focus();
  }

  remove() {
    this.#view?.destroy();
    this.box.remove();
  }

  #key(event) {
    const act = event.key === "Escape" ? this.leave : event.key === "Enter" && (event.shiftKey || event.ctrlKey || event.metaKey) && this.run;
    if (!act) return;
    event.preventDefault();
    act();
  }

  async #become() {
    const library = await codemirror();
    if (!library || this.#view || !this.box.isConnected) return; // without it the plain field does as well
    const focused = document.activeElement === this.field;
    const { value: doc, selectionStart: anchor, selectionEnd: head } = this.field;
    const { label, run, leave, changed } = this;
    this.#view = library.edit({ parent: this.box, doc, selection: { anchor, head }, label, run, leave, changed });
    this.field.remove();
    if (focused) this.#view.focus();
  }
}
