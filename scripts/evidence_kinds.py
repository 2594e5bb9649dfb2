"""What a test that is evidence shows: equality to rounding at chosen values, or something measured on runs."""

import ast
from collections.abc import Iterator

EXACT, MEASURED = "checked exactly", "measured"
ROUNDING, LOOSE = 1e-9, 1e-6
_DEFAULTS = {"assert_allclose": 1e-7, "approx": 1e-6, "isclose": 1e-5, "allclose": 1e-5}
_TOLERANCES = {"rtol", "atol", "rel", "abs"}


def kind(test: ast.FunctionDef, module: ast.Module) -> str:
    """Return EXACT for a test that compares to rounding and nowhere coarser than LOOSE, else MEASURED."""
    constants = {
        target.id: node.value.value
        for node in module.body
        if isinstance(node, ast.Assign) and isinstance(node.value, ast.Constant)
        for target in node.targets
        if isinstance(target, ast.Name)
    }
    tolerances = list(_tolerances(test, constants))
    return EXACT if tolerances and min(tolerances) <= ROUNDING and max(tolerances) <= LOOSE else MEASURED


def _number(node: ast.AST, constants: dict[str, object]) -> float | None:
    """The size of a tolerance: a number, a constant of the module, or a product with one."""
    if isinstance(node, ast.Constant) and isinstance(node.value, int | float):
        return float(node.value)
    if isinstance(node, ast.Name) and isinstance(constants.get(node.id), int | float):
        return float(constants[node.id])
    if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Mult):
        sides = [_number(side, constants) for side in (node.left, node.right)]
        return next((side for side in sides if side is not None and side < 1e-3), None)
    return None


def _tolerances(test: ast.FunctionDef, constants: dict[str, object]) -> Iterator[float]:
    """The room that each comparison of equality leaves."""
    for node in ast.walk(test):
        if isinstance(node, ast.Call):
            name = ast.unparse(node.func).rpartition(".")[2]
            if name in ("assert_array_equal", "array_equal"):
                yield 0.0
            elif name in _DEFAULTS:
                given = [_number(word.value, constants) for word in node.keywords if word.arg in _TOLERANCES]
                relative = any(word.arg in ("rtol", "rel") for word in node.keywords)
                known = [one for one in given if one is not None]
                yield max(known) if known and (relative or name == "approx") else max([_DEFAULTS[name], *known])
        elif isinstance(node, ast.Compare) and isinstance(node.ops[0], ast.Eq):
            inner = [call for call in ast.walk(node) if isinstance(call, ast.Call)]
            if not any(ast.unparse(call.func).endswith("approx") for call in inner):
                yield 0.0
        elif isinstance(node, ast.Compare) and isinstance(node.ops[0], ast.Lt | ast.LtE):
            bound = _number(node.comparators[0], constants)
            if bound is not None and 0 < bound <= LOOSE:
                yield bound
