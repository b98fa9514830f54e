from hypothesis import given
from hypothesis import strategies as st

from tollbook.capture.ids import document_id, slug


def test_the_slug_is_the_readable_part_of_the_name() -> None:
    assert slug("UN Report (final).PDF") == "un-report-final"
    assert slug("Récit_d'un témoin.docx") == "recit-d-un-temoin"
    assert slug("تقرير.pdf") == "report"
    assert slug("rows.jsonl.gz") == "rows"


def test_an_id_depends_on_name_bytes_and_key_alone() -> None:
    assert document_id("a.txt", "0123456789abcdef" * 4) == "a-0123456789ab"
    assert document_id("a.txt", "f" * 64, "1") != document_id("a.txt", "f" * 64, "2")
    assert document_id("a.txt", "f" * 64, "1") == document_id("a.txt", "f" * 64, "1")


@given(st.text())
def test_every_name_gives_a_slug_that_is_safe_in_paths_and_addresses(name: str) -> None:
    made = slug(name)
    assert made and len(made) <= 40
    assert set(made) <= set("abcdefghijklmnopqrstuvwxyz0123456789-")
