"""All that the page of one incident shows."""

from typing import Any

from django.http import HttpRequest
from django.utils.translation import get_language

from tollbook.assess.facts import NAMED
from tollbook.publish.index import claim_anchor
from tollbook.web.blind import Sight
from tollbook.web.here import person
from tollbook.web.incidents import comments, drawn, history, links, narratives, standing
from tollbook.web.incidents.forms import Said
from tollbook.web.incidents.material import Material, former_ids, site_data, ungraded
from tollbook.web.permissions import can
from tollbook.web.reader.words import parts
from tollbook.web.search.entries import title_of


def shown(request: HttpRequest, of: Material) -> dict[str, Any]:
    """All that the page shows."""
    who, t = person(request), drawn.texts()
    put_down = standing.weighed(of)
    first = not Sight(who).shows(of.incident.id)
    data = site_data(ungraded(of) if first else of, logs=bool(can(who, "strike.see")))
    code = get_language() or t.code
    page, _index = drawn.page_of(data, t)
    under = None if first else standing.compared(of, standing.facts(of, put_down))
    keys = former_ids(of.incident.id)
    return {
        "incident": of.incident,
        "title": title_of(of.incident),
        "drawn": drawn.html(page, data, t),
        "drawn_language": t.code,
        "drawn_dir": "rtl" if t.rtl else "ltr",
        "language": code,
        "victims": _named_in(of) if can(who, "report.see") else [],
        "judge_first": first,
        "stands": standing.stands(of, under) if under else [],
        "moved": standing.moved(of, under) if under else [],
        "cells": standing.cells(of, put_down),
        "judged": len(put_down.judgements),
        "links": links.of(keys),
        "story": narratives.latest(keys, code),
        "comments": comments.of(keys),
        "comment": Said(),
        "me": who,
        "events": history.told(who, history.of(of, keys), first)[: history.FIRST],
    }


def _named_in(of: Material) -> list[dict[str, str]]:
    """The claims that name whom they count, with their places in the reader; each wording of a report once.

    The names, and ages where they are told, are the wording itself: claims hold neither apart.
    """
    found = (claim for claim in of.claims if claim.rule.endswith(NAMED) and claim.harm == "killed")
    told = {(one.document, one.quote): one for one in found}
    return [
        {
            "document": one.document,
            "quote": one.quote,
            "anchor": claim_anchor(one.id),
            "of_whom": parts(one),
            "sources": ", ".join(one.sources),
        }
        for one in told.values()
    ]
