"""What every server process needs is read once, before the processes part: no visitor waits for it, and no process
searches it for rubbish again and again.
"""

import gc
from pathlib import Path

from django.conf import settings
from django.db import connections
from django.template.loader import get_template
from django.urls import reverse
from django.utils import translation

from tollbook.assess import standards
from tollbook.casebook.models import Incident
from tollbook.publish.outlines import countries
from tollbook.trace.registry import default
from tollbook.web.map.views import region_of
from tollbook.web.permissions import table

TEMPLATES = Path(__file__).parent / "templates"
THRESHOLDS = (10_000, 20, 50)
"""Of Python's collector of garbage: a page makes some ten thousand objects, nearly all of them freed without it."""


def warm() -> int:
    """Read templates, words, addresses, standards, lists of names and the borders of the map; returns how many
    templates there are.
    """
    reverse("home")
    for code, _name in settings.LANGUAGES:
        with translation.override(code):
            translation.gettext("Inbox")
    for read in (standards, default, table):
        read()
    region = region_of(Incident.objects.all())
    if region is not None:
        countries(region)
    pages = sorted(TEMPLATES.glob("web/**/*.html"))
    for page in pages:
        get_template(page.relative_to(TEMPLATES).as_posix())
    return len(pages)


def settle() -> None:
    """Keep what is there out of the collector's sight, and let every process open databases of its own.

    A full collection took 140 ms of a request while all that was read at the start was still looked through.
    """
    connections.close_all()
    gc.collect()
    gc.freeze()
    gc.set_threshold(*THRESHOLDS)
