"""Forms of the directory: they check the shape, the verbs decide."""

from __future__ import annotations

import re
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from nahtlos.directory.models import HelpContact
from nahtlos.web.forms import KernForm

GROUPS = [
    (HelpContact.Group.DANGER, _("Danger to life")),
    (HelpContact.Group.ILLNESS, _("Illness and poisoning")),
    (HelpContact.Group.TALK, _("Somebody who listens")),
    (HelpContact.Group.VIOLENCE, _("Violence")),
    (HelpContact.Group.OFFICE, _("Youth welfare office")),
]


NO_ADDRESS = _("This is no address of a page. For example: www.landkreiskassel.de")


class HelpContactForm(KernForm, forms.Form):
    """One contact for help at once."""

    title = forms.CharField(
        label=_("Who helps here?"), max_length=120, error_messages={"required": _("Please name who helps here.")}
    )
    group = forms.ChoiceField(
        label=_("In which section?"),
        choices=[("", _("Please choose")), *GROUPS],
        error_messages={"required": _("Please choose a section.")},
    )
    phone = forms.CharField(
        label=_("Telephone"),
        max_length=40,
        required=False,
        help_text=_("As families read it, for example 0561 1003-0. We need this or the website."),
        widget=forms.TextInput(attrs={"inputmode": "tel", "size": 20}),
    )
    website = forms.URLField(
        label=_("Website"),
        max_length=300,
        required=False,
        assume_scheme="https",
        error_messages={"invalid": NO_ADDRESS},
    )
    text = forms.CharField(label=_("When does this help?"), max_length=400, required=False, widget=forms.Textarea)
    hours = forms.CharField(
        label=_("When?"), max_length=200, required=False, help_text=_("For example: day and night, or Mon to Fri 8-16")
    )
    source = forms.CharField(
        label=_("Where did you read it?"),
        max_length=200,
        help_text=_("The name of the page or of the office"),
        error_messages={"required": _("Please name the source.")},
    )
    source_url = forms.URLField(
        label=_("Address of the source"),
        max_length=300,
        required=False,
        assume_scheme="https",
        error_messages={"invalid": NO_ADDRESS},
    )
    on_start_page = forms.BooleanField(label=_("Show on the start page"), required=False)
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def clean_phone(self) -> str:
        phone = " ".join(self.cleaned_data["phone"].split())
        if phone and not re.fullmatch(r"\+?[0-9][0-9 ()/-]*", phone):
            raise forms.ValidationError(
                _("“%(phone)s” is not one telephone number. Write digits and spaces, for example 0561 1003-0.")
                % {"phone": phone}
            )
        return phone

    def clean(self) -> dict[str, Any]:
        values = super().clean() or {}
        if not self.errors and not values.get("phone") and not values.get("website"):
            self.add_error("phone", _("Families need a telephone number or a website here."))
        return values
