"""A mistake can be reported from every page: with the page filled in, without any address; a chapter can be cited."""

import re
from urllib.parse import parse_qs, unquote, urlsplit

import pytest
from playwright.sync_api import expect
from static_gates import pages, soup

pytestmark = [pytest.mark.site, pytest.mark.browser, pytest.mark.xdist_group("reports")]

SELECT = "element => getSelection().selectAllChildren(element)"


@pytest.fixture(params=["http", "file"])
def base(request, site, server):
    return server if request.param == "http" else site.as_uri() + "/"


@pytest.fixture
def page(browser):
    context = browser.new_context(viewport={"width": 1280, "height": 800})
    yield context.new_page()
    context.close()


def test_every_page_of_the_book_leads_to_the_report_and_every_chapter_can_be_cited(site):
    for name in pages(site):
        if name.startswith("book/") and name != "book/report.html":
            page = soup(site / name)
            (link,) = page.select(".report-link")
            assert parse_qs(urlsplit(link["href"]).query)["page"] == [name]
            cited = [one.get_text() for one in page.select("details.cite pre")]
            assert len(cited) == name.startswith("book/0")
            assert all(text.startswith("@misc{optimizationderived-") for text in cited)


def test_what_was_selected_arrives_in_the_report_with_its_label(base, page):
    page.goto(f"{base}book/01-gradient-descent.html")
    page.locator("#thm-descent-lemma p").nth(1).evaluate(SELECT)
    page.locator(".report-link").click()
    page.wait_for_url("**/report.html?*")
    form = page.locator("form.report-form").first
    place = "1. Gradient descent (book/01-gradient-descent.html#thm-descent-lemma)"
    expect(form.get_by_label("Where")).to_have_value(place)
    assert len(form.get_by_label("What it says").input_value()) > 10
    form.get_by_label("What is right").fill("f(x) ≤ 1 & more")
    form.get_by_label("What shows it").fill("x = 3")
    report = form.locator(".report").input_value()
    for words in (place, "What is right:\nf(x) ≤ 1 & more", "What shows it:\nx = 3"):
        assert words in report
    mail = urlsplit(form.get_by_role("link", name="Write a mail").get_attribute("href"))
    assert (mail.scheme, mail.path) == ("mailto", "") and report in unquote(mail.query)


def test_a_link_to_a_label_carries_it_and_the_report_is_copied(server, page):
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.goto(f"{server}book/05-convergence.html#thm-pl")
    page.locator(".report-link").click()
    form = page.locator("form.report-form").first
    expect(form.get_by_label("Where")).to_have_value(re.compile(r"#thm-pl\)$"))
    form.get_by_role("button", name="Copy the report").press("Enter")
    page.wait_for_function("() => document.querySelector('.report-form [role=status]').textContent === 'Copied.'")
    assert page.evaluate("navigator.clipboard.readText()") == form.locator(".report").input_value()


def test_corrections_begin_with_how_to_report(server, page):
    page.goto(f"{server}book/corrections.html")
    page.locator("article p").first.get_by_role("link", name="Report it").click()
    page.wait_for_url("**/report.html")


def test_without_scripts_the_questions_are_there(site, browser):
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto((site / "book" / "report.html").as_uri())
    assert not page.locator("form.report-form").first.is_visible()
    context.close()
    asked = [one.get_text() for one in soup(site / "book" / "report.html").select("noscript li")]
    assert any(question.startswith("What shows it: A small counterexample") for question in asked)
