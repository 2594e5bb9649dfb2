"""What a cell reads from the cells above, gives to those below and changes in place, seen from its source alone."""

from __future__ import annotations

import ast
import builtins
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache

# Methods that change what they are called on, whatever it is, and those that change what they are given.
CHANGING = {"append", "extend", "insert", "remove", "pop", "popitem", "clear", "sort", "reverse", "update", "add"}
CHANGING |= {"discard", "setdefault", "fill", "resize", "setflags"}
CHANGING_ARGUMENTS = {"shuffle", "copyto", "fill_diagonal", "put", "place", "putmask"}
PURE_PACKAGES = {"course_lib", "numpy", "math"}  # their functions leave plain values alone


@dataclass(frozen=True)
class Function:
    """A function or a class that a cell defines: what it reads when called, and what a call changes."""

    reads: frozenset[str]
    changes: frozenset[str]  # names outside
    changes_arguments: bool
    makes_handles: bool = False  # a class whose objects may change themselves


@dataclass
class Names:
    """The names of a cell; `calls` holds (function, argument).

    `made` holds for each name the functions that made it, each with the function whose argument it made, or None.
    """

    reads: set[str] = field(default_factory=set)
    gives: set[str] = field(default_factory=set)
    changes: set[str] = field(default_factory=set)
    used: set[str] = field(default_factory=set)  # a method was called on it, or it was passed to one
    calls: set[tuple[str, str]] = field(default_factory=set)
    called: set[str] = field(default_factory=set)
    made: dict[str, set[tuple[str, str | None]]] = field(default_factory=dict)
    functions: dict[str, Function] = field(default_factory=dict)
    pure: set[str] = field(default_factory=set)  # imported from PURE_PACKAGES


@lru_cache(maxsize=2048)
def names(source: str) -> Names | None:
    """The names of a cell; None where it does not parse, which running it will say."""
    scope = _Scope()
    try:
        scope.block(ast.parse(source).body)
    except (SyntaxError, ValueError, RecursionError):
        return None
    found = scope.names
    found.reads = {name for name in found.reads | (scope.later - found.gives) if not hasattr(builtins, name)}
    return found


