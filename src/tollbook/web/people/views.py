"""Pages about accounts."""

from contextlib import nullcontext
from datetime import UTC, datetime

from django.contrib import messages
from django.contrib.auth import login
from django.contrib.auth.decorators import login_required
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from tollbook.casebook.events import record_event
from tollbook.web import lockdown as switch
from tollbook.web.here import DATABASE, recorded
from tollbook.web.models.people import Role, User
from tollbook.web.people import accounts, forms
from tollbook.web.permissions import needs
from tollbook.web.saving import Conflict, alone

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


def first_start(request: HttpRequest) -> HttpResponse:
    """Make the administrator's account; there only while there is no account at all."""
    if not accounts.nobody_yet():
        raise Http404
    form = forms.FirstAccount(request.POST or None)
    if request.method == "POST" and form.is_valid():
        name, password = form.cleaned_data["username"], form.cleaned_data["password1"]
        with alone("people"):
            if not accounts.nobody_yet():
                raise Http404
            person = accounts.first_administrator(name, password, request.LANGUAGE_CODE)
            record_event(
                DATABASE, actor=name, kind="person", subject=("person", name), field="role", new=Role.ADMINISTRATOR
            )
        login(request, person, backend=BACKEND)
        return redirect("home")
    return render(request, "web/people/first_start.html", {"form": form})


@needs("person.see")
def people(request: HttpRequest) -> HttpResponse:
    """Everybody with an account."""
    everybody = User.objects.order_by("-is_active", "username")
    return render(request, "web/people/people.html", {"people": everybody, "form": forms.Invite()})


@needs("person.invite")
@require_POST
def invite(request: HttpRequest) -> HttpResponse:
    """Make an account and show the address under which its person chooses a password."""
    form = forms.Invite(request.POST)
    if not form.is_valid():
        everybody = User.objects.order_by("-is_active", "username")
        return render(request, "web/people/people.html", {"people": everybody, "form": form}, status=422)
    person = form.save(commit=False)
    person.set_unusable_password()
    with recorded(request, "person", ("person", person.username), field="role", new=person.role):
        person.save()
    address = accounts.invitation(request, person)
    return render(request, "web/people/invited.html", {"person": person, "address": address})


@needs("person.change")
def change(request: HttpRequest, number: int) -> HttpResponse:
    """Change somebody's role or close her account; the last administrator stays one."""
    with alone("people") if request.method == "POST" else nullcontext():
        person = get_object_or_404(User, pk=number)
        held = _held(person)
        if (seen := request.POST.get("seen", held)) != held:
            standing = [(_("Role"), str(person.get_role_display())), (_("May sign in"), _yes(person.is_active))]
            raise Conflict(person, standing)
        form = forms.Change(request.POST or None, instance=person)
        if request.method == "POST" and form.is_valid() and _changed(request, form, held):
            messages.success(request, _("Saved."))
            return redirect("people")
    status = 422 if form.errors else 200
    return render(request, "web/people/change.html", {"form": form, "person": person, "seen": seen}, status=status)


def _held(person: User) -> str:
    """What two administrators may change at once, as one of them saw it."""
    return f"{person.role} {'open' if person.is_active else 'closed'} {person.agreed or ''}"


def _yes(is_so: bool) -> str:
    return _("yes") if is_so else _("no")


def _changed(request: HttpRequest, form: forms.Change, held: str) -> bool:
    """Store the change with its event, unless nobody would be left who administers."""
    new = {"role": form.cleaned_data["role"], "is_active": form.cleaned_data["is_active"]}
    role, account, *_agreed = held.split(" ")
    old = {"role": role, "is_active": account == "open"}
    if _last_administrator(form.instance.pk, new):
        form.add_error("role", _("This is the only administrator: name another first."))
        return False
    subject = ("person", form.instance.username)
    with recorded(request, "person", subject, old=old, new=new, reason=form.cleaned_data["reason"]):
        form.save()
    return True


def _last_administrator(number: int, new: dict[str, object]) -> bool:
    stays = new["role"] == Role.ADMINISTRATOR and new["is_active"]
    others = User.objects.filter(role=Role.ADMINISTRATOR, is_active=True).exclude(pk=number)
    return not stays and not others.exists()


@needs("person.change")
@require_POST
def reinvite(request: HttpRequest, number: int) -> HttpResponse:
    """A new address for somebody who lost her password; the old password stops working at once."""
    person = get_object_or_404(User, pk=number, is_active=True)
    with recorded(request, "person", ("person", person.username), field="password", new="to be chosen anew"):
        person.set_unusable_password()
        person.save()
    return render(
        request, "web/people/invited.html", {"person": person, "address": accounts.invitation(request, person)}
    )


def join(request: HttpRequest, number: str, token: str) -> HttpResponse:
    """An invited person chooses her password and agrees to confidentiality."""
    person = accounts.invited(number, token)
    if person is None:
        return refusal_of_invitation(request)
    form = forms.Join(person, request.POST or None)
    if request.method == "POST" and form.is_valid():
        person.agreed = datetime.now(UTC).date()
        person.language = request.LANGUAGE_CODE
        with transaction.atomic():
            form.save()
            record_event(
                DATABASE,
                actor=person.username,
                kind="person",
                subject=("person", person.username),
                field="agreed",
                new=person.agreed.isoformat(),
            )
        login(request, person, backend=BACKEND)
        return redirect("home")
    return render(request, "web/people/join.html", {"form": form, "person": person})


def refusal_of_invitation(request: HttpRequest) -> HttpResponse:
    """What an address says that was used, is too old, or never was one."""
    return render(request, "web/people/no_invitation.html", status=404)


@login_required
def preferences(request: HttpRequest) -> HttpResponse:
    """What a person sets for herself."""
    assert isinstance(request.user, User)
    initial = {} if request.user.language else {"language": request.LANGUAGE_CODE}
    form = forms.Preferences(request.POST or None, instance=request.user, initial=initial)
    if request.method == "POST" and form.is_valid():
        form.save()
        response = redirect("preferences")
        response.set_cookie("language", form.cleaned_data["language"], samesite="Lax")
        messages.success(request, _("Saved."))
        return response
    return render(request, "web/people/preferences.html", {"form": form})


@needs("workspace.lock_down")
@require_POST
def lockdown(request: HttpRequest) -> HttpResponse:
    """Turn the lockdown on or off."""
    form = forms.Switch(request.POST)
    if not form.is_valid():
        messages.error(request, _("Say why."))
        return redirect("home")
    switch.switch(form.cleaned_data["on"], request.user.get_username(), form.cleaned_data["reason"])
    return redirect("home")
