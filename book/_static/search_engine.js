// The search: what is found, in which order, and the sentence that shows it.
"use strict";
const searchEngine = (() => {
  const { split, root, roots, variants } = searchWords;
  const FOUND = 20;
  const LENGTH = 200; // letters of an excerpt
  const OF_KIND = { page: 1, section: 1.2, exercise: 0.7, term: 0.4, class: 0.8, function: 0.8, method: 0.4, property: 0.4, attribute: 0.3 };
  const OF_PAGE = { "book/evidence": 0.3, "book/evidence-tests": 0.3, "book/corrections": 0.5, "book/formula-sheet": 0.8, "book/08-summary": 0.6, "book/09-further-reading": 0.7 };
  const OF_LIBRARY = 0.25; // unless its name is typed as it is written
  const inLibrary = (address) => address.startsWith("book/api/");

  const entries = SEARCH_PAGES.flatMap(([page, address, list]) =>
    list.map(([kind, title, anchor, text]) => {
      const weight = (OF_KIND[kind] ?? 1) * (OF_PAGE[address.replace(".html", "")] ?? (inLibrary(address) ? OF_LIBRARY : 1));
      return { kind, title, text, page, weight, address: anchor ? `${address}#${anchor}` : address };
    }),
  ).map((entry, id) => ({ id, ...entry }));

  const index = new MiniSearch({
    fields: ["title", "text", "page"],
    tokenize: split,
    processTerm: root,
    searchOptions: { boost: { title: 5, page: 0.3 }, combineWith: "AND", weights: { prefix: 0.4, fuzzy: 0.2 } },
  });
  index.addAll(entries);

  const prefix = (term) => term.length > 2;
  const WAYS = [{ prefix }, { prefix, fuzzy: 0.25 }, { prefix, combineWith: "OR" }];

  const named = ({ address, title }, query) => inLibrary(address) && title.split(".").pop() === query.trim();

  // Titles first: the query itself, then all of its words together, then its words anywhere in a title.
  const standing = (entry, asked, query) => {
    const title = roots(entry.title).filter((word) => !/^\d+$/.test(word));
    const all = asked.every((word) => title.includes(word));
    const together = ` ${title.join(" ")} `.includes(` ${asked.join(" ")} `);
    const weight = named(entry, query) ? entry.weight / OF_LIBRARY : entry.weight;
    return weight * (1 + (all ? (together ? 10 : 5) * (asked.length / title.length) : 0));
  };

  const ask = (asked, way, query) =>
    index
      .search(asked.join(" "), { ...way, processTerm: (word) => word })
      .map(({ id, score }) => ({ ...entries[id], score: score * standing(entries[id], asked, query) }));

  const find = (query) => {
    for (const way of WAYS) {
      const best = new Map();
      for (const found of variants(query).flatMap((asked) => ask(asked, way, query))) {
        if (!(best.get(found.id)?.score >= found.score)) best.set(found.id, found);
      }
      if (best.size) return [...best.values()].sort((a, b) => b.score - a.score).slice(0, FOUND);
    }
    return [];
  };

  // The first sentence with most of the words, as pieces of text that say whether they were asked for.
  const excerpt = (text, query) => {
    const asked = new Set(variants(query).flat());
    const hits = (sentence) => new Set(roots(sentence).filter((word) => asked.has(word))).size;
    const sentences = text.split(/(?<=[.!?])\s+(?=\p{Lu})/u);
    const counts = sentences.map(hits);
    const best = Math.max(0, counts.indexOf(Math.max(...counts)));
    let shown = sentences[best];
    for (let next = best + 1; next < sentences.length && shown.length < LENGTH / 2; next += 1) shown += ` ${sentences[next]}`;
    if (shown.length > LENGTH) {
      const words = shown.split(" ");
      let from = Math.max(0, words.findIndex((word) => hits(word)) - 8);
      if (words.slice(0, from).join(" ").length < LENGTH / 4) from = 0;
      let cut = "";
      for (const word of words.slice(from)) if (cut.length + word.length < LENGTH) cut += ` ${word}`; else break;
      shown = `${from ? "… " : ""}${cut.trim()} …`;
    }
    return shown.split(/([\p{L}\p{N}]+)/u).map((piece, i) => [piece, i % 2 === 1 && hits(piece) > 0]);
  };

  return { find, excerpt };
})();
