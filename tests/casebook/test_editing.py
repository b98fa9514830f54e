"""Claims changed field by field: what each setting means, and what is refused."""

import pytest

from tollbook.casebook.editing import added, corrected
from tollbook.errors import StopRun
from tollbook.extract import extract
from tollbook.model import Bounds, Claim, Document, Place

TEXT = "At least 15 civilians were killed in Hajin on Monday, SANA said."
REPORT = Document("a", TEXT, language="en")
(CLAIM,) = extract(REPORT)


def place(name: str) -> Place:
    return Place(name, f"resolved {name}", "gn:1", 34.7, 40.8, "town")


def change(*settings: str) -> Claim:
    return corrected(CLAIM, settings, REPORT, place)


@pytest.mark.parametrize(
    ("settings", "bounds", "qualifier"),
    [
        (["min=12", "max=12"], (12, 12), "exact"),
        (["min=12"], (12, None), "at_least"),
        (["count.min=12", "count.max=20"], (12, 20), "between"),
        (["min=0", "max=20"], (0, 20), "at_most"),
        (["min=12", "max=null"], (12, None), "at_least"),
        (["min=24", "max=null", "qualifier=vague"], (24, None), "vague"),
        (["min=12", "max=12", "qualifier=about"], (12, 12), "about"),
    ],
)
def test_bounds_and_their_qualifier(settings: list[str], bounds: tuple[int, int | None], qualifier: str) -> None:
    count = change(*settings).count
    assert ((count.min, count.max), count.qualifier, count.text) == (bounds, qualifier, CLAIM.count.text)


def test_an_exact_number_stays_exact() -> None:
    exact = change("min=3", "max=3")
    assert corrected(exact, ["min=4"], REPORT, place).count.max == 4


def test_words_lists_parts_and_days() -> None:
    claim = change(
        "harm=injured", "who=combatant", "level=campaign", "stance=doubted", "means=null", "sources=SANA; UN",
        "blamed=null", "places=Hajin;Shafa", "date=2018-11-12/2018-11-13", "children=3", "of_whom.women.min=2",
    )  # fmt: skip
    assert (claim.harm, claim.who, claim.level, claim.stance, claim.means) == (
        "injured",
        "combatant",
        "campaign",
        "doubted",
        None,
    )
    assert (claim.sources, claim.blamed) == (("SANA", "UN"), ())
    assert claim.places == (place("Hajin"), place("Shafa"))
    assert claim.when is not None
    assert (str(claim.when.start), str(claim.when.end), claim.when.precision) == ("2018-11-12", "2018-11-13", "days")
    assert claim.of_whom == {"children": Bounds(3, 3), "women": Bounds(2, None)}


def test_the_id_stays_and_the_rule_names_a_person() -> None:
    once = change("min=12")
    assert (once.id, once.rule) == (CLAIM.id, f"person:{CLAIM.rule}")
    assert corrected(once, ["who=unspecified"], REPORT, place).rule == once.rule


def test_the_quote_follows_the_span() -> None:
    assert change("start=0", "end=21").quote == "At least 15 civilians"


@pytest.mark.parametrize(
    "setting",
    [
        "min=x", "min=-1", "min=20.5", "harm=hurt", "who=", "level=war", "colour=red", "min", "max=2", "date=yesterday",
        "date=2018-11-14/2018-11-12", "start=64", "end=1000", "id=b", "document=b", "quote=x", "score=2", "rule=x",
    ],
)  # fmt: skip
def test_what_cannot_be_is_refused(setting: str) -> None:
    with pytest.raises(StopRun):
        change(setting)


def test_a_claim_is_added_on_its_words() -> None:
    claim = added(REPORT, 0, 35, ["harm=killed", "min=15", "max=null", "who=civilian"], place)
    assert (claim.quote, claim.rule, claim.id) == (TEXT[:35], "person", "a#0-35-killed-added")
    assert (claim.count.min, claim.count.max, claim.count.qualifier) == (15, None, "at_least")


@pytest.mark.parametrize(
    ("start", "end", "settings"), [(0, 35, ["min=5"]), (5, 5, ["harm=killed"]), (-1, 5, ["harm=killed"])]
)
def test_what_cannot_be_added(start: int, end: int, settings: list[str]) -> None:
    with pytest.raises(StopRun):
        added(REPORT, start, end, settings, place)
