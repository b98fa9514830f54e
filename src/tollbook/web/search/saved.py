"""Kept searches: what came in since somebody was last told, as a notice and, where she asked for it, by e-mail."""

from collections.abc import Mapping
from typing import Any

from django.core.mail import send_mail
from django.db import transaction
from django.http import QueryDict
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from tollbook.casebook.workspace import Workspace
from tollbook.watch import Watch
from tollbook.web.blind import Sight
from tollbook.web.jobs import job
from tollbook.web.models.search import Entry, Notice, SavedSearch
from tollbook.web.search.finding import filtered, matching
from tollbook.web.search.forms import Search


@job("notify")
def notify(workspace: Workspace, watch: Watch, params: Mapping[str, Any]) -> int:
    """Tell everybody what her kept searches find anew; returns how many notices were made."""
    newest = Entry.objects.order_by("-pk").values_list("pk", flat=True).first() or 0
    kept = list(SavedSearch.objects.filter(seen__lt=newest, user__is_active=True).select_related("user"))
    with watch.step("kept searches", len(kept)) as bar:
        made = 0
        for search in kept:
            made += _tell(search, newest)
            bar.advance()
    return made


def _tell(search: SavedSearch, newest: int) -> int:
    found = fresh(search)
    with transaction.atomic():
        if found:
            with translation.override(search.user.language or "en"):
                text = ngettext("%(name)s: one new", "%(name)s: %(n)d new", found) % {"name": search.name, "n": found}
                address = f"{reverse('search')}?{search.query}"
                Notice.objects.create(user=search.user, text=text, address=address)
                if search.by_mail and search.user.email:
                    # Nothing of a report goes into a mail, nor what was searched for: the number alone.
                    subject = ngettext("one new record", "%(n)d new records", found) % {"n": found}
                    transaction.on_commit(lambda: _mail(search, subject))
        SavedSearch.objects.filter(pk=search.pk).update(seen=newest)
    return bool(found)


def fresh(search: SavedSearch) -> int:
    """How many entries match that came in since the search was last told of."""
    form = Search(QueryDict(search.query))
    if not form.is_valid():
        return 0
    rows = filtered(Entry.objects.filter(pk__gt=search.seen), form.cleaned_data, Sight(search.user))
    text = form.cleaned_data["q"].strip()
    if text:
        rows = rows.filter(pk__in=[key for key in matching(text) if key > search.seen])
    return rows.count()


def _mail(search: SavedSearch, subject: str) -> None:
    send_mail(
        f"Tollbook: {subject}", _("Sign in to your casebook to see it."), None, [search.user.email], fail_silently=True
    )
