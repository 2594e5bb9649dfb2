"""Small mistakes in a formula's tree: a sign, a factor, a number, an exponent, an index, a transpose, a relation."""

from collections.abc import Iterator

from formulas.nodes import Node
from formulas.values import key_of

_TURNED = {r"\le": r"\ge", r"\ge": r"\le", "<": ">", ">": "<"}
_SIGNS = {"plus": "+", "minus": "−", "product": " ", "entrywise": "⊙", "quotient": "/", "power": "^"}
ZERO = Node("number", value=0.0)
ONE, THREE_HALVES = Node("number", value=1.0), Node("number", value=1.5)


def mutants(node: Node) -> Iterator[tuple[str, Node]]:
    """Yield what was changed, and the changed tree, one change at a time."""
    if node.kind == "values" or (node.kind == "relation" and _is_condition(node)):
        return
    yield from _here(node)
    for place, part in enumerate(node.parts):
        if _says_what_it_is(node, part):
            continue
        for what, changed in mutants(part):
            yield what, node._replace(parts=(*node.parts[:place], changed, *node.parts[place + 1 :]))


def _says_what_it_is(node: Node, part: Node) -> bool:
    """The index of a sum, and a name alone on one side of an inequality, which a factor can only make truer."""
    if node.kind == "name" or part.kind != "name":
        return node.kind == "name"
    return (node.kind == "over" and part is not node.parts[0]) or (node.kind == "relation" and "=" not in node.value)


def _is_condition(node: Node) -> bool:
    """α > 0, yᵀs > 0, and k = 0, 1, 2, …, say for which values a statement is meant."""
    if set(node.value) <= {"<", ">", r"\ne"} and node.parts[-1] == ZERO:
        return True
    return all(part.kind in ("name", "number", "values") for part in node.parts) and (
        "=" not in node.value or node.parts[-1].kind == "values"
    )


def _here(node: Node) -> Iterator[tuple[str, Node]]:
    text = show(node)
    if node.kind == "number":
        yield f"{text} → {node.value + 1:g}", node._replace(value=node.value + 1)
    elif node.kind in ("plus", "minus"):
        other = "minus" if node.kind == "plus" else "plus"
        yield f"{text}: the other sign", node._replace(kind=other)
    elif node.kind == "negative":
        yield f"{text}: no sign", node.parts[0]
    elif node.kind == "transpose":
        yield f"{text}: not transposed", node.parts[0]
    elif node.kind == "relation":
        for place, sign in enumerate(node.value):
            if sign in _TURNED:
                signs = (*node.value[:place], _TURNED[sign], *node.value[place + 1 :])
                yield f"{text}: {_TURNED[sign]}", node._replace(value=signs)
    elif node.kind == "over" and node.value[0] in (r"\max", r"\min"):
        other = r"\min" if node.value[0] == r"\max" else r"\max"
        yield f"{text}: {other}", node._replace(value=(other, *node.value[1:]))
    elif node.kind == "call" and isinstance(node.value, Node) and node.value.value[0] in (r"\max", r"\min"):
        other = r"\min" if node.value.value[0] == r"\max" else r"\max"
        yield f"{text}: {other}", node._replace(value=node.value._replace(value=(other, "")))
    elif node.kind == "name":
        yield f"{text} → 1.5 {text}", Node("product", (THREE_HALVES, node))
        if node.parts and node.parts[0].kind != "label":
            yield f"{text}: index + 1", node._replace(parts=(Node("plus", (node.parts[0], ONE)),))


def show(node: Node) -> str:
    """A tree as one line of text."""
    if node.kind == "number":
        return f"{node.value:g}"
    if node.kind == "name":
        return key_of(node)
    parts = [show(part) for part in node.parts]
    if node.kind in _SIGNS:
        inner = _SIGNS[node.kind].join(parts)
        return f"({inner})" if node.kind in ("plus", "minus") else inner
    if node.kind == "negative":
        return f"−{parts[0]}"
    if node.kind == "transpose":
        return f"{parts[0]}ᵀ"
    if node.kind == "relation":
        return parts[0] + "".join(f" {sign} {part}" for sign, part in zip(node.value, parts[1:], strict=True))
    name = node.value if isinstance(node.value, str) else key_of(node.value) if isinstance(node.value, Node) else ""
    if node.kind == "over":
        name = f"{node.value[0]}_{node.value[1]}"
    return f"{name or node.kind}({', '.join(parts)})"
