"""What a page offers is found in it: questions get anchors, explorers are known by their titles."""

from docutils import nodes
from docutils.utils import new_document
from tasks import Explorer, anchors_in, complete_map, explorers_in, minutes, tasks_in, with_anchors

from course_lib.interactive.questions import ask_choice, ask_number

CHOICE = ask_choice("Where is $x^2$ least?", [("at 0", "Yes.", True), ("at 1", "No.")])
NUMBER = ask_number("How much is $1+1$?", 2, explanation="So it is.")
EXPLORER = (
    '<div class="explorer" role="group" aria-labelledby="explorer-01234567-title"><p class="explorer-title" '
    'id="explorer-01234567-title">Rate &amp; condition</p>{goal}<div class="explorer-picture"></div></div>'
)


def page(*html):
    return nodes.container("", *(nodes.raw("", one, format="html") for one in html))


def table(*rows):
    def row(cells):
        return nodes.row("", *(nodes.entry("", nodes.paragraph("", cell)) for cell in cells))

    head, *body = map(row, rows)
    return nodes.table("", nodes.tgroup("", nodes.thead("", head), nodes.tbody("", *body), cols=len(rows[0])))


def test_every_question_gets_the_anchor_that_it_is_listed_by():
    both = with_anchors(CHOICE.form() + NUMBER.form())
    tasks = tasks_in(page(both))
    assert [task.title for task in tasks] == [
        r'Where is <span class="math">\(x^2\)</span> least?',
        r'How much is <span class="math">\(1+1\)</span>?',
    ]
    assert all(f'<form class="question" id="{task.anchor}"' in both for task in tasks)
    assert anchors_in(page(both)) == [task.anchor for task in tasks]


def test_explorers_with_and_without_a_goal():
    found = explorers_in(page(EXPLORER.format(goal='<p class="explorer-goal">x</p>'), EXPLORER.format(goal="")))
    assert found == [Explorer("explorer-01234567-title", "Rate & condition", goal) for goal in (True, False)]


def test_the_minutes_of_a_map_are_added():
    assert minutes(page()) is None
    assert minutes(table(("part", "minutes"), ("1.1", "20"), ("1.2", "15"))) == 35
    assert minutes(table(("part", "seconds"), ("1.1", "20"))) is None


def test_a_part_of_the_map_has_the_exercises_up_to_the_next_part():
    links = [nodes.paragraph("", "", nodes.reference("", name, refid=name)) for name in ("one", "three")]
    contents = table(("part", "minutes"), ("", "10"), ("", "5"))
    for row, link in zip(list(contents.findall(nodes.row))[1:], links, strict=True):
        row[0].children = []
        row[0] += link
    title = nodes.section("", contents, ids=["chapter"])
    for name in ("one", "two", "three"):
        title += nodes.section("", nodes.raw("", with_anchors(CHOICE.form()), format="html"), ids=[name])
    document = new_document("page")
    document += title
    complete_map(None, document, "book/chapter")
    numbers = [row[-1].next_node(nodes.raw).astext() for row in list(contents.findall(nodes.row))[1:]]
    assert [number.count("chapter#q-") for number in numbers] == [2, 1]
