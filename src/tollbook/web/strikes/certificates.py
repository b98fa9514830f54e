"""Search certificates: asked for from an incident and made by a job, read, repeated."""

from typing import get_args

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from tollbook.casebook import certificates, models
from tollbook.model import Incident
from tollbook.publish import certificate_page
from tollbook.strikes.certificate import is_sound
from tollbook.web import records
from tollbook.web.here import person, workspace
from tollbook.web.jobs import start
from tollbook.web.models.jobs import Job, State
from tollbook.web.permissions import can, needs
from tollbook.web.saving import whole_number
from tollbook.web.strikes.forms import Certify
from tollbook.web.told import page_texts

AGAIN = "certificate_again"


def _language() -> certificate_page.Language:
    found = page_texts().code
    return next((code for code in get_args(certificate_page.Language) if code == found), "en")


@needs("strike.see")
@require_safe
def certificate(request: HttpRequest, key: str) -> HttpResponse:
    """One certificate in the language of the page; with ``?job=``, what its search says otherwise when made again."""
    record = get_object_or_404(models.Certificate, pk=key).record
    language, sound = _language(), is_sound(record)
    held = {
        "record": record,
        "title": certificate_page.title(record, language),
        "sections": certificate_page.sections(record, language, sound),
        "sound": sound,
        "job": _job(request, kind=AGAIN, params__certificate=key) if can(request.user, "strike.certify") else None,
    }
    return render(request, "web/strikes/certificate.html", held)


@needs("strike.certify")
@require_POST
def repeat(request: HttpRequest, key: str) -> HttpResponse:
    """The search again, as a job: what it says otherwise today."""
    held = get_object_or_404(models.Certificate.objects.only("id"), pk=key)
    job = start(AGAIN, person(request), certificate=held.id)
    return redirect(f"{reverse('certificate', args=[held.id])}?job={job.pk}")


@needs("strike.see")
@require_safe
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
    if request.method == "POST":
        return _asked(request, incident)
    job = _job(request, kind="certificate", params__incident=incident.id)
    if job is not None and job.result:
        return redirect("certificate", job.result["certificate"])
    form = _again(job) if job is not None and job.state == State.FAILED else Certify(initial={"hours": 0})
    return _form(request, incident, form, job)


def _asked(request: HttpRequest, incident: Incident) -> HttpResponse:
    """The search begun as a job, since it reads every log and spelling; what it finds at once is shown at once."""
    form, by = Certify(request.POST), person(request)
    if not form.is_valid():
        return _form(request, incident, form)
    job = start("certificate", by, incident=incident.id, by=by.username, given=form.cleaned_data)
    job.refresh_from_db()
    if job.state == State.FAILED:
        return _form(request, incident, _again(job))
    return redirect(f"{reverse('certify', args=[incident.id])}?job={job.pk}")


def _job(request: HttpRequest, **of: str) -> Job | None:
    number = whole_number(request.GET.get("job", ""))
    return Job.objects.filter(pk=number, **of).first() if number is not None else None


def _again(job: Job) -> Certify:
    """The form as it was sent, with what is missing."""
    given = job.params["given"]
    near, dismissed = given.get("near") or (), given["dismissed"].items()
    told = {"near": ", ".join(map(str, near)), "dismissed": "\n".join(f"{key}={why}" for key, why in dismissed)}
    form = Certify(given | told)
    form.add_error(None, job.error)
    return form


def _form(request: HttpRequest, incident: Incident, form: Certify, job: Job | None = None) -> HttpResponse:
    made = certificates.of_incident(workspace(), incident.id)
    held = {"form": form, "incident": incident, "made": made, "job": job}
    return render(request, "web/strikes/certify.html", held, status=422 if form.is_bound else 200)
