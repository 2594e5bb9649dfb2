// What a reader did, kept in this browser only: answers, goals, exercises solved, places, code. Nobody else is told.
"use strict";
const memory = (() => {
  const KEY = "optimization-derived";
  const VERSION = 1; // of this format; what was written in another one is not read
  const KINDS = ["answers", "goals", "solved", "places", "code"]; // each maps names to values

  const valid = (data) =>
    data?.version === VERSION && KINDS.every((kind) => ["object", "undefined"].includes(typeof data[kind]));

  const read = () => {
    try {
      const data = JSON.parse(localStorage.getItem(KEY));
      return valid(data) ? data : {};
    } catch {
      return {};
    }
  };

  const write = (data) => {
    try {
      if (Object.keys(data).length) localStorage.setItem(KEY, JSON.stringify({ ...data, version: VERSION }));
      else localStorage.removeItem(KEY);
    } catch {
      // the storage is full
    }
    dispatchEvent(new Event("remembered"));
  };

  return {
    /** The name of this page, or of the page that an address leads to. */
    page: (address = location) => new URL(address).pathname.split("/").pop().replace(/\.html$/, ""),

    /** All that is kept of one kind: name → value. */
    all: (kind) => read()[kind] ?? {},

    /** Keep a value; `null` forgets it. */
    keep(kind, name, value) {
      const data = read();
      const { [name]: _, ...others } = data[kind] ?? {};
      write({ ...data, [kind]: value === null ? others : { ...others, [name]: value } });
    },

    /** Whether what is kept will still be there tomorrow. */
    lasts: () => !localStorage.refused,

    text: () => JSON.stringify({ ...read(), version: VERSION }, null, 1),

    /** Add what such a text holds; false if it is none. */
    add(text) {
      let found;
      try {
        found = JSON.parse(text);
      } catch {
        return false;
      }
      if (!valid(found)) return false;
      const data = read();
      write(Object.fromEntries(KINDS.map((kind) => [kind, { ...data[kind], ...found[kind] }])));
      return true;
    },

    forget: () => write({}),
  };
})();
