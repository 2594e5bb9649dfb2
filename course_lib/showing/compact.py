"""An SVG of matplotlib's with a tenth of its elements: copies of letters and marks become parts of a few paths."""

from __future__ import annotations

import re
from itertools import groupby
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

SVG = "http://www.w3.org/2000/svg"
HREF = "{http://www.w3.org/1999/xlink}href"
ElementTree.register_namespace("", SVG)
ElementTree.register_namespace("xlink", "http://www.w3.org/1999/xlink")

G, PATH, USE, DEFS, RULES = (f"{{{SVG}}}{name}" for name in ("g", "path", "use", "defs", "style"))
COPY = "copy"  # marks a path that was a copy of a shape, until it is joined with others
TENTHS = 10  # points of the picture are rounded to tenths; units of a letter, far smaller, to whole ones

_COMMAND = re.compile(r"([A-Za-z])([^A-Za-z]*)")
_COPIED = re.compile(r"translate\((\S+) (\S+)\)(?: scale\((\S+)\))?")
_LABEL = re.compile(r"translate\((\S+) (\S+)\) scale\((\S+) -\3\) scale\((\S+)\)")

Commands = list[tuple[str, list[float]]]


def compact(root: Element) -> None:
    """Draw the same with fewer elements, in place; what a script moves (data-artist) stays in its group."""
    _bake(root, {path.get("id"): path for path in root.iter(PATH) if path.get("id")})
    used = set(re.findall(r"(?:url\(|href=\")#([^)\"]+)", ElementTree.tostring(root, encoding="unicode")))
    for defs in root.iter(DEFS):
        # A rule for every element of the page would make the browser style all of it again, once a picture.
        defs[:] = [one for one in defs if one.tag != RULES and (one.tag != PATH or one.get("id") in used)]
    root.set("stroke-linejoin", "round")
    _flatten(root, used)
    for path in root.iter(PATH):
        path.attrib.pop(COPY, None)
        if commands := parse(path.get("d", "")):
            path.set("d", encode(commands, 1 if "scale" in path.get("transform", "") else TENTHS))


def parse(d: str) -> Commands | None:
    """The commands of a path in absolute coordinates; None where there are others than matplotlib's."""
    commands = [(letter, [float(x) for x in numbers.split()]) for letter, numbers in _COMMAND.findall(d)]
    return commands if commands and all(letter in "MLQCz" for letter, _ in commands) else None


def encode(commands: Commands, parts: int = TENTHS) -> str:
    """The shortest path: a move is absolute, the rest relative to the point before, all in whole parts of a unit."""
    words, at, start, last = [], (0, 0), (0, 0), ""
    for letter, values in commands:
        base = (0, 0) if letter == "M" else at
        whole = [round(value * parts) for value in values]
        name = letter if letter == "M" else letter.lower()
        words += [name] if name != last or name in "Mz" else []
        words += [_short((value - base[i % 2]) / parts) for i, value in enumerate(whole)]
        at = tuple(whole[-2:]) or start
        start, last = (at if name == "M" else start), name
    return re.sub(r" ?([A-Za-z]) ?| (?=-)", r"\1", " ".join(words))


def _short(x: float) -> str:
    """A number without the zeros that say nothing: 3, .5, -.5."""
    return re.sub(r"^(-?)0\.", r"\1.", f"{x:.1f}".removesuffix(".0")) if x else "0"


def _moved(commands: Commands, x: float, y: float, scale: float = 1.0) -> str:
    """The path of the points scale · point + (x, y)."""
    return " ".join(
        f"{letter} {' '.join(repr(scale * v + (x, y)[i % 2]) for i, v in enumerate(values))}"
        for letter, values in commands
    )


