"""Search certificates: made from an incident, read, repeated."""

from typing import Any, get_args

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from tollbook import pipeline
from tollbook.casebook import certificates, models
from tollbook.casebook.certificates import Asked
from tollbook.errors import StopRun
from tollbook.publish import certificate_page
from tollbook.strikes.certificate import is_sound
from tollbook.web import records
from tollbook.web.assessment.views import said
from tollbook.web.here import person, workspace
from tollbook.web.permissions import needs
from tollbook.web.refreshing import gazetteers, refresh_soon
from tollbook.web.strikes.forms import Certify
from tollbook.web.told import page_texts


def _language() -> certificate_page.Language:
    found = page_texts().code
    return next((code for code in get_args(certificate_page.Language) if code == found), "en")


@needs("strike.see")
@require_GET
def certificate(request: HttpRequest, key: str) -> HttpResponse:
    """One certificate in the language of the page."""
    record = get_object_or_404(models.Certificate, pk=key).record
    return _page(request, record)


def _page(request: HttpRequest, record: dict[str, Any], **more: Any) -> HttpResponse:
    language, sound = _language(), is_sound(record)
    held = {
        "record": record,
        "title": certificate_page.title(record, language),
        "sections": certificate_page.sections(record, language, sound),
        "sound": sound,
        **more,
    }
    return render(request, "web/strikes/certificate.html", held)


@needs("strike.certify")
@require_POST
def repeat(request: HttpRequest, key: str) -> HttpResponse:
    """The search again: what it says otherwise today."""
    record = get_object_or_404(models.Certificate, pk=key).record
    try:
        differs = certificates.repeat(workspace(), record, pipeline.load_gazetteer(gazetteers(workspace())))
    except StopRun as error:
        messages.error(request, said(error))
        return redirect("certificate", key)
    return _page(request, record, repeated=True, differs=differs)


@needs("strike.see")
@require_GET
def printed(request: HttpRequest, key: str) -> HttpResponse:
    """The certificate as a page of its own, to be handed on."""
    record = get_object_or_404(models.Certificate, pk=key).record
    page = certificate_page.page(record, _language(), is_sound(record))
    headers = {"Content-Disposition": f'attachment; filename="{key[:16]}.html"'}
    return HttpResponse(page, content_type="text/html; charset=utf-8", headers=headers)


@needs("strike.certify")
def certify(request: HttpRequest, key: str) -> HttpResponse:
    """Make the search for an incident; refused, with what is missing, where it was not made as it must be."""
    incident = records.incident(key)
    if incident is None:
        raise Http404
    form = Certify(request.POST or None, initial={"hours": 0})
    if request.method == "POST" and form.is_valid() and (made := _made(request, incident.id, form)):
        messages.success(request, _("The search was made."))
        return redirect("certificate", made)
    held = {"form": form, "incident": incident, "made": certificates.of_incident(workspace(), incident.id)}
    return render(request, "web/strikes/certify.html", held, status=422 if form.is_bound else 200)


def _made(request: HttpRequest, incident: str, form: Certify) -> str | None:
    given = form.cleaned_data
    asked = Asked(
        names=tuple(line.strip() for line in given["names"].splitlines() if line.strip()),
        province=given["province"] or None,
        radius_km=given["radius_km"],
        hours=given["hours"] or 0.0,
        utc_offset=given["utc_offset"],
        dismissed=given["dismissed"],
    )
    places, by = pipeline.load_gazetteer(gazetteers(workspace())), person(request)
    try:
        record = certificates.make(workspace(), incident, given["kind"], places, asked, by.username)
    except StopRun as error:
        form.add_error(None, said(error))
        return None
    refresh_soon(by)
    return str(record["id"])
