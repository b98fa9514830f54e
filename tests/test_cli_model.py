"""tollbook extract with a language model: asked only where one is configured, its tally said, its claims marked."""

import json
import os
import subprocess
import sys

from tests.conftest import ROOT
from tests.proposals.serving import claims, row, serving

REPORT = {
    "id": "a",
    "language": "en",
    "published": "2018-11-13",
    "text": "The shelling took 12 villagers in Hajin on Monday.",
}
KEY = "sk-very-secret"


def extracted(*options: str, **environment: str) -> tuple[list[dict[str, object]], str]:
    done = subprocess.run(
        [sys.executable, "-c", "from tollbook.cli import main; main()", "extract", *options],
        input=json.dumps(REPORT).encode(),
        capture_output=True,
        check=False,
        cwd=ROOT,
        env={**os.environ, **environment},
    )
    assert done.returncode == 0, done.stderr.decode()
    return [json.loads(line) for line in done.stdout.decode().splitlines()], done.stderr.decode()


def test_no_model_is_asked_unless_configured() -> None:
    assert extracted() == ([], "")


def test_a_model_named_on_the_command_line_is_asked() -> None:
    with serving(claims(row("took 12 villagers", 12), row("took 13 villagers", 13))) as served:
        found, said = extracted("--model-url", served.url + "/v1", "--model-name", "stub")
    (claim,) = found
    assert (claim["quote"], claim["rule"]) == ("took 12 villagers", "model:stub")
    assert [place["text"] for place in claim["places"]] == ["Hajin"]  # type: ignore[attr-defined]
    assert served.bodies[0]["model"] == "stub"
    assert "asked 1 times, 2 proposed, 1 kept; dropped: 1 not verbatim" in said


def test_a_model_named_in_the_environment_is_asked_and_its_key_never_shown() -> None:
    with serving(claims(row("took 12 villagers", 12))) as served:
        found, said = extracted(TOLLBOOK_MODEL_URL=served.url, TOLLBOOK_MODEL_NAME="m", TOLLBOOK_MODEL_KEY=KEY)
    assert [claim["rule"] for claim in found] == ["model:m"]
    assert served.headers[0]["authorization"] == f"Bearer {KEY}"
    assert KEY not in said + json.dumps(found)


def test_a_model_that_fails_leaves_the_grammar_as_it_is() -> None:
    with serving(lambda handler, _: handler.reply(307, b"", Location="http://192.0.2.1/")) as served:
        found, said = extracted("--model-url", served.url)
    assert found == []
    assert "no answer: 1 redirected" in said
