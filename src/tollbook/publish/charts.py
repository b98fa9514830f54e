"""Bars by month as SVG: the same bytes every time, mirrored for Arabic, every number also in the table beside it."""

from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup

from tollbook.publish.texts import Texts

WIDTH, HEIGHT = 760, 250
LEFT, RIGHT, TOP, BOTTOM = 52, 16, 12, 30
MOST_LABELS = 12
INK, SOFT, LINE, ACCENT = "#1d2227", "#57606a", "#d9dce0", "#0b4f8a"
FILLS = {"dark": ACCENT, "middle": "#7fa8cc", "light": "#d6e3ef", "grey": "#8a9199"}


@dataclass(frozen=True, slots=True)
class Series:
    """One kind of number by month; ``None`` where it is not known. ``line``: drawn as a line over the bars."""

    name: str
    values: tuple[int | None, ...]
    fill: str
    line: bool = False


@dataclass(frozen=True, slots=True)
class Chart:
    """A picture and the table that says the same. ``note`` stands below both."""

    id: str
    title: str
    svg: Markup
    legend: tuple[tuple[str, Markup], ...]
    columns: tuple[str, ...]
    rows: tuple[tuple[str, tuple[str, ...]], ...]
    note: str = ""


def chart(  # noqa: PLR0913 (what is shown, and how)
    t: Texts,
    *,
    key: str,
    months: Sequence[str],
    series: Sequence[Series],
    stacked: bool = False,
    table: Sequence[Series] = (),
    note: str = "",
    title: str = "",
) -> Chart:
    """A chart of the series over the months (as 2018-11); ``table`` where the table says it otherwise."""
    title = title or t(f"monthly.{key}")
    shown = table or series
    rows = tuple(
        (_month(t, month), tuple(_number(t, one.values[at]) for one in shown)) for at, month in enumerate(months)
    )
    legend = tuple((one.name, _swatch(one)) for one in series)
    columns = tuple(one.name for one in shown)
    return Chart(key, title, _svg(t, title, months, series, stacked), legend, columns, rows, note)


def _number(t: Texts, value: int | None) -> str:
    return "–" if value is None else t.number(value)


def _month(t: Texts, month: str, short: bool = False) -> str:
    year, number = map(int, month.split("-"))
    if not short:
        return t.month(year, number)
    # WeasyPrint joins no Arabic letters inside an SVG: there the months are digits.
    return f"{number}/{year}" if t.rtl else f"{t(f'month_short.{number}')} {year}"


def _swatch(series: Series) -> Markup:
    shape = (
        '<path d="M0 6H16" stroke="{0}" stroke-width="2.5"/>' if series.line else '<path d="M0 0H16V12H0Z" fill="{0}"/>'
    )
    fill = INK if series.line else FILLS[series.fill]
    return Markup('<svg width="16" height="12" viewBox="0 0 16 12" aria-hidden="true">{}</svg>').format(
        Markup(shape).format(fill)  # noqa: S704 - the shapes are ours
    )


def _svg(t: Texts, title: str, months: Sequence[str], series: Sequence[Series], stacked: bool) -> Markup:
    bars = [one for one in series if not one.line]
    reach = max([1, *_tops(bars, stacked, len(months)), *(v or 0 for one in series if one.line for v in one.values)])
    end, ticks = _axis(reach)
    parts = [_grid(t, ticks, end), _labels(t, months)]
    parts += [_bar_set(t, bars, at, len(months), end, stacked) for at in range(len(months))]
    parts += [_line(t, one, end) for one in series if one.line]
    head = (
        '<svg class="bars" role="img" aria-label="{}" width="{}" height="{}" viewBox="0 0 {} {}" '
        'font-family="Noto Sans, Noto Sans Arabic, DejaVu Sans, sans-serif" font-size="12">'
    )
    return Markup(head).format(title, WIDTH, HEIGHT, WIDTH, HEIGHT) + Markup("").join(parts) + Markup("</svg>")  # noqa: S704


