"""Reports taken in one by one come to what computing the whole comes to."""

import random
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from tollbook import pipeline
from tollbook.assess import standards
from tollbook.casebook import models, neighbourhood
from tollbook.casebook.computed import Extraction
from tollbook.casebook.decisions import Change
from tollbook.casebook.maker import maker_of
from tollbook.casebook.rows import canonical, content_of, document_row
from tollbook.casebook.workspace import Workspace
from tollbook.model import Claim, Count, Document, Incident, Period, Place, Statement
from tollbook.model.edge import record_of
from tollbook.watch import Unwatched

WATCH = Unwatched()
CHOSEN = (standards()["airwars"],)
MAKER = maker_of(("extract", "locate", "languages", "text"))
PLACES = [
    Place("Hajin", "Hajin", "hajin", 34.69, 40.83, "village"),
    Place("Susah", "As Susah", "susa", 34.53, 40.97, "village"),
    Place("Raqqa", "Raqqa", "raqqa", 35.95, 39.01, "city"),
]
WORDS = ["rubble", "market", "mosque", "school", "bridge", "farm", "convoy", "bakery", "river", "hill", "quarter"]


@pytest.fixture(autouse=True)
def small_is_large(monkeypatch: pytest.MonkeyPatch) -> None:
    """An index is kept, and used, for a handful of claims too."""
    monkeypatch.setattr(neighbourhood, "FEWEST_CLAIMS", 1)
    monkeypatch.setattr(neighbourhood, "LARGEST_SHARE", 1.0)


def told(rng: random.Random, number: int, before: Sequence[Document]) -> Extraction:
    """A report of one or two events; now and then it repeats the words of an earlier one."""
    name, day = f"r{number:02}", date(2018, 11, 10) + timedelta(days=rng.randrange(4))
    fresh = " ".join(rng.choice(WORDS) for _ in range(30))
    text = rng.choice(before).text if before and rng.random() < 0.2 else fresh
    document = Document(name, text, published=rng.choice([None, day, day]), publisher=f"Page {number % 5}")
    claims = [one_claim(rng, name, at * 40, day) for at in range(rng.choice([1, 1, 2]))]
    said = [Statement(f"{name}#90-95-denied", name, 90, 95, text[90:95], "Coalition", "denied",
                      places=(PLACES[0],), when=Period("", day, day))] if rng.random() < 0.3 else []  # fmt: skip
    return Extraction(document, [replace(one, quote=text[one.start : one.end]) for one in claims], said)


