"""Two processes save one record at the same moment, record by record: python -m tests.web.together.at_once

In the workspace and database that the environment names, which must be empty. Prints a JSON object: record -> the two
answers, whether each page held what its person wrote, and how many events were added to the history.
"""

import json
import multiprocessing
import sys
from dataclasses import asdict
from multiprocessing.queues import Queue
from multiprocessing.synchronize import Barrier
from typing import Any

CHOSEN = (
    "translation", "material", "inbox_item", "story", "evidence", "place", "source_note", "assigned_case", "decision",
    "reopened", "deadlines", "prepared", "settled_request", "answer", "restricted", "person", "claim",
)  # fmt: skip
NAMES = ("one", "other")
PATIENCE = 60.0


def two(number: int, edits: dict[str, dict[str, Any]], together: Barrier, told: "Queue[Any]") -> None:
    """One of the two people: every form opened, then sent when both have it open."""
    import django  # noqa: PLC0415 - a process of its own

    django.setup()
    from tests.web.together.records import MINE, THEIRS, Edit, signed_in  # noqa: PLC0415

    for record, given in edits.items():
        edit = Edit(**given)
        form = edit.opened(signed_in(NAMES[number], edit.roles[number]))
        together.wait(PATIENCE)
        answer = form.send(**(edit.first, edit.second)[number])
        words = (THEIRS, MINE)[number]
        told.put((record, answer.status_code, words in answer.content.decode()))
        together.wait(PATIENCE)
        together.wait(PATIENCE)


def main() -> None:
    """The records made, then two processes at each."""
    import django  # noqa: PLC0415 - settings are read here

    django.setup()
    from django.conf import settings  # noqa: PLC0415

    from tests.web.together.conftest import fill  # noqa: PLC0415
    from tests.web.together.records import RECORDS, changes, signed_in  # noqa: PLC0415
    from tollbook.web.here import workspace  # noqa: PLC0415
    from tollbook.web.serving import bring_up_to_date  # noqa: PLC0415

    settings.ALLOWED_HOSTS.append("testserver")
    bring_up_to_date(settings.WORKSPACE)
    fill(workspace())
    edits, seen = {record: asdict(RECORDS[record](workspace())) for record in CHOSEN}, {}
    for name in NAMES:
        signed_in(name, "administrator")
    context = multiprocessing.get_context("spawn")
    together, told = context.Barrier(3), context.Queue()
    people = [context.Process(target=two, args=(number, edits, together, told)) for number in range(2)]
    for one in people:
        one.start()
    for record in edits:
        before = changes()
        together.wait(PATIENCE)
        together.wait(PATIENCE)
        answers = sorted(told.get(timeout=PATIENCE)[1:] for _ in people)
        seen[record] = {"answers": answers, "events": changes() - before}
        together.wait(PATIENCE)
    for one in people:
        one.join(PATIENCE)
    json.dump(seen, sys.stdout)


if __name__ == "__main__":
    main()
