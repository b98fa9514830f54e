"""Addresses, names and keys that may be configured, and those that may not."""

import pytest

from tollbook.errors import StopRun
from tollbook.proposals import Settings, from_environment
from tollbook.proposals.check import Part
from tollbook.proposals.propose import parts

BAD = [
    "ftp://127.0.0.1/v1", "127.0.0.1:8080", "http://", "http://user@host/v1", "http://user:secret@host/v1", "http://host:0/v1",
    "http://host:99999/v1", "http://host/v1?key=secret", "http://host/v1#x", "file:///etc/passwd",
]  # fmt: skip


@pytest.mark.parametrize("url", BAD)
def test_an_address_that_is_none_stops_the_run_without_showing_what_it_holds(url: str) -> None:
    with pytest.raises(StopRun) as stop:
        Settings(url, "m")
    assert "secret" not in str(stop.value)


@pytest.mark.parametrize("name", ["", "a\nb", "x" * 101])
def test_names_that_cannot_be(name: str) -> None:
    with pytest.raises(StopRun):
        Settings("http://127.0.0.1:8080/v1", name)


@pytest.mark.parametrize("key", ["sk\nX: y", "ключ"])
def test_keys_that_could_not_stand_in_a_header(key: str) -> None:
    with pytest.raises(StopRun) as stop:
        Settings("http://127.0.0.1:8080/v1", "m", key)
    assert key not in str(stop.value)


@pytest.mark.parametrize(
    "url", ["http://[::1]:8080/v1", "http://127.0.0.1:8080/v1/", "http://127.0.0.1:8080/v1/chat/completions"]
)
def test_the_address_asked(url: str) -> None:
    assert Settings(url, "m").address.endswith("/v1/chat/completions")
    assert Settings(url, "m").address.count("completions") == 1


def test_off_unless_an_address_is_configured() -> None:
    assert from_environment(environment={}) is None
    assert from_environment(environment={"TOLLBOOK_MODEL_NAME": "m", "TOLLBOOK_MODEL_KEY": "k"}) is None


def test_what_is_given_goes_before_the_environment() -> None:
    known = {"TOLLBOOK_MODEL_URL": "http://a/v1", "TOLLBOOK_MODEL_NAME": "a", "TOLLBOOK_MODEL_KEY": "sk-1"}
    settings = from_environment("http://b/v1", "b", known)
    assert settings is not None
    assert (settings.url, settings.name, settings.key) == ("http://b/v1", "b", "sk-1")
    assert "sk-1" not in repr(settings)


@pytest.mark.parametrize("most", [10, 40, 1000])
def test_parts_hold_the_whole_text_and_are_no_longer_than_asked(most: int) -> None:
    text = "One two three. Four five six seven eight nine ten. " * 5 + "x" * 90
    found = list(parts(text, most))
    assert all(part.end - part.start <= most for part in found)
    assert found == sorted(found)
    held = {at for part in found for at in range(part.start, part.end)}
    assert all(text[at].isspace() for at in set(range(len(text))) - held)
    assert list(parts("", most)) == []
    assert list(parts("Short.", most)) == [Part(0, 6)]
