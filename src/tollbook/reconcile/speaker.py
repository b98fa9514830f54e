"""One source's claims as rows: which of them stand, what replaces what, what is part of what."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from tollbook.model import FigureKey, Harm
from tollbook.reconcile.rows import Row, over
from tollbook.reconcile.said import Said

Group = list[Said]


@dataclass(slots=True)
class Words:
    """What one source's words come to for one figure: rows, claims set aside with the reason, numbers that clash."""

    rows: list[Row] = field(default_factory=list)
    aside: list[tuple[str, str]] = field(default_factory=list)
    clashes: list[tuple[str, ...]] = field(default_factory=list)


def layer_width(whole: int) -> int:
    """How many bits one layer of cells takes: the cells that are named, and elsewhere."""
    return whole.bit_length() + 1


def words_for(key: FigureKey, mine: Sequence[Said], whole: int) -> Words | None:
    """The rows of one source for one figure; ``None`` where it does not speak of it."""
    return READERS[key](mine, whole)


def _civil(harm: Harm) -> Callable[[Sequence[Said], int], Words | None]:
    def read(mine: Sequence[Said], whole: int) -> Words | None:
        here = [s for s in mine if s.harm == harm]
        fighters = [s for s in here if s.who == "combatant"]
        words = Words()
        people = _beside_fighters([s for s in here if s.who != "combatant"], fighters, words)
        if not people:
            return None
        _settle(_beside_civilians(people), whole, words)
        return words

    return read


def _killed(mine: Sequence[Said], whole: int) -> Words | None:
    words = _civil("killed")(mine, whole)
    if words is None:
        return None
    both = [s for s in mine if s.harm == "killed_or_injured" and s.who != "combatant" and s.hi is not None]
    caps = [Row(s.cells or whole, 0, s.hi, (s.claim.id,), floor=False, extent=s.extent) for s in both]
    words.rows += [cap for cap in caps if not any(over(row.lo, cap.hi) for row in words.rows)]
    return words


def _fighters(mine: Sequence[Said], whole: int) -> Words | None:
    return _plain([s for s in mine if s.harm == "killed" and s.who == "combatant"], whole)


def _missing(mine: Sequence[Said], whole: int) -> Words | None:
    return _plain([s for s in mine if s.harm == "missing"], whole)


def _plain(here: Group, whole: int) -> Words | None:
    if not here:
        return None
    words = Words()
    _settle(here, whole, words)
    return words


def _everyone(mine: Sequence[Said], whole: int) -> Words | None:
    """Civilians and fighters as two layers of cells; unspecified people may be either."""
    here = [s for s in mine if s.harm == "killed"]
    fighters = [s for s in here if s.who == "combatant"]
    words = Words()
    for who in ("civilian", "combatant", "unspecified"):
        group = [s for s in here if s.who == who]
        if who == "unspecified":
            group = [_with_fighters(s, fighters) for s in group if not _called_fighters(s, fighters)]
        _settle(group, whole, words, lambda mask, who=who: _layered(mask, who, whole))  # type: ignore[misc]
    return words if words.rows else None


def _layered(mask: int, who: str, whole: int) -> int:
    shift = layer_width(whole)
    return {"civilian": mask, "combatant": mask << shift}.get(who, mask | mask << shift)


def _casualties(mine: Sequence[Said], whole: int) -> Words | None:
    """Killed and injured as two layers: a toll of both is their sum."""
    here = [s for s in mine if s.who != "combatant"]
    spoken = {s.harm for s in here}
    if "killed_or_injured" not in spoken and not {"killed", "injured"} <= spoken:
        return None
    shift, words = layer_width(whole), Words()
    _settle([s for s in here if s.harm == "killed_or_injured"], whole, words, lambda m: m | m << shift)
    for harm, move in (("killed", 0), ("injured", shift)):
        layer = _civil(harm)(mine, whole)  # type: ignore[arg-type]
        words.rows += (
            [replace(row, cells=row.cells << move, extent=row.extent << move) for row in layer.rows] if layer else []
        )
    return words


READERS: dict[FigureKey, Callable[[Sequence[Said], int], Words | None]] = {
    "killed": _killed,
    "injured": _civil("injured"),
    "killed_combatants": _fighters,
    "killed_all": _everyone,
    "killed_or_injured": _casualties,
    "missing": _missing,
}


def _beside_fighters(people: Group, fighters: Group, words: Words) -> Group:
    """Unspecified people without those whom the same source calls fighters in the same breath."""
    kept = []
    for person in people:
        if person.who != "unspecified" or not fighters:
            kept.append(person)
        elif _called_fighters(person, fighters):
            words.aside.append((person.claim.id, "the same source calls these people combatants"))
        else:
            kept.append(_less_fighters(person, fighters))
    return kept


