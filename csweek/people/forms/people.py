"""What may be typed of a person: by an administrator, by the person, and to find one."""

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from csweek.people.models import Person, Site, Team

from .fields import ColleagueField
from .rows import RowForm

ROLES = {
    "organizer": ("is_organizer", _("Organizers")),
    "manager": ("is_manager", _("Managers")),
    "administrator": ("is_administrator", _("Administrators")),
}


def language_choices():
    return [("", _("As the browser says")), *settings.LANGUAGES]


class LanguageField(forms.ChoiceField):
    def __init__(self, **kwargs):
        super().__init__(choices=language_choices, required=False, label=_("Language"), **kwargs)


class PersonForm(RowForm):
    natural_key = "email"
    line_manager = ColleagueField(
        label=_("Line manager"),
        required=False,
        help_text=_("A colleague's e-mail address, or a name that only one of them has."),
    )
    language = LanguageField()

    class Meta:
        model = Person
        fields = [
            "name",
            "email",
            "alias",
            "said_as",
            "team",
            "site",
            "shift",
            "line_manager",
            "start_date",
            "external_id",
            "language",
            "is_organizer",
            "is_manager",
            "is_administrator",
        ]
        widgets = {"start_date": forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")}
        help_texts = {
            "email": _("They sign in with it."),
            "is_organizer": _("Plans the week."),
            "is_manager": _("Runs the awards."),
            "is_administrator": _("Keeps the directory, and gives roles."),
        }
        error_messages = {
            "email": {"unique": _("Somebody in the directory has this address already.")}
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        none = {"team": _("No team"), "site": _("No site"), "shift": _("No shift")}
        for field, label in none.items():
            self.fields[field].empty_label = label

    def clean_email(self):
        return self.cleaned_data["email"].lower()

    def clean_line_manager(self):
        found = self.cleaned_data["line_manager"]
        if found is not None and found == self.instance:
            self.add_error("line_manager", _("Nobody is their own line manager."))
        return found


class MeForm(RowForm):
    """What people may say of themselves."""

    language = LanguageField(help_text=_("For these pages, and for mail to you."))

    class Meta:
        model = Person
        fields = ["name", "said_as", "alias", "language", "wants_mail"]
        help_texts = {
            "wants_mail": _("What you are told here is mailed to you too."),
            "said_as": _("For whoever calls you on stage: “ah-NEE-tah”."),
            "alias": _("A name that colleagues use for you."),
        }


class PersonFilterForm(forms.Form):
    """Which people a list shows. Wrong values are left out, never an error."""

    q = forms.CharField(label=_("Name or e-mail"), required=False, max_length=200)
    team = forms.ModelChoiceField(
        Team.objects.all(), label=_("Team"), required=False, empty_label=_("All teams")
    )
    site = forms.ModelChoiceField(
        Site.objects.all(), label=_("Site"), required=False, empty_label=_("All sites")
    )
    role = forms.ChoiceField(
        label=_("Role"),
        required=False,
        choices=[("", _("Everyone"))] + [(key, label) for key, (_field, label) in ROLES.items()],
    )
    show = forms.ChoiceField(
        label=_("Show"),
        required=False,
        choices=[
            ("", _("Active")),
            ("uninvited", _("Cannot sign in yet")),
            ("inactive", _("Deactivated")),
        ],
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            is_choice = isinstance(field, forms.ChoiceField)
            field.widget.attrs["class"] = "form-select" if is_choice else "form-control"

    def people(self):
        self.is_valid()
        wanted = self.cleaned_data
        people = Person.objects.in_directory().matching(wanted.get("q", "").replace("\0", ""))
        if wanted.get("show") == "inactive":
            people = people.filter(is_active=False)
        elif wanted.get("show") == "uninvited":
            people = people.who_cannot_sign_in()
        else:
            people = people.active()
        if wanted.get("role"):
            people = people.filter(**{ROLES[wanted["role"]][0]: True})
        for field in ("team", "site"):
            if wanted.get(field):
                people = people.filter(**{field: wanted[field]})
        return people
