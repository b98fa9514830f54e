"""A PDF: its text page by page, its lines joined to paragraphs, its title and day from the file's own information."""

import re
from itertools import groupby

import pypdfium2 as pdfium  # type: ignore[import-untyped]
from pypdfium2 import raw

from tollbook.capture.limits import Limits
from tollbook.capture.parsers.bidi import MARKS, repair
from tollbook.capture.parsers.parsed import Parsed
from tollbook.capture.parsers.righttoleft import Glyph, line_text
from tollbook.errors import SkipItem

NO_TITLE = re.compile(
    r"(microsoft word - |untitled|document\d*$|\(anonymous\)|.*\.(docx?|indd|pdf|rtf|odt|html?|txt)$)", re.IGNORECASE
)
PRINTED_FROM_PAGE = re.compile(r"chrom|mozilla|firefox|safari|webkit|wkhtml|skia", re.IGNORECASE)
"""Makers that print a web page: their date is the day of printing, not of publication."""
SENTENCE_END = tuple('.!?؟:…"”»')
RIGHT_TO_LEFT = re.compile(r"[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]")
BROKEN_WORD = re.compile(r"(?<=[^\W\d_])\x02(?=[a-zà-ÿ])")
"""A hyphen between letters at a line's end goes; before a digit or a capital (15-20, Deir-Ezzor) it stays."""
FULL_LINE = 0.6
"""A line at least this share of the page's longest runs on into the next."""
TAIL = 2048


def _open(data: bytes) -> pdfium.PdfDocument:
    try:
        return pdfium.PdfDocument(data)
    except pdfium.PdfiumError as error:
        if getattr(error, "err_code", None) == raw.FPDF_ERR_PASSWORD:
            raise SkipItem("protected by a password", "", "save a copy without the password") from error
        raise SkipItem("a damaged or truncated PDF", "", "get the file again") from error


def join_lines(page: str) -> str:
    """A page's text with lines that run on joined, words broken by a hyphen made whole, short lines left alone."""
    lines = [line.strip() for line in page.replace("\ufffe", "\x02").replace("\r\n", "\n").split("\n")]
    longest = max((len(line) for line in lines), default=0)
    out: list[str] = []
    runs_on = False
    for line in lines:
        if runs_on and line:
            out[-1] = out[-1] + line if out[-1].endswith("\x02") else f"{out[-1]} {line}"
        else:
            out.append(line)
        runs_on = bool(line) and len(line) >= FULL_LINE * longest and not line.endswith(SENTENCE_END)
    return BROKEN_WORD.sub("", "\n".join(out)).replace("\x02", "-").strip()


def _glyph(textpage: pdfium.PdfTextPage, index: int) -> Glyph:
    left, _, right, _ = textpage.get_charbox(index)
    return Glyph(chr(raw.FPDFText_GetUnicode(textpage, index)), left, right)


def _by_position(textpage: pdfium.PdfTextPage) -> str:
    """The text of a page with right-to-left words, their letters ordered by where they stand."""
    glyphs = (_glyph(textpage, index) for index in range(textpage.count_chars()))
    kept = [glyph for glyph in glyphs if glyph.letter != "\r" and not MARKS.match(glyph.letter)]
    lines = (list(run) for end, run in groupby(kept, lambda glyph: glyph.letter == "\n") if not end)
    return "\n".join(map(line_text, lines))


def _page_text(pdf: pdfium.PdfDocument, number: int) -> str:
    page = pdf[number]
    try:
        textpage = page.get_textpage()
        try:
            text = str(textpage.get_text_range())
            return _by_position(textpage) if RIGHT_TO_LEFT.search(text) else text
        finally:
            textpage.close()
    finally:
        page.close()


def _pages(pdf: pdfium.PdfDocument, limits: Limits) -> tuple[str, list[int]]:
    """The text of all pages and the numbers of those that could not be read."""
    texts: list[str] = []
    faulty: list[int] = []
    length = 0
    for number in range(len(pdf)):
        try:
            texts.append(join_lines(repair(_page_text(pdf, number).replace("\r\n", "\n"))))
        except pdfium.PdfiumError:
            faulty.append(number + 1)
            continue
        length += len(texts[-1])
        if length > limits.report_characters:
            raise SkipItem(f"more than {limits.report_characters:,} characters", "", "split it into single reports")
    return "\n\n".join(t for t in texts if t), faulty


def _information(pdf: pdfium.PdfDocument) -> tuple[str | None, str | None]:
    """Title and date as the file gives them, where they can be the report's own."""
    info = pdf.get_metadata_dict(skip_empty=True)
    title = info.get("Title", "").strip()
    printed = PRINTED_FROM_PAGE.search(f"{info.get('Creator', '')} {info.get('Producer', '')}")
    return (None if NO_TITLE.match(title) else title or None), (None if printed else info.get("CreationDate"))


def _remarks(data: bytes, faulty: list[int]) -> tuple[str, ...]:
    cut = () if b"%%EOF" in data[-TAIL:] else ("the file ends early: pages may be missing",)
    pages = ", ".join(map(str, faulty[:20]))
    return (*cut, *((f"pages that could not be read: {pages}",) if faulty else ()))


def parse(data: bytes, limits: Limits, url: str | None = None) -> Parsed:
    """The text and information of a PDF; raises SkipItem for one that is locked, damaged, too long or only pictures."""
    pdf = _open(data)
    try:
        if len(pdf) > limits.pdf_pages:
            raise SkipItem(
                f"{len(pdf):,} pages; a PDF is read up to {limits.pdf_pages:,}", "", "split it into single reports"
            )
        text, faulty = _pages(pdf, limits)
        title, day = _information(pdf)
    finally:
        pdf.close()
    if not any(c.isalnum() for c in text):
        raise SkipItem("a PDF without text: scanned pages or none", "", "run OCR over it (ocrmypdf) and add the result")
    return Parsed(text, title, day, url=url, remarks=_remarks(data, faulty))
