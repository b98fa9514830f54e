"""Fields of a day and of a moment: browsers read their values in the ISO form alone, whatever the page's language."""

from typing import Any

from django import forms


class DayInput(forms.DateInput):
    """A day, as browsers offer a calendar for it."""

    input_type = "date"

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__(attrs, format="%Y-%m-%d")


class MomentInput(forms.DateTimeInput):
    """A day with its time, to the minute."""

    input_type = "datetime-local"

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__(attrs, format="%Y-%m-%dT%H:%M")
