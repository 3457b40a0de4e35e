"""Numbers as people write them in a sentence: `92`, `ninety-two`, `a hundred and fifty`, `18th`, `a third`."""

import re
from fractions import Fraction

_ONES = ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine"]
_TEENS = ["ten", "eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen"]
_TENS = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]
_FIRST_ORDINALS = ["first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth"]
_TEEN_ORDINALS = [
    "tenth",
    "eleventh",
    "twelfth",
    "thirteenth",
    "fourteenth",
    "fifteenth",
    "sixteenth",
    "seventeenth",
    "eighteenth",
    "nineteenth",
]
_TEN_ORDINALS = [f"{word[:-1]}ieth" for word in _TENS]
_VALUES = {
    **{word: number for number, word in enumerate(_ONES, 1)},
    **{word: number for number, word in enumerate(_FIRST_ORDINALS, 1)},
    **{word: number for number, word in enumerate(_TEENS, 10)},
    **{word: number for number, word in enumerate(_TEEN_ORDINALS, 10)},
    **{word: 10 * number for number, word in enumerate(_TENS, 2)},
    **{word: 10 * number for number, word in enumerate(_TEN_ORDINALS, 2)},
    "a": 1,
    "dozen": 12,
}
_BELOW_HUNDRED = (
    rf"(?:(?:{'|'.join(_TENS)})(?:[ -](?:{'|'.join(_ONES)}))?|{'|'.join(_TEENS)}|{'|'.join(_ONES)}|a dozen)"
)
_BEGINS, _ENDS = r"(?<![\w.,/-])", r"(?![\w/-]|[.,]\d)"
# No number in the middle of another: 33.5 is neither 33 nor 5.
NUMBER = (
    rf"{_BEGINS}(?:\d{{1,3}},\d{{3}}|\d{{1,4}}|"
    rf"(?:a|one|two|three) hundred(?: and {_BELOW_HUNDRED})?|{_BELOW_HUNDRED}){_ENDS}"
)
_ORDINAL_WORDS = "|".join([*_FIRST_ORDINALS, *_TEEN_ORDINALS, *_TEN_ORDINALS])
ORDINAL = rf"{_BEGINS}(?:\d{{1,3}}(?:st|nd|rd|th)|(?:(?:{'|'.join(_TENS)})[ -])?(?:{_ORDINAL_WORDS})){_ENDS}"
_PARTS = {"half": 2, "third": 3, "quarter": 4, "fifth": 5, "sixth": 6, "eighth": 8, "tenth": 10}
_IN_PARTS = rf"(?:a|one|two|three|four|nine)[ -](?:{'|'.join(part for part in _PARTS if part != 'half')})s?"
_OUT_OF = (
    r"(?:one|two|three|four|nine|[1-9]) (?:in|out of)(?: every)? (?:three|four|five|six|eight|ten|3|4|5|6|8|10)"
    r"(?! (?:judgements?|areas|categories))"
)
FRACTION = rf"(?<![\w-])(?:{_IN_PARTS}|(?:a |one )?half|{_OUT_OF})(?![\w-])"


def number_of(words: str) -> int:
    """`3`, `three`, `3rd`, `third` or `a hundred and three` as a number."""
    text = words.lower().replace(",", "")
    if digits := re.sub(r"(?<=\d)(?:st|nd|rd|th)$", "", text) if text[:1].isdigit() else "":
        return int(digits)
    hundreds, is_hundred, rest = text.partition(" hundred")
    parts = re.split(r"[ -]", rest.removeprefix(" and ") if is_hundred else text)
    number = sum(_VALUES[part] for part in parts if part and part != "a")
    return number + 100 * _VALUES[hundreds] if is_hundred else number


def fraction_of(words: str) -> Fraction:
    """`a third`, `three quarters`, `half`, `one in five` as a fraction."""
    parts = re.split(r"[ -]", words.lower())
    if "in" in parts or "out" in parts:
        return Fraction(number_of(parts[0]), number_of(parts[-1]))
    whole = _PARTS[parts[-1].removesuffix("s")]
    return Fraction(_VALUES[parts[0]] if len(parts) > 1 else 1, whole)
