from django.db import migrations, models
from django.db.models import Q

# How the reasons begin that the site gives by itself.
BEGINNINGS = ("The inspection on record gives ", "The visit on record gives ")


def in_the_sites_own_name(apps, _editor):
    problems = apps.get_model("inspections", "ReportProblem").objects.filter(closed_at__isnull=False)
    given = Q()
    for beginning in BEGINNINGS:
        given |= Q(closed_because__startswith=beginning)
    problems.filter(given).update(closed_by=None)


class Migration(migrations.Migration):
    dependencies = [("inspections", "0019_invitations_in_the_audit_log")]

    operations = [
        migrations.RemoveConstraint(model_name="reportproblem", name="closed_problem_says_who_when_and_why"),
        migrations.AddConstraint(
            model_name="reportproblem",
            constraint=models.CheckConstraint(
                condition=Q(closed_at__isnull=True, closed_by__isnull=True)
                | (Q(closed_at__isnull=False) & ~Q(closed_because="")),
                name="closed_problem_says_when_and_why",
            ),
        ),
        migrations.RunPython(in_the_sites_own_name, migrations.RunPython.noop),
    ]
