"""The words that grades are read from: grade phrases, and the labels of a framework's judgements."""

import re
from dataclasses import dataclass
from functools import cache, lru_cache

from inspections.frameworks.definitions import NOT_JUDGED, Framework
from inspections.frameworks.loader import all_frameworks, framework

_APOSTROPHES = re.compile(r"['’‘`´′ʼ]")
_FOOTNOTE = re.compile(r"(?<=[a-z)])\d{1,2}$", re.IGNORECASE)
# The number of the next row, which some files put at the end of a label.
_STRAY_NUMBER = re.compile(r"(?<=[a-z])\s+\d{1,2}\.(?:\d)?$")
_NOT_WORDS = re.compile(r"[^a-z0-9]+")
_ENUMERATOR = re.compile(r"^(?:\d{1,2}(?:\.\d{1,2})*\.?|[a-z][.)])\s+(?=\D)", re.IGNORECASE)
# A label is taken for a judgement from this likeness on, and only if the next best is this far behind.
MIN_LIKENESS, MIN_LEAD = 0.6, 0.2
# “Requires improvement to be good (Grade 3)”; and the first words of grades of more than one word.
MAX_GRADE_WORDS = 7
# An end of a label with as many words tells which label it is.
FEWEST_WORDS_OF_AN_END = 3
_FIRST_OF_WRAPPED = frozenset({"requires", "require", "not"})


# The steps of a reading ask for the same cells again and again.
@lru_cache(maxsize=10_000)
def words(text: str) -> str:
    """The text as lower-case words with single spaces, without hyphens, punctuation and apostrophes."""
    return _NOT_WORDS.sub(" ", _APOSTROPHES.sub("", text.lower()).replace("&", " and ")).strip()


def label_words(text: str) -> str:
    """The words of a label without the number or letter before it and without a leading *the*."""
    return words(_ENUMERATOR.sub("", text.strip())).removeprefix("the ")


@cache
def _phrases() -> dict[str, str]:
    """Every printed form of any scale's grades, as words, with its code. Longest first."""
    phrases = {"not judged": NOT_JUDGED}
    for each in all_frameworks():
        for grade in each.scale.grades:
            phrases.update({words(wording): grade.code for wording in grade.wordings})
    return dict(sorted(phrases.items(), key=lambda item: -len(item[0])))


@cache
def grade_pattern() -> str:
    """A regular expression for any grade phrase. Compile it with IGNORECASE."""
    return r"\b(?:" + "|".join(phrase.replace(" ", r"\s+") for phrase in _phrases()) + r")(?![a-z])"


@dataclass(frozen=True)
class GradeWords:
    """A grade as printed. `number` is the one in “Grade 4 (Inadequate)”, or None."""

    code: str
    number: int | None = None


@cache
def _whole() -> re.Pattern[str]:
    number = r"(?:\(?\s*grade\s*(?P<{}>[1-4])\s*\)?)"
    return re.compile(
        rf"{number.format('before')}?[\s:–-]*\(?(?P<phrase>{grade_pattern()})\s*\)?[\s:–-]*"
        rf"{number.format('after')}?\s*[.;]?\s*\d?",
        re.IGNORECASE,
    )


@lru_cache(maxsize=10_000)
def whole_grade(text: str) -> GradeWords | None:
    """The grade if the text is only a grade: “Good”, “Grade 2 (Good)”, “Inadequate Grade 4”."""
    match = _whole().fullmatch(text.strip())
    if match is None:
        return None
    number = match["before"] or match["after"]
    return GradeWords(grade_code(match["phrase"]), int(number) if number else None)


def grade_code(phrase: str) -> str:
    """The code of a phrase that `grade_pattern` found."""
    return _phrases()[words(phrase)]


@cache
def _pieces() -> frozenset[str]:
    """Every run of words inside a grade phrase, for wrapped grades."""
    return frozenset(run for phrase in _phrases() for run in _runs(phrase))


def is_grade_piece(text: str) -> bool:
    """Whether the text is a grade, a line of a wrapped grade, or the number beside one."""
    plain = words(_FOOTNOTE.sub("", text))
    return plain in _pieces() or re.fullmatch(r"grade(?: [1-4])?", plain) is not None or whole_grade(text) is not None


@cache
def _fragments() -> frozenset[str]:
    """Parts of a grade's word that a narrow cell can break: “outstand” and “ing”."""
    fragments = set()
    for word in {word for phrase in _phrases() for word in phrase.split()}:
        fragments |= {word[:cut] for cut in range(2, len(word))} | {word[cut:] for cut in range(2, len(word))}
    return frozenset(fragments)


