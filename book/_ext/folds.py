"""Folds are the browser's own <details>: they work without a script, and a link into one opens it."""

from docutils import nodes
from myst_nb.sphinx_ import HideCodeCellNode
from sphinx_exercise.nodes import solution_node


class Fold(nodes.General, nodes.Element):
    """A summary with the words `shut`, which may read otherwise once it is open, and what it hides."""


def visit_fold(self, node):
    shut, unfolded = self.encode(node["shut"]), self.encode(node.get("open", ""))
    words = f'<span class="shut">{shut}</span><span class="open">{unfolded}</span>' if unfolded else shut
    self.body.append(self.starttag(node, "details", CLASS="fold"))
    self.body.append(f"<summary>{words}</summary>\n")


def depart_fold(self, node):
    self.body.append("</details>\n")


def hides_code(node):
    """Whether a node is a code cell whose code is hidden."""
    return isinstance(node, nodes.container) and bool(node.children) and isinstance(node[0], HideCodeCellNode)


def name_of(outputs):
    """What a fold of code is called, by what its last cell shows."""
    shown = "".join(raw.astext() for output in outputs for raw in output.findall(nodes.raw))
    if 'class="explorer"' in shown:
        return "Code of this explorer"
    if "<svg" in shown or any(output.next_node(nodes.image) for output in outputs):
        return "Code of this figure"
    return "Code of this result" if outputs else "Code used below"


def fold_code(app, doctree, docname):
    """One fold for hidden cells that follow each other: a figure's code, with the functions that draw it."""
    before = []
    for cell in list(doctree.findall(hides_code)):
        hidden, *outputs = cell.children
        follower = cell.next_node(descend=False, siblings=True)
        if not outputs and follower is not None and hides_code(follower):
            cell.parent.remove(cell)
            cell.children = hidden.children
            before.append(cell)
        else:
            cell.replace(hidden, Fold("", *before, *hidden.children, shut=name_of(outputs), classes=["code"]))
            before = []


def fold_blocks(app, doctree, docname):
    """A proof or a solution of the class "dropdown" keeps its title in view and folds the rest."""
    for block in list(doctree.findall(nodes.Admonition)):
        if "dropdown" in block["classes"]:
            block["classes"].remove("dropdown")
            title, *rest = block.children
            if not isinstance(title, nodes.title):  # a proof has no title: its first words are "Proof. "
                title, rest = None, block.children
            kind = "solution" if isinstance(block, solution_node) else block.get("realtype", _kind(title))
            what = kind if kind.startswith(("what", "how", "why")) else f"the {kind}"
            block.children = [title] if title is not None else []
            block += Fold("", *rest, shut=f"Show {what}", open=f"Hide {what}")


def _kind(title):
    words = "proof" if title is None else title.astext()
    return words[:1].lower() + words[1:]


def setup(app):
    app.add_node(Fold, html=(visit_fold, depart_fold))
    app.connect("doctree-resolved", fold_code)
    app.connect("doctree-resolved", fold_blocks)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
