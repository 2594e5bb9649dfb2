"""Goals of the explorers on the built site: what a sentence says, the goal says too, over the whole table."""

import json
import re

import pytest
from browsing import BUILT
from static_gates import pages, soup

pytestmark = pytest.mark.site

RAISED = str.maketrans("⁻⁰¹²³⁴⁵⁶⁷⁸⁹", "-0123456789")
NUMBER = re.compile(r"(?<![\w.])(?P<sign>−?)(?:(?P<factor>\d+(?:\.\d+)?)(?:·10(?P<power>[⁻⁰¹²³⁴-⁹]+))?(?!\w|⁻))")
TEN = re.compile(r"(?<![\w.·])(−?)10([⁻⁰¹²³⁴-⁹]+)")
TAKEN = re.compile(r"M(-?[\d.]+) ?(-?[\d.]+)|l(-?[\d.]+) ?(-?[\d.]+)")


def numbers(text):
    """The numbers of a sentence, as they are printed: −0.85, 2.9·10⁻⁷, 10⁻¹²."""
    text = TEN.sub(r"\g<1>1·10\2", text)
    return [
        float(f"{'-' if one['sign'] else ''}{one['factor']}e{(one['power'] or '0').translate(RAISED)}")
        for one in NUMBER.finditer(text)
    ]


def after(say, words):
    """The first number behind the words."""
    return numbers(say.partition(words)[2])[0]


class Table:
    """An explorer of the built site: where its controls stand in each row, and what it then says."""

    def __init__(self, page, root):
        self.page, self.title = page, root.select_one(".explorer-title").text
        data = json.loads(root.select_one("script[type='application/json']").text)
        self.frames = data["frames"]
        shown = {}
        for control in root.select(".explorer-slider, .explorer-choice"):
            slider = control.select_one("input[type=range]")
            name = (control.select_one("label") if slider else control.select_one("legend")).text
            words = (
                json.loads(slider["data-words"]) if slider else [one.text.strip() for one in control.select("label")]
            )
            shown[name] = words
        self.rows = [{}]
        for name, words in shown.items():
            self.rows = [{**row, name: word} for row in self.rows for word in words]
        places = [slider["value"] for slider in root.select("input[type=range], input[checked]")]
        self.start = 0
        for place, size in zip(places, data["sizes"], strict=True):
            self.start = self.start * size + int(place)
        self.marked = {int(line["data-artist"]) for line in root.select("path[data-artist][marker-start]")}
        _, _, *size = root.select_one("svg")["viewbox"].split()
        self.width, self.height = map(float, size)

    def say(self, **values):
        """The sentences of all rows with these values."""
        wanted = values.items()
        return [f["say"] for row, f in zip(self.rows, self.frames, strict=True) if wanted <= row.items()]


TABLES = [
    Table(name, root)
    for name in (pages(BUILT) if BUILT.is_dir() else [])
    if name != "book/index.html"  # shows one of chapter 1's once more
    for root in soup(BUILT / name).select(".explorer:has(form)")
    if root.select_one("[data-goal]")
]


def longest(at, say, table):
    norms = numbers(re.sub(r"‖δ.‖", "", say))
    (whole,) = table.say(**at | {"step": "8"})
    return at["weights"] == "2" and "Back" in say and norms[-1] == max(numbers(re.sub(r"‖δ.‖", "", whole)))


def smallest_share(at, say, table):
    smaller = [one for one in ("0.9", "0.99", "0.997", "0.999", "0.9997", "0.9999") if float(one) < float(at["β₂"])]
    before = [words for share in smaller for words in table.say(**at | {"β₂": share})]
    return at["period"] == "300" and "best" in say and all("worst" in words for words in before)


def left_by_pure_newton(at, say, table):
    (pure,) = table.say(**at | {"method": "pure Newton"})
    return "to a minimum" in say and "to the maximum" in pure


