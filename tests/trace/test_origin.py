import pytest

from tests.claims_made import claim, report
from tollbook.trace.origin import Speakers, of_report
from tollbook.trace.registry import default

CASES = [
    # sources as written, cites, publisher, text -> source
    (("SANA",), None, "Sputnik", "", "sana"),
    ((), "SANA", "RBC", "", "sana"),
    ((), None, "KUNA", "", "kuna"),
    (("AFP", "Syrian Observatory for Human Rights"), None, "TRT World", "", "sohr"),
    (("AFP",), None, "TRT World", "", "afp"),
    (("people in the area",), "SANA", "Sputnik", "", "sana"),
    (("مصادر أهلية",), "SANA", "Al-Jaml", "", "sana"),
    (("eyewitnesses",), None, "Hillside Gazette", "", "name:hillsidegazette"),
    (("the Observatory",), None, "News18", "", "sohr"),
    (("Hillside Relief Network",), None, "News18", "", "name:hillsidereliefnetwork"),
    (("the Network",), None, "News18", "The Sudan Doctors Network said so.", "sudan-doctors-network"),
    (("the Network",), None, "News18", "", "snhr"),
    ((), "local sources", "Baladi News", "", "baladi-news"),
    ((), None, None, "", "name:reportd"),
]


@pytest.mark.parametrize(("sources", "cites", "publisher", "text", "expected"), CASES)
def test_origin(sources: tuple[str, ...], cites: str | None, publisher: str | None, text: str, expected: str) -> None:
    document = report("d", cites=cites, publisher=publisher, text=text)
    made = claim("d", 0, "5", "Hajin", sources=sources)
    speakers = Speakers(default())
    assert of_report(document, [made], speakers)[made.id].source == expected
    assert expected in speakers.met


def test_a_short_form_takes_the_fuller_name_of_its_own_report() -> None:
    told = [
        claim("d", 0, "5", sources=("Iraqi Observatory for Rights",)),
        claim("d", 1, "6", sources=("the Observatory",)),
    ]
    origins = of_report(report("d", publisher="News18"), told, Speakers(default()))
    assert origins["d#1"].source == origins["d#0"].source == "name:iraqiobservatoryforrights"


def test_a_lead_without_attribution_is_the_named_sources_own() -> None:
    told = [claim("d", 0, "26", "Hajin"), claim("d", 1, "26", "Hajin", sources=("SOHR",)), claim("d", 2, "9", "Hajin")]
    origins = of_report(report("d", publisher="News18"), told, Speakers(default()))
    assert [origins[c.id].source for c in told] == ["sohr", "sohr", "name:news18"]


def test_the_same_number_elsewhere_is_no_lead() -> None:
    told = [claim("d", 0, "26", "Susa"), claim("d", 1, "26", "Hajin", sources=("SOHR",))]
    assert of_report(report("d", publisher="News18"), told, Speakers(default()))["d#0"].source == "name:news18"


def test_the_reason_names_whom_it_quotes() -> None:
    made = claim("d", 0, "5", sources=("people in the area",))
    reason = of_report(report("d", cites="SANA"), [made], Speakers(default()))["d#0"].reason
    assert reason == "quotes people in the area; SANA, Syrian Arab News Agency says it"


def test_a_site_stands_for_a_missing_publisher() -> None:
    made = claim("d", 0, "5")
    found = of_report(report("d", url="https://www.example.org/a"), [made], Speakers(default()))
    assert found["d#0"].source == "name:exampleorg"
