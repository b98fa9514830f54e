"""The whole way, on the shipped example and on folders as people have them."""

import json
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from tests.conftest import EXAMPLE
from tollbook import pipeline
from tollbook.assess import standards
from tollbook.casebook import intake
from tollbook.casebook.verify import check
from tollbook.casebook.workspace import Workspace
from tollbook.errors import StopRun
from tollbook.locate import homes
from tollbook.locate.importing import import_gazetteer
from tollbook.model import Claim, Document
from tollbook.model.edge import to_json
from tollbook.watch import Unwatched

WATCH = Unwatched()


def plan(workspace: Path, *files: Path) -> pipeline.Plan:
    report = import_gazetteer(EXAMPLE / "places.csv", homes.workspace_store(workspace))
    return pipeline.Plan(files, (), tuple(standards().values()), (report.path,), "example")


@pytest.fixture(scope="module")
def example(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("example") / "ws"
    with Workspace.open(root, create=True) as workspace:
        pipeline.run(workspace, plan(root, EXAMPLE / "reports.jsonl"), WATCH)
    return root


def test_every_report_of_the_example_is_read(example: Path) -> None:
    ids = {json.loads(line)["id"] for line in (EXAMPLE / "reports.jsonl").read_text().splitlines()}
    with Workspace.open(example) as workspace:
        assert {document.id for document in workspace.documents()} == ids
        assert [item for item in workspace.skipped() if not item.read] == []


def test_every_quote_stands_in_its_text_and_every_original_is_kept(example: Path) -> None:
    with Workspace.open(example) as workspace:
        checked, faults = check(workspace)
    assert faults == []
    assert checked.originals == 1
    assert checked.quotes > 20


def test_incidents_carry_figures_and_a_grade_of_every_standard(example: Path) -> None:
    with Workspace.open(example) as workspace:
        incidents = workspace.incidents()
        claims = {claim.id for claim in workspace.claims()}
    assert len(incidents) > 3
    for incident in incidents:
        assert incident.figures
        assert {grade.standard for grade in incident.grades} == {standard.id for standard in standards().values()}
        assert incident.grade in incident.grades
        assert set(incident.claims) <= claims


def test_site_is_there_and_whole(example: Path) -> None:
    with Workspace.open(example) as workspace:
        pages = {path.name for path in workspace.site.rglob("*.html")}
    assert "index.html" in pages
    assert len(pages) > 20
    assert not list(example.glob(".site*"))


def test_run_is_noted_with_its_options_and_without_folders(example: Path) -> None:
    from tollbook.casebook.models import Run  # noqa: PLC0415 (the casebook sets Django up)

    with Workspace.open(example) as workspace:
        (run,) = Run.objects.using(workspace.alias).all()
    assert run.finished is not None and run.finished >= run.started
    assert run.options["files"] == ["reports.jsonl"]
    assert str(EXAMPLE) not in json.dumps(run.options)


def test_unchanged_workspace_is_not_computed_again(
    example: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def never(*_: object, **__: object) -> None:
        raise AssertionError("computed again")

    monkeypatch.setattr(pipeline, "conclude", never)
    monkeypatch.setattr(pipeline, "found", never)
    with Workspace.open(example) as workspace:
        before = workspace.fingerprint()
        pipeline.run(workspace, plan(example, EXAMPLE / "reports.jsonl"), WATCH)
        assert workspace.fingerprint() == before


def test_reports_in_two_goes_are_as_reports_in_one(tmp_path: Path) -> None:
    lines = (EXAMPLE / "reports.jsonl").read_text().splitlines(keepends=True)
    first, second = tmp_path / "first.jsonl", tmp_path / "second.jsonl"
    first.write_text("".join(lines[:9]))
    second.write_text("".join(lines[9:]))
    incidents = []
    for name, goes in (("one", [[first, second]]), ("two", [[first], [first, second]])):
        root = tmp_path / name
        with Workspace.open(root, create=True) as workspace:
            for files in goes:
                pipeline.run(workspace, plan(root, *files), WATCH)
            incidents.append([to_json(one) for one in workspace.incidents()])
    assert incidents[0] == incidents[1]


def test_new_gazetteer_locates_again_and_other_standard_grades_again(tmp_path: Path) -> None:
    root = tmp_path / "ws"
    chosen = standards()
    bare = pipeline.Plan((EXAMPLE / "reports.jsonl",), (), (chosen["airwars"],), (), "x")
    with Workspace.open(root, create=True) as workspace:
        pipeline.run(workspace, bare, WATCH)
        without = {claim.places for claim in workspace.claims()}
        pipeline.run(workspace, plan(root, EXAMPLE / "reports.jsonl"), WATCH)
        assert {claim.places for claim in workspace.claims()} != without
        assert {len(one.grades) for one in workspace.incidents()} == {len(chosen)}


def test_workspace_inside_the_folder_is_not_read(tmp_path: Path) -> None:
    (tmp_path / "report.txt").write_text("Three people were killed in Hajin on Monday, officials said.")
    root = tmp_path / "ws"
    for _ in range(2):
        with Workspace.open(root, create=True) as workspace:
            pipeline.run(workspace, plan(root, tmp_path), WATCH)
            assert workspace.counts()["reports"] == 1


def test_missing_input_stops(tmp_path: Path) -> None:
    with Workspace.open(tmp_path / "ws", create=True) as workspace, pytest.raises(StopRun, match="is not there"):
        intake.read(workspace, [tmp_path / "nothing"], WATCH)


def test_link_out_of_the_folder_is_named_and_not_followed(tmp_path: Path) -> None:
    (tmp_path / "secret.txt").write_text("Three people were killed in Hajin.")
    folder = tmp_path / "reports"
    folder.mkdir()
    (folder / "link.txt").symlink_to(tmp_path / "secret.txt")
    with Workspace.open(tmp_path / "ws", create=True) as workspace:
        intake.read(workspace, [folder], WATCH)
        intake.read(workspace, [folder], WATCH)
        assert workspace.counts()["reports"] == 0
        assert [item.what for item in workspace.skipped()] == ["a link that leads out of the folder"]


@pytest.mark.parametrize("condition", ["login_wall", "consent_page", "empty_shell", "unreadable"])
def test_copy_without_a_report_supports_no_claim(condition: str) -> None:
    text = "Three people were killed in Hajin on Monday, officials said."
    gazetteer = pipeline.load_gazetteer(())
    assert pipeline.extract(Document("a", text), gazetteer)
    assert pipeline.extract(Document("a", text, condition=condition), gazetteer) == []  # type: ignore[arg-type]
    assert pipeline.statements(Document("a", text, condition=condition), gazetteer) == []  # type: ignore[arg-type]


def test_rule_that_cannot_be_computed_is_said_in_the_place_of_the_grade(tmp_path: Path, example: Path) -> None:
    from tollbook.assess import load_standard  # noqa: PLC0415 (beside what it is used for)

    mine = tmp_path / "mine.toml"
    mine.write_text(
        """id = "mine"
[name]
en = "Mine"
ar = "لي"
[[grade]]
value = "any"
en = "Any"
ar = "أي"
[[rule]]
id = "mine.broken"
grade = "any"
when = "1 / (independent_sources - independent_sources) > 0"
en = "x"
ar = "x"
source = "test"
[default]
id = "mine.default"
grade = "any"
en = "x"
ar = "x"
source = "test"
"""
    )
    standard = load_standard(mine)
    with Workspace.open(example) as workspace:
        incident = workspace.incidents()[0]
        graded = pipeline.graded(incident, workspace.claims_of(incident), workspace.lineage(), {}, [standard])
    assert graded.grade is not None
    assert (graded.grade.standard, graded.grade.value) == ("mine", "")
    assert "mine.broken" in graded.grade.reasons[0].text


def test_report_the_program_fails_on_is_listed_and_the_run_goes_on(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    import tollbook.extract  # noqa: PLC0415 (to break it)

    sound = tollbook.extract.extract

    def breaks(document: Document) -> list[Claim]:
        if "poison" in document.text:
            raise ZeroDivisionError("deep inside")
        return sound(document)

    monkeypatch.setattr(tollbook.extract, "extract", breaks)
    (tmp_path / "bad.txt").write_text("The poison killed 3 people in Hajin.")
    (tmp_path / "good.txt").write_text("At least 15 civilians were killed in Hajin on Monday.")
    root = tmp_path / "ws"
    with Workspace.open(root, create=True) as workspace:
        pipeline.run(workspace, plan(root, tmp_path), WATCH)
        (item,) = workspace.skipped()
        assert "ZeroDivisionError: deep inside" in item.what
        assert item.where.startswith("bad-")
        assert [claim.count.min for claim in workspace.claims()] == [15]
        monkeypatch.undo()
        workspace.save_extraction(
            [pipeline.found(one, pipeline.load_gazetteer(())) for one in workspace.documents()], "new"
        )
        assert workspace.skipped() == []


def test_later_toll_of_a_source_replaces_its_earlier_one() -> None:
    first = "SANA said that 12 civilians were killed when jets hit the bakery in Hajin on 12 November 2018."
    later = "Strikes on Hajin on 12 November 2018 killed 20 civilians, SANA reported, after more bodies had been found."
    dated = [
        Document("first", first, published=date(2018, 11, 12), language="en"),
        Document("later", later, published=date(2018, 11, 13), language="en"),
    ]
    gazetteer = pipeline.load_gazetteer(())

    def range_of(reports: list[Document]) -> tuple[int | None, int | None]:
        claims = [claim for report in reports for claim in pipeline.extract(report, gazetteer)]
        (incident,) = pipeline.conclude(reports, claims, [], list(standards().values())).incidents
        return incident.figures["killed"].min, incident.figures["killed"].max

    assert range_of(dated) == (20, 20)
    assert range_of([replace(report, published=None) for report in dated]) == (12, 20)
