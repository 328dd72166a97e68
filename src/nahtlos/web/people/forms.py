"""Forms about people: they check the shape, the verbs decide."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.contrib.auth.password_validation import validate_password
from django.utils.translation import gettext_lazy as _

from nahtlos.people.models import Person
from nahtlos.rules.access import Role
from nahtlos.web.forms import KernForm


class RolesForm(forms.Form):
    """Some of the roles that may be given here; the template draws the boxes."""

    roles = forms.MultipleChoiceField(required=False)

    def __init__(self, *args: Any, given: Iterable[Role], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["roles"].choices = [(role.value, role.value) for role in given]  # type: ignore[attr-defined]

    def chosen(self) -> list[Role]:
        return [Role(value) for value in self.cleaned_data["roles"]]


class InviteForm(KernForm, RolesForm):
    """Whom to invite, as what."""

    email = forms.EmailField(
        label=_("Mail address"), max_length=254, widget=forms.EmailInput(attrs={"autocomplete": "off"})
    )
    label = forms.CharField(
        label=_("Name or function"),
        max_length=120,
        help_text=_("This is what others read here, for example “Early help, youth welfare office”."),
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )


class LabelForm(KernForm, forms.Form):
    """Under which name or function others see somebody."""

    label = forms.CharField(
        label=_("Name or function"), max_length=120, help_text=_("Others read this beside what you did.")
    )


class AcceptForm(KernForm, forms.Form):
    """What an invited person says about themselves."""

    label = forms.CharField(
        label=_("Name or function"),
        max_length=120,
        help_text=_("Others read this beside what you did. You can change it at any time."),
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    password = forms.CharField(
        label=_("Password"),
        max_length=200,
        strip=False,
        help_text=_("At least 12 characters. Three or four words in a row are easy to remember."),
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )

    def __init__(self, *args: Any, email: str, **kwargs: Any) -> None:
        self.email = email
        super().__init__(*args, **kwargs)

    def clean_password(self) -> str:
        password = str(self.cleaned_data["password"])
        validate_password(password, Person(email=self.email, label=self.cleaned_data.get("label", "")))
        return password
