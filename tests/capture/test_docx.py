import io
import zipfile
from pathlib import Path

from docx import Document as WordFile
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from tests.capture.making import REPORT, SECOND, only, put, refusal, word, zip_bomb
from tollbook.capture.parsers.docx import check_sizes


def test_paragraphs_and_title(tmp_path: Path) -> None:
    report = only(put(tmp_path, "a.docx", word([REPORT, "", SECOND], "Market hit")))
    assert report.text == f"{REPORT}\n{SECOND}"
    assert (report.title, report.language) == ("Market hit", "en")


def test_the_day_of_a_template_is_no_day(tmp_path: Path) -> None:
    assert only(put(tmp_path, "a.docx", word([REPORT]))).published is None


def test_tables_and_changes_under_review(tmp_path: Path) -> None:
    file = WordFile()
    file.add_table(1, 2).cell(0, 1).text = "12 killed"
    paragraph = file.add_paragraph("Toll: ")
    for tag, inner in (("ins", "<w:t>nine</w:t>"), ("del", "<w:delText>seven</w:delText>")):
        paragraph._p.append(parse_xml(f"<w:{tag} {nsdecls('w')}><w:r>{inner}</w:r></w:{tag}>"))
    out = io.BytesIO()
    file.save(out)
    assert only(put(tmp_path, "a.docx", out.getvalue())).text == "12 killed\nToll: nine"


def test_a_zip_bomb_is_refused_unopened(tmp_path: Path) -> None:
    bomb = zip_bomb(300 << 20)
    assert len(bomb) < 2_000_000
    assert "unpacks to 315 MB" in refusal(put(tmp_path, "a.docx", bomb)).what


def test_a_bomb_that_lies_about_its_size_is_refused(tmp_path: Path) -> None:
    bomb = zip_bomb(300 << 20)
    true_size = (300 << 20).to_bytes(4, "little")
    lying = bomb.replace(true_size, (1000).to_bytes(4, "little"))
    assert lying != bomb
    assert refusal(put(tmp_path, "a.docx", lying)).remedy


def test_many_small_parts_that_come_to_much_are_a_bomb() -> None:
    from tollbook.capture.limits import default  # noqa: PLC0415
    from tollbook.errors import SkipItem  # noqa: PLC0415

    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for number in range(default().docx_parts + 1):
            archive.writestr(str(number), b"")
    try:
        check_sizes(out.getvalue(), default())
    except SkipItem as error:
        assert "parts" in error.what
    else:
        raise AssertionError("5,001 parts went through")


def test_entities_are_not_expanded(tmp_path: Path) -> None:
    bomb = (
        '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa">'
        + "".join(f'<!ENTITY {chr(98 + n)} "{f"&{chr(97 + n)};" * 10}">' for n in range(9))
        + "]>"
    )
    source = zipfile.ZipFile(io.BytesIO(word([REPORT])))
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for part in source.infolist():
            data = source.read(part)
            if part.filename == "word/document.xml":
                data = data.replace(b"?>", b"?>" + bomb.encode(), 1).replace(REPORT.encode(), b"&j;")
            archive.writestr(part, data)
    assert refusal(put(tmp_path, "a.docx", out.getvalue())).what


def test_a_cut_off_file(tmp_path: Path) -> None:
    whole = word([REPORT])
    assert "damaged or cut off" in refusal(put(tmp_path, "a.docx", whole[: len(whole) // 2])).what


def test_other_office_files_are_named(tmp_path: Path) -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("xl/workbook.xml", "<workbook/>")
    assert "other than Word" in refusal(put(tmp_path, "a.xlsx", out.getvalue())).what
    assert (
        "password-protected" in refusal(put(tmp_path, "b.docx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600))).what
    )
