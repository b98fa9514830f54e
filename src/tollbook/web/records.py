"""Single records for pages, each with a bounded number of queries however large the workspace is."""

from collections.abc import Callable, Iterable

from tollbook import locate, pipeline
from tollbook.casebook import models
from tollbook.casebook.restore import incidents_of
from tollbook.locate import homes
from tollbook.model import Claim, Document, Incident, Place
from tollbook.web.here import DATABASE, workspace


def incident(key: str) -> Incident | None:
    """One incident with its figures and grades; an id that is no more leads to the incident its claims are in now."""
    found = incidents_of(DATABASE, [key])
    if found:
        return found[0]
    moved = models.Redirect.objects.filter(old=key).first()
    return next(iter(incidents_of(DATABASE, [moved.new])), None) if moved else None


def documents(keys: Iterable[str]) -> dict[str, Document]:
    """Reports by id."""
    return {document.id: document for document in workspace().fetch(keys)}


def document(key: str) -> Document | None:
    """One report."""
    return documents([key]).get(key)


def claims_of(document: Document) -> list[Claim]:
    """The claims of one report as people left them, in the order of its text."""
    return workspace().claims_in([document.id])


def incident_of(claims: Iterable[str]) -> dict[str, str]:
    """Claim id -> the incident it is in, for these claims."""
    rows = models.IncidentClaim.objects.filter(claim_id__in=list(claims))
    return dict(rows.values_list("claim_id", "incident_id"))


def home_of(claim: str) -> str | None:
    """The report that holds a claim; one that a person added is in no table, and its id begins with its report's."""
    held = models.Claim.objects.filter(pk=claim).values_list("document_id", flat=True).first()
    return held or (claim.rpartition("#")[0] or None)


def resolver(document: Document) -> Callable[[str], Place]:
    """Names to places as the gazetteers at hand know them, for a claim of this report."""

    def resolve(name: str) -> Place:
        store = (*homes.workspace_gazetteers(workspace().root), *homes.user_gazetteers())
        return locate.place_named(document, name, pipeline.load_gazetteer(tuple(dict.fromkeys(store))))

    return resolve
