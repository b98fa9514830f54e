"""tollbook merge, split, unsure: what a person judges of incidents, kept as decisions that every later run respects."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Annotated

import typer

from tollbook.cli.correct import Where, Who, Why, actor, what_next
from tollbook.cli.detail import JUDGED
from tollbook.cli.explained import safe
from tollbook.cli.named import named
from tollbook.errors import StopRun

if TYPE_CHECKING:
    from tollbook.casebook.judgements import Judged
    from tollbook.casebook.workspace import Workspace
    from tollbook.gather import Overruled, Verdict
    from tollbook.model import Claim, Incident

MERGE = """Example:

  tollbook merge ws/ inc-6104c4d13ab0 inc-9a0b --reason "one strike: the same street, the same family"

The beginning of an id is enough, and an id that an incident had before leads to it. tollbook undo takes it back."""
SPLIT = """Example:

  tollbook split ws/ inc-6104c4d13ab0 CLAIM CLAIM --reason "the strike of the day before"

tollbook show WORKSPACE INCIDENT names its claims. tollbook undo takes it back."""
UNSURE = """Example:

  tollbook unsure ws/ inc-6104c4d13ab0 inc-9a0b --reason "the same number, but no report names the day"

No evidence joins the two from then on, and both carry the open question. tollbook undo takes it back."""


def register(app: typer.Typer) -> None:
    """Add the commands."""
    app.command("merge", epilog=MERGE)(merge)
    app.command("split", epilog=SPLIT)(split)
    app.command("unsure", epilog=UNSURE)(unsure)


def merge(
    workspace: Where,
    incidents: Annotated[list[str], typer.Argument(help="Two incidents or more.", metavar="INCIDENT INCIDENT...")],
    reason: Why = "",
    by: Who = None,
) -> None:
    """Judge that incidents are one, whatever the evidence says."""
    from tollbook.casebook.workspace import Workspace

    with Workspace.open(workspace) as opened, opened.writing():
        found = _several(opened, incidents)
        _told(opened, "same", [one.claims for one in found], actor(by), reason)
        for line in _merged(opened, found):
            print(line)
    what_next(workspace)


def split(
    workspace: Where,
    incident: Annotated[str, typer.Argument(help="The incident.")],
    claims: Annotated[list[str], typer.Argument(help="Ids of claims that are of another event.", metavar="CLAIM...")],
    reason: Why = "",
    by: Who = None,
) -> None:
    """Judge that some claims of an incident tell of another event than the rest."""
    from tollbook.casebook.workspace import Workspace

    with Workspace.open(workspace) as opened, opened.writing():
        found = named(opened, incident)
        out = sorted({_claim(found, wanted) for wanted in claims})
        rest = [claim for claim in found.claims if claim not in out]
        if not rest:
            raise StopRun("no claim would be left", found.id, "name only those of another event")
        _told(opened, "different", [out, rest], actor(by), reason)
        for line in _split(opened, found, out, rest):
            print(line)
    what_next(workspace)


def unsure(
    workspace: Where,
    incidents: Annotated[list[str], typer.Argument(help="Two incidents or more.", metavar="INCIDENT INCIDENT...")],
    reason: Why = "",
    by: Who = None,
) -> None:
    """Leave open whether incidents are one: no evidence joins them, and both carry the question."""
    from tollbook.casebook.workspace import Workspace

    with Workspace.open(workspace) as opened, opened.writing():
        found = _several(opened, incidents)
        _told(opened, "unsure", [one.claims for one in found], actor(by), reason)
        print(f"{_listed([one.id for one in found])} stay apart and carry the question whether they are one.")
    what_next(workspace)


def _several(opened: "Workspace", wanted: Sequence[str]) -> "list[Incident]":
    found = list({one.id: one for one in (named(opened, name) for name in wanted)}.values())
    if len(found) < 2:
        raise StopRun("only one incident is named", found[0].id, "name two or more")
    return found


def _claim(incident: "Incident", wanted: str) -> str:
    """The claim of the incident, by its id or the beginning of it."""
    found = [wanted] if wanted in incident.claims else [one for one in incident.claims if one.startswith(wanted)]
    if len(found) == 1:
        return found[0]
    what = f"no claim {wanted!r}" if not found else f"{len(found)} claims begin with {wanted!r}"
    raise StopRun(what, incident.id, "tollbook show WORKSPACE INCIDENT names its claims")


def _told(opened: "Workspace", verdict: "Verdict", groups: Sequence[Sequence[str]], who: str, reason: str) -> None:
    """Keep the judgement and say which older ones it overrules."""
    from tollbook.casebook import judgements

    event = opened.judge(who, verdict, groups, reason)
    print(f"{JUDGED[verdict]} (event {event})")
    for older in judgements.overruled(opened.judged()).values():
        ours = [one for one in older if event in one.by]
        if ours:
            print(contradicted(ours))


def contradicted(older: "Sequence[Overruled]") -> str:
    """Where a judgement does not hold, and since what; the first pair stands for all."""
    first, more = older[0], len(older) - 1
    others = f" and {more} more such pairs" if more else ""
    since = _listed([f"event {number}" for number in first.by])
    pair = " and ".join(map(safe, first.claims))
    return f"Event {first.order} ({JUDGED[first.verdict]}) no longer holds for {pair}{others}, since {since}."


def _listed(items: Sequence[str]) -> str:
    return items[0] if len(items) == 1 else f"{', '.join(items[:-1])} and {items[-1]}"


def _id_of(opened: "Workspace", claims: Sequence[str]) -> str:
    """The id of the incident that these claims make."""
    from tollbook.gather.incidents import anchor, incident_id

    wanted = set(claims)
    told: list[Claim] = [claim for claim in opened.claims() if claim.id in wanted]
    documents = {document.id: document for document in opened.fetch({claim.document for claim in told})}
    return incident_id(anchor(told, documents))


def _merged(opened: "Workspace", found: "Sequence[Incident]") -> Iterator[str]:
    claims = [claim for one in found for claim in one.claims]
    new = _id_of(opened, claims)
    old = [one.id for one in found if one.id != new]
    yield f"{len(claims)} claims will make one incident, {new}; {_listed(old)} will lead to it."


def _split(opened: "Workspace", found: "Incident", out: Sequence[str], rest: Sequence[str]) -> Iterator[str]:
    for claims in (rest, out):
        key = _id_of(opened, claims)
        stays = "stays" if key == found.id else "becomes"
        many = f"{len(claims)} claim{'s' if len(claims) > 1 else ''}"
        yield f"{many}: {stays} {key}, or goes where the evidence for another incident is stronger."


def lines_of(one: "Judged", older: "Sequence[Overruled]") -> Iterator[str]:
    """One judgement in words, for the list of corrections."""
    yield f"event {one.event} · {JUDGED[one.verdict]} by {safe(one.actor)} · {one.at:%Y-%m-%d %H:%M} UTC"
    if one.incidents:
        yield f"  incidents then: {', '.join(one.incidents)}"
    for group in one.claims:
        yield f"  claims: {', '.join(map(safe, group))}"
    if older:
        yield f"  {contradicted(older)}"
    if one.reason:
        yield f"  because: {safe(one.reason)}"
