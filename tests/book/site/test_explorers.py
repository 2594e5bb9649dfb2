"""Every explorer of the built site, moved by keyboard and by mouse."""

import json

import pytest
from browsing import BUILT, come_back
from static_gates import pages

pytestmark = [pytest.mark.site, pytest.mark.browser]

DESK, PHONE = "light, over http", "dark phone, from disk"
SETTINGS = {
    DESK: {"color_scheme": "light"},
    PHONE: {"color_scheme": "dark", "viewport": {"width": 390, "height": 800}, "has_touch": True},
}
NAMES = [name for name in pages(BUILT) if 'class="explorer-controls' in (BUILT / name).read_text(encoding="utf-8")]


def opened_in(*settings):
    """Every page in these settings; the tests of one page in one setting share a tab, so they stay with one worker."""
    visits = [
        pytest.param((setting, name), id=f"{name}, {setting}", marks=pytest.mark.xdist_group(f"{name}, {setting}"))
        for name in NAMES
        for setting in settings
    ]
    return pytest.mark.parametrize("opened", visits, indirect=True, scope="module")


at_a_desk, on_a_phone, on_both = opened_in(DESK), opened_in(PHONE), opened_in(DESK, PHONE)


# Where what an explorer shows differs from a row of its table: artists, sentence; of each slider the place, all words,
# the spoken and the shown one.
DIFFERS = """(root, row) => {
  root.frames ??= JSON.parse(root.querySelector("script[type='application/json']").textContent).frames;
  const frame = root.frames[row];
  const drawn = [...root.querySelectorAll("[data-artist]")].sort((a, b) => a.dataset.artist - b.dataset.artist)
    .map(a => a.tagName === "path" ? a.getAttribute("d") : [+a.getAttribute("x"), +a.getAttribute("y"), a.textContent]);
  const wrong = JSON.stringify(drawn) === JSON.stringify(frame.at) ? [] : ["the picture"];
  if (root.querySelector(".explorer-sentence").textContent !== frame.say) wrong.push("the sentence");
  for (const input of root.querySelectorAll("input[type=range]")) {
    const word = JSON.parse(input.dataset.words)[+input.value];
    const shown = [input.getAttribute("aria-valuetext"), input.nextElementSibling.textContent];
    if (shown.some(said => said !== word)) wrong.push(word);
  }
  return wrong;
}"""
ROW = """root => [...root.querySelectorAll(".explorer-slider, .explorer-choice")]
  .map(control => +control.querySelector("input[type=range], input:checked").value)"""


@pytest.fixture(scope="module")
def opened(request, site, browser, server):
    """One page in one setting, and what its console said."""
    setting, name = request.param
    errors = []
    context = browser.new_context(**SETTINGS[setting])
    tab = context.new_page()
    tab.on("console", lambda message: message.type == "error" and errors.append(message.text))
    tab.on("pageerror", lambda error: errors.append(str(error)))
    tab.goto((server if "http" in setting else site.as_uri() + "/") + name)
    yield tab, errors
    context.close()


@pytest.fixture(scope="module")
def explorers(opened):
    return [Handle(root) for root in opened[0].locator(".explorer:has(form)").all()]


def test_there_are_explorers(site):
    assert NAMES


class Handle:
    """One explorer on an open page, and the table it is fed from."""

    def __init__(self, root):
        self.root = root
        data = json.loads(root.locator("script[type='application/json']").text_content())
        self.frames, self.sizes = data["frames"], data["sizes"]
        self.controls = root.locator(".explorer-slider, .explorer-choice").all()
        self.sliders = root.locator("input[type=range]").all()

    def row(self):
        row = 0
        for at, size in zip(self.root.evaluate(ROW), self.sizes, strict=True):
            row = row * size + at
        return row

    def go_to(self, row):
        """Bring every control to the row."""
        for control, size in reversed(list(zip(self.controls, self.sizes, strict=True))):
            row, at = divmod(row, size)
            slider = control.locator("input[type=range]")
            if slider.count():
                slider.fill(str(at))
            else:
                control.locator("input").nth(at).check()

    def reset(self):
        """Bring every control back; the picture follows in the next task of the page."""
        self.root.get_by_role("button", name="Reset").click()
        self.root.page.evaluate("() => new Promise(done => setTimeout(done, 0))")

    def assert_shows_its_row(self):
        assert self.root.evaluate(DIFFERS, self.row()) == []


