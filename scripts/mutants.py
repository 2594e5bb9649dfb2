"""Change one thing at a time in the numerical core, and see whether a test notices.

Usage: mutants.py [modules or folders below course_lib, such as methods or bounds/norms]
With SAMPLE=20 in the environment every twentieth change is made.

Cosmic Ray makes the changes: a number by one, an operator, a comparison or its boundary, a condition, a sign, a loop.
No file is touched: each changed module is imported from memory, in a process of its own, by the tests that run the
changed line. What is known is kept, so that a run may be ended and taken up again; a change of the module begins it
anew, a survivor is tried again each time. Survivors that no test can notice are listed with their reason in
tests/equivalent_mutants.toml.
"""

import hashlib
import json
import os
import sys
import tomllib
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import NamedTuple

import cosmic_ray.plugins
from cosmic_ray.ast import ast_nodes, get_ast
from cosmic_ray.mutating import mutate_code
from mutant_tests import LIBRARY, ROOT, TESTS, Changed, Map, passes, recorded

KEPT = ROOT / ".venv" / "var" / "mutants.jsonl"
LISTED = TESTS / "equivalent_mutants.toml"
CORE = ("bounds", "derivatives", "functions", "methods", "networks", "objectives", "running", "experiments/race.py")

BINARY = "Add_Sub Sub_Add Mul_Div Div_Mul FloorDiv_Mul Mod_Mul Pow_Mul"
COMPARISON = "Lt_LtE LtE_Lt Gt_GtE GtE_Gt Eq_NotEq NotEq_Eq Is_IsNot IsNot_Is"
OPERATORS = [
    "NumberReplacer",
    *(f"ReplaceBinaryOperator_{pair}" for pair in BINARY.split()),
    *(f"ReplaceComparisonOperator_{pair}" for pair in COMPARISON.split()),
    "ReplaceUnaryOperator_Delete_USub",
    "ReplaceUnaryOperator_Delete_Not",
    "AddNot",
    "ReplaceAndWithOr",
    "ReplaceOrWithAnd",
    "ReplaceTrueWithFalse",
    "ReplaceFalseWithTrue",
    "ReplaceBreakWithContinue",
    "ReplaceContinueWithBreak",
    "ZeroIterationForLoop",
    "RemoveDecorator",
]


class Mutant(NamedTuple):
    """One change: the operator's `occurrence`-th place in the module."""

    module: str  # bounds/norms.py
    line: int
    operator: str
    occurrence: int
    key: str

    @property
    def path(self) -> Path:
        return LIBRARY / self.module

    def source(self) -> str:
        made = cosmic_ray.plugins.get_operator(self.operator)()
        return mutate_code(self.path.read_text(encoding="utf-8"), made, self.occurrence)

    def lines(self) -> tuple[str, str]:
        """What stands in the line, and what the change makes of it."""
        pair = (text.splitlines()[self.line - 1].strip() for text in (self.path.read_text("utf-8"), self.source()))
        before, after = pair
        return before, " ".join(after.split())


def mutants_of(path: Path) -> list[Mutant]:
    source = path.read_text(encoding="utf-8")
    module = path.relative_to(LIBRARY).as_posix()
    digest = hashlib.sha256(source.encode()).hexdigest()[:16]
    operators = {f"core/{name}": cosmic_ray.plugins.get_operator(f"core/{name}")() for name in OPERATORS}
    count, found = dict.fromkeys(operators, 0), []
    for node in ast_nodes(get_ast(source)):
        for name, operator in operators.items():
            for start, *_ in operator.mutation_positions(node):
                found.append(Mutant(module, start[0], name, count[name], f"{module} {digest} {name} {count[name]}"))
                count[name] += 1
    return sorted(found, key=lambda mutant: mutant.line)


def alive(mutant: Mutant, known: Map) -> bool:
    """Whether all tests that run the changed line pass; those near the module are asked first: they are few files."""
    tests, changed = known.covering(mutant.module, mutant.line), Changed(mutant.module, mutant.source())
    mirror, room = f"/test_{mutant.path.stem.lstrip('_')}", f"tests/{mutant.path.parent.name}/"

    def distance(name: str) -> int:
        file = name.partition("::")[0]
        return 0 if mirror in file else 1 if file.startswith(room) else 2

    parts = ([name for name in tests if distance(name) == far] for far in range(3))
    return all(passes(part, known, changed) for part in parts if part)


def chosen(words: list[str]) -> list[Path]:
    found = []
    for word in words or CORE:
        place = LIBRARY / word.removeprefix("course_lib/")
        found += sorted(place.rglob("*.py")) if place.is_dir() else [place.with_suffix(".py")]
    if missing := [str(path) for path in found if not path.is_file()]:
        raise SystemExit(f"There is no such module below course_lib: {', '.join(missing)}")
    return [path for path in found if path.name != "__init__.py"]


def known() -> dict[str, bool]:
    """Whether the mutants tried before are alive, by their keys."""
    lines = KEPT.read_text(encoding="utf-8").splitlines() if KEPT.exists() else []
    return {entry["key"]: entry["alive"] for entry in map(json.loads, lines)}


def main(words: list[str]) -> int:
    os.chdir(ROOT)
    os.environ |= {"MPLBACKEND": "agg", "LAW_PHASES": "no shrinking"}
    mutants = [mutant for path in chosen(words) for mutant in mutants_of(path)][:: int(os.environ.get("SAMPLE", "1"))]
    modules, before = {mutant.module for mutant in mutants}, known()
    reasons = {
        (entry["module"], entry["before"], entry["after"]): entry["reason"]
        for entry in tomllib.loads(LISTED.read_text(encoding="utf-8")).get("mutant", [])
        if entry["module"] in modules
    }

    def is_listed(mutant: Mutant) -> bool:
        return (mutant.module, *mutant.lines()) in reasons

    waiting = [m for m in mutants if before.get(m.key, True) and not (m.key in before and is_listed(m))]
    tests, lives = recorded(), dict(before)
    with ThreadPoolExecutor(os.cpu_count()) as pool, KEPT.open("a", encoding="utf-8") as kept:
        answers = pool.map(lambda mutant: alive(mutant, tests), waiting)
        for mutant, lives[mutant.key] in zip(waiting, answers, strict=True):
            kept.write(json.dumps({"key": mutant.key, "alive": lives[mutant.key]}) + "\n")
            kept.flush()
            if lives[mutant.key] and not is_listed(mutant):
                print("{}:{}\n  - {}\n  + {}".format(mutant.module, mutant.line, *mutant.lines()), flush=True)
    alive_now = [mutant for mutant in mutants if lives[mutant.key]]
    equivalent = {(mutant.module, *mutant.lines()) for mutant in alive_now if is_listed(mutant)}
    for module, old, new in reasons.keys() - equivalent:
        print(f"{LISTED.name} lists a change of {module} that is not made, or is noticed: {old} → {new}")
    listed = sum(map(is_listed, alive_now))
    print(
        f"{len(mutants)} mutants of {len(modules)} modules: {len(mutants) - len(alive_now)} noticed, "
        f"{listed} listed as equivalent, {len(alive_now) - listed} alive"
    )
    return int(len(alive_now) > listed or listed > 0.03 * len(mutants) or bool(reasons.keys() - equivalent))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
