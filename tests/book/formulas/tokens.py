"""LaTeX as tokens: what only sets the size or the place of a sign is dropped, equal signs get one spelling."""

import re
from itertools import pairwise

_TOKEN = re.compile(r"\\[A-Za-z]+|\\.|\d+\.\d+|\d+|\S", re.DOTALL)
_SPACING = re.compile(
    r"(?<!\\)\\(?:[,;:! ]|(?:display|text)style(?![A-Za-z])|(?:no)?limits(?![A-Za-z]))|\\\\\[\w.]+\]|~"
)
_SIZE = re.compile(r"\\(?:[bB]igg?[lrm]?|left|right)(?![A-Za-z])")
_TEXT = re.compile(r"\\(?:text|tag)\{[^{}]*\}")
_SUBSCRIPT = re.compile(r"_\{\\text\{(\w+)\}\}")
_LETTERS = str.maketrans("0123456789", "ABCDEFGHIJ")
_OPERATOR = re.compile(r"\\operatorname\*?\{([^{}]*)\}")
_FONT = re.compile(
    r"\\(mathsf|mathbf|mathbb|mathrm|mathcal|hat|bar|tilde)\s*(?:\{\s*(\\?[A-Za-z]+|\d)\s*\}|(\\?[A-Za-z]+?|\d)(?![A-Za-z])|(\w))"
)
_SAME = {
    r"\leq": r"\le", r"\geq": r"\ge", r"\neq": r"\ne", r"\gets": r"\leftarrow", r"\dfrac": r"\frac",
    r"\tfrac": r"\frac", r"\vert": "|", r"\mid": "|", r"\to": r"\to", r"\lbrace": r"\{", r"\rbrace": r"\}",
    r"\ldots": r"\dots", r"\cdots": r"\dots", r"\ast": r"\star",
}  # fmt: skip
_OPENING = {"|": r"\lvert", r"\|": r"\lVert"}
_CLOSING = {"|": r"\rvert", r"\|": r"\rVert"}


def tokens(latex: str) -> list[str]:
    r"""Return the signs of a formula; `\bigl|` is \lvert, a word in \text is one token, so is \operatorname{tr}."""
    latex = re.sub(r"\\\\\[[^\]]*\]", r"\\\\ ", latex)
    words: list[str] = []

    def keep(word: str) -> str:
        words.append(word)
        return f" \\WORD{str(len(words) - 1).translate(_LETTERS)} "

    latex = _SUBSCRIPT.sub(lambda match: f"_{keep(match[1])}", latex)
    latex = _TEXT.sub(lambda match: keep(r"\text"), latex)
    latex = _OPERATOR.sub(lambda match: keep(f"\\operatorname{{{match[1]}}}"), latex)
    latex = _FONT.sub(lambda match: keep(f"\\{match[1]} {match[2] or match[3] or match[4]}"), latex)
    latex = re.sub(r"\\begin\{(\w+)\*?\}|\\end\{(\w+)\*?\}", _environment, latex)
    for side, names in (("l", _OPENING), ("r", _CLOSING)):
        for sign, name in names.items():
            size = rf"\\(?:[bB]igg?{side}|{'left' if side == 'l' else 'right'}){re.escape(sign)}"
            latex = re.sub(size, lambda match, name=name: f"{name} ", latex)
    latex = _SPACING.sub(" ", _SIZE.sub(" ", latex))
    found = []
    for token in _TOKEN.findall(latex):
        if token.startswith(r"\WORD"):
            token = words[int("".join(str("ABCDEFGHIJ".index(letter)) for letter in token[5:]))]
        found.append(_SAME.get(token, token))
    return _without_marks(found)


def _environment(match: re.Match) -> str:
    name = match[1] or match[2]
    if name in ("aligned", "gathered", "split"):
        return " "
    return f" \\{'begin' if match[1] else 'end'}{'cases' if name == 'cases' else 'matrix'} "


def _without_marks(found: list[str]) -> list[str]:
    """Drop the alignment marks that stand outside matrices and cases."""
    kept, depth = [], 0
    for token in found:
        depth += token.startswith(r"\begin") - token.startswith(r"\end")
        if token != "&" or depth:
            kept.append(token)
    return kept


def find(whole: list[str], part: list[str]) -> int:
    """Return where a row of tokens begins in another, or −1."""
    return next((at for at in range(len(whole) - len(part) + 1) if whole[at : at + len(part)] == part), -1)


_OPEN = {"(", "[", "{", r"\{", r"\lvert", r"\lVert", r"\langle", r"\begincases", r"\beginmatrix"}
_CLOSE = {")", "]", "}", r"\}", r"\rvert", r"\rVert", r"\rangle", r"\endcases", r"\endmatrix"}
_SEPARATORS = {",", ";", r"\\", r"\quad", r"\qquad", r"\text", r"\Longrightarrow", r"\Longleftrightarrow"}
RELATIONS = {"=", r"\le", r"\ge", "<", ">", r"\approx", r"\ne", r"\mapsto", r"\leftarrow", r"\equiv", r"\in", r"\to"}


def statements(row: list[str]) -> list[list[str]]:
    r"""Cut a display into its statements: at commas, line ends and wide spaces outside brackets.

    A piece that starts with a relation, or after a line end or a space with + or −, continues the one before it; a
    row of values (k = 0, 1, 2, \dots) stays together.
    """
    pieces: list[tuple[str, list[str]]] = [("", [])]
    depth = 0
    for token in row:
        depth += (token in _OPEN) - (token in _CLOSE)
        if depth == 0 and token in _SEPARATORS:
            pieces.append((token, []))
        elif token != "." or depth:
            pieces[-1][1].append(token)
    found: list[list[str]] = []
    for before, piece in pieces:
        if not piece:
            continue
        continues = piece[0] in RELATIONS or (before in (r"\\", r"\quad", r"\qquad") and piece[0] in "+-")
        listed = before == "," and found and (piece == [r"\dots"] or r"\dots" in found[-1] or _plain(piece))
        if found and continues:
            found[-1] += piece
        elif listed and "=" in found[-1]:
            found[-1] += [",", *piece]
        else:
            found.append(list(piece))
    return found


def _plain(piece: list[str]) -> bool:
    return len(piece) == 1 and (piece[0].isdigit() or piece[0] == r"\dots")


def spelled(row: list[str]) -> str:
    """Return tokens as LaTeX again."""
    glued = [left + (" " if left[-1].isalpha() and right[0].isalnum() else "") for left, right in pairwise(row)]
    return "".join([*glued, *row[-1:]])