@at_a_desk
def test_keys_move_every_slider_and_the_picture_follows(explorers):
    for explorer in explorers:
        explorer.assert_shows_its_row()
        for slider in explorer.sliders:
            explorer.reset()
            seen = {(slider.input_value(), explorer.root.locator(".explorer-sentence").text_content())}
            for key in ("Home", "ArrowRight", "ArrowRight", "End", "ArrowLeft"):
                slider.press(key)
                explorer.assert_shows_its_row()
                seen.add((slider.input_value(), explorer.root.locator(".explorer-sentence").text_content()))
            assert len({sentence for _, sentence in seen}) > 1 and len({value for value, _ in seen}) >= 3


@at_a_desk
def test_the_mouse_moves_every_control(explorers):
    for explorer in explorers:
        for slider in explorer.sliders:
            values = []
            for share in (0.1, 0.9):
                slider.scroll_into_view_if_needed()
                box = slider.bounding_box()
                slider.page.mouse.click(box["x"] + share * box["width"], box["y"] + box["height"] / 2)
                values.append(int(slider.input_value()))
                explorer.assert_shows_its_row()
            assert values[0] < values[1]
        for choice in explorer.root.locator(".explorer-choice label").all():
            choice.click()
            assert choice.locator("input").is_checked()
            explorer.assert_shows_its_row()


ON_SCREEN = """(svg, [x, y]) => {
  const point = new DOMPoint(x, y).matrixTransform(svg.getScreenCTM());
  return [point.x, point.y];
}"""


@on_both
def test_points_follow_the_mouse_and_go_where_a_finger_taps(opened, explorers):
    touch = opened[0].evaluate("navigator.maxTouchPoints")
    for explorer in explorers:
        picture = explorer.root.locator("[data-drag]")
        for ring, point in enumerate(json.loads(picture.get_attribute("data-drag")) if picture.count() else []):
            axes = [point["x"], point["y"]]
            explorer.reset()
            picture.scroll_into_view_if_needed()
            svg, wanted = picture.locator("svg"), [len(axis["at"]) * (ring + 1) // 3 for axis in axes]
            goal = svg.evaluate(ON_SCREEN, [axis["at"][at] for axis, at in zip(axes, wanted, strict=True)])
            box = explorer.root.locator(".explorer-ring").nth(ring).bounding_box()
            assert box["width"] >= 44
            if touch:
                opened[0].touchscreen.tap(*goal)
            else:
                opened[0].mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
                opened[0].mouse.down()
                opened[0].mouse.move(*goal, steps=4)
                opened[0].mouse.up()
            at = explorer.root.evaluate(ROW)
            moved = [at[axis["control"]] for axis in axes if "control" in axis]
            assert moved == [place for axis, place in zip(axes, wanted, strict=True) if "control" in axis]
            explorer.assert_shows_its_row()


@on_a_phone
def test_a_finger_drags_a_point_and_scrolls_the_page_beside_it(opened, explorers):
    tab, _ = opened
    touch = tab.context.new_cdp_session(tab)
    for explorer in explorers:
        picture = explorer.root.locator("[data-drag]")
        for ring, point in enumerate(json.loads(picture.get_attribute("data-drag")) if picture.count() else []):
            for beside in (False, True):
                explorer.reset()
                picture.evaluate("picture => scrollTo(0, picture.getBoundingClientRect().top + scrollY - 200)")
                seen = explorer.root.locator(".explorer-ring").nth(ring).locator("circle").nth(1).bounding_box()
                frame = picture.bounding_box()
                x, y = (frame["x"] + 3, frame["y"] + 3) if beside else (seen["x"] + 8, seen["y"] + 8)
                across = 6 if x < frame["x"] + frame["width"] / 2 else -6
                before, scrolled = explorer.root.evaluate(ROW), tab.evaluate("scrollY")
                touch.send("Input.dispatchTouchEvent", {"type": "touchStart", "touchPoints": [{"x": x, "y": y}]})
                for step in range(1, 16):
                    places = [{"x": x + across * step, "y": y - 5 * step}]
                    touch.send("Input.dispatchTouchEvent", {"type": "touchMove", "touchPoints": places})
                moved, went = explorer.root.evaluate(ROW) != before, tab.evaluate("scrollY") - scrolled
                touch.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})
                assert (moved, went > 30) == (not beside, beside), (point, went)


@on_a_phone
def test_choices_on_a_phone_stand_below_their_name(explorers):
    for explorer in explorers:
        for group in explorer.root.locator(".explorer-choice").all():
            name = group.locator("legend").bounding_box()
            for choice in group.locator("label").all():
                assert choice.bounding_box()["y"] >= name["y"] + name["height"] - 1


@on_a_phone
def test_controls_are_named_and_large_enough_for_a_thumb(explorers):
    for explorer in explorers:
        for control in explorer.root.locator(":is(input[type=range], .explorer-choice label, button):visible").all():
            assert control.bounding_box()["height"] >= 44
        for slider in explorer.sliders:
            assert slider.evaluate("input => input.labels[0].textContent.trim()")
            slider.press("Home")
            outer = "style => parseFloat(style.outlineOffset) + parseFloat(style.outlineWidth)"
            assert slider.evaluate(f"input => ({outer})(getComputedStyle(input))") <= 0, "through the words above"
        explorer.reset()


