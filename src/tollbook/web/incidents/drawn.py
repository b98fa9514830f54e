"""The incident as publishing draws it, with links that lead to the reader instead of published pages.

Publishing speaks English and Arabic; pages in another language show these parts in English.
"""

import re
from collections.abc import Iterable
from functools import cache, partial

from django.urls import reverse
from jinja2 import ChoiceLoader, DictLoader, Environment
from markupsafe import Markup

from tollbook.model import Document
from tollbook.publish import SiteData
from tollbook.publish.incident_page import IncidentPage, incident_page
from tollbook.publish.index import Index, build_index, document_href
from tollbook.publish.site import environment
from tollbook.publish.texts import Texts
from tollbook.web.told import page_texts

BASE = "{% block main %}{% endblock %}"
"""In place of a published page's frame, which the casebook's own pages have already."""
LINK = re.compile(r'href="(report/[^"#]+)')
METHOD = re.compile(r'<a href="method\.html[^"]*">(.*?)</a>', re.DOTALL)


@cache
def _environment() -> Environment:
    made = environment()
    assert made.loader is not None, "publishing's environment has its templates"
    made.loader = ChoiceLoader([DictLoader({"base.html": BASE}), made.loader])
    return made


def texts() -> Texts:
    """The words of publishing in the language of the page, else in English."""
    return page_texts()


def page_of(data: SiteData, t: Texts) -> tuple[IncidentPage, Index]:
    """What the page shows of the one incident that ``data`` holds, and its records by id."""
    index = build_index(data)
    return incident_page(data.incidents[0], [], data, t, index), index


def html(page: IncidentPage, data: SiteData, t: Texts) -> Markup:
    """The page's parts as HTML; every word of a report is escaped by the templates."""
    template = _environment().get_template("incident.html")
    drawn = template.render(p=page, t=t, data=data, up="", previous=None, next=None)
    return Markup(led_to_reader(drawn, data.documents))  # noqa: S704 - rendered with everything escaped


def led_to_reader(drawn: str, documents: Iterable[Document]) -> str:
    """The same HTML with reports' pages replaced by the reader; the places within them have the same names there."""
    addresses = {document_href(one.id): reverse("report", args=[one.id]) for one in documents}
    linked = LINK.sub(partial(_link, addresses), drawn)
    return METHOD.sub(r"\1", linked)


def _link(addresses: dict[str, str], found: re.Match[str]) -> str:
    return f'href="{addresses.get(found[1], "")}'
