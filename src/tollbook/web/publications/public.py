"""The public pages: approved versions and nothing else, readable without an account and without scripts."""

from typing import Any

from django.contrib.syndication.views import Feed
from django.core.paginator import Paginator
from django.db.models import Exists, F, OuterRef, Q, QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.feedgenerator import Atom1Feed
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from tollbook.web.models.public import Publication
from tollbook.web.paging import ByKey
from tollbook.web.publications.shown import title
from tollbook.web.tables import as_csv, as_json_lines

A_PAGE, NEWEST = 50, 30
FOR_SOMEBODY = ("family", "safety")
COLUMNS = ("id", "version", "title", "from", "until", "killed_min", "killed_max", "two_sources", "grade", "published")


def _free() -> QuerySet[Publication]:
    """The versions that no embargo keeps back now; what was withdrawn before its embargo ended never stands."""
    stood = Q(embargo__isnull=True) | Q(embargo__lte=timezone.now())
    return Publication.objects.filter(stood).exclude(state=Publication.State.WITHDRAWN, embargo__gt=F("decided"))


def _latest() -> QuerySet[Publication]:
    """Of each incident the version that counts now: one under embargo takes the place of another only at its end."""
    later = _free().filter(incident=OuterRef("incident"), number__gt=OuterRef("number"), embargo__isnull=False)
    return _free().filter(~Exists(later.filter(current=True)), current=True)


def out() -> QuerySet[Publication]:
    """The versions that stand on the public pages now."""
    return _latest().filter(state=Publication.State.APPROVED)


def sentence(record: dict[str, Any]) -> str:
    """The entry's sentence in the reader's language, in English where there is none."""
    known: dict[str, str] = record["sentence"]
    return known.get(get_language() or "en", known["en"])


@require_safe
def front(request: HttpRequest) -> HttpResponse:
    """What is published."""
    page = ByKey(out().order_by(F("day").desc(nulls_last=True), "-pk"), A_PAGE).get_page(request.GET.get("page"))
    rows = [{"version": one, "record": one.record, "sentence": sentence(one.record)} for one in page]
    return render(request, "web/public/front.html", {"page": page, "rows": rows})


@require_safe
def entry(request: HttpRequest, key: str) -> HttpResponse:
    """One published incident."""
    version = get_object_or_404(out(), incident=key)
    held = {"version": version, "record": version.record, "sentence": sentence(version.record)}
    held["earlier"] = _log().filter(incident=key)
    return render(request, "web/public/entry.html", held)


def _log() -> QuerySet[Publication]:
    """Every version that ever stood on the public pages, the newest first."""
    ever = (Publication.State.APPROVED, Publication.State.WITHDRAWN)
    return _free().filter(state__in=ever).order_by("-decided", "-pk")


def withheld() -> set[str]:
    """Incidents taken off the pages for somebody's sake and not brought back: not even their place is shown."""
    gone = _latest().filter(state=Publication.State.WITHDRAWN, reason__in=FOR_SOMEBODY)
    return set(gone.values_list("incident", flat=True))


@require_safe
def corrections(request: HttpRequest) -> HttpResponse:
    """The change log: each publication, change, withdrawal and return with its typed reason."""
    changed = _log().exclude(reason="first", state=Publication.State.APPROVED)
    page = Paginator(changed, A_PAGE).get_page(request.GET.get("page"))
    hidden = withheld()
    rows = [{"version": one, "shown": one.incident not in hidden} for one in page]
    return render(request, "web/public/corrections.html", {"page": page, "rows": rows})


@require_safe
def download(request: HttpRequest, kind: str) -> HttpResponseBase:
    """All that is published, as CSV or JSON lines."""
    found = out().order_by("incident")
    if kind == "jsonl":
        return as_json_lines("published", ({**one.record, "number": one.number} for one in found))
    return as_csv("published", COLUMNS, (_row(one) for one in found))


def _row(one: Publication) -> tuple[Any, ...]:
    record = one.record
    when, killed = record["when"] or {}, record["figures"].get("killed") or {}
    grade = record["grade"]["value"] if record["grade"] else None
    span = (killed.get("min"), killed.get("max"), (killed.get("corroborated") or {}).get("2"))
    days = (when.get("start"), when.get("end"))
    return (record["id"], one.number, record["title"], *days, *span, grade, one.decided and one.decided.date())


class Changes(Feed):  # type: ignore[type-arg] # Django's feeds have no such generic at run time
    """The newest publications, changes and withdrawals, as an Atom feed."""

    feed_type = Atom1Feed

    def title(self) -> str:
        """The feed's name."""
        return _("Published incidents and corrections")

    def link(self) -> str:
        """Where the pages begin."""
        return reverse("public_front")

    def items(self) -> QuerySet[Publication]:
        """The newest."""
        return _log().exclude(incident__in=withheld())[:NEWEST]

    def item_title(self, item: Publication) -> str:
        """Place and version."""
        return f"{title(item.record)} · {item.number} · {item.get_state_display()}"

    def item_description(self, item: Publication) -> str:
        """The sentence; of what is withdrawn no more than that it is."""
        withdrawn = item.state == Publication.State.WITHDRAWN
        return str(item.get_reason_display()) if withdrawn else sentence(item.record)

    def item_link(self, item: Publication) -> str:
        """The entry, or the change log where it is no more."""
        if item.state == Publication.State.WITHDRAWN:
            return reverse("public_corrections")
        return reverse("public_entry", args=[item.incident])

    def item_guid(self, item: Publication) -> str:
        """One of its own for every version."""
        return f"{item.incident}/{item.number}/{item.state}"

    def item_updateddate(self, item: Publication) -> Any:
        """When it was decided."""
        return item.decided
