// Questions: the verdicts were written when the book was built; here an answer only finds its own.
{
  const NUMBER = /^[+-]?([0-9]+\.?[0-9]*|\.[0-9]+)(e[+-]?[0-9]+)?$/i;
  const THOUSANDS = /^[+-]?[1-9][0-9]{0,2}(,[0-9]{3})+$/;

  // The same reading as read_number of course_lib/interactive/questions/ask.py; NaN where there is no number.
  const read = (text, units) => {
    let plain = text.replace(/[ \t\u00a0\u202f]/g, "").replaceAll("\u2212", "-");
    units = units.replaceAll(" ", "");
    if (units && plain.endsWith(units)) plain = plain.slice(0, -units.length);
    const parts = plain.replaceAll(",", ".").split("/");
    if (THOUSANDS.test(plain) || parts.length > 2 || !parts.every((part) => NUMBER.test(part))) return NaN;
    const value = parts.map(Number).reduce((over, under) => over / under);
    return Number.isFinite(value) ? value : NaN;
  };

  const aboutNumber = ({ verdicts, values, tolerance, units }, form) => {
    const [empty, unreadable, other, ...known] = verdicts;
    const text = form.querySelector("input").value;
    if (!text.trim()) return empty;
    const value = read(text, units);
    if (Number.isNaN(value)) return unreadable;
    return known[values.findIndex((at) => Math.abs(value - at) <= tolerance)] ?? other;
  };

  const escaped = (text) => text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");

  // `evaluateFormula` comes with formula.js, on pages that ask for a formula.
  const aboutFormula = ({ verdicts, points, where, values, tolerance, faults }, form) => {
    const [empty, other, notFinite, ...known] = verdicts;
    const text = form.querySelector("input").value;
    if (!text.trim()) return empty;
    const found = points.map((point) => evaluateFormula(text, point));
    const [{ kind, at, what }] = found;
    if (kind) {
      const put = { at, what: escaped(what?.replaceAll("`", "'")) };
      const [status, words] = faults[kind];
      return [status, words.replace(/\{(at|what)\}/g, (_, name) => put[name])];
    }
    const missing = found.findIndex(({ value }) => Number.isNaN(value));
    if (missing >= 0) return [notFinite[0], notFinite[1].replace("{where}", where[missing])];
    return known[values.findIndex((at) => found.every(({ value }, i) => Math.abs(value - at[i]) <= tolerance))] ?? other;
  };

  const aboutChoice = ({ verdicts, options, right }, form) => {
    const [empty, missing] = verdicts;
    const picked = [...form.querySelectorAll("input:checked")].map((input) => options[input.value]);
    const wrong = picked.filter(([status]) => status !== right);
    if (!picked.length) return empty;
    if (!wrong.length && picked.length < options.filter(([status]) => status === right).length) return missing;
    const said = wrong.length ? wrong : picked;
    return [said[0][0], said.map(([, words]) => words).join(" ")];
  };

  for (const form of document.querySelectorAll("form.question")) {
    const reply = form.querySelector(".question-verdict");
    const button = form.querySelector("button");

    form.addEventListener("submit", (event) => {
      event.preventDefault();
      const data = JSON.parse(form.querySelector("script").textContent);
      const [status, words] = (data.options ? aboutChoice : data.points ? aboutFormula : aboutNumber)(data, form);
      reply.dataset.right = status === data.right;
      reply.innerHTML = `<p><strong>${status}.</strong> ${words}</p>`;
      const inputs = [...form.querySelectorAll("input")];
      const answer = data.options ? inputs.flatMap((input, i) => (input.checked ? [i] : [])) : inputs[0].value;
      const detail = { answer, right: status === data.right };
      form.dispatchEvent(new CustomEvent("answered", { bubbles: true, detail }));
    });
    form.addEventListener("input", () => reply.replaceChildren());
    button.disabled = false;
  }
}