def one_claim(rng: random.Random, document: str, start: int, day: date) -> Claim:
    toll, span = rng.randint(1, 12), f"{start}-{start + 5}"
    told_day = day + timedelta(days=start // 20)
    when = None if rng.random() < 0.3 else Period("", told_day, told_day)
    sources = rng.choice([(), ("SANA",), ("SOHR",)])
    return Claim(f"{document}#{span}-killed", document, start, start + 5, "x", "killed", Count(toll, toll),
                 "civilian", places=(rng.choice(PLACES),), when=when, sources=sources)  # fmt: skip


def put(workspace: Workspace, found: Sequence[Extraction]) -> list[str]:
    rows = models.Document.objects.using(workspace.alias)
    rows.bulk_create(document_row(one.document, one.document.id, content_of(one.document)) for one in found)
    workspace.save_extraction(found, MAKER)
    return [one.document.id for one in found]


@contextmanager
def opened(root: Path) -> Iterator[Workspace]:
    with Workspace.open(root, create=True) as workspace:
        yield workspace


def whole(workspace: Workspace) -> "State":
    """What stands after everything is computed anew."""
    neighbourhood.forget(workspace.alias)
    models.Computed.objects.using(workspace.alias).all().delete()
    pipeline.conclude_changed(workspace, CHOSEN, WATCH)
    return state(workspace)


class State(NamedTuple):
    """What is computed: what belongs together, who said it, the drifts, and the whole records."""

    together: Sequence[tuple[object, ...]]
    said: Sequence[object]
    drifts: Sequence[tuple[str, str, str]]
    records: list[str]


def state(workspace: Workspace) -> State:
    lineage, incidents = workspace.lineage(), workspace.incidents()
    said: list[object] = [sorted(lineage.origin.items()), sorted(lineage.copies.items()), sorted(lineage.summaries)]
    drifts = sorted((one.from_, one.to, one.what) for one in lineage.drifts)
    together = [(one.id, one.claims, one.places, one.when, one.statements, one.open_questions) for one in incidents]
    return State(together, said, drifts, [canonical(_in_order(one)) for one in incidents])


def _in_order(incident: Incident) -> dict[str, Any]:
    """The record but for the order in which drifts are listed."""
    record = record_of(incident)
    for figure in record["figures"].values():
        figure["drift"].sort(key=canonical)
    return record


# In 0 and 25 a copy is traced beside reports that share no words with it, without the report it copies.
@pytest.mark.parametrize("seed", [0, 1, 2, 3, 4, 5, 6, 25])
def test_one_by_one_is_as_all_at_once(seed: int, tmp_path: Path) -> None:
    rng, before = random.Random(seed), list[Document]()
    with opened(tmp_path / "ws") as workspace:
        for number in range(14):
            found = told(rng, number, before)
            before.append(found.document)
            done = pipeline.refresh(workspace, put(workspace, [found]), CHOSEN, WATCH)
            assert done.whole == (number == 0)
        stepwise = state(workspace)
        assert stepwise == whole(workspace)


@pytest.mark.parametrize("seed", range(3))
def test_corrected_and_withdrawn_claims_are_taken_in(seed: int, tmp_path: Path) -> None:
    rng = random.Random(100 + seed)
    with opened(tmp_path / "ws") as workspace:
        put(workspace, [told(rng, number, []) for number in range(12)])
        pipeline.conclude_changed(workspace, CHOSEN, WATCH)
        for claim in rng.sample(list(workspace.claims()), 3):
            change = Change("corrected", claim, replace(claim, places=(rng.choice(PLACES),), count=Count(4, 4)))
            workspace.correct("ann", change, "read again")
            assert not pipeline.refresh(workspace, [claim.document], CHOSEN, WATCH).whole
        gone = next(iter(workspace.claims()))
        workspace.correct("ann", Change("rejected", gone, None), "no toll")
        done = pipeline.refresh(workspace, [], CHOSEN, WATCH)
        assert not done.whole, "a decision is found without the report being named"
        assert gone.id not in {c for one in workspace.incidents() for c in one.claims}
        assert state(workspace) == whole(workspace)


def test_judgements_hold_when_a_report_comes_in(tmp_path: Path) -> None:
    rng = random.Random(5)
    with opened(tmp_path / "ws") as workspace:
        put(workspace, [told(rng, number, []) for number in range(10)])
        pipeline.conclude_changed(workspace, CHOSEN, WATCH)
        first, second, *_ = workspace.incidents()
        workspace.judge("ann", "same", [first.claims[:1], second.claims[:1]], "one event")
        assert not pipeline.refresh(workspace, [], CHOSEN, WATCH).whole
        homes = {c: one.id for one in workspace.incidents() for c in one.claims}
        assert homes[first.claims[0]] == homes[second.claims[0]]
        gone = {first.id, second.id} - set(homes.values())
        assert gone
        assert gone <= workspace.former_ids().keys()
        pipeline.refresh(workspace, put(workspace, [told(rng, 20, [])]), CHOSEN, WATCH)
        assert state(workspace) == whole(workspace)


def test_run_takes_in_few_reports_and_settles_when_nothing_is_new(tmp_path: Path) -> None:
    rng = random.Random(9)
    with opened(tmp_path / "ws") as workspace:
        put(workspace, [told(rng, number, []) for number in range(10)])
        pipeline.conclude_changed(workspace, CHOSEN, WATCH)
        put(workspace, [told(rng, 30, [])])
        pipeline.conclude_changed(workspace, CHOSEN, WATCH)
        assert workspace.computed_key() == neighbourhood.TAKEN_IN
        pipeline.conclude_changed(workspace, CHOSEN, WATCH)
        assert workspace.computed_key() != neighbourhood.TAKEN_IN


def test_report_that_no_file_holds_any_more_leaves_its_incidents(tmp_path: Path) -> None:
    rng = random.Random(3)
    with opened(tmp_path / "ws") as workspace:
        put(workspace, [told(rng, number, []) for number in range(10)])
        pipeline.conclude_changed(workspace, CHOSEN, WATCH)
        models.Document.objects.using(workspace.alias).filter(id="r04").update(superseded=True)
        pipeline.conclude_changed(workspace, CHOSEN, WATCH)
        assert workspace.computed_key() == neighbourhood.TAKEN_IN
        assert not any("r04" in one.documents for one in workspace.incidents())
        assert state(workspace) == whole(workspace)


def test_refresh_that_fails_leaves_all_as_it_was(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    rng = random.Random(4)
    with opened(tmp_path / "ws") as workspace:
        put(workspace, [told(rng, number, []) for number in range(10)])
        pipeline.conclude_changed(workspace, CHOSEN, WATCH)
        before = workspace.fingerprint()
        new = told(rng, 40, [])
        with monkeypatch.context() as broken, pytest.raises(ZeroDivisionError):
            broken.setattr(neighbourhood, "_merge", lambda *_: 1 // 0)
            held = put(workspace, [new])
            between = workspace.fingerprint()
            pipeline.refresh(workspace, held, CHOSEN, WATCH)
        assert before != between == workspace.fingerprint()
        pipeline.refresh(workspace, held, CHOSEN, WATCH)
        assert state(workspace) == whole(workspace)


def test_another_standard_computes_the_whole(tmp_path: Path) -> None:
    rng = random.Random(6)
    with opened(tmp_path / "ws") as workspace:
        put(workspace, [told(rng, number, []) for number in range(5)])
        pipeline.conclude_changed(workspace, CHOSEN, WATCH)
        assert pipeline.refresh(workspace, [], tuple(standards().values()), WATCH).whole
