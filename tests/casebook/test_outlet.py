"""From a workspace to its site: names in the page's script, methods, rules, remarks, and how words were counted."""

import re
from pathlib import Path

import pytest

from tests.conftest import EXAMPLE
from tollbook import pipeline
from tollbook.assess import standards
from tollbook.casebook.workspace import Workspace
from tollbook.locate import homes
from tollbook.locate.importing import import_gazetteer
from tollbook.watch import Unwatched

VAGUE = "SANA said that dozens of civilians were killed in Hajin on 20 November 2018."
GUESSED = "Local sources said that 4 civilians were killed in the café of Hajin on 2 November 2018.\n" * 3


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder, root = tmp_path_factory.mktemp("in"), tmp_path_factory.mktemp("outlet") / "ws"
    (folder / "vague.txt").write_text(VAGUE)
    (folder / "guessed.txt").write_bytes(GUESSED.encode("latin-1"))
    (folder / "empty.txt").write_text("")
    places = import_gazetteer(EXAMPLE / "places.csv", homes.workspace_store(root)).path
    files = (EXAMPLE / "newspaper.txt", folder)
    with Workspace.open(root, create=True) as workspace:
        plan = pipeline.Plan(files, (), tuple(standards().values()), (places,), "Euphrates", "الفرات")
        pipeline.run(workspace, plan, Unwatched())
        return workspace.site


def words(site: Path, page: str) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", (site / page).read_text(encoding="utf-8")).split())


def test_arabic_pages_write_the_places_in_arabic(site: Path) -> None:
    table = words(site, "ar/incidents.html")
    assert "الكشمة" in table
    assert "Kashma" not in table
    assert "Al-Kashma" in words(site, "en/incidents.html")


def test_arabic_pages_have_their_own_title(site: Path) -> None:
    assert "الفرات" in words(site, "ar/method.html")
    assert "Euphrates" in words(site, "en/method.html")


@pytest.mark.parametrize(
    ("code", "told"),
    [("en", ("Who said it first", "Read as a passive")), ("ar", ("من قالها أولًا", "قُرئ مبنيًا للمجهول"))],
)
def test_the_method_page_tells_every_step_and_rule(site: Path, code: str, told: tuple[str, ...]) -> None:
    method = words(site, f"{code}/method.html")
    assert all(text in method for text in told)


def test_words_without_a_number_count_on_every_page_as_the_standard_counts_them(site: Path) -> None:
    airwars = standards()["airwars"].conventions["words"]["dozens"]
    assert f"dozens, tens {airwars['min']} {airwars['max']}" in words(site, "en/method.html")
    (page,) = (p for p in (site / "en/report").iterdir() if "dozens" in p.read_text())
    assert f"counted as {airwars['min']} to {airwars['max']} civilians" in words(site, f"en/report/{page.name}")


def test_what_was_read_with_a_remark_is_not_among_what_was_not_read(site: Path) -> None:
    unread, remarked = words(site, "en/reports.html").split("Read, but look at it")
    assert "empty.txt" in unread
    assert "guessed.txt" in remarked
    assert "empty.txt" not in remarked
    front = words(site, "en/index.html")
    assert "1 report was read, but should be looked at." in front


def test_means_and_parties_are_named_in_the_language_of_the_page(site: Path) -> None:
    (report,) = (p.name for p in (site / "ar/report").iterdir() if p.name.startswith("newspaper"))
    arabic = words(site, f"ar/report/{report}")
    assert "المتهم التحالف الدولي" in arabic
    assert "الوسيلة غارة جوية" in arabic
    assert "Blamed US-led Coalition" in words(site, f"en/report/{report}")


def test_answers_of_one_party_stand_in_one_row(site: Path) -> None:
    (page,) = (p.name for p in (site / "en/incident").iterdir() if "35 civilians or more" in p.read_text())
    ladder = words(site, f"en/incident/{page}").split("The same as a table")[0]
    assert ladder.count("US-led Coalition (CJTF-OIR)") == 1
    assert "doubted it (twice)" in ladder
