// Python's memory as it is right after its start, kept in this browser: a start that begins with it is shorter.
"use strict";

const keptMemory = {
  name: "python-memory",
  key: (version) => `${version}?${encodeURIComponent(navigator.userAgent)}`, // another browser may lay it out otherwise

  /** What an earlier start left here, or null. It is taken out: should this start fail or hang, the next does without. */
  async take(version) {
    try {
      const cache = await caches.open(this.name);
      const memory = await (await cache.match(this.key(version))).arrayBuffer();
      await cache.delete(this.key(version));
      return new Uint8Array(memory);
    } catch {
      return null; // nothing kept, an address that is not secure, a window that keeps nothing
    }
  },

  /** Keep it for the next start, in place of that of another version. */
  async keep(version, memory) {
    try {
      await caches.delete(this.name);
      const cache = await caches.open(this.name);
      await cache.put(this.key(version), new Response(memory));
    } catch {} // no room: the next start is as long as the first
  },
};
