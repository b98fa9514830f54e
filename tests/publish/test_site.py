import re
from dataclasses import replace
from hashlib import sha256
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urldefrag

import pytest

from tests.publish.sample import DATA
from tollbook.model import Lineage
from tollbook.publish import SiteData, build_site
from tollbook.publish.texts import LANGUAGES

LISTS = ("index", "incidents", "totals", "map", "timeline", "reports", "sources", "method", "downloads")


class Page(HTMLParser):
    """Ids, links and attributes of one page."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.ids: list[str] = []
        self.links: list[str] = []
        self.outside: list[dict[str, str | None]] = []
        self.attributes: set[str] = set()
        self.tags: list[str] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        self.tags.append(tag)
        self.attributes |= given.keys()
        self.ids += [given["id"] or ""] if "id" in given else []
        for name in ("href", "src"):
            value = given.get(name)
            if value and value.startswith(("http:", "https:")):
                self.outside.append({"tag": tag, **given})
            elif value:
                self.links.append(value)


def pages(site: Path) -> dict[Path, Page]:
    return {path: Page(path.read_text(encoding="utf-8")) for path in sorted(site.rglob("*.html"))}


def digest(site: Path) -> dict[str, str]:
    return {
        str(p.relative_to(site)): sha256(p.read_bytes()).hexdigest() for p in sorted(site.rglob("*")) if p.is_file()
    }


def test_every_page_is_there_in_every_language(site: Path) -> None:
    for code in LANGUAGES:
        assert {f"{name}.html" for name in LISTS} <= {p.name for p in (site / code).iterdir()}
        assert len(list((site / code / "incident").iterdir())) == len(DATA.incidents)
        assert len(list((site / code / "report").iterdir())) == len(DATA.documents)
    assert (site / "index.html").exists()


def test_every_link_and_anchor_leads_somewhere(site: Path) -> None:
    found = pages(site)
    for path, page in found.items():
        for link in page.links:
            address, anchor = urldefrag(link)
            target = (path.parent / unquote(address)).resolve() if address else path
            assert target.is_file(), f"{path.name}: {link}"
            if anchor and target in found:
                assert anchor in found[target].ids, f"{path.name}: {link}"


def test_ids_are_unique_on_a_page(site: Path) -> None:
    for path, page in pages(site).items():
        assert len(page.ids) == len(set(page.ids)), path


def test_every_number_has_its_sentence(site: Path) -> None:
    found = pages(site)
    for claim in DATA.claims:
        assert f"c-{claim.id}" in found[site / "en" / "report" / f"{claim.document}.html"].ids


def test_nothing_is_inline_and_everything_outside_is_a_plain_link(site: Path) -> None:
    for path, page in pages(site).items():
        assert not {a for a in page.attributes if a.startswith("on") or a == "style"}, path
        assert "style" not in page.tags, path
        for link in page.outside:
            assert link["tag"] == "a"
            assert "noreferrer" in (link["rel"] or "")


def test_every_page_forbids_what_it_does_not_need(site: Path) -> None:
    for path in site.rglob("*.html"):
        assert "default-src 'none'; script-src 'self'; style-src 'self'" in path.read_text(encoding="utf-8"), path


def test_arabic_pages_run_from_right_to_left(site: Path) -> None:
    for path in (site / "ar").rglob("*.html"):
        assert '<html lang="ar" dir="rtl">' in path.read_text(encoding="utf-8")


def test_the_case_stands_on_its_page(site: Path) -> None:
    html = (site / "en" / "incident" / "euphrates-2018-11-13.html").read_text(encoding="utf-8")
    assert "35 civilians or more reported killed, supported by two independent sources" in html
    assert "Reported: 35 to 61 civilians or more" in html
    assert "Grade proposed: contested" in html
    assert "On the way the harm changed" in html
    assert "said that it is being investigated" in html


def test_a_report_keeps_its_own_script_on_both_pages(site: Path) -> None:
    for code in LANGUAGES:
        html = (site / code / "report" / "sana-2018-11-12-shafa.html").read_text(encoding="utf-8")
        assert '<div class="text" lang="ar" dir="rtl">' in html
        assert '<mark class="claim" id="c-sana-shafa">استشهاد وإصابة أكثر من 60 مدنياً</mark>' in html


def test_what_was_not_read_is_listed_with_its_reason(site: Path) -> None:
    html = (site / "en" / "reports.html").read_text(encoding="utf-8")
    assert "reports/broken.pdf" in html
    assert "the file ends in the middle" in html
    assert "login wall" in html


def test_the_page_says_whose_borders_it_draws(site: Path) -> None:
    for name in ("map.html", "index.html", "incident/hajin-2018-11-09.html"):
        assert "Natural Earth, as its German edition draws them" in (site / "en" / name).read_text(encoding="utf-8")


def test_leaflet_comes_with_its_licence(site: Path) -> None:
    assert b"sourceMappingURL" not in (site / "assets" / "leaflet.js").read_bytes()
    assert "Volodymyr Agafonkin" in (site / "assets" / "leaflet-LICENSE.txt").read_text(encoding="utf-8")


def test_the_same_input_gives_the_same_bytes(site: Path, tmp_path: Path) -> None:
    build_site(DATA, tmp_path)
    assert digest(tmp_path) == digest(site)


def test_an_empty_workspace_makes_a_site(tmp_path: Path) -> None:
    build_site(SiteData("Nothing yet", (), (), (), Lineage({}, {})), tmp_path)
    html = (tmp_path / "en" / "index.html").read_text(encoding="utf-8")
    assert "No number of civilians reported killed is supported by two independent sources" in html
    assert not (tmp_path / "en" / "map-data.js").exists()


def test_records_that_point_to_missing_ones_make_a_site(tmp_path: Path) -> None:
    build_site(replace(DATA, documents=(), statements=(), lineage=Lineage({}, {})), tmp_path)
    assert "35 civilians or more" in (tmp_path / "en" / "incident" / "euphrates-2018-11-13.html").read_text("utf-8")


@pytest.mark.parametrize("code", LANGUAGES)
def test_a_hostile_report_stays_text(hostile_site: Path, code: str) -> None:
    for path in (hostile_site / code).rglob("*.html"):
        html = path.read_text(encoding="utf-8")
        page = Page(html)
        assert not {a for a in page.attributes if a.startswith("on")}
        assert {"iframe", "object", "embed", "i", "img", "s"}.isdisjoint(page.tags)
        assert all(link.endswith(".js") for link in re.findall(r'<script src="([^"]*)"', html))
        assert len(re.findall("<script", html)) == len(re.findall(r'<script src="', html))
        assert not any(link.lower().startswith("javascript") for link in page.links)
        assert "\u202e" not in html


def test_a_hostile_id_stays_in_the_folder(hostile_site: Path) -> None:
    assert {p.name for p in hostile_site.iterdir()} == {"assets", "data", *LANGUAGES, "index.html"}
    assert all(re.fullmatch(r"[a-z0-9-]+\.html", p.name) for p in (hostile_site / "en" / "report").iterdir())


def test_a_template_in_a_report_is_not_filled_in(hostile_site: Path) -> None:
    (page,) = (hostile_site / "en" / "report").iterdir()
    assert "{{ 7*7 }}" in page.read_text(encoding="utf-8")
