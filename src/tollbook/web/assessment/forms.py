"""The forms of a case: receiving it, its steps, proposing and deciding a finding, dissent, who is at work on it."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from tollbook.assess import standards
from tollbook.model import Step
from tollbook.web.assessment.cases import today
from tollbook.web.assessment.deadlines import MOST_DAYS, usual
from tollbook.web.assessment.evidence import Piece
from tollbook.web.assessment.words import FACTS, STATES, WEIGHTS
from tollbook.web.days import DayInput
from tollbook.web.models.assessment import Category, Finding
from tollbook.web.models.people import User
from tollbook.web.told import worded

LONG = 4000
NONE = ("", "–")


def day_field(label: Any, required: bool = True) -> forms.DateField:
    """A day that is not to come."""
    return forms.DateField(label=label, required=required, widget=DayInput())


def words_field(label: Any, required: bool = True) -> forms.CharField:
    """Some sentences."""
    area = forms.Textarea(attrs={"dir": "auto", "rows": 3})
    return forms.CharField(label=label, required=required, max_length=LONG, widget=area)


def standard_choices() -> list[tuple[str, str]]:
    """The standards that come with Tollbook, in the language of the page."""
    return [(one.id, worded(one.name)) for one in standards().values()]


class Receive(forms.Form):
    """An allegation as it comes in."""

    title = forms.CharField(label=_("What is alleged, in a few words"), max_length=300)
    standard = forms.ChoiceField(label=_("Judged by the standard"), choices=standard_choices)
    belligerent = forms.CharField(label=_("Against whom"), max_length=200, required=False)
    via = forms.CharField(label=_("How it came in"), max_length=200)
    received = day_field(_("Received on"))
    event_date = day_field(_("Day of the event"), required=False)
    place = forms.CharField(label=_("Place"), max_length=200, required=False)
    grid = forms.CharField(label=_("Grid reference"), max_length=60, required=False)
    incident = forms.CharField(label=_("Incident, by its id"), max_length=200, required=False)
    reason = words_field(_("Remark"), required=False)


class Move(forms.Form):
    """A step that is no finding."""

    state = forms.ChoiceField(label=_("Step"))
    at = day_field(_("Day"))
    reason = words_field(_("Remark"), required=False)

    def __init__(self, states: Sequence[str], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["state"].choices = [(one, STATES[one]) for one in states]  # type: ignore[attr-defined] # choices
        self.fields["at"].initial = today


class Propose(forms.Form):
    """A finding with all it must say; each piece of evidence is considered and weighed, or plainly not."""

    finding = forms.ChoiceField(label=_("Finding"), choices=Finding.choices)
    category = forms.ChoiceField(
        label=_("Category, of a non-credible finding"), choices=[NONE, *Category.choices], required=False
    )
    reason = words_field(_("Reasons"))
    killed_least = forms.IntegerField(label=_("Killed, at least"), min_value=0, required=False)
    killed_most = forms.IntegerField(label=_("Killed, at most"), min_value=0, required=False)
    injured_least = forms.IntegerField(label=_("Injured, at least"), min_value=0, required=False)
    injured_most = forms.IntegerField(label=_("Injured, at most"), min_value=0, required=False)
    repeats = forms.CharField(label=_("Of a duplicate: the case it repeats"), max_length=200, required=False)
    certificate = forms.ChoiceField(label=_("Search certificate that it rests on"), required=False)
    overturned_by = forms.MultipleChoiceField(
        label=_("What would reopen it"),
        choices=list(FACTS.items()),
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    further = words_field(_("Further evidence considered, such as a witness or pictures, one a line"), required=False)

    def __init__(self, pieces: Sequence[Piece], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.pieces = pieces
        held = [(one.key, f"{one.title} · {one.key[:16]} · {one.day}") for one in pieces if one.kind == "certificate"]
        self.fields["certificate"].choices = [NONE, *held]  # type: ignore[attr-defined] # a field of choices
        for number, piece in enumerate(pieces):
            self.fields |= _weighing(number, piece)

    def rows(self) -> list[tuple[Piece, Any, Any, Any]]:
        """Each piece with its three fields."""
        return [
            (piece, self[f"considered_{number}"], self[f"weight_{number}"], self[f"why_{number}"])
            for number, piece in enumerate(self.pieces)
        ]

    def plain(self) -> list[Any]:
        """The fields that are not about a piece of evidence."""
        return [self[name] for name in self.base_fields]

    def clean(self) -> dict[str, Any]:
        """Spans of people in order; at least one piece considered, each with its weight."""
        given: dict[str, Any] = super().clean() or {}
        for who in ("killed", "injured"):
            if (span := self.span(who)) and span[0] > span[1]:
                self.add_error(f"{who}_most", _("The most is less than the least."))
        for number, _piece in enumerate(self.pieces):
            if given.get(f"considered_{number}") and not given.get(f"weight_{number}"):
                self.add_error(f"weight_{number}", _("Say how it was weighed."))
        considered = any(given.get(f"considered_{number}") for number in range(len(self.pieces)))
        if not considered and not (given.get("further") or "").strip():
            raise forms.ValidationError(_("Say which evidence was considered."))
        return given

    def span(self, who: str) -> tuple[int, int] | None:
        """Least and most, where one of them is given."""
        least, most = (self.cleaned_data.get(f"{who}_{end}") for end in ("least", "most"))
        if least is None and most is None:
            return None
        return least or 0, most if most is not None else (least or 0)

    def step(self, by: str) -> Step:
        """The step that would be made."""
        given = self.cleaned_data
        return Step(
            at=today(),
            state=given["finding"],
            by=by,
            reason=given["reason"].strip(),
            category=given["category"] or None,
            killed=self.span("killed"),
            injured=self.span("injured"),
            repeats=given["repeats"].strip() or None,
            certificate=given["certificate"] or None,
            overturned_by=tuple(given["overturned_by"]),
        )

    def evidence(self) -> list[dict[str, Any]]:
        """Every piece at hand, considered or not, and what was considered besides."""
        given = self.cleaned_data
        held = [
            {
                "id": piece.id,
                "title": piece.title,
                "considered": bool(given[f"considered_{number}"]),
                "weight": given[f"weight_{number}"],
                "why": given[f"why_{number}"],
            }
            for number, piece in enumerate(self.pieces)
        ]
        further = [line.strip() for line in given["further"].splitlines() if line.strip()]
        return held + [{"id": "", "title": line, "considered": True, "weight": "", "why": ""} for line in further]


def _weighing(number: int, piece: Piece) -> dict[str, forms.Field]:
    named = {"aria-label": f"{piece.title}"}
    return {
        f"considered_{number}": forms.BooleanField(required=False, widget=forms.CheckboxInput(attrs=named)),
        f"weight_{number}": forms.ChoiceField(
            choices=[NONE, *WEIGHTS.items()], required=False, widget=forms.Select(attrs=named)
        ),
        f"why_{number}": forms.CharField(
            required=False, max_length=1000, widget=forms.TextInput(attrs={**named, "dir": "auto"})
        ),
    }


class Words(forms.Form):
    """A reason or remark that must be given."""

    words = words_field(_("In words"))


class Decide(forms.Form):
    """Accept or send back; sending back needs words."""

    words = words_field(_("Remark"), required=False)


class Assign(forms.Form):
    """Who is at work on the case."""

    assigned = forms.ModelChoiceField(
        label=_("Assigned to"),
        queryset=User.objects.filter(is_active=True, role__in=("analyst", "reviewer", "administrator")).order_by(
            "username"
        ),
        required=False,
    )
    version = forms.IntegerField(widget=forms.HiddenInput)


class Deadlines(forms.Form):
    """Days from each step until the next."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for state in usual():
            self.fields[state] = forms.IntegerField(label=STATES[state], min_value=1, max_value=MOST_DAYS)
