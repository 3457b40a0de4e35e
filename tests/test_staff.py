"""The two groups of staff and the first account."""

import re

import pytest
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group, Permission
from django.core.management import call_command

from inspections.staff import make_first_account, set_up_groups

pytestmark = [pytest.mark.django_db, pytest.mark.postgresql]


@pytest.fixture
def member():
    """A staff account in the named group."""
    set_up_groups()

    def make(group):
        user = get_user_model().objects.create_user(f"one of the {group}", is_staff=True)
        user.groups.add(Group.objects.get(name=group))
        return user

    return make


def test_loaders_make_drafts_but_do_not_publish(member):
    loader = member("loaders")

    assert loader.has_perms(
        ["inspections.add_inspection", "inspections.change_grade", "inspections.add_report", "inspections.view_council"]
    )
    assert not loader.has_perm("inspections.publish_inspection")
    assert not loader.has_perm("inspections.change_council")


def test_publishers_publish_and_correct_but_do_not_load(member):
    publisher = member("publishers")

    assert publisher.has_perms(
        ["inspections.publish_inspection", "inspections.change_grade", "inspections.change_council"]
    )
    assert not publisher.has_perm("inspections.add_inspection")
    assert not publisher.has_perm("inspections.add_report")
    assert not publisher.has_perm("inspections.delete_grade")


@pytest.mark.parametrize("group", ["loaders", "publishers"])
def test_editions_and_accounts_are_nobodys_to_change(member, group):
    user = member(group)

    assert user.has_perm("inspections.view_edition")
    assert not any(user.has_perm(f"inspections.{verb}_edition") for verb in ("add", "change", "delete"))
    assert not user.has_module_perms("auth")


def test_groups_keep_what_an_administrator_added():
    set_up_groups()
    extra = Permission.objects.get(codename="view_user")
    Group.objects.get(name="loaders").permissions.add(extra)

    set_up_groups()

    assert extra in Group.objects.get(name="loaders").permissions.all()


def test_first_account_printed_once_and_its_password_works(capsys):
    call_command("set_up_staff")
    password = re.search(r"password  (\S+)", capsys.readouterr().out)[1]

    call_command("set_up_staff")

    assert capsys.readouterr().out == ""
    account = get_user_model().objects.get()
    assert account.check_password(password)
    assert (account.username, account.is_superuser, account.is_staff) == ("staff", True, True)


def test_first_account_not_made_beside_another():
    get_user_model().objects.create_user("clerk", is_staff=True)

    assert make_first_account() is None
    assert get_user_model().objects.count() == 1


def test_first_account_demoted_is_left_alone():
    make_first_account()
    get_user_model().objects.update(is_staff=False)

    assert make_first_account() is None
