"""Who acts: the firm and the people who sign in. Not Records; one adapter audits their changes."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models.functions import Lower

from redwell.core import needs


class Firm(models.Model):
    """The one firm of this installation (a single row)."""

    name = models.CharField(max_length=200)
    zone = models.CharField(max_length=64, default="America/New_York")
    is_closed_unless_granted = models.BooleanField(
        default=False, help_text="Matters are seen by their team only, not by the whole firm."
    )
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [models.CheckConstraint(condition=models.Q(pk=1), name="core_firm_is_one")]

    def __str__(self) -> str:
        return self.name

    @classmethod
    def current(cls) -> Firm | None:
        """The firm, or None in an installation that has not been started yet."""
        return cls.objects.filter(pk=1).first()


class UserManager(BaseUserManager):
    """Makes accounts; ``create_user`` hashes the password."""

    def create_user(self, email: str, password: str | None = None, **fields: Any) -> User:
        user = self.model(email=self.normalize_email(email).lower(), **fields)
        if password:
            user.set_password(password)
        else:
            user.set_unusable_password()
        user.save(using=self._db)
        return user


class User(AbstractBaseUser):
    """A person who signs in. ``role`` says what they do; administrators hold that beside it."""

    email = models.EmailField(unique=True)
    name = models.CharField(max_length=150)
    initials = models.CharField(max_length=4)
    role = models.CharField(max_length=16, choices=list(needs.ROLES.items()))
    is_administrator = models.BooleanField(default=False)
    is_active = models.BooleanField(default=True)
    zone = models.CharField(max_length=64, blank=True)
    theme = models.CharField(max_length=8, default="auto")
    density = models.CharField(max_length=12, default="dense")
    single_keys = models.BooleanField(default=True)
    created_at = models.DateTimeField(auto_now_add=True)
    last_seen_at = models.DateTimeField(null=True, blank=True)

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS = ["name"]

    objects = UserManager()

    class Meta:
        ordering = ["name", "pk"]
        constraints = [
            models.UniqueConstraint(Lower("email"), name="core_user_email_once"),
            models.CheckConstraint(
                condition=models.Q(role__in=list(needs.ROLES)), name="core_user_role_known"
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def holds(self, need: str) -> bool:
        return needs.holds(self, need)

    @property
    def is_inside(self) -> bool:
        """A member of the firm, as opposed to outside counsel, clients and pure administrators."""
        return self.role in needs.INSIDE

    # Django's permission hooks are asked by third-party code; our own table answers instead.
    def has_perm(self, perm: str, obj: object = None) -> bool:
        return False

    def has_module_perms(self, label: str) -> bool:
        return False

    is_staff = False
    is_superuser = False
