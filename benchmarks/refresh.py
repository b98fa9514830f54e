"""One report more in a workspace of many claims: the seconds until its incidents, figures and grades stand stored.

    python benchmarks/refresh.py 10000 100000 --new 5

The workspace is filled with the reports of ``gather.py``, a few of which are kept back and come in one by one; then the
number of the first claim of each is corrected. Times are processor seconds and the clock's, loading from SQLite and
storing included; one standard grades. With ``--check`` the incidents are compared with those of a whole computation.
"""

import argparse
import resource
import tempfile
import time
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from gather import made
from tollbook import pipeline
from tollbook.assess import Standard, standards
from tollbook.casebook import models
from tollbook.casebook.computed import Extraction
from tollbook.casebook.decisions import Change
from tollbook.casebook.maker import maker_of
from tollbook.casebook.rows import content_of, document_row
from tollbook.casebook.workspace import Workspace
from tollbook.model import Claim, Count, Document
from tollbook.watch import Unwatched

CHUNK = 1_000
WATCH = Unwatched()


def stored(workspace: Workspace, documents: list[Document], claims: list[Claim]) -> None:
    """Put reports and claims into the workspace as intake and extraction would."""
    maker = maker_of(("extract", "locate", "languages", "text"))
    told: dict[str, list[Claim]] = {}
    for claim in claims:
        told.setdefault(claim.document, []).append(claim)
    rows = models.Document.objects.using(workspace.alias)
    for start in range(0, len(documents), CHUNK):
        some = documents[start : start + CHUNK]
        rows.bulk_create(document_row(one, one.id, content_of(one)) for one in some)
        workspace.save_extraction([Extraction(one, told.get(one.id, [])) for one in some], maker)


def _apart(wanted: int, new: int) -> tuple[list[Document], list[Claim], list[Document], list[Claim]]:
    """Made reports with their claims, and a few of them kept back, from all over the collection."""
    documents, claims = made(wanted)
    claims = [replace(c, id=f"{c.document}#{c.start}-{c.end}-{c.harm}") for c in claims]
    back = {one.id for one in documents[len(documents) // (2 * new) :: max(1, len(documents) // new)][:new]}
    first = [one for one in documents if one.id not in back]
    late = [one for one in documents if one.id in back]
    return first, [c for c in claims if c.document not in back], late, [c for c in claims if c.document in back]


def partition(workspace: Workspace) -> set[tuple[str, ...]]:
    """Which claims are together."""
    return {incident.claims for incident in workspace.incidents()}


def _measured(wanted: int, new: int, root: Path, check: bool) -> Iterator[str]:
    documents, claims, late, told = _apart(wanted, new)
    chosen = [standards()["airwars"]]
    with Workspace.open(root / f"ws{wanted}", create=True) as workspace:
        stored(workspace, documents, claims)
        begun = time.process_time(), time.time()
        pipeline.conclude_changed(workspace, chosen, WATCH)
        cpu, wall = time.process_time() - begun[0], time.time() - begun[1]
        yield f"{len(claims):>9,} claims: whole {cpu:.1f} CPU s ({wall:.1f} s)"
        size = sum(path.stat().st_size for path in workspace.root.glob("tollbook.sqlite3*")) / 2**20
        yield f"          database {size:,.0f} MB"
        for one in late:
            stored(workspace, [one], [claim for claim in told if claim.document == one.id])
            yield f"          new report: {_spent(workspace, one.id, chosen)}"
        for one in late:
            old = workspace.claims_in([one.id])[0]
            most = (old.count.max or 0) + 1
            count = Count(most, most, "exact", old.count.text)
            workspace.correct("bench", Change("corrected", old, replace(old, count=count)), "")
            yield f"          correction: {_spent(workspace, one.id, chosen)}"
        memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        yield f"          peak memory {memory:,.0f} MB"
        if not check:
            return
        step_by_step = partition(workspace)
        models.Computed.objects.using(workspace.alias).all().delete()
        pipeline.conclude_changed(workspace, chosen, WATCH)
        anew = partition(workspace)
        same = len(step_by_step & anew)
        yield f"          incidents as computed whole: {same:,} of {len(anew):,}"


def _spent(workspace: Workspace, document: str, chosen: Sequence[Standard]) -> str:
    """One refresh, in words."""
    begun = time.process_time(), time.time()
    done = pipeline.refresh(workspace, [document], chosen, WATCH)
    cpu, wall = time.process_time() - begun[0], time.time() - begun[1]
    how = " (the whole was computed)" if done.whole else ""
    return f"{cpu:.2f} CPU s ({wall:.2f} s), {len(done.incidents)} incidents written{how}"


def main() -> None:
    """Print the measurements for each size asked for."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("sizes", nargs="*", type=int, default=[10_000])
    parser.add_argument("--new", type=int, default=5)
    parser.add_argument("--check", action="store_true", help="compare with a whole computation at the end")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        for wanted in given.sizes:
            for line in _measured(wanted, given.new, Path(folder), given.check):
                print(line, flush=True)


if __name__ == "__main__":
    main()
