"""Which cells above a cell needs: those that give its names, and those in between that change them."""

from __future__ import annotations

import builtins
import hashlib
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Sequence
from functools import cache

from livepage.names import Function, Names, names

# A call of one of these gives what every later use uses up or draws on: random numbers, iterators, figures.
HANDLES = {"default_rng", "minibatches", "iterates", "iter", "map", "zip", "filter", "reversed", "open"}
HANDLES |= {"Random", "panel", "stacked", "subplots", "figure", "Figure", "add_subplot"}

State = dict[str, tuple[str, ...]]  # name → the signatures of the cell that gave it and of those that changed it since


class Chapter:
    """The cells of a page, in order.

    A cell's signature says all that its result depends on: its source, and the signatures of what it needs. A name
    is as the cell wants it when the signatures of those who gave and changed it are the wanted ones. A cell that does
    not parse counts as giving what it gave `before`, so that those who need it meet its fault.
    """

    def __init__(self, sources: Sequence[str], before: Chapter | None = None) -> None:
        self.sources = tuple(sources)
        earlier = before.names if before else [Names()] * len(self.sources)
        self.names = [names(source) or was for source, was in zip(self.sources, earlier, strict=True)]
        self.touches = [set() for _ in self.sources]
        self._resolve()
        self._givers = _places(found.gives for found in self.names)
        self._touchers = _places(self.touches)
        self.wanted = cache(self._wanted)
        self.signature = cache(self._signature)

    def needs(self, cell: int) -> list[int]:
        """All cells above that this one builds on, ascending."""
        found, open_ = set(), [cell]
        while open_:
            direct = {c for chain in self.wanted(open_.pop()).values() for c in chain}
            open_ += direct - found
            found |= direct
        return sorted(found)

    def plan(self, cell: int, state: State) -> list[int]:
        """The fewest cells to run so that this one finds its names as it wants them; it comes last."""
        again = set()
        while True:
            now, missing = dict(state), set()
            for one in [*sorted(again), cell]:
                chains = self.wanted(one).items()
                missing |= {c for name, chain in chains if now.get(name) != self.signed(chain) for c in chain}
                self.ran(one, now)
            if missing <= again:
                return [*sorted(again), cell]
            again |= missing

    def ran(self, cell: int, state: State, *, well: bool = True) -> None:
        """Note in the state that the cell has run; one that failed leaves nothing that can be relied on."""
        mark = self.signature(cell) if well else "failed"
        for name in self.touches[cell]:
            state[name] = (*state.get(name, ()), mark)
        for name in self.names[cell].gives:
            state[name] = (mark,)

    def signed(self, cells: Iterable[int]) -> tuple[str, ...]:
        """The signatures of some cells."""
        return tuple(self.signature(cell) for cell in cells)

    def _signature(self, cell: int) -> str:
        chains = sorted(self.wanted(cell).items())
        text = repr((self.sources[cell], [(name, self.signed(chain)) for name, chain in chains]))
        return hashlib.sha256(text.encode()).hexdigest()[:16]

    def _wanted(self, cell: int) -> dict[str, tuple[int, ...]]:
        """Each name that the cell reads, and the functions it reads read → who gave it, who changed it since."""
        found, open_ = {}, set(self.names[cell].reads)
        while open_:
            name = open_.pop()
            above = bisect_left(self._givers[name], cell)
            if not above:
                continue
            giver = self._givers[name][above - 1]
            found[name] = (giver, *(c for c in self._touchers[name] if giver < c < cell))
            function = self.names[giver].functions.get(name)
            open_ |= (function.reads if function else set()) - set(found)
        return found

    def _resolve(self) -> None:
        """Say of each cell what it changes in place, knowing what the names above it stand for."""
        kinds, handles = {}, set(HANDLES)
        for found, touches in zip(self.names, self.touches, strict=True):
            handles |= {name for name, function in found.functions.items() if function.makes_handles}
            for name in found.gives:
                made = found.made.get(name, set())
                # What a plain function was given, such as the generator that points were drawn from, is not its value.
                kept = {maker for maker, around in made if around in handles or kinds.get(around) != "pure"}
                made = "handle" if kept & handles else None
                kinds[name] = "pure" if name in found.pure else found.functions.get(name, made)
            touches |= found.changes | {name for name in found.used if kinds.get(name) == "handle"}
            touches |= {
                name
                for function, name in found.calls
                if kinds.get(name) == "handle" or not _leaves_alone(function, kinds.get(function))
            }
            for function in found.called:
                touches |= getattr(kinds.get(function), "changes", set())
            touches -= {name for name, kind in kinds.items() if kind == "pure" or isinstance(kind, Function)}


def _places(sets: Iterable[set[str]]) -> dict[str, list[int]]:
    """Name → the places of the sets that hold it, ascending."""
    found = defaultdict(list)
    for place, names_there in enumerate(sets):
        for name in names_there:
            found[name].append(place)
    return found


def _leaves_alone(name: str, kind: object) -> bool:
    """Whether a function leaves plain arguments as they are."""
    if isinstance(kind, Function):
        return not kind.changes_arguments
    return kind == "pure" or (kind is None and hasattr(builtins, name))