@at_a_desk
def test_goals_are_announced_when_they_are_met_and_stay_reached(opened, explorers):
    opened[0].evaluate("memory.forget()")
    come_back(opened[0])
    for explorer in explorers:
        goal = explorer.root.locator("[data-goal]")
        if not goal.count():
            continue
        explorer.reset()
        met = [row for row, frame in enumerate(explorer.frames) if frame["met"]]
        missed = [row for row, frame in enumerate(explorer.frames) if not frame["met"]]
        assert met and missed and explorer.row() in missed, "a goal must be open at first and can be reached"
        assert goal.get_attribute("aria-live") == "polite"
        for row, words in ((missed[-1], "not yet"), (met[0], "reached"), (missed[0], "reached")):
            explorer.go_to(row)
            assert (explorer.row(), goal.text_content()) == (row, words)


@on_a_phone
def test_reset_and_play(explorers):
    for explorer in explorers:
        explorer.reset()
        start = explorer.row()
        explorer.assert_shows_its_row()
        if not explorer.sliders:
            assert not explorer.root.locator("[data-play]").is_visible()
            continue
        play, slider = explorer.root.locator("[data-play]"), explorer.sliders[0]
        at = slider.input_value()
        play.click()
        moved = "([input, at]) => input.value !== at"
        explorer.root.page.wait_for_function(moved, arg=[slider.element_handle(), at])
        play.click()
        assert play.text_content() == "Play"
        explorer.assert_shows_its_row()
        explorer.reset()
        assert explorer.row() == start
        explorer.assert_shows_its_row()


LAPTOPS = [{"width": 1280, "height": 800}, {"width": 1366, "height": 768}]


@pytest.mark.parametrize("name", NAMES)
def test_goal_picture_and_controls_are_on_one_laptop_screen(name, site, browser):
    page = browser.new_page()
    page.goto(site.as_uri() + "/" + name)
    for size in LAPTOPS:
        page.set_viewport_size(size)
        for root in page.locator(".explorer:has(form)").all():
            height = root.evaluate("root => root.getBoundingClientRect().height")
            bar = page.locator(".bd-header-article").evaluate("bar => bar.getBoundingClientRect().height")
            assert height + bar <= size["height"], root.locator(".explorer-title").text_content()
    page.close()


@on_both
def test_no_console_said_an_error(opened):
    assert opened[1] == []


def test_nothing_plays_for_readers_who_prefer_reduced_motion(site, browser):
    page = browser.new_page(reduced_motion="reduce")
    page.goto(site.as_uri() + "/" + NAMES[0])
    assert not page.locator("[data-play]").first.is_visible()
    page.close()


def test_tables_are_read_near_the_window_and_not_before(site, browser):
    page = browser.new_page(viewport={"width": 1000, "height": 600})
    page.add_init_script(
        "window.read = 0; const parse = JSON.parse;"
        "JSON.parse = (text) => { if (text.startsWith('{\"sizes\"')) read += 1; return parse(text); }"
    )
    page.goto(site.as_uri() + "/" + NAMES[0])
    explorers = page.locator(".explorer:has(form)")
    page.evaluate("() => new Promise(requestAnimationFrame)")
    assert page.evaluate("read") < explorers.count()
    explorers.last.scroll_into_view_if_needed()
    page.wait_for_function("() => read > 0")
    page.close()


STYLED = "() => new Promise((done) => requestAnimationFrame(() => setTimeout(done)))"
FEW = 500  # of the 30,000 elements of a chapter


@pytest.mark.parametrize("name", ["05-convergence", "06-advanced-methods"])
def test_a_move_and_an_answer_have_only_what_changes_styled_anew(name, site, browser):
    page = browser.new_page()
    page.goto(f"{site.as_uri()}/book/{name}.html")
    slider = page.locator(".explorer input[type=range]").first
    answer = page.locator("form.question:has(fieldset) button").first

    def most_styled(control, key):
        control.scroll_into_view_if_needed()
        control.press(key)
        page.evaluate(STYLED)
        browser.start_tracing(page=page, categories=["devtools.timeline"])
        control.press(key)
        page.evaluate(STYLED)
        events = json.loads(browser.stop_tracing())["traceEvents"]
        return max(e["args"]["elementCount"] for e in events if e["name"] == "UpdateLayoutTree" and e["ph"] == "X")

    assert 0 < most_styled(slider, "ArrowRight") < FEW
    assert 0 < most_styled(answer, "Enter") < FEW
    page.close()
