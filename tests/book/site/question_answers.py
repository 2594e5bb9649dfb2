"""How the browser tests answer a question and read the verdict, without the formulas."""

import re

from course_lib.interactive import words

READ = """form => {
  const reply = form.querySelector(".question-verdict").cloneNode(true);
  for (const formula of reply.querySelectorAll("math, .math")) formula.remove();
  return reply.textContent;
}"""

# Every answer in turn, numbers as text and choices as places, and what the form says to it.
ALL = """(form, answers) => {
  const read = READ;
  const heard = [];
  for (const answer of answers) {
    if (typeof answer === "string") form.querySelector("input").value = answer;
    else form.querySelectorAll("fieldset input").forEach((box, place) => { box.checked = answer.includes(place); });
    form.querySelector("button").click();
    heard.push(read(form));
  }
  return heard;
}""".replace("READ", READ)


def squeezed(text):
    """Without spaces, which formulas leave behind in different places."""
    return re.sub(r"\s", "", text)


def expected(verdict):
    """What a form should say for a verdict of the kernel, read like `said`."""
    html = re.sub(r'<span class="math.*?</span>', "", words.inline(verdict.text))
    plain = re.sub(r"<.*?>", "", html).replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")
    return squeezed(f"{verdict.status.value}. {plain}")


def said(form):
    """What a form says at present."""
    return squeezed(form.evaluate(READ))


def said_to_all(form, answers):
    """What a form says to each answer of a list."""
    return [squeezed(text) for text in form.evaluate(ALL, answers)]


def write(form, text):
    """Write a number and send it with Enter."""
    box = form.locator("input[type=text]")
    box.fill(text)
    box.press("Enter")


def choose(form, places):
    """Tick the options with the space bar, and no others; then press the button with it."""
    boxes = form.locator("fieldset input")
    for place in range(boxes.count()):
        box = boxes.nth(place)
        if box.get_attribute("type") == "radio":
            if place in places:
                box.press("Space")
        elif box.is_checked() != (place in places):
            box.press("Space")
    form.locator("button[type=submit]").press("Space")
