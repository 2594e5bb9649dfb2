// The parts of CodeMirror 6 that a cell of Python needs. Tab leaves the editor, as everywhere on a page.
import { defaultKeymap, history, historyKeymap } from "@codemirror/commands";
import { python } from "@codemirror/lang-python";
import { bracketMatching, indentOnInput, indentUnit, syntaxHighlighting } from "@codemirror/language";
import { EditorState, RangeSetBuilder } from "@codemirror/state";
import { Decoration, EditorView, ViewPlugin, drawSelection, keymap } from "@codemirror/view";
import { classHighlighter } from "@lezer/highlight";

const command = (act) => () => (act(), true);

/** Each line that is in view knows how far it is indented, so that it can wrap below its own beginning, as on the page. */
function indents(view) {
  const lines = new RangeSetBuilder();
  for (const { from, to } of view.visibleRanges) {
    for (let line, at = from; at <= to; at = line.to + 1) {
      line = view.state.doc.lineAt(at);
      const style = `--in: ${line.text.search(/\S|$/)}`;
      lines.add(line.from, line.from, Decoration.line({ attributes: { style } }));
    }
  }
  return lines.finish();
}
class Hanging {
  constructor(view) {
    this.lines = indents(view);
  }
  update({ docChanged, viewportChanged, view }) {
    if (docChanged || viewportChanged) this.lines = indents(view);
  }
}
const hanging = ViewPlugin.fromClass(Hanging, { decorations: (plugin) => plugin.lines });

/** An editor in `parent`; `run`, `leave` and `changed(text)` are called on Shift+Enter, Escape and each change. */
export function edit({ parent, doc, selection, label, run, leave, changed }) {
  const keys = [
    { key: "Shift-Enter", run: command(run) },
    { key: "Mod-Enter", run: command(run) },
    { key: "Escape", run: command(leave) },
  ];
  const extensions = [
    history(),
    drawSelection(),
    indentUnit.of("    "),
    indentOnInput(),
    bracketMatching(),
    python(),
    syntaxHighlighting(classHighlighter),
    EditorView.lineWrapping,
    hanging,
    EditorView.contentAttributes.of({ "aria-label": label, autocapitalize: "off", autocorrect: "off" }),
    EditorView.updateListener.of((update) => update.docChanged && changed(update.state.doc.toString())),
    keymap.of([...keys, ...defaultKeymap, ...historyKeymap]),
  ];
  return new EditorView({ parent, state: EditorState.create({ doc, selection, extensions }) });
}
