"""Staff accounts: groups with their permissions, and the first account."""

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
    "visit",
    "visitarea",
)
REGISTER_MODELS = ("council", "councilalias")

ADMINISTRATORS = "administrators"
_RECORDS = Q(content_type__app_label="inspections")
# Who signed in from where is for administrators.
_LOOKING_UP = _RECORDS & Q(codename__startswith="view_") & ~Q(codename="view_auditevent")


def _of_records(*codenames: str) -> Q:
    return _RECORDS & Q(codename__in=codenames)


def _each(verbs: tuple[str, ...], models: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(f"{verb}_{model}" for verb in verbs for model in models)


GROUPS: dict[str, Q] = {
    "loaders": _LOOKING_UP | _of_records("change_ofstedpublication", *_each(("add", "change", "delete"), DRAFT_MODELS)),
    "publishers": _LOOKING_UP
    | _of_records("publish_inspection", "publish_visit", *_each(("change",), DRAFT_MODELS))
    | _of_records(*_each(("add", "change"), REGISTER_MODELS)),
    ADMINISTRATORS: _of_records("view_auditevent")
    | Q(content_type__app_label="auth", codename__in=["add_user", "change_user", "view_user", "view_group"]),
}


def set_up_groups() -> None:
    """Create the groups and add the permissions that they lack. Other permissions stay."""
    for name, wanted in GROUPS.items():
        group, _ = Group.objects.get_or_create(name=name)
        group.permissions.add(*Permission.objects.filter(wanted))


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