def _called_fighters(person: Said, fighters: Group) -> bool:
    """Whether the same source gives the same number as fighters."""
    return any(f.cells == person.cells and f.bounds == person.bounds for f in fighters)


def _among(person: Said, fighters: Group) -> int:
    """How many fighters a number of unspecified people in the same report may include."""
    counts = [
        f.lo
        for f in fighters
        if f.claim.document == person.claim.document and f.cells == person.cells and 0 < f.lo <= person.lo
    ]
    return max(counts, default=0)


def _less_fighters(person: Said, fighters: Group) -> Said:
    return replace(person, lo=person.lo - _among(person, fighters))


def _with_fighters(person: Said, fighters: Group) -> Said:
    """Everyone killed: the unspecified may include the fighters or stand beside them."""
    among = _among(person, fighters)
    return replace(person, hi=None if person.hi is None else person.hi + among)


def _beside_civilians(people: Group) -> Group:
    """Where a source counts civilians, its number of people is an upper end, or a lower one where it is smaller."""
    return [_beside(p, people) if p.who == "unspecified" else p for p in people]


def _beside(person: Said, people: Group) -> Said:
    for other in people:
        if other.who != "civilian" or other.part or other.vague or other.cells & person.cells != other.cells:
            continue
        if other.cells == person.cells and person.lo > (other.lo if other.hi is None else other.hi):
            return replace(person, lo=0)
        if over(other.lo, person.hi):
            return replace(person, hi=None, part=True)
    return person


def _settle(group: Group, whole: int, words: Words, place: Callable[[int], int] = lambda mask: mask) -> None:
    """Add the rows of claims of one kind of people, scope by scope, in a fixed order."""
    scopes: dict[tuple[int, int], Group] = {}
    for s in group:
        scopes.setdefault((s.cells, s.extent), []).append(s)
    for (mask, extent), claims in sorted(scopes.items()):
        standing = _totals(_latest(_numbers(claims, words), words))
        if mask == 0:
            standing = [replace(s, hi=None, part=True) for s in standing]
        words.rows += _rows(standing, place(mask or whole), place(extent))
        words.clashes += [tuple(sorted((s.below, s.claim.id))) for s in standing if s.below]


def _numbers(claims: Group, words: Words) -> Group:
    """Without words that name no number, where the source gives a number on the same scope."""
    numbered = [s for s in claims if not s.vague]
    if not numbered or len(numbered) == len(claims):
        return claims
    words.aside += [(s.claim.id, "the source also gives a number") for s in claims if s.vague]
    return numbered


def _latest(claims: Group, words: Words) -> Group:
    """Without tolls that the same source replaced later; a retelling of an old toll does not make it new."""
    first = _first_said(claims)
    if len(first) < 2 or None in first.values():
        return claims
    kept: list[Said] = []
    for s in sorted(claims, key=lambda s: first[s.bounds] or date.min, reverse=True):
        clash = [k for k in kept if over(s.lo, k.hi) or over(k.lo, s.hi)]
        if any((first[k.bounds] or date.min) > (first[s.bounds] or date.min) for k in clash) and not s.part:
            words.aside.append((s.claim.id, f"replaced by {clash[0].claim.id}"))
        else:
            kept.append(s)
    return sorted(kept, key=lambda s: s.claim.id)


def _first_said(claims: Group) -> dict[tuple[int, int | None], date | None]:
    first: dict[tuple[int, int | None], date | None] = {}
    for s in claims:
        before = first.get(s.bounds, s.published)
        first[s.bounds] = min(before, s.published) if before and s.published else None
    return first


def _totals(claims: Group) -> Group:
    """Parts give only a lower end beside a total that is no smaller."""
    totals = [s for s in claims if not s.part]
    largest = max((s.lo if s.hi is None else s.hi for s in totals), default=None)
    if largest is None:
        return claims
    return [replace(s, hi=None) if s.part and s.lo <= largest else s for s in claims]


def _rows(claims: Iterable[Said], mask: int, extent: int) -> list[Row]:
    """One row for each different word, with all the claims that say it."""
    same: dict[tuple[int, int, bool], list[Said]] = {}
    for s in claims:
        part = s.part and not s.opening
        same.setdefault((s.lo, -1 if s.hi is None else s.hi, part), []).append(s)
    return [replace(_row(group, mask, key[2]), extent=extent) for key, group in sorted(same.items())]


def _row(group: Group, mask: int, part: bool) -> Row:
    first = group[0]
    ids = tuple(s.claim.id for s in group)
    vague, opening = all(s.vague for s in group), any(s.opening for s in group)
    return Row(mask, first.lo, first.hi, ids, part, vague, first.lo > 0, opening)
