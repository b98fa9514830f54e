"""The address for whoever watches the server: it says that it works, under any name, and nothing else."""

from unittest.mock import patch

from django.db import DatabaseError, connection
from django.test import Client
from pytest_django import Settings

from tollbook.casebook.workspace import Workspace


def test_it_answers_under_any_name_and_tells_nothing(workspace: Workspace, settings: Settings) -> None:
    settings.ALLOWED_HOSTS, settings.SECURE_SSL_REDIRECT = ["casebook.example.org"], True
    found = Client().get("/health/", headers={"host": "127.0.0.1"})
    assert (found.status_code, found.content, dict(found.cookies)) == (200, b"ok\n", {})
    assert Client().get("/", headers={"host": "127.0.0.1"}).status_code == 400


def test_a_database_out_of_reach_is_told(workspace: Workspace) -> None:
    with patch.object(connection, "cursor", side_effect=DatabaseError("secret")):
        found = Client().get("/health/")
    assert (found.status_code, found.content) == (503, b"no database\n")
