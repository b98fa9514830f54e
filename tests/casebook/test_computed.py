"""What follows from claims is replaced whole, kept where it is the same, and comes back as it went in."""

import sqlite3
from datetime import UTC, datetime

import pytest
from django.db import DatabaseError, connections

from tests.casebook.build import claim, document, incident, lineage, statement
from tollbook.casebook import allegations, models
from tollbook.casebook.computed import Extraction
from tollbook.casebook.database import FILE
from tollbook.casebook.events import record_event
from tollbook.casebook.workspace import Workspace
from tollbook.model import Allegation, Claim, Document, Drift, Lineage, Step


def filled(workspace: Workspace, *keys: str) -> list[Claim]:
    documents = [document(key) for key in keys]
    reading = workspace.begin_reading("http://example.org/", "feed", None, "reader")
    assert reading
    workspace.fill_reading(reading, documents)
    workspace.save_extraction([Extraction(one, [claim(one)], [statement(one)]) for one in documents], "maker")
    return list(workspace.claims())


def test_claims_and_statements_come_back_as_they_went_in(workspace: Workspace) -> None:
    said = filled(workspace, "a", "b")
    assert said == [claim(document("a")), claim(document("b"))]
    assert list(workspace.statements()) == [statement(document("a")), statement(document("b"))]
    assert workspace.counts() == {"reports": 2, "claims": 2}


def test_only_reports_of_another_maker_wait(workspace: Workspace) -> None:
    filled(workspace, "a", "b")
    assert workspace.pending("maker") == []
    assert workspace.pending("newer maker") == ["a", "b"]
    (first,) = workspace.fetch(["a"])
    workspace.save_extraction([Extraction(first)], "newer maker")
    assert workspace.pending("newer maker") == ["b"]
    assert [one.document for one in workspace.claims()] == ["b"]


def test_fetch_keeps_the_order_asked_for_and_passes_over_unknown_ids(workspace: Workspace) -> None:
    filled(workspace, "a", "b", "c")
    assert [one.id for one in workspace.fetch(["c", "nobody", "a"])] == ["c", "a"]


def test_incidents_and_lineage_come_back_as_they_went_in(workspace: Workspace) -> None:
    first, second = filled(workspace, "a", "b")
    drift = Drift(first.id, second.id, "harm", "the wounded fell out")
    whole = Lineage(
        {**lineage().sources},
        {first.id: "sana"},
        summaries=frozenset([second.id]),
        copies={"b": "a"},
        drifts=(drift, drift),
        reasons={first.id: "named"},
    )
    drawn = [incident("i2", second), incident("i1", first, second)]
    workspace.save_computed(whole, drawn, "maker", "key")
    assert workspace.lineage() == whole
    assert workspace.incidents() == sorted(drawn, key=lambda one: one.id)
    assert workspace.computed_key() == "key"
    assert workspace.claims_of(drawn[1]) == [first, second]


def test_rows_that_stay_the_same_are_not_written_again(workspace: Workspace) -> None:
    first, second = filled(workspace, "a", "b")
    workspace.save_computed(lineage(first, second), [incident("i1", first), incident("i2", second)], "maker", "1")
    before = set(models.Figure.objects.using(workspace.alias).values_list("pk", "incident_id"))
    workspace.save_computed(
        lineage(first, second), [incident("i1", first), incident("i2", second, most=9)], "maker", "2"
    )
    after = set(models.Figure.objects.using(workspace.alias).values_list("pk", "incident_id"))
    assert {key for _, key in before & after} == {"i1"}
    assert {key for _, key in after} == {"i1", "i2"}


def test_incidents_that_are_gone_take_their_rows_with_them(workspace: Workspace) -> None:
    (only,) = filled(workspace, "a")
    workspace.save_computed(lineage(only), [incident("i1", only)], "maker", "1")
    workspace.save_computed(Lineage({}, {}), [], "maker", "2")
    for table in (models.Incident, models.IncidentClaim, models.Figure, models.Grade, models.Source, models.Origin):
        assert not table.objects.using(workspace.alias).exists()


