"""Files made by the tests from their own words."""

import io
import zipfile
from collections.abc import Iterable
from pathlib import Path

from docx import Document as WordFile
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.pdfgen import canvas

from tollbook.capture import read
from tollbook.errors import SkipItem
from tollbook.model import Document

REPORT = (
    "At least 20 people were killed and five others wounded when shells fell on the market of Exampleton on Tuesday."
)
SECOND = "Hospital staff in the neighbouring town said that three of the dead were children under ten years of age."
ARABIC = "قتل عشرون مدنيا على الأقل (بينهم طفلان) وأصيب آخرون بجروح في قصف على السوق يوم الثلاثاء"
PAGE = f"""<!doctype html><html lang="en"><head><title>Twenty killed at market | Example Wire</title>
<meta property="og:title" content="Twenty killed at market"><meta property="og:site_name" content="Example Wire">
<meta property="article:published_time" content="2018-11-13T21:30:00+03:00">
<link rel="canonical" href="https://wire.example/market"><style>p {{color: red}}</style></head>
<body><nav><a href="/">Home</a> <a href="/sport">Sport</a></nav><script>steal("secret")</script>
<article><h1>Twenty killed at market</h1><p>{REPORT}</p><p>{SECOND}</p></article>
<footer>About us</footer></body></html>"""


def put(folder: Path, name: str, content: str | bytes) -> Path:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


def parts(found: Iterable[Document | SkipItem]) -> tuple[list[Document], list[SkipItem]]:
    items = list(found)
    return [f for f in items if isinstance(f, Document)], [f for f in items if isinstance(f, SkipItem)]


def read_parts(path: Path) -> tuple[list[Document], list[SkipItem]]:
    return parts(read(path))


def only(path: Path) -> Document:
    """The one report of a file about which nothing is to be remarked."""
    documents, skipped = read_parts(path)
    assert not skipped, [str(s) for s in skipped]
    assert len(documents) == 1
    return documents[0]


def refusal(path: Path) -> SkipItem:
    """The one reason why a file gives no report; it names the file and a remedy."""
    documents, skipped = read_parts(path)
    assert not documents, documents
    assert len(skipped) == 1, [str(s) for s in skipped]
    assert path.name in skipped[0].where
    assert skipped[0].what and skipped[0].remedy
    return skipped[0]


def pdf(pages: Iterable[Iterable[str]], password: str | None = None, title: str | None = None) -> bytes:
    out = io.BytesIO()
    sheet = canvas.Canvas(out, encrypt=StandardEncryption(password) if password else None)
    if title:
        sheet.setTitle(title)
    for lines in pages:
        for number, line in enumerate(lines):
            sheet.drawString(72, 760 - 16 * number, line)
        sheet.showPage()
    sheet.save()
    return out.getvalue()


def word(paragraphs: Iterable[str], title: str = "") -> bytes:
    file = WordFile()
    file.core_properties.title = title
    for paragraph in paragraphs:
        file.add_paragraph(paragraph)
    out = io.BytesIO()
    file.save(out)
    return out.getvalue()


def zip_bomb(unpacked: int) -> bytes:
    """A .docx whose one part unpacks to so many bytes of nothing."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        with archive.open("word/document.xml", "w", force_zip64=True) as part:
            for _ in range(unpacked >> 20):
                part.write(bytes(1 << 20))
    return out.getvalue()
