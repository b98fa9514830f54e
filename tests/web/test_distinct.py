"""The different values of a column are what DISTINCT gives."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tollbook.web import distinct
from tollbook.web.models.search import Entry

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("held", [[], [""], ["ar"], ["uk", "ar", "", "ar", "zh-hans", "en", "uk"]])
def test_each_once_in_order_in_one_question(held: list[str]) -> None:
    Entry.objects.bulk_create(Entry(kind="report", key=f"r{n}", language=code) for n, code in enumerate(held))
    with CaptureQueriesContext(connection) as asked:
        found = distinct.values(Entry, "language")
    rows = Entry.objects.exclude(language="").order_by("language").values_list("language", flat=True).distinct()
    assert found == list(rows)
    assert len(asked) == 1
