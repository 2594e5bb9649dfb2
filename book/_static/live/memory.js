// What a reader typed: cell → text, for one chapter, in the page's memory.
/* global memory */

export class Memory {
  constructor(chapter) {
    this.chapter = chapter;
  }

  all() {
    return memory.all("code")[this.chapter] ?? {};
  }

  /** Keep a text; `null` forgets it. */
  keep(cell, text) {
    const { [cell]: _, ...others } = this.all();
    const texts = text === null ? others : { ...others, [cell]: text };
    memory.keep("code", this.chapter, Object.keys(texts).length ? texts : null);
  }
}
