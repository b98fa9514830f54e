"""Claims and statements with their places and days: one walk through a document, sentence by sentence."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from itertools import groupby

from tollbook.locate.attach_dates import event_dates, moves, nearest_date, shared_date
from tollbook.locate.attach_places import (
    Group,
    Story,
    is_event_place,
    moves_on,
    nearest,
    own_places,
    places_ahead,
    places_of_title,
    shared_places,
    within,
)
from tollbook.locate.date_expressions import Reading
from tollbook.locate.days import period_of
from tollbook.locate.gazetteer import Gazetteer
from tollbook.locate.segments import Span, cores, segments
from tollbook.locate.settle import Settler, places_of, with_point
from tollbook.locate.view import Sentence, View
from tollbook.model.claim import Claim
from tollbook.model.document import Document
from tollbook.model.period import Period
from tollbook.model.place import Place
from tollbook.model.statement import Statement
from tollbook.text.stamps import dated

LOOK_AHEAD, LOOK_BACK = 3, 3
"""Sentences searched for the place that a lead leaves out, and before a claim for the scene it goes on in."""


@dataclass(slots=True)
class Walk:
    """Where the reading stands: the scene, the day of the event told last, and the places given to claims."""

    view: View
    settler: Settler
    story: Story = field(default_factory=Story)
    day: Period | None = None
    day_in: int = -1
    latest: tuple[Place, ...] = ()
    reached: int = 0

    @property
    def anchor(self) -> date | None:
        """The day from which "a day earlier" counts."""
        return self.day.start if self.day and self.day.start == self.day.end else None


@dataclass(slots=True)
class Scene:
    """One sentence with its claims, the parts of it that are theirs, and its date expressions."""

    number: int
    sentence: Sentence
    claims: list[Claim]
    spans: list[Span]
    parts: list[Span]
    dates: list[Reading]


def _scene(view: View, number: int, claims: list[Claim]) -> Scene:
    sentence = view.sentences[number]
    told = [Span(sentence.start + r.start, sentence.start + r.end) for r in sentence.readings]
    spans = cores(sentence.text, claims, told)
    dates = event_dates(sentence, spans)
    details = [m.start for m in sentence.mentions if is_event_place(m)] + [sentence.start + r.start for r in dates]
    parts = segments(sentence.text, Span(sentence.start, sentence.end), spans, details)
    return Scene(number, sentence, claims, spans, parts, dates)


def _carries(walk: Walk, scene: Scene) -> bool:
    """Whether the scene still stands: the sentence neither opens another event nor speaks of a wider area."""
    return not moves_on(scene.sentence, moves(scene.sentence.language)) and not scene.sentence.has_any(
        scene.sentence.words.wider
    )


def _accepted(walk: Walk, group: Group) -> Group:
    return tuple(mention for mention in group if walk.settler.accepts(mention))


def _look_back(walk: Walk, number: int) -> None:
    """Sentences without a claim just before, in the same paragraph, set the scene for a claim that names none."""
    for passed in range(max(walk.reached, number - LOOK_BACK), number):
        sentence = walk.view.sentences[passed]
        if walk.view.same_paragraph(passed, number):
            found = _accepted(walk, nearest(sentence.mentions, Span(sentence.end, sentence.end)))
            if found:
                walk.story.set(found)
                walk.day = None


def _carried_places(walk: Walk, scene: Scene) -> Group:
    if scene.sentence.has_any(scene.sentence.words.together) and walk.story.told:
        return tuple(walk.story.told.values())
    if not _carries(walk, scene):
        return ()
    _look_back(walk, scene.number)
    if walk.story.scene:
        return walk.story.scene
    lead = scene.number == 0 and not walk.story.told
    return (places_of_title(walk.view) or places_ahead(walk.view, scene.number, LOOK_AHEAD)) if lead else ()


def _group(walk: Walk, scene: Scene, at: int) -> Group:
    claim = scene.claims[at]
    own = own_places(scene.sentence, scene.parts[at], scene.spans[at], claim.level)
    if own or claim.level != "incident":
        return own
    if scene.sentence.has_any(scene.sentence.words.together) and walk.story.told:
        return tuple(walk.story.told.values())
    if any(m.role == "region" or m.area == "region" for m in within(scene.sentence.mentions, scene.parts[at])):
        return ()
    shared = shared_places(scene.sentence, scene.parts, at, scene.spans)
    return shared or _carried_places(walk, scene)


def _is_ahead(walk: Walk, scene: Scene, group: Group) -> bool:
    """Whether places were found after the sentence: they stand for its lead claim, not for what follows at once."""
    return group[0].start >= scene.sentence.end and group[0] not in walk.view.title.mentions


def _places(walk: Walk, scene: Scene, at: int) -> tuple[Place, ...]:
    group = _accepted(walk, _group(walk, scene, at))
    own = any(scene.parts[at].holds(mention.start) for mention in group)
    if group and not _is_ahead(walk, scene, group) and scene.claims[at].level == "incident":
        walk.story.set(group)
    places = places_of(group, walk.settler, scene.sentence)
    if own and len(places) == 1:
        places = (walk.settler.finer(places[0], scene.sentence),)
    return with_point(places, scene.sentence) if len(scene.claims) == 1 else places


def _resolved_period(walk: Walk, scene: Scene, reading: Reading) -> Period | None:
    start, end = scene.sentence.start + reading.start, scene.sentence.start + reading.end
    text = scene.sentence.text[start:end]
    return period_of(reading, text, walk.view.document.published, walk.anchor)


def _same_scene(walk: Walk, places: tuple[Place, ...]) -> bool:
    """Whether a claim stays where the last dated one was, as far as the words tell."""
    known = {place.text for place in walk.latest}
    return not places or not known or bool(known & {place.text for place in places})


def _carried_day(walk: Walk, scene: Scene, places: tuple[Place, ...]) -> Period | None:
    day = walk.day
    goes_on = 0 <= walk.day_in == scene.number - 1 and walk.view.same_paragraph(walk.day_in, scene.number)
    near = walk.day_in == scene.number or goes_on or _same_scene(walk, places)
    return replace(day, text="") if day and near and _carries(walk, scene) else None


def _when(walk: Walk, scene: Scene, at: int, places: tuple[Place, ...]) -> Period | None:
    claim = scene.claims[at]
    reading = nearest_date(scene.sentence, scene.dates, scene.parts[at], scene.spans[at], claim.level)
    if reading is None and claim.level == "incident":
        reading = shared_date(scene.sentence, scene.dates, scene.parts, at, scene.spans)
    if reading:
        return _resolved_period(walk, scene, reading)
    return _carried_day(walk, scene, places) if claim.level == "incident" else None


def _located(walk: Walk, scene: Scene) -> Iterator[Claim]:
    for at, claim in enumerate(scene.claims):
        places = _places(walk, scene, at)
        when = _when(walk, scene, at, places)
        if claim.level == "incident":
            walk.day, walk.day_in = when or (walk.day if _same_scene(walk, places) else None), scene.number
            walk.latest = places or walk.latest
        yield replace(claim, places=places, when=when)
    if all(claim.level != "incident" for claim in scene.claims):
        walk.story.leave()
        walk.day = None


def locate(document: Document, claims: Sequence[Claim], gazetteer: Gazetteer) -> list[Claim]:
    """The claims of one document with ``places`` and ``when`` filled, in the order given; nothing else is changed.

    A claim takes the settlements and the day its own part of the sentence names; else what coordinated claims share,
    what the text has just named, or for a lead the title and the next sentences. None where none is sure.
    """
    if not claims:
        return []
    view = View(dated(document), gazetteer, " ".join(claim.quote for claim in claims))
    if not view.sentences:
        return list(claims)
    telling = sorted({view.sentence_at(claim.start) for claim in claims})
    walk = Walk(view, Settler(view, gazetteer, [view.sentences[number] for number in telling]))
    order = sorted(claims, key=lambda claim: (claim.start, claim.end, claim.id))
    done: dict[str, Claim] = {}
    for number, members in groupby(order, key=lambda claim: view.sentence_at(claim.start)):
        scene = _scene(view, number, list(members))
        done.update((claim.id, claim) for claim in _located(walk, scene))
        walk.reached = number + 1
    return [done[claim.id] for claim in claims]


DAYS = frozenset({"day", "weekday", "range", "weekdays", "relative", "ago"})


def _statement_dates(view: View, walk: Walk, numbers: Sequence[int], kinds: frozenset[str]) -> Period | None:
    for number in numbers:
        scene = _scene(view, number, [])
        for reading in scene.dates:
            if reading.kind in kinds and (period := _resolved_period(walk, scene, reading)):
                return period
    return None


def _statement_places(view: View, walk: Walk, numbers: Sequence[int]) -> tuple[Place, ...]:
    for number in numbers:
        sentence = view.sentences[number]
        group = _accepted(walk, nearest(sentence.mentions, Span(sentence.start, sentence.start)))
        if group:
            return places_of(group, walk.settler)
    return ()


def _nearby(view: View, number: int) -> list[int]:
    """The statement's own sentence, then the following and the preceding ones of its paragraph."""
    ahead = [n for n in range(number, len(view.sentences)) if view.same_paragraph(number, n)]
    back = [n for n in range(number - 1, -1, -1) if view.same_paragraph(number, n)]
    return ahead + back


def _statement(view: View, walk: Walk, statement: Statement) -> Statement:
    number = view.sentence_at(statement.start)
    nearby = _nearby(view, number)
    places = _statement_places(view, walk, nearby) or _statement_places(view, walk, range(number))
    walk.day = _statement_dates(view, walk, range(number - 1, -1, -1), DAYS)
    return replace(statement, places=places, when=_statement_dates(view, walk, nearby, DAYS | {"anchored"}))


def locate_statements(document: Document, statements: Sequence[Statement], gazetteer: Gazetteer) -> list[Statement]:
    """Statements with the places and days they speak of, which need not be those of the claims they answer."""
    if not statements:
        return []
    view = View(dated(document), gazetteer, " ".join(statement.quote for statement in statements))
    telling = [view.sentences[view.sentence_at(statement.start)] for statement in statements if view.sentences]
    walk = Walk(view, Settler(view, gazetteer, telling))
    return [_statement(view, walk, statement) for statement in statements] if view.sentences else list(statements)
