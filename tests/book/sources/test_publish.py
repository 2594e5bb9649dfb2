"""Pages offer the files that are there, with their sizes; the zip opens and holds everything but itself."""

import zipfile

import publish
import pytest
from static_gates import broken_links

PAGE = '<p id="foot">foot</p><!-- downloads --><!-- /downloads -->'


@pytest.fixture
def site(tmp_path):
    root = tmp_path / "html"
    for name, text in {"index.html": "<p>door</p>", "book/index.html": PAGE, "book/api/a.html": PAGE}.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(text, encoding="utf-8")
    (root / f"{publish.NAME}.pdf").write_bytes(bytes(3_400_000))
    return root


def test_every_page_with_a_place_links_to_the_files(site):
    assert publish.offer(site, [site / f"{publish.NAME}.pdf"]) == 2
    page = (site / "book" / "api" / "a.html").read_text(encoding="utf-8")
    assert f'<a href="../../{publish.NAME}.pdf">the book as a PDF</a> (3 MB).' in page
    assert (site / "index.html").read_text(encoding="utf-8") == "<p>door</p>"
    assert publish.offer(site, []) == 2
    assert (site / "book" / "index.html").read_text(encoding="utf-8") == PAGE


def test_the_zip_opens_without_itself_and_its_links_are_sound(site, tmp_path):
    bundle = site / f"{publish.NAME}.zip"
    publish.offer(site, [site / f"{publish.NAME}.pdf"])
    publish.pack(site, bundle)
    first = bundle.read_bytes()
    publish.pack(site, bundle)
    assert bundle.read_bytes() == first
    with zipfile.ZipFile(bundle) as packed:
        assert bundle.name not in " ".join(packed.namelist())
        assert {one.external_attr >> 16 for one in packed.infolist()} == {0o644}
        packed.extractall(tmp_path / "unpacked")
    unpacked = tmp_path / "unpacked" / publish.NAME
    assert sorted(path.name for path in unpacked.iterdir()) == ["book", "index.html", f"{publish.NAME}.pdf"]
    assert broken_links(unpacked) == []


def test_without_a_site_it_says_what_to_do(tmp_path, monkeypatch, capsys):
    monkeypatch.setattr(publish, "SITE", tmp_path)
    monkeypatch.setattr(publish.make_pdf, "SITE", tmp_path)
    assert publish.main() == 1
    assert "build it first: make book" in capsys.readouterr().err
