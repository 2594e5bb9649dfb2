// The value of a formula that a reader typed: course_lib/interactive/questions/formula.py in the page, line by line.
"use strict";

/** {value}, NaN where it or a part of it is not finite; or {kind, at, what} of what cannot be read. */
const evaluateFormula = (() => {
  const FUNCTIONS = ["sqrt", "exp", "log", "abs", "tanh", "sin", "cos", "max", "min"];
  const LONGEST = 200;
  const DEEPEST = 40;
  const OPERATIONS = { "+": (a, b) => a + b, "-": (a, b) => a - b, "*": (a, b) => a * b, "/": (a, b) => a / b };
  const SPELLED = new Map(
    ("α alpha β beta γ gamma δ delta ε epsilon ζ zeta η eta θ theta ι iota κ kappa λ lambda μ mu ν nu ξ xi π pi ρ rho " +
      "σ sigma τ tau φ phi χ chi ψ psi ω omega ϕ phi ϵ epsilon ϑ theta √ sqrt ln log _")
      .split(" ")
      .flatMap((word, i, words) => (i % 2 ? [] : [[word, words[i + 1] ?? ""]])),
  );
  const TOKEN = new RegExp(
    "(?<space>[ \\t\\u00a0\\u2009\\u202f]+)" +
      "|(?<number>(?:[0-9]+\\.?[0-9]*|\\.[0-9]+)(?:[eE][+-]?[0-9]+)?)" +
      "|(?<name>√|[A-Za-zα-ωϑϕϵ][A-Za-z0-9_₀-₉α-ωϑϕϵ]*)" +
      "|(?<raised>[⁺⁻]?[⁰¹²³⁴-⁹]+)" +
      "|(?<sign>\\*\\*|[-+*/^(),=−–·⋅×∗÷∕⁄])",
    "uy",
  );

  const translate = (text, from, to) => text.replace(/./gu, (sign) => [...to][[...from].indexOf(sign)] ?? sign);
  const fault = (kind, at, what) => ({ kind, at, what });

  const spelled = (name) => {
    const plain = translate(name, "₀₁₂₃₄₅₆₇₈₉", "0123456789").replace(/./gu, (letter) => SPELLED.get(letter) ?? letter);
    return SPELLED.get(plain) ?? plain;
  };

  function tokens(text) {
    const found = [];
    const at = (place) => [...text.slice(0, place)].length + 1;
    let place = 0;
    while (place < text.length) {
      TOKEN.lastIndex = place;
      const match = TOKEN.exec(text);
      if (!match) throw fault("character", at(place), String.fromCodePoint(text.codePointAt(place)));
      if (match[0] === "=") throw fault("equals", at(place), "=");
      const [kind] = Object.entries(match.groups).find(([, part]) => part !== undefined);
      if (kind !== "space") found.push({ kind, text: translate(match[0], "−–·⋅×∗÷∕⁄", "--****///"), at: at(place) });
      place = TOKEN.lastIndex;
    }
    return [...found, { kind: "end", text: "", at: at(place) }];
  }

  const apply = (operation, ...values) => {
    const value = values.some(Number.isNaN) ? NaN : operation(...values);
    return Number.isFinite(value) ? value : NaN;
  };

  function reader(all, values) {
    let place = 0;
    let depth = 0;
    const next = () => all[place];
    const stop = (kind, { at, text }) => {
      throw fault(kind, at, text);
    };
    const take = (...signs) => (next().kind === "sign" && signs.includes(next().text) ? all[place++] : undefined);

    function whole() {
      const value = sum();
      if (next().kind !== "end") stop({ ")": "close", ",": "comma" }[next().text] ?? "operator", next());
      return value;
    }

    function chain(signs, part) {
      let value = part();
      for (let sign; (sign = take(...signs)); ) value = apply(OPERATIONS[sign.text], value, part());
      return value;
    }
    const sum = () => chain("+-", product);
    const product = () => chain("*/", signed);

    function signed() {
      depth += 1;
      if (depth > DEEPEST) stop("deep", next());
      const sign = take("+", "-");
      const value = sign ? signed() * (sign.text === "+" ? 1 : -1) : power();
      depth -= 1;
      return value;
    }

    function power() {
      let value = atom();
      if (next().kind === "raised") {
        value = apply(Math.pow, value, Number(translate(all[place++].text, "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻", "0123456789+-")));
      }
      return take("^", "**") ? apply(Math.pow, value, signed()) : value;
    }

    function atom() {
      const token = next();
      if (token.kind === "number" || token.kind === "name") {
        place += 1;
        return token.kind === "name" ? named(token) : apply(Number, token.text);
      }
      if (!take("(")) stop(token.kind === "end" ? "end" : "operand", token);
      const value = sum();
      closed(token);
      return value;
    }

    function named(token) {
      const name = spelled(token.text);
      const called = next().text === "(";
      if (values.has(name)) return values.get(name);
      if (!FUNCTIONS.includes(name)) stop(called ? "function" : "name", token);
      if (!called) stop("call", token);
      const parenthesis = take("(");
      const given = [sum()];
      while (take(",")) given.push(sum());
      closed(parenthesis);
      if (given.length > 1 !== (name === "max" || name === "min")) stop("arguments", token);
      return apply(Math[name], ...given);
    }

    function closed(parenthesis) {
      if (take(")")) return;
      if (next().kind === "end") stop("open", parenthesis);
      stop(next().text === "," ? "comma" : "operator", next());
    }

    return whole();
  }

  return (text, values) => {
    try {
      if ([...text].length > LONGEST) throw fault("long", LONGEST + 1, "");
      const known = new Map(Object.entries(values).map(([name, value]) => [spelled(name), value]));
      return { value: reader(tokens(text), known) };
    } catch (wrong) {
      if (wrong instanceof Error) throw wrong;
      return wrong;
    }
  };
})();
