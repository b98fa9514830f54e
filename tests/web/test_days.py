"""A field of a day holds it in the ISO form in every language: browsers show no other."""

from collections.abc import Callable
from datetime import UTC, date, datetime

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse
from django.utils import timezone, translation

from tollbook.casebook.workspace import Workspace
from tollbook.web.days import DayInput, MomentInput

LANGUAGES = pytest.mark.parametrize("language", [code for code, _ in settings.LANGUAGES])


@LANGUAGES
def test_the_day_an_allegation_came_in_is_proposed(
    workspace: Workspace, as_role: Callable[..., Client], language: str
) -> None:
    client = as_role("reviewer")
    client.cookies["language"] = language
    page = client.get(reverse("receive")).content.decode()
    assert f'value="{timezone.now().date():%Y-%m-%d}"' in page


@LANGUAGES
def test_no_language_changes_the_value(language: str) -> None:
    with translation.override(language):
        assert DayInput().format_value(date(2018, 11, 3)) == "2018-11-03"
        assert MomentInput().format_value(datetime(2018, 11, 3, 9, 5, tzinfo=UTC)) == "2018-11-03T09:05"
