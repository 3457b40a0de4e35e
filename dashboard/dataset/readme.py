"""README.txt: what the files are, how to read them, how far to trust them, and their licences."""

from datetime import date
from textwrap import fill

from inspections.wording.provenance import OTHER_ORIGINS
from inspections.wording.words import date_words

from .files import FILES

_TEXT = """\
Ofsted’s inspections of English councils’ children’s services
=============================================================

Edition {edition} of the data{made}.

This is the whole public record behind the site: every published inspection on
record from 2009 to today, its grades and where each comes from. It is an
unofficial compilation of facts from Ofsted’s published reports.


Files
-----

{files}

All are UTF-8 with a byte order mark, separated by commas, with a first line of
column names. Every column is explained in dictionary.csv and, for programs, in
datapackage.json (Frictionless) and csv-metadata.json (CSV on the Web).


How to read them
----------------

* Days are written 2012-01-25. Where only the month or the year of an
  inspection is known it is written 2012-01 or 2012.
* An empty cell means not known, or that it does not apply. It never means a
  grade.
* “not_judged” means that Ofsted says it gave no grade. A judgement without a
  row in grades.csv has no grade on record here, which is another thing.
* “Adequate” (to 2013) and “requires improvement” (since) are two grades on
  two scales, never one word for the other.
* An inspection is identified by council, framework and inspected_from.
* To know what had been published by a day, count reports published on or
  before it, the latest of each council and service. Where no day of
  publication is known, count an inspection from the end of the third month
  after the month in which it took place.
* Text that a spreadsheet would run as a formula begins with an apostrophe.


How far to trust them
---------------------

* provenance = report: read from the report itself.
* provenance = later_report: a later Ofsted report of the same council states
  the grade. Usually only the overall grades and a month are known then.
* provenance = derived: no report states it, but it follows from what others
  say; the reasoning is in the note.
* Of most inspections of 2009 to 2012 only the overall effectiveness grades are
  on record. What is not on record is listed on the site’s page about the data.
* Corrections and withdrawals are in corrections.csv, with their reasons in
  editions.csv.


Licences
--------

* Grades, dates, counts and names are facts from Ofsted’s reports. Reports
  under ILACS (since 2018): Crown copyright, Open Government Licence v3.
  Earlier reports: Crown copyright, for non-commercial use, unaltered, with
  source and date of publication.
* Council names and aliases: mySociety, CC BY 4.0; everyday names (Hull,
  Northants) were added here.
* Codes, regions and statistical neighbours: DfE and ONS, Open Government
  Licence v3.
* {origins}

To cite: Ofsted’s inspections of children’s services, edition {edition}{made}.
"""


def readme(edition: int, made_on: date | None) -> bytes:
    """README.txt of an edition; `made_on` is None before the first."""
    made = f", made on {date_words(made_on)}" if made_on else ""
    width = max(len(file.file_name) for file in FILES)
    files = "\n".join(f"{file.file_name:{width}}  {file.about}" for file in FILES)
    # Windows line ends, because old versions of Notepad show a text without them as one line.
    origins = fill(OTHER_ORIGINS, 76, subsequent_indent="  ", break_long_words=False, break_on_hyphens=False)
    text = _TEXT.format(edition=edition, made=made, files=files, origins=origins)
    return text.replace("\n", "\r\n").encode("utf-8-sig")
