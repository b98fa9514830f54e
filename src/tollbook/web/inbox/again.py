"""Bringing in that ended half way, and starting it again: what was read by then is not read twice."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from tollbook.web.here import person
from tollbook.web.jobs import start
from tollbook.web.models.jobs import Job, State
from tollbook.web.permissions import needs
from tollbook.web.saving import whole_number

BRINGING = ("bring_in", "example")
"""The kinds of work that bring reports in."""


def half_done() -> Job | None:
    """The last bringing in, where it failed."""
    last = Job.objects.filter(kind__in=BRINGING).order_by("-pk").first()
    return last if last is not None and may_begin_again(last) else None


def may_begin_again(job: Job) -> bool:
    """Whether it failed and was not started again; the example only while nothing else was brought in after it."""
    if job.kind not in BRINGING or job.state != State.FAILED:
        return False
    later = Job.objects.filter(pk__gt=job.pk, kind__in=BRINGING)
    if job.kind == "example" and later.exclude(state=State.FAILED).exists():
        return False
    return not later.filter(kind=job.kind, params=job.params).exists()


@needs("report.add")
@require_POST
def start_again(request: HttpRequest) -> HttpResponse:
    """The same work once more; asked for twice, once."""
    number = whole_number(request.POST.get("job", ""))
    job = Job.objects.filter(pk=number).first() if number is not None else None
    if job is not None and may_begin_again(job):
        start(job.kind, person(request), **job.params)
    return redirect("bring_in")
