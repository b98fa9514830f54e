"""The first ten reports are counted for whoever reads them, with what to do; then never again."""

from collections.abc import Callable

from django.test import Client

from tollbook.casebook.workspace import Workspace
from tollbook.web.inbox import changes
from tollbook.web.models import User


def test_the_first_ten_reports(filled: Workspace, as_role: Callable[..., Client]) -> None:
    analyst = as_role("analyst")
    analyst.get("/inbox/")
    keys = [document.id for document in filled.documents()]
    page = f"/reports/{keys[-1]}/"
    assert "0 of 10 read" in analyst.get(page).content.decode()
    assert 'class="begun"' not in as_role("auditor").get(page).content.decode()
    reader = User.objects.get(role="analyst")
    assert changes.done(reader, keys[:3]) >= 3
    assert "of 10 read" in analyst.get(page).content.decode()
    assert "0 of 10 read" not in analyst.get(page).content.decode()
    changes.done(reader, keys[3:12])
    assert 'class="begun"' not in analyst.get(page).content.decode()
