"""What the server reads before its processes part."""

import gc
from typing import Any

import pytest
from django.db import connection, connections
from django.template.engine import Engine
from django.test import Client

from tollbook.web import serving, warming


@pytest.mark.django_db
def test_every_template_of_ours_is_read_once() -> None:
    assert warming.warm() == len(list(warming.TEMPLATES.glob("web/**/*.html")))
    cached: Any = Engine.get_default().template_loaders[0]
    assert any("web/inbox/inbox.html" in str(key) for key in cached.get_template_cache)


def test_what_was_read_is_not_looked_through_again(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(connections, "close_all", lambda: None)
    before = gc.get_threshold()
    try:
        warming.settle()
        assert gc.get_freeze_count() > 10_000
        assert gc.get_threshold() == warming.THRESHOLDS
    finally:
        gc.unfreeze()
        gc.set_threshold(*before)


@pytest.mark.django_db
def test_the_database_looks_at_its_tables(filled: object, client: Client) -> None:
    """SQLite knows how many rows its indexes hold once the server has started; other databases are left alone."""
    serving._count_rows()
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("SELECT count(*) FROM sqlite_stat1 WHERE tbl = 'casebook_claim'")
            assert cursor.fetchone()[0] > 0
