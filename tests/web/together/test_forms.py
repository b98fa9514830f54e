"""Two people open one record, both save: the second is told, with her words and the other's, and nothing is lost."""

import pytest

from tests.web.together.records import MINE, RECORDS, changes, signed_in
from tollbook.casebook.workspace import Workspace


@pytest.mark.parametrize("record", RECORDS)
def test_the_second_of_two_is_told(small: Workspace, record: str) -> None:
    edit = RECORDS[record](small)
    one, other = (signed_in(name, role) for name, role in zip(("one", "other"), edit.roles, strict=True))
    first, second = edit.opened(one), edit.opened(other)
    done = first.send(**edit.first)
    assert done.status_code in {200, 302}, done.content.decode()[-3000:]
    kept = changes()
    assert kept, "the first is in the history"
    told = second.send(**edit.second)
    assert told.status_code in edit.status, (told.status_code, told.content.decode()[-3000:])
    page = told.content.decode()
    assert edit.stands in page, "how it stands now"
    assert MINE not in str(edit.second.values()) or MINE in page, "what she wrote"
    assert changes() == kept, "nothing of it is in the history"
