"""A report may be noise: what no person wrote is worked through as fast as what one did, and stops no run."""

import time

import pytest

from tollbook.extract import extract
from tollbook.model import Document

SIZE = 300_000
NOISE = {
    "one Latin word": "a",
    "one Arabic word": "و",
    "a stretched letter": "ـ",
    "letters with dots": "و.",
    "letters with bullets": "وو•",
    "letters apart": "و ",
    "words with hyphens": "Abu-",
    "speakers": "according to ",
    "digits": "1",
}
"""Each took minutes or hours at this size where a word or a sentence was searched again from each of its letters."""


@pytest.mark.parametrize("piece", NOISE.values(), ids=NOISE)
def test_noise_is_worked_through(piece: str) -> None:
    before = time.process_time()
    assert not extract(Document(id="noise", text=f"قتل {piece * (SIZE // len(piece))}"))
    assert time.process_time() - before < 20


def test_a_claim_behind_noise_is_still_taken() -> None:
    [claim] = extract(Document(id="noise", text="x" * SIZE + ". Five people were killed in Hajin."))
    assert claim.count.min == 5