class _Scope(ast.NodeVisitor):
    """Walks statements in the order in which they run."""

    def __init__(self, parameters: set[str] = frozenset()) -> None:
        self.names = Names()
        self.given = set(parameters)  # certainly, by now
        self.later = set()  # read by the functions inside, when they are called
        self.outside = set()  # declared global or nonlocal

    def block(self, statements: list[ast.AST]) -> None:
        for statement in statements:
            self.visit(statement)

    # ---- names ----

    def visit_Name(self, node: ast.Name) -> None:
        if isinstance(node.ctx, ast.Load):
            if node.id not in self.given:
                self.names.reads.add(node.id)
        else:
            self._give(node.id)

    def _give(self, name: str) -> None:
        self.given.add(name)
        self.names.gives.add(name)

    def _import(self, node: ast.Import | ast.ImportFrom) -> None:
        for alias in node.names:
            name = alias.asname or alias.name.partition(".")[0]
            self._give(name)
            module = node.module or "" if isinstance(node, ast.ImportFrom) else alias.name
            if module.partition(".")[0] in PURE_PACKAGES:
                self.names.pure.add(name)

    visit_Import = visit_ImportFrom = _import

    def _declare(self, node: ast.Global | ast.Nonlocal) -> None:
        self.outside |= set(node.names)

    visit_Global = visit_Nonlocal = _declare

    # ---- statements ----

    def visit_Assign(self, node: ast.Assign) -> None:
        self.visit(node.value)
        self._targets(node.targets, node.value)

    def visit_AnnAssign(self, node: ast.AnnAssign) -> None:
        if node.value is not None:
            self.visit(node.value)
            self._targets([node.target], node.value)

    def visit_NamedExpr(self, node: ast.NamedExpr) -> None:
        self.visit(node.value)
        self._targets([node.target], node.value)

    def visit_AugAssign(self, node: ast.AugAssign) -> None:
        root = _root(node.target)
        if root and root not in self.given:
            self.names.reads.add(root)
        self.visit(node.value)
        self._targets([node.target], node.value)
        self.names.changes |= {root} - {None}

    def _targets(self, targets: list[ast.AST], value: ast.AST) -> None:
        makers = set(_makers(value))
        for target in targets:
            self.visit(target)
            for node in ast.walk(target):
                if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
                    self.names.made[node.id] = makers
                elif isinstance(node, ast.Subscript | ast.Attribute):
                    self.names.changes |= {_root(node)} - {None}
                    self.names.used |= {_root(node)} - {None}

    def visit_Delete(self, node: ast.Delete) -> None:
        for target in node.targets:
            for name in ast.walk(target):
                if isinstance(name, ast.Name) and isinstance(name.ctx, ast.Del) and name.id not in self.given:
                    self.names.reads.add(name.id)  # it must have been there
        self._targets(node.targets, ast.Constant(None))

    def visit_If(self, node: ast.If) -> None:
        self.visit(node.test)
        before = set(self.given)
        self.block(node.body)
        after, self.given = self.given, before
        self.block(node.orelse)
        self.given &= after

    def visit_While(self, node: ast.While) -> None:
        self.visit(node.test)
        before = set(self.given)
        self.block(node.body + node.orelse)
        self.given = before

    def visit_For(self, node: ast.For) -> None:
        self.visit(node.iter)
        self._targets([node.target], node.iter)
        self.block(node.body + node.orelse)

    def visit_ExceptHandler(self, node: ast.ExceptHandler) -> None:
        if node.name:
            self._give(node.name)
        self.generic_visit(node)

    # ---- scopes inside ----

    def visit_FunctionDef(self, node: ast.FunctionDef) -> None:
        arguments = node.args
        self.block([*node.decorator_list, *arguments.defaults, *(d for d in arguments.kw_defaults if d)])
        self.names.functions[node.name] = self._inside(node.body, _parameters(arguments))
        self._give(node.name)

    def visit_Lambda(self, node: ast.Lambda) -> None:
        self.block([*node.args.defaults, *(d for d in node.args.kw_defaults if d)])
        self._inside([node.body], _parameters(node.args))

    def visit_ClassDef(self, node: ast.ClassDef) -> None:
        self.block([*node.decorator_list, *node.bases, *node.keywords])
        inside = self._inside(node.body, set())
        plain = any("dataclass" in ast.dump(decorator) for decorator in node.decorator_list)
        self.names.functions[node.name] = Function(inside.reads, inside.changes, False, makes_handles=not plain)
        self._give(node.name)

    def _inside(self, body: list[ast.AST], parameters: set[str]) -> Function:
        inner = _Scope(parameters)
        inner.block(body)
        found, own = inner.names, parameters | (inner.names.gives - inner.outside)
        reads = frozenset((found.reads | inner.later) - own)
        changed = {name for _, function in found.functions.items() for name in function.changes}
        changed |= found.changes | (inner.outside & found.gives)
        self.later |= reads
        return Function(reads, frozenset(changed - own), bool(found.changes & parameters))

    def _comprehension(self, node: ast.ListComp | ast.SetComp | ast.GeneratorExp | ast.DictComp) -> None:
        given, gives = set(self.given), set(self.names.gives)
        for part in node.generators:
            self.visit(part.iter)
            self.visit(part.target)
            self.block(part.ifs)
        self.block([node.key, node.value] if isinstance(node, ast.DictComp) else [node.elt])
        self.given, self.names.gives = given, gives

    visit_ListComp = visit_SetComp = visit_GeneratorExp = visit_DictComp = _comprehension

    # ---- calls ----

    def visit_Call(self, node: ast.Call) -> None:
        self.generic_visit(node)
        arguments = {name for argument in [*node.args, *(k.value for k in node.keywords)] for name in _plain(argument)}
        method = node.func.attr if isinstance(node.func, ast.Attribute) else None
        if isinstance(node.func, ast.Name):
            self.names.called.add(node.func.id)
            self.names.calls |= {(node.func.id, name) for name in arguments}
        elif method is None:
            self.names.changes |= arguments  # a function that comes out of an expression may do anything
        else:
            root = _root(node.func)
            self.names.used |= arguments | ({root} - {None})
            if method in CHANGING:
                self.names.changes |= {root} - {None}
            if method in CHANGING_ARGUMENTS:
                self.names.changes |= arguments


def _makers(node: ast.AST, around: str | None = None) -> Iterator[tuple[str, str | None]]:
    """The functions called in an expression, each with the one whose argument it makes."""
    if isinstance(node, ast.Call):
        if name := _last(node.func):
            yield name, around
        yield from _makers(node.func, around)
        inside = node.func.id if isinstance(node.func, ast.Name) else around
        for argument in [*node.args, *node.keywords]:
            yield from _makers(argument, inside)
        return
    for child in ast.iter_child_nodes(node):
        yield from _makers(child, around)


def _plain(node: ast.AST) -> set[str]:
    """The names that are passed as they are, alone or in a list."""
    if isinstance(node, ast.Starred):
        return _plain(node.value)
    if isinstance(node, ast.List | ast.Tuple):
        return {name for element in node.elts for name in _plain(element)}
    return {node.id} if isinstance(node, ast.Name) else set()


def _root(node: ast.AST) -> str | None:
    """The name that x.a[0].b begins with."""
    while isinstance(node, ast.Attribute | ast.Subscript | ast.Starred | ast.Call):
        node = node.func if isinstance(node, ast.Call) else node.value
    return node.id if isinstance(node, ast.Name) else None


def _last(node: ast.AST) -> str | None:
    """The name that np.random.default_rng ends with."""
    return node.attr if isinstance(node, ast.Attribute) else getattr(node, "id", None)


def _parameters(arguments: ast.arguments) -> set[str]:
    every = [*arguments.posonlyargs, *arguments.args, *arguments.kwonlyargs, arguments.vararg, arguments.kwarg]
    return {argument.arg for argument in every if argument is not None}
