// The parts of CodeMirror 6 that a cell of Python needs. Tab leaves the editor, as everywhere on a page.
import { defaultKeymap, history, historyKeymap } from "@codemirror/commands";
import { python } from "@codemirror/lang-python";
import { bracketMatching, indentOnInput, indentUnit, syntaxHighlighting } from "@codemirror/language";
import { EditorState } from "@codemirror/state";
import { EditorView, drawSelection, keymap } from "@codemirror/view";
import { classHighlighter } from "@lezer/highlight";

const command = (act) => () => (act(), true);

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
    EditorView.contentAttributes.of({ "aria-label": label, autocapitalize: "off", autocorrect: "off" }),
    EditorView.updateListener.of((update) => update.docChanged && changed(update.state.doc.toString())),
    keymap.of([...keys, ...defaultKeymap, ...historyKeymap]),
  ];
  return new EditorView({ parent, state: EditorState.create({ doc, selection, extensions }) });
}
