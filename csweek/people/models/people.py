"""Person: everyone in the directory, and the user model. Everyone is staff; some have roles."""

from datetime import timedelta

from allauth.account.models import EmailAddress
from django.conf import settings
from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.db.models.functions import Lower
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from csweek.history.models import Entry, Verb, differences, record
from csweek.history.tracked import Tracked
from csweek.lib.text import fold
from csweek.people.sessions import end_sessions

from .sites import Shift, Site
from .teams import Team

# The history outlives whoever is erased: of these it keeps that they changed, not to what.
PERSONAL = ("email", "name", "alias", "said_as", "external_id")
HIDDEN = "•••"


class PersonQuerySet(models.QuerySet):
    def active(self):
        return self.filter(is_active=True)

    def in_directory(self):
        """Without those who were erased: of them there is a shell, and nothing to do with it."""
        return self.filter(erased_at=None)

    def organizers(self):
        return self.active().filter(is_organizer=True)

    def managers(self):
        return self.active().filter(is_manager=True)

    def administrators(self):
        return self.active().filter(is_administrator=True)

    def who_can_sign_in(self):
        """Those with a password or a link to single sign-on; an imported person has neither yet."""
        has_password = ~models.Q(password="") & ~models.Q(password__startswith="!")
        return self.active().filter(has_password | models.Q(socialaccount__isnull=False)).distinct()

    def who_cannot_sign_in(self):
        """Active people whom nobody has invited yet, or who have not followed the invitation."""
        return self.active().exclude(pk__in=self.model.objects.who_can_sign_in().values("pk"))

    def without_good_invitation(self):
        """Those whom nobody has invited, or whose invitation has run out."""
        ran_out = timezone.now() - timedelta(seconds=settings.PASSWORD_RESET_TIMEOUT)
        invited = Entry.objects.filter(
            subject_type=self.model._meta.label_lower, verb=Verb.INVITED, at__gt=ran_out
        )
        return self.exclude(pk__in=invited.values("subject_id"))

    def matching(self, query: str):
        """Every word of the query, without accents or case, somewhere in name, e-mail or alias."""
        people = self
        for word in fold(query).split():
            people = people.filter(folded__contains=word)
        return people


class PersonManager(BaseUserManager.from_queryset(PersonQuerySet)):
    @transaction.atomic
    def add(self, *, by, **values):
        """Someone new in the directory, who cannot sign in until invited."""
        person = self.create_user(**values)
        record(person, Verb.MADE, by=by)
        return person

    def hold(self, pk: int) -> "Person | None":
        """The row, for acts that carry no version: others wait until the transaction ends. None
        when there is none, or a shell. Entries and messages that name a held row do not wait.

        Held in one order with the administrators, whom deactivating and erasing count, so that no
        two acts wait for each other.
        """
        administrators = models.Q(is_administrator=True, is_active=True)
        people = self.in_directory().filter(models.Q(pk=pk) | administrators).order_by("pk")
        return {person.pk: person for person in people.select_for_update(no_key=True)}.get(pk)

    def refuse_without(self, person) -> None:
        """Raise ValidationError if, without this one, no administrator could sign in.

        Call it in the transaction of the act: it holds the administrators until that ends.
        """
        held = self.administrators().select_for_update(no_key=True).order_by("pk")
        held = [each.pk for each in held]
        others = self.who_can_sign_in().filter(pk__in=held).exclude(pk=person.pk)
        if person.pk in held and not others.exists():
            raise ValidationError(
                _(
                    "%(name)s is the only administrator who can sign in. Make somebody else "
                    "administrator and let them sign in first."
                ),
                params={"name": person.name},
            )

    def create_user(self, email: str, name: str, password: str | None = None, **fields):
        person = self.model(email=email, name=name, **fields)
        person.set_password(password)
        person.save()
        return person

    def get_by_natural_key(self, email):
        return self.get(email=email.lower())