def test_a_failed_replacement_changes_nothing(workspace: Workspace) -> None:
    (only,) = filled(workspace, "a")
    workspace.save_computed(lineage(only), [incident("i1", only)], "maker", "1")
    before = workspace.fingerprint()
    twice = incident("i2", only, only)
    with pytest.raises(DatabaseError):
        workspace.save_computed(Lineage({}, {}), [twice], "maker", "2")
    assert workspace.fingerprint() == before


def test_decisions_survive_every_re_run(workspace: Workspace) -> None:
    (only,) = filled(workspace, "a")
    workspace.decide("recorder", ("claim", only.id), field="count", old=3, new=4, reason="misread")
    filled(workspace, "a")
    workspace.save_computed(Lineage({}, {}), [], "maker", "2")
    (event,) = workspace.events()
    assert (event["actor"], event["kind"], event["old"], event["new"]) == ("recorder", "decision", 3, 4)


def test_events_cannot_be_changed_or_deleted_by_anyone(workspace: Workspace) -> None:
    event = record_event(workspace.alias, actor="recorder", kind="decision", subject=("claim", "c"))
    with pytest.raises(models.EventError):
        event.save()
    with pytest.raises(models.EventError):
        event.delete()
    with pytest.raises(DatabaseError, match="only ever added"):
        models.Event.objects.using(workspace.alias).update(reason="other")
    with sqlite3.connect(workspace.root / FILE) as connection:
        for order in ("DELETE FROM casebook_event", "UPDATE casebook_event SET actor = 'x'"):
            with pytest.raises(sqlite3.IntegrityError, match="only ever added"):
                connection.execute(order)
    connection.close()


def test_fingerprint_sees_content_and_not_time_or_place(tmp_path_factory: pytest.TempPathFactory) -> None:
    prints = []
    for depth in ("ws", "deeper/down/ws"):
        with Workspace.open(tmp_path_factory.mktemp("any") / depth, create=True) as opened:
            run = opened.start_run({"standards": ["airwars"]})
            filled(opened, "a")
            opened.decide("recorder", ("claim", "a:0"), reason="seen")
            opened.finish_run(run)
            prints.append(opened.fingerprint())
    assert prints[0] == prints[1]


def test_fingerprint_changes_with_any_record(workspace: Workspace) -> None:
    seen = {workspace.fingerprint()}
    (only,) = filled(workspace, "a")
    seen.add(workspace.fingerprint())
    workspace.save_computed(lineage(only), [incident("i1", only)], "maker", "1")
    seen.add(workspace.fingerprint())
    workspace.decide("recorder", ("claim", "a:0"), reason="seen")
    seen.add(workspace.fingerprint())
    at = datetime(2018, 11, 13, tzinfo=UTC)
    log = models.StrikeLog.objects.using(workspace.alias).create(id="log", name="log", record={})
    models.Strike.objects.using(workspace.alias).create(id="1", log=log, start=at, end=at, record={})
    seen.add(workspace.fingerprint())
    step = Step(at.date(), "received", "desk")
    allegations.receive(workspace.alias, "desk", Allegation("a", "Strike", "airwars", None, "press", (step,)))
    seen.add(workspace.fingerprint())
    assert len(seen) == 6


def test_input_key_follows_reports_and_options(workspace: Workspace) -> None:
    empty = workspace.input_key(["airwars"])
    filled(workspace, "a")
    assert len({empty, workspace.input_key(["airwars"]), workspace.input_key(["cjtf-oir"])}) == 3


def test_long_lists_are_stored_in_pieces(workspace: Workspace) -> None:
    documents = [Document(f"d{number:04}", "Two were killed.") for number in range(1200)]
    reading = workspace.begin_reading("http://example.org/", "feed", None, "reader")
    assert reading
    workspace.fill_reading(reading, documents)
    workspace.save_extraction([Extraction(one, [claim(one)]) for one in documents], "maker")
    said = list(workspace.claims())
    assert [one.document for one in said] == [one.id for one in workspace.documents()] == [one.id for one in documents]
    workspace.save_computed(lineage(*said), [incident(one.id, one) for one in said], "maker", "1")
    workspace.save_computed(lineage(*said[:1]), [incident("d0000:0", said[0])], "maker", "2")
    assert [one.id for one in workspace.incidents()] == ["d0000:0"]
    assert not connections[workspace.alias].in_atomic_block
