"""What a program saw before it writes: the ETag of what it read, sent back as If-Match."""

from collections.abc import Collection

from django.http import HttpRequest, HttpResponse
from ninja.errors import HttpError

from tollbook.casebook import decisions
from tollbook.web.here import DATABASE
from tollbook.web.incidents import meanwhile
from tollbook.web.saving import Conflict, whole_number

HEADER = "If-Match"
LATE = "somebody decided about it since it was read: read it again, then decide"


def mark(response: HttpResponse) -> None:
    """Give the answer an ETag: the number of the last event in the history."""
    response.headers["ETag"] = f'"{meanwhile.latest()}"'


def seen(request: HttpRequest) -> int | None:
    """The event number in If-Match, None where none was sent; raises HttpError 412 where it is no ETag of ours."""
    given = request.headers.get(HEADER, "").strip().removeprefix("W/").strip('"')
    if given in ("", "*"):
        return None
    number = whole_number(given)
    if number is None:
        raise HttpError(412, LATE)
    return number


def claim_as_seen(document: str, claim: str, event: int | None) -> None:
    """Raises HttpError 412 where somebody decided about the claim after the event that was seen."""
    if event is not None and decisions.versions(DATABASE, document).get(claim, 0) > event:
        raise HttpError(412, LATE)


def claims_as_seen(claims: Collection[str], event: int | None) -> None:
    """Raises HttpError 412 where somebody judged of which incident these claims are after the event that was seen."""
    try:
        meanwhile.refuse_judgement(claims, event)
    except Conflict as conflict:
        raise HttpError(412, LATE) from conflict
