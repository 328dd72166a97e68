"""The form of a tenant's appearance."""

from __future__ import annotations

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

from nahtlos.gateways.drawings import NotADrawing, clean_svg
from nahtlos.rules.appearance import palette
from nahtlos.web.forms import KernForm


class AppearanceForm(KernForm, forms.Form):
    """Name, line, colour and logo; an empty colour or a removed logo means those of the house."""

    name = forms.CharField(label=_("Name"), max_length=120, help_text=_("It stands at the top of every page."))
    tagline = forms.CharField(label=_("Line below the name"), max_length=120, required=False)
    colour = forms.CharField(
        label=_("Colour"),
        max_length=7,
        required=False,
        help_text=_("As #0d5a66, for example from your style guide. Empty: the colour of the house."),
    )
    logo = forms.FileField(
        label=_("Logo as SVG file"), required=False, help_text=_("At most 50 kB. Empty: the logo stays as it is.")
    )
    remove_logo = forms.BooleanField(label=_("Take the logo away"), required=False)

    def clean_colour(self) -> str:
        colour = self.cleaned_data["colour"].strip().lower()
        colour = f"#{colour}" if colour and not colour.startswith("#") else colour
        if colour:
            try:
                palette(colour)
            except ValueError as error:
                text = _("In “%(colour)s” nobody could read text. Take a darker colour, for example #0d5a66.")
                raise forms.ValidationError(text % {"colour": colour}) from error
        return str(colour)

    def clean_logo(self) -> str | None:
        file = self.cleaned_data["logo"]
        if not isinstance(file, UploadedFile):
            return None
        try:
            return clean_svg(file.read())
        except NotADrawing as error:
            raise forms.ValidationError(str(error)) from error

    def values(self) -> dict[str, str]:
        """What the verb takes: the logo only where it is to change."""
        found = {name: self.cleaned_data[name] for name in ("name", "tagline", "colour")}
        if self.cleaned_data["remove_logo"]:
            return found | {"logo": ""}
        return found | ({"logo": self.cleaned_data["logo"]} if self.cleaned_data["logo"] else {})