def _bake(element: Element, shapes: dict[str, Element]) -> None:
    """Turn every copy of a shape into a path of its own."""
    for at, child in enumerate(element):
        shape = shapes.get(child.get(HREF, "")[1:]) if child.tag == USE else None
        place = _COPIED.fullmatch(child.get("transform", "translate(0 0)"))
        if shape is None:
            _bake(child, shapes)
        elif place and (commands := parse(shape.get("d") or "M 0 0")):  # a space draws nothing
            letter = shape.get("transform")  # a letter is drawn in the units of its font: scale(0.015625)
            unit = float(letter[6:-1]) if letter else 1.0
            x, y = float(place[1]) + float(child.get("x", 0)), float(place[2]) + float(child.get("y", 0))
            path = Element(PATH, {COPY: "", "d": _moved(commands, x / unit, y / unit, float(place[3] or 1))})
            style = _declared(child) | _declared(shape)
            for name, value in (("transform", letter), ("style", "; ".join(f"{k}: {v}" for k, v in style.items()))):
                if value:
                    path.set(name, value)
            element[at] = path


def _declared(element: Element) -> dict[str, str]:
    """The declarations of a style attribute."""
    pairs = (pair.partition(":") for pair in element.get("style", "").split(";"))
    return {name.strip(): value.strip() for name, _, value in pairs if value}


def _flatten(group: Element, used: set[str]) -> None:
    """Open the groups that hold nothing but paths, drop what is not seen, and join paths of one look."""
    children = []
    for child in group:
        _flatten(child, used)
        children += _opened(child, used) if child.tag == G else [child]
    if group.get("id", "").startswith("matplotlib.axis"):  # grid, ticks and labels do not cover each other
        looks = {_look(child): None for child in children}
        children = [child for look in looks for child in children if _look(child) == look]
    joined = []
    for _, alike in groupby(children, _look):
        first, *others = alike
        first.set("d", " ".join(path.get("d") for path in (first, *others))) if others else None
        joined.append(first)
    group[:] = [one for one in joined if one.tag not in (G, DEFS) or len(one)]


def _opened(group: Element, used: set[str]) -> list[Element]:
    """The paths of a group with its attributes on each; the group itself where that would look different."""
    given = {name: value for name, value in group.attrib.items() if name != "id" or value in used}
    paths = [child for child in group if child.get("style") != "fill: none"]
    own = {name for path in paths for name in path.attrib}
    plain = all(path.tag == PATH for path in paths) and set(given) <= {"transform", "style", "clip-path"}
    clipped_twice = "clip-path" in given and own & {"clip-path", "transform"}
    faded = re.search(r"(?<!-)opacity", given.get("style", ""))  # all of it together, not each part
    if (given and not plain) or clipped_twice or faded:
        group[:], group.attrib = paths, given
        return [group]
    for path in paths:
        for name, value in given.items():
            inner = path.get(name, "")
            path.set(name, f"{value} {inner}".strip() if name == "transform" else inner or value)
        if (label := _LABEL.fullmatch(path.get("transform", ""))) and (commands := parse(path.get("d"))):
            scale = float(label[3]) * float(label[4])
            path.set("d", _moved(commands, float(label[1]) / scale, -float(label[2]) / scale))
            path.set("transform", f"scale({scale:.9g} -{scale:.9g})")
    return paths


def _look(path: Element) -> tuple | int:
    """What paths have in common that can be drawn as one; something of its own for one that cannot be joined."""
    style, commands = path.get("style", ""), path.tag == PATH and parse(path.get("d", ""))
    if not commands or path.get("id"):
        return id(path)
    look = tuple(sorted((name, value) for name, value in path.attrib.items() if name != "d"))
    if "opacity" in style:  # where such lines cross it would show; parallel ones do not
        (x, y), (right, down) = commands[0][1], commands[-1][1][-2:] or (None, None)
        parallel = len(commands) == 2 and "fill: none" in style and (x == right or y == down)
        return (*look, x == right) if parallel else id(path)
    return look if COPY in path.attrib or "fill: none" in style else id(path)
