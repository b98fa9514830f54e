"""Fixtures of the pages: a workspace of their own for each test, people of every role, and the example in it.

The database is SQLite, or PostgreSQL where DATABASE_URL names one (scripts/with_postgresql.py starts one).
"""

import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from django.db import connection
from django.test import Client
from pytest_django import DjangoDbBlocker, Settings

from tests.conftest import EXAMPLE
from tollbook import pipeline
from tollbook.assess import standards
from tollbook.casebook import intake
from tollbook.casebook.computed import Extraction
from tollbook.casebook.workspace import Workspace
from tollbook.locate import homes
from tollbook.locate.importing import import_gazetteer
from tollbook.model import Claim, Document, Incident, Lineage, Statement
from tollbook.watch import Unwatched
from tollbook.web.here import workspace as here
from tollbook.web.models import Publication, Role, User
from tollbook.web.publications import deciding

PASSWORD = "a long password of nobody"


@dataclass(frozen=True, slots=True)
class Example:
    """The shipped example, worked through once."""

    root: Path
    documents: list[Document]
    claims: list[Claim]
    statements: list[Statement]
    lineage: Lineage
    incidents: list[Incident]


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> None:
    """The tables without the triggers that keep events: a live server's tests empty the database between them.

    That events stay is tested in tests/casebook.
    """
    with django_db_blocker.unblock(), connection.cursor() as cursor:
        postgresql = connection.vendor == "postgresql"
        for verb in ("UPDATE", "DELETE", *(["TRUNCATE"] if postgresql else [])):
            cursor.execute(f"DROP TRIGGER casebook_event_no_{verb}" + (" ON casebook_event" if postgresql else ""))


@pytest.fixture(scope="session")
def example(tmp_path_factory: pytest.TempPathFactory) -> Example:
    """The example's records, computed once for all tests."""
    root = tmp_path_factory.mktemp("example") / "ws"
    files = (EXAMPLE / "reports.jsonl", EXAMPLE / "newspaper.txt")
    with Workspace.open(root, create=True) as opened:
        places = import_gazetteer(EXAMPLE / "places.csv", homes.workspace_store(root)).path
        intake.read(opened, files, Unwatched())
        pipeline.extract_pending(opened, (places,), Unwatched())
        pipeline.conclude_changed(opened, tuple(standards().values())[:1], Unwatched())
        return Example(
            root,
            list(opened.documents()),
            list(opened.claims()),
            list(opened.statements()),
            opened.lineage(),
            opened.incidents(),
        )


@pytest.fixture
def workspace(db: None, tmp_path: Path, settings: Settings) -> Workspace:
    """An empty workspace behind the pages."""
    root = tmp_path / "ws"
    root.mkdir()
    settings.WORKSPACE = root
    return here()


@pytest.fixture
def filled(workspace: Workspace, example: Example) -> Workspace:
    """The workspace with the example in it."""
    put(workspace, example)
    return workspace


def put(workspace: Workspace, example: Example) -> None:
    """Store the example's records."""
    for folder in ("originals", "gazetteers"):
        shutil.copytree(example.root / folder, workspace.root / folder, dirs_exist_ok=True)
    reading = workspace.begin_reading("reports.jsonl", "reports.jsonl", None, "test")
    assert reading is not None
    workspace.fill_reading(reading, example.documents)
    said: dict[str, tuple[list[Claim], list[Statement]]] = {d.id: ([], []) for d in example.documents}
    for claim in example.claims:
        said[claim.document][0].append(claim)
    for statement in example.statements:
        said[statement.document][1].append(statement)
    workspace.save_extraction([Extraction(d, *said[d.id]) for d in example.documents], "test")
    workspace.save_computed(example.lineage, example.incidents, "test", "key")


@pytest.fixture
def person(db: None) -> Callable[..., User]:
    """Make a person of a role: ``person("analyst")``, ``person("analyst", "second")``."""

    def make(role: str, name: str = "") -> User:
        return User.objects.create_user(name or role, password=PASSWORD, role=role)

    return make


@pytest.fixture
def as_role(person: Callable[..., User]) -> Callable[..., Client]:
    """A client signed in as a new person of a role."""

    def make(role: str, name: str = "") -> Client:
        client = Client()
        client.force_login(person(role, name))
        return client

    return make


@pytest.fixture(autouse=True)
def work_is_done_at_once(settings: Settings) -> Iterator[None]:
    """Jobs run when they are asked for; the worker's own tests choose otherwise."""
    settings.TASKS = {"default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend"}}
    yield


def roles() -> list[str]:
    """Every role's name."""
    return [str(role) for role in Role.values]


@pytest.fixture
def prepared(filled: Workspace, person: Callable[..., User]) -> Publication:
    """The incident with most claims, prepared for publication by an analyst."""
    incident = max(filled.incidents(), key=lambda one: len(one.claims))
    return deciding.prepare(incident, person("analyst", "preparer"), "first", "")
