"""The letter of answer to whoever submitted an allegation: what was found, why, what would reopen it, how to answer.

A letter names nobody: no witness, no reviewer, and not the one it goes to.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from importlib.resources import files
from typing import Literal

from markupsafe import Markup

from tollbook.model import FINDINGS, Allegation, Step
from tollbook.model.monthly import Search
from tollbook.publish.clean import fenced, isolated
from tollbook.publish.monthly_words import span_words
from tollbook.publish.pdf import pdf
from tollbook.publish.site import environment
from tollbook.publish.texts import Texts

Kind = Literal["txt", "html", "pdf"]
ISOLATED = re.compile("\u2068([^\u2068\u2069\u0590-\u08ff]*)\u2069")
"""A text in the letters of its surroundings, which needs no fence."""
KINDS: tuple[Kind, ...] = ("txt", "html", "pdf")


@dataclass(frozen=True, slots=True)
class Context:
    """What a letter says besides the allegation. ``repeated``: the one a duplicate repeats, by its state."""

    written: date
    standard_name: str
    standard_name_ar: str
    repeated: Mapping[str, str] | None = None
    search: Search | None = None


@dataclass(frozen=True, slots=True)
class Part:
    """A heading (or none) with its paragraphs; ``points`` is a list below them."""

    title: str
    lines: tuple[str, ...]
    points: tuple[str, ...] = ()


def letter(allegation: Allegation, context: Context, language: str = "en", kind: Kind = "txt") -> bytes:
    """The letter that answers an allegation as it stands, in one language; the same input gives the same bytes."""
    t = Texts(language)
    parts = tuple(_parts(allegation, context, t))
    if kind == "txt":
        return _text(allegation, parts, context, t).encode()
    page = _page(allegation, parts, context, t)
    return pdf(page) if kind == "pdf" else page.encode()


def _parts(allegation: Allegation, context: Context, t: Texts) -> Iterator[Part]:
    step = allegation.steps[-1]
    yield Part("", (t("letter.greeting"), *_about(allegation, t), t("letter.condolence")))
    yield Part(t("letter.found"), tuple(_found(allegation, step, context, t)))
    if step.state in FINDINGS or step.state == "reopened":
        yield Part(t("letter.why"), tuple(_why(step, t)))
    if step.state == "non_credible":
        yield Part(t("letter.rests"), (_rests(step, context, t),))
    if step.state in FINDINGS:
        facts = tuple(t.named("fact", fact) for fact in step.overturned_by)
        lines = (t("letter.reopen_any"), t("letter.reopen_facts")) if facts else (t("letter.reopen_any"),)
        yield Part(t("letter.reopen"), lines, facts)
    else:
        yield Part(t("letter.next"), (_next(step, t),))
    case = isolated(allegation.id)
    yield Part(t("letter.answer"), (t("letter.answer_words", case=case), t("letter.answer_witness")))


def _about(allegation: Allegation, t: Texts) -> Iterator[str]:
    yield t("letter.about", title=isolated(allegation.title))
    if allegation.event_date:
        yield t("letter.about_event", day=t.day(allegation.event_date))
    if allegation.place:
        yield t("letter.about_place", place=isolated(allegation.place))
    yield t("letter.about_received", day=t.day(allegation.steps[0].at), via=isolated(allegation.via))


def _found(allegation: Allegation, step: Step, context: Context, t: Texts) -> Iterator[str]:
    day = t.day(step.at)
    standard = isolated(t.own(context.standard_name, context.standard_name_ar))
    if step.state in ("credible", "non_credible"):
        yield t(f"letter.{step.state}", day=day, standard=standard)
    elif step.state == "duplicate":
        yield from _duplicate(step, context, day, t)
    elif step.state in ("inconclusive", "reopened"):
        yield t(f"letter.{step.state}", day=day)
    else:
        received = t.day(allegation.steps[0].at)
        yield t("letter.received", day=received, case=isolated(allegation.id))
    if step.state == "credible":
        killed, injured = span_words(t, step.killed or (0, 0)), span_words(t, step.injured or (0, 0))
        yield t("letter.credible_people", killed=killed, injured=injured)
    if step.category is not None:
        yield t(f"letter.non_credible_{step.category}")


def _duplicate(step: Step, context: Context, day: str, t: Texts) -> Iterator[str]:
    other = step.repeats or ""
    yield t("letter.duplicate", day=day, other=isolated(other))
    state = (context.repeated or {}).get(other)
    if state:
        yield t("letter.duplicate_state", other=isolated(other), state=_state(state, t))


def _state(state: str, t: Texts) -> str:
    return t.named("finding" if state in FINDINGS else "state", state)


def _why(step: Step, t: Texts) -> Iterator[str]:
    yield isolated(step.reason)


def _rests(step: Step, context: Context, t: Texts) -> str:
    if not step.certificate:
        return t("letter.search_none")
    said = t("letter.search", id=isolated(step.certificate))
    found = context.search
    summary = t.own(found.summary, found.summary_ar) if found and found.summary else ""
    return f"{summary} {said}".strip()


def _next(step: Step, t: Texts) -> str:
    if step.state == "reopened":
        return t("letter.reopened_next")
    return t("letter.received_next", state=_state(step.state, t))


def _text(allegation: Allegation, parts: tuple[Part, ...], context: Context, t: Texts) -> str:
    case = isolated(allegation.id)
    lines = [t("letter.dated", day=t.day(context.written)), "", t("letter.to", case=case), ""]
    for part in parts:
        lines += [part.title.upper() if not t.rtl else part.title, ""] if part.title else []
        for line in part.lines:
            lines += [line, ""]
        lines += [f"- {point}" for point in part.points] + ([""] if part.points else [])
    lines += [t("letter.closing"), t("letter.signed"), ""]
    text = fenced("\n".join(lines))
    return text if t.rtl else ISOLATED.sub(r"\1", text)


def _page(allegation: Allegation, parts: tuple[Part, ...], context: Context, t: Texts) -> str:
    style = (files("tollbook.publish") / "assets" / "monthly.css").read_text(encoding="utf-8")
    template = environment().get_template("letter.html")
    title = t("letter.title", case=isolated(allegation.id))
    to, dated = t("letter.to", case=isolated(allegation.id)), t("letter.dated", day=t.day(context.written))
    return template.render(t=t, title=title, to=to, dated=dated, parts=parts, style=Markup(style))  # noqa: S704 - ours
