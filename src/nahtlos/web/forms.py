"""How forms look: the form elements of KERN UX around Django's fields."""

from __future__ import annotations

from typing import Any

from django import forms
from django.forms.renderers import DjangoTemplates


class Renderer(DjangoTemplates):
    """One template per field: label, hint, input and the error right at it."""

    field_template_name = "forms/field.html"


CLASSES: list[tuple[type[forms.Widget], str]] = [
    (forms.CheckboxInput, "kern-form-check__checkbox"),
    (forms.Select, "kern-form-input__select"),
    (forms.Textarea, "kern-form-input__input nl-textarea"),
    (forms.TextInput, "kern-form-input__input"),
]


class KernForm(forms.BaseForm):
    """Mix into a form: its widgets get KERN's classes, its fields no colon and no star."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **{"label_suffix": "", **kwargs})
        for field in self.fields.values():
            field.widget.attrs["class"] = next(
                (name for kind, name in CLASSES if isinstance(field.widget, kind)), "kern-form-input__input"
            )
            field.widget.attrs.pop("placeholder", None)
