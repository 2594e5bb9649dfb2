// Words as the search compares them: one spelling, no accents, no endings.
"use strict";
const searchWords = (() => {
  const stemmer = new Stemmer();
  const IRREGULAR = { minima: "minimum", maxima: "maximum", optima: "optimum", matrices: "matrix", indices: "index" };
  // What the book calls otherwise: a query with one of these is also asked with the other.
  const ALIKE = [
    ["optimizer", "method"],
    ["step size", "learning rate"],
    ["step length", "learning rate"],
    ["lr", "learning rate"],
    ["sgd", "stochastic gradient"],
    ["gd", "gradient descent"],
    ["backprop", "backpropagation"],
    ["autograd", "automatic differentiation"],
    ["weight initialization", "initializers"],
    ["nonconvex", "non convex"],
  ];

  const plain = (text) =>
    text
      .normalize("NFKD")
      .replace(/\p{M}/gu, "")
      .toLowerCase()
      .replaceAll("ł", "l")
      .replace(/['’]s\b/g, "")
      .replace(/\b(\p{L}{2,})is(e[drs]?|ers|ing|ations?)\b/gu, "$1iz$2")
      .replace(/\b(\p{L}+)our\b/gu, "$1or");
  const split = (text) => plain(text).match(/[\p{L}\p{N}]+/gu) ?? [];
  const known = new Map();
  const root = (word) => {
    if (!known.has(word)) known.set(word, /^[a-z]{3,}$/.test(word) ? stemmer.stemWord(IRREGULAR[word] ?? word) : word);
    return known.get(word);
  };
  const roots = (text) => split(text).map(root);

  // The roots of the query, and those of the query in the book's own words.
  const variants = (query) => {
    const text = ` ${roots(query).join(" ")} `;
    const pairs = ALIKE.map((pair) => pair.map((words) => ` ${roots(words).join(" ")} `));
    const others = pairs.filter(([from]) => text.includes(from)).map(([from, to]) => text.replace(from, to));
    return [text, ...others].map((words) => words.trim().split(" "));
  };

  return { plain, split, root, roots, variants };
})();
