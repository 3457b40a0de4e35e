"""The rules of the search without a database: words, questions, marks and the order of results."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inspections.search.hits import hits, in_order, places
from inspections.search.marks import excerpt, marked
from inspections.search.question import read_question
from inspections.search.words import STOP_WORDS, stem, stems_of, words_of

TELLING = ["care", "leavers", "Leaver’s", "missing", "children", "the", "of", "café", "plan", "planned", "2,418"]
texts = st.lists(st.sampled_from([*TELLING, " ", ". ", "\n", "–", "“", "'"]), max_size=60).map(" ".join)
anything = st.text(max_size=300)
questions = st.one_of(
    anything,
    st.lists(st.sampled_from([*TELLING, '"care leavers"', '"of the"', '"']), min_size=1, max_size=5).map(" ".join),
)


class TestWords:
    @pytest.mark.parametrize(
        "alike",
        [
            "leaver leavers Leaver’s leaver's LEAVERS",
            "place places place’s",
            "family families family’s",
            "child children children’s child’s",
            "cafe café Cafés",
            "process processes",
            "church churches",
            "box boxes",
        ],
    )
    def test_forms_of_one_word_share_a_stem(self, alike):
        assert len(set(map(stem, alike.split()))) == 1

    @pytest.mark.parametrize(
        ("one", "another"),
        [
            ("organ", "organisation"),
            ("care", "career"),
            ("leave", "leaver"),
            ("universe", "university"),
            ("in", "inn"),
            ("house", "housing"),
            ("train", "training"),
            ("miss", "missing"),
            ("status", "statu"),
        ],
    )
    def test_different_words_stay_apart(self, one, another):
        assert stem(one) != stem(another)

    def test_a_hyphen_parts_words_and_an_apostrophe_does_not(self):
        assert stems_of("looked-after child’s don’t") == ["looked", "after", "child", "dont"]

    @given(anything)
    def test_words_stand_where_they_say(self, text):
        found = list(words_of(text))
        assert [stem(text[word.start : word.end]) for word in found] == [word.stem for word in found]
        assert stems_of(text) == [word.stem for word in found]


class TestQuestions:
    def test_every_word_is_a_term(self):
        assert read_question("missing children").terms == (("missing",), ("child",))

    def test_quoted_words_are_one_term(self):
        assert read_question('plans for "care leavers"').terms == (("care", "leaver"), ("plan",))

    @pytest.mark.parametrize("quoted", ['"care leavers"', "“care leavers”", "„care leavers“"])
    def test_any_quotation_marks_will_do(self, quoted):
        assert read_question(quoted).terms == (("care", "leaver"),)

    def test_a_quotation_mark_without_a_partner_is_nothing(self):
        assert read_question('"care leavers').terms == (("care",), ("leaver",))

    def test_words_that_say_nothing_need_not_occur(self):
        question = read_question("children in the care of Testshire")
        assert question.terms == (("child",), ("care",), ("testshire",))
        assert question.together == ("child", "in", "the", "care", "of", "testshire")

    def test_words_that_say_nothing_count_where_nothing_else_is_asked_for(self):
        assert read_question("of the").terms == (("of",), ("the",))

    @pytest.mark.parametrize("text", ["", "  ", "!?", '""', "“”–"])
    def test_what_has_no_word_asks_for_nothing(self, text):
        assert not read_question(text)

    def test_one_word_or_quotation_says_already_what_stands_together(self):
        assert read_question("care").together == ()
        assert read_question('"care leavers"').together == ()

    @given(questions)
    def test_every_stem_asked_for_was_typed(self, text):
        assert read_question(text).stems <= set(stems_of(text))


class TestMarks:
    @given(texts, questions)
    def test_marks_take_nothing_from_the_text_and_add_nothing(self, text, asked):
        assert "".join(piece.text for piece in marked(text, read_question(asked))) == text

    @given(texts, questions, st.integers(10, 200))
    def test_an_excerpt_is_a_stretch_of_the_text(self, text, asked, length):
        found = excerpt(text, read_question(asked), length)
        stretch = "".join(piece.text for piece in found.pieces)
        assert stretch in text
        assert found.is_cut_before or text.lstrip().startswith(stretch.lstrip())
        assert found.is_cut_after or text.rstrip().endswith(stretch.rstrip())
        assert len(stretch) <= max(length + 160, len(text) if len(text) <= length + 80 else 0)

    @given(texts, questions)
    def test_every_mark_is_a_word_that_was_asked_for(self, text, asked):
        question = read_question(asked)
        for piece in marked(text, question):
            if piece.is_marked:
                assert set(stems_of(piece.text)) <= question.stems

    @given(texts, st.sampled_from(["care", "missing children", "plan leavers"]))
    def test_every_word_that_was_asked_for_is_marked(self, text, asked):
        question = read_question(asked)
        unmarked = [piece.text for piece in marked(text, question) if not piece.is_marked]
        assert not {found for (found,) in question.terms} & {one for text in unmarked for one in stems_of(text)}

    def test_words_that_stand_together_are_marked_as_one(self):
        pieces = marked("The care of Leavers: care  leavers’ homes.", read_question("care leavers"))
        assert [piece.text for piece in pieces if piece.is_marked] == ["care", "Leavers", "care  leavers"]

    def test_of_quoted_words_only_those_together_are_marked(self):
        pieces = marked("Care is good. Care leavers agree.", read_question('"care leavers"'))
        assert [piece.text for piece in pieces if piece.is_marked] == ["Care leavers"]

    def test_an_excerpt_holds_the_place_where_most_is_said(self):
        text = (
            "Missing the point. " + "Other words go here. " * 60 + "Children who go missing are found. " + "More. " * 80
        )
        found = excerpt(text, read_question("missing children"))
        assert {piece.text for piece in found.pieces if piece.is_marked} == {"Children", "missing"}
        assert found.is_cut_before
        assert found.is_cut_after
        assert found.pieces[0].text.startswith("Other words")

    def test_a_short_paragraph_is_shown_whole(self):
        found = excerpt("Children are safe.", read_question("safe"))
        assert (found.is_cut_before, found.is_cut_after) == (False, False)


def found_in(asked: str, *paragraphs: str) -> list[int]:
    """The numbers of the paragraphs that answer, the best first."""
    question = read_question(asked)
    rows = [(1, stem_, held) for stem_, held in places(enumerate(paragraphs)).items() if stem_ in question.stems]
    return [hit.order for hit in in_order(hits(question, rows), {1: 0})]


class TestHits:
    def test_every_word_has_to_occur_in_the_paragraph(self):
        assert found_in("missing children", "Children are safe.", "Missing children", "It is missing.") == [1]

    def test_quoted_words_have_to_stand_together_in_their_order(self):
        assert found_in('"care leavers"', "Leavers care.", "Care for leavers.", "Care-leaver homes.") == [2]

    def test_words_of_two_paragraphs_do_not_stand_together(self):
        assert found_in('"care leavers"', "There is care", "leavers agree") == []

    def test_together_comes_before_often_and_often_before_once(self):
        often, once, together = "Leavers, care and leavers of care.", "Leavers: care.", "Care leavers."
        assert found_in("care leavers", once, often, together) == [2, 1, 0]

    def test_how_often_is_that_of_the_word_said_least(self):
        assert found_in("missing child", "Child child child missing", "child, missing, child, missing?") == [1, 0]

    def test_of_equals_the_later_report_comes_first_and_then_the_order_of_print(self):
        question = read_question("care")
        rows = [(report, "care", places([(2, "care"), (1, "care")])["care"]) for report in (7, 8)]
        found = in_order(hits(question, rows), {7: 1, 8: 0})
        assert [(hit.report, hit.order) for hit in found] == [(8, 1), (8, 2), (7, 1), (7, 2)]

    def test_what_is_beyond_the_limits_is_left_out(self):
        held = places([(1, "far " * 70_000 + "out"), (70_000, "out")])
        assert "out" not in held
        assert len(held["far"]) == 4 * 65_535

    @given(st.lists(texts, max_size=6), questions)
    def test_the_index_finds_what_reading_every_paragraph_finds(self, paragraphs, asked):
        question = read_question(asked)

        def says(text: str, term: tuple[str, ...]) -> bool:
            stems = stems_of(text)
            return any(tuple(stems[n : n + len(term)]) == term for n in range(len(stems)))

        wanted = [
            number
            for number, text in enumerate(paragraphs)
            if question and all(says(text, term) for term in question.terms)
        ]
        assert sorted(found_in(asked, *paragraphs)) == wanted


def test_words_that_say_nothing_are_short():
    assert max(map(len, STOP_WORDS)) <= 5
