"""A report's text with its claims marked: all kept, all escaped, spans nested or split as needed."""

from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup, escape

from tollbook.publish.clean import CONTROLS, visible


@dataclass(frozen=True, slots=True)
class Span:
    """Code points [start, end) of a text, with the element id that a link to it uses, and a style class."""

    start: int
    end: int
    anchor: str
    kind: str = "claim"


def _plain(text: str) -> Markup:
    out, at = Markup(""), 0
    for match in CONTROLS.finditer(text):
        shown = visible(match.group())
        out += escape(text[at : match.start()])
        out += Markup('<span class="ctl">{}</span>').format(shown) if shown else Markup("")
        at = match.end()
    return out + escape(text[at:])


def _opening(span: Span, first: bool) -> Markup:
    if first:
        return Markup('<mark class="{}" id="{}">').format(span.kind, span.anchor)
    return Markup('<mark class="{}" data-of="{}">').format(span.kind, span.anchor)


def _close_ended(stack: list[Span], at: int, parts: list[Markup]) -> list[Span]:
    """Close down to the lowest span that ends here; returns those closed early, to be opened again."""
    ended = [i for i, span in enumerate(stack) if span.end <= at]
    if not ended:
        return []
    reopened = [span for span in stack[ended[0] :] if span.end > at]
    parts.append(Markup("</mark>") * (len(stack) - ended[0]))
    del stack[ended[0] :]
    return reopened


def marked(text: str, spans: Sequence[Span]) -> Markup:
    """The text as HTML, one ``mark`` element a span (split where spans cross); the id stands on the first part."""
    kept = sorted((s for s in spans if 0 <= s.start < s.end <= len(text)), key=lambda s: (s.start, -s.end, s.anchor))
    cuts = sorted({0, len(text), *(s.start for s in kept), *(s.end for s in kept)})
    parts: list[Markup] = []
    stack: list[Span] = []
    pending = list(reversed(kept))
    for at, until in zip(cuts, [*cuts[1:], len(text)], strict=True):
        for span in _close_ended(stack, at, parts):
            parts.append(_opening(span, first=False))
            stack.append(span)
        while pending and pending[-1].start == at:
            span = pending.pop()
            parts.append(_opening(span, first=True))
            stack.append(span)
        parts.append(_plain(text[at:until]))
    return Markup("").join(parts)


def excerpt(text: str, start: int, end: int) -> Markup:
    """A sentence with the claim's words marked, for quoting elsewhere; offsets within ``text``."""
    inner = Markup("<mark>{}</mark>").format(_plain(text[start:end]))
    return _plain(text[:start]) + inner + _plain(text[end:])
