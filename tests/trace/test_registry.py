from pathlib import Path

import pytest

from tollbook.errors import StopRun
from tollbook.trace.registry import Registry, default

FULL = [
    ("Syrian Observatory for Human Rights", "sohr"),
    ("the Syrian Observatory for Human Rights", "sohr"),
    ("المرصد السوري لحقوق الإنسان", "sohr"),
    ("للمرصد السوري لحقوق الانسان", "sohr"),
    ("Observatory's chief Rami Abdel Rahman", "sohr"),
    ("Osservatorio siriano per i diritti umani", "sohr"),
    ("l'Osservatorio siriano", "sohr"),
    ("Britain-based war monitor", "sohr"),
    ("سانا", "sana"),
    ("وكالة سانا", "sana"),
    ("Syrian news agency SANA", "sana"),
    ("агентство SANA", "sana"),
    ("Syrian state news", "syrian-state-media"),
    ("Turkish state media", "turkish-state-media"),
    ("state-run Anadolu Agency", "anadolu"),
    ("Ikhbariya channel", "ikhbariya"),
    ("BM Genel Sekreteri'nin", "un-secretary-general"),
    ("Генсек ООН", "un-secretary-general"),
    ("UN Secretary-General", "un-secretary-general"),
    ("@HalabTodayTV", "halab-today"),
    ("Halab Today", "halab-today"),
    ("@SyriaCivilDefe", "white-helmets"),
    ("الخوذ البيضاء", "white-helmets"),
    ("CJTF-OIR", "coalition"),
    ("وزارة الصحة في غزة", "gaza-health-ministry"),
    ("ДСНС України", "ukraine-ses"),
]


@pytest.mark.parametrize(("name", "source"), FULL)
def test_known_names_lead_to_one_source(name: str, source: str) -> None:
    assert default().find(name) == source


@pytest.mark.parametrize(
    "name", ["Orient House museum", "AP Moller", "Baladi restaurant", "Sudan Tribune", "Hajin News"]
)
def test_a_name_that_only_resembles_a_known_one_stays_unknown(name: str) -> None:
    assert default().find(name) is None


@pytest.mark.parametrize(
    ("name", "source"), [("the Observatory", "sohr"), ("المرصد", "sohr"), ("Coalition", "coalition")]
)
def test_a_short_form_is_known_only_as_a_last_resort(name: str, source: str) -> None:
    assert default().find(name) is None
    assert default().find_short(name) == source


@pytest.mark.parametrize(
    "name",
    [
        "people in the area",
        "local sources",
        "مصادر أهلية",
        "شهود عيان",
        "most sources",
        "местные источники",
        "eyewitnesses",
    ],
)
def test_nobody_is_named(name: str) -> None:
    assert default().is_anonymous(name)


@pytest.mark.parametrize("name", ["Turkish state media", "Baladi News", "SANA", "Sound and Picture"])
def test_somebody_is_named(name: str) -> None:
    assert not default().is_anonymous(name)


def test_every_alias_leads_back_to_its_own_source() -> None:
    registry = default()
    lost = [
        (alias, source.id)
        for source in registry.sources.values()
        for alias in source.aliases
        if source.id not in (registry.find(alias), registry.find_short(alias))
    ]
    assert lost == []


def test_a_user_adds_names_and_sources(tmp_path: Path) -> None:
    own = tmp_path / "mine.toml"
    own.write_text(
        '[[source]]\nid = "sohr"\naliases = ["the man in Coventry"]\n'
        '[[source]]\nid = "valley-news"\nname = "Valley News"\nkind = "local_media"\ngroup = "valley"\n',
        "utf-8",
    )
    registry = Registry.load([own])
    assert registry.find("the man in Coventry") == "sohr"
    assert registry.find("SOHR") == "sohr"
    assert registry.sources["valley-news"].group == "valley"


@pytest.mark.parametrize(
    "text", ["[[source]]\nid = 'x'\n", "[[source]]\nid = 'x'\nname = 'X'\nkind = 'oracle'\n", "[[source", "\xff"]
)
def test_a_bad_file_stops_with_its_name(tmp_path: Path, text: str) -> None:
    own = tmp_path / "bad.toml"
    own.write_bytes(text.encode("latin-1"))
    with pytest.raises(StopRun):
        Registry.load([own])
