"""A page as PDF, by WeasyPrint: offline, the same bytes for the same page on the same machine."""

from typing import Any

from tollbook.errors import StopRun

REMEDY = "install Pango: apt-get install libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0 (scripts/system.sh does)"


def pdf(page: str) -> bytes:
    """The page as PDF; nothing is fetched. Raises StopRun where the system lacks Pango."""
    try:
        import weasyprint  # noqa: PLC0415 - loads the system's Pango, which only PDF needs
    except OSError as error:
        raise StopRun("no PDF can be made: Pango is missing", "WeasyPrint", REMEDY) from error
    made: bytes = weasyprint.HTML(string=page, url_fetcher=_refuse).write_pdf(pdf_identifier=b"tollbook", pdf_tags=True)
    return made


def _refuse(url: str, *_: Any, **__: Any) -> Any:
    raise ValueError(f"a page asks for {url}, but nothing is fetched")
