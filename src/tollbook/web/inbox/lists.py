"""Which reports a list shows, in which order, and which comes next: one set of filters for the inbox and the reader."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django import forms
from django.db.models import Count, F, Q, QuerySet
from django.utils.translation import get_language_info
from django.utils.translation import gettext_lazy as _

from tollbook.web import distinct
from tollbook.web.days import DayInput
from tollbook.web.models.inbox import InboxItem, Stage
from tollbook.web.models.people import User

ME, NOBODY = "me", "nobody"
COMING, LATEST, EARLIEST = "coming", "latest", "earliest"
ORDERS = (
    (COMING, _("last come first")),
    (LATEST, _("last published first")),
    (EARLIEST, _("first published first")),
)


class Filters(forms.Form):
    """What stands in the address of a list of reports."""

    state = forms.ChoiceField(choices=[("", ""), *Stage.choices], required=False, widget=forms.HiddenInput)
    language = forms.ChoiceField(label=_("Language"), required=False)
    place = forms.CharField(label=_("Place"), max_length=80, required=False)
    publisher = forms.CharField(label=_("Publisher"), max_length=80, required=False)
    since = forms.DateField(label=_("Published from"), required=False, widget=DayInput())
    until = forms.DateField(label=_("until"), required=False, widget=DayInput())
    person = forms.ChoiceField(label=_("Assigned to"), required=False)
    order = forms.ChoiceField(label=_("Order"), choices=ORDERS, required=False)

    def __init__(self, data: Mapping[str, Any] | None = None) -> None:
        super().__init__(data, auto_id="filter_%s")
        choice(self, "language").choices = [("", _("every language")), *languages()]
        people = User.objects.filter(is_active=True).order_by("username").values_list("username", flat=True)
        everybody = [(name, name) for name in people]
        choice(self, "person").choices = [("", _("anybody")), (ME, _("me")), (NOBODY, _("nobody")), *everybody]

    def given(self) -> dict[str, Any]:
        """The filters that can be understood; those that cannot are left out, and said beside their fields."""
        self.is_valid()
        return {key: value for key, value in self.cleaned_data.items() if value not in ("", None)}


def choice(form: forms.Form, name: str) -> forms.ChoiceField:
    """A field with choices, as its type."""
    field = form.fields[name]
    assert isinstance(field, forms.ChoiceField)
    return field


def languages() -> list[tuple[str, str]]:
    """The languages that reports are in, by code and by their own names."""
    return [(code, language_name(code)) for code in distinct.values(InboxItem, "language")]


def language_name(code: str) -> str:
    """A language's name in that language; the code where it is not known."""
    try:
        return str(get_language_info(code)["name_local"])
    except KeyError:
        return code


def listed(given: Mapping[str, Any], person: Any) -> QuerySet[InboxItem]:
    """The reports these filters let through, near-copies left out whose first is in the same state."""
    found = every(given, person)
    if "publisher" in given:  # whoever asks for one publisher's reports wants its copies too
        return found
    return found.filter(folded=0)


def every(given: Mapping[str, Any], person: Any) -> QuerySet[InboxItem]:
    """The same with copies."""
    found = InboxItem.objects.filter(live=True)
    if state := given.get("state"):
        found = found.filter(state=state)
    if language := given.get("language"):
        found = found.filter(language=language)
    if place := given.get("place"):
        found = found.filter(places__icontains=place)
    if publisher := given.get("publisher"):
        found = found.filter(publisher__icontains=publisher)
    if since := given.get("since"):
        found = found.filter(published__gte=since)
    if until := given.get("until"):
        found = found.filter(published__lte=until)
    return _whose(found, given.get("person", ""), person)


def _whose(found: QuerySet[InboxItem], whose: str, person: Any) -> QuerySet[InboxItem]:
    if whose == ME:
        return found.filter(person=person)
    if whose == NOBODY:
        return found.filter(person=None)
    return found.filter(person__username=whose) if whose else found


def ordered(found: QuerySet[InboxItem], order: str) -> QuerySet[InboxItem]:
    """In the order asked for; reports without a day come last."""
    if order == LATEST:
        return found.order_by(F("published").desc(nulls_last=True), "-pk")
    if order == EARLIEST:
        return found.order_by(F("published").asc(nulls_last=True), "pk")
    return found.order_by("-pk")


def following(given: Mapping[str, Any], person: Any, item: InboxItem) -> InboxItem | None:
    """The report after this one in the list, else the first of the list; None where no other is in it."""
    order = str(given.get("order", ""))
    rest = ordered(listed(given, person).exclude(pk=item.pk), order)
    return rest.filter(_after(item, order)).first() or rest.first()


def _after(item: InboxItem, order: str) -> Q:
    if order not in (LATEST, EARLIEST):
        return Q(pk__lt=item.pk)
    sign, step = ("lt", "pk__lt") if order == LATEST else ("gt", "pk__gt")
    if item.published is None:
        return Q(published=None, **{step: item.pk})
    later = Q(**{f"published__{sign}": item.published}) | Q(published=None)
    return later | Q(published=item.published, **{step: item.pk})


@dataclass(frozen=True, slots=True)
class Counted:
    """How many reports the filters let through: ``by_state`` with copies, whatever state is asked for; ``listed`` those
    of the list.
    """

    by_state: Mapping[str, int]
    listed: int


def counted(given: Mapping[str, Any], person: Any) -> Counted:
    """The tabs and the list counted in one go through the reports."""
    rest = {key: value for key, value in given.items() if key != "state"}
    rows = every(rest, person).order_by().values("state")
    rows = rows.annotate(many=Count("*"), first=Count("state", filter=Q(folded=0)))
    found = {str(row["state"]): row for row in rows}
    wanted = [row for state, row in found.items() if given.get("state", state) == state]
    shown = sum(row["many"] if "publisher" in given else row["first"] for row in wanted)
    return Counted({state: row["many"] for state, row in found.items()}, shown)


def copies_of(items: list[InboxItem]) -> dict[str, int]:
    """Report -> how many copies of it are in the same state, folded away under it."""
    rows = InboxItem.objects.filter(copy_of__in=[item.document for item in items], live=True, folded=1)
    return dict(rows.order_by().values_list("copy_of").annotate(many=Count("pk")))
