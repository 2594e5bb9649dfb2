"""The page of the reader's progress: a row a page that has something to solve, and below it all of that by title."""

from html import escape

from docutils import nodes
from tasks import offers

TABLE = (
    '<div class="pst-scrollable-table-container"><table class="table"><thead><tr><th scope="col">chapter</th>'
    '<th scope="col">exercises</th><th scope="col">goals</th></tr></thead><tbody>{rows}</tbody></table></div>'
)
ROW = (
    '<tr><td><a href="{address}">{title}</a></td><td><span data-tasks="{tasks}">{task_count}</span></td>'
    "<td>{goals}</td></tr>"
)
GOALS = '<span data-goals="{names}">{count}</span>'
LIST = '<details class="fold"><summary>{title}</summary><ul class="task-list">{items}</ul></details>'


def numbered(env, page):
    """The title of a page with its number in the book."""
    number = env.toc_secnumbers.get(page, {}).get("")
    title = env.titles[page].astext()
    return f"{number[0]}. {title}" if number else title


def row(page, title, address, offer):
    goals = [explorer.anchor for explorer in offer.explorers if explorer.goal]
    return ROW.format(
        address=escape(address),
        title=escape(title),
        tasks=" ".join(f"{page}#{task.anchor}" for task in offer.tasks),
        task_count=len(offer.tasks),
        goals=GOALS.format(names=" ".join(goals), count=len(goals)) if goals else "",
    )


def items(page, address, offer):
    tasks = (
        f'<li data-task="{page}#{task.anchor}"><a href="{address}#{task.anchor}">{task.title}</a></li>'
        for task in offer.tasks
    )
    goals = (
        f'<li data-goal-of="{one.anchor}"><a href="{address}#{one.anchor}">Goal: {escape(one.title)}</a></li>'
        for one in offer.explorers
        if one.goal
    )
    return "".join([*tasks, *goals])


def fill(app, doctree, docname):
    """Put the table and the lists where a page asks for them."""
    places = [box for box in doctree.findall(nodes.container) if "everything-to-solve" in box["classes"]]
    if not places:
        return
    table, lists = "", ""
    for name, offer in offers(app.env).items():
        if offer.tasks or any(explorer.goal for explorer in offer.explorers):
            page, title = name.rpartition("/")[2], numbered(app.env, name)
            address = app.builder.get_relative_uri(docname, name)
            table += row(page, title, address, offer)
            lists += LIST.format(title=escape(title), items=items(page, address, offer))
    for box in places:
        box += nodes.raw("", TABLE.format(rows=table) + lists, format="html")


def setup(app):
    app.connect("doctree-resolved", fill, priority=400)  # before formulas are set
    return {"parallel_read_safe": True, "parallel_write_safe": True}
