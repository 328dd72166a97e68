"""Forms about barriers: they check the shape, the verbs decide."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from nahtlos.rules.barriers import Ground
from nahtlos.voices.models import StatementFacts
from nahtlos.web.forms import KernForm

FORMATS: list[tuple[str, str | Promise]] = [
    ("", _("No, thank you")),
    ("easy_language", _("Easy Language")),
    ("sign_language", _("German Sign Language")),
    ("large_print", _("Large print")),
    ("braille", _("Braille")),
    ("audio", _("To listen to")),
    ("plain_text", _("Text for a screen reader")),
    ("other", _("Something else: I have described it above")),
]
GROUNDS: list[tuple[str, str | Promise]] = [
    (Ground.INCOMPATIBLE, _("We have not solved it yet")),
    (Ground.BURDEN, _("Disproportionate burden")),
    (Ground.OUT_OF_SCOPE, _("The law does not cover it")),
]


class BarrierForm(KernForm, forms.Form):
    """The public form; only what happened must be said."""

    text = forms.CharField(
        label=_("What can you not read or use?"),
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text=_("In your own words. Please write nothing about your health or your family."),
    )
    page = forms.CharField(label=_("On which page?"), max_length=300, required=False)
    wished_format = forms.ChoiceField(
        label=_("I need something in an accessible format"), choices=FORMATS, required=False
    )
    contact = forms.EmailField(
        label=_("Where may we send the answer?"),
        max_length=254,
        required=False,
        help_text=_("Your mail address. We delete it half a year after the answer."),
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )


class AnswerForm(KernForm, forms.Form):
    """The answer to a report."""

    answer = forms.CharField(label=_("Your answer"), max_length=8000, widget=forms.Textarea(attrs={"rows": 8}))
    version = forms.IntegerField(widget=forms.HiddenInput)


class DayInput(forms.DateInput):
    input_type = "date"

    def __init__(self) -> None:
        super().__init__(format="%Y-%m-%d")


class EntryForm(KernForm, forms.Form):
    """One known barrier."""

    title = forms.CharField(
        label=_("What is not accessible?"),
        max_length=200,
        help_text=_("One sentence, for example: The film has no subtitles."),
    )
    pages = forms.CharField(
        label=_("Which pages?"), max_length=300, required=False, help_text=_("Their addresses, for example /orte/")
    )
    ground = forms.ChoiceField(label=_("On which ground?"), choices=GROUNDS)
    reason = forms.CharField(label=_("Why is it so?"), max_length=2000, widget=forms.Textarea)
    alternative = forms.CharField(
        label=_("How do people get there nevertheless?"),
        max_length=2000,
        widget=forms.Textarea,
        help_text=_("If there is no other way, say so and offer help."),
    )
    measure = forms.CharField(
        label=_("What do you do about it?"), max_length=2000, required=False, widget=forms.Textarea
    )
    planned_for = forms.DateField(label=_("By when?"), required=False, widget=DayInput)
    since = forms.DateField(label=_("Known since"), widget=DayInput)
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def clean(self) -> dict[str, Any]:
        values = super().clean() or {}
        planned, since = values.get("planned_for"), values.get("since")
        if planned and since and planned < since:
            self.add_error("planned_for", _("This day is before the barrier was known."))
        return values


class FactsForm(KernForm, forms.Form):
    """What the statement says besides its entries."""

    contact_name = forms.CharField(
        label=_("Who is responsible?"), max_length=200, help_text=_("The name of the office")
    )
    contact_email = forms.EmailField(label=_("Its mail address"), max_length=254)
    contact_phone = forms.CharField(label=_("Its telephone"), max_length=40, required=False)
    mostly_met = forms.BooleanField(label=_("Most of the requirements are met"), required=False)
    method = forms.ChoiceField(
        label=_("How was it examined?"),
        choices=[
            (StatementFacts.Method.SELF, _("By ourselves")),
            (StatementFacts.Method.EXTERNAL, _("By somebody from outside")),
        ],
    )
    method_note = forms.CharField(
        label=_("How exactly, by whom and when?"), max_length=2000, required=False, widget=forms.Textarea
    )
    enforcement_name = forms.CharField(label=_("Enforcement body"), max_length=200)
    enforcement_address = forms.CharField(label=_("Its address"), max_length=300, required=False)
    enforcement_phone = forms.CharField(label=_("Telephone of the enforcement body"), max_length=40, required=False)
    enforcement_email = forms.EmailField(
        label=_("Mail address of the enforcement body"), max_length=254, required=False
    )
    enforcement_url = forms.URLField(
        label=_("Page of the enforcement body"), max_length=300, assume_scheme="https", help_text=_("With its form")
    )
    version = forms.IntegerField(widget=forms.HiddenInput)
