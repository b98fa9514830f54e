"""Commenting on an incident: @name tells that person, and only whoever wrote a comment may withdraw it."""

from collections.abc import Sequence

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from tollbook.web.here import person, recorded
from tollbook.web.incidents.comments import mentioned
from tollbook.web.incidents.forms import Said
from tollbook.web.incidents.material import incident_or_404, material_of
from tollbook.web.incidents.page import shown
from tollbook.web.models.incidents import Comment
from tollbook.web.models.people import User
from tollbook.web.models.search import Notice
from tollbook.web.permissions import needs, require
from tollbook.web.saving import Conflict
from tollbook.web.search.entries import title_of


@needs("incident.comment")
@require_POST
def comment(request: HttpRequest, key: str) -> HttpResponse:
    """Add a comment and tell whom it mentions."""
    found = incident_or_404(key)
    given = Said(request.POST)
    if not given.is_valid():
        held = shown(request, material_of(found)) | {"comment": given}
        return render(request, "web/incidents/incident.html", held, status=422)
    text, author = given.cleaned_data["text"], person(request)
    with recorded(request, "comment", ("incident", found.id), new={"text": text}):
        made = Comment.objects.create(incident=found.id, text=text, person=author)
        _tell(mentioned(text), author, title_of(found), f"{reverse('incident', args=[found.id])}#comment-{made.pk}")
    return redirect(f"{reverse('incident', args=[found.id])}#comment-{made.pk}")


def _tell(people: Sequence[User], author: User, title: str, address: str) -> None:
    said = _("%(name)s mentions you: %(title)s") % {"name": author.username, "title": title}
    Notice.objects.bulk_create(Notice(user=one, text=said, address=address) for one in people if one != author)


@needs("incident.comment")
@require_POST
def withdraw(request: HttpRequest, number: int) -> HttpResponse:
    """Withdraw one's own comment; the history keeps its words."""
    row = get_object_or_404(Comment, pk=number, withdrawn=None)
    require(request.user, "incident.comment", row)
    with recorded(request, "comment_withdrawn", ("incident", row.incident), old={"text": row.text}):
        if not Comment.objects.filter(pk=row.pk, withdrawn=None).update(withdrawn=timezone.now()):
            raise Conflict(row, address=reverse("incident", args=[row.incident]))
    messages.success(request, _("The comment is withdrawn."))
    return redirect("incident", row.incident)
