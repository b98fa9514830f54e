"""The API held against its own description by Schemathesis: no server error, and answers are what it says."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

import pytest
import schemathesis
from django.core.handlers.wsgi import WSGIHandler
from django.core.signals import request_finished, request_started
from django.db import close_old_connections
from hypothesis import HealthCheck, given, settings
from schemathesis.checks import not_a_server_error
from schemathesis.core.result import Ok
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from tollbook.casebook.workspace import Workspace
from tollbook.web.api import tokens
from tollbook.web.api.service import api
from tollbook.web.models import Role, User

CHECKS = [not_a_server_error, status_code_conformance, content_type_conformance, response_schema_conformance]
EXAMPLES = 12
SCHEMA = schemathesis.openapi.from_dict({**api.get_openapi_schema(path_prefix="/api/v1/")})
SCHEMA.app = WSGIHandler()
OPERATIONS = {found.ok().label: found.ok() for found in SCHEMA.get_all_operations() if isinstance(found, Ok)}


@pytest.fixture(autouse=True)
def one_connection() -> Iterator[None]:
    """The test's own connection stays open between calls, as Django's test client keeps it."""
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    yield
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


@pytest.mark.parametrize("label", sorted(OPERATIONS))
def test_no_call_breaks_it_and_answers_are_as_described(filled: Workspace, label: str) -> None:
    head = User.objects.create_user("head", role=Role.ADMINISTRATOR)
    text = tokens.make(head, "test", tokens.scopes(), date.today() + timedelta(days=1))

    @settings(
        max_examples=EXAMPLES,
        deadline=None,
        derandomize=True,
        database=None,
        suppress_health_check=list(HealthCheck),
    )
    @given(case=OPERATIONS[label].as_strategy())
    def called(case: "schemathesis.Case[Any]") -> None:
        case.call_and_validate(headers={"Authorization": f"Bearer {text}"}, checks=CHECKS)

    called()


def test_every_operation_is_called() -> None:
    paths = api.get_openapi_schema(path_prefix="/api/v1/")["paths"]
    assert len(OPERATIONS) == sum(len(methods) for methods in paths.values()) > 10