class Person(Tracked, AbstractBaseUser):
    email = models.EmailField(_("e-mail address"), max_length=254, unique=True)
    name = models.CharField(_("name"), max_length=120)
    alias = models.CharField(
        _("also known as"), max_length=60, blank=True, help_text=_("A name that colleagues use.")
    )
    said_as = models.CharField(
        _("how to say the name"), max_length=120, blank=True, help_text=_("For whoever reads it.")
    )
    team = models.ForeignKey(
        Team, verbose_name=_("team"), null=True, blank=True, on_delete=models.SET_NULL
    )
    site = models.ForeignKey(
        Site, verbose_name=_("site"), null=True, blank=True, on_delete=models.SET_NULL
    )
    shift = models.ForeignKey(
        Shift, verbose_name=_("shift"), null=True, blank=True, on_delete=models.SET_NULL
    )
    line_manager = models.ForeignKey(
        "self",
        verbose_name=_("line manager"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="reports",
    )
    start_date = models.DateField(_("start date"), null=True, blank=True)
    external_id = models.CharField(_("staff number"), max_length=80, blank=True)
    language = models.CharField(_("language"), max_length=10, blank=True)
    wants_mail = models.BooleanField(_("messages by e-mail"), default=True)
    is_organizer = models.BooleanField(_("organizer"), default=False)
    is_manager = models.BooleanField(_("manager"), default=False)
    is_administrator = models.BooleanField(_("administrator"), default=False)
    is_active = models.BooleanField(_("active"), default=True)
    # Since then the row is a shell: it stands where they were, and says nothing of them.
    erased_at = models.DateTimeField(_("erased"), null=True, editable=False)
    folded = models.CharField(max_length=440, editable=False, default="")

    USERNAME_FIELD = EMAIL_FIELD = "email"
    REQUIRED_FIELDS = ["name"]
    untold = ("folded", *PERSONAL)

    objects = PersonManager()

    class Meta:
        verbose_name = _("person")
        verbose_name_plural = _("people")
        ordering = ["name", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(email=Lower("email")), name="person_email_in_lower_case"
            )
        ]
        indexes = [models.Index(fields=["name", "id"], name="person_by_name")]

    def __str__(self):
        return self.name

    def tidy(self):
        """Make what is worked out agree with what was typed; save() and bulk writers call it."""
        self.email = self.email.lower()
        longest = self._meta.get_field("folded").max_length
        self.folded = fold(f"{self.name} {self.alias} {self.email}", longest)

    def save(self, *args, **kwargs):
        self.tidy()
        super().save(*args, **kwargs)

    @property
    def is_erased(self) -> bool:
        return self.erased_at is not None

    @property
    def initials(self) -> str:
        words = self.name.split()
        return "".join(word[0] for word in (words[:1] + words[-1:])[: len(words)]).upper()

    @property
    def first_name(self) -> str:
        return self.name.split()[0] if self.name.split() else self.name

    @transaction.atomic
    def change(self, values: dict, *, by) -> None:
        """Save what was typed. Raises StaleSave when somebody saved first, and ValidationError
        when it would leave nobody to administer."""
        if values.get("is_administrator") is False:
            type(self).objects.refuse_without(self)
        for field, value in values.items():
            setattr(self, field, value)
        self.tidy()
        super().change(values | {"email": self.email, "folded": self.folded}, by=by)
        if "email" in values:
            # Addresses that the library for accounts keeps would still open the account.
            EmailAddress.objects.filter(user=self).exclude(email=self.email).delete()

    @transaction.atomic
    def apply(self, verb: Verb, values: dict, *, by, reason: str = "", also=None) -> bool:
        """Like any row's, but that a name or an address changed is told without what it was."""
        personal = {field: values[field] for field in PERSONAL if field in values}
        if personal:
            stored = type(self)._base_manager.filter(pk=self.pk).values(*personal).first()
            changed = differences(stored, personal) if stored else {}
            also = (also or {}) | dict.fromkeys(changed, (HIDDEN, HIDDEN))
        return super().apply(verb, values, by=by, reason=reason, also=also)

    @transaction.atomic
    def deactivate(self, *, by) -> None:
        """No longer here: out of every list, and every session ended at once."""
        if self == by:
            raise ValidationError(
                _("You cannot deactivate yourself. Ask another administrator to do it.")
            )
        type(self).objects.refuse_without(self)
        self.apply(Verb.DEACTIVATED, {"is_active": False}, by=by)
        end_sessions([self])

    def reactivate(self, *, by) -> None:
        self.apply(Verb.REINSTATED, {"is_active": True}, by=by)
