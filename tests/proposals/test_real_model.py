"""The contract kept by a real model on this machine; its wit is not tested. Run with -m model.

TOLLBOOK_MODEL_URL names the server. What it answers is unknown, so only what must hold for any answer is asked for.
"""

import json

import pytest

from tests.extract.scoring import CASES
from tollbook.extract import explain
from tollbook.extract.said import counts_said
from tollbook.model import Document
from tollbook.proposals import Proposer, from_environment
from tollbook.proposals.client import Client

CASES_ASKED = 10


@pytest.mark.model
def test_a_real_model_proposes_only_what_the_text_says() -> None:
    settings = from_environment()
    assert settings is not None, "set TOLLBOOK_MODEL_URL to the server to be tested"
    rows = [json.loads(line) for line in (CASES / "en.jsonl").read_text("utf-8").splitlines()[:CASES_ASKED]]
    with Client(settings) as client:
        proposer = Proposer(client)
        for row in rows:
            document = Document(row["id"], row["text"], language="en")
            explained = explain(document)
            taken = [claim for one in explained for claim in one.claims]
            said = counts_said(document)
            for claim in proposer.propose(document, explained):
                assert document.text[claim.start : claim.end] == claim.quote
                assert any(claim.start <= number.start and number.end <= claim.end for number in said)
                assert all(claim.end <= own.start or own.end <= claim.start for own in taken)
    tally = proposer.tally
    print(tally.words())
    assert tally.asked == CASES_ASKED or tally.given_up
    assert tally.proposed == tally.kept + sum(tally.dropped.values()) - tally.dropped["speaker_not_in_text"]
