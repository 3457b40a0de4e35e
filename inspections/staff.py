"""Staff accounts: two groups with their permissions, and the first account."""

import secrets

from django.contrib.auth.models import Group, Permission, User
from django.db import transaction
from django.db.models import Q

FIRST_ACCOUNT = "staff"
# The account that commands work under if none is given. Nobody can sign in with it.
COMMAND_ACCOUNT = "data-loader"

# The parts of a draft. Publishers change them to correct what is published; only loaders add and delete.
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
    """Create the two groups and add the permissions that they lack. Other permissions stay."""
    for name, wanted in GROUPS.items():
        group, _ = Group.objects.get_or_create(name=name)
        group.permissions.add(*Permission.objects.filter(wanted, content_type__app_label="inspections"))


def make_first_account() -> str | None:
    """Create the account `staff` with all rights and return its password, or None if there is a staff account."""
    users = User.objects
    with transaction.atomic():
        if users.filter(Q(is_staff=True) | Q(username=FIRST_ACCOUNT)).exists():
            return None
        password = secrets.token_urlsafe(12)
        users.create_superuser(FIRST_ACCOUNT, password=password)
    return password


def account_for_commands(name: str | None) -> User:
    """The account of this name, or by default the one for commands. Raises LookupError."""
    if name is None:
        account, created = User.objects.get_or_create(username=COMMAND_ACCOUNT)
        if created:
            account.set_unusable_password()
            account.save()
        return account
    try:
        return User.objects.get(username=name)
    except User.DoesNotExist:
        raise LookupError(f"There is no account named {name}.") from None


def may_publish(account: User) -> bool:
    """Whether the account may publish, in the admin and from the command line."""
    return account.is_active and account.has_perm("inspections.publish_inspection")