def is_grade_fragment(text: str) -> bool:
    """Whether the text is one word that may be part of a grade's word broken between two lines."""
    return words(text) in _fragments()


def split_grade(text: str) -> tuple[str, str] | None:
    """The text before a grade at the end, and the grade or its first line. None if there is no grade."""
    tokens = text.split()
    if len(tokens) < 2 or not _may_end_grade(tokens[-1]):
        return None
    for count in range(max(1, len(tokens) - MAX_GRADE_WORDS), len(tokens)):
        # A raised figure may come between the two.
        kept = count - 1 if count > 1 and tokens[count - 1].isdigit() else count
        head, tail = " ".join(tokens[:kept]), " ".join(tokens[count:])
        if whole_grade(tail) or (is_grade_piece(tail) and words(tail).split()[0] in _FIRST_OF_WRAPPED):
            return head, tail
    return None


def _may_end_grade(token: str) -> bool:
    """A quick check: most lines end in a word that doesn't end a grade."""
    plain = words(token)
    return plain in _pieces() or plain.rstrip("0123456789") in _pieces() or plain.isdigit()


def _runs(phrase: str) -> set[str]:
    tokens = phrase.split()
    return {" ".join(tokens[i:j]) for i in range(len(tokens)) for j in range(i + 1, len(tokens) + 1)}


class Labels:
    """The labels of a framework's judgements as printed.

    In headings a verb may come between label and grade: “Care leavers are: good”. In tables there is none.
    """

    def __init__(self, version: Framework, *, with_verb: bool = False) -> None:
        self._with_verb = with_verb
        self._by_words: dict[str, dict[str, str]] = {}
        for judgement in version.judgements:
            for wording in judgement.wordings:
                self._by_words.setdefault(label_words(wording), {})[judgement.service] = judgement.code
        self._groups = {label_words(group.name) for service in version.services for group in service.groups}
        # Room for punctuation and a number before it.
        self._longest = max(len(label) for label in self._by_words) + 20
        self._runs = {run for label in (*self._by_words, *self._groups) for run in _runs(label)}
        counts: dict[str, int] = {}
        for codes in {frozenset(label.split()): label for label in self._by_words}:
            for word in codes:
                counts[word] = counts.get(word, 0) + 1
        self._weights = {word: 1 / count for word, count in counts.items()}

    def exact(self, text: str) -> dict[str, str] | None:
        """The judgement's code in each service with this label. Empty for a group, None if it is neither."""
        plain = self._plain(text) if len(text) <= self._longest else ""
        codes = self._by_words.get(plain)
        return codes if codes is not None else ({} if plain in self._groups else None)

    def is_group(self, text: str) -> bool:
        """Whether a group of judgements is printed with this label, even if a judgement is too."""
        return label_words(text) in self._groups

    def is_part(self, text: str) -> bool:
        """Whether the text can be one line of a wrapped label."""
        return len(text) <= self._longest and self._plain(text) in self._runs

    def _plain(self, text: str) -> str:
        plain = label_words(_FOOTNOTE.sub("", _STRAY_NUMBER.sub("", text.rstrip())))
        return plain.removesuffix(" is").removesuffix(" are") if self._with_verb else plain

    def is_end_of(self, text: str, codes: dict[str, str]) -> bool:
        """Whether the text is the end of a label of this judgement alone: “Board (LSCB) is”, below its first line."""
        plain = label_words(text)
        whole = [found for label, found in self._by_words.items() if f" {label}".endswith(f" {plain}")]
        return len(plain.split()) >= FEWEST_WORDS_OF_AN_END and bool(whole) and all(found == codes for found in whole)

    def nearest(self, text: str) -> dict[str, str] | None:
        """The codes of the label most like this one, or None if it isn't clearly the closest."""
        plain = set(label_words(text).split())
        scored = sorted(((self._likeness(plain, set(label.split())), label) for label in self._by_words), reverse=True)
        if not plain or not scored or scored[0][0] < MIN_LIKENESS:
            return None
        best = self._by_words[scored[0][1]]
        rivals = [score for score, label in scored if self._by_words[label] != best]
        return best if not rivals or scored[0][0] - rivals[0] >= MIN_LEAD else None

    def _likeness(self, one: set[str], two: set[str]) -> float:
        """Shared words over all words. Words that many labels have count less."""
        weight = self._weights
        return sum(weight.get(word, 1) for word in one & two) / sum(weight.get(word, 1) for word in one | two)


@cache
def labels_of(code: str) -> Labels:
    return Labels(framework(code))


@cache
def heading_labels_of(code: str) -> Labels:
    """The same labels as headings print them."""
    return Labels(framework(code), with_verb=True)
