"""Sentences that records keep in English, in the language of the page: filters and tags for templates."""

from collections.abc import Mapping

from django import template
from markupsafe import Markup

from tollbook.assess import standards
from tollbook.publish.said import retold
from tollbook.web import told as rooms
from tollbook.web.called import STEPS
from tollbook.web.publications import shown

register = template.Library()

register.filter("standard_name", rooms.standard_name)
register.filter("published_title", shown.title)
register.filter("basis", shown.basis)
register.simple_tag(shown.caveat)


@register.filter
def told(text: object) -> Markup:
    """A sentence of the program, marked as English where the language of the page has none for it."""
    return rooms.marked(str(text or ""))


@register.filter
def kept(error: object) -> str:
    """An error as finished work keeps it."""
    return rooms.kept(str(error or ""))


@register.filter
def step_name(step: str) -> str:
    """What long work is doing just now."""
    return str(STEPS.get(step, step))


@register.simple_tag
def reason_told(standard: str, reason: Mapping[str, str]) -> Markup:
    """A reason of a published grade: as it was frozen, else told again by the standard's own text."""
    t = rooms.page_texts()
    given = {code: text for code, text in reason.items() if code not in ("en", "ar")}
    known = standards().get(standard)
    for rule in (*known.rules, *known.notes) if known and t.code not in given else ():
        template_ = dict(rule.text.further).get(t.code)
        again = retold(reason["en"], rule.text.en, template_, t.code) if template_ else None
        if again:
            return t.marked(reason["en"], reason["ar"], {t.code: again})
    return t.marked(reason["en"], reason["ar"], given)
