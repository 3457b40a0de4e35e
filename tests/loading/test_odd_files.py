"""Whatever a file contains, reading and checking it give a list of problems, never an exception."""

from hypothesis import given
from hypothesis import strategies as st

from inspections.loading.checking import check
from inspections.loading.reading import read_files
from inspections.record.files.current import OnRecord
from inspections.record.files.layouts import LAYOUTS
from tests.builders.files import EXAMPLEHAM, SAMPLE, NamedFile, make_file

NOTHING_ON_RECORD = OnRecord({name: {} for name in LAYOUTS}, frozenset(), frozenset(), 0)
CELLS = [(layout.name, column) for layout in LAYOUTS.values() for column in layout.columns]
ODD_TEXTS = st.text() | st.sampled_from(
    ["", "0", "-1", "²", "٣", "1e5", "0000-00-00", "9999-12-31", "2012-1-5", "|", "a|a", "=1", "'=1"]
)


@given(st.lists(st.tuples(st.sampled_from(CELLS), ODD_TEXTS), max_size=4))
def test_odd_cells_make_problems_not_exceptions(changes):
    rows = {name: [dict(row)] for name, row in SAMPLE.items()}
    rows["councils"].append(dict(EXAMPLEHAM))
    for (layout, column), text in changes:
        rows[layout][0][column] = text.replace("\ud800", "")
    read = read_files([make_file(name, found) for name, found in rows.items()])
    check(read, NOTHING_ON_RECORD)
    assert all(problem.message and problem.file for problem in read.problems)


@given(st.binary(max_size=200), st.sampled_from([layout.file_name for layout in LAYOUTS.values()]))
def test_odd_bytes_make_one_problem(content, name):
    read = read_files([NamedFile(name, content)])
    assert [problem.file for problem in read.problems] == [name]