# How a reader judges from the controls and the sentence, by the beginning of the title.
JUDGED = {
    "Which unit step": lambda at, say, _: at["ruler"] == "ℓ∞" and ("every point of this edge" in say or "−1.41" in say),
    "Sixty steps": lambda at, say, _: at["condition number κ"] == "10" and after(say, "f is") < 1e-11,
    "One sample": longest,
    "Two moons": lambda at, say, _: int(at["width"]) <= 4 and "beyond" not in say and after(say, "; ") > 97,
    "Taylor remainder": lambda at, say, _: (
        (at["candidate"], at["t"]) == ("2AWB", "10⁻⁴") and "as a right gradient has it" in say
    ),
    "The literal gradient": lambda at, say, _: "off by 0%" in say,
    "A chord": lambda at, say, _: at["function"] == "log(1 + x²)" and "not convex" in say,
    "Huber's function": lambda at, say, _: (at["h"], at["steps"]) == ("1", "5") and "reached" in say,
    "Noise": lambda at, say, _: at["σ"] == "2" and after(say, "20 steps") < 0.01,
    "Rate in units of 1/L": lambda at, say, _: (
        at["condition number κ"] == "20" and after(say, "60 steps: ") < after(say, "it is") / 10
    ),
    "Newton's method": left_by_pure_newton,
    "Two springs": lambda at, say, _: after(say, "60 steps: ") < 1e-12,
    "Adam's rate": lambda at, say, _: at["size"] == "100" and abs(after(say, "after it") - 1) < 0.2,
    "A rare large gradient": smallest_share,
    "The race": lambda at, say, _: "gradient small; at a stationary point" in say,
    "The error of a difference": lambda at, say, _: (
        (at["function"], at["formula"]) == ("1000 + exp", "central") and after(say, "error ") < 1e-8
    ),
    "Softmax": lambda at, say, _: (
        at["precision"] == "double" and numbers(at["offset"])[0] < 0 and "Naive: nan, nan, nan" in say
    ),
    "Depth": lambda at, say, _: at["depth"] == "50" and after(say, "at most") < 1,
}


def of(table):
    return f"{table.page}, {table.title}"


def test_every_goal_has_a_reader_and_every_reader_a_goal(site):
    titles = [table.title for table in TABLES]
    assert [t for t in titles if not any(t.startswith(begins) for begins in JUDGED)] == []
    assert [begins for begins in JUDGED if not any(t.startswith(begins) for t in titles)] == []


@pytest.mark.parametrize("table", TABLES, ids=of)
def test_the_goal_is_reached_where_the_sentence_says_so_and_nowhere_else(table):
    judge = next(judge for begins, judge in JUDGED.items() if table.title.startswith(begins))
    for at, frame in zip(table.rows, table.frames, strict=True):
        assert judge(at, frame["say"], table) == frame["met"], (at, frame["say"])


@pytest.mark.parametrize("table", TABLES, ids=of)
def test_a_goal_is_open_at_the_start_and_no_accident(table):
    met = [row for row, frame in enumerate(table.frames) if frame["met"]]
    assert met and table.start not in met
    assert len(met) <= len(table.frames) / 4, "a quarter of the positions and more: it is reached without a thought"


@pytest.mark.parametrize("table", TABLES, ids=of)
def test_where_a_goal_is_reached_the_picture_shows_it(table):
    """In one such row at least, every path of points ends inside the picture."""

    def is_shown(frame):
        ends = [points(place)[-1] for index, place in enumerate(frame["at"]) if index in table.marked and place]
        return all(0 <= x <= table.width and 0 <= y <= table.height for x, y in ends)

    assert any(is_shown(frame) for frame in table.frames if frame["met"])


def points(path):
    """The points of a path of a table."""
    found, x, y = [], 0.0, 0.0
    for to_x, to_y, by_x, by_y in TAKEN.findall(path):
        x, y = (float(to_x), float(to_y)) if to_x else (x + float(by_x), y + float(by_y))
        found.append((x, y))
    return found


def test_numbers_are_read_as_they_are_printed():
    assert numbers("f is 2.9·10⁻⁷, −0.85, 10⁻¹² and 1.2·10¹², 5") == [2.9e-7, -0.85, 1e-12, 1.2e12, 5]
    assert points("M1 2l.5-1l0 0") == [(1, 2), (1.5, 1), (1.5, 1)]