def _tops(bars: Sequence[Series], stacked: bool, many: int) -> list[int]:
    values = [[one.values[at] or 0 for one in bars] for at in range(many)]
    return [sum(row) if stacked else max(row, default=0) for row in values]


def _axis(reach: int) -> tuple[int, list[int]]:
    """Where the axis ends, and at most six round numbers on it."""
    step = next(n * 10**power for power in range(12) for n in (1, 2, 5) if reach <= 5 * n * 10**power)
    ticks = list(range(0, -(-reach // step) * step + 1, step))
    return ticks[-1], ticks


def _y(value: float, end: int) -> float:
    return round(TOP + (HEIGHT - TOP - BOTTOM) * (1 - value / end), 1)


def _x(t: Texts, x: float) -> float:
    """Time runs in the direction of the script."""
    return round(WIDTH - x if t.rtl else x, 1)


def _grid(t: Texts, ticks: Sequence[int], end: int) -> Markup:
    line = Markup('<path d="M{} {}H{}" stroke="{}"/><text x="{}" y="{}" text-anchor="middle" fill="{}">{}</text>')
    first, last = _x(t, LEFT), _x(t, WIDTH - RIGHT)
    return Markup("").join(
        line.format(first, _y(n, end), last, LINE, _x(t, LEFT / 2), _y(n, end) + 4, SOFT, t.number(n)) for n in ticks
    )


def _slot(many: int) -> float:
    return (WIDTH - LEFT - RIGHT) / max(1, many)


def _labels(t: Texts, months: Sequence[str]) -> Markup:
    every = -(-len(months) // MOST_LABELS)
    label = Markup('<text x="{}" y="{}" text-anchor="middle" fill="{}">{}</text>')
    return Markup("").join(
        label.format(_x(t, LEFT + _slot(len(months)) * (at + 0.5)), HEIGHT - 10, SOFT, _month(t, month, short=True))
        for at, month in enumerate(months)
        if (len(months) - 1 - at) % every == 0
    )


def _bar_set(t: Texts, bars: Sequence[Series], at: int, many: int, end: int, stacked: bool) -> Markup:  # noqa: PLR0913, PLR0917
    slot = _slot(many)
    width = min(slot * 0.7, 40.0) / (1 if stacked else max(1, len(bars)))
    left = LEFT + slot * (at + 0.5) - width * (1 if stacked else len(bars)) / 2
    drawn, base = [], 0
    for number, one in enumerate(bars):
        value = one.values[at]
        if value:
            x = left if stacked else left + width * number
            drawn.append(_bar(t, x, width, (base, base + value), end, one.fill))
        base += (value or 0) if stacked else 0
    return Markup("").join(drawn)


def _bar(t: Texts, x: float, width: float, span: tuple[int, int], end: int, fill: str) -> Markup:  # noqa: PLR0913, PLR0917
    start = _x(t, x + width if t.rtl else x)
    top, bottom = _y(span[1], end), _y(span[0], end)
    path = '<path d="M{} {}h{}v{}h-{}Z" fill="{}" stroke="{}" stroke-width=".6"/>'
    w = round(width, 1)
    return Markup(path).format(start, top, w, round(bottom - top, 1), w, FILLS[fill], ACCENT)  # noqa: S704


def _line(t: Texts, one: Series, end: int) -> Markup:
    many = len(one.values)
    points = [
        f"{_x(t, LEFT + _slot(many) * (at + 0.5))} {_y(value, end)}"
        for at, value in enumerate(one.values)
        if value is not None
    ]
    dots = Markup("").join(
        Markup('<circle cx="{}" cy="{}" r="2.5" fill="{}"/>').format(*point.split(), INK) for point in points
    )
    return Markup('<path d="M{}" fill="none" stroke="{}" stroke-width="1.8"/>').format("L".join(points), INK) + dots
