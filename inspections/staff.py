"""Who may do what on the staff side: two groups, and the first account."""

import secrets

from django.contrib.auth import get_user_model
from django.contrib.auth.models import AbstractBaseUser, Group, Permission
from django.db import transaction
from django.db.models import Q

FIRST_ACCOUNT = "staff"
# Whose changes those of a command are, where nobody is named. Nobody can sign in with it.
COMMAND_ACCOUNT = "data-loader"

# What a draft is made of. Publishers change it to correct what is published; only loaders add and delete.
DRAFT_MODELS = (
    "inspection",
    "grade",
    "areaforimprovement",
    "statedfigure",
    "report",
    "reportpage",
    "reportparagraph",
    "reportproblem",
)
REGISTER_MODELS = ("council", "councilalias")

GROUPS: dict[str, Q] = {
    "loaders": Q(codename__startswith="view_")
    | Q(codename__in=[f"{verb}_{model}" for verb in ("add", "change", "delete") for model in DRAFT_MODELS]),
    "publishers": Q(codename__startswith="view_")
    | Q(codename="publish_inspection")
    | Q(codename__in=[f"change_{model}" for model in DRAFT_MODELS])
    | Q(codename__in=[f"{verb}_{model}" for verb in ("add", "change") for model in REGISTER_MODELS]),
}


def set_up_groups() -> None:
    """Make the two groups and give them what they lack; what else an administrator gave them stays."""
    for name, wanted in GROUPS.items():
        group, _ = Group.objects.get_or_create(name=name)
        group.permissions.add(*Permission.objects.filter(wanted, content_type__app_label="inspections"))


def make_first_account() -> str | None:
    """Make the account `staff`, which may do everything, unless there is a staff account; its password, or None."""
    users = get_user_model().objects
    with transaction.atomic():
        if users.filter(Q(is_staff=True) | Q(username=FIRST_ACCOUNT)).exists():
            return None
        password = secrets.token_urlsafe(12)
        users.create_superuser(FIRST_ACCOUNT, password=password)
    return password


def account_for_commands(name: str | None) -> AbstractBaseUser:
    """The account of that name (LookupError where there is none), else the one that commands work under."""
    users = get_user_model().objects
    if name is None:
        account, created = users.get_or_create(username=COMMAND_ACCOUNT)
        if created:
            account.set_unusable_password()
            account.save()
        return account
    account = users.filter(username=name).first()
    if account is None:
        raise LookupError(f"There is no account named {name}.")
    return account
