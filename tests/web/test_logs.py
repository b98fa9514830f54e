"""A fault leaves its page and its place in the log, and nothing of a person or an address."""

import io
import logging

import pytest
from django.test import Client
from django.urls import reverse

from tollbook.casebook.workspace import Workspace
from tollbook.web.logs import Unnamed
from tollbook.web.submissions import public


def test_a_fault_is_found_and_nobody_with_it(workspace: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    def breaks(*_: object) -> bool:
        raise ValueError("her name")

    heard = io.StringIO()
    handler = logging.StreamHandler(heard)
    handler.setFormatter(Unnamed())
    logging.getLogger("django.request").addHandler(handler)
    monkeypatch.setattr(public, "_held", breaks)
    answer = Client(raise_request_exception=False).post(
        reverse("follow", args=["S-AAAA-BBBB", "secret"]), {"words": "x"}
    )
    logging.getLogger("django.request").removeHandler(handler)
    assert answer.status_code == 500
    told = heard.getvalue()
    assert "ERROR: follow" in told
    assert "in breaks" in told
    assert "builtins.ValueError" in told
    assert not any(one in told for one in ("her name", "secret", "S-AAAA-BBBB"))


def test_faults_reach_the_error_output() -> None:
    handlers = logging.getLogger("django.request").handlers
    assert any(isinstance(one.formatter, Unnamed) for one in handlers)
