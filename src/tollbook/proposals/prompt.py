"""The question put to a model, and the schema its answer must have."""

import json
import tomllib
from functools import cache
from importlib.resources import files
from typing import Any, get_args

from tollbook.model.claim import Harm, Who
from tollbook.proposals.settings import Settings

HARMS, WHOS = get_args(Harm), get_args(Who)
NUMBER = {"type": ["integer", "null"], "minimum": 0}
CLAIM: dict[str, Any] = {
    "type": "object",
    "properties": {
        "quote": {"type": "string"},
        "harm": {"type": "string", "enum": list(HARMS)},
        "who": {"type": "string", "enum": list(WHOS)},
        "min": NUMBER,
        "max": NUMBER,
        "speaker": {"type": ["string", "null"]},
    },
    "required": ["quote", "harm", "who", "min", "max", "speaker"],
    "additionalProperties": False,
}
SCHEMA: dict[str, Any] = {
    "type": "object",
    "properties": {"claims": {"type": "array", "items": CLAIM}},
    "required": ["claims"],
    "additionalProperties": False,
}
FORMATS: tuple[dict[str, Any] | None, ...] = (
    {"type": "json_schema", "json_schema": {"name": "claims", "strict": True, "schema": SCHEMA}},
    {"type": "json_object", "schema": SCHEMA},
    None,
)
"""Ways to ask for JSON, best first: OpenAI's, llama.cpp's older one, none at all."""


@cache
def _system() -> str:
    text: str = tomllib.loads(files(__package__).joinpath("prompt.toml").read_text("utf-8"))["system"]
    return text.strip()


def question(settings: Settings, report: str, way: int) -> dict[str, Any]:
    """The body of one request; ``way`` is an index of FORMATS."""
    asked = json.dumps({"report": report}, ensure_ascii=False)
    body: dict[str, Any] = {
        "model": settings.name,
        "messages": [{"role": "system", "content": _system()}, {"role": "user", "content": asked}],
        "temperature": 0,
        "max_tokens": settings.limits.answer_tokens,
        "stream": False,
    }
    form = FORMATS[way]
    return body | {"response_format": form} if form else body
