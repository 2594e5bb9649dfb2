// A report on a mistake, written from a form that the address of this page has filled in part.
"use strict";
{
  const asked = new URLSearchParams(location.search);
  const page = asked.get("page") ?? "";
  const at = asked.get("at");
  const where = [asked.get("title"), page && `(${page}${at ? `#${at}` : ""})`].filter(Boolean).join(" ");

  for (const form of document.querySelectorAll(".report-form")) {
    const fields = [...form.querySelectorAll("[name]")];
    const report = form.querySelector(".report");
    const said = form.querySelector("[role=status]");
    const mail = form.querySelector("[data-report=mail]");
    const issue = form.querySelector("[data-report=issue]");
    const named = Object.fromEntries(fields.map((field) => [field.name, field]));
    if (named.place) named.place.value = where;
    if (named.says) named.says.value = asked.get("says") ?? "";

    const write = () => {
      const subject = form.dataset.subject + (named.place?.value ?? "");
      report.value = fields.map((field) => `${field.dataset.label}:\n${field.value.trim() || "…"}\n`).join("\n");
      mail.href = `mailto:?subject=${encodeURIComponent(subject)}&body=${encodeURIComponent(report.value)}`;
      if (!issue) return;
      const filled = fields.map((field) => [field.name, field.value]);
      issue.href = `${form.dataset.issues}/new?${new URLSearchParams([["template", `${form.dataset.issue}.yml`], ["title", subject], ...filled])}`;
    };

    form.addEventListener("input", write);
    form.addEventListener("submit", (event) => event.preventDefault());
    form.querySelector("[data-report=copy]").onclick = async () => {
      report.select();
      try {
        await navigator.clipboard.writeText(report.value);
        said.textContent = "Copied.";
      } catch {
        said.textContent = "The report is selected; copy it with the keyboard.";
      }
    };
    write();
  }
}
