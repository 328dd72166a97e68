"""The shipped texts for readers of other languages: from the German as it is stored to a text of the catalogue.

The German itself is the key, so a text that somebody edited finds nothing here and stays as it was written.
"""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

ENGLISH: dict[str, str | Promise] = {
    "Feuerwehr und Rettungsdienst": _("Fire brigade and ambulance"),
    "Bei Lebensgefahr, Unfall oder Feuer.": _("For danger to life, an accident or a fire."),
    "Polizei": _("Police"),
    "Wenn jemand bedroht wird.": _("When somebody is being threatened."),
    "Ärztlicher Bereitschaftsdienst": _("Doctor on call"),
    "Wenn es nicht bis morgen warten kann und keine Praxis offen hat.": _(
        "When it cannot wait until tomorrow and no surgery is open."
    ),
    "Elterntelefon": _("Helpline for parents"),
    "Kostenlos und ohne Namen. Für Mütter, Väter und Großeltern.": _(
        "Free of charge, no names asked. For mothers, fathers and grandparents."
    ),
    "Montag bis Freitag 9 bis 17 Uhr, Dienstag und Donnerstag bis 19 Uhr": _(
        "Monday to Friday 9:00 to 17:00, Tuesday and Thursday until 19:00"
    ),
    "Kinder- und Jugendtelefon": _("Helpline for children and young people"),
    "Kostenlos und ohne Namen. Für Kinder und Jugendliche.": _(
        "Free of charge, no names asked. For children and young people."
    ),
    "Montag bis Samstag 14 bis 20 Uhr": _("Monday to Saturday 14:00 to 20:00"),
    "TelefonSeelsorge": _("Crisis line “TelefonSeelsorge”"),
    "Kostenlos und ohne Namen. Wenn Sie nicht mehr weiterwissen.": _(
        "Free of charge, no names asked. When you do not know what to do."
    ),
    "Schwangere in Not": _("Pregnant and in need"),
    "Kostenlos und ohne Namen, in vielen Sprachen.": _("Free of charge, no names asked, in many languages."),
    "Gewalt gegen Frauen": _("Violence against women"),
    "Sexueller Missbrauch": _("Sexual abuse"),
    "Kostenlos und ohne Namen. Auch wenn Sie nur einen Verdacht haben.": _(
        "Free of charge, no names asked. Even if it is only a suspicion."
    ),
    "Montag, Mittwoch, Freitag 9 bis 14 Uhr, Dienstag und Donnerstag 15 bis 20 Uhr": _(
        "Monday, Wednesday, Friday 9:00 to 14:00, Tuesday and Thursday 15:00 to 20:00"
    ),
    "Giftnotruf für Hessen": _("Poison control centre for Hesse"),
    "Etwas Giftiges geschluckt? Rufen Sie gleich an. Ist das Kind bewusstlos oder bekommt es schlecht Luft: 112.": _(
        "Swallowed something poisonous? Call straight away. If the child is unconscious or struggling for breath: 112."
    ),
    "Jugendamt des Landkreises Kassel": _("Youth welfare office of Landkreis Kassel"),
    "Über die Zentrale der Kreisverwaltung. Das Jugendamt berät und hilft Familien.": _(
        "Through the switchboard of the county. The youth welfare office advises and helps families."
    ),
    "Zu den Dienstzeiten der Kreisverwaltung": _("During the county’s office hours"),
    "Jugendamt, wenn niemand im Dienst ist": _("Youth welfare office, when nobody is on duty"),
    "Ist ein Kind in Gefahr? Die Polizei ruft das Jugendamt dazu.": _(
        "Is a child in danger? The police will call in the youth welfare office."
    ),
    "Nachts und an Wochenenden": _("At night and at weekends"),
    "Tag und Nacht": _("Day and night"),
}
