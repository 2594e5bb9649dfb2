// What a reader typed, kept in this browser only: cell → text, for one chapter.

export class Memory {
  constructor(chapter) {
    this.key = `optimization-derived:code:${chapter}`;
  }

  all() {
    try {
      return JSON.parse(localStorage.getItem(this.key)) ?? {};
    } catch {
      return {}; // storage can be forbidden
    }
  }

  /** Keep a text; `null` forgets it. */
  keep(cell, text) {
    const texts = this.all();
    if (text === null) delete texts[cell];
    else texts[cell] = text;
    try {
      if (Object.keys(texts).length) localStorage.setItem(this.key, JSON.stringify(texts));
      else localStorage.removeItem(this.key);
    } catch {
      // nothing is kept then
    }
  }
}
