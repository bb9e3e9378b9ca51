"""The organisation that runs Parvis, its brands, its team, and when each brand is open."""

from __future__ import annotations

from datetime import datetime
from typing import ClassVar
from zoneinfo import ZoneInfo, available_timezones

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeOperators
from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.db import models
from django.db.models import F, Func, Q
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _

from parvis.kit.actors import Actor


class Profile(models.TextChoices):
    """How much is shown: three screens, a team's, or all."""

    SHOP = "shop", _("Shop")
    TEAM = "team", _("Team")
    NETWORK = "network", _("Network")


class Role(models.TextChoices):
    OWNER = "owner", _("Owner")
    LEAD = "lead", _("Lead")
    AGENT = "agent", _("Agent")
    VIEWER = "viewer", _("Viewer")

    @property
    def rank(self) -> int:
        return ROLE_ORDER.index(self)

    def may_act_as(self, needed: Role) -> bool:
        """Each role may do what the roles below it may."""
        return self.rank >= needed.rank


ROLE_ORDER = [Role.VIEWER, Role.AGENT, Role.LEAD, Role.OWNER]


class Language(models.TextChoices):
    FRENCH = "fr", _("French")
    ENGLISH = "en", _("English")


def valid_zone(name: str) -> None:
    if name not in available_timezones():
        raise ValidationError(_("No time zone is called %(name)s."), params={"name": name})


class Installation(models.Model):
    """One row: this installation is set up, for one organisation."""

    id = models.SmallIntegerField(primary_key=True, default=1)
    profile = models.CharField(max_length=10, choices=Profile, default=Profile.TEAM)
    set_up_at = models.DateTimeField()

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(id=1), name="one_installation")]

    def __str__(self) -> str:
        return f"installation ({self.profile})"


class Brand(models.Model):
    """A brand that answers with Parvis.

    Messages from before `starts_at` are history: no clock runs on them, no promise breaks. All
    promises are minutes of opening time; without one of its own, the next answer is promised like
    the first, and a resolution is not promised at all.
    """

    name = models.CharField(max_length=80)
    slug = models.SlugField(max_length=60, unique=True)
    tagline = models.CharField(max_length=160, blank=True)
    language = models.CharField(max_length=2, choices=Language, default=Language.FRENCH)
    time_zone = models.CharField(max_length=60, default="Europe/Paris", validators=[valid_zone])
    holiday_country = models.CharField(max_length=2, blank=True)
    accent = models.CharField(
        max_length=7, default="#1f6f64", validators=[RegexValidator(r"^#[0-9a-fA-F]{6}$")]
    )
    promise_minutes = models.PositiveIntegerField(default=240)
    next_promise_minutes = models.PositiveIntegerField(null=True, blank=True)
    resolution_minutes = models.PositiveIntegerField(null=True, blank=True)
    starts_at = models.DateTimeField()
    created_at = models.DateTimeField()

    class Meta:
        ordering: ClassVar = ["name"]
        constraints = [
            models.CheckConstraint(condition=Q(promise_minutes__gt=0), name="a_promise_takes_time"),
            models.CheckConstraint(
                condition=Q(next_promise_minutes=None) | Q(next_promise_minutes__gt=0),
                name="a_next_promise_takes_time",
            ),
            models.CheckConstraint(
                condition=Q(resolution_minutes=None) | Q(resolution_minutes__gt=0),
                name="a_resolution_takes_time",
            ),
            models.CheckConstraint(
                condition=Q(accent__regex=r"^#[0-9a-fA-F]{6}$"), name="accent_is_a_colour"
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def zone(self) -> ZoneInfo:
        return ZoneInfo(self.time_zone)

    def is_history(self, moment: datetime) -> bool:
        return moment < self.starts_at


class OpeningPeriod(models.Model):
    """One stretch of a weekday. Minutes since local midnight; a day may have several."""

    class Weekday(models.IntegerChoices):
        MONDAY = 0, _("Monday")
        TUESDAY = 1, _("Tuesday")
        WEDNESDAY = 2, _("Wednesday")
        THURSDAY = 3, _("Thursday")
        FRIDAY = 4, _("Friday")
        SATURDAY = 5, _("Saturday")
        SUNDAY = 6, _("Sunday")

    brand = models.ForeignKey(Brand, on_delete=models.CASCADE, related_name="opening_periods")
    weekday = models.PositiveSmallIntegerField(choices=Weekday)
    opens = models.PositiveSmallIntegerField()
    closes = models.PositiveSmallIntegerField()

    class Meta:
        ordering: ClassVar = ["weekday", "opens"]
        constraints = [
            models.CheckConstraint(
                condition=Q(weekday__lte=6, opens__lt=F("closes"), closes__lte=24 * 60),
                name="period_lies_within_its_day",
            ),
            ExclusionConstraint(
                name="periods_of_a_day_do_not_overlap",
                expressions=[
                    ("brand", RangeOperators.EQUAL),
                    ("weekday", RangeOperators.EQUAL),
                    (Func("opens", "closes", function="int4range"), RangeOperators.OVERLAPS),
                ],
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_weekday_display()} {self.opens}-{self.closes}"


class Holiday(models.Model):
    """A day on which the brand stays closed, beside the public holidays of its country."""

    brand = models.ForeignKey(Brand, on_delete=models.CASCADE, related_name="holidays")
    day = models.DateField()
    name = models.CharField(max_length=80)

    class Meta:
        ordering: ClassVar = ["day"]
        constraints = [
            models.UniqueConstraint(fields=["brand", "day"], name="one_holiday_a_day"),
        ]

    def __str__(self) -> str:
        return f"{self.day} {self.name}"


class UserManager(BaseUserManager["User"]):
    """Django asks for a manager to find a user by the name they log in with."""

    def get_by_natural_key(self, username: str | None) -> User:
        return self.get(email__iexact=username)


class User(AbstractBaseUser):
    """Somebody of the team. What they may do is said by their memberships, brand by brand."""

    email = models.EmailField()
    name = models.CharField(max_length=80)
    language = models.CharField(max_length=2, choices=Language, blank=True)
    is_active = models.BooleanField(default=True)
    joined_at = models.DateTimeField()

    objects: ClassVar[UserManager] = UserManager()

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["name"]

    class Meta:
        constraints = [
            models.UniqueConstraint(Lower("email"), name="one_user_an_address"),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def actor(self) -> Actor:
        return Actor(kind="user", id=self.pk, name=self.name)


class Membership(models.Model):
    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="memberships")
    brand = models.ForeignKey(Brand, on_delete=models.CASCADE, related_name="memberships")
    role = models.CharField(max_length=10, choices=Role)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["user", "brand"], name="one_role_in_a_brand"),
            models.CheckConstraint(condition=Q(role__in=Role.values), name="role_is_known"),
        ]

    def __str__(self) -> str:
        return f"{self.user_id} is {self.role} of {self.brand_id}"


class AccessToken(models.Model):
    """A key for the API, in the name of a user. Only its digest is kept."""

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="access_tokens")
    name = models.CharField(max_length=80)
    digest = models.CharField(max_length=64, unique=True)
    created_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True, blank=True)

    def __str__(self) -> str:
        return self.name
